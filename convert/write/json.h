/* write/json.h - the document as JSON, schema fairleaf.document/1 (docs/document.schema.json): its
 * metadata, and its blocks with level, marker and lines of the source. One line a block of the
 * outermost level, so that two versions can be compared. */
#ifndef FL_WRITE_JSON_H
#define FL_WRITE_JSON_H

#include <fairleaf.h>

#include "base/buf.h"
#include "commonmark/normal.h"
#include "model/doc.h"

fairleaf_status fl_json_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                              fl_span *out, fairleaf_error *error);

/* Parts that records have too. */

/* {"name": …, "input": …, "encoding": …} */
void fl_json_source(fl_buf *out, const fl_doc *d);
/* {"title": …, "reporters": […], …}; a title that only the heading says is the title all the same.
 */
void fl_json_metadata(fl_buf *out, const fl_doc *d);
/* What the pieces say; hard breaks are line ends. */
void fl_pieces_text(fl_buf *out, const fl_pieces *p);

#endif
