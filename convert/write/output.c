/* write/output.c - the table of formats. */
#include "write/write.h"

#include "base/error.h"
#include "commonmark/render.h"
#include "write/text.h"

static fairleaf_status markdown(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                                fairleaf_error *error)
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

const fl_output_format fl_output_formats[] = {
    {{"markdown", "text/markdown", ".md", "CommonMark, tables as in GFM"}, markdown},
    {{"html", "text/html", ".html", "an HTML fragment"}, html},
    {{"text", "text/plain", ".txt", "the clean text alone"}, text},
    {{"xml", "application/xml", ".xml", "the CommonMark tree"}, xml},
    {{"latex", "application/x-latex", ".tex", "the body of a LaTeX document"}, latex},
    {{"man", "text/troff", ".man", "the body of a manual page"}, man},
    {{NULL, NULL, NULL, NULL}, NULL},
};

fairleaf_status fl_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                         fairleaf_sink sink, void *context, fairleaf_error *error)
{
    const char *format = how->format ? how->format : "markdown";
    for (const fl_output_format *f = fl_output_formats; f->info.name; f++) {
        if (strcmp(f->info.name, format) != 0) continue;
        fl_span out = {NULL, 0};
        fairleaf_status status = f->render(a, d, how, &out, error);
        if (status) return status;
        if (!sink(context, out.p, out.n))
            return fl_fail(error, FAIRLEAF_STOPPED, 0, "the sink stopped");
        return FAIRLEAF_OK;
    }
    return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "unknown format '%s'", format);
}
