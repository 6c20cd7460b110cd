/* write/records.c - the blocks of each section become a document of their own for the writers. */
#include "write/records.h"

#include "base/error.h"
#include "base/json.h"
#include "commonmark/render.h"
#include "model/walk.h"
#include "write/json.h"
#include "write/sections.h"
#include "write/text.h"
#include "write/title.h"

typedef struct writer {
    fl_arena *arena;
    const fl_doc *d;
    const fairleaf_output *how;
    fl_buf out;
    fl_span metadata; /* as JSON, the same in every record */
    fl_span title;    /* shown text of the title's heading, or the property */
    fl_sections sections;
    fl_span path[FL_LEVELS + 1]; /* texts of the open headings, by depth from 1 */
} writer;

/* A run of blocks below the root, from `first` to before `end`. */
typedef struct run {
    const fl_block *heading; /* NULL for what stands before the first */
    const fl_block *first, *end;
} run;

/* ---- members ---- */

static void text_member(writer *w, const char *name, fl_span value)
{
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, name);
    fl_json_string(&w->out, value);
}

static void write_id(writer *w, bool section)
{
    fl_buf id = fl_buf_new(w->arena, 64);
    fl_buf_span(&id, w->d->origin.name);
    if (section) {
        fl_buf_byte(&id, '#');
        fl_sections_id(&w->sections, &id);
    }
    text_member(w, "id", fl_buf_view(&id));
}

static void write_path(writer *w)
{
    bool first = true;
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, "path");
    fl_buf_byte(&w->out, '[');
    for (size_t i = 0; i <= w->sections.depth; i++) {
        fl_span text = i ? w->path[i] : w->title;
        if (text.n == 0) continue;
        if (!first) fl_buf_byte(&w->out, ',');
        fl_json_string(&w->out, text);
        first = false;
    }
    fl_buf_byte(&w->out, ']');
}

/* Lines and bytes of the source from the first block to the last. */
static void write_source(writer *w, const run *r)
{
    const fl_origin *o = &w->d->origin;
    uint32_t from = r->heading ? r->heading->line_first : 0, to = from;
    for (const fl_block *b = r->first; b != r->end; b = b->next) {
        fl_block only = *b;
        only.next = NULL;
        fl_walk walk = fl_walk_new(w->arena, &only);
        while (fl_walk_next(&walk)) {
            const fl_block *inner = walk.block;
            if (!walk.entering || !inner->line_first) continue;
            if (!from || inner->line_first < from) from = inner->line_first;
            if (inner->line_first > to) to = inner->line_first;
            if (inner->line_last > to) to = inner->line_last;
        }
    }
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, "source");
    fl_json_source(&w->out, w->d);
    if (!from) return;
    w->out.n--; /* the bracket that closes it */
    fl_buf_format(&w->out, ",\"lines\":[%u,%u]", from, to);
    if (o->line_byte && to <= o->lines)
        fl_buf_format(&w->out, ",\"bytes\":[%llu,%llu]", (unsigned long long)o->line_byte[from - 1],
                      (unsigned long long)o->line_byte[to]);
    fl_buf_byte(&w->out, '}');
}

/* ---- records ---- */

static fl_doc part_of(writer *w, const run *r)
{
    fl_doc part = { .root = fl_block_new(w->arena, FL_DOCUMENT) };
    for (const fl_block *b = r->first; b != r->end; b = b->next) {
        fl_block *copy = fl_alloc(w->arena, 1, sizeof *copy);
        *copy = *b;
        copy->next = NULL;
        fl_block_append(part.root, copy);
    }
    return part;
}

static fairleaf_status write_record(writer *w, const run *r, bool section, fairleaf_error *error)
{
    fl_doc part = part_of(w, r);
    fairleaf_output markdown = *w->how;
    fl_span text = fl_text_write(w->arena, &part, 0), source = FL_SPAN("");
    markdown.width = 0;
    fairleaf_status status = fl_commonmark_write(w->arena, &part, &markdown, &source, error);
    if (status) return status;
    fl_buf_text(&w->out, "{\"schema\":\"fairleaf.record/1\"");
    write_id(w, section);
    text_member(w, "status", FL_SPAN("ok"));
    text_member(w, "kind", section ? FL_SPAN("section") : FL_SPAN("document"));
    write_path(w);
    text_member(w, "text", fl_span_trim(text));
    text_member(w, "markdown", fl_span_trim(source));
    fl_buf_byte(&w->out, ',');
    fl_json_key(&w->out, "metadata");
    fl_buf_span(&w->out, w->metadata);
    write_source(w, r);
    fl_buf_text(&w->out, "}\n");
    return FAIRLEAF_OK;
}

static bool is_section(const writer *w, const fl_block *b, fl_span *text)
{
    if (b->kind != FL_HEADING) return false;
    *text = fl_span_trim(fl_plain_text(w->arena, b->inlines));
    return text->n > 0;
}

static bool has_text(const run *r) { return r->first != r->end; }

static fairleaf_status write_sections(writer *w, fairleaf_error *error)
{
    fairleaf_status status = FAIRLEAF_OK;
    run r = { NULL, w->d->root->first, NULL };
    while (!status) {
        fl_span text = FL_SPAN("");
        r.end = r.first;
        while (r.end && !is_section(w, r.end, &text)) r.end = r.end->next;
        /* A heading with nothing below it but deeper headings is in their paths. */
        bool leads = r.end && (!r.heading || r.end->level > r.heading->level);
        if (has_text(&r) || !leads) status = write_record(w, &r, true, error);
        if (!r.end) break;
        (void)fl_sections_close(&w->sections, r.end->level);
        (void)fl_sections_open(&w->sections, r.end->level);
        w->path[w->sections.depth] = text;
        r = (run){ r.end, r.end->next, NULL };
    }
    return status;
}

fairleaf_status fl_records_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                 fl_span *out, fairleaf_error *error)
{
    bool document = how->by && strcmp(how->by, "document") == 0;
    if (!document && how->by && strcmp(how->by, "section") != 0)
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "no records by '%s': document or section",
                       how->by);
    fl_title title = fl_title_find(a, d);
    fl_doc rest = fl_doc_without(a, d, title.heading);
    writer w = {
        .arena = a, .d = &rest, .how = how, .out = fl_buf_new(a, 16384), .title = title.text
    };
    fl_buf metadata = fl_buf_new(a, 512);
    fl_json_metadata(&metadata, d);
    w.metadata = fl_buf_view(&metadata);
    run all = { NULL, rest.root->first, NULL };
    fairleaf_status status = document ? write_record(&w, &all, false, error)
                                      : write_sections(&w, error);
    *out = fl_buf_view(&w.out);
    return status;
}
