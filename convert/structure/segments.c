/* structure/segments.c - which markers count up together.
 *
 * Every style (row of the numbering table, markup of the source, depth of a decimal) has a few open
 * segments, the innermost last. A line may fit several rows (`V.` is a letter and a number); it
 * goes where it counts on, else where it is a first. */
#include "structure/segments.h"

#include "base/utf8.h"
#include "structure/parts.h"

enum { MOST_FITS = 4, MOST_ORDINAL = 999, SIGN_REACH = 12, NEAR_REACH = 3, LONGEST_ALONE = 110 };

/* A segment that may go on. */
typedef struct run {
    uint32_t segment;     /* index */
    uint32_t before_last; /* part + 1 of the last member but one */
    uint16_t last;        /* ordinal of the last member */
    uint16_t prefix[FL_MARKER_PARTS];
    bool first_alone, last_alone;
} run;

/* The runs of a style that are open: a list may count inside a section that counts in the same way.
 */
enum { MOST_OPEN = 4 };
typedef struct chain {
    run open[MOST_OPEN];
    unsigned count;
} chain;

uint8_t fl_draft_style(fl_draft *d, uint16_t row, unsigned markup, unsigned form, unsigned rank)
{
    for (size_t i = 1; i < d->style_count; i++) {
        const fl_style *s = &d->style[i];
        if (s->row == row && s->markup == markup && s->form == form) return (uint8_t)i;
    }
    if (d->style_count == 0) d->style_count = 1;
    if (d->style_count == FL_STYLES) return 0;
    d->style[d->style_count] = (fl_style){
        .row = row, .markup = (uint8_t)markup, .form = (uint8_t)form, .rank = (uint8_t)rank
    };
    return (uint8_t)d->style_count++;
}

bool fl_is_section_row(const fl_draft *d, uint16_t row)
{
    return d->cjk && d->rows[row].kind == 'b' && d->rows[row].rank <= 5;
}

/* ---- traps ---- */

/* `二、三季度`: the next number follows at once, and then what it counts. */
static bool counts_a_range(const fl_draft *d, const fl_marker *m, fl_span rest)
{
    fl_marker next;
    if (m->depth != 1 || rest.n == 0) return false;
    uint32_t c = fl_utf8_at(rest, 0);
    if (fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19)) {
        unsigned n = 0;
        size_t at = 0;
        for (; at < rest.n && fl_is_digit((unsigned char)rest.p[at]) && n < 10000; at++)
            n = n * 10 + (unsigned)(rest.p[at] - '0');
        return n == m->ordinal + 1u;
    }
    for (size_t i = 0; i < d->row_count;
         i++) { /* the number by itself: read with a row `{cn}...` */
        if (strcmp(d->rows[i].id, "zh.number") != 0) continue;
        fl_marker found[MOST_FITS];
        size_t n = fl_enumerators_match(d->enumerators, rest, 0, found, MOST_FITS);
        for (size_t k = 0; k < n; k++)
            if (found[k].row == i && found[k].ordinal == m->ordinal + 1) {
                next = found[k];
                return fl_list_starts(d->words.ordinal_counters,
                                      fl_span_sub(rest, next.length, rest.n), NULL);
            }
    }
    return false;
}

/* `3.5 million`, `12.4%`; not `8.1 Persistent connections` for `per`. */
static bool is_amount(const fl_draft *d, fl_span rest)
{
    fl_span unit;
    if (!fl_list_starts(d->words.units, rest, &unit)) return false;
    bool letter = fl_is_ascii_alnum((unsigned char)unit.p[unit.n - 1]);
    return !letter || unit.n == rest.n || !fl_is_ascii_alnum((unsigned char)rest.p[unit.n]);
}

static bool is_trap(const fl_draft *d, const fl_part *p, const fl_marker *m, bool alone)
{
    const fl_enumerator_row *row = &d->rows[m->row];
    fl_span text = fl_part_text(p), rest = fl_span_sub(text, m->length, text.n),
            words = fl_span_trim(rest);
    uint32_t c = fl_utf8_at(words, 0), last = fl_utf8_before(text, m->length);
    if (row->kind == 'n') return true; /* numbers for counts_a_range */
    if (m->depth && (m->ordinal == 0 || m->ordinal > MOST_ORDINAL) && row->kind != 'a') return true;
    bool open = alone && !(p->flags & FL_ENDS) && fl_is_space(last); /* 3.2 分季度数据 */
    if (m->depth > 1 && (m->part[0] > 99 || (!open && is_amount(d, d->cjk ? rest : words))))
        return true;
    if (fl_list_starts(d->words.marker_traps, text, NULL)) return true;
    if ((last == 0x3001 || last == 0xFF0C) && counts_a_range(d, m, rest)) return true;
    bool spaced = fl_is_space(last) || words.n < rest.n;
    if (row->kind == 'a' && !spaced && fl_list_starts(d->words.article_traps, words, NULL))
        return true;
    if (row->kind == 'h' && (c == ',' || c == ';' || (c >= 'a' && c <= 'z'))) return true;
    if (row->kind == 'h' && d->cjk && !spaced &&
        fl_list_starts(d->words.article_traps, words, NULL))
        return true;
    return m->depth > 1 &&
           (c == ',' || c == ';' || c == '-' || c == '%' || c == '/' || c == ')' || c == 0xFF09);
}

