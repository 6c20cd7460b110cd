/* write/pandoc.c - blocks are walked, inlines come as pieces (commonmark/normal.h). */
#include "write/pandoc.h"

#include "base/json.h"
#include "commonmark/address.h"
#include "commonmark/normal.h"
#include "model/keys.h"
#include "model/walk.h"
#include "write/grid.h"
#include "write/head.h"
#include "write/title.h"

#define NO_ATTRIBUTES "[\"\",[],[]]"

typedef struct writer {
    fl_arena *arena;
    fl_buf out;
    fl_pieces pieces;
    fl_walk walk;
    unsigned shift; /* levels that headings are raised by */
} writer;

/* ---- inlines ---- */

/* Words and the spaces between them, each behind a comma. */
static void write_words(fl_buf *out, fl_span s)
{
    for (size_t at = 0; at < s.n;) {
        if (s.p[at] == ' ') {
            fl_buf_text(out, ",{\"t\":\"Space\"}");
            while (at < s.n && s.p[at] == ' ') at++;
            continue;
        }
        size_t from = at;
        while (at < s.n && s.p[at] != ' ') at++;
        fl_buf_text(out, ",{\"t\":\"Str\",\"c\":");
        fl_json_string(out, fl_span_sub(s, from, at));
        fl_buf_byte(out, '}');
    }
}

/* Takes away the comma that stands at `at`, before the first of a row. */
static void drop_comma(fl_buf *out, size_t at)
{
    if (out->n > at) memmove(out->p + at, out->p + at + 1, --out->n - at);
}

static void write_piece(fl_buf *out, const fl_piece *p)
{
    size_t before;
    switch (p->kind) {
    case FL_LINE_BREAK:
        fl_buf_text(out, ",{\"t\":\"LineBreak\"}");
        break;
    case FL_CODE:
        fl_buf_text(out, ",{\"t\":\"Code\",\"c\":[" NO_ATTRIBUTES ",");
        fl_json_string(out, p->text);
        fl_buf_text(out, "]}");
        break;
    case FL_IMAGE:
        fl_buf_text(out, ",{\"t\":\"Image\",\"c\":[" NO_ATTRIBUTES ",[");
        before = out->n;
        write_words(out, p->text);
        drop_comma(out, before);
        fl_buf_text(out, "],[");
        fl_json_string(out, p->target);
        fl_buf_byte(out, ',');
        fl_json_string(out, p->title);
        fl_buf_text(out, "]]}");
        break;
    default:
        write_words(out, p->text);
        break;
    }
}

/* Pieces from `from` that share what `same` compares. */
static size_t run_end(const fl_pieces *p, size_t from, size_t limit,
                      bool (*same)(const fl_piece *, const fl_piece *))
{
    size_t to = from + 1;
    while (to < limit && same(&p->item[from], &p->item[to])) to++;
    return to;
}

static bool same_link(const fl_piece *a, const fl_piece *b) { return a->link == b->link; }
static bool same_emph(const fl_piece *a, const fl_piece *b) { return a->emph == b->emph; }
static bool same_strong(const fl_piece *a, const fl_piece *b) { return a->strong == b->strong; }

static void write_strong(writer *w, size_t from, size_t limit)
{
    for (size_t to; from < limit; from = to) {
        to = run_end(&w->pieces, from, limit, same_strong);
        bool strong = w->pieces.item[from].strong;
        if (strong) fl_buf_text(&w->out, ",{\"t\":\"Strong\",\"c\":[");
        size_t start = w->out.n;
        for (size_t i = from; i < to; i++) write_piece(&w->out, &w->pieces.item[i]);
        if (!strong) continue;
        drop_comma(&w->out, start);
        fl_buf_text(&w->out, "]}");
    }
}

static void write_emph(writer *w, size_t from, size_t limit)
{
    for (size_t to; from < limit; from = to) {
        to = run_end(&w->pieces, from, limit, same_emph);
        bool emph = w->pieces.item[from].emph;
        if (emph) fl_buf_text(&w->out, ",{\"t\":\"Emph\",\"c\":[");
        size_t start = w->out.n;
        write_strong(w, from, to);
        if (!emph) continue;
        drop_comma(&w->out, start);
        fl_buf_text(&w->out, "]}");
    }
}

/* The inlines of a block, in brackets. */
static void write_inlines(writer *w, const fl_inline *inlines, fl_place place)
{
    fl_normal_inlines(&w->pieces, inlines, place);
    fl_buf_byte(&w->out, '[');
    size_t first = w->out.n;
    for (size_t from = 0, to; from < w->pieces.count; from = to) {
        to = run_end(&w->pieces, from, w->pieces.count, same_link);
        const fl_inline *link = w->pieces.item[from].link;
        if (link) fl_buf_text(&w->out, ",{\"t\":\"Link\",\"c\":[" NO_ATTRIBUTES ",[");
        size_t start = w->out.n;
        write_emph(w, from, to);
        if (!link) continue;
        drop_comma(&w->out, start);
        fl_buf_text(&w->out, "],[");
        fl_json_string(&w->out, fl_address_clean(w->arena, link->target));
        fl_buf_byte(&w->out, ',');
        fl_json_string(&w->out, link->text);
        fl_buf_text(&w->out, "]]}");
    }
    drop_comma(&w->out, first);
    fl_buf_byte(&w->out, ']');
}

