/* site/content.c */
#include "site/content.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/template.h"
#include "base/utf8.h"
#include "site/images.h"
#include "site/words.h"

/* ---- title, summary and body, as the library writes them ---- */

/* Values hold no control characters, so one of them parts the pieces. */
#define PARTED "{{{title}}}\x1F{{{description}}}\x1F{{{lang}}}\x1F{{{content}}}"

typedef struct pieces {
    fl_span title, summary, lang, body;
} pieces;

static fl_span take(fl_span *rest)
{
    size_t at = fl_span_find(*rest, FL_SPAN("\x1F"), 0);
    fl_span out = fl_span_sub(*rest, 0, at == SIZE_MAX ? rest->n : at);
    *rest = fl_span_sub(*rest, at == SIZE_MAX ? rest->n : at + 1, rest->n);
    return out;
}

static fairleaf_status read_pieces(fl_passage *p, pieces *out, fairleaf_error *error)
{
    const fairleaf_template parted = { "page.md", { PARTED, sizeof PARTED - 1 } };
    fairleaf_output how = p->build->outputs.output;
    fl_buf text = fl_buf_new(p->arena, p->input->bytes + 4096);
    how.format = "markdown";
    how.standalone = true;
    how.templates = &parted;
    how.template_count = 1;
    fairleaf_status status = fl_convert_write(p->reading->document, &how, fl_passage_to_buf, &text,
                                              error);
    fl_span rest = fl_buf_view(&text);
    out->title = fl_span_trim(take(&rest));
    out->summary = fl_span_trim(take(&rest));
    out->lang = take(&rest);
    out->body = rest;
    return status;
}

/* ---- front matter ---- */

/* One value of metadata, or all of a list. */
typedef struct values {
    const fairleaf_text *text;
    size_t count;
    bool is_list;
} values;

static values metadata_of(const fairleaf_document *d, const char *key)
{
    const fairleaf_property *p;
    size_t count = fairleaf_document_properties(d, &p);
    for (size_t i = 0; i < count; i++)
        if (strcmp(p[i].key, key) == 0) return (values){ p[i].values, p[i].count, p[i].is_list };
    return (values){ NULL, 0, false };
}

/* Lines have no quotes: what would end a value or begin another is left out. */
static void write_plain(fl_buf *out, fl_span s, bool in_list)
{
    fl_buf plain = fl_buf_new(out->arena, s.n);
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        bool ends = c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029;
        if (ends || (in_list && c == ','))
            fl_buf_byte(&plain, ' ');
        else
            fl_buf_code_point(&plain, c);
    }
    fl_escape_html(out, fl_span_trim(fl_buf_view(&plain)));
}

static fl_span without_angles(fl_arena *a, fl_span s)
{
    fl_buf out = fl_buf_new(a, s.n + 8);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '<')
            fl_buf_text(&out, "\xEF\xBC\x9C");
        else
            fl_buf_byte(&out, s.p[i]);
    return fl_buf_view(&out);
}

static fl_span as_markdown(fl_arena *a, fl_span s)
{
    fl_buf out = fl_buf_new(a, 2 * s.n + 8);
    fl_site_escape_markdown(&out, without_angles(a, s));
    return fl_buf_view(&out);
}

static void write_value(fl_buf *out, const fl_generator *g, fl_span s, bool in_list)
{
    if (g->notation == FL_NOTATION_LINES)
        write_plain(out, s, in_list);
    else
        fl_json_string(out, g->in_script ? without_angles(out->arena, s) : s);
}

static void write_values(fl_buf *out, const fl_generator *g, values v)
{
    if (v.is_list && g->notation == FL_NOTATION_YAML) fl_buf_byte(out, '[');
    for (size_t i = 0; i < v.count; i++) {
        if (i) fl_buf_text(out, ", ");
        write_value(out, g, (fl_span){ v.text[i].bytes, v.text[i].length }, v.is_list);
    }
    if (v.is_list && g->notation == FL_NOTATION_YAML) fl_buf_byte(out, ']');
}

/* What a report is found under. */
static values tags_of(fl_passage *p)
{
    static const char *const keys[] = { "place", "body" };
    fairleaf_text *tag = fl_alloc(p->arena, 3, sizeof *tag);
    size_t n = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        values v = metadata_of(p->reading->document, keys[i]);
        if (v.count && v.text[0].length) tag[n++] = v.text[0];
    }
    if (p->date.n) tag[n++] = (fairleaf_text){ p->date.p, 4 };
    return (values){ tag, n, true };
}

