/* structure/judge.c - a segment decides together: the majority of its members says what they all
 * are. */
#include "structure/judge.h"

#include "base/utf8.h"
#include "structure/segments.h"

enum {
    MOST_LOOKED = 64, /* parts looked through for text below a member */
    LOW_RANK = 7      /* numbers that count items more often than headings */
};

typedef struct tally {
    uint32_t alone;              /* could be headings */
    uint32_t open;               /* could be headings and end no sentence */
    uint32_t gaps;               /* something else stands between it and the next member */
    uint32_t texts;              /* what stands there is text, not only other markers */
    bool ends_in_text;           /* text stands behind the last one */
    uint32_t semicolons, colons; /* members that end so */
    uint32_t running;            /* hold more than one sentence */
    uint32_t longs;              /* are longer than any heading */
} tally;

/* A marker alone on its line, which takes the next one; not 附則, which is a heading by itself. */
static bool is_bare(const fl_draft *d, const fl_part *p)
{
    if (!p->marker || p->marker < p->line->text.n) return false;
    return d->rows[p->row].kind != 'h' || (p->segment && d->segment[p->segment - 1].depth > 0);
}

/* The part behind the member and, when its marker stands alone on its line, behind the line that it
 * takes. */
static size_t behind(const fl_draft *d, size_t member)
{
    size_t at = member + 1;
    if (is_bare(d, &d->part[member]) && at < d->count && d->part[at].role == FL_PLAIN &&
        !d->part[at].segment)
        at++;
    return at;
}

/* Plain text, or a marker with more than a few words: what a heading has below it. */
static bool is_text(const fl_part *p)
{
    return p->role == FL_PLAIN && (!p->segment || p->chars > 60 || p->sentence < p->line->text.n);
}

/* The part begins a count of short lines: a heading may stand over headings. */
static bool heads_another(const fl_draft *d, size_t at)
{
    if (at >= d->count || !d->part[at].segment || !(d->part[at].flags & FL_ALONE)) return false;
    const fl_segment *s = &d->segment[d->part[at].segment - 1];
    return s->first == at && s->count > 1 && s->depth > 0;
}

static tally count_members(const fl_draft *d, const fl_segment *s)
{
    tally t = { 0 };
    for (size_t i = s->first;; i = d->part[i].next) {
        const fl_part *p = &d->part[i];
        size_t next = behind(d, i), end = p->next ? p->next : next + 1;
        t.alone += (p->flags & FL_ALONE) != 0;
        t.open += (p->flags & FL_ALONE) && !(p->flags & FL_ENDS);
        t.colons += (p->flags & FL_ENDS_COLON) != 0;
        t.semicolons += (p->flags & FL_ENDS_SEMICOLON) != 0;
        t.longs += p->chars >= FL_LONG;
        t.running += p->sentence < p->line->text.n || p->chars > 90;
        bool text = false;
        if (!p->next && heads_another(d, next)) end++;
        for (size_t k = next; k < end && k < d->count && k < next + MOST_LOOKED && !text; k++)
            text = is_text(&d->part[k]);
        if (!p->next) {
            t.ends_in_text = text;
            break;
        }
        t.gaps += next != p->next;
        t.texts += text;
    }
    return t;
}

/* Where a segment starts, in a document with articles: in the last article, short items list more
 * often than they head; between two articles they never head. */
typedef enum place { NO_ARTICLES, OUTSIDE, IN_LAST_ARTICLE, IN_ARTICLE } place;

/* Do its members stand over something? `careful`: only when all of them do. */
static bool stands_over(const fl_segment *s, const tally *t, bool careful)
{
    uint32_t all = s->count - 1;
    if (all == 0) return t->ends_in_text;
    if (careful) return t->texts == all && t->ends_in_text;
    return t->gaps > 0 && t->gaps * 2 >= all;
}

static uint8_t role_of_run_in(const fl_draft *d, const fl_segment *s, const tally *t)
{
    if (d->rows[s->row].kind == 'a') return FL_ARTICLE;
    return fl_is_section_row(d, s->row) && t->running * 2 >= s->count &&
                   t->semicolons * 3 < s->count
               ? FL_SECTION
               : FL_POINT;
}

/* Does the source mark the beginning of most members as strong, and not all of them? That is how
 * run-in leads are written, headings are not. */
