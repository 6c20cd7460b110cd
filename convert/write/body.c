/* write/body.c - blocks are walked once; a stack of open sections follows the headings. */
#include "write/body.h"

#include "base/template.h"
#include "base/utf8.h"
#include "model/walk.h"
#include "write/grid.h"
#include "write/inlines.h"
#include "write/sections.h"

typedef struct writer {
    fl_arena *arena;
    fl_buf out;
    fl_pieces pieces;
    fl_walk walk;
    fl_sections sections;
    fl_value *items[FL_LEVELS + 1]; /* lists of the contents, by depth from 1 */
    size_t headings;
} writer;

/* ---- inlines ---- */

static void write_inlines(writer *w, const fl_block *b, fl_place place)
{
    fl_normal_inlines(&w->pieces, b->inlines, place);
    fl_html_pieces(&w->out, &w->pieces);
}

/* ---- headings ---- */

static void close_sections(writer *w, unsigned level)
{
    for (size_t n = fl_sections_close(&w->sections, level); n; n--)
        fl_buf_text(&w->out, "</section>\n");
}

/* The list of contents below the newest heading of the depth above. */
static fl_value *items_below(const writer *w, size_t depth)
{
    fl_value *heading = w->items[depth - 1]->last, *more = heading->last;
    more->kind = FL_VALUE_MAP;
    return fl_value_add(w->arena, more, "items", FL_VALUE_LIST);
}

static void add_contents(writer *w, fl_span id)
{
    fl_buf text = fl_buf_new(w->arena, 64);
    for (size_t i = 0; i < w->pieces.count; i++) fl_buf_span(&text, w->pieces.item[i].text);
    fl_value *entry = fl_value_add(w->arena, w->items[w->sections.depth], NULL, FL_VALUE_MAP);
    fl_value_text(w->arena, entry, "id", id);
    fl_value_text(w->arena, entry, "text", fl_buf_view(&text));
    fl_value_add(w->arena, entry, "more", FL_VALUE_FALSE);
    w->headings++;
}

/* The heading is in w->pieces. */
static void open_section(writer *w, const fl_block *b)
{
    close_sections(w, b->level);
    bool first = fl_sections_open(&w->sections, b->level);
    size_t depth = w->sections.depth, shown = depth < FL_LEVELS ? depth + 1 : FL_LEVELS;
    if (first && depth > 1) w->items[depth] = items_below(w, depth);
    fl_buf id = fl_buf_new(w->arena, 16);
    fl_sections_id(&w->sections, &id);
    add_contents(w, fl_buf_view(&id));
    fl_buf_format(&w->out, "<section aria-labelledby=\"%.*s\">\n<h%zu id=\"%.*s\">", (int)id.n,
                  id.p, shown, (int)id.n, id.p);
    fl_html_pieces(&w->out, &w->pieces);
    fl_buf_format(&w->out, "</h%zu>\n", shown);
}

/* In a quote or an item a heading starts no section. */
static void write_heading(writer *w, const fl_block *b)
{
    fl_normal_inlines(&w->pieces, b->inlines, FL_IN_HEADING);
    if (w->pieces.count == 0) return;
    if (w->walk.depth == 1) {
        open_section(w, b);
        return;
    }
    size_t depth = w->sections.depth, shown = depth + 1 < FL_LEVELS ? depth + 2 : FL_LEVELS;
    fl_buf_format(&w->out, "<h%zu>", shown);
    fl_html_pieces(&w->out, &w->pieces);
    fl_buf_format(&w->out, "</h%zu>\n", shown);
}

/* ---- tables ---- */

static void write_cell(writer *w, const fl_grid_place *p, bool head)
{
    const char *name = head ? "th" : "td";
    fl_buf_format(&w->out, "<%s", name);
    if (head) fl_buf_text(&w->out, p->columns > 1 ? " scope=\"colgroup\"" : " scope=\"col\"");
    if (p->columns > 1) fl_buf_format(&w->out, " colspan=\"%u\"", p->columns);
    if (p->rows > 1) fl_buf_format(&w->out, " rowspan=\"%u\"", p->rows);
    fl_buf_byte(&w->out, '>');
    if (p->cell) write_inlines(w, p->cell, FL_IN_CELL);
    fl_buf_format(&w->out, "</%s>", name);
}

