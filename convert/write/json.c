/* write/json.c - blocks are walked, inlines come as a row of pieces (commonmark/normal.h). */
#include "write/json.h"

#include "base/json.h"
#include "model/keys.h"
#include "model/walk.h"
#include "write/title.h"

typedef struct writer {
    fl_buf out, text;
    fl_pieces pieces;
    fl_walk walk;
} writer;

/* What a block is called, and what holds its blocks. */
static const struct {
    const char *type, *children;
} names[] = {
    [FL_DOCUMENT] = { "document", "blocks" },
    [FL_HEADING] = { "heading", NULL },
    [FL_PARAGRAPH] = { "paragraph", NULL },
    [FL_LIST] = { "list", "items" },
    [FL_ITEM] = { "item", "blocks" },
    [FL_BLOCK_QUOTE] = { "block_quote", "blocks" },
    [FL_CODE_BLOCK] = { "code_block", NULL },
    [FL_THEMATIC_BREAK] = { "thematic_break", NULL },
    [FL_TABLE] = { "table", "rows" },
    [FL_ROW] = { "row", "cells" },
    [FL_CELL] = { "cell", NULL },
};

/* ---- members ---- */

static void text_member(writer *w, const char *name, fl_span value)
{
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, name);
    fl_json_string(&w->out, value);
}

static void number_member(writer *w, const char *name, unsigned value)
{
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, name);
    fl_buf_format(&w->out, "%u", value);
}

static void true_member(writer *w, const char *name)
{
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, name);
    fl_buf_text(&w->out, "true");
}

/* ---- inlines ---- */

void fl_pieces_text(fl_buf *out, const fl_pieces *p)
{
    for (size_t i = 0; i < p->count; i++) {
        if (p->item[i].kind == FL_LINE_BREAK)
            fl_buf_byte(out, '\n');
        else
            fl_buf_span(out, p->item[i].text);
    }
}

static bool is_plain(const fl_piece *p)
{
    return p->kind == FL_TEXT && !p->strong && !p->emph && !p->link;
}

static void write_run(writer *w, const fl_piece *p)
{
    fl_buf_byte(&w->out, '{');
    fl_json_key(&w->out, "text");
    fl_json_string(&w->out, p->kind == FL_LINE_BREAK ? FL_SPAN("\n") : p->text);
    if (p->strong) true_member(w, "strong");
    if (p->emph) true_member(w, "emph");
    if (p->kind == FL_CODE) true_member(w, "code");
    if (p->kind == FL_IMAGE) text_member(w, "image", p->target);
    if (p->link) text_member(w, "link", p->link->target);
    fl_span title = p->kind == FL_IMAGE ? p->title : p->link ? p->link->text : FL_SPAN("");
    if (title.n) text_member(w, "title", title);
    fl_buf_byte(&w->out, '}');
}

/* "text", and "runs" when some of it has a style. */
static void write_inlines(writer *w, const fl_block *b)
{
    static const fl_place places[] = { [FL_HEADING] = FL_IN_HEADING, [FL_CELL] = FL_IN_CELL };
    fl_normal_inlines(&w->pieces, b->inlines, b->kind == FL_PARAGRAPH ? 0 : places[b->kind]);
    w->text.n = 0;
    fl_pieces_text(&w->text, &w->pieces);
    text_member(w, "text", fl_buf_view(&w->text));
    bool plain = true;
    for (size_t i = 0; i < w->pieces.count && plain; i++) plain = is_plain(&w->pieces.item[i]);
    if (plain) return;
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, "runs");
    for (size_t i = 0; i < w->pieces.count; i++) {
        fl_buf_byte(&w->out, i ? ',' : '[');
        write_run(w, &w->pieces.item[i]);
    }
    fl_buf_byte(&w->out, ']');
}

/* ---- blocks ---- */

