/* commonmark/verify.c - the two trees are walked side by side. The inlines of a block are compared
 * as one string, in which control characters, which no text has, stand for the nodes. */
#include "commonmark/verify.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"
#include "commonmark/address.h"
#include "commonmark/table.h"

enum { ENTER = 1, LEAVE = 2, EXCERPT = 60 };

typedef struct reading {
    fl_arena *arena;
    fl_buf meant, read;
    cmark_node *block; /* of the tree: the block that is looked at */
    fairleaf_error *error;
} reading;

static const char *name_of(cmark_node *node)
{
    if (!node) return "nothing";
    bool table = cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK;
    return table ? "table" : cmark_node_get_type_string(node);
}

/* What is spelled with control characters, for people. */
static fl_span readable(fl_arena *a, fl_span s)
{
    fl_buf out = fl_buf_new(a, s.n * 2 + 1);
    for (size_t i = 0; i < s.n; i++) {
        if ((s.p[i] == ENTER || s.p[i] == LEAVE) && i + 1 < s.n)
            fl_buf_format(&out, "<%s%c>", s.p[i] == LEAVE ? "/" : "", s.p[i + 1]), i++;
        else
            fl_buf_byte(&out, s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i]);
    }
    return fl_buf_view(&out);
}

static fairleaf_status differs(reading *r, fl_span meant, fl_span read)
{
    cmark_node *block = r->block;
    while (block && !fl_tree_block(block)) block = cmark_node_parent(block);
    uint32_t line = block ? fl_tree_block(block)->line_first : 0;
    meant = readable(r->arena, meant);
    read = readable(r->arena, read);
    return fl_fail_at(r->error, FAIRLEAF_VERIFY, line, 0, 0,
                      "%s reads back as '%.*s', not as '%.*s'", name_of(r->block), (int)read.n,
                      read.p, (int)meant.n, meant.p);
}

/* ---- inlines ---- */

static void mark(fl_buf *out, bool enter, char kind)
{
    fl_buf_byte(out, enter ? ENTER : LEAVE);
    fl_buf_byte(out, kind);
}

static void spell_code(fl_buf *out, const char *code, bool cell)
{
    mark(out, true, 'c');
    for (; *code; code++) {
        if (*code == '|' && cell) fl_buf_byte(out, '\\');
        fl_buf_byte(out, *code);
    }
    mark(out, false, 'c');
}

static void spell_target(fl_buf *out, char kind, cmark_node *node)
{
    mark(out, true, kind);
    fl_address_write(out, fl_span_of(cmark_node_get_url(node)));
    fl_buf_byte(out, '\t');
    for (const char *title = cmark_node_get_title(node); *title; title++)
        fl_buf_byte(out, *title == '\n' ? ' ' : *title);
    fl_buf_byte(out, '\t');
}

/* The tags that stand for strong and emphasis are what they stand for. */
static void spell_html(fl_buf *out, const char *html)
{
    static const struct {
        const char *tag;
        bool enter;
        char kind;
    } tags[] = { { "<strong>", true, 's' },
                 { "</strong>", false, 's' },
                 { "<em>", true, 'e' },
                 { "</em>", false, 'e' } };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcmp(html, tags[i].tag) == 0) {
            mark(out, tags[i].enter, tags[i].kind);
            return;
        }
    fl_buf_text(out, html);
}

/* Adds one node; children come between enter and leave. cell: meant for a table's cell. */
static void spell(fl_buf *out, cmark_node *node, bool enter, bool cell)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        fl_buf_text(out, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_CODE:
        spell_code(out, cmark_node_get_literal(node), cell);
        break;
    case CMARK_NODE_CUSTOM_INLINE:
        fl_buf_text(out, cmark_node_get_on_enter(node));
        break;
    case CMARK_NODE_SOFTBREAK:
        fl_buf_byte(out, ' ');
        break;
    case CMARK_NODE_LINEBREAK:
        fl_buf_text(out, cell ? " <br/> " : "\n");
        break;
    case CMARK_NODE_HTML_INLINE:
        spell_html(out, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_STRONG:
        mark(out, enter, 's');
        break;
    case CMARK_NODE_EMPH:
        mark(out, enter, 'e');
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE: {
        char kind = cmark_node_get_type(node) == CMARK_NODE_LINK ? 'a' : 'i';
        if (enter)
            spell_target(out, kind, node);
        else
            mark(out, false, kind);
        break;
    }
    default:
        mark(out, enter, 'x');
    }
}

