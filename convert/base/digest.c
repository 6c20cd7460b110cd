/* base/digest.c */
#include "base/digest.h"

#include <nettle/sha2.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(fl_digester),
               "the context of nettle has its room");

void fl_digest_begin(fl_digester *d)
{
    struct sha256_ctx context;
    sha256_init(&context);
    memcpy(d->state, &context, sizeof context);
}

void fl_digest_add(fl_digester *d, const char *bytes, size_t n)
{
    struct sha256_ctx context;
    if (n == 0) return;
    memcpy(&context, d->state, sizeof context);
    sha256_update(&context, n, (const uint8_t *)bytes);
    memcpy(d->state, &context, sizeof context);
}

fl_digest fl_digest_end(fl_digester *d)
{
    fl_digest made;
    struct sha256_ctx context;
    memcpy(&context, d->state, sizeof context);
    sha256_digest(&context, sizeof made.bytes, made.bytes);
    return made;
}

fl_digest fl_digest_of(fl_span s)
{
    fl_digester d;
    fl_digest_begin(&d);
    fl_digest_add(&d, s.p, s.n);
    return fl_digest_end(&d);
}

void fl_digest_hex(const fl_digest *d, char out[FL_DIGEST_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < FL_DIGEST_BYTES; i++) {
        out[2 * i] = digits[d->bytes[i] >> 4];
        out[2 * i + 1] = digits[d->bytes[i] & 15];
    }
    out[FL_DIGEST_HEX] = '\0';
}

enum { NO_DIGIT = 16 };

/* Without branches: digits of a hash follow no pattern. */
static unsigned value_of(char digit)
{
    unsigned number = (unsigned char)digit - (unsigned)'0',
             letter = (unsigned char)digit - (unsigned)'a';
    return number < 10 ? number : letter < 6 ? letter + 10 : NO_DIGIT;
}

bool fl_digest_from_hex(fl_span hex, fl_digest *out)
{
    unsigned wrong = 0;
    if (hex.n != FL_DIGEST_HEX) return false;
    for (size_t i = 0; i < FL_DIGEST_BYTES; i++) {
        unsigned high = value_of(hex.p[2 * i]), low = value_of(hex.p[2 * i + 1]);
        wrong |= high | low;
        out->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return !(wrong & NO_DIGIT);
}
