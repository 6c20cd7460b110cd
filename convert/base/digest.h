/* base/digest.h - SHA-256 (FIPS 180-4). The only door to libmd. */
#ifndef FL_BASE_DIGEST_H
#define FL_BASE_DIGEST_H

#include "base/span.h"

enum { FL_DIGEST_BYTES = 32, FL_DIGEST_HEX = 64 };

typedef struct fl_digest {
    unsigned char bytes[FL_DIGEST_BYTES];
} fl_digest;

fl_digest fl_digest_of(fl_span s);
/* In lower-case hexadecimal, with a NUL. */
void fl_digest_hex(const fl_digest *d, char out[FL_DIGEST_HEX + 1]);
/* False when `hex` is not 64 hexadecimal digits in lower case. */
bool fl_digest_from_hex(fl_span hex, fl_digest *out);

#endif
