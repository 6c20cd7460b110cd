/* structure/levels.c - the heading right above one that starts a count votes for being its parent.
 *
 *     二、…   (##)        votes: a first （一） below a 二、   1
 *     一、…   (strong)           a count that starts later    0.2   (its beginning may be missing)
 *     二、…   (strong)           a heading without number     0.3   (it may as well end the one
 * above); 0.8 when it stands right below
 *                                 2.1 below 2.                2
 *                                 one behind the text of the  0.5    (not enough)
 *                                 only one without number
 *                                 the document begins with    1      for being below none
 *
 * A count that goes on behind a heading is not inside it: each time is a vote against.
 *
 * Of two styles without number that the source marked, its own depth decides: nothing else says
 * whether a heading ends the one above it. A style's level is one more than that of its deepest
 * likely parent. Frames (附件, Appendix) are always at the top and vote for nobody. */
#include "structure/levels.h"

#include <string.h>

#include "base/utf8.h"

enum {
    FIRST = 10,
    LATER = 2,
    APART = 5,
    UNNUMBERED = 3,
    TOUCHING = 8,
    FRAME = 32,
    DEEPEST = 6,
    OUTERMOST_RANK = 2
};

typedef struct votes {
    uint32_t of[FL_STYLES][FL_STYLES];     /* [parent][child] */
    uint32_t all[FL_STYLES];               /* for a child */
    uint32_t across[FL_STYLES][FL_STYLES]; /* [x][y]: a y counts on although an x stands between */
} votes;

/* 附件; and 附則, whose row counts nothing. */
static bool is_frame(const fl_draft *d, const fl_style *s)
{
    if (s->row == UINT16_MAX) return s->form & FRAME;
    return d->rows[s->row].kind == 'h' && !strchr(d->rows[s->row].template, '{');
}

/* A count that begins behind the text of the only heading without number: that may as well be a
 * section before the first one (前言). */
static bool is_apart(const fl_draft *d, uint8_t above, bool touches)
{
    const fl_style *s = &d->style[above];
    return d->cjk && s->row == UINT16_MAX && s->heads == 1 && !touches;
}

/* `2.1` below `2.`: its number says so. */
static bool counts_below(const fl_draft *d, size_t above, const fl_part *p)
{
    const fl_part *q = &d->part[above];
    if (p->depth < 2 || q->depth + 1 != p->depth || !q->marker) return false;
    fl_span outer = fl_span_sub(fl_part_text(q), 0, q->marker), all = fl_part_text(p);
    size_t n = 0;
    while (n < outer.n &&
           (fl_is_digit((unsigned char)outer.p[n]) ||
            (outer.p[n] == '.' && n + 1 < outer.n && fl_is_digit((unsigned char)outer.p[n + 1]))))
        n++;
    return n && n < p->marker && fl_span_starts(all, fl_span_sub(outer, 0, n)) && all.p[n] == '.';
}

/* A count that goes on behind a heading of style x is not inside it. */
static void count_across(const fl_draft *d, votes *v)
{
    size_t last[FL_STYLES] = { 0 }; /* part + 1 of the last heading of each style */
    uint32_t *before = fl_alloc(d->arena, d->segment_count + 1, sizeof *before);
    for (size_t i = 0; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (p->role != FL_HEAD || !p->style) continue;
        if (p->segment) {
            uint32_t *previous = &before[p->segment - 1]; /* part + 1 of the member before */
            for (size_t x = 1; x < d->style_count && *previous; x++)
                v->across[x][p->style] += x != p->style && last[x] > *previous;
            *previous = (uint32_t)i + 1;
        }
        last[p->style] = i + 1;
    }
}

