/* write/write.h - the room `write`: a document becomes bytes in one of the formats. */
#ifndef FL_WRITE_WRITE_H
#define FL_WRITE_WRITE_H

#include <fairleaf.h>

#include "model/doc.h"

/* One output format: a row of fl_output_formats[] in write/output.c. */
typedef struct fl_output_format {
    fairleaf_format_info info;
    /* Renders the whole document into the arena. Fails: VERIFY. Memory jumps. */
    fairleaf_status (*render)(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                              fl_span *out, fairleaf_error *error);
    bool places; /* asks for fl_origin.line_byte */
} fl_output_format;
extern const fl_output_format fl_output_formats[]; /* ends with a name of NULL */
const fl_output_format *fl_output_format_find(const char *name); /* NULL when there is none */

fairleaf_status fl_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                         fairleaf_sink sink, void *context, fairleaf_error *error);

#endif
