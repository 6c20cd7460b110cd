/* site/page.c */
#include "site/page.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/template.h"
#include "report/assets.h"
#include "site/images.h"
#include "site/review.h"
#include "site/words.h"

#define ASSETS "site/"
#define OPEN(name) "<!--fairleaf:" name "-->"
#define CLOSE(name) "<!--/fairleaf:" name "-->"

/* ---- templates ---- */

fl_span fl_page_template(const fl_site *site, const char *name)
{
    for (size_t i = 0; i < site->template_count; i++)
        if (strcmp(site->templates[i].name, name) == 0)
            return (fl_span){ site->templates[i].text.bytes, site->templates[i].text.length };
    char asset[64];
    (void)snprintf(asset, sizeof asset, ASSETS "%s", name);
    return fl_asset_named(asset);
}

static bool find_partial(void *context, fl_span name, fl_span *text)
{
    char copy[64];
    if (name.n >= sizeof copy) return false;
    memcpy(copy, name.p, name.n);
    copy[name.n] = '\0';
    *text = fl_page_template(context, copy);
    return text->p != NULL;
}

fairleaf_status fl_page_render(const fl_site *site, const char *name, const fl_value *data,
                               fl_buf *out, fairleaf_error *error)
{
    fl_template_how how = { fl_escape_html, find_partial, (void *)site, true };
    fairleaf_error own = { .status = FAIRLEAF_OK };
    fairleaf_status status = fl_template_render(fl_page_template(site, name), data, &how, out,
                                                &own);
    if (!status) return status;
    return fl_fail(error, status, 0, "template '%s', line %u: %.150s", name, own.line, own.message);
}

fl_value *fl_page_data(const fl_build *b, fl_arena *a, const char *root)
{
    const fl_site *s = b->site;
    fl_value *data = fl_value_new(a, FL_VALUE_MAP);
    fl_value *site = fl_value_add(a, data, "site", FL_VALUE_MAP);
    const char *title = s->title ? s->title : fl_site_word(s->language, "archive");
    fl_value_text(a, site, "title", fl_span_of(title));
    fl_value_text(a, site, "root", fl_span_of(root));
    fl_value_text(a, site, "address", fl_span_of(s->address ? s->address : ""));
    fl_value_text(a, site, "language", fl_span_of(s->language));
    fl_value_text(a, site, "generator", FL_SPAN("fairleaf " FAIRLEAF_VERSION));
    /* Not on the page of a report: it stays when its source is gone and reviews are left out. */
    bool review = s->how.review && strcmp(root, FL_PAGE_ROOT) != 0;
    (void)fl_value_add(a, site, "review", review ? FL_VALUE_TRUE : FL_VALUE_FALSE);
    fl_site_words(a, data, s->language);
    return data;
}

/* Filled already, and made a template again that gives just that. */
static fairleaf_status prepare(fl_build *b, const char *name, fairleaf_template *out,
                               fairleaf_error *error)
{
    fl_buf filled = fl_buf_new(b->arena, 4096), text = fl_buf_new(b->arena, 4096);
    fairleaf_status status = fl_page_render(b->site, name, fl_page_data(b, b->arena, FL_PAGE_ROOT),
                                            &filled, error);
    for (size_t i = 0; i < filled.n; i++) {
        bool opens = filled.p[i] == '{' && i + 1 < filled.n && filled.p[i + 1] == '{';
        if (opens)
            fl_buf_text(&text, "&#123;");
        else
            fl_buf_byte(&text, filled.p[i]);
    }
    *out = (fairleaf_template){ name, { text.p ? text.p : "", text.n } };
    return status;
}

fairleaf_status fl_page_templates(fl_build *b, fairleaf_error *error)
{
    static const fairleaf_template slots[] = {
        { "card.html", { OPEN("card") CLOSE("card"), sizeof OPEN("card") CLOSE("card") - 1 } },
        { "turn.html", { OPEN("turn") CLOSE("turn"), sizeof OPEN("turn") CLOSE("turn") - 1 } },
    };
    static const char *const around[] = { "head.html", "top.html", "end.html" };
    fairleaf_template *t = fl_alloc(b->arena, 6 + b->site->template_count, sizeof *t);
    size_t n = 0;
    fl_span page = fl_page_template(b->site, "report.html");
    t[n++] = (fairleaf_template){ "page.html", { page.p, page.n } };
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) t[n++] = slots[i];
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t i = 0; i < sizeof around / sizeof *around && !status; i++)
        status = prepare(b, around[i], &t[n++], error);
    for (size_t i = 0; i < b->site->template_count; i++) t[n++] = b->site->templates[i];
    b->templates = t;
    b->template_count = n;
    return status;
}

const char *fl_page_list_name(fl_arena *a, const char *name)
{
    char hex[FL_DIGEST_HEX + 1];
    fl_digest d = fl_digest_of(fl_span_of(name));
    fl_digest_hex(&d, hex);
    return fl_copy(a, (fl_span){ hex, 10 });
}

/* ---- one report ---- */

static fairleaf_status write_page(fl_passage *p, fairleaf_error *error)
{
    fairleaf_output how = p->build->outputs.output;
    fl_buf html = fl_buf_new(p->arena, 2 * p->input->bytes + 16384);
    how.format = "html";
    how.standalone = true;
    how.templates = p->build->templates;
    how.template_count = p->build->template_count;
    fairleaf_status status = fl_convert_write(p->reading->document, &how, fl_passage_to_buf, &html,
                                              error);
    if (!status) status = fl_images_of_page(p, fl_buf_view(&html), error);
    if (status) return status;
    return fl_passage_store(p, &p->report->made[0], FL_PAGE_SUFFIX, fl_buf_view(&html), error);
}

fairleaf_status fl_page_write_report(fl_passage *p, fairleaf_error *error)
{
    static const char *const suffixes[] = {
        ".md", ".txt", FL_LEDGER_SUFFIX, FL_SOURCE_SUFFIX, FL_PAGE_SUFFIX, NULL
    };
    fl_record *r = fl_passage_record(p, p->stem, suffixes);
    fairleaf_status status = fl_build_claim(p->build, r, error);
    if (status) return status;
    status = fairleaf_document_account(p->reading->document, &p->reading->account, error);
    if (status) return status;
    fl_recipe outputs = p->build->outputs;
    outputs.wanted_count = 3; /* Markdown, text and ledger */
    fl_target target = { .store = p->store, .stem = r->stem, .made = r->product };
    status = fl_convert_store(&outputs, p->reading, &target, error);
    const fl_loaded *source = &p->worker->source.loaded;
    if (!status)
        status = fl_passage_store(p, r, FL_SOURCE_SUFFIX,
                                  (fl_span){ source->bytes, source->length }, error);
    if (!status) status = write_page(p, error);
    return status || !fl_site_review_wants(p) ? status : fl_site_review_page(p, error);
}
