/* commonmark/flanking.c - the flanking rule under both punctuation tables, and the matching of
 * runs. */
#include "commonmark/flanking.h"

#include <string.h>

#include "base/utf8.h"

/* What parsers differ in. Some (md4c) apply the rule of three to runs between letters only. */
typedef enum table { TABLE_0_30, TABLE_0_31, TABLE_WORDS, TABLES } table;

fl_flank fl_flank_of(uint32_t c)
{
    if (c < 0x80) {
        if (c <= ' ' || c == 0x7F) return FL_FLANK_SPACE;
        return fl_is_ascii_alnum(c) ? FL_FLANK_LETTER : FL_FLANK_MARK;
    }
    if (fl_is_han(c)) return FL_FLANK_LETTER;
    if (fl_is_space(c) || c == 0xFEFF) return FL_FLANK_SPACE; /* JavaScript counts U+FEFF too */
    if (fl_is_punctuation(c)) return FL_FLANK_MARK;
    return fl_is_symbol(c) ? FL_FLANK_SYMBOL : FL_FLANK_LETTER;
}

static bool is_mark(fl_flank f, table t)
{
    return f == FL_FLANK_MARK || (t == TABLE_0_31 && f == FL_FLANK_SYMBOL);
}

/* `inner` is the side of the text that is to be styled. */
static bool flanks(fl_flank outer, fl_flank inner, table t)
{
    if (inner == FL_FLANK_SPACE) return false;
    return !is_mark(inner, t) || outer == FL_FLANK_SPACE || is_mark(outer, t);
}

bool fl_flank_opens(fl_flank before, fl_flank after)
{
    return flanks(before, after, TABLE_0_30) && flanks(before, after, TABLE_0_31);
}

bool fl_flank_closes(fl_flank before, fl_flank after) { return fl_flank_opens(after, before); }

/* ---- the parser's algorithm ---- */

typedef struct delimiter {
    uint32_t older, newer; /* number + 1 of the neighbours that are still there; 0: none */
    uint32_t left;         /* `*` not used up */
    uint32_t span;         /* the span that it must close next */
    bool opens, closes;
    bool both; /* the rule of three applies to it */
} delimiter;

typedef struct player {
    const fl_run *run;
    const fl_run_span *span;
    uint32_t span_count, matched;
    delimiter *delimiter; /* one a run */
    uint32_t newest;      /* number + 1 */
} player;

static void remove_delimiter(player *p, uint32_t number)
{
    delimiter *d = &p->delimiter[number];
    if (d->older) p->delimiter[d->older - 1].newer = d->newer;
    if (d->newer)
        p->delimiter[d->newer - 1].older = d->older;
    else
        p->newest = d->older;
}

static bool may_match(const player *p, uint32_t open, uint32_t close)
{
    uint32_t a = p->run[open].length, b = p->run[close].length;
    if (!p->delimiter[open].opens) return false;
    if (!p->delimiter[close].both && !p->delimiter[open].both) return true;
    return b % 3 == 0 || (a + b) % 3 != 0;
}

/* Uses up `*` of both and removes what lies between. False when that is not one of our spans. */
static bool match(player *p, uint32_t open, uint32_t close)
{
    delimiter *o = &p->delimiter[open], *c = &p->delimiter[close];
    uint32_t width = o->left >= 2 && c->left >= 2 ? 2 : 1;
    if (c->span >= p->span_count) return false;
    const fl_run_span *wanted = &p->span[c->span];
    if (wanted->close != close || wanted->open != open || wanted->width != width) return false;
    c->span++;
    p->matched++;
    o->left -= width;
    c->left -= width;
    while (c->older != open + 1) remove_delimiter(p, c->older - 1);
    if (o->left == 0) remove_delimiter(p, open);
    return true;
}

/* Matches the runs from number `bottom` on, then forgets them. */
static bool process(player *p, uint32_t bottom)
{
    uint32_t lowest[6], at = 0;
    for (int i = 0; i < 6; i++) lowest[i] = bottom;
    for (uint32_t d = p->newest; d && d - 1 >= bottom; d = p->delimiter[d - 1].older) at = d;
    while (at) {
        uint32_t close = at - 1;
        delimiter *c = &p->delimiter[close];
        uint32_t next = c->newer;
        if (!c->closes) {
            at = next;
            continue;
        }
        uint32_t kind = (c->opens ? 3u : 0u) + p->run[close].length % 3;
        uint32_t open = c->older;
        while (open && open - 1 >= lowest[kind] && !may_match(p, open - 1, close))
            open = p->delimiter[open - 1].older;
        if (open && open - 1 >= lowest[kind]) {
            if (!match(p, open - 1, close)) return false;
            if (c->left) continue;
            next = c->newer;
            remove_delimiter(p, close);
        } else {
            lowest[kind] = close;
            if (!c->opens) remove_delimiter(p, close);
        }
        at = next;
    }
    while (p->newest && p->newest - 1 >= bottom) remove_delimiter(p, p->newest - 1);
    return true;
}

static bool holds_under(player *p, uint32_t count, table t)
{
    memset(p->delimiter, 0, count * sizeof *p->delimiter);
    p->matched = 0;
    p->newest = 0;
    uint32_t span = 0;
    for (uint32_t i = 0; i < count; i++) {
        const fl_run *run = &p->run[i];
        if (run->length == 0) {
            if (!process(p, run->first)) return false;
            continue;
        }
        delimiter *d = &p->delimiter[i];
        while (span < p->span_count && p->span[span].close < i) span++;
        *d = (delimiter){ .older = p->newest,
                          .left = run->length,
                          .span = span,
                          .opens = flanks(run->before, run->after, t),
                          .closes = flanks(run->after, run->before, t) };
        bool word = run->before == FL_FLANK_LETTER && run->after == FL_FLANK_LETTER;
        d->both = d->opens && d->closes && (t != TABLE_WORDS || word);
        if (d->older) p->delimiter[d->older - 1].newer = i + 1;
        p->newest = i + 1;
    }
    return process(p, 0) && p->matched == p->span_count;
}

bool fl_runs_hold(fl_arena *a, const fl_run *run, uint32_t count, const fl_run_span *span,
                  uint32_t span_count)
{
    fl_arena_mark here = fl_arena_here(a);
    player p = { .run = run, .span = span, .span_count = span_count };
    p.delimiter = fl_alloc(a, count, sizeof *p.delimiter);
    bool holds = true;
    for (table t = TABLE_0_30; holds && t < TABLES; t++) holds = holds_under(&p, count, t);
    fl_arena_back(a, here);
    return holds;
}
