/* base/span.c - searching and trimming. */
#define _GNU_SOURCE /* memmem */
#include "base/span.h"

bool fl_span_is_name(fl_span s)
{
    if (s.n == 0 || !fl_is_ascii_letter(s.p[0])) return false;
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i];
        if (!fl_is_ascii_letter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '-') return false;
    }
    return true;
}

/* memmem makes a table first, which takes longer than a look at a short text. Of an ideograph the
 * third byte says most: few places have it. */
static const char *find_in_short(fl_span s, fl_span part)
{
    const char *at = s.p, *last = s.p + (s.n - part.n); /* the last place where it could start */
    while (at <= last) {
        const char *third = memchr(at + 2, part.p[2], (size_t)(last - at) + 1);
        if (!third) return NULL;
        if (memcmp(third - 2, part.p, part.n) == 0) return third - 2;
        at = third - 1;
    }
    return NULL;
}

static const char *find(fl_span s, fl_span part)
{
    enum { SHORT = 1024 }; /* bytes */
    if (part.n == 1) return memchr(s.p, part.p[0], s.n);
    if (part.n >= 3 && s.n <= SHORT) return find_in_short(s, part);
    return memmem(s.p, s.n, part.p, part.n);
}

size_t fl_span_find(fl_span s, fl_span part, size_t from)
{
    if (from > s.n) return SIZE_MAX;
    if (part.n == 0) return from;
    if (s.n - from < part.n) return SIZE_MAX; /* and s.p may be NULL */
    const char *at = find(fl_span_sub(s, from, s.n), part);
    return at ? (size_t)(at - s.p) : SIZE_MAX;
}

/* Length of the white space that starts at `at`, 0 if none does. */
static size_t space_at(fl_span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    if (*p == ' ' || (*p >= '\t' && *p <= '\r')) return 1;
    if (left >= 2 && p[0] == 0xC2 && p[1] == 0xA0) return 2;                 /* U+00A0 */
    if (left >= 3 && p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80) return 3; /* U+3000 */
    if (left >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF) return 3; /* U+FEFF */
    return 0;
}

fl_span fl_span_trim(fl_span s)
{
    size_t n;
    while (s.n && (n = space_at(s, 0)) != 0) {
        s.p += n;
        s.n -= n;
    }
    for (;;) {
        if (s.n >= 1 && space_at(s, s.n - 1) == 1)
            s.n -= 1;
        else if (s.n >= 2 && space_at(s, s.n - 2) == 2)
            s.n -= 2;
        else if (s.n >= 3 && space_at(s, s.n - 3) == 3)
            s.n -= 3;
        else
            return s;
    }
}

size_t fl_line_end_length(fl_span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    if (*p == '\r') return left > 1 && p[1] == '\n' ? 2 : 1;
    if (*p >= '\n' && *p <= '\f') return 1;
    if (left > 1 && p[0] == 0xC2 && p[1] == 0x85) return 2;
    if (left > 2 && p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9)) return 3;
    return 0;
}

/* Eight bytes at once: true when one of them may begin a line end (and sometimes when none does).
 * Source: "determine if a word has a byte less than n", a well-known property of subtraction. */
static bool may_end_line(const char *p)
{
    uint64_t w, ones = 0x0101010101010101U, high = 0x8080808080808080U;
    memcpy(&w, p, sizeof w);
    uint64_t c2 = w ^ (ones * 0xC2), e2 = w ^ (ones * 0xE2);
    uint64_t low = (w - ones * 0x0E) & ~w;
    return ((low | ((c2 - ones) & ~c2) | ((e2 - ones) & ~e2)) & high) != 0;
}

size_t fl_line_end_next(fl_span s, size_t at, size_t to)
{
    while (at < to) {
        while (at + 8 <= to && !may_end_line(s.p + at)) at += 8;
        for (size_t end = at + 8 < to ? at + 8 : to; at < end; at++)
            if (fl_line_end_at(s, at)) return at;
    }
    return to;
}
