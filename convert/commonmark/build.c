/* commonmark/build.c - blocks in post-order: a node is hung up when it has its children, so that
 * cmark's check for circles looks at one ancestor only. */
#include "commonmark/tree.h"

#include <stdio.h>

#include "base/buf.h"
#include "commonmark/address.h"
#include "commonmark/extent.h"
#include "commonmark/normal.h"
#include "commonmark/reference.h"

enum { GREATEST_NUMBER = 999999999, MOST_SPAN = 1000 };

typedef struct level {
    const fl_block *block, *next;
    cmark_node *node;
} level;

typedef struct builder {
    fl_arena *arena;
    const fl_style *style; /* NULL: not for Markdown */
    cmark_mem *mem;
    fl_tree tree;
    fl_pieces pieces;
    fl_buf text; /* a text on its way to a node: cmark wants a NUL behind it */
    level *open; /* blocks that are being filled */
    size_t depth, capacity;
} builder;

static cmark_node *node_new(builder *b, cmark_node_type type)
{
    b->tree.nodes++;
    return cmark_node_new_with_mem(type, b->mem);
}

static const char *string_of(builder *b, fl_span s)
{
    b->text.n = 0;
    fl_buf_span(&b->text, s);
    b->tree.bytes += s.n;
    return fl_buf_string(&b->text);
}

static cmark_node *text_node(builder *b, cmark_node_type type, fl_span s)
{
    cmark_node *node = node_new(b, type);
    cmark_node_set_literal(node, string_of(b, s));
    return node;
}

/* ---- inlines ---- */

/* A span that is being filled, and where it ends. */
typedef struct span {
    cmark_node *node;
    size_t end;
    cmark_node_type type;
} span;

static bool has(const fl_piece *piece, cmark_node_type type, const fl_inline *link)
{
    switch (type) {
    case CMARK_NODE_STRONG:
        return piece->strong;
    case CMARK_NODE_EMPH:
        return piece->emph;
    default:
        return link && piece->link == link;
    }
}

/* Where the span that starts at `from` ends. A link cannot be cut in two, so strong or emphasis
 * that would end inside of a link ends before it. */
static size_t end_of(const fl_pieces *p, size_t from, cmark_node_type type)
{
    size_t to = from;
    while (to < p->count && has(&p->item[to], type, p->item[from].link)) to++;
    if (type == CMARK_NODE_LINK) return to;
    const fl_inline *link = to < p->count ? p->item[to].link : NULL;
    size_t start = to;
    while (link && start > from && p->item[start - 1].link == link) start--;
    return start > from ? start : to;
}

static void set_target(builder *b, cmark_node *node, fl_span address, fl_span title)
{
    cmark_node_set_url(node, string_of(b, fl_address_clean(b->arena, address)));
    title = fl_span_trim(fl_normal_text(b->arena, title));
    if (title.n) cmark_node_set_title(node, string_of(b, title));
}

static void open_span(builder *b, cmark_node *parent, span *s, const fl_piece *piece)
{
    s->node = node_new(b, s->type);
    if (s->type == CMARK_NODE_LINK) set_target(b, s->node, piece->link->target, piece->link->text);
    cmark_node_append_child(parent, s->node);
}

/* The span to open at piece `at` inside of those that are open: the longest that is wanted and not
 * open yet; a link is outside of what ends with it, emphasis outside of strong. Strong and emphasis
 * do not start or end with white space, whatever cut them short. */
static bool next_span(const fl_pieces *p, size_t at, const span *open, size_t count, span *out)
{
    static const cmark_node_type types[] = { CMARK_NODE_LINK, CMARK_NODE_EMPH, CMARK_NODE_STRONG };
    const fl_piece *piece = &p->item[at];
    size_t limit = count ? open[count - 1].end : p->count;
    out->end = at;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        bool link = types[i] == CMARK_NODE_LINK, is_open = false;
        for (size_t k = 0; k < count; k++) is_open = is_open || open[k].type == types[i];
        if (is_open || !has(piece, types[i], piece->link) || (piece->white && !link)) continue;
        size_t end = end_of(p, at, types[i]);
        if (end > limit) end = limit;
        while (!link && p->item[end - 1].white) end--;
        if (end > out->end) *out = (span){ NULL, end, types[i] };
    }
    return out->end > at;
}

