/* read/read.h - the room `read`: bytes of a source become lines. */
#ifndef FL_READ_READ_H
#define FL_READ_READ_H

#include <fairleaf.h>

#include "model/trail.h"
#include "read/decode.h"

/* One kind of input: a row of fl_input_kinds[] in read/input.c. */
typedef struct fl_input_kind {
    fairleaf_input_info info;
    /* How well the decoded text fits, 0 to 100; the highest wins, the first among equals. */
    unsigned (*score)(fl_span text);
    void (*lines)(const fl_task *t, fl_span text, fl_lines *out);
} fl_input_kind;
extern const fl_input_kind fl_input_kinds[]; /* ends with a name of NULL */

/* Reads a source: encoding found, bytes decoded, kind sniffed, lines made. The trail gets what
 * decoding and markup took away. Fails: ENCODING, NOT_TEXT, LIMIT, ARGUMENT; see fairleaf_read. */
fairleaf_status fl_read(const fl_task *t, const fairleaf_source *source, fl_lines *out,
                        fl_decoded *decoded, fairleaf_detection *found, fairleaf_error *error);

/* Only finds out what the source is. Fails: LIMIT. */
fairleaf_status fl_read_detect(const fl_task *t, const fairleaf_source *source,
                               fairleaf_detection *found, fairleaf_error *error);

#endif