/* ---- tables ---- */

static void write_rows(writer *w, const fl_grid_table *t, bool head)
{
    fl_buf_byte(&w->out, '[');
    size_t first = w->out.n;
    for (size_t r = 0; r < t->count; r++) {
        if (t->row[r].head != head) continue;
        fl_buf_text(&w->out, ",[" NO_ATTRIBUTES ",[");
        for (size_t i = 0; i < t->row[r].count; i++) {
            const fl_grid_place *p = &t->row[r].place[i];
            if (i) fl_buf_byte(&w->out, ',');
            fl_buf_format(&w->out, "[" NO_ATTRIBUTES ",{\"t\":\"AlignDefault\"},%u,%u,[", p->rows,
                          p->columns);
            if (p->cell) {
                fl_buf_text(&w->out, "{\"t\":\"Plain\",\"c\":");
                write_inlines(w, p->cell->inlines, FL_IN_CELL);
                fl_buf_byte(&w->out, '}');
            }
            fl_buf_text(&w->out, "]]");
        }
        fl_buf_text(&w->out, "]]");
    }
    drop_comma(&w->out, first);
    fl_buf_byte(&w->out, ']');
}

static void write_table(writer *w, const fl_block *b)
{
    fl_grid_table t = fl_grid_make(w->arena, b);
    uint32_t columns = 0;
    for (size_t i = 0; t.count && i < t.row[0].count; i++) columns += t.row[0].place[i].columns;
    fl_buf_text(&w->out, "{\"t\":\"Table\",\"c\":[" NO_ATTRIBUTES ",[null,[]],[");
    for (uint32_t i = 0; i < columns; i++) {
        if (i) fl_buf_byte(&w->out, ',');
        fl_buf_text(&w->out, "[{\"t\":\"AlignDefault\"},{\"t\":\"ColWidthDefault\"}]");
    }
    fl_buf_text(&w->out, "],[" NO_ATTRIBUTES ",");
    write_rows(w, &t, true);
    fl_buf_text(&w->out, "],[[" NO_ATTRIBUTES ",0,[],");
    write_rows(w, &t, false);
    fl_buf_text(&w->out, "]],[" NO_ATTRIBUTES ",[]]]}");
}

/* ---- blocks ---- */

static void write_leaf(writer *w, const char *type, const fl_block *b)
{
    fl_buf_format(&w->out, "{\"t\":\"%s\",\"c\":", type);
    write_inlines(w, b->inlines, FL_IN_PARAGRAPH);
    fl_buf_byte(&w->out, '}');
}

static void write_heading(writer *w, const fl_block *b)
{
    unsigned level = b->level > w->shift ? b->level - w->shift : 1;
    fl_buf_format(&w->out, "{\"t\":\"Header\",\"c\":[%u," NO_ATTRIBUTES ",", level);
    write_inlines(w, b->inlines, FL_IN_HEADING);
    fl_buf_text(&w->out, "]}");
}

static void write_code(writer *w, const fl_block *b)
{
    fl_span text = b->text;
    if (text.n && text.p[text.n - 1] == '\n') text.n--;
    fl_buf_text(&w->out, "{\"t\":\"CodeBlock\",\"c\":[[\"\",[");
    if (b->info.n) fl_json_string(&w->out, b->info);
    fl_buf_text(&w->out, "],[]],");
    fl_json_string(&w->out, text);
    fl_buf_text(&w->out, "]}");
}

static bool has_markers(const fl_block *list)
{
    if (list->ordered) return false;
    for (const fl_block *item = list->first; item; item = item->next)
        if (item->enumerator.text.n) return true;
    return false;
}

static void open_list(writer *w, const fl_block *b)
{
    if (has_markers(b))
        fl_buf_text(&w->out, "{\"t\":\"Div\",\"c\":[[\"\",[\"points\"],[]],[");
    else if (!b->ordered)
        fl_buf_text(&w->out, "{\"t\":\"BulletList\",\"c\":[");
    else
        fl_buf_format(&w->out,
                      "{\"t\":\"OrderedList\",\"c\":[[%u,{\"t\":\"Decimal\"},{\"t\":\"%s\"}],[",
                      b->start, b->delimiter == ')' ? "OneParen" : "Period");
}

static bool is_tight(const writer *w)
{
    const fl_walk *k = &w->walk;
    return k->depth >= 2 && k->parent->kind == FL_ITEM && k->open[k->depth - 2]->tight &&
           !has_markers(k->open[k->depth - 2]);
}

