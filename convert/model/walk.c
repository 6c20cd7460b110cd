/* model/walk.c */
#include "model/walk.h"

fl_walk fl_walk_new(fl_arena *a, const fl_block *root)
{
    return (fl_walk){ .root = root, .arena = a };
}

static void go_down(fl_walk *w)
{
    if (w->depth == w->capacity) {
        size_t wanted = w->capacity ? w->capacity * 2 : 16;
        w->open = fl_grow(w->arena, w->open, w->depth * sizeof *w->open, wanted * sizeof *w->open);
        w->capacity = wanted;
    }
    w->open[w->depth++] = w->parent = w->block;
    w->block = w->block->first;
}

bool fl_walk_next(fl_walk *w)
{
    if (!w->block) {
        w->block = w->root;
        return w->entering = w->root != NULL;
    }
    if (w->entering && w->block->first) {
        go_down(w);
    } else if (w->entering) {
        w->entering = false;
    } else if (w->depth == 0) {
        return false;
    } else if (w->block->next) {
        w->block = w->block->next;
        w->entering = true;
    } else {
        w->block = w->open[--w->depth];
        w->parent = w->depth ? w->open[w->depth - 1] : NULL;
    }
    return true;
}

void fl_walk_skip(fl_walk *w) { w->entering = false; }

void fl_plain_inlines(fl_arena *a, const fl_inline *node, fl_buf *out)
{
    const fl_inline **open = NULL;
    size_t depth = 0, capacity = 0;
    while (node || depth) {
        if (!node) {
            node = open[--depth]->next;
            continue;
        }
        if (node->kind == FL_TEXT || node->kind == FL_CODE) fl_buf_span(out, node->text);
        if (node->kind == FL_SOFT_BREAK || node->kind == FL_LINE_BREAK) fl_buf_byte(out, ' ');
        if (!node->first) {
            node = node->next;
            continue;
        }
        if (depth == capacity) {
            size_t wanted = capacity ? capacity * 2 : 16;
            open = fl_grow(a, open, depth * sizeof *open, wanted * sizeof *open);
            capacity = wanted;
        }
        open[depth++] = node;
        node = node->first;
    }
}

fl_span fl_plain_text(fl_arena *a, const fl_inline *inlines)
{
    if (inlines && inlines->kind == FL_TEXT && !inlines->next) return inlines->text;
    fl_buf out = fl_buf_new(a, 64);
    fl_plain_inlines(a, inlines, &out);
    return fl_buf_view(&out);
}