static void write_members(writer *w, const fl_block *b)
{
    if (b->kind == FL_HEADING) number_member(w, "level", b->level);
    if (b->enumerator.text.n) {
        text_member(w, "marker", b->enumerator.text);
        if (b->enumerator.ordinal) number_member(w, "ordinal", b->enumerator.ordinal);
    }
    if (b->kind == FL_LIST) {
        if (b->ordered) {
            true_member(w, "ordered");
            number_member(w, "start", b->start);
            text_member(w, "delimiter", (fl_span){ &b->delimiter, b->delimiter != 0 });
        }
        if (b->tight) true_member(w, "tight");
    }
    if (b->kind == FL_ROW && b->head) true_member(w, "head");
    if (b->kind == FL_CELL && b->columns > 1) number_member(w, "columns", b->columns);
    if (b->kind == FL_CELL && b->rows > 1) number_member(w, "rows", b->rows);
    if (b->kind == FL_CODE_BLOCK) {
        if (b->info.n) text_member(w, "info", b->info);
        text_member(w, "text", b->text);
    }
    if (b->kind == FL_HEADING || b->kind == FL_PARAGRAPH || b->kind == FL_CELL) write_inlines(w, b);
    if (b->line_first) {
        fl_buf_byte(&w->out, ',');
        fl_json_key(&w->out, "lines");
        fl_buf_format(&w->out, "[%u,%u]", b->line_first,
                      b->line_last ? b->line_last : b->line_first);
    }
}

static void enter(writer *w, const fl_block *b)
{
    if (w->walk.parent && w->walk.parent->first != b) fl_buf_byte(&w->out, ',');
    if (w->walk.depth == 1) fl_buf_text(&w->out, "\n  ");
    fl_buf_byte(&w->out, '{');
    fl_json_key(&w->out, "type");
    fl_json_string(&w->out, fl_span_of(names[b->kind].type));
    write_members(w, b);
    if (!names[b->kind].children) return;
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, names[b->kind].children);
    fl_buf_byte(&w->out, '[');
}

static void write_blocks(writer *w, const fl_doc *d)
{
    w->walk = fl_walk_new(w->out.arena, d->root);
    while (fl_walk_next(&w->walk)) {
        const fl_block *b = w->walk.block;
        if (b->kind == FL_DOCUMENT) continue;
        if (w->walk.entering)
            enter(w, b);
        else
            fl_buf_text(&w->out, names[b->kind].children ? "]}" : "}");
    }
}

/* ---- the whole ---- */

void fl_json_source(fl_buf *out, const fl_doc *d)
{
    fl_buf_byte(out, '{');
    fl_json_key(out, "name");
    fl_json_string(out, d->origin.name);
    if (d->origin.input) {
        fl_buf_byte(out, ',');
        fl_json_key(out, "input");
        fl_json_string(out, fl_span_of(d->origin.input));
    }
    if (d->origin.encoding) {
        fl_buf_byte(out, ',');
        fl_json_key(out, "encoding");
        fl_json_string(out, fl_span_of(d->origin.encoding));
    }
    fl_buf_byte(out, '}');
}

static void write_property(fl_buf *out, const fl_property *p)
{
    fl_json_key(out, p->key);
    if (!p->is_list) {
        fl_json_string(out, p->values[0]);
        return;
    }
    for (size_t i = 0; i < p->count; i++) {
        fl_buf_byte(out, i ? ',' : '[');
        fl_json_string(out, p->values[i]);
    }
    fl_buf_byte(out, ']');
}

void fl_json_metadata(fl_buf *out, const fl_doc *d)
{
    const fl_property **p = fl_meta_sorted(out->arena, &d->meta);
    bool first = true;
    fl_buf_byte(out, '{');
    if (!fl_meta_get(&d->meta, "title")) {
        fl_span title = fl_title_find(out->arena, d).text;
        if (title.n) {
            fl_json_key(out, "title");
            fl_json_string(out, title);
            first = false;
        }
    }
    for (; *p; p++) {
        if ((*p)->count == 0) continue;
        if (!first) fl_buf_byte(out, ',');
        write_property(out, *p);
        first = false;
    }
    fl_buf_byte(out, '}');
}

fairleaf_status fl_json_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                              fl_span *out, fairleaf_error *error)
{
    (void)how;
    (void)error;
    writer w = { .out = fl_buf_new(a, 8192),
                 .text = fl_buf_new(a, 1024),
                 .pieces = { .arena = a } };
    fl_buf_text(&w.out, "{\"schema\":\"fairleaf.document/1\",\n");
    fl_buf_text(&w.out, "\"generator\":\"fairleaf " FAIRLEAF_VERSION "\",\n\"source\":");
    fl_json_source(&w.out, d);
    fl_buf_text(&w.out, ",\n\"metadata\":");
    fl_json_metadata(&w.out, d);
    fl_buf_text(&w.out, ",\n\"blocks\":[");
    write_blocks(&w, d);
    fl_buf_text(&w.out, d->root->first ? "\n]}\n" : "]}\n");
    *out = fl_buf_view(&w.out);
    return FAIRLEAF_OK;
}
