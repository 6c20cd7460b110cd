/* base/digest.h - SHA-256 (FIPS 180-4). The only door to nettle. */
#ifndef FL_BASE_DIGEST_H
#define FL_BASE_DIGEST_H

#include "base/span.h"

enum { FL_DIGEST_BYTES = 32, FL_DIGEST_HEX = 64 };

typedef struct fl_digest {
    unsigned char bytes[FL_DIGEST_BYTES];
} fl_digest;

fl_digest fl_digest_of(fl_span s);

/* The same for bytes that come in pieces: begin, any number of adds, end. */
typedef struct fl_digester {
    uint64_t state[32]; /* room for nettle's context */
} fl_digester;
void fl_digest_begin(fl_digester *d);
void fl_digest_add(fl_digester *d, const char *bytes, size_t n);
fl_digest fl_digest_end(fl_digester *d);

static inline bool fl_digest_equal(const fl_digest *a, const fl_digest *b)
{
    return memcmp(a->bytes, b->bytes, FL_DIGEST_BYTES) == 0;
}

/* In lower-case hexadecimal, with a NUL. */
void fl_digest_hex(const fl_digest *d, char out[FL_DIGEST_HEX + 1]);
/* False when `hex` is not 64 hexadecimal digits in lower case. */
bool fl_digest_from_hex(fl_span hex, fl_digest *out);

#endif
