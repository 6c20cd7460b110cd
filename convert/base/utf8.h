/* base/utf8.h - code points, their classes and widths. The only door to utf8proc.
 *
 * Functions that take text after the room `read` may trust it to be valid UTF-8; fl_utf8_valid is
 * what makes it so. */
#ifndef FL_BASE_UTF8_H
#define FL_BASE_UTF8_H

#include "base/buf.h"
#include "base/span.h"

/* Offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7), or s.n when all
 * is. */
size_t fl_utf8_valid(fl_span s);

/* Reads the code point at `at` (< s.n) of valid text and returns the offset behind it. */
static inline size_t fl_utf8_next(fl_span s, size_t at, uint32_t *code_point)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    if (p[0] < 0x80) {
        *code_point = p[0];
        return at + 1;
    }
    if (p[0] < 0xE0) {
        *code_point = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
        return at + 2;
    }
    if (p[0] < 0xF0) {
        *code_point = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        return at + 3;
    }
    *code_point = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
                  (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    return at + 4;
}

/* Reads the code point that ends at `at` (> 0) and returns the offset of its first byte. */
static inline size_t fl_utf8_prev(fl_span s, size_t at, uint32_t *code_point)
{
    do at--;
    while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80);
    (void)fl_utf8_next(s, at, code_point);
    return at;
}

/* The code point that starts at `at` / ends at `at`; 0 at the end / start of the text. */
static inline uint32_t fl_utf8_at(fl_span s, size_t at)
{
    uint32_t c = 0;
    if (at < s.n) (void)fl_utf8_next(s, at, &c);
    return c;
}

static inline uint32_t fl_utf8_before(fl_span s, size_t at)
{
    uint32_t c = 0;
    if (at > 0) (void)fl_utf8_prev(s, at, &c);
    return c;
}

size_t fl_utf8_count(fl_span s); /* code points */
size_t fl_utf8_encode(uint32_t code_point, char out[4]);
void fl_buf_code_point(fl_buf *b, uint32_t code_point); /* as UTF-8 */

/* Classes that the rooms ask for. */
static inline bool fl_is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
           c == 0x3005 || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}
static inline bool fl_is_kana(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x31F0 && c <= 0x31FF) ||
           (c >= 0xFF66 && c <= 0xFF9F);
}
static inline bool fl_is_hangul(uint32_t c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
           (c >= 0x3130 && c <= 0x318F);
}
static inline bool fl_is_ascii_alnum(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
static inline bool fl_is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* What utf8proc says about a character, for the basic plane in tables that a program of the build
 * (data/classes.c) writes: pages of 256 entries by the upper byte. */
enum {
    FL_CLASS_SPACE = 1,
    FL_CLASS_PUNCTUATION = 2,
    FL_CLASS_SYMBOL = 4,
    FL_CLASS_LETTER = 8,
    FL_CLASS_MARK = 16,
    FL_CLASS_OPENING = 32,
    FL_CLASS_CLOSING = 64,
    FL_CLASS_NARROW = 256, /* one column */
    FL_CLASS_WIDE = 512    /* two */
};
extern const uint8_t fl_class_page[256];
extern const uint16_t fl_class_pages[][256];
unsigned fl_class_beyond(uint32_t code_point); /* the same for code points from U+10000 on */

static inline unsigned fl_class_of(uint32_t c)
{
    return c < 0x10000 ? fl_class_pages[fl_class_page[c >> 8]][c & 0xFF] : fl_class_beyond(c);
}

/* White space of CommonMark (Zs, tab, LF, FF, CR) and U+0085, U+2028, U+2029. */
static inline bool fl_is_space(uint32_t c) { return fl_class_of(c) & FL_CLASS_SPACE; }
/* General categories P*, S*, L* and M* (combining marks). */
static inline bool fl_is_punctuation(uint32_t c) { return fl_class_of(c) & FL_CLASS_PUNCTUATION; }
static inline bool fl_is_symbol(uint32_t c) { return fl_class_of(c) & FL_CLASS_SYMBOL; }
static inline bool fl_is_letter(uint32_t c) { return fl_class_of(c) & FL_CLASS_LETTER; }
static inline bool fl_is_mark(uint32_t c) { return fl_class_of(c) & FL_CLASS_MARK; }
/* Brackets and quotes of any script. */
static inline bool fl_is_opening(uint32_t c) { return fl_class_of(c) & FL_CLASS_OPENING; }
static inline bool fl_is_closing(uint32_t c) { return fl_class_of(c) & FL_CLASS_CLOSING; }
bool fl_is_sentence_end(uint32_t c); /* 。！？!?. and their full-width and half-width forms, … */

/* Columns of a terminal or a page (UAX #11): 2 for wide and full-width, 0 for combining marks and
 * controls, else 1. */
static inline int fl_utf8_width(uint32_t c)
{
    unsigned class = fl_class_of(c);
    return class & FL_CLASS_WIDE ? 2 : (class & FL_CLASS_NARROW) != 0;
}
size_t fl_utf8_columns(fl_span s);

bool fl_is_noncharacter(uint32_t c); /* U+FDD0..FDEF, U+..FFFE, U+..FFFF */

/* `s` composed (NFC) into `out`. For runs that hold combining marks only: whole texts would lose
 * compatibility ideographs and the Kelvin sign, which archives need. */
void fl_utf8_compose(fl_span s, fl_buf *out);

/* `s` as two names are compared where neither case nor composition counts (case folded, NFC) into
 * out[0..capacity); returns the length. What is not UTF-8, or longer than 4096 bytes, is copied as
 * it is. Needs capacity >= 3 * s.n. */
size_t fl_utf8_fold(fl_span s, char *out, size_t capacity);

#endif
