/* read/inflate.h - gzip (RFC 1952), zlib (RFC 1950) and bare deflate (RFC 1951). The only door to
 * zlib, which is opened when it is first needed.
 *
 * Not through libarchive: that does not check the sums of gzip, and gives up at the first damaged
 * member, where a crawl keeps each record in a member of its own. */
#ifndef FL_READ_INFLATE_H
#define FL_READ_INFLATE_H

#include "read/inflow.h"
#include "read/meter.h"

typedef struct fl_inflate fl_inflate;

/* In `a`, for one stream after another. Fails: IO (zlib is not there). */
fairleaf_status fl_inflate_new(fl_arena *a, fl_meter *meter, fl_inflate **out,
                               fairleaf_error *error);

/* Makes `out` give what the gzip members of `in` hold. */
void fl_inflate_stream(fl_inflate *z, fl_inflow *in, fl_inflow *out);

/* Unpacks a whole body of HTTP into `out`, at most `most` bytes: "gzip", or "deflate", which is
 * zlib's or bare, whichever it is. Fails: LIMIT, IO (damaged, or it ends too early; what came
 * before stands in `out`). */
fairleaf_status fl_inflate_body(fl_inflate *z, fl_span body, uint64_t most, fl_buf *out,
                                fairleaf_error *error);

#endif
