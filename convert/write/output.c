/* write/output.c - the table of formats. */
#include "write/write.h"

#include "base/error.h"
#include "commonmark/render.h"
#include "write/csv.h"
#include "write/front_matter.h"
#include "write/json.h"
#include "write/page.h"
#include "write/pandoc.h"
#include "write/records.h"
#include "write/text.h"

static fairleaf_status markdown(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                fl_span *out, fairleaf_error *error)
{
    return fl_commonmark_write(a, d, how, out, error);
}

static fairleaf_status html(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                            fairleaf_error *error)
{
    return fl_commonmark_render(a, d, FL_RENDER_HTML, how->width, out, error);
}

static fairleaf_status text(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                            fairleaf_error *error)
{
    (void)error;
    *out = fl_text_write(a, d, how->width);
    return FAIRLEAF_OK;
}

static fairleaf_status xml(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                           fairleaf_error *error)
{
    return fl_commonmark_render(a, d, FL_RENDER_XML, how->width, out, error);
}

static fairleaf_status latex(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                             fairleaf_error *error)
{
    return fl_commonmark_render(a, d, FL_RENDER_LATEX, how->width, out, error);
}

static fairleaf_status man(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                           fairleaf_error *error)
{
    return fl_commonmark_render(a, d, FL_RENDER_MAN, how->width, out, error);
}

enum {
    ROWS = FAIRLEAF_HAS_ROWS,
    PAGE = FAIRLEAF_HAS_TEMPLATE,
    TEXT = FAIRLEAF_HAS_FRONT_MATTER | PAGE
};

const fl_output_format fl_output_formats[] = {
    { { "markdown", "text/markdown", ".md", "CommonMark, tables as in GFM", TEXT },
      markdown,
      false },
    { { "html", "text/html", ".html", "an HTML fragment", TEXT }, html, false },
    { { "text", "text/plain", ".txt", "the clean text alone", TEXT }, text, false },
    { { "xml", "application/xml", ".xml", "the CommonMark tree", 0 }, xml, false },
    { { "latex", "application/x-latex", ".tex", "the body of a LaTeX document", PAGE },
      latex,
      false },
    { { "man", "text/troff", ".man", "the body of a manual page", 0 }, man, false },
    { { "json", "application/json", ".json", "metadata and blocks, fairleaf.document/1", 0 },
      fl_json_write,
      false },
    { { "jsonl", "application/jsonl", ".jsonl", "records, fairleaf.record/1", ROWS },
      fl_records_write,
      true },
    { { "csv", "text/csv", ".csv", "metadata, a row a document", ROWS | FAIRLEAF_HAS_HEADER },
      fl_csv_write,
      false },
    { { "pandoc", "application/json", ".pandoc.json", "pandoc's tree, 2.11 to 2.19", 0 },
      fl_pandoc_write,
      false },
    { { "pandoc3", "application/json", ".pandoc3.json", "pandoc's tree, 3 and later", 0 },
      fl_pandoc3_write,
      false },
    { { NULL, NULL, NULL, NULL, 0 }, NULL, false },
};

const fl_output_format *fl_output_format_find(const char *name)
{
    for (const fl_output_format *f = fl_output_formats; f->info.name; f++)
        if (strcmp(f->info.name, name) == 0) return f;
    return NULL;
}

fairleaf_status fl_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                         fairleaf_sink sink, void *context, fairleaf_error *error)
{
    const char *name = how->format ? how->format : "markdown";
    const fl_output_format *format = fl_output_format_find(name);
    if (!format) return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "unknown format '%s'", name);
    fl_span before, out = { NULL, 0 };
    fl_doc shown;
    fairleaf_status status = fl_front_matter_write(a, d, how, &before, &shown, error);
    if (status) return status;
    if (before.n && !(format->info.has & FAIRLEAF_HAS_FRONT_MATTER))
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "the format '%s' has no front matter", name);
    if (how->standalone && (before.n || !(format->info.has & FAIRLEAF_HAS_TEMPLATE)))
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                       before.n ? "front matter does not go with a page of its own"
                                : "the format '%s' has no page of its own",
                       name);
    if (!how->standalone && (format->render == markdown || format->render == html)) {
        fl_taker to = { sink, context };
        if (before.n && !sink(context, before.p, before.n))
            return fl_fail(error, FAIRLEAF_STOPPED, 0, "the sink stopped");
        return format->render == html ? fl_commonmark_hand_out_html(a, &shown, to, error)
                                      : fl_commonmark_hand_out(a, &shown, how, to, error);
    }
    status = how->standalone ? fl_page_write(a, d, how, &out, error)
                             : format->render(a, &shown, how, &out, error);
    if (status) return status;
    if ((before.n && !sink(context, before.p, before.n)) || !sink(context, out.p, out.n))
        return fl_fail(error, FAIRLEAF_STOPPED, 0, "the sink stopped");
    return FAIRLEAF_OK;
}
