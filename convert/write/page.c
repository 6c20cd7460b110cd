/* write/page.c - the document becomes a tree of values, the template says what is shown of it. */
#include "write/page.h"

#include <stdio.h>

#include "base/error.h"
#include "base/json.h"
#include "base/template.h"
#include "base/utf8.h"
#include "commonmark/escape.h"
#include "model/keys.h"
#include "model/walk.h"
#include "write/body.h"
#include "write/front_matter.h"
#include "write/head.h"
#include "write/inlines.h"
#include "write/templates.h"
#include "write/title.h"
#include "write/words.h"
#include "write/write.h"

enum {
    FEWEST_CONTENTS = 3,       /* headings that are worth a table of contents */
    LONGEST_DESCRIPTION = 120, /* characters */
    LONGEST_SALUTATION = 20,   /* the same */
    MOST_HEAD = 6
};

typedef struct page {
    fl_arena *arena;
    const fl_doc *d;
    const fairleaf_output *how;
    fl_value *data;
    fl_span lang;
    const fl_block *text; /* first block behind the title and what belongs to it */
} page;

/* ---- texts ---- */

/* A value that a page can hold: no control characters, no noncharacters. */
static fl_span clean(fl_arena *a, fl_span s)
{
    s = fl_normal_text(a, s);
    fl_buf out = fl_buf_new(a, s.n);
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        fl_buf_code_point(&out, fl_is_noncharacter(c) ? 0xFFFD : c);
    }
    return fl_buf_view(&out);
}

static fl_span shortened(fl_arena *a, fl_span s)
{
    size_t at = 0, n = 0;
    uint32_t c;
    while (at < s.n && n < LONGEST_DESCRIPTION) {
        at = fl_utf8_next(s, at, &c);
        n++;
    }
    if (at == s.n) return s;
    fl_buf out = fl_buf_new(a, at + 4);
    fl_buf_span(&out, fl_span_sub(s, 0, at));
    fl_buf_text(&out, "\xE2\x80\xA6");
    return fl_buf_view(&out);
}

/* The first that is longer than a salutation; else the first. */
static fl_span first_paragraph(fl_arena *a, const fl_block *b)
{
    fl_span first = FL_SPAN("");
    for (; b; b = b->next) {
        if (b->kind != FL_PARAGRAPH) continue;
        fl_span text = fl_span_trim(fl_plain_text(a, b->inlines));
        if (fl_utf8_count(text) > LONGEST_SALUTATION) return text;
        if (!first.n) first = text;
    }
    return first;
}

/* What the title element holds, which may not be empty. */
static fl_span title_text(const page *p, fl_span title)
{
    if (title.n) return title;
    for (const fl_block *b = p->d->root->first; b && !title.n; b = b->next)
        if (b->kind == FL_HEADING) title = fl_span_trim(fl_plain_text(p->arena, b->inlines));
    if (!title.n) title = p->d->origin.name;
    return title.n ? title : fl_span_of(fl_word(p->lang, "untitled"));
}

/* ---- values ---- */

static void add_metadata(page *p)
{
    fl_arena *a = p->arena;
    fl_value *meta = fl_value_add(a, p->data, "meta", FL_VALUE_MAP);
    fl_value *quoted = fl_value_add(a, p->data, "quoted", FL_VALUE_MAP);
    for (size_t i = 0; i < p->d->meta.count; i++) {
        const fl_property *item = &p->d->meta.item[i];
        fl_buf json = fl_buf_new(a, 64);
        fl_value *list = item->is_list ? fl_value_add(a, meta, item->key, FL_VALUE_LIST) : NULL;
        if (list) fl_buf_byte(&json, '[');
        for (size_t v = 0; v < item->count; v++) {
            if (v) fl_buf_text(&json, ", ");
            fl_json_string(&json, item->values[v]);
            fl_value_text(a, list ? list : meta, list ? NULL : item->key,
                          clean(a, item->values[v]));
        }
        if (list) fl_buf_byte(&json, ']');
        fl_value_text(a, quoted, item->key, fl_buf_view(&json));
    }
}

