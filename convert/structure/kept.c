/* structure/kept.c - the containers of a line, outermost first, are compared with those of the line
 * before. */
#include "structure/kept.h"

#include "base/buf.h"
#include "structure/inlines.h"

typedef struct open {
    uint32_t container;
    fl_block *block;
    fl_buf code;
    uint32_t cells; /* rows: those it has so far */
} open;

typedef struct keeper {
    const fl_task *task;
    const fl_lines *lines;
    fl_block *root;
    open *stack;
    uint32_t *path; /* containers of the present line, innermost first */
    size_t depth, most;
} keeper;

static fl_block *new_block(const keeper *k, const fl_container *c)
{
    static const uint8_t kinds[] = {
        [FL_CONTAINER_NONE] = FL_BLOCK_QUOTE,  [FL_CONTAINER_BULLET_LIST] = FL_LIST,
        [FL_CONTAINER_ORDERED_LIST] = FL_LIST, [FL_CONTAINER_ITEM] = FL_ITEM,
        [FL_CONTAINER_QUOTE] = FL_BLOCK_QUOTE, [FL_CONTAINER_TABLE] = FL_TABLE,
        [FL_CONTAINER_ROW] = FL_ROW,           [FL_CONTAINER_CELL] = FL_CELL,
        [FL_CONTAINER_CODE] = FL_CODE_BLOCK,
    };
    fl_block *b = fl_block_new(k->task->arena, (fl_block_kind)kinds[c->kind]);
    b->ordered = c->kind == FL_CONTAINER_ORDERED_LIST;
    b->tight = c->tight;
    b->start = b->ordered ? c->start : 0;
    b->delimiter = c->delimiter;
    if (c->kind == FL_CONTAINER_CELL) {
        b->columns = c->columns;
        b->rows = c->rows;
    }
    b->info = c->info;
    b->head = c->head;
    return b;
}

static fl_block *top(const keeper *k) { return k->depth ? k->stack[k->depth - 1].block : k->root; }

/* Cells without text have no line: they are put in where one is missing. */
static void fill_row(const keeper *k, open *row, uint32_t cells)
{
    for (; row->cells < cells; row->cells++)
        fl_block_append(row->block, fl_block_new(k->task->arena, FL_CELL));
}

static void close_to(keeper *k, size_t depth)
{
    while (k->depth > depth) {
        open *o = &k->stack[--k->depth];
        if (o->block->kind == FL_CODE_BLOCK) o->block->text = fl_buf_view(&o->code);
        if (o->block->kind == FL_ROW) fill_row(k, o, k->lines->container[o->container].columns);
    }
}

static void open_containers(keeper *k, const fl_line *line)
{
    size_t n = 0;
    for (uint32_t c = line->container; c && n < k->most; c = k->lines->container[c].parent)
        k->path[n++] = c;
    size_t same = 0;
    while (same < n && same < k->depth && k->stack[same].container == k->path[n - 1 - same]) same++;
    close_to(k, same);
    for (size_t i = same; i < n; i++) {
        uint32_t c = k->path[n - 1 - i];
        fl_block *b = new_block(k, &k->lines->container[c]);
        b->line_first = line->number;
        if (b->kind == FL_CELL && k->depth && top(k)->kind == FL_ROW) {
            uint32_t place = k->lines->container[c].start;
            if (place) fill_row(k, &k->stack[k->depth - 1], place - 1);
            k->stack[k->depth - 1].cells++;
        }
        fl_block_append(top(k), b);
        k->stack[k->depth++] =
            (open){ .container = c, .block = b, .code = fl_buf_new(k->task->arena, 0) };
    }
    for (size_t i = 0; i < k->depth; i++) k->stack[i].block->line_last = line->number;
}

static void add_leaf(keeper *k, const fl_line *line)
{
    fl_arena *a = k->task->arena;
    fl_block *into = top(k);
    fl_stretch all = { .to = (uint32_t)line->text.n };
    if (into->kind == FL_CODE_BLOCK) {
        fl_buf *code = &k->stack[k->depth - 1].code;
        if (code->n && (line->hints & FL_HINT_BLANK_BEFORE)) fl_buf_byte(code, '\n');
        fl_buf_span(code, line->text);
        fl_buf_byte(code, '\n');
        return;
    }
    if (into->kind == FL_CELL) {
        if (into->inlines)
            fl_add_inline(into, fl_inline_new(a, FL_SOFT_BREAK, (fl_span){ NULL, 0 }));
        fl_add_inlines(a, into, k->lines, line, &all);
        return;
    }
    if (line->text.n == 0 && line->mark_count == 0 && into->kind == FL_ITEM) return;
    bool heading = (line->hints & FL_HINT_HEADING) && line->level;
    fl_block *b = fl_block_new(a, heading ? FL_HEADING : FL_PARAGRAPH);
    b->level = heading ? line->level : 0;
    b->line_first = b->line_last = line->number;
    fl_add_inlines(a, b, k->lines, line, &all);
    fl_block_append(into, b);
}

void fl_keep_lines(const fl_task *t, fl_block *root, const fl_lines *lines, size_t from, size_t to)
{
    size_t most = t->limits->depth;
    keeper k = { .task = t, .lines = lines, .root = root, .most = most };
    if (lines->container_count == 0) most = k.most = 0;
    k.stack = fl_alloc(t->arena, most + 1, sizeof *k.stack);
    k.path = fl_alloc(t->arena, most + 1, sizeof *k.path);
    for (size_t i = from; i < to; i++) {
        const fl_line *line = &lines->item[i];
        open_containers(&k, line);
        bool rule = (line->hints & FL_HINT_RULE) && (k.depth == 0 || line->text.n == 0);
        if (rule) fl_block_append(top(&k), fl_block_new(t->arena, FL_THEMATIC_BREAK));
        if (!rule || line->text.n || line->mark_count) add_leaf(&k, line);
    }
    close_to(&k, 0);
}