static bool are_led(const fl_draft *d, const fl_segment *s)
{
    uint32_t led = 0;
    for (size_t i = s->first; d->lines->marked; i = d->part[i].next) {
        const fl_part *p = &d->part[i];
        const fl_mark *m = p->line->mark_count ? fl_line_marks(d->lines, p->line) : NULL;
        led += m && m->kind == FL_MARK_STRONG && m->from == 0 && m->to > p->marker &&
               m->to < p->line->text.n;
        if (!p->next) break;
    }
    return led * 2 > s->count;
}

/* `2.1 Why did the market cool down? Will it recover?`: decimals with text below each of them, and
 * none of them a paragraph. */
static bool are_long_decimals(const fl_draft *d, const fl_segment *s, const tally *t)
{
    return !d->cjk && s->depth > 1 && s->count > 1 && t->longs == 0 && t->texts + 1 == s->count &&
           t->ends_in_text && (d->part[s->first].line->hints & FL_HINT_BLANK_BEFORE);
}

static uint8_t judge(const fl_draft *d, const fl_segment *s, const tally *t, place inside)
{
    const fl_enumerator_row *row = &d->rows[s->row];
    if (d->part[s->first].label) return FL_POINT;
    bool sentences = d->cjk && t->open == 0 && row->rank + 1 >= LOW_RANK; /* 1、完成招标。 */
    bool over = stands_over(s, t, inside >= IN_LAST_ARTICLE || row->rank >= LOW_RANK || sentences);
    if (row->kind == 'b' && d->cjk && !fl_part_markup(&d->part[s->first]) &&
        (inside == IN_ARTICLE || (inside != NO_ARTICLES && row->rank >= LOW_RANK)))
        return role_of_run_in(d, s, t);
    switch (row->kind) {
    case 'h':
    case 's':
        return FL_HEAD;
    case 'p':
        return FL_POINT;
    case 'a':
        return t->open * 4 > s->count * 3 && over ? FL_HEAD : FL_ARTICLE;
    default:
        break;
    }
    if (are_led(d, s)) return fl_is_section_row(d, s->row) ? FL_SECTION : role_of_run_in(d, s, t);
    if (are_long_decimals(d, s, t) && t->colons == 0) return FL_HEAD;
    if (t->semicolons * 3 >= s->count || (s->count > 1 && t->colons * 3 > s->count))
        return role_of_run_in(d, s, t);
    if (t->alone * 2 > s->count && over) return FL_HEAD;
    if (d->part[s->first].line->hints & FL_HINT_HEADING && t->alone * 2 > s->count) return FL_HEAD;
    return role_of_run_in(d, s, t);
}

/* ---- support ---- */

/* What is known of all segments of a style. */
typedef struct style_tally {
    uint32_t supported, heads;
    uint32_t members, ended; /* of those that are headings; ended: with a full stop */
} style_tally;

/* `2.6.1` alone below `2.6`: nothing else could have it. */
static bool is_below_its_number(const fl_draft *d, const fl_segment *s)
{
    enum { REACH = 400 };
    const fl_part *p = &d->part[s->first];
    fl_span marker = fl_span_sub(fl_part_text(p), 0, p->marker);
    if (s->depth < 2 || s->start != 1 || !(p->flags & FL_ALONE)) return false;
    for (size_t i = s->first; i-- > 0 && s->first - i < REACH;) {
        const fl_part *q = &d->part[i];
        if (!q->segment || q->depth + 1 != p->depth || !(q->flags & FL_ALONE)) continue;
        fl_span above = fl_span_trim(fl_span_sub(fl_part_text(q), 0, q->marker));
        if (above.n && above.p[above.n - 1] == '.') above.n--;
        return d->segment[q->segment - 1].count > 1 && fl_span_starts(marker, above) &&
               above.n + 1 < marker.n && marker.p[above.n] == '.';
    }
    return false;
}

