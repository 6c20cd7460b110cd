/* commonmark/notes.c - notes are collected, then looked for in the text, then both are marked. */
#include "commonmark/notes.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { MOST_DIGITS = 3, MOST_NAME = 40 };

typedef struct note {
    fl_span label;
    cmark_node *text; /* the text that starts with the label */
    bool twice, met, wanted;
} note;

typedef struct notes {
    fl_arena *arena;
    cmark_mem *mem;
    note *item; /* sorted by label */
    size_t count, capacity;
} notes;

/* A label as it stands in a text. */
typedef struct label {
    fl_span name;
    size_t end; /* behind its bracket; 0: there is none */
} label;

static label label_at(fl_span s, size_t at)
{
    static const fl_span wide_open = { "［", 3 }, wide_close = { "］", 3 };
    const label none = { { NULL, 0 }, 0 };
    fl_span rest = fl_span_sub(s, at, s.n);
    bool wide = fl_span_starts(rest, wide_open);
    if (!wide && (rest.n == 0 || rest.p[0] != '[')) return none;
    size_t from = wide ? 3 : 1, most = MOST_DIGITS;
    bool named = !wide && rest.n > 1 && rest.p[1] == '^';
    if (named) from++, most = MOST_NAME;
    size_t to = from;
    while (to < rest.n && to - from < most &&
           (fl_is_digit((unsigned char)rest.p[to]) ||
            (named && (fl_is_ascii_alnum((unsigned char)rest.p[to]) ||
                       (to > from && strchr("-_", rest.p[to]))))))
        to++;
    fl_span behind = fl_span_sub(rest, to, rest.n);
    bool closed = wide ? fl_span_starts(behind, wide_close) : behind.n && behind.p[0] == ']';
    if (to == from || !closed) return none;
    return (label){ fl_span_sub(rest, from, to), at + to + (wide ? 3 : 1) };
}

/* Where the text of a note starts that begins with the label; 0 when it has none. */
static size_t note_text(fl_span s, label l)
{
    static const fl_span colon = { "：", 3 };
    fl_span rest = fl_span_sub(s, l.end, s.n);
    size_t at = l.end;
    if (fl_span_starts(rest, colon))
        at += colon.n;
    else if (rest.n && rest.p[0] == ':')
        at++;
    while (at < s.n) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (!fl_is_space(c)) break;
        at = next;
    }
    return at < s.n ? at : 0;
}

static cmark_node *first_text(cmark_node *block)
{
    cmark_node *child = cmark_node_first_child(block);
    bool text = child && cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH &&
                cmark_node_get_type(child) == CMARK_NODE_TEXT;
    return text ? child : NULL;
}

static int by_label(const void *x, const void *y)
{
    const note *a = x, *b = y;
    size_t n = a->label.n < b->label.n ? a->label.n : b->label.n;
    int order = n ? memcmp(a->label.p, b->label.p, n) : 0;
    return order ? order : (a->label.n > b->label.n) - (a->label.n < b->label.n);
}

static void collect(notes *n, cmark_node *root)
{
    for (cmark_node *block = cmark_node_first_child(root); block; block = cmark_node_next(block)) {
        cmark_node *text = first_text(block);
        if (!text) continue;
        fl_span s = fl_span_of(cmark_node_get_literal(text));
        label l = label_at(s, 0);
        if (l.end == 0 || note_text(s, l) == 0) continue;
        if (n->count == n->capacity) {
            size_t wanted = n->capacity ? n->capacity * 2 : 32, size = sizeof *n->item;
            n->item = fl_grow(n->arena, n->item, n->count * size, wanted * size);
            n->capacity = wanted;
        }
        n->item[n->count++] = (note){ .label = l.name, .text = text };
    }
    if (n->count) qsort(n->item, n->count, sizeof *n->item, by_label);
    for (size_t i = 1; i < n->count; i++)
        if (by_label(&n->item[i - 1], &n->item[i]) == 0)
            n->item[i - 1].twice = n->item[i].twice = true;
}

static note *find(const notes *n, fl_span name)
{
    note wanted = { .label = name };
    note *found = n->count ? bsearch(&wanted, n->item, n->count, sizeof *n->item, by_label) : NULL;
    return found && !found->twice ? found : NULL;
}

/* The next text in document order that is in no link, `node` being the one before. */
static cmark_node *next_text(cmark_node *node)
{
    do {
        cmark_node_type type = cmark_node_get_type(node);
        bool closed = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
        cmark_node *next = closed ? NULL : cmark_node_first_child(node);
        for (; !next && node; node = cmark_node_parent(node)) next = cmark_node_next(node);
        node = next;
    } while (node && cmark_node_get_type(node) != CMARK_NODE_TEXT);
    return node;
}

/* Calls for each label of a text that belongs to a note, in order; `at` says where to go on. */
static note *next_mark(const notes *n, fl_span s, size_t *at, label *out)
{
    for (; *at < s.n; ++*at) {
        if (s.p[*at] != '[' && s.p[*at] != '\xEF') continue;
        *out = label_at(s, *at);
        note *found = out->end ? find(n, out->name) : NULL;
        if (found) return found;
    }
    return NULL;
}

static void meet(const notes *n, cmark_node *node)
{
    fl_span s = fl_span_of(cmark_node_get_literal(node));
    label l;
    for (size_t at = 0;; at = l.end) {
        note *found = next_mark(n, s, &at, &l);
        if (!found) return;
        if (at == 0 && found->text == node)
            found->met = true;
        else if (!found->met)
            found->wanted = true;
    }
}

static void put_text(notes *n, cmark_node *before, fl_span s)
{
    if (s.n == 0) return;
    cmark_node *text = cmark_node_new_with_mem(CMARK_NODE_TEXT, n->mem);
    cmark_node_set_literal(text, fl_copy(n->arena, s));
    cmark_node_insert_before(before, text);
}

static void rewrite(notes *n, cmark_node *node)
{
    fl_span s = fl_span_of(fl_copy(n->arena, fl_span_of(cmark_node_get_literal(node))));
    size_t copied = 0;
    label l;
    for (size_t at = 0;; at = l.end) {
        const note *found = next_mark(n, s, &at, &l);
        if (!found) break;
        if (!found->wanted) continue;
        bool starts = at == 0 && found->text == node;
        put_text(n, node, fl_span_sub(s, copied, at));
        fl_buf name = fl_buf_new(n->arena, l.name.n + 8);
        fl_buf_text(&name, "[^");
        fl_buf_span(&name, l.name);
        fl_buf_text(&name, starts ? "]: " : "]");
        cmark_node *mark = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_INLINE, n->mem);
        cmark_node_set_on_enter(mark, fl_buf_string(&name));
        cmark_node_insert_before(node, mark);
        copied = l.end = starts ? note_text(s, l) : l.end;
    }
    if (copied == 0) return;
    put_text(n, node, fl_span_sub(s, copied, s.n));
    cmark_node_unlink(node);
}

void fl_notes_mark(fl_arena *a, cmark_mem *mem, const fl_tree *tree)
{
    notes n = { .arena = a, .mem = mem };
    collect(&n, tree->root);
    if (n.count == 0) return;
    for (cmark_node *node = next_text(tree->root); node; node = next_text(node)) meet(&n, node);
    for (cmark_node *node = next_text(tree->root), *next; node; node = next) {
        next = next_text(node);
        rewrite(&n, node);
    }
}
