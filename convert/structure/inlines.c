/* structure/inlines.c - marks are sorted and nested, so one walk with a stack of open ones does. */
#include "structure/inlines.h"

enum { DEEPEST = 64 };

typedef struct range {
    uint32_t from, to;
    fl_span target, title;
    uint8_t kind;
} range;

/* An inline that is open, with the place for its next child. */
typedef struct open {
    fl_inline **tail;
    uint32_t from, to;
    uint8_t kind;
} open;

typedef struct walk {
    fl_arena *arena;
    fl_span text;
    uint32_t at;
    open stack[DEEPEST + 1];
    size_t depth;
} walk;

static fl_inline **tail_of(fl_block *block)
{
    fl_inline **tail = &block->inlines;
    while (*tail) tail = &(*tail)->next;
    return tail;
}

void fl_add_inline(fl_block *block, fl_inline *node) { *tail_of(block) = node; }

static void put(walk *w, fl_inline *node)
{
    open *top = &w->stack[w->depth];
    *top->tail = node;
    top->tail = &node->next;
}

static void text_up_to(walk *w, uint32_t to)
{
    if (to > w->at) put(w, fl_inline_new(w->arena, FL_TEXT, fl_span_sub(w->text, w->at, to)));
    if (to > w->at) w->at = to;
}

static void close_before(walk *w, uint32_t from)
{
    while (w->depth && w->stack[w->depth].to <= from) {
        text_up_to(w, w->stack[w->depth].to);
        w->depth--;
    }
}

/* An image without words in a link: both are empty. The link holds one. */
static bool is_inside_empty(const walk *w, const range *r)
{
    const open *o = &w->stack[w->depth];
    return w->depth && o->kind == FL_MARK_LINK && o->from == o->to && r->from == o->from &&
           r->to == o->to && r->kind == FL_MARK_IMAGE;
}

static void take(walk *w, const range *r)
{
    static const uint8_t kinds[] = {
        [FL_MARK_STRONG] = FL_STRONG, [FL_MARK_EMPH] = FL_EMPH,   [FL_MARK_CODE] = FL_CODE,
        [FL_MARK_LINK] = FL_LINK,     [FL_MARK_IMAGE] = FL_IMAGE, [FL_MARK_BREAK] = FL_LINE_BREAK
    };
    if (!is_inside_empty(w, r)) close_before(w, r->from);
    if (r->from < w->at) return; /* inside code */
    text_up_to(w, r->from);
    fl_inline *node = fl_inline_new(w->arena, kinds[r->kind], (fl_span){ NULL, 0 });
    if (r->kind == FL_MARK_CODE) {
        node->text = fl_span_sub(w->text, r->from, r->to);
        w->at = r->to;
        put(w, node);
        return;
    }
    node->target = r->target;
    node->text = r->title;
    if (r->kind == FL_MARK_BREAK || w->depth < DEEPEST) put(w, node);
    if (r->kind == FL_MARK_BREAK) w->at = r->to;
    if (r->kind == FL_MARK_BREAK || w->depth == DEEPEST) return;
    w->stack[++w->depth] = (open){ &node->first, r->from, r->to, r->kind };
}

/* The marks of the stretch, cut to it and, when the lead ends inside one, cut there. */
static range *ranges_of(fl_arena *a, const fl_lines *lines, const fl_line *line,
                        const fl_stretch *s, size_t *count)
{
    range *out = fl_alloc(a, line->mark_count * 2u + 1u, sizeof *out);
    range *behind = fl_alloc(a, line->mark_count + 1u, sizeof *behind);
    const fl_mark *mark = fl_line_marks(lines, line);
    size_t n = 0, cut = 0, added = 0;
    if (s->strong > s->from)
        out[n++] = (range){ s->from, s->strong, { NULL, 0 }, { NULL, 0 }, FL_MARK_STRONG };
    for (uint32_t i = 0; i < line->mark_count; i++) {
        range r = { mark[i].from, mark[i].to, mark[i].target, mark[i].title, mark[i].kind };
        bool is_break = r.kind == FL_MARK_BREAK;
        if (r.from < s->from) r.from = s->from;
        if (r.to > s->to) r.to = s->to;
        bool may_be_empty = is_break || r.kind == FL_MARK_IMAGE || r.kind == FL_MARK_LINK;
        if (r.from > r.to || (r.from == r.to && !may_be_empty)) continue;
        if (is_break && (r.from == s->from || r.to == s->to)) continue;
        if (r.kind == FL_MARK_STRONG && (s->plain || r.from < s->strong)) continue;
        if (r.from >= s->strong)
            for (; added < cut; added++) out[n++] = behind[added];
        if (r.from < s->strong && r.to > s->strong) {
            behind[cut] = r;
            behind[cut++].from = s->strong;
            r.to = s->strong;
        }
        out[n++] = r;
    }
    for (; added < cut; added++) out[n++] = behind[added];
    *count = n;
    return out;
}

void fl_add_inlines(fl_arena *a, fl_block *block, const fl_lines *lines, const fl_line *line,
                    const fl_stretch *s)
{
    walk w = { .arena = a, .text = line->text, .at = s->from };
    w.stack[0].tail = tail_of(block);
    if (line->mark_count == 0) {
        if (s->strong > s->from) {
            fl_inline *strong = fl_inline_new(a, FL_STRONG, (fl_span){ NULL, 0 });
            strong->first = fl_inline_new(a, FL_TEXT, fl_span_sub(line->text, s->from, s->strong));
            put(&w, strong);
            w.at = s->strong;
        }
        text_up_to(&w, s->to);
        return;
    }
    size_t count;
    range *r = ranges_of(a, lines, line, s, &count);
    for (size_t i = 0; i < count; i++) take(&w, &r[i]);
    close_before(&w, UINT32_MAX);
    text_up_to(&w, s->to);
}