static bool is_supported(const fl_draft *d, const fl_segment *s, const style_tally *style,
                         place inside)
{
    const fl_enumerator_row *row = &d->rows[s->row];
    const fl_part *first = &d->part[s->first];
    if (s->count >= 2) return true;
    if (s->depth == 0 && row->kind == 'h') return true;
    if (s->depth == 0) { /* a sign: below another sign */
        if (fl_is_near_row(row)) return false;
        const fl_part *above = s->first > 0 ? &d->part[s->first - 1] : NULL;
        return style->supported > 0 ||
               (above && above->segment && d->segment[above->segment - 1].depth == 0);
    }
    if (row->kind == 'h') return d->cjk || s->start == 1 || style->supported > 0;
    if (row->kind == 's') return false;
    if (row->kind == 'a' && d->cjk && style->supported > 0 &&
        ((first->flags & FL_ALONE) || !d->headings_stop))
        return true; /* 第百八十三条　削除, behind numbers that were left out */
    if (is_below_its_number(d, s)) return true;
    if (inside >= IN_LAST_ARTICLE && s->start == 2 && s->depth == 1)
        return true; /* the first paragraph of an article has no number */
    if ((first->line->hints & FL_HINT_HEADING) && (first->flags & FL_ALONE)) return true;
    if (style->supported == 0) return false;
    return s->start == 1 || inside >= IN_LAST_ARTICLE ||
           ((first->flags & FL_ALONE) && style->heads * 2 > style->supported);
}

/* `1  일자리` alone (between blank lines), each with text below. */
static bool stand_free(const fl_draft *d, const fl_segment *s, const tally *t, bool blanks)
{
    enum { LONGEST = 40, LONGEST_LATIN = 90 };
    uint32_t longest = d->cjk || !blanks ? LONGEST : LONGEST_LATIN;
    for (size_t i = s->first;; i = d->part[i].next) {
        const fl_part *p = &d->part[i];
        bool asks = p->line->text.p[p->line->text.n - 1] == '?';
        if (!(p->flags & FL_ALONE) || ((p->flags & FL_ENDS) && !asks) || p->chars > longest ||
            (blanks && !(p->line->hints & FL_HINT_BLANK_BEFORE)))
            return false;
        if (!p->next) break;
    }
    size_t below = behind(d, s->last);
    bool heads = below < d->count && d->part[below].segment &&
                 d->segment[d->part[below].segment - 1].first == below;
    return (t->ends_in_text || heads) && t->gaps + 1 == s->count;
}

/* The number that a `1 Title` needs: a `1.1` between it and the next of its kind. */
static bool has_decimals(const fl_draft *d, const fl_segment *s, const tally *t)
{
    uint32_t with = 0;
    for (size_t i = s->first;; i = d->part[i].next) {
        size_t end = d->part[i].next ? d->part[i].next : d->count;
        for (size_t k = i + 1; k < end; k++) {
            const fl_part *p = &d->part[k];
            if (p->segment && p->depth == 2 && d->segment[p->segment - 1].count >= 1 &&
                p->ordinal == 1) {
                with++;
                break;
            }
        }
        if (!d->part[i].next) break;
    }
    return with * 2 >= s->count || (d->body_indent && with > 0) ||
           (with > 0 && stand_free(d, s, t, false));
}

static void take_back(fl_draft *d, fl_segment *s)
{
    s->role = FL_PLAIN;
    for (size_t i = s->first;;) {
        fl_part *p = &d->part[i];
        uint32_t next = p->next;
        p->segment = p->next = 0;
        p->marker = 0;
        p->style = 0;
        if (!next) break;
        i = next;
    }
}

/* A single sentence, longer than headings usually are: one of headings all the same. */
static bool is_long_heading(const fl_draft *d, const fl_part *p)
{
    enum { LONGEST = 64, LONGEST_DECIMAL = 140 };
    unsigned open = p->flags & (FL_ENDS_COLON | FL_ENDS_COMMA | FL_ENDS_SEMICOLON);
    if (!d->cjk && p->depth > 1) /* 3.2.5 A sentence with its full stop. */
        return !open && p->chars < LONGEST_DECIMAL && p->sentence >= p->line->text.n;
    return d->headings_stop && !open && p->chars <= LONGEST && p->sentence >= p->line->text.n;
}

/* `2、7月：完成设备招标。` among headings of its style that never end in a full stop. */
static bool is_unlike(const fl_draft *d, const fl_part *p, const style_tally *style)
{
    enum { MANY = 10 };
    return d->headings_stop && (p->flags & FL_ENDS) && style->members >= MANY &&
           style->ended * 5 < style->members;
}