static void count_votes(const fl_draft *d, votes *v)
{
    uint8_t above = 0;
    size_t behind = SIZE_MAX, last = 0; /* the part behind the heading above; that heading */
    for (size_t i = 0; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (p->role != FL_HEAD || !p->style) continue;
        if (is_frame(d, &d->style[p->style])) {
            above = 0;
            continue;
        }
        const fl_segment *s = p->segment ? &d->segment[p->segment - 1] : NULL;
        bool starts = !s || s->first == i;
        if (!above && !s) v->all[p->style] += FIRST; /* the document begins with it */
        if (above && above != p->style && starts) {
            uint32_t weight = !s                         ? (i == behind ? TOUCHING : UNNUMBERED)
                              : counts_below(d, last, p) ? 2 * FIRST
                              : is_apart(d, above, i == behind) ? APART
                              : s->start == 1                   ? FIRST
                                                                : LATER;
            v->of[above][p->style] += weight;
            v->all[p->style] += weight;
        }
        above = p->style;
        last = i;
        behind = i + 1;
        while (behind < d->count && d->part[behind].role == FL_MORE) behind++;
    }
}

/* Decimals of one row: more parts stand inside fewer. */
static bool is_decimal_parent(const fl_style *x, const fl_style *y)
{
    return x->row == y->row && x->row != UINT16_MAX && x->form >= 1 && y->form > x->form;
}

static bool is_parent(const fl_draft *d, const votes *v, size_t x, size_t y)
{
    const fl_style *a = &d->style[x], *b = &d->style[y];
    uint32_t down = v->of[x][y], up = v->of[y][x];
    if (is_decimal_parent(a, b)) return true;
    if (is_decimal_parent(b, a) || down == 0) return false;
    if (a->row == UINT16_MAX && b->row == UINT16_MAX && a->markup && b->markup)
        return a->markup < b->markup;
    if (v->across[x][y] && v->across[x][y] * FIRST >= down) return false;
    if (a->row == UINT16_MAX && b->row != UINT16_MAX && down < FIRST) return false;
    if (down * 4 < v->all[y]) return false; /* a quarter of the votes: not an accident */
    bool unusual = a->row != UINT16_MAX ? b->rank < a->rank : b->rank <= OUTERMOST_RANK || !d->cjk;
    if (unusual && b->row != UINT16_MAX && down < 2 * FIRST) return false; /* more than once */
    return down > up || (down == up && a->rank < b->rank);
}

static void settle(fl_draft *d, const votes *v)
{
    for (size_t i = 1; i < d->style_count; i++) d->style[i].level = 2;
    for (int round = 0; round < DEEPEST; round++) { /* a circle stops at the deepest level */
        bool changed = false;
        for (size_t y = 1; y < d->style_count; y++) {
            if (is_frame(d, &d->style[y])) continue;
            for (size_t x = 1; x < d->style_count; x++) {
                if (x == y || !is_parent(d, v, x, y) || d->style[x].level < d->style[y].level)
                    continue;
                if (d->style[x].level >= DEEPEST) continue;
                d->style[y].level = (uint8_t)(d->style[x].level + 1);
                changed = true;
            }
        }
        if (!changed) break;
    }
}

/* A level that is left out closes up: below a heading of level 2 comes 3. */
static void give_levels(fl_draft *d)
{
    uint8_t wanted[DEEPEST + 1] = { 0 }, given[DEEPEST + 1] = { 0 };
    size_t depth = 0;
    for (size_t i = 0; i < d->count; i++) {
        fl_part *p = &d->part[i];
        if (p->role != FL_HEAD) continue;
        uint8_t level = p->style ? d->style[p->style].level : 2;
        while (depth && wanted[depth - 1] >= level) depth--;
        bool cut_off = p->segment && d->segment[p->segment - 1].start != 1; /* what it is in, too */
        p->level = depth ? (uint8_t)(given[depth - 1] + 1) : cut_off ? level : 2;
        if (depth < DEEPEST) {
            wanted[depth] = level;
            given[depth++] = p->level;
        }
    }
}

void fl_find_levels(fl_draft *d)
{
    votes *v = fl_alloc(d->arena, 1, sizeof *v);
    count_votes(d, v);
    count_across(d, v);
    settle(d, v);
    give_levels(d);
}
