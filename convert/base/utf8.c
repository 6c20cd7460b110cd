/* base/utf8.c - validation in plain C; what lies beyond the tables of classes is asked of utf8proc.
 */
#include "base/utf8.h"

#include <utf8proc.h>

/* Length of the well-formed sequence at p (left > 0 bytes), 0 if there is none. Unicode 15, table
 * 3-7. */
static size_t sequence(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80) return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
    if (p[0] < 0xE0) return left >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    if (p[0] < 0xF0) {
        if (left < 3 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80) return 0;
        if (p[0] == 0xE0 && p[1] < 0xA0) return 0;
        if (p[0] == 0xED && p[1] > 0x9F) return 0; /* surrogates */
        return 3;
    }
    if (left < 4 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80 || (p[3] & 0xC0) != 0x80)
        return 0;
    if ((p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F)) return 0;
    return 4;
}

/* Bytes of `eight` that lead three: all of them valid? `lead` has 01 at their places. E0 and ED are
 * left to a closer look; the others (E1 to EC, EE, EF) may have any two bytes behind them. */
static bool are_threes(const unsigned char *p, uint64_t lead)
{
    uint64_t eight, all = 0x0101010101010101u, low;
    memcpy(&eight, p, 8);
    if ((eight & (lead * 0xF0 | (all - lead) * 0xC0)) != (lead * 0xE0 | (all - lead) * 0x80))
        return false;
    low = eight & lead * 0x0F; /* adding 15 carries unless it is 0 */
    return ((low + lead * 0x0F) & ((low ^ lead * 0x0D) + lead * 0x0F) & lead * 0x10) == lead * 0x10;
}

/* Eight characters of three bytes each, as Chinese text has them. */
static bool are_eight_threes(const unsigned char *p)
{
    static const unsigned char leads[24] = { 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0,
                                             1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0 };
    uint64_t lead[3];
    memcpy(lead, leads, sizeof lead);
    return are_threes(p, lead[0]) && are_threes(p + 8, lead[1]) && are_threes(p + 16, lead[2]);
}

size_t fl_utf8_valid(fl_span s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;
    while (at < s.n) {
        while (s.n - at >= 24 && p[at] >= 0xE1 && are_eight_threes(p + at)) at += 24;
        /* Chinese text with its marks: no special case applies to these leads. */
        while (s.n - at >= 3 && p[at] > 0xE0 && p[at] < 0xF0 && p[at] != 0xED &&
               (p[at + 1] & 0xC0) == 0x80 && (p[at + 2] & 0xC0) == 0x80)
            at += 3;
        while (s.n - at >= 8) {
            uint64_t eight;
            memcpy(&eight, p + at, 8);
            if (eight & 0x8080808080808080u) break;
            at += 8;
        }
        if (at == s.n) break;
        size_t n = sequence(p + at, s.n - at);
        if (n == 0) return at;
        at += n;
    }
    return at;
}

size_t fl_utf8_count(fl_span s)
{
    enum { BLOCK = 64 };
    const uint64_t ones = 0x0101010101010101u;
    size_t rest = 0, i = 0;                /* continuation bytes: 10xxxxxx */
    for (; s.n - i >= BLOCK; i += BLOCK) { /* of constant length: a compiler makes vectors of it */
        unsigned char found = 0;
        for (size_t k = 0; k < BLOCK; k++)
            found = (unsigned char)(found + (((unsigned char)s.p[i + k] & 0xC0) == 0x80));
        rest += found;
    }
    for (; s.n - i >= 8; i += 8) {
        uint64_t eight;
        memcpy(&eight, s.p + i, 8);
        eight = (eight >> 7) & (~eight >> 6) & ones;
        rest += (size_t)((eight * ones) >> 56);
    }
    for (; i < s.n; i++) rest += ((unsigned char)s.p[i] & 0xC0) == 0x80;
    return s.n - rest;
}