/* ---- chains ---- */

/* How a number fits, from bad to good. */
typedef enum fit { FIT_NONE, FIT_ANYWHERE, FIT_NEAR, FIT_FIRST, FIT_NEXT_OTHERWISE, FIT_NEXT } fit;

typedef struct choice {
    fl_marker marker;
    uint8_t style;
    fit how;
    unsigned open; /* NEXT, NEAR: which run of the chain goes on */
    bool replaces; /* it takes the place of the last member, which was a trap */
    bool alone;
} choice;

static bool alone_with(const fl_draft *d, const fl_part *p, const fl_marker *m, size_t at)
{
    if (p->chars > LONGEST_ALONE) return false;
    if (m->depth == 0 && d->rows[m->row].kind == 'h') return true; /* 附則 */
    if (m->length < p->line->text.n) return fl_stands_alone(d, p, (uint16_t)m->length);
    const fl_part *next = at + 1 < d->count ? &d->part[at + 1]
                                            : NULL; /* its text is on the next line */
    return next && next->role == FL_PLAIN && (next->flags & FL_ALONE);
}

static bool same_prefix(const run *r, const fl_marker *m)
{
    return m->depth < 2 || memcmp(r->prefix, m->part, (m->depth - 1u) * sizeof *m->part) == 0;
}

bool fl_is_near_row(const fl_enumerator_row *row)
{
    return strcmp(row->id, "zh.dash") == 0 || strcmp(row->id, "zh.seq") == 0;
}

/* How well the choice goes on with the run; fills how and replaces when it does better than so far.
 */
static void try_run(const fl_draft *d, const run *r, unsigned index, size_t at, choice *c)
{
    const fl_segment *s = &d->segment[r->segment];
    const fl_marker *m = &c->marker;
    fit how = FIT_NONE;
    bool replaces = false;
    if (m->depth == 0) {
        if (at - s->last <= (fl_is_near_row(&d->rows[s->row]) ? NEAR_REACH : SIGN_REACH))
            how = FIT_NEXT;
    } else if (!same_prefix(r, m)) {
        return;
    } else if (m->ordinal == r->last + 1) {
        how = c->alone == r->last_alone ? FIT_NEXT : FIT_NEXT_OTHERWISE;
    } else if (m->ordinal == r->last && m->ordinal != 1) {
        replaces = c->alone == r->first_alone && r->last_alone != r->first_alone && s->count > 1;
        if (replaces || c->alone == r->last_alone) how = FIT_NEAR;
    } else if (m->ordinal == r->last + 2 && c->alone == r->last_alone) {
        how = FIT_NEAR;
    }
    if (how <= c->how) return;
    c->how = how;
    c->open = index;
    c->replaces = replaces;
}

static void open_run(fl_draft *d, chain *of, const choice *c, uint32_t at)
{
    if (d->segment_count == d->segment_capacity) {
        size_t wanted = d->segment_capacity ? d->segment_capacity * 2 : 64;
        d->segment = fl_grow(d->arena, d->segment, d->segment_count * sizeof *d->segment,
                             wanted * sizeof *d->segment);
        d->segment_capacity = wanted;
    }
    if (of->count == MOST_OPEN) { /* the last one that is a lone number ends, else the first */
        unsigned k = MOST_OPEN - 1;
        while (k > 0 && d->segment[of->open[k].segment].count > 1) k--;
        memmove(of->open + k, of->open + k + 1, (--of->count - k) * sizeof *of->open);
    }
    of->open[of->count++] = (run){ .segment = (uint32_t)d->segment_count, .first_alone = c->alone };
    d->segment[d->segment_count++] = (fl_segment){ .first = at,
                                                   .last = at,
                                                   .row = c->marker.row,
                                                   .start = c->marker.ordinal,
                                                   .style = c->style,
                                                   .depth = c->marker.depth };
}

static void drop_last(fl_draft *d, const run *r, fl_segment *s)
{
    fl_part *dropped = &d->part[s->last];
    dropped->segment = 0;
    dropped->marker = 0;
    dropped->style = 0;
    s->last = r->before_last - 1;
    d->part[s->last].next = 0;
    s->count--;
}