static cmark_node *leaf(builder *b, const fl_piece *piece)
{
    if (piece->kind == FL_LINE_BREAK) return node_new(b, CMARK_NODE_LINEBREAK);
    if (piece->kind == FL_CODE) return text_node(b, CMARK_NODE_CODE, piece->text);
    cmark_node *image = node_new(b, CMARK_NODE_IMAGE);
    set_target(b, image, piece->target, piece->title);
    if (piece->text.n) cmark_node_append_child(image, text_node(b, CMARK_NODE_TEXT, piece->text));
    return image;
}

static cmark_node *joined_text(builder *b, const fl_piece *piece, size_t count)
{
    b->text.n = 0;
    for (size_t i = 0; i < count; i++) fl_buf_span(&b->text, piece[i].text);
    b->tree.bytes += b->text.n;
    cmark_node *node = node_new(b, CMARK_NODE_TEXT);
    cmark_node_set_literal(node, fl_buf_string(&b->text));
    return node;
}

/* Where the text that starts with piece `at` ends, which goes into one node. */
static size_t text_end(const fl_pieces *p, size_t at, size_t limit)
{
    const fl_piece *first = &p->item[at];
    size_t to = at + 1;
    for (; to < limit; to++) {
        const fl_piece *next = &p->item[to];
        bool same = next->kind == FL_TEXT && next->strong == first->strong &&
                    next->emph == first->emph && next->link == first->link;
        if (!same || (next->white != first->white && (next->strong || next->emph))) break;
    }
    return to;
}

static void append_pieces(builder *b, cmark_node *parent)
{
    const fl_pieces *p = &b->pieces;
    span open[3];
    size_t count = 0;
    for (size_t at = 0; at < p->count;) {
        const fl_piece *piece = &p->item[at];
        while (count && open[count - 1].end <= at) count--;
        for (span s; next_span(p, at, open, count, &s); count++) {
            open_span(b, count ? open[count - 1].node : parent, &s, piece);
            open[count] = s;
        }
        cmark_node *inside = count ? open[count - 1].node : parent;
        size_t limit = count ? open[count - 1].end : p->count, next = at + 1;
        if (piece->kind != FL_TEXT) {
            cmark_node_append_child(inside, leaf(b, piece));
        } else {
            next = text_end(p, at, limit);
            cmark_node_append_child(inside, joined_text(b, piece, next - at));
        }
        at = next;
    }
}

/* Fills `parent`; false when there is nothing to see. */
static bool append_inlines(builder *b, cmark_node *parent, const fl_inline *inlines, fl_place place)
{
    fl_normal_inlines(&b->pieces, inlines, place);
    if (b->style && b->style->strong == FL_STRONG_AUTO) fl_extent_settle(&b->pieces);
    append_pieces(b, parent);
    return b->pieces.count > 0;
}

/* ---- tables ---- */

static cmark_node *custom(builder *b, cmark_node_type type, const char *enter, const char *leave)
{
    cmark_node *node = node_new(b, type);
    cmark_node_set_on_enter(node, enter);
    cmark_node_set_on_exit(node, leave);
    b->tree.bytes += strlen(enter) + strlen(leave);
    return node;
}

static cmark_node *build_cell(builder *b, const fl_block *cell, bool head)
{
    unsigned columns = cell->columns > MOST_SPAN ? MOST_SPAN : cell->columns;
    char enter[80], wide[24] = "", high[24] = "";
    if (columns > 1) snprintf(wide, sizeof wide, " colspan=\"%u\"", columns);
    if (cell->rows > 1) snprintf(high, sizeof high, " rowspan=\"%u\"", (unsigned)cell->rows);
    snprintf(enter, sizeof enter, "<t%c%s%s>", head ? 'h' : 'd', wide, high);
    cmark_node *node = custom(b, CMARK_NODE_CUSTOM_INLINE, enter, head ? "</th>" : "</td>");
    cmark_node_set_user_data(node, (void *)(uintptr_t)cell);
    append_inlines(b, node, cell->inlines, FL_IN_CELL);
    return node;
}

