/* write/csv.h - the metadata of a document as a table of one row, its names above it: what a
 * spreadsheet or R opens, and what --metadata-file takes back. Lists stand in one cell with `; `
 * between. */
#ifndef FL_WRITE_CSV_H
#define FL_WRITE_CSV_H

#include <fairleaf.h>

#include "model/doc.h"

/* Columns are those of how->columns: keys of metadata, and path (the name of the source),
 * characters (of the text, white space not counted) and headings (besides the title). Fails:
 * ARGUMENT (no key, or one twice). */
fairleaf_status fl_csv_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                             fairleaf_error *error);

#endif