static void write_table(writer *w, const fl_block *b)
{
    fl_grid_table table = fl_grid_make(w->arena, b);
    if (table.count == 0) return;
    fl_buf_text(&w->out, "<div class=\"table\">\n<table>\n");
    for (size_t i = 0; i < table.count; i++) {
        const fl_grid_row *r = &table.row[i];
        const char *group = r->head ? "thead" : "tbody";
        bool first = i == 0 || table.row[i - 1].head != r->head;
        bool last = i + 1 == table.count || table.row[i + 1].head != r->head;
        if (first) fl_buf_format(&w->out, "<%s>\n", group);
        fl_buf_text(&w->out, "<tr>");
        for (size_t k = 0; k < r->count; k++) write_cell(w, &r->place[k], r->head);
        fl_buf_text(&w->out, "</tr>\n");
        if (last) fl_buf_format(&w->out, "</%s>\n", group);
    }
    fl_buf_text(&w->out, "</table>\n</div>\n");
}

/* ---- other blocks ---- */

static bool has_markers(const fl_block *list)
{
    for (const fl_block *item = list->first; item; item = item->next)
        if (item->enumerator.text.n) return true;
    return false;
}

static void open_list(writer *w, const fl_block *b)
{
    if (!b->ordered) {
        fl_buf_text(&w->out, has_markers(b) ? "<ul class=\"points\">\n" : "<ul>\n");
        return;
    }
    fl_buf_text(&w->out, "<ol");
    if (b->start != 1) fl_buf_format(&w->out, " start=\"%u\"", b->start);
    if (b->delimiter == ')') fl_buf_text(&w->out, " class=\"bracket\"");
    fl_buf_text(&w->out, ">\n");
}

static void write_code(writer *w, const fl_block *b)
{
    fl_buf_text(&w->out, "<pre><code>");
    if (b->text.n && b->text.p[0] == '\n') fl_buf_byte(&w->out, '\n'); /* HTML drops the first */
    fl_escape_html(&w->out, b->text);
    fl_buf_text(&w->out, "</code></pre>\n");
}

/* Paragraphs of tight lists have no element of their own. */
static bool is_bare(const writer *w)
{
    const fl_walk *k = &w->walk;
    return k->depth >= 2 && k->parent->kind == FL_ITEM && k->open[k->depth - 2]->tight;
}

static void write_paragraph(writer *w, const fl_block *b)
{
    if (is_bare(w)) {
        write_inlines(w, b, FL_IN_PARAGRAPH);
        if (b->next) fl_buf_byte(&w->out, '\n');
        return;
    }
    size_t before = w->out.n;
    fl_buf_text(&w->out, "<p>");
    size_t text = w->out.n;
    write_inlines(w, b, FL_IN_PARAGRAPH);
    if (w->out.n == text)
        w->out.n = before;
    else
        fl_buf_text(&w->out, "</p>\n");
}

static void enter(writer *w, const fl_block *b)
{
    switch (b->kind) {
    case FL_HEADING:
        write_heading(w, b);
        break;
    case FL_PARAGRAPH:
        write_paragraph(w, b);
        break;
    case FL_CODE_BLOCK:
        write_code(w, b);
        break;
    case FL_THEMATIC_BREAK:
        fl_buf_text(&w->out, "<hr>\n");
        break;
    case FL_BLOCK_QUOTE:
        fl_buf_text(&w->out, "<blockquote>\n");
        break;
    case FL_ITEM:
        fl_buf_text(&w->out, w->walk.parent->tight ? "<li>" : "<li>\n");
        break;
    case FL_TABLE:
        write_table(w, b);
        fl_walk_skip(&w->walk);
        break;
    case FL_LIST:
        if (b->first)
            open_list(w, b);
        else
            fl_walk_skip(&w->walk);
        break;
    default:
        break;
    }
}

static void leave(writer *w, const fl_block *b)
{
    if (b->kind == FL_BLOCK_QUOTE) fl_buf_text(&w->out, "</blockquote>\n");
    if (b->kind == FL_ITEM) fl_buf_text(&w->out, "</li>\n");
    if (b->kind == FL_LIST) fl_buf_text(&w->out, b->ordered ? "</ol>\n" : "</ul>\n");
}

fl_body fl_body_write(fl_arena *a, const fl_doc *d, const fl_block *first)
{
    fl_value *contents = fl_value_new(a, FL_VALUE_MAP);
    writer w = { .arena = a, .out = fl_buf_new(a, 8192), .pieces = { .arena = a } };
    w.items[1] = fl_value_add(a, contents, "items", FL_VALUE_LIST);
    fl_block root = *d->root;
    root.first = (fl_block *)first;
    w.walk = fl_walk_new(a, &root);
    while (first && fl_walk_next(&w.walk)) {
        if (w.walk.entering)
            enter(&w, w.walk.block);
        else
            leave(&w, w.walk.block);
    }
    close_sections(&w, 0);
    return (fl_body){ fl_buf_view(&w.out), contents, w.headings };
}