size_t fl_utf8_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

void fl_buf_code_point(fl_buf *b, uint32_t code_point)
{
    char bytes[4];
    fl_buf_bytes(b, bytes, fl_utf8_encode(code_point, bytes));
}

size_t fl_utf8_columns(fl_span s)
{
    size_t columns = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        columns += (size_t)fl_utf8_width(c);
    }
    return columns;
}

unsigned fl_class_beyond(uint32_t c)
{
    if (fl_is_han(c)) return FL_CLASS_LETTER | FL_CLASS_WIDE;
    utf8proc_category_t g = utf8proc_category((utf8proc_int32_t)c);
    int width = utf8proc_charwidth((utf8proc_int32_t)c);
    unsigned found = width == 2 ? FL_CLASS_WIDE : width == 1 ? FL_CLASS_NARROW : 0;
    if (g == UTF8PROC_CATEGORY_ZS) found |= FL_CLASS_SPACE;
    if (g >= UTF8PROC_CATEGORY_PC && g <= UTF8PROC_CATEGORY_PO) found |= FL_CLASS_PUNCTUATION;
    if (g >= UTF8PROC_CATEGORY_SM && g <= UTF8PROC_CATEGORY_SO) found |= FL_CLASS_SYMBOL;
    if (g >= UTF8PROC_CATEGORY_LU && g <= UTF8PROC_CATEGORY_LO) found |= FL_CLASS_LETTER;
    if (g >= UTF8PROC_CATEGORY_MN && g <= UTF8PROC_CATEGORY_ME) found |= FL_CLASS_MARK;
    if (g == UTF8PROC_CATEGORY_PS || g == UTF8PROC_CATEGORY_PI) found |= FL_CLASS_OPENING;
    if (g == UTF8PROC_CATEGORY_PE || g == UTF8PROC_CATEGORY_PF) found |= FL_CLASS_CLOSING;
    return found;
}

bool fl_is_sentence_end(uint32_t c)
{
    switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F:
    case 0xFF61:
        return true;
    default:
        return false;
    }
}

bool fl_is_noncharacter(uint32_t c)
{
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

void fl_utf8_compose(fl_span s, fl_buf *out)
{
    /* utf8proc_reencode works in place on code points, so the memory is ours and a jump leaks
     * nothing. */
    enum { EXPANSION = 18 }; /* longest decomposition of one code point */
    size_t most = s.n * EXPANSION + 1;
    utf8proc_int32_t *point = fl_alloc(out->arena, most + 1, sizeof *point);
    utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n,
                                            point, (utf8proc_ssize_t)most,
                                            UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n >= 0 && (size_t)n <= most)
        n = utf8proc_reencode(point, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    else
        n = -1;
    if (n < 0)
        fl_buf_span(out, s);
    else
        fl_buf_bytes(out, (const char *)point, (size_t)n);
}

/* Lower case when all is ASCII; false when it is not. */
static bool fold_ascii(fl_span s, char *out)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x80) return false;
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return true;
}

size_t fl_utf8_fold(fl_span s, char *out, size_t capacity)
{
    enum { LONGEST = 4096, FOLD = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD };
    utf8proc_int32_t point[LONGEST + 1];
    if (s.n > capacity) s.n = capacity;
    if (fold_ascii(s, out)) return s.n;
    utf8proc_ssize_t n = -1;
    if (s.n <= LONGEST && fl_utf8_valid(s) == s.n)
        n = utf8proc_decompose((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, point, LONGEST,
                               (utf8proc_option_t)FOLD);
    if (n >= 0 && n <= LONGEST)
        n = utf8proc_reencode(point, n, (utf8proc_option_t)FOLD);
    else
        n = -1;
    if (n < 0 || (size_t)n > capacity) {
        memcpy(out, s.p, s.n);
        return s.n;
    }
    memcpy(out, point, (size_t)n);
    return (size_t)n;
}