static void add_fact(page *p, fl_value *items, const fl_property *item, const char *itemprop)
{
    fl_arena *a = p->arena;
    fl_value *fact = fl_value_add(a, items, NULL, FL_VALUE_MAP);
    fl_value_text(a, fact, "key", fl_span_of(item->key));
    fl_value_text(a, fact, "label", fl_span_of(fl_word(p->lang, item->key)));
    fl_value *values = fl_value_add(a, fact, "values", FL_VALUE_LIST);
    for (size_t i = 0; i < item->count; i++) {
        fl_value *value = fl_value_add(a, values, NULL, FL_VALUE_MAP);
        fl_span text = clean(a, item->values[i]);
        bool day = strcmp(item->key, "date") == 0 && fl_is_day(text);
        fl_buf shown = fl_buf_new(a, 32);
        if (day) fl_word_day(&shown, p->lang, text);
        fl_value_text(a, value, "text", day ? fl_buf_view(&shown) : text);
        fl_value_text(a, value, "day", day ? text : FL_SPAN(""));
        fl_value_text(a, value, "itemprop", fl_span_of(itemprop ? itemprop : ""));
    }
}

/* Metadata that is shown, and what schema.org calls it. */
static void add_facts(page *p)
{
    static const struct {
        const char *key, *itemprop;
    } shown[] = {
        { "date", "datePublished" },      { "author", "author" },
        { "author_role", NULL },          { "reporters", "author" },
        { "correspondents", "author" },   { "editor", "editor" },
        { "source", "publisher" },        { "place", "contentLocation" },
        { "body", "sourceOrganization" }, { "session", NULL },
    };
    fl_value *facts = fl_value_add(p->arena, p->data, "facts", FL_VALUE_FALSE), *items = NULL;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        const fl_property *item = fl_meta_get(&p->d->meta, shown[i].key);
        if (!item || item->count == 0) continue;
        if (!items) {
            facts->kind = FL_VALUE_MAP;
            items = fl_value_add(p->arena, facts, "items", FL_VALUE_LIST);
        }
        add_fact(p, items, item, shown[i].itemprop);
    }
}

static void add_words(page *p)
{
    static const char *const keys[] = { "contents", "facts", "untitled" };
    fl_value *words = fl_value_add(p->arena, p->data, "word", FL_VALUE_MAP);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        fl_value_text(p->arena, words, keys[i], fl_span_of(fl_word(p->lang, keys[i])));
}

/* The paragraphs below the title, when the text begins with it; p->text moves behind them. */
static void add_head(page *p, bool titled)
{
    fl_value *head = fl_value_add(p->arena, p->data, "head", FL_VALUE_LIST);
    fl_pieces pieces = { .arena = p->arena };
    for (size_t i = 0; titled && i < MOST_HEAD && p->text; i++, p->text = p->text->next) {
        const char *kind = fl_head_kind(p->arena, p->d, p->text);
        if (!kind) return;
        fl_value *item = fl_value_add(p->arena, head, NULL, FL_VALUE_MAP);
        fl_buf html = fl_buf_new(p->arena, 128);
        fl_normal_inlines(&pieces, p->text->inlines, FL_IN_PARAGRAPH);
        fl_html_pieces(&html, &pieces);
        fl_value_text(p->arena, item, "kind", fl_span_of(kind));
        fl_value_text(p->arena, item, "html", fl_buf_view(&html));
    }
}

static void add_common(page *p, fl_title title)
{
    fl_arena *a = p->arena;
    const fl_property *lang = fl_meta_get(&p->d->meta, "lang");
    p->lang = fl_word_language(lang && lang->count ? lang->values[0] : FL_SPAN(""));
    fl_value_text(a, p->data, "lang", p->lang);
    fl_value_text(a, p->data, "title", clean(a, title_text(p, title.text)));
    fl_value_text(a, p->data, "generator", FL_SPAN("fairleaf " FAIRLEAF_VERSION));
    fl_value *source = fl_value_add(a, p->data, "source", FL_VALUE_MAP);
    fl_value_text(a, source, "name", clean(a, p->d->origin.name));
    add_metadata(p);
    add_facts(p);
    add_words(p);
}

