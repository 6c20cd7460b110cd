/* base/span.h - a borrowed run of bytes, and the small questions asked of it. Header only. */
#ifndef FL_BASE_SPAN_H
#define FL_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Not owned, no NUL promised. UTF-8 after the room `read`. */
typedef struct fl_span {
    const char *p;
    size_t n;
} fl_span;

#define FL_SPAN(literal) ((fl_span){ (literal), sizeof(literal) - 1 })

static inline fl_span fl_span_of(const char *text)
{
    return (fl_span){ text, text ? strlen(text) : 0 };
}

static inline fl_span fl_span_sub(fl_span s, size_t from, size_t to)
{
    return (fl_span){ s.p + from, to - from };
}

static inline bool fl_span_equal(fl_span a, fl_span b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool fl_span_starts(fl_span s, fl_span prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline bool fl_span_ends(fl_span s, fl_span suffix)
{
    return s.n >= suffix.n &&
           (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

/* Of ASCII; all other bytes stay as they are. */
static inline char fl_ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}
static inline bool fl_is_ascii_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A letter of ASCII, then letters, digits, `_` and `-`: keys, names of partials. */
bool fl_span_is_name(fl_span s);

/* Where `part` first stands in `s` at or after `from`; SIZE_MAX when it does not. */
size_t fl_span_find(fl_span s, fl_span part, size_t from);

/* Length of the line end at `at` (LF, CR, CRLF, VT, FF, NEL, LS, PS), 0 if none is there. */
size_t fl_line_end_length(fl_span s, size_t at);
static inline size_t fl_line_end_at(fl_span s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    bool may_be = (c >= '\n' && c <= '\r') || c == 0xC2 || c == 0xE2; /* few bytes */
    return may_be ? fl_line_end_length(s, at) : 0;
}

/* The first byte at or after `at` and before `to` at which fl_line_end_at finds one; `to` when
 * there is none. */
size_t fl_line_end_next(fl_span s, size_t at, size_t to);

/* Without ASCII space, tab, CR, LF, VT, FF, U+00A0, U+3000 and U+FEFF at the ends. */
fl_span fl_span_trim(fl_span s);

#endif
