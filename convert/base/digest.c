/* base/digest.c */
#include "base/digest.h"

#include <sys/types.h>

#include <sha2.h>

fl_digest fl_digest_of(fl_span s)
{
    fl_digest d;
    SHA2_CTX context;
    SHA256Init(&context);
    if (s.n) SHA256Update(&context, (const uint8_t *)s.p, s.n);
    SHA256Final(d.bytes, &context);
    return d;
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

static int value_of(char digit)
{
    if (digit >= '0' && digit <= '9') return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool fl_digest_from_hex(fl_span hex, fl_digest *out)
{
    if (hex.n != FL_DIGEST_HEX) return false;
    for (size_t i = 0; i < FL_DIGEST_BYTES; i++) {
        int high = value_of(hex.p[2 * i]), low = value_of(hex.p[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}
