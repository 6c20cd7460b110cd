/* write/text.c - blocks and inlines are walked with stacks of their own. */
#include "write/text.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { INDENT = 2 };

typedef struct level {
    const fl_block *block, *next;
} level;

typedef struct writer {
    fl_arena *arena;
    fl_buf out, line;
    level *open;
    size_t depth, capacity;
    const fl_inline **inlines; /* stack */
    size_t inline_capacity;
    size_t indent; /* spaces at the start of a line */
    size_t width;
    bool marker; /* an enumerator stands at the start of the line */
} writer;

/* ---- lines ---- */

static void start_line(writer *w)
{
    if (w->marker)
        fl_buf_byte(&w->out, ' ');
    else
        for (size_t i = 0; i < w->indent; i++) fl_buf_byte(&w->out, ' ');
    w->marker = false;
}

/* Writes one line of w->line, broken at spaces when there is a width. */
static void write_broken(writer *w, fl_span s)
{
    size_t column = w->indent;
    for (size_t at = 0, end; at < s.n; at = end) {
        for (end = at + 1; end < s.n && s.p[end] != ' ';) end++;
        fl_span word = fl_span_sub(s, at, end); /* with the one space before it */
        size_t columns = fl_utf8_columns(word);
        if (word.p[0] == ' ' && word.n > 1 && column + columns > w->width) {
            fl_buf_byte(&w->out, '\n');
            start_line(w);
            word = fl_span_sub(word, 1, word.n);
            column = w->indent;
            columns--;
        }
        fl_buf_span(&w->out, word);
        column += columns;
    }
}

/* Writes w->line, which may hold line ends, below the indent. */
static void write_line(writer *w)
{
    fl_span s = fl_buf_view(&w->line);
    for (size_t at = 0; at <= s.n;) {
        const char *end = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;
        size_t to = end ? (size_t)(end - s.p) : s.n;
        start_line(w);
        if (w->width)
            write_broken(w, fl_span_sub(s, at, to));
        else
            fl_buf_span(&w->out, fl_span_sub(s, at, to));
        fl_buf_byte(&w->out, '\n');
        at = to + 1;
    }
    w->line.n = 0;
}

/* ---- inlines ---- */

static void push_inline(writer *w, size_t depth, const fl_inline *node)
{
    if (depth == w->inline_capacity) {
        size_t wanted = depth ? depth * 2 : 32, size = sizeof *w->inlines;
        w->inlines = fl_grow(w->arena, w->inlines, depth * size, wanted * size);
        w->inline_capacity = wanted;
    }
    w->inlines[depth] = node;
}

/* Adds the text of the inlines to w->line. */
static void add_inlines(writer *w, const fl_inline *node)
{
    size_t depth = 0;
    while (node || depth > 0) {
        if (!node) {
            node = w->inlines[--depth]->next;
            continue;
        }
        if (node->kind == FL_TEXT || node->kind == FL_CODE) fl_buf_span(&w->line, node->text);
        if (node->kind == FL_SOFT_BREAK) fl_buf_byte(&w->line, ' ');
        if (node->kind == FL_LINE_BREAK) fl_buf_byte(&w->line, '\n');
        if (node->first) {
            push_inline(w, depth++, node);
            node = node->first;
        } else
            node = node->next;
    }
}

/* ---- blocks ---- */

static void write_code(writer *w, const fl_block *block)
{
    fl_span s = block->text;
    for (size_t at = 0, end; at < s.n; at = end + 1) {
        end = fl_span_find(s, FL_SPAN("\n"), at);
        if (end == SIZE_MAX) end = s.n;
        if (end > at) start_line(w);
        fl_buf_span(&w->out, fl_span_sub(s, at, end));
        fl_buf_byte(&w->out, '\n');
    }
}

static void write_row(writer *w, const fl_block *row)
{
    for (const fl_block *cell = row->first; cell; cell = cell->next) {
        if (cell != row->first) fl_buf_byte(&w->line, '\t');
        add_inlines(w, cell->inlines);
    }
    write_line(w);
}

static bool is_container(const fl_block *block)
{
    switch (block->kind) {
    case FL_DOCUMENT:
    case FL_LIST:
    case FL_ITEM:
    case FL_BLOCK_QUOTE:
    case FL_TABLE:
        return true;
    default:
        return false;
    }
}

static void open_block(writer *w, const fl_block *block)
{
    if (w->depth == w->capacity) {
        size_t wanted = w->capacity ? w->capacity * 2 : 64, size = sizeof *w->open;
        w->open = fl_grow(w->arena, w->open, w->depth * size, wanted * size);
        w->capacity = wanted;
    }
    w->open[w->depth++] = (level){ block, block->first };
    if (block->kind == FL_ITEM && w->depth > 3) w->indent += INDENT; /* inside another item */
    if (block->kind != FL_ITEM || block->enumerator.text.n == 0) return;
    if (w->depth < 2 || !w->open[w->depth - 2].block->ordered) return; /* it is part of the text */
    start_line(w);
    fl_buf_span(&w->out, block->enumerator.text);
    w->marker = true;
}

static void close_block(writer *w)
{
    const fl_block *block = w->open[--w->depth].block;
    if (block->kind == FL_ITEM && w->depth + 1 > 3) w->indent -= INDENT;
    if (w->marker) fl_buf_byte(&w->out, '\n');
    w->marker = false;
}

/* A blank line above everything but items of tight lists, rows, and what an enumerator stands
 * before. */
static void separate(writer *w, const fl_block *parent, const fl_block *block)
{
    if (w->marker || w->out.n == 0 || parent->first == block || parent->kind == FL_TABLE) return;
    if (parent->kind == FL_LIST && parent->tight) return;
    if (parent->kind == FL_ITEM && block->kind == FL_LIST && block->tight) return;
    fl_buf_byte(&w->out, '\n');
}

static void write_block(writer *w, const fl_block *block)
{
    switch (block->kind) {
    case FL_CODE_BLOCK:
        write_code(w, block);
        break;
    case FL_ROW:
        write_row(w, block);
        break;
    case FL_HEADING:
    case FL_PARAGRAPH:
        add_inlines(w, block->inlines);
        write_line(w);
        break;
    default:
        break;
    }
}

fl_span fl_text_write(fl_arena *a, const fl_doc *d, int width)
{
    writer w = { .arena = a,
                 .out = fl_buf_new(a, 4096),
                 .line = fl_buf_new(a, 1024),
                 .width = width > 0 ? (size_t)width : 0 };
    open_block(&w, d->root);
    while (w.depth > 0) {
        level *top = &w.open[w.depth - 1];
        const fl_block *block = top->next;
        if (!block) {
            close_block(&w);
            continue;
        }
        top->next = block->next;
        if (block->kind == FL_THEMATIC_BREAK || block->told) continue;
        separate(&w, top->block, block);
        if (is_container(block))
            open_block(&w, block);
        else
            write_block(&w, block);
    }
    return fl_buf_view(&w.out);
}
