/* structure/build.c - parts in order; a stack of open lists says where a point or the paragraph
 * behind it belongs. */
#include "structure/build.h"

#include "base/utf8.h"
#include "structure/inlines.h"
#include "structure/kept.h"
#include "structure/leads.h"
#include "structure/points.h"
#include "structure/title.h"

enum { ITEM_REACH = 12 }; /* parts that one item may hold before the next item of its list */

typedef struct open_list {
    uint32_t segment; /* index + 1 */
    size_t member;    /* part of the present item */
    fl_block *list, *item;
} open_list;

typedef struct builder {
    const fl_draft *d;
    fl_arena *arena;
    fl_block *root;
    open_list open[FL_STYLES];
    size_t depth;
    fairleaf_points points;
} builder;

/* ---- leaves ---- */

static fl_block *new_leaf(const builder *b, fl_block_kind kind, size_t at)
{
    fl_block *block = fl_block_new(b->arena, kind);
    block->line_first = block->line_last = b->d->part[at].line->number;
    return block;
}

static void add_text(const builder *b, fl_block *block, size_t at, const fl_stretch *s)
{
    fl_add_inlines(b->arena, block, b->d->lines, b->d->part[at].line, s);
    block->line_last = b->d->part[at].line->number;
}

/* The stretch without white space at its ends. */
static fl_stretch trimmed(fl_span s, size_t from, size_t to, size_t strong)
{
    fl_span t = fl_span_trim(fl_span_sub(s, from, to));
    if (t.n == 0) t = fl_span_sub(s, to, to);
    size_t start = (size_t)(t.p - s.p);
    return (fl_stretch){ .from = (uint32_t)start,
                         .to = (uint32_t)(start + t.n),
                         .strong = (uint32_t)(strong > start ? strong : 0) };
}

static uint8_t style_of(const fl_draft *d, uint16_t row)
{
    return row != UINT16_MAX && d->row_index[row] <= UINT8_MAX ? (uint8_t)d->row_index[row] : 0;
}

/* Of a heading, whose text it is part of, or of an ordered item, whose text is what stands behind
 * it. */
static fl_enumerator enumerator_of(const fl_draft *d, const fl_part *p)
{
    if (!p->marker) return (fl_enumerator){ { NULL, 0 }, 0, 0 };
    fl_span text = fl_span_trim(fl_span_sub(fl_part_text(p), p->label, p->marker));
    return (fl_enumerator){ text, p->ordinal, style_of(d, p->row) };
}

static fl_enumerator point_enumerator(const fl_draft *d, const fl_point *point, fl_span marker)
{
    return (fl_enumerator){ fl_span_trim(marker), point->ordinal, style_of(d, point->row) };
}

/* The part and those that go on with it, a space between them. Returns the part behind. */
static size_t add_heading(builder *b, size_t at, unsigned level)
{
    const fl_part *p = &b->d->part[at];
    fl_block *block = new_leaf(b, FL_HEADING, at);
    block->level = (uint8_t)level;
    block->enumerator = enumerator_of(b->d, p);
    for (size_t i = at;; i++) {
        fl_stretch all = { .to = (uint32_t)b->d->part[i].line->text.n, .plain = true };
        add_text(b, block, i, &all);
        if (i + 1 >= b->d->count || b->d->part[i + 1].role != FL_MORE) {
            fl_block_append(b->root, block);
            return i + 1;
        }
        fl_span glue = fl_heading_glue(b->d, at, i);
        if (glue.n) fl_add_inline(block, fl_inline_new(b->arena, FL_TEXT, glue));
    }
}

/* ---- points inside a paragraph ---- */

/* `1.` or `1)` with ASCII marks: what Markdown counts by itself. Returns the delimiter, 0 for other
 * markers. */
static char delimiter_of(fl_span marker)
{
    marker = fl_span_trim(marker);
    if (marker.n < 2 || marker.n > 10) return 0;
    char last = marker.p[marker.n - 1];
    if (last != '.' && last != ')') return 0;
    for (size_t i = 0; i + 1 < marker.n; i++)
        if (!fl_is_digit((unsigned char)marker.p[i])) return 0;
    return last;
}

