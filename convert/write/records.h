/* write/records.h - the document as lines of JSON, schema fairleaf.record/1
 * (docs/record.schema.json): what an index for retrieval wants.
 *
 * By section (how->by, the default): a record for the text below each heading, up to the next one,
 * with the headings that lead to it; ids end as the anchors of pages do (`#s1-2`, `#s0` for what
 * stands before the first heading). By document: one record. */
#ifndef FL_WRITE_RECORDS_H
#define FL_WRITE_RECORDS_H

#include <fairleaf.h>

#include "model/doc.h"

/* Fails: ARGUMENT (how->by is another word), and what writing Markdown fails with. */
fairleaf_status fl_records_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                 fl_span *out, fairleaf_error *error);

#endif