static cmark_node *build_row(builder *b, const fl_block *row)
{
    cmark_node *node = custom(b, CMARK_NODE_CUSTOM_BLOCK, "<tr>", "</tr>");
    cmark_node_set_user_data(node, (void *)(uintptr_t)row);
    for (const fl_block *cell = row->first; cell; cell = cell->next)
        cmark_node_append_child(node, build_cell(b, cell, row->head));
    return node;
}

static cmark_node *build_grid(builder *b, const fl_block *table)
{
    cmark_node *node = custom(b, CMARK_NODE_CUSTOM_BLOCK, "<table>", "</table>"), *part = NULL;
    bool head = false;
    for (const fl_block *row = table->first; row; row = row->next) {
        if (row->kind != FL_ROW || !row->first) continue;
        if (!part || head != row->head) {
            if (part) cmark_node_append_child(node, part);
            head = row->head;
            part = head ? custom(b, CMARK_NODE_CUSTOM_BLOCK, "<thead>", "</thead>")
                        : custom(b, CMARK_NODE_CUSTOM_BLOCK, "<tbody>", "</tbody>");
        }
        cmark_node_append_child(part, build_row(b, row));
    }
    if (!part) return NULL;
    cmark_node_append_child(node, part);
    return node;
}

static bool has_spans(const fl_block *table)
{
    for (const fl_block *row = table->first; row; row = row->next)
        for (const fl_block *cell = row->first; cell; cell = cell->next)
            if (cell->columns > 1 || cell->rows > 1) return true;
    return false;
}

/* cmark's HTML of the table in a block of HTML. What would be Markdown again for MDX, which looks
 * into HTML, is written as references. */
static cmark_node *html_table(builder *b, cmark_node *grid)
{
    fl_span html = fl_span_of(cmark_render_html(grid, CMARK_OPT_VALIDATE_UTF8));
    fl_buf out = fl_buf_new(b->arena, html.n + html.n / 8 + 16);
    for (size_t i = 0; i < html.n; i++) {
        char c = html.p[i];
        if (c == '\n' && (out.n == 0 || out.p[out.n - 1] == '\n')) continue;
        if (strchr("*_`[]{}~$^|\\", c))
            fl_reference_write(&out, (unsigned char)c);
        else
            fl_buf_byte(&out, c);
    }
    cmark_node *node = node_new(b, CMARK_NODE_HTML_BLOCK);
    cmark_node_set_literal(node, fl_buf_string(&out));
    b->tree.bytes += out.n;
    return node;
}

/* The cells of a row stand beside each other, with an ideographic space between; rows are lines. */
static cmark_node *text_table(builder *b, const fl_block *table)
{
    cmark_node *paragraph = node_new(b, CMARK_NODE_PARAGRAPH);
    for (const fl_block *row = table->first; row; row = row->next) {
        cmark_node *above = cmark_node_last_child(paragraph);
        bool seen = false;
        if (above) cmark_node_append_child(paragraph, node_new(b, CMARK_NODE_LINEBREAK));
        for (const fl_block *cell = row->first; cell; cell = cell->next) {
            if (cell != row->first)
                cmark_node_append_child(paragraph, text_node(b, CMARK_NODE_TEXT, FL_SPAN("　")));
            seen = append_inlines(b, paragraph, cell->inlines, FL_IN_LINE) || seen;
        }
        while (!seen && cmark_node_last_child(paragraph) != above)
            cmark_node_unlink(cmark_node_last_child(paragraph));
    }
    cmark_consolidate_text_nodes(paragraph);
    return cmark_node_first_child(paragraph) ? paragraph : NULL;
}

