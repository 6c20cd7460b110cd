/* read/warc.h - web archives: WARC 1.0 and 1.1 (ISO 28500), and WET, which is WARC with the text of
 * pages. One record after another, each a document when it is a response, a resource or a
 * conversion that is text. */
#ifndef FL_READ_WARC_H
#define FL_READ_WARC_H

#include "read/http.h"
#include "read/inflow.h"

typedef struct fl_warc {
    fl_inflow *in;
    fl_codings *codings;
    uint64_t number; /* of the last record */
    fl_buf head;     /* of the current record */
    char other[48];  /* FL_FOUND_OTHER: what the record is */
} fl_warc;

/* True when a WARC begins so. */
bool fl_warc_is(fl_span head);

/* The next record into `m`. FAILED: a record is malformed or ends too early; the next call goes on
 * behind it, as far as another record can be found. The place in *error is that in the unpacked
 * WARC. */
fl_found fl_warc_next(fl_warc *w, fl_member *m, fairleaf_error *error);

#endif
