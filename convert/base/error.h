/* base/error.h - how a function says why it failed. */
#ifndef FL_BASE_ERROR_H
#define FL_BASE_ERROR_H

#include <fairleaf.h>

#include "base/span.h"

/* Fills *error (NULL is allowed) and returns `status`, so that callers can write `return
 * fl_fail(…)`. Bytes of the message that are control characters or not UTF-8 are written as \xNN;
 * what does not fit is cut at a character. */
fairleaf_status fl_fail(fairleaf_error *error, fairleaf_status status, uint64_t byte,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same with a line and column, both from 1. */
fairleaf_status fl_fail_at(fairleaf_error *error, fairleaf_status status, uint32_t line,
                           uint32_t column, uint64_t byte, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Writes `s` into `out` (capacity bytes, always NUL-terminated) with everything a terminal could
 * act on escaped: C0, C1, DEL, direction marks and bytes that are not UTF-8. Returns the length
 * written. */
size_t fl_printable(char *out, size_t capacity, fl_span s);

#endif