static fl_block *new_list(const builder *b, size_t at, fl_span marker, uint32_t ordinal)
{
    fl_block *list = new_leaf(b, FL_LIST, at);
    list->delimiter = delimiter_of(marker);
    list->ordered = list->delimiter != 0;
    list->start = list->ordered ? ordinal : 0;
    list->tight = true;
    return list;
}

/* A paragraph and, where points are counted off in it, a list of them behind it; both go into
 * `into`. */
static void add_paragraph(const builder *b, fl_block *into, size_t at, fl_stretch s)
{
    const fl_part *p = &b->d->part[at];
    fl_span text = fl_part_text(p);
    fl_point point[FL_MOST_POINTS];
    size_t from = s.strong > s.from ? s.strong : s.from > p->marker ? s.from : p->marker, count = 0;
    if (b->points != FAIRLEAF_POINTS_KEEP)
        count = fl_find_points(b->d, fl_span_sub(text, 0, s.to), from, point);
    fl_stretch head = trimmed(text, s.from, count ? point[0].from : s.to, s.strong);
    if (head.to > head.from || (text.n == 0 && p->line->mark_count)) { /* or an image alone */
        fl_block *block = new_leaf(b, FL_PARAGRAPH, at);
        add_text(b, block, at, &head);
        fl_block_append(into, block);
    }
    fl_block *list = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t end = i + 1 < count ? point[i + 1].from : s.to;
        from = point[i].from;
        fl_span marker = fl_span_sub(text, from, from + point[i].marker);
        fl_span item_text = fl_span_sub(text, from, end);
        size_t lead = fl_point_lead(b->d, item_text, point[i].marker);
        if (b->points == FAIRLEAF_POINTS_STRONG) {
            if (!lead) lead = fl_marked_lead(b->d, item_text, point[i].marker);
            fl_stretch part = trimmed(text, from, end, lead ? from + lead : 0);
            fl_block *block = new_leaf(b, FL_PARAGRAPH, at);
            add_text(b, block, at, &part);
            fl_block_append(into, block);
            continue;
        }
        if (!list) list = new_list(b, at, marker, point[i].ordinal);
        fl_block *item = new_leaf(b, FL_ITEM, at), *block = new_leaf(b, FL_PARAGRAPH, at);
        item->enumerator = point_enumerator(b->d, &point[i], marker);
        if (list->ordered) from += point[i].marker;
        fl_stretch part = trimmed(text, from, end, lead ? point[i].from + lead : 0);
        add_text(b, block, at, &part);
        fl_block_append(item, block);
        fl_block_append(list, item);
    }
    if (list) fl_block_append(into, list);
}

/* ---- lists ---- */

/* The item of the open list still runs when its next sibling comes behind part `at`. */
static bool runs_past(const builder *b, const open_list *o, size_t at)
{
    uint32_t next = b->d->part[o->member].next;
    return next > at && next - o->member <= ITEM_REACH;
}

/* `다음 각 호와 같다.`: the list below belongs to it, whatever its markers. */
static bool announces(const fl_draft *d, fl_span s)
{
    for (size_t i = 0; !d->cjk && i < d->words.announce->count; i++)
        if (fl_span_find(s, fl_list_word(d->words.announce, i), 0) != SIZE_MAX) return true;
    return false;
}

static bool nests(const builder *b, const open_list *o, size_t at)
{
    const fl_part *p = &b->d->part[at], *outer = &b->d->part[o->member];
    if (b->d->part[o->member].next > at) return runs_past(b, o, at);
    if (p->ordinal == 0 && (b->d->part[at - 1].flags & (FL_ENDS | FL_ENDS_SEMICOLON)))
        return false; /* a sign behind a sentence: a list of its own */
    if (p->ordinal == 1 && announces(b->d, fl_part_text(outer))) return true;
    return b->d->rows[p->row].rank > b->d->rows[outer->row].rank && (p->ordinal <= 1);
}