static void put(fl_draft *d, chain *of, const choice *c, uint32_t at)
{
    fl_part *p = &d->part[at];
    const fl_marker *m = &c->marker;
    bool first = c->how == FIT_FIRST || c->how == FIT_ANYWHERE;
    if (first)
        open_run(d, of, c, at);
    else
        of->count = c->open + 1; /* what counted inside it ends */
    run *r = &of->open[of->count - 1];
    fl_segment *s = &d->segment[r->segment];
    if (c->replaces) drop_last(d, r, s);
    if (!first) {
        r->before_last = s->last + 1;
        d->part[s->last].next = at;
        s->last = at;
    }
    s->count++;
    r->last = m->ordinal;
    r->last_alone = c->alone;
    memcpy(r->prefix, m->part, sizeof r->prefix);
    p->segment = r->segment + 1;
    p->marker = (uint16_t)m->length;
    p->ordinal = m->ordinal;
    p->row = m->row;
    p->depth = m->depth;
    p->style = c->style;
    if (!d->cjk) fl_measure_part(d, p); /* `1. ` ends no sentence */
    if (c->alone)
        p->flags |= FL_ALONE;
    else
        p->flags &= (uint16_t)~FL_ALONE;
}

static void consider(fl_draft *d, chain *chains, uint32_t at)
{
    fl_part *p = &d->part[at];
    fl_marker found[MOST_FITS];
    choice best = { .how = FIT_NONE };
    bool set_in = fl_part_set_in(d, p);
    size_t n = fl_enumerators_match(d->enumerators, fl_part_text(p), 0, found, MOST_FITS);
    for (size_t i = 0; i < n; i++) {
        const fl_enumerator_row *row = &d->rows[found[i].row];
        choice c = { .marker = found[i], .alone = !set_in && alone_with(d, p, &found[i], at) };
        if (found[i].length > UINT16_MAX || is_trap(d, p, &found[i], c.alone)) continue;
        if (!c.alone && (row->kind == 'h' || row->kind == 's')) continue;
        c.style = fl_draft_style(d, found[i].row, fl_part_markup(p), found[i].depth, row->rank);
        if (!c.style) continue;
        c.how = found[i].ordinal == 1 || found[i].depth == 0 ? FIT_FIRST : FIT_ANYWHERE;
        const chain *of = &chains[c.style];
        for (unsigned k = of->count; k-- > 0;) try_run(d, &of->open[k], k, at, &c);
        if (row->kind == 's' && c.how == FIT_ANYWHERE) continue;
        if (c.how == FIT_FIRST && strcmp(row->id, "zh.seq") == 0 &&
            !fl_list_starts(d->words.sequence_first, fl_part_text(p), NULL))
            continue;
        if (c.how > best.how) best = c;
    }
    if (best.how != FIT_NONE) put(d, &chains[best.style], &best, at);
}

/* Items count up inside their article. */
static void end_items(const fl_draft *d, chain *chains)
{
    enum { ITEM_RANK = 5 };
    for (size_t i = 1; i < d->style_count; i++) {
        const fl_enumerator_row *row = &d->rows[d->style[i].row];
        if ((row->kind == 'b' || row->kind == 'p') && row->rank >= ITEM_RANK) chains[i].count = 0;
    }
}

/* `附件：1. …` above `2. …`: the first of them stands behind the label. */
static void take_labelled_first(fl_draft *d, fl_segment *s)
{
    enum { LONGEST_LABEL = 24 }; /* bytes */
    if (s->first == 0 || s->start != 2 || s->depth != 1 || s->count == 0) return;
    fl_part *p = &d->part[s->first - 1];
    fl_span text = fl_part_text(p), word;
    if (p->role != FL_PLAIN || p->segment || !d->cjk ||
        !fl_list_starts(d->words.frame_words, text, &word))
        return;
    uint32_t c = 0;
    size_t at = word.n;
    while (at < text.n && (c = fl_utf8_at(text, at), fl_is_space(c) || c == ':' || c == 0xFF1A))
        at = fl_utf8_next(text, at, &c);
    if (at == word.n || at > LONGEST_LABEL) return;
    fl_marker found[MOST_FITS];
    size_t n = fl_enumerators_match(d->enumerators, text, at, found, MOST_FITS);
    for (size_t i = 0; i < n; i++) {
        if (found[i].row != s->row || found[i].ordinal != 1 || at + found[i].length >= text.n)
            continue;
        p->label = (uint8_t)at;
        p->marker = (uint16_t)(at + found[i].length);
        p->ordinal = 1;
        p->row = s->row;
        p->next = s->first;
        p->segment = (uint32_t)(s - d->segment) + 1;
        p->style = s->style;
        p->flags &= (uint16_t)~FL_ALONE;
        s->first--;
        s->start = 1;
        s->count++;
        return;
    }
}

void fl_find_segments(fl_draft *d)
{
    chain *chains = fl_alloc(d->arena, FL_STYLES, sizeof *chains);
    for (size_t i = 0; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (p->role != FL_PLAIN || !(p->flags & FL_COUNTED)) continue;
        consider(d, chains, (uint32_t)i);
        if (p->segment && d->rows[p->row].kind == 'a') end_items(d, chains);
    }
    for (size_t i = 0; i < d->segment_count; i++) take_labelled_first(d, &d->segment[i]);
}
