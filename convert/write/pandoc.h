/* write/pandoc.h - the document as the tree of pandoc in JSON: DOCX, EPUB, PDF and what else pandoc
 * writes are then one pipe away.
 *
 * As pandoc has it the title is metadata, as is a subtitle that stands right below it, and headings
 * below a title start at 1. Metadata that pandoc would print a second time has other names (author:
 * creator, date: issued) as has what would be taken for the whole text (body: organization). Lists
 * that carry their markers in the text are paragraphs in a division of class `points`. */
#ifndef FL_WRITE_PANDOC_H
#define FL_WRITE_PANDOC_H

#include <fairleaf.h>

#include "model/doc.h"

/* For pandoc 2.11 to 2.19 (its types 1.22), and for pandoc 3 (1.23): neither reads the other's. */
fairleaf_status fl_pandoc_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                fl_span *out, fairleaf_error *error);
fairleaf_status fl_pandoc3_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                 fl_span *out, fairleaf_error *error);

#endif
