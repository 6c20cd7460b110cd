/* read/decode.h - source bytes to UTF-8, with a way back from every decoded byte to the bytes it came from. */
#ifndef FL_READ_DECODE_H
#define FL_READ_DECODE_H

#include <fairleaf.h>

#include "model/trail.h"

/* A place whose bytes are no character of the encoding: one U+FFFD stands for it. */
typedef struct fl_bad_bytes {
    uint32_t at;                /* of the U+FFFD in the decoded text */
    uint32_t length;            /* source bytes that it stands for */
    uint64_t byte;              /* of the first one in the source */
} fl_bad_bytes;

typedef struct fl_decoded {
    fl_span text;               /* valid UTF-8, nothing trimmed: a byte order mark is its first character */
    fl_span bytes;              /* the source as found */
    const char *encoding;       /* IANA name */
    const fl_bad_bytes *bad;    /* sorted */
    size_t bad_count;
} fl_decoded;

/* Decodes all of `bytes` (at most limits->bytes). encoding: an IANA name or alias.
 * UTF-8 that is valid is not copied: text then points into `bytes`. Each undecodable place is in `bad`; nothing else is lost.
 * Fails: ENCODING (no such charset). */
fairleaf_status fl_decode(const fl_task *t, fl_span bytes, const char *encoding, fl_decoded *out,
                          fairleaf_error *error);

/* The source byte where the character starts that stands at decoded offset `at` (text.n: the length of the source).
 * Offsets must be asked in rising order with one cursor, which starts zeroed; the walk as a whole is linear. */
typedef struct fl_decode_cursor { uint32_t at; uint64_t byte; size_t bad; } fl_decode_cursor;
uint64_t fl_decoded_byte(const fl_decoded *d, fl_decode_cursor *cursor, uint32_t at);

#endif
