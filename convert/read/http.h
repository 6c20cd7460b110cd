/* read/http.h - a stored response of HTTP/1 (RFC 9112): what a WARC record of type response holds.
 *
 * Crawlers store the bytes of the network, or the body already taken out of its codings under the
 * old header: a coding is believed only when the body looks like it. */
#ifndef FL_READ_HTTP_H
#define FL_READ_HTTP_H

#include "read/inflate.h"
#include "read/member.h"

/* What unpacking a body needs. */
typedef struct fl_codings {
    fl_arena *arena;
    fl_meter *meter;
    fl_inflate *zlib; /* opened when it is needed */
    uint64_t most;    /* bytes of a body */
} fl_codings;

/* Reads `m->payload`: fills mime, charset and bytes of `m` and gives the status code (0: no
 * status line). Fails: IO (not HTTP, or a damaged body), LIMIT. */
fairleaf_status fl_http_read(fl_codings *c, fl_member *m, unsigned *code, fairleaf_error *error);

#endif