static cmark_node *build_table(builder *b, const fl_block *table)
{
    if (b->style && b->style->tables == FL_TABLES_TEXT) return text_table(b, table);
    cmark_node *grid = build_grid(b, table);
    bool html = b->style && (b->style->tables == FL_TABLES_HTML || has_spans(table));
    return grid && html ? html_table(b, grid) : grid;
}

/* ---- lists ---- */

static bool is_list(cmark_node *node) { return cmark_node_get_type(node) == CMARK_NODE_LIST; }

/* Whether a list can follow directly below the text of its item: an empty item, or a number other
 * than 1, would be read as part of the paragraph. */
static bool interrupts(cmark_node *list)
{
    if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST &&
        cmark_node_get_list_start(list) != 1)
        return false;
    return cmark_node_first_child(cmark_node_first_child(list)) != NULL;
}

/* Paragraph, then lists: all else between two blocks of an item needs a blank line. */
static bool item_is_compact(cmark_node *item)
{
    cmark_node *child = cmark_node_first_child(item);
    while (child && (child = cmark_node_next(child)))
        if (!is_list(child) || !interrupts(child)) return false;
    child = cmark_node_first_child(item);
    return !child || !cmark_node_next(child) || is_list(child) ||
           cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH;
}

/* Whether a blank line below the block would show: cmark before 0.31.3 sees none below a thematic
 * break, all others do. */
static bool shows_blank(cmark_node *block)
{
    while (is_list(block) || cmark_node_get_type(block) == CMARK_NODE_ITEM) {
        if (!cmark_node_last_child(block)) break;
        block = cmark_node_last_child(block);
    }
    return cmark_node_get_type(block) != CMARK_NODE_THEMATIC_BREAK;
}

/* A list whose blank lines do not show to all is tight: then it has none. */
static void settle_tight(cmark_node *list, bool wanted)
{
    bool compact = true, loose = false;
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        compact = compact && item_is_compact(item);
        loose = loose || (cmark_node_next(item) && shows_blank(item));
        for (cmark_node *child = cmark_node_first_child(item); child && !loose;
             child = cmark_node_next(child))
            loose = cmark_node_next(child) && shows_blank(child);
    }
    cmark_node_set_list_tight(list, !loose || (compact && wanted));
}

/* ---- blocks ---- */

static cmark_node *build_list(builder *b, const fl_block *block)
{
    cmark_node *list = node_new(b, CMARK_NODE_LIST);
    cmark_node_set_list_type(list, block->ordered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST);
    if (!block->ordered) return list;
    uint32_t start = block->start > GREATEST_NUMBER ? GREATEST_NUMBER : block->start;
    cmark_node_set_list_start(list, (int)start);
    cmark_node_set_list_delim(list,
                              block->delimiter == ')' ? CMARK_PAREN_DELIM : CMARK_PERIOD_DELIM);
    return list;
}

static cmark_node *build_code(builder *b, const fl_block *block)
{
    cmark_node *node = node_new(b, CMARK_NODE_CODE_BLOCK);
    fl_buf text = fl_buf_new(b->arena, block->text.n + 1);
    for (size_t i = 0; i < block->text.n; i++) {
        char c = block->text.p[i];
        if (c == '\0')
            fl_buf_text(&text, "\xEF\xBF\xBD");
        else if (c != '\r')
            fl_buf_byte(&text, c);
        else if (i + 1 == block->text.n || block->text.p[i + 1] != '\n')
            fl_buf_byte(&text, '\n');
    }
    if (text.n && text.p[text.n - 1] != '\n') fl_buf_byte(&text, '\n');
    cmark_node_set_literal(node, fl_buf_string(&text));
    b->tree.bytes += text.n;
    fl_span info = fl_span_trim(fl_normal_text(b->arena, block->info));
    cmark_node_set_fence_info(node, string_of(b, info));
    return node;
}

