/* commonmark/markdown.c - blocks. What stands at the start of each line (`> `, spaces of items) is
 * kept in one buffer that grows and shrinks with the nesting. */
#include "commonmark/markdown.h"

#include "base/utf8.h"
#include "commonmark/inlines.h"
#include "commonmark/linestart.h"
#include "commonmark/reference.h"
#include "commonmark/table.h"

enum { GREATEST_NUMBER = 999999999, WIDE_COLUMN = 4 };

typedef struct frame {
    cmark_node *node; /* document, quote, list or item */
    size_t prefix;    /* length of the prefix outside of it */
    int64_t number;   /* ordered list: of the next item */
    char marker;      /* list: `-` `*` `.` `)` */
    char last;        /* marker of the list that was its last block, 0: another block */
    bool wide;        /* list: text starts in column 4 */
    bool tight;       /* list: no blank lines; item: as its list */
    bool begun;       /* it has a block */
} frame;

typedef struct writer {
    fl_buf *out;
    fl_buf prefix, line; /* line: a paragraph that is to be broken */
    fl_inline_writer inlines;
    frame *open;
    size_t depth, capacity;
    fl_markdown_above *above;
    int width;
    bool line_open; /* markers of this line are written, text is not */
} writer;

/* ---- lines ---- */

static void start_line(writer *w)
{
    if (!w->line_open) fl_buf_span(w->out, fl_buf_view(&w->prefix));
    w->line_open = false;
}

static void blank_line(writer *w)
{
    fl_span prefix = fl_buf_view(&w->prefix);
    while (prefix.n && prefix.p[prefix.n - 1] == ' ') prefix.n--;
    fl_buf_span(w->out, prefix);
    fl_buf_byte(w->out, '\n');
}

static void repeat(fl_buf *out, char c, size_t n)
{
    for (size_t i = 0; i < n; i++) fl_buf_byte(out, c);
}

/* ---- leaves ---- */

static void next_line(writer *w)
{
    fl_buf_byte(w->out, '\n');
    fl_buf_span(w->out, fl_buf_view(&w->prefix));
}

/* Writes w->line, breaking it at single spaces; `column` is where it starts. A line that starts
 * with code in three backticks stays whole: broken it would be the start of a code block. */
static void write_broken(writer *w, size_t column)
{
    fl_span s = fl_buf_view(&w->line), fence = FL_SPAN("```");
    size_t limit = (size_t)w->width, indent = fl_utf8_columns(fl_buf_view(&w->prefix));
    bool whole = fl_span_starts(s, fence);
    for (size_t at = 0, end; at < s.n; at = end) {
        if (s.p[at] == '\n') {
            next_line(w);
            column = indent;
            end = at + 1;
            whole = fl_span_starts(fl_span_sub(s, end, s.n), fence);
            continue;
        }
        size_t text = at; /* a word with the spaces before it */
        while (text < s.n && s.p[text] == ' ') text++;
        for (end = text; end < s.n && s.p[end] != ' ' && s.p[end] != '\n';) end++;
        size_t columns = fl_utf8_columns(fl_span_sub(s, at, end));
        bool full = column + columns > limit && text == at + 1 && end > text;
        if (full && !whole && fl_line_may_start(fl_span_sub(s, text, s.n))) {
            next_line(w);
            column = indent;
            at = text;
            columns--;
        }
        fl_buf_span(w->out, fl_span_sub(s, at, end));
        column += columns;
    }
}

static size_t open_columns(const writer *w)
{
    size_t from = w->out->n;
    while (from > 0 && w->out->p[from - 1] != '\n') from--;
    return fl_utf8_columns(fl_span_sub(fl_buf_view(w->out), from, w->out->n));
}

static void write_paragraph(writer *w, cmark_node *node)
{
    bool first = w->out->n == 0 && !w->above->text;
    start_line(w);
    if (w->width <= 0) {
        fl_inlines_write(&w->inlines, w->out, node, FL_TEXT_PARAGRAPH, fl_buf_view(&w->prefix),
                         first);
    } else {
        w->line.n = 0;
        fl_inlines_write(&w->inlines, &w->line, node, FL_TEXT_PARAGRAPH, FL_SPAN(""), first);
        write_broken(w, open_columns(w));
    }
    fl_buf_byte(w->out, '\n');
}

