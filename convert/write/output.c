/* write/output.c - the table of formats. */
#include "write/write.h"

#include "base/buf.h"
#include "base/error.h"

static fairleaf_status render_text(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                                   fairleaf_error *error)
{
    (void)how;
    (void)error;
    fl_buf b = fl_buf_new(a, 1024);
    for (const fl_block *block = d->root->first; block; block = block->next) {
        if (block->inlines) fl_buf_span(&b, block->inlines->text);
        fl_buf_text(&b, block->next ? "\n\n" : "\n");
    }
    *out = fl_buf_view(&b);
    return FAIRLEAF_OK;
}

const fl_output_format fl_output_formats[] = {
    { { "markdown", "text/markdown", ".md", "CommonMark" }, render_text },
    { { "text", "text/plain", ".txt", "plain text" }, render_text },
    { { NULL, NULL, NULL, NULL }, NULL },
};

fairleaf_status fl_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fairleaf_sink sink, void *context,
                         fairleaf_error *error)
{
    for (const fl_output_format *f = fl_output_formats; f->info.name; f++) {
        if (strcmp(f->info.name, how->format) != 0) continue;
        fl_span out = { NULL, 0 };
        fairleaf_status status = f->render(a, d, how, &out, error);
        if (status) return status;
        if (!sink(context, out.p, out.n)) return fl_fail(error, FAIRLEAF_STOPPED, 0, "the sink stopped");
        return FAIRLEAF_OK;
    }
    return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "unknown format '%s'", how->format);
}