static void add_description(page *p)
{
    const fl_property *given = fl_meta_get(&p->d->meta, "description");
    fl_span text = given && given->count ? given->values[0]
                                         : shortened(p->arena, first_paragraph(p->arena, p->text));
    fl_value_text(p->arena, p->data, "description", clean(p->arena, text));
}

static void add_body(page *p)
{
    fl_body body = fl_body_write(p->arena, p->d, p->text);
    fl_value_text(p->arena, p->data, "content", body.html);
    fl_value *contents = fl_value_add(p->arena, p->data, "contents", FL_VALUE_FALSE);
    if (body.headings < FEWEST_CONTENTS) return;
    contents->kind = FL_VALUE_MAP;
    contents->first = body.contents->first;
    contents->last = body.contents->last;
}

/* ---- escaping ---- */

static void escape_markdown(fl_buf *out, fl_span s)
{
    fl_scan scan = { .special = true };
    fl_escape_scan(&scan, s);
    /* What stands around it is not known: as inside of a line, between letters. */
    fl_text_context inside = { .scan = &scan, .before = 'x', .after = 'x' };
    fl_escape_text(out, s, &inside);
}

static void escape_latex(fl_buf *out, fl_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\')
            fl_buf_text(out, "\\textbackslash{}");
        else if (c == '~')
            fl_buf_text(out, "\\textasciitilde{}");
        else if (c == '^')
            fl_buf_text(out, "\\textasciicircum{}");
        else if (c && strchr("{}$&#_%", c))
            fl_buf_format(out, "\\%c", c);
        else
            fl_buf_byte(out, c);
    }
}

static void (*escape_for(const char *format))(fl_buf *, fl_span)
{
    static const struct {
        const char *format;
        void (*escape)(fl_buf *, fl_span);
    } escapes[] = { { "html", fl_escape_html },
                    { "xml", fl_escape_html },
                    { "markdown", escape_markdown },
                    { "latex", escape_latex } };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (strcmp(escapes[i].format, format) == 0) return escapes[i].escape;
    return NULL;
}

/* ---- templates ---- */

static bool find_template(void *context, fl_span name, fl_span *text)
{
    const fairleaf_output *how = context;
    const fairleaf_template *found = NULL;
    for (size_t i = 0; i < how->template_count && !found; i++)
        if (fl_span_equal(fl_span_of(how->templates[i].name), name)) found = &how->templates[i];
    for (size_t i = 0; fl_templates[i].name && !found; i++)
        if (fl_span_equal(fl_span_of(fl_templates[i].name), name)) found = &fl_templates[i];
    if (found) *text = (fl_span){ found->text.bytes, found->text.length };
    return found != NULL;
}

fairleaf_status fl_page_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                              fl_span *out, fairleaf_error *error)
{
    const fl_output_format *format = fl_output_format_find(how->format);
    char name[32];
    (void)snprintf(name, sizeof name, "page%s", format->info.suffix);
    fairleaf_output asked = *how;
    fl_span template;
    if (!find_template(&asked, fl_span_of(name), &template))
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                       "the format '%s' has no page of its own: it needs a template",
                       format->info.name);
    fl_title title = fl_title_find(a, d);
    fl_doc rest = fl_doc_without(a, d, title.heading);
    page p = { a, &rest, how, fl_value_new(a, FL_VALUE_MAP), FL_SPAN(""), rest.root->first };
    add_common(&p, title);
    if (strcmp(format->info.name, "html") == 0) {
        bool titled = !title.heading || title.heading == d->root->first;
        add_head(&p, titled);
        add_body(&p);
    } else {
        fl_span content;
        fairleaf_status status = format->render(a, &rest, how, &content, error);
        if (status) return status;
        fl_value_text(a, p.data, "content", content);
    }
    add_description(&p);
    fl_buf filled = fl_buf_new(a, 16384);
    fl_template_how fill = { escape_for(format->info.name), find_template, &asked, true };
    fairleaf_status status = fl_template_render(template, p.data, &fill, &filled, error);
    *out = fl_buf_view(&filled);
    return status;
}