/* The text of a point whose marker stands alone on its line, that of the next line behind it. */
static void add_bare_point(const builder *b, fl_block *into, size_t at, const fl_stretch *s)
{
    fl_block *block = new_leaf(b, FL_PARAGRAPH, at);
    if (s->to > s->from) add_text(b, block, at, s);
    if (at + 1 < b->d->count && b->d->part[at + 1].role == FL_MORE) {
        if (block->inlines && !b->d->cjk)
            fl_add_inline(block, fl_inline_new(b->arena, FL_TEXT, FL_SPAN(" ")));
        fl_stretch all = { .to = (uint32_t)b->d->part[at + 1].line->text.n };
        add_text(b, block, at + 1, &all);
    }
    fl_block_append(into, block);
}

/* A point that is to be a paragraph. */
static void add_point_paragraph(builder *b, size_t at)
{
    const fl_part *p = &b->d->part[at];
    fl_span text = fl_part_text(p);
    size_t strong = p->lead;
    if (b->points == FAIRLEAF_POINTS_KEEP)
        strong = 0;
    else if (!strong && p->ordinal)
        strong = fl_marked_lead(b->d, text, p->marker);
    fl_stretch s = trimmed(text, 0, text.n, strong);
    b->depth = 0;
    if (p->marker >= text.n)
        add_bare_point(b, b->root, at, &s);
    else
        add_paragraph(b, b->root, at, s);
}

/* The words before the first item, as a paragraph above its list. */
static void add_label(builder *b, size_t at)
{
    fl_stretch label = trimmed(fl_part_text(&b->d->part[at]), 0, b->d->part[at].label, 0);
    fl_block *block = new_leaf(b, FL_PARAGRAPH, at);
    add_text(b, block, at, &label);
    fl_block_append(b->root, block);
    b->depth = 0;
}

static void add_point(builder *b, size_t at)
{
    const fl_part *p = &b->d->part[at];
    fl_span marker = fl_span_sub(fl_part_text(p), p->label, p->marker);
    if (p->label) add_label(b, at);
    size_t own = b->depth; /* the list that it goes on with, however deep the last item was */
    while (own && b->open[own - 1].segment != p->segment) own--;
    if (own) b->depth = own;
    while (b->depth && b->open[b->depth - 1].segment != p->segment &&
           !nests(b, &b->open[b->depth - 1], at))
        b->depth--;
    bool goes_on = b->depth && b->open[b->depth - 1].segment == p->segment;
    if (!goes_on && b->depth == FL_STYLES) b->depth = 0;
    fl_block *parent = b->depth > goes_on ? b->open[b->depth - 1 - goes_on].item : b->root;
    open_list *o = goes_on ? &b->open[b->depth - 1] : &b->open[b->depth++];
    bool counts_on = goes_on &&
                     (!o->list->ordered || (b->d->part[o->member].ordinal + 1 == p->ordinal &&
                                            delimiter_of(marker) == o->list->delimiter));
    if (!counts_on || (goes_on && !o->list->ordered && delimiter_of(marker))) {
        o->list = new_list(b, at, marker, p->ordinal);
        fl_block_append(parent, o->list);
    }
    o->segment = p->segment;
    o->member = at;
    o->item = new_leaf(b, FL_ITEM, at);
    o->item->enumerator = enumerator_of(b->d, p);
    fl_block_append(o->list, o->item);
    bool bare = p->marker >= p->line->text.n; /* its text is in the next part */
    fl_stretch s = trimmed(fl_part_text(p), o->list->ordered ? p->marker : p->label,
                           p->line->text.n, p->lead);
    if (bare)
        add_bare_point(b, o->item, at, &s);
    else
        add_paragraph(b, o->item, at, s);
}

/* Where a plain paragraph belongs: the innermost item that still runs, else the document. */
static fl_block *place_for(builder *b, size_t at)
{
    while (b->depth && !runs_past(b, &b->open[b->depth - 1], at)) b->depth--;
    if (!b->depth) return b->root;
    b->open[b->depth - 1].list->tight = false;
    return b->open[b->depth - 1].item;
}

/* ---- parts ---- */

static void add_leader(const builder *b, fl_block *into, size_t at)
{
    const fl_part *p = &b->d->part[at];
    fl_block *block = new_leaf(b, FL_PARAGRAPH, at);
    fl_stretch lead = { .to = (uint32_t)p->line->text.n, .strong = p->stop };
    add_text(b, block, at, &lead);
    fl_stretch all = { .to = (uint32_t)b->d->part[at + 1].line->text.n };
    add_text(b, block, at + 1, &all);
    fl_block_append(into, block);
}