/* 99999999 less the date as a number: the same for a report whatever others there are. */
static void write_position(fl_buf *out, fl_span date)
{
    long day = 0;
    for (size_t i = 0; i < date.n; i++)
        if (date.p[i] != '-') day = day * 10 + (date.p[i] - '0');
    fl_buf_format(out, "%ld", 99999999 - day);
}

static bool is_cjk(fl_span lang)
{
    return fl_span_starts(lang, FL_SPAN("zh")) || fl_span_starts(lang, FL_SPAN("ja")) ||
           fl_span_starts(lang, FL_SPAN("ko"));
}

/* The value of a key; false: the report has none. */
static bool write_key_value(fl_buf *out, fl_passage *p, const fl_key *k, const pieces *text)
{
    const fl_generator *g = p->build->site->generator;
    values v = { NULL, 0, false };
    switch (k->from) {
    case FL_KEY_TITLE:
        write_value(out, g, g->in_script ? as_markdown(out->arena, text->title) : text->title,
                    false);
        return true;
    case FL_KEY_DATE:
        fl_buf_span(out, p->date);
        return p->date.n > 0;
    case FL_KEY_SUMMARY:
        write_value(out, g, text->summary, false);
        return text->summary.n;
    case FL_KEY_SLUG: {
        char slug[FL_SLUG];
        fl_slug_write(slug, p->date, p->report->id);
        write_value(out, g, fl_span_of(slug), false); /* 12345678 and 1e5 are numbers */
        return true;
    }
    case FL_KEY_TAGS:
        v = tags_of(p);
        break;
    case FL_KEY_LEDGER:
        write_value(out, g, fl_span_of(fl_slug_path(p->arena, g->address, p->date, p->report->id)),
                    false);
        return true;
    case FL_KEY_POSITION:
        write_position(out, p->date);
        return true;
    case FL_KEY_IF_CJK:
        fl_buf_text(out, k->text);
        return is_cjk(text->lang);
    case FL_KEY_TEXT:
        fl_buf_text(out, k->text);
        return true;
    case FL_KEY_METADATA:
        v = metadata_of(p->reading->document, k->text);
        break;
    }
    write_values(out, g, v);
    return v.count > 0;
}

static void write_front_matter(fl_buf *out, fl_passage *p, const pieces *text)
{
    const fl_generator *g = p->build->site->generator;
    if (g->notation == FL_NOTATION_YAML) fl_buf_text(out, "---\n");
    for (const fl_key *k = g->key; k->name; k++) {
        size_t before = out->n;
        fl_buf_text(out, k->name);
        fl_buf_text(out, ": ");
        if (write_key_value(out, p, k, text))
            fl_buf_byte(out, '\n');
        else
            out->n = before;
    }
    fl_buf_text(out, g->notation == FL_NOTATION_YAML ? "---\n\n" : "\n");
}

/* ---- pictures that are not there ---- */

/* An address that the generator would look for beside the page. */
static bool is_local(fl_span address)
{
    for (size_t i = 0; i < address.n && address.p[i] != '/'; i++)
        if (address.p[i] == ':') return false;
    return address.n > 0 && !fl_span_starts(address, FL_SPAN("//"));
}

static bool in_code(fl_span body, size_t at)
{
    size_t ticks = 0;
    for (; at > 0 && body.p[at - 1] != '\n'; at--) ticks += body.p[at - 1] == '`';
    return ticks % 2 == 1;
}

/* Writes `body` with the words of lost pictures in their places. */
static fl_span without_lost(fl_passage *p, fl_span body)
{
    fl_buf out = fl_buf_new(p->arena, body.n + 1);
    for (size_t at = 0; at < body.n;) {
        size_t open = fl_span_find(body, FL_SPAN("!["), at), middle, close = SIZE_MAX;
        if (open == SIZE_MAX) open = body.n;
        fl_buf_span(&out, fl_span_sub(body, at, open));
        at = open;
        if (open == body.n) break;
        middle = fl_span_find(body, FL_SPAN("]("), open);
        if (middle != SIZE_MAX) close = fl_span_find(body, FL_SPAN(")"), middle);
        bool inert = close == SIZE_MAX || in_code(body, open);
        fl_span address = inert ? FL_SPAN("") : fl_span_sub(body, middle + 2, close);
        size_t space = fl_span_find(address, FL_SPAN(" "), 0);
        if (space != SIZE_MAX) address.n = space;
        bool lost = !inert && is_local(address) && !fl_images_have(p, address);
        fl_buf_span(&out, lost ? fl_span_sub(body, open + 2, middle) : FL_SPAN("!["));
        at = lost ? close + 1 : open + 2;
    }
    return fl_buf_view(&out);
}

