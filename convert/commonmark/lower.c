/* commonmark/lower.c - custom nodes hold what cmark is to write as it is. The nodes that need work
 * are listed first, so that the tree can be changed while the list is worked through. */
#include "commonmark/lower.h"

#include <stdio.h>

#include "base/buf.h"
#include "commonmark/guard.h"
#include "commonmark/table.h"

typedef struct nodes {
    fl_arena *arena;
    cmark_mem *mem;
    cmark_node **item;
    size_t count, capacity;
} nodes;

/* The next node in document order. */
static cmark_node *following(cmark_node *node)
{
    if (cmark_node_first_child(node)) return cmark_node_first_child(node);
    while (node && !cmark_node_next(node)) node = cmark_node_parent(node);
    return node ? cmark_node_next(node) : NULL;
}

/* All nodes of the given types, ended by CMARK_NODE_NONE. */
static void list_nodes(nodes *n, const fl_tree *tree, const cmark_node_type *types)
{
    for (cmark_node *node = tree->root; node; node = following(node)) {
        const cmark_node_type *type = types;
        while (*type != CMARK_NODE_NONE && *type != cmark_node_get_type(node)) type++;
        if (*type == CMARK_NODE_NONE) continue;
        if (n->count == n->capacity) {
            size_t wanted = n->capacity ? n->capacity * 2 : 256, size = sizeof *n->item;
            n->item = fl_grow(n->arena, n->item, n->count * size, wanted * size);
            n->capacity = wanted;
        }
        n->item[n->count++] = node;
    }
}

static cmark_node *custom(nodes *n, cmark_node_type type, const char *enter, const char *leave)
{
    cmark_node *node = cmark_node_new_with_mem(type, n->mem);
    cmark_node_set_on_enter(node, enter);
    cmark_node_set_on_exit(node, leave);
    return node;
}

static void move_children(cmark_node *from, cmark_node *to)
{
    for (cmark_node *child; (child = cmark_node_first_child(from)) != NULL;)
        cmark_node_append_child(to, child);
}

/* Puts `by` in the node's place, with its children; the node itself is dropped. */
static cmark_node *replace(cmark_node *node, cmark_node *by)
{
    move_children(node, by);
    cmark_node_set_user_data(by, cmark_node_get_user_data(node));
    cmark_node_replace(node, by);
    return by;
}

static bool in_cell(cmark_node *node)
{
    while (node && cmark_node_get_type(node) != CMARK_NODE_CUSTOM_INLINE &&
           cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH)
        node = cmark_node_parent(node);
    return node && cmark_node_get_type(node) == CMARK_NODE_CUSTOM_INLINE;
}

/* ---- tables: every place of the grid becomes a cell ---- */

typedef struct filling {
    nodes *nodes;
    cmark_node *row, *last;
    size_t number;
} filling;

static cmark_node *next_row(cmark_node *row)
{
    cmark_node *next = cmark_node_next(row);
    cmark_node *part = next ? NULL : cmark_node_next(cmark_node_parent(row));
    return part ? cmark_node_first_child(part) : next;
}

static void fill_place(void *context, cmark_node *cell, size_t row, size_t column)
{
    filling *f = context;
    (void)column;
    for (; f->number < row; f->number++) {
        f->row = next_row(f->row);
        f->last = NULL;
    }
    if (!cell) {
        cell = custom(f->nodes, CMARK_NODE_CUSTOM_INLINE, "", "");
        if (f->last)
            cmark_node_insert_after(f->last, cell);
        else
            cmark_node_prepend_child(f->row, cell);
    }
    f->last = cell;
}

typedef struct table_text {
    const char *row_end, *first, *other, *cell_end; /* around rows and cells */
} table_text;

