/* base/error.c - messages that a terminal can be given. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

/* Characters that act on a terminal or turn the reading direction. */
static bool is_harmful(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

size_t fl_printable(char *out, size_t capacity, fl_span s)
{
    size_t n = 0;
    if (capacity == 0) return 0;
    for (size_t at = 0; at < s.n;) {
        char piece[16];
        size_t length, next;
        size_t left = s.n - at < 4 ? s.n - at : 4;
        size_t valid = fl_utf8_valid(fl_span_sub(s, at, at + left));
        unsigned char lead = (unsigned char)s.p[at];
        size_t wants = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (valid < wants) {
            length = (size_t)snprintf(piece, sizeof piece, "\\x%02X", lead);
            next = at + 1;
        } else {
            uint32_t c;
            next = fl_utf8_next(s, at, &c);
            if (!is_harmful(c)) {
                length = next - at;
                memcpy(piece, s.p + at, length);
            } else {
                length = (size_t)snprintf(piece, sizeof piece, c < 0x80 ? "\\x%02X" : "\\u{%X}",
                                          (unsigned)c);
            }
        }
        if (n + length >= capacity) break;
        memcpy(out + n, piece, length);
        n += length;
        at = next;
    }
    out[n] = '\0';
    return n;
}

static void fill(fairleaf_error *error, fairleaf_status status, uint32_t line, uint32_t column,
                 uint64_t byte, const char *format, va_list arguments)
{
    char text[1024];
    error->status = status;
    error->line = line;
    error->column = column;
    error->byte = byte;
    if (vsnprintf(text, sizeof text, format, arguments) < 0) text[0] = '\0';
    (void)fl_printable(error->message, sizeof error->message, fl_span_of(text));
}

fairleaf_status fl_fail(fairleaf_error *error, fairleaf_status status, uint64_t byte,
                        const char *format, ...)
{
    if (!error) return status;
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, 0, 0, byte, format, arguments);
    va_end(arguments);
    return status;
}

fairleaf_status fl_fail_at(fairleaf_error *error, fairleaf_status status, uint32_t line,
                           uint32_t column, uint64_t byte, const char *format, ...)
{
    if (!error) return status;
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, line, column, byte, format, arguments);
    va_end(arguments);
    return status;
}
