/* commonmark/render.h - documents as Markdown (our own writer) and in the formats that cmark
 * writes. */
#ifndef FL_COMMONMARK_RENDER_H
#define FL_COMMONMARK_RENDER_H

#include <fairleaf.h>

#include "model/doc.h"

typedef enum fl_rendering {
    FL_RENDER_HTML,
    FL_RENDER_XML,
    FL_RENDER_LATEX,
    FL_RENDER_MAN
} fl_rendering;

/* Writes the document into the arena: as an HTML fragment, as XML after CommonMark's DTD, as the
 * body of a LaTeX document or of a manual page.
 *
 * Nothing of the document can become markup: raw HTML does not exist in it, addresses are limited
 * (commonmark/address.h), text is escaped. The tables of XML are custom blocks and inlines; LaTeX
 * needs the packages hyperref, graphicx, textcomp; a manual page needs tbl(1) for its tables.
 *
 * width   LaTeX, man: columns a line, broken at spaces; 0: not broken
 * fails   LIMIT when the output could exceed 1 GB, which cmark cannot hold; memory (a jump) */
fairleaf_status fl_commonmark_render(fl_arena *a, const fl_doc *d, fl_rendering rendering,
                                     int width, fl_span *out, fairleaf_error *error);

/* Writes the document as Markdown (commonmark/markdown.h).
 *
 * how     width, strong, tables, footnotes and verify are used
 * fails   ARGUMENT for a word that is none; VERIFY when asked to verify and cmark reads something
 * else (commonmark/verify.h) */
fairleaf_status fl_commonmark_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                    fl_span *out, fairleaf_error *error);

/* Who takes what is written. */
typedef struct fl_taker {
    fairleaf_sink sink;
    void *context;
} fl_taker;

/* The same in pieces, so that a large document is never in memory as a tree; what needs the whole
 * (verify, footnotes) comes as one. Fails besides: STOPPED when the sink stops. */
fairleaf_status fl_commonmark_hand_out(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                       fl_taker to, fairleaf_error *error);

/* The same for HTML. */
fairleaf_status fl_commonmark_hand_out_html(fl_arena *a, const fl_doc *d, fl_taker to,
                                            fairleaf_error *error);

/* Proves that `markdown` means the document in the default style. Fails: VERIFY, with the block's
 * line of the source. */
fairleaf_status fl_commonmark_verify(fl_arena *a, const fl_doc *d, fl_span markdown,
                                     fairleaf_error *error);

#endif