/* Makes the table a full grid and gives its parts their text; returns the number of columns. */
static size_t lower_table(nodes *n, cmark_node *table, const table_text *text)
{
    cmark_node *part = cmark_node_first_child(table);
    filling f = { n, cmark_node_first_child(part), NULL, 0 };
    size_t columns = fl_grid_of(n->arena, table, fill_place, &f).columns;
    for (; part; part = cmark_node_next(part)) {
        cmark_node_set_on_enter(part, "");
        cmark_node_set_on_exit(part, "");
        for (cmark_node *row = cmark_node_first_child(part); row; row = cmark_node_next(row)) {
            cmark_node_set_on_enter(row, "");
            cmark_node_set_on_exit(row, text->row_end);
            cmark_node *cell = cmark_node_first_child(row);
            for (const char *enter = text->first; cell; cell = cmark_node_next(cell)) {
                cmark_node_set_on_enter(cell, enter);
                cmark_node_set_on_exit(cell, text->cell_end);
                enter = text->other;
            }
        }
    }
    return columns;
}

static const char *columns_of(nodes *n, const char *head, size_t columns, const char *tail)
{
    fl_buf b = fl_buf_new(n->arena, strlen(head) + columns + strlen(tail) + 1);
    fl_buf_text(&b, head);
    for (size_t i = 0; i < columns; i++) fl_buf_byte(&b, 'l');
    fl_buf_text(&b, tail);
    return fl_buf_string(&b);
}

static bool is_table(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK && fl_tree_custom(node) == FL_TABLE;
}

/* ---- LaTeX ---- */

static bool is_ordered(cmark_node *node)
{
    if (cmark_node_get_type(node) == CMARK_NODE_LIST)
        return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    return cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK && fl_tree_custom(node) == FL_LIST;
}

/* LaTeX counts four levels of numbered lists. */
static void latex_list(nodes *n, cmark_node *list)
{
    static const char *const counters[] = { "i", "ii", "iii", "iv" };
    size_t level = 0;
    int start = cmark_node_get_list_start(list);
    char enter[80] = "\\begin{enumerate}";
    if (!is_ordered(list) || start == 1) return;
    for (cmark_node *up = cmark_node_parent(list); up && level < 4; up = cmark_node_parent(up))
        level += is_ordered(up);
    if (level < 4)
        snprintf(enter, sizeof enter, "\\begin{enumerate}\n\\setcounter{enum%s}{%d}",
                 counters[level], start - 1);
    replace(list, custom(n, CMARK_NODE_CUSTOM_BLOCK, enter, "\\end{enumerate}\n"));
}

static cmark_node *latex_break(nodes *n)
{
    return custom(n, CMARK_NODE_CUSTOM_INLINE, "\\\\{}\n", "");
}

/* Code that would end its own environment: a paragraph of code spans. */
static void latex_code(nodes *n, cmark_node *node)
{
    fl_span text = fl_span_of(cmark_node_get_literal(node));
    if (fl_span_find(text, FL_SPAN("\\end{verbatim}"), 0) == SIZE_MAX) return;
    cmark_node *paragraph = cmark_node_new_with_mem(CMARK_NODE_PARAGRAPH, n->mem);
    for (size_t at = 0; at < text.n;) {
        size_t end = fl_span_find(text, FL_SPAN("\n"), at);
        if (end == SIZE_MAX) end = text.n;
        cmark_node *line = cmark_node_new_with_mem(CMARK_NODE_CODE, n->mem);
        cmark_node_set_literal(line, fl_copy(n->arena, fl_span_sub(text, at, end)));
        if (at > 0) cmark_node_append_child(paragraph, latex_break(n));
        cmark_node_append_child(paragraph, line);
        at = end + 1;
    }
    replace(node, paragraph);
}

/* Only a file can be included; of other images the description stays. */
static void latex_image(nodes *n, cmark_node *node)
{
    const char *address = cmark_node_get_url(node);
    if (!strchr(address, ':') && strncmp(address, "//", 2) != 0) return;
    replace(node, custom(n, CMARK_NODE_CUSTOM_INLINE, "", ""));
}

/* A star behind the end of a row would belong to the end of the row. */
static void latex_table(nodes *n, cmark_node *table)
{
    static const table_text text = { "\\\\", "{}", " & ", "" };
    size_t columns = lower_table(n, table, &text);
    cmark_node_set_on_enter(table, columns_of(n, "\\begin{tabular}{", columns, "}"));
    cmark_node_set_on_exit(table, "\\end{tabular}\n");
}