static void enter(writer *w, const fl_block *b)
{
    const fl_block *parent = w->walk.parent;
    bool split = b->kind == FL_ITEM && has_markers(parent); /* its blocks stand in the division */
    if (parent && parent->first != b) fl_buf_byte(&w->out, ',');
    if (w->walk.depth == 1) fl_buf_byte(&w->out, '\n');
    switch (b->kind) {
    case FL_HEADING:
        write_heading(w, b);
        break;
    case FL_PARAGRAPH:
        write_leaf(w, is_tight(w) ? "Plain" : "Para", b);
        break;
    case FL_CODE_BLOCK:
        write_code(w, b);
        break;
    case FL_THEMATIC_BREAK:
        fl_buf_text(&w->out, "{\"t\":\"HorizontalRule\"}");
        break;
    case FL_BLOCK_QUOTE:
        fl_buf_text(&w->out, "{\"t\":\"BlockQuote\",\"c\":[");
        break;
    case FL_LIST:
        open_list(w, b);
        break;
    case FL_ITEM:
        if (split && !b->first) fl_buf_text(&w->out, "{\"t\":\"Para\",\"c\":[]}");
        if (!split) fl_buf_byte(&w->out, '[');
        break;
    case FL_TABLE:
        write_table(w, b);
        fl_walk_skip(&w->walk);
        break;
    default:
        break;
    }
}

static void leave(writer *w, const fl_block *b)
{
    switch (b->kind) {
    case FL_BLOCK_QUOTE:
        fl_buf_text(&w->out, "]}");
        break;
    case FL_LIST:
        fl_buf_text(&w->out, b->ordered || has_markers(b) ? "]]}" : "]}");
        break;
    case FL_ITEM:
        if (!has_markers(w->walk.parent)) fl_buf_byte(&w->out, ']');
        break;
    default:
        break;
    }
}

/* ---- metadata ---- */

static const char *name_of(const char *key)
{
    static const char *const names[][2] = { { "author", "creator" },
                                            { "date", "issued" },
                                            { "body", "organization" } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], key) == 0) return names[i][1];
    return key;
}

static void write_value(writer *w, fl_span value)
{
    fl_buf_text(&w->out, "{\"t\":\"MetaInlines\",\"c\":[");
    size_t first = w->out.n;
    write_words(&w->out, fl_normal_text(w->arena, value));
    drop_comma(&w->out, first);
    fl_buf_text(&w->out, "]}");
}

static void write_meta(writer *w, const fl_doc *d, fl_span title, bool subtitle)
{
    size_t first = w->out.n;
    if (title.n) {
        fl_buf_text(&w->out, ",\"title\":");
        write_value(w, title);
    }
    for (const fl_property **p = fl_meta_sorted(w->arena, &d->meta); *p; p++) {
        const char *key = (*p)->key;
        if (strcmp(key, "title") == 0 || (*p)->count == 0) continue;
        if (strcmp(key, "subtitle") == 0 && !subtitle) continue;
        fl_buf_byte(&w->out, ',');
        fl_json_key(&w->out, name_of(key));
        if ((*p)->is_list) fl_buf_text(&w->out, "{\"t\":\"MetaList\",\"c\":[");
        for (size_t i = 0; i < (*p)->count; i++) {
            if (i) fl_buf_byte(&w->out, ',');
            write_value(w, (*p)->values[i]);
        }
        if ((*p)->is_list) fl_buf_text(&w->out, "]}");
    }
    drop_comma(&w->out, first);
}

/* ---- the whole ---- */

static fairleaf_status write_tree(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                  const char *version, fl_span *out)
{
    writer w = { .arena = a, .out = fl_buf_new(a, 16384), .pieces = { .arena = a } };
    fl_title title = fl_title_find(a, d);
    fl_doc rest = how->title_heading ? *d : fl_doc_without(a, d, title.heading);
    const fl_block *first = rest.root->first;
    bool lifted = title.heading && !how->title_heading;
    const char *kind = lifted && first && title.heading == d->root->first
                           ? fl_head_kind(a, d, first)
                           : NULL;
    const fl_property *known = fl_meta_get(&d->meta, "subtitle");
    bool subtitle = kind && known && strcmp(kind, "subtitle") == 0 &&
                    fl_span_equal(fl_span_trim(fl_plain_text(a, first->inlines)), known->values[0]);
    if (subtitle) rest = fl_doc_without(a, &rest, first);
    w.shift = lifted;
    fl_buf_format(&w.out, "{\"pandoc-api-version\":%s,\"meta\":{", version);
    write_meta(&w, d, title.heading && how->title_heading ? FL_SPAN("") : title.text, subtitle);
    fl_buf_text(&w.out, "},\"blocks\":[");
    w.walk = fl_walk_new(a, rest.root);
    while (fl_walk_next(&w.walk)) {
        if (w.walk.block == rest.root) continue;
        if (w.walk.entering)
            enter(&w, w.walk.block);
        else
            leave(&w, w.walk.block);
    }
    fl_buf_text(&w.out, "]}\n");
    *out = fl_buf_view(&w.out);
    return FAIRLEAF_OK;
}

fairleaf_status fl_pandoc_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                fl_span *out, fairleaf_error *error)
{
    (void)error;
    return write_tree(a, d, how, "[1,22]", out);
}

fairleaf_status fl_pandoc3_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                 fl_span *out, fairleaf_error *error)
{
    (void)error;
    return write_tree(a, d, how, "[1,23]", out);
}