static void write_heading(writer *w, cmark_node *node)
{
    start_line(w);
    repeat(w->out, '#', (size_t)cmark_node_get_heading_level(node));
    fl_buf_byte(w->out, ' ');
    fl_inlines_write(&w->inlines, w->out, node, FL_TEXT_HEADING, FL_SPAN(""), false);
    fl_buf_byte(w->out, '\n');
}

static size_t longest_run(fl_span s, char c)
{
    size_t longest = 0, n = 0;
    for (size_t i = 0; i < s.n; i++) {
        n = s.p[i] == c ? n + 1 : 0;
        if (n > longest) longest = n;
    }
    return longest;
}

static void write_info(fl_buf *out, fl_span info)
{
    for (size_t i = 0; i < info.n; i++) {
        if (info.p[i] == '\\') fl_buf_byte(out, '\\');
        if (info.p[i] == '&' && fl_reference_at(info, i))
            fl_buf_text(out, "&amp;");
        else
            fl_buf_byte(out, info.p[i]);
    }
}

static void write_lines(writer *w, fl_span text)
{
    for (size_t at = 0; at < text.n;) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        size_t to = end ? (size_t)(end - text.p) : text.n;
        if (to == at)
            blank_line(w);
        else {
            fl_buf_span(w->out, fl_buf_view(&w->prefix));
            fl_buf_span(w->out, fl_span_sub(text, at, to));
            fl_buf_byte(w->out, '\n');
        }
        at = to + 1;
    }
}

static void write_code(writer *w, cmark_node *node)
{
    fl_span text = fl_span_of(cmark_node_get_literal(node));
    fl_span info = fl_span_of(cmark_node_get_fence_info(node));
    char mark = info.n && memchr(info.p, '`', info.n) ? '~' : '`';
    size_t fence = longest_run(text, mark) + 1;
    if (fence < 3) fence = 3;
    start_line(w);
    repeat(w->out, mark, fence);
    write_info(w->out, info);
    fl_buf_byte(w->out, '\n');
    write_lines(w, text);
    fl_buf_span(w->out, fl_buf_view(&w->prefix));
    repeat(w->out, mark, fence);
    fl_buf_byte(w->out, '\n');
}

/* A table as HTML: no line of it is blank. */
static void write_html(writer *w, cmark_node *node)
{
    fl_span text = fl_span_of(cmark_node_get_literal(node));
    size_t first = fl_span_find(text, FL_SPAN("\n"), 0);
    start_line(w);
    fl_buf_span(w->out, fl_span_sub(text, 0, first + 1));
    write_lines(w, fl_span_sub(text, first + 1, text.n));
}

static void write_leaf(writer *w, cmark_node *node)
{
    bool behind_marker = w->line_open;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        write_paragraph(w, node);
        break;
    case CMARK_NODE_HEADING:
        write_heading(w, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        write_code(w, node);
        break;
    case CMARK_NODE_CUSTOM_BLOCK:
        start_line(w);
        fl_table_write(&w->inlines, w->out, node, fl_buf_view(&w->prefix));
        break;
    case CMARK_NODE_HTML_BLOCK:
        write_html(w, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        start_line(w);
        fl_buf_text(w->out, behind_marker ? "___\n" : "***\n"); /* `* ***` is one break */
        break;
    default:
        break;
    }
}

/* ---- containers ---- */

static frame *top(writer *w) { return &w->open[w->depth - 1]; }

static frame *push(writer *w, cmark_node *node)
{
    if (w->depth == w->capacity) {
        size_t wanted = w->capacity ? w->capacity * 2 : 64;
        w->open = fl_grow(w->out->arena, w->open, w->depth * sizeof *w->open,
                          wanted * sizeof *w->open);
        w->capacity = wanted;
    }
    frame *f = &w->open[w->depth++];
    *f = (frame){ .node = node, .prefix = w->prefix.n };
    return f;
}

static bool is_list(cmark_node *node) { return cmark_node_get_type(node) == CMARK_NODE_LIST; }

static bool needs_wide(cmark_node *list)
{
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        cmark_node *child = cmark_node_first_child(item);
        if (!child) continue;
        if (cmark_node_next(child) || cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH)
            return true;
    }
    return false;
}

static bool has_empty_item(cmark_node *list)
{
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item))
        if (!cmark_node_first_child(item)) return true;
    return false;
}