void fl_tree_lower_latex(fl_arena *a, fl_tree *tree)
{
    static const cmark_node_type types[] = {
        CMARK_NODE_LIST,  CMARK_NODE_HEADING,      CMARK_NODE_LINEBREAK, CMARK_NODE_CODE_BLOCK,
        CMARK_NODE_IMAGE, CMARK_NODE_CUSTOM_BLOCK, CMARK_NODE_NONE,
    };
    nodes n = { .arena = a, .mem = fl_cmark_memory() };
    list_nodes(&n, tree, types);
    for (size_t i = 0; i < n.count; i++) {
        cmark_node *node = n.item[i];
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_LIST:
            latex_list(&n, node);
            break;
        case CMARK_NODE_CODE_BLOCK:
            latex_code(&n, node);
            break;
        case CMARK_NODE_IMAGE:
            latex_image(&n, node);
            break;
        case CMARK_NODE_HEADING:
            if (cmark_node_get_heading_level(node) > 5) cmark_node_set_heading_level(node, 5);
            break;
        case CMARK_NODE_LINEBREAK:
            replace(node, in_cell(node) ? custom(&n, CMARK_NODE_CUSTOM_INLINE, " ", "")
                                        : latex_break(&n));
            break;
        default:
            if (is_table(node)) latex_table(&n, node);
        }
    }
}

/* ---- man ---- */

static void man_item(nodes *n, cmark_node *item, const char *enter)
{
    cmark_node *first = cmark_node_first_child(item);
    cmark_node *block = custom(n, CMARK_NODE_CUSTOM_BLOCK, enter, "");
    if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH) {
        move_children(first, block); /* its text follows the marker */
        cmark_node_unlink(first);
    }
    if (cmark_node_first_child(item)) {
        cmark_node *rest = custom(n, CMARK_NODE_CUSTOM_BLOCK, ".RS", ".RE");
        move_children(item, rest);
        cmark_node_append_child(block, rest);
    }
    cmark_node_replace(item, block);
}

static void man_list(nodes *n, cmark_node *list)
{
    bool ordered = is_ordered(list);
    long long number = cmark_node_get_list_start(list);
    cmark_node *block = replace(list, custom(n, CMARK_NODE_CUSTOM_BLOCK, "", ""));
    for (cmark_node *item = cmark_node_first_child(block), *next; item; item = next) {
        char enter[40] = ".IP \\[bu] 2";
        next = cmark_node_next(item);
        if (ordered) snprintf(enter, sizeof enter, ".IP \"%lld.\" 4", number++);
        man_item(n, item, enter);
    }
}

static void man_table(nodes *n, cmark_node *table)
{
    static const table_text text = { "", "T{\n\\&", "\tT{\n\\&", "\nT}" };
    size_t columns = lower_table(n, table, &text);
    cmark_node_set_on_enter(table, columns_of(n, ".TS\nallbox;\n", columns, "."));
    cmark_node_set_on_exit(table, ".TE");
}

void fl_tree_lower_man(fl_arena *a, fl_tree *tree)
{
    static const cmark_node_type types[] = { CMARK_NODE_LIST, CMARK_NODE_LINEBREAK,
                                             CMARK_NODE_CUSTOM_BLOCK, CMARK_NODE_NONE };
    nodes n = { .arena = a, .mem = fl_cmark_memory() };
    list_nodes(&n, tree, types);
    for (size_t i = 0; i < n.count; i++) {
        cmark_node *node = n.item[i];
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_LIST:
            man_list(&n, node);
            break;
        case CMARK_NODE_LINEBREAK:
            replace(node,
                    custom(&n, CMARK_NODE_CUSTOM_INLINE, in_cell(node) ? " " : "\n.br\n", ""));
            break;
        default:
            if (is_table(node)) man_table(&n, node);
        }
    }
}
