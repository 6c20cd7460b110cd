/* read/decode.h - source bytes to UTF-8, with a way back from every decoded byte to the bytes it
 * came from. */
#ifndef FL_READ_DECODE_H
#define FL_READ_DECODE_H

#include <fairleaf.h>

#include "model/trail.h"

/* A place whose bytes are no character of the encoding: one U+FFFD stands for it. */
typedef struct fl_bad_bytes {
    uint32_t at;     /* of the U+FFFD in the decoded text */
    uint32_t length; /* source bytes that it stands for */
    uint64_t byte;   /* of the first one in the source */
} fl_bad_bytes;

struct fl_charset_map;
struct fl_layer;
typedef struct fl_decoded {
    fl_span text;  /* valid UTF-8, nothing trimmed: a byte order mark is its first character */
    fl_span bytes; /* the source as found */
    const char *encoding;    /* IANA name of what it was decoded as; lives as long as the arena */
    const fl_bad_bytes *bad; /* sorted */
    size_t bad_count;
    const struct fl_charset_map
        *map; /* for the way back; NULL when text and bytes are the same offsets or UTF-8 */
    const uint8_t *lengths; /* for the way back where only iconv knows the charset; else NULL */
    const struct fl_layer *layer; /* a page: `text` is its markup, and this (read/layer.h) the text
                                     that stands in it; else NULL */
} fl_decoded;

/* Decodes all of `bytes` (at most limits->bytes). encoding: an IANA name, an alias, or any name
 * that iconv knows; a byte order mark of UTF-8 before valid UTF-8, or of UTF-16, is believed more
 * (as the WHATWG Encoding Standard does). Text that is the same in UTF-8 (valid UTF-8, plain ASCII)
 * is not copied: it then points into `bytes`. Each undecodable place is in `bad`, takes along no
 * byte below 0x80 that stands behind it, and nothing else is lost. Memory: the text, plus 16 bytes
 * a bad place; a byte a character for charsets that only iconv knows. Fails: ENCODING (no such
 * charset). */
fairleaf_status fl_decode(const fl_task *t, fl_span bytes, const char *encoding, fl_decoded *out,
                          fairleaf_error *error);

/* The source byte where the character starts that stands at decoded offset `at` (text.n: the length
 * of the source). Bytes that shift a stateful charset belong to the character behind them, so that
 * the spans of all characters tile the source. Offsets must be asked in rising order with one
 * cursor, which starts zeroed; the walk as a whole is linear. */
typedef struct fl_decode_cursor {
    uint32_t at;
    uint64_t byte;
    size_t bad;
    uint8_t state;
} fl_decode_cursor;
uint64_t fl_decoded_byte(const fl_decoded *d, fl_decode_cursor *cursor, uint32_t at);

#endif