/* Entries of a table of contents: a list; its heading, which has no number and stands first, is a
 * paragraph. */
static size_t add_contents(builder *b, size_t at)
{
    fl_block *list = NULL;
    size_t i = at;
    for (; i < b->d->count && b->d->part[i].role == FL_CONTENTS; i++) {
        fl_block *block = new_leaf(b, FL_PARAGRAPH, i);
        fl_stretch all = { .to = (uint32_t)b->d->part[i].line->text.n };
        add_text(b, block, i, &all);
        bool heading = i == at && b->d->part[i].chars <= 20 &&
                       fl_utf8_count(fl_part_text(&b->d->part[i])) <= 20 && i + 1 < b->d->count &&
                       !fl_is_digit(
                           (unsigned char)block->inlines->text.p[block->inlines->text.n - 1]);
        if (heading) {
            fl_block_append(b->root, block);
            continue;
        }
        if (!list) {
            list = new_list(b, i, FL_SPAN(""), 0);
            fl_block_append(b->root, list);
        }
        fl_block *item = new_leaf(b, FL_ITEM, i);
        fl_block_append(item, block);
        fl_block_append(list, item);
    }
    return i;
}

static size_t add_kept(builder *b, size_t at)
{
    size_t end = at;
    while (end < b->d->count && b->d->part[end].role == FL_KEPT) end++;
    fl_keep_lines(b->d->task, b->root, b->d->lines, at, end);
    return end;
}

static size_t add_verse(const builder *b, size_t at)
{
    fl_block *block = new_leaf(b, FL_PARAGRAPH, at);
    size_t i = at;
    for (; i < b->d->count && b->d->part[i].role == FL_VERSE; i++) {
        fl_stretch all = { .to = (uint32_t)b->d->part[i].line->text.n };
        if (i > at)
            fl_add_inline(block, fl_inline_new(b->arena, FL_LINE_BREAK, (fl_span){ NULL, 0 }));
        add_text(b, block, i, &all);
    }
    fl_block_append(b->root, block);
    return i;
}

/* Adds the part; returns the next one. */
static size_t add_part(builder *b, size_t at)
{
    const fl_part *p = &b->d->part[at];
    fl_stretch all = trimmed(fl_part_text(p), 0, p->line->text.n, p->lead);
    if ((p->line->hints & FL_HINT_RULE) && at > 0 && p->role != FL_KEPT) {
        b->depth = 0;
        fl_block_append(b->root, new_leaf(b, FL_THEMATIC_BREAK, at));
    }
    if (p->role == FL_POINT) {
        if (b->points == FAIRLEAF_POINTS_LIST)
            add_point(b, at);
        else
            add_point_paragraph(b, at);
        return at + (p->marker >= p->line->text.n && at + 1 < b->d->count &&
                             b->d->part[at + 1].role == FL_MORE
                         ? 2
                         : 1);
    }
    if (p->role != FL_PLAIN && p->role != FL_LEADER && p->role != FL_MORE) b->depth = 0;
    switch (p->role) {
    case FL_KEPT:
        return add_kept(b, at);
    case FL_CONTENTS:
        return add_contents(b, at);
    case FL_VERSE:
        return add_verse(b, at);
    case FL_TITLE:
    case FL_HEAD:
        return add_heading(b, at, p->level);
    case FL_LEADER:
        add_leader(b, place_for(b, at), at);
        return at + 2;
    case FL_PLAIN:
    case FL_MORE:
        add_paragraph(b, place_for(b, at), at, all);
        return at + 1;
    default:
        add_paragraph(b, b->root, at, all);
        return at + 1;
    }
}

fl_block *fl_build_document(const fl_draft *d)
{
    builder *b = fl_alloc(d->arena, 1, sizeof *b);
    *b = (builder){ .d = d,
                    .arena = d->arena,
                    .root = fl_block_new(d->arena, FL_DOCUMENT),
                    .points = d->task->options->points };
    for (size_t i = 0; i < d->count;) i = add_part(b, i);
    return b->root;
}