static void give_roles(fl_draft *d, const fl_segment *s, const tally *t, const style_tally *style)
{
    for (size_t i = s->first;; i = d->part[i].next) {
        fl_part *p = &d->part[i];
        bool head = s->role == FL_HEAD &&
                    ((p->flags & FL_ALONE) || is_long_heading(d, p) ||
                     are_long_decimals(d, s, t)) &&
                    !is_unlike(d, p, style);
        p->flags |= FL_MEMBER;
        p->role = s->role == FL_HEAD && !head ? role_of_run_in(d, s, t) : s->role;
        size_t after = behind(d, i);
        if (after == i + 2) d->part[i + 1].role = FL_MORE;
        if (!p->next) break;
    }
}

/* A lone number whose row counts headings elsewhere, marked differently in the source. */
static bool same_row_heads(const fl_draft *d, const fl_segment *s, const style_tally *styles)
{
    if (!(d->part[s->first].flags & FL_ALONE) || s->depth == 0) return false;
    for (size_t i = 1; i < d->style_count; i++)
        if (d->style[i].row == s->row && d->style[i].form == s->depth && styles[i].heads > 0)
            return true;
    return false;
}

/* For each segment: where does it start? Articles are those that are two or more. */
static uint8_t *find_insides(const fl_draft *d)
{
    uint8_t *inside = fl_alloc(d->arena, d->segment_count + 1, sizeof *inside);
    place here = NO_ARTICLES;
    for (size_t i = 0; i < d->segment_count && here == NO_ARTICLES; i++)
        if (d->rows[d->segment[i].row].kind == 'a' && d->segment[i].count >= 2) here = OUTSIDE;
    if (here == NO_ARTICLES) return inside;
    for (size_t i = 0; i < d->segment_count; i++) inside[i] = OUTSIDE;
    for (size_t i = 0; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (!p->segment) {
            if (p->chars < 20 && fl_list_starts(d->words.frame_words, fl_part_text(p), NULL))
                here = OUTSIDE;
            continue;
        }
        const fl_segment *s = &d->segment[p->segment - 1];
        char kind = d->rows[s->row].kind;
        if (kind == 'a' && s->count >= 2)
            here = p->next ? IN_ARTICLE : IN_LAST_ARTICLE;
        else if (kind == 'h')
            here = OUTSIDE;
        else if (s->first == i)
            inside[p->segment - 1] = (uint8_t)here;
    }
    return inside;
}

/* `J. Hostetler` and `L. Stewart`: two letters from the midst of the alphabet count nothing. */
static bool are_initials(const fl_draft *d, const fl_segment *s)
{
    const char *template = d->rows[s->row].template;
    bool letters = strstr(template, "{AL}") || strstr(template, "{rom}") ||
                   strstr(template, "{al}");
    return letters && s->start != 1 && s->count < 3;
}

void fl_judge_segments(fl_draft *d)
{
    style_tally *styles = fl_alloc(d->arena, FL_STYLES, sizeof *styles);
    uint8_t *inside = find_insides(d);
    for (size_t i = 0; i < d->segment_count; i++) { /* first those that support themselves */
        fl_segment *s = &d->segment[i];
        if (s->count < 2 || are_initials(d, s)) continue;
        tally t = count_members(d, s);
        if (d->rows[s->row].kind == 's' && !has_decimals(d, s, &t) && !stand_free(d, s, &t, true))
            continue;
        s->role = judge(d, s, &t, inside[i]);
        styles[s->style].supported++;
        styles[s->style].heads += s->role == FL_HEAD;
        if (s->role != FL_HEAD) continue;
        styles[s->style].members += s->count;
        styles[s->style].ended += t.alone > t.open ? t.alone - t.open : 0;
    }
    for (size_t i = 0; i < d->segment_count; i++) {
        fl_segment *s = &d->segment[i];
        if (s->count == 0) continue;
        tally t = count_members(d, s);
        if (s->role == FL_PLAIN && s->count < 2) {
            bool article = d->rows[s->row].kind == 'a' && styles[s->style].supported > 0 &&
                           styles[s->style].heads * 2 <= styles[s->style].supported;
            if (is_supported(d, s, &styles[s->style], inside[i]))
                s->role = article ? FL_ARTICLE : judge(d, s, &t, inside[i]);
            else if (same_row_heads(d, s, styles) && t.ends_in_text)
                s->role = FL_HEAD;
        }
        if (s->role == FL_PLAIN)
            take_back(d, s);
        else
            give_roles(d, s, &t, &styles[s->style]);
    }
}