/* The marker that keeps the list apart from a list right above it and, when it starts behind the
 * marker of another, from being a thematic break with it (`- - -`). `-` on a line of its own would
 * make a heading of the item above it for some. */
static char marker_for(const writer *w, cmark_node *list, char above)
{
    if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
        char marker = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ')' : '.';
        return above != marker ? marker : marker == '.' ? ')' : '.';
    }
    char outer = w->line_open && w->depth > 2 ? w->open[w->depth - 2].marker : 0;
    if (outer == '-' || outer == '*') return outer == '-' ? '*' : '-';
    return above == '-' || (above != '*' && has_empty_item(list)) ? '*' : '-';
}

static void open_list(writer *w, cmark_node *node, char above)
{
    char marker = marker_for(w, node, above);
    frame *list = push(w, node);
    list->marker = marker;
    list->number = cmark_node_get_list_start(node);
    list->wide = needs_wide(node);
    list->tight = cmark_node_get_list_tight(node);
}

static void open_item(writer *w, cmark_node *node)
{
    frame *list = top(w);
    start_line(w);
    size_t from = w->out->n;
    if (list->marker == '-' || list->marker == '*')
        fl_buf_byte(w->out, list->marker);
    else {
        fl_buf_format(w->out, "%lld%c", (long long)list->number, list->marker);
        if (list->number < GREATEST_NUMBER) list->number++;
    }
    bool tight = list->tight, wide = list->wide;
    push(w, node)->tight = tight;
    bool empty = !cmark_node_first_child(node); /* half of the dialects know none without spaces */
    do fl_buf_byte(w->out, ' ');
    while ((wide || empty) && w->out->n - from < WIDE_COLUMN);
    if (empty) {
        fl_buf_byte(w->out, '\n');
        return;
    }
    repeat(&w->prefix, ' ', w->out->n - from);
    w->line_open = true;
}

static void open_quote(writer *w, cmark_node *node)
{
    bool empty = !cmark_node_first_child(node);
    start_line(w);
    fl_buf_text(w->out, empty ? ">\n" : "> ");
    push(w, node);
    fl_buf_text(&w->prefix, "> ");
    w->line_open = !empty;
}

/* What stands between a block and the one above it. */
static void separate(writer *w, bool list)
{
    frame *f = top(w);
    if (f->begun && !f->tight) blank_line(w);
    f->begun = true;
    if (!list) f->last = 0;
}

/* Writes a block, or opens it; true when its children come next. */
static bool enter(writer *w, cmark_node *node)
{
    char above = top(w)->last;
    separate(w, is_list(node));
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        open_quote(w, node);
        return true;
    case CMARK_NODE_LIST:
        open_list(w, node, above);
        return true;
    case CMARK_NODE_ITEM:
        open_item(w, node);
        return true;
    default:
        write_leaf(w, node);
        return false;
    }
}

static void leave(writer *w)
{
    frame done = w->open[--w->depth];
    w->prefix.n = done.prefix;
    if (w->depth)
        top(w)->last = done.marker;
    else
        *w->above = (fl_markdown_above){ w->above->text || w->out->n > 0, done.begun, done.last };
}

void fl_markdown_write(fl_buf *out, const fl_tree *tree, const fl_style *style)
{
    fl_markdown_above above = { false, false, 0 };
    fl_markdown_write_piece(out, tree, style, &above);
}

void fl_markdown_write_piece(fl_buf *out, const fl_tree *tree, const fl_style *style,
                             fl_markdown_above *above)
{
    fl_arena *a = out->arena;
    writer w = { .out = out,
                 .above = above,
                 .prefix = fl_buf_new(a, 64),
                 .line = { NULL, 0, 0, a },
                 .width = style->width,
                 .inlines = { .arena = a,
                              .html = style->strong == FL_STRONG_HTML,
                              .no_notes = !style->footnotes } };
    frame *root = push(&w, tree->root);
    root->begun = above->begun;
    root->last = above->last;
    for (cmark_node *node = cmark_node_first_child(tree->root); node;) {
        if (enter(&w, node)) {
            cmark_node *child = cmark_node_first_child(node);
            if (child) {
                node = child;
                continue;
            }
            leave(&w);
        }
        while (node && !cmark_node_next(node)) {
            node = cmark_node_parent(node);
            leave(&w);
            if (node == tree->root) return;
        }
        if (node) node = cmark_node_next(node);
    }
}