static bool is_leaf(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_STRONG:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        return false;
    default:
        return true;
    }
}

static void spell_inlines(fl_buf *out, cmark_node *block, bool cell)
{
    for (cmark_node *node = cmark_node_first_child(block); node;) {
        spell(out, node, true, cell);
        cmark_node *child = cmark_node_first_child(node);
        if (child) {
            node = child;
            continue;
        }
        if (!is_leaf(node)) spell(out, node, false, cell);
        while (node && !cmark_node_next(node)) {
            node = cmark_node_parent(node);
            if (node == block) return;
            spell(out, node, false, cell);
        }
        node = node ? cmark_node_next(node) : NULL;
    }
}

typedef struct table_reading {
    fl_buf *out;
    size_t row, column, columns;
} table_reading;

static void end_row(table_reading *t)
{
    for (; t->column < t->columns; t->column++) fl_buf_text(t->out, t->column ? "  |" : "|  |");
    if (t->row == 0)
        for (size_t i = 0; i < t->columns; i++) fl_buf_text(t->out, i ? " --- |" : " | --- |");
    t->row++;
    t->column = 0;
}

static void spell_cell(void *context, cmark_node *cell, size_t row, size_t column)
{
    table_reading *t = context;
    (void)column;
    for (; t->row < row; fl_buf_byte(t->out, ' ')) end_row(t);
    fl_buf_text(t->out, t->column++ == 0 ? "| " : " ");
    if (cell) spell_inlines(t->out, cell, true);
    fl_buf_text(t->out, " |");
}

static void spell_table(reading *r, cmark_node *table)
{
    table_reading t = { &r->meant, 0, 0, fl_grid_of(r->arena, table, NULL, NULL).columns };
    size_t rows = fl_grid_of(r->arena, table, spell_cell, &t).rows;
    for (; t.row < rows; t.row < rows ? fl_buf_byte(t.out, ' ') : (void)0) end_row(&t);
}

static fairleaf_status compare_inlines(reading *r, cmark_node *meant, cmark_node *read)
{
    r->meant.n = r->read.n = 0;
    if (cmark_node_get_type(meant) == CMARK_NODE_CUSTOM_BLOCK)
        spell_table(r, meant);
    else
        spell_inlines(&r->meant, meant, false);
    spell_inlines(&r->read, read, false);
    fl_span a = fl_buf_view(&r->meant), b = fl_buf_view(&r->read);
    if (fl_span_equal(a, b)) return FAIRLEAF_OK;
    size_t at = 0;
    while (at < a.n && at < b.n && a.p[at] == b.p[at]) at++;
    for (size_t back = 0; at > 0 && (back < 12 || (a.p[at < a.n ? at : at - 1] & 0xC0) == 0x80);
         back++)
        at--;
    size_t a_end = a.n - at < EXCERPT ? a.n : at + EXCERPT;
    size_t b_end = b.n - at < EXCERPT ? b.n : at + EXCERPT;
    while (a_end < a.n && (a.p[a_end] & 0xC0) == 0x80) a_end--;
    while (b_end < b.n && (b.p[b_end] & 0xC0) == 0x80) b_end--;
    return differs(r, fl_span_sub(a, at, a_end), fl_span_sub(b, at, b_end));
}

/* ---- blocks ---- */

static fl_span describe_list(fl_arena *a, cmark_node *list)
{
    fl_buf out = fl_buf_new(a, 40);
    fl_buf_text(&out, cmark_node_get_list_tight(list) ? "tight, " : "loose, ");
    if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST)
        fl_buf_format(&out, "numbered from %d", cmark_node_get_list_start(list));
    else
        fl_buf_text(&out, "with bullets");
    return fl_buf_view(&out);
}