/* A block without blocks inside; NULL when there is nothing to see. */
static cmark_node *build_leaf(builder *b, const fl_block *block)
{
    cmark_node *node;
    switch (block->kind) {
    case FL_THEMATIC_BREAK:
        return node_new(b, CMARK_NODE_THEMATIC_BREAK);
    case FL_CODE_BLOCK:
        return build_code(b, block);
    case FL_TABLE:
        return build_table(b, block);
    case FL_HEADING:
        node = node_new(b, CMARK_NODE_HEADING);
        cmark_node_set_heading_level(node, block->level < 1   ? 1
                                           : block->level > 6 ? 6
                                                              : block->level);
        return append_inlines(b, node, block->inlines, FL_IN_HEADING) ? node : NULL;
    case FL_PARAGRAPH:
        node = node_new(b, CMARK_NODE_PARAGRAPH);
        return append_inlines(b, node, block->inlines, FL_IN_PARAGRAPH) ? node : NULL;
    default:
        return NULL;
    }
}

/* The node of a block that holds blocks, still empty; NULL for the others. */
static cmark_node *build_container(builder *b, const fl_block *block)
{
    switch (block->kind) {
    case FL_BLOCK_QUOTE:
        return node_new(b, CMARK_NODE_BLOCK_QUOTE);
    case FL_ITEM:
        return node_new(b, CMARK_NODE_ITEM);
    case FL_LIST:
        return build_list(b, block);
    default:
        return NULL;
    }
}

static void hang_up(builder *b, cmark_node *node, const fl_block *block)
{
    cmark_node_set_user_data(node, (void *)(uintptr_t)block);
    cmark_node *parent = b->open[b->depth - 1].node;
    if (cmark_node_append_child(parent, node)) return;
    /* an item without a list, or something else in a list: what is missing is put in between */
    bool item = cmark_node_get_type(node) == CMARK_NODE_ITEM;
    cmark_node *between = node_new(b, item ? CMARK_NODE_LIST : CMARK_NODE_ITEM);
    cmark_node_append_child(between, node);
    if (item) settle_tight(between, true);
    cmark_node_append_child(parent, between);
}

static void open_block(builder *b, const fl_block *block, cmark_node *node)
{
    if (b->depth == b->capacity) {
        size_t wanted = b->capacity ? b->capacity * 2 : 64;
        b->open = fl_grow(b->arena, b->open, b->depth * sizeof *b->open, wanted * sizeof *b->open);
        b->capacity = wanted;
    }
    b->open[b->depth++] = (level){ block, block->first, node };
    if (b->depth > b->tree.depth) b->tree.depth = b->depth;
}

fl_tree fl_tree_build(fl_arena *a, cmark_mem *mem, const fl_doc *d, const fl_style *style)
{
    return fl_tree_build_piece(a, mem, d, style, (fl_piece_of){ d->root->first, SIZE_MAX });
}

fl_tree fl_tree_build_piece(fl_arena *a, cmark_mem *mem, const fl_doc *d, const fl_style *style,
                            fl_piece_of piece)
{
    builder b = { .arena = a,
                  .style = style,
                  .mem = mem,
                  .pieces = { .arena = a },
                  .text = fl_buf_new(a, 4096) };
    b.tree.root = node_new(&b, CMARK_NODE_DOCUMENT);
    cmark_node_set_user_data(b.tree.root, d->root);
    open_block(&b, d->root, b.tree.root);
    b.open[0].next = piece.first;
    for (;;) {
        level *top = &b.open[b.depth - 1];
        const fl_block *block = top->next;
        if (b.depth == 1 && b.tree.bytes >= piece.bytes) {
            b.tree.rest = block;
            break;
        }
        if (!block) {
            level done = *top;
            if (--b.depth == 0) break;
            if (done.block->kind == FL_LIST && !cmark_node_first_child(done.node)) continue;
            if (done.block->kind == FL_LIST) settle_tight(done.node, done.block->tight);
            hang_up(&b, done.node, done.block);
            continue;
        }
        top->next = block->next;
        cmark_node *node = build_container(&b, block);
        if (node)
            open_block(&b, block, node);
        else if ((node = build_leaf(&b, block)) != NULL)
            hang_up(&b, node, block);
    }
    return b.tree;
}