/* ---- one report ---- */

static void write_heading(fl_buf *out, const pieces *text)
{
    fl_buf_text(out, "# ");
    fl_site_escape_markdown(out, text->title);
    fl_buf_text(out, "\n\n");
}

static fairleaf_status write_page(fl_passage *p, size_t record, fairleaf_error *error)
{
    const fl_generator *g = p->build->site->generator;
    pieces text;
    fl_buf out = fl_buf_new(p->arena, p->input->bytes + 8192);
    fairleaf_status status = read_pieces(p, &text, error);
    if (!status && g->beside && fl_span_find(text.body, FL_SPAN("!["), 0) != SIZE_MAX)
        status = fl_images_of_document(p, error);
    if (status) return status;
    if (g->bundles) text.body = without_lost(p, text.body);
    write_front_matter(&out, p, &text);
    fl_buf body = fl_buf_new(p->arena, text.body.n + 512);
    if (g->heading) write_heading(&body, &text);
    fl_buf_span(&body, text.body);
    if (g->guard)
        g->guard(&out, fl_buf_view(&body));
    else
        fl_buf_span(&out, fl_buf_view(&body));
    return fl_passage_store(p, &p->report->made[record], ".md", fl_buf_view(&out), error);
}

fairleaf_status fl_content_write(fl_passage *p, fairleaf_error *error)
{
    static const char *const both[] = { FL_LEDGER_SUFFIX, ".md", NULL };
    static const char *const page[] = { ".md", NULL }, *const ledger[] = { FL_LEDGER_SUFFIX, NULL };
    const fl_generator *g = p->build->site->generator;
    fl_report *r = p->report;
    if (g->ledger)
        (void)fl_passage_record(p, fl_slug_path(p->arena, g->ledger, p->date, r->id), ledger);
    (void)fl_passage_record(p, p->stem, g->ledger ? page : both);
    size_t last = r->makes - 1;
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t i = 0; i < r->makes && !status; i++)
        status = fl_build_claim(p->build, &r->made[i], error);
    if (status) return status;
    fl_recipe outputs = p->build->outputs;
    outputs.wanted_count = 1; /* the ledger */
    fl_target target = { .store = p->store, .stem = r->made[0].stem, .made = r->made[0].product };
    status = fl_convert_store(&outputs, p->reading, &target, error);
    return status ? status : write_page(p, last, error);
}

/* ---- beside them ---- */

/* From the folder of the listing to a page. */
static const char *from_listing(const fl_generator *g, const char *stem)
{
    const char *slash = strrchr(g->index, '/');
    size_t n = slash ? (size_t)(slash - g->index) + 1 : 0;
    return strncmp(stem, g->index, n) == 0 ? stem + n : stem;
}

fairleaf_status fl_content_finish(fl_build *b, const fl_entries *entries, fairleaf_error *error)
{
    const fl_generator *g = b->site->generator;
    if (g->listing == FL_LISTING_NONE) return FAIRLEAF_OK;
    const char *title = b->site->title ? b->site->title
                                       : fl_site_word(b->site->language, "archive");
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (!a || FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    fl_buf out = fl_buf_new(a, 4096), path = fl_buf_new(a, 64);
    fl_buf_text(&out, "---\ntitle: ");
    fl_json_string(&out, fl_span_of(title));
    fl_buf_text(&out, "\n---\n");
    if (g->listing == FL_LISTING_LINKS) {
        fl_buf_text(&out, "\n# ");
        fl_site_escape_markdown(&out, fl_span_of(title));
        fl_buf_text(&out, "\n\n");
    }
    for (size_t i = 0; i < entries->count && g->listing == FL_LISTING_LINKS; i++) {
        const fl_entry *e = &entries->item[i];
        fl_buf_text(&out, "- [");
        fl_site_escape_markdown(&out, fl_span_of(e->title));
        fl_buf_format(&out, "](%s.md)", from_listing(g, e->stem));
        if (e->date) fl_buf_format(&out, " %s", e->date);
        fl_buf_byte(&out, '\n');
    }
    fl_buf_format(&path, "%s.md", g->index);
    fairleaf_status status = fl_build_page(b, fl_buf_string(&path), fl_buf_view(&out), error);
    fl_arena_free(a);
    return status;
}