static fairleaf_status compare_lists(reading *r, cmark_node *meant, cmark_node *read)
{
    fl_arena_mark here = fl_arena_here(r->arena);
    fl_span a = describe_list(r->arena, meant), b = describe_list(r->arena, read);
    fairleaf_status status = fl_span_equal(a, b) ? FAIRLEAF_OK : differs(r, a, b);
    fl_arena_back(r->arena, here);
    return status;
}

static fairleaf_status compare_block(reading *r, cmark_node *meant, cmark_node *read)
{
    cmark_node_type type = cmark_node_get_type(meant);
    bool table = type == CMARK_NODE_CUSTOM_BLOCK;
    r->block = meant;
    if (!read || cmark_node_get_type(read) != (table ? CMARK_NODE_PARAGRAPH : type))
        return differs(r, fl_span_of(name_of(meant)), fl_span_of(name_of(read)));
    switch (type) {
    case CMARK_NODE_HEADING:
        if (cmark_node_get_heading_level(meant) != cmark_node_get_heading_level(read))
            return differs(r, FL_SPAN("its level"), FL_SPAN("another level"));
        return compare_inlines(r, meant, read);
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_CUSTOM_BLOCK:
        return compare_inlines(r, meant, read);
    case CMARK_NODE_LIST:
        return compare_lists(r, meant, read);
    case CMARK_NODE_HTML_BLOCK:
        if (strcmp(cmark_node_get_literal(meant), cmark_node_get_literal(read)) != 0)
            return differs(r, FL_SPAN("its text"), FL_SPAN("other text"));
        return FAIRLEAF_OK;
    case CMARK_NODE_CODE_BLOCK:
        if (strcmp(cmark_node_get_fence_info(meant), cmark_node_get_fence_info(read)) != 0)
            return differs(r, fl_span_of(cmark_node_get_fence_info(meant)),
                           fl_span_of(cmark_node_get_fence_info(read)));
        if (strcmp(cmark_node_get_literal(meant), cmark_node_get_literal(read)) != 0)
            return differs(r, FL_SPAN("its text"), FL_SPAN("other text"));
        return FAIRLEAF_OK;
    default:
        return FAIRLEAF_OK;
    }
}

static bool holds_blocks(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
        return true;
    default:
        return false;
    }
}

static fairleaf_status nothing_more(reading *r, cmark_node *meant, cmark_node *extra)
{
    r->block = meant;
    return extra ? differs(r, FL_SPAN("the end"), fl_span_of(name_of(extra))) : FAIRLEAF_OK;
}

static fairleaf_status compare(reading *r, cmark_node *meant, cmark_node *read)
{
    cmark_node *root = meant;
    for (;;) {
        fairleaf_status status = compare_block(r, meant, read);
        if (status) return status;
        if (holds_blocks(meant)) {
            if (cmark_node_first_child(meant)) {
                meant = cmark_node_first_child(meant);
                read = cmark_node_first_child(read);
                continue;
            }
            status = nothing_more(r, meant, cmark_node_first_child(read));
            if (status) return status;
        }
        while (meant != root && !cmark_node_next(meant)) {
            status = nothing_more(r, meant, cmark_node_next(read));
            if (status) return status;
            meant = cmark_node_parent(meant);
            read = cmark_node_parent(read);
        }
        if (meant == root) return FAIRLEAF_OK;
        meant = cmark_node_next(meant);
        read = cmark_node_next(read);
    }
}

fairleaf_status fl_tree_verify(fl_arena *a, cmark_mem *mem, const fl_tree *tree, fl_span markdown,
                               fairleaf_error *error)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_VALIDATE_UTF8, mem);
    if (markdown.n) cmark_parser_feed(parser, markdown.p, markdown.n);
    cmark_node *read = cmark_parser_finish(parser);
    reading r = { a, fl_buf_new(a, 4096), fl_buf_new(a, 4096), NULL, error };
    return compare(&r, tree->root, read);
}
