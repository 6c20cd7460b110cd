/* read/decode.c - valid UTF-8 is taken as it is. */
#include "read/decode.h"

#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

fairleaf_status fl_decode(const fl_task *t, fl_span bytes, const char *encoding, fl_decoded *out,
                          fairleaf_error *error)
{
    (void)t;
    if (strcmp(encoding, "UTF-8") != 0 || fl_utf8_valid(bytes) != bytes.n)
        return fl_fail(error, FAIRLEAF_ENCODING, 0, "no decoder for '%s'", encoding);
    *out = (fl_decoded){ .text = bytes, .bytes = bytes, .encoding = "UTF-8" };
    return FAIRLEAF_OK;
}

uint64_t fl_decoded_byte(const fl_decoded *d, fl_decode_cursor *cursor, uint32_t at)
{
    (void)d;
    (void)cursor;
    return at;
}
