/* base/scan.h - quick looks at a line, so that ordinary text costs the repairs next to nothing.
 * Header only.
 *
 * The blocks are asked as a whole and without branches: a compiler makes vector instructions of
 * their loops, since their length is constant. */
#ifndef FL_BASE_SCAN_H
#define FL_BASE_SCAN_H

#include "base/span.h"

enum { FL_SCAN_BLOCK = 32 }; /* bytes */

/* True when some byte b of the block has (b & mask) == value. */
static inline bool fl_scan_masked_block(const unsigned char *p, unsigned char mask,
                                        unsigned char value)
{
    unsigned char hit = 0;
    for (size_t i = 0; i < FL_SCAN_BLOCK; i++) hit |= (unsigned char)((p[i] & mask) == value);
    return hit;
}

/* True when some byte b of the text is so. The last block overlaps the one before. */
static inline bool fl_scan_masked(fl_span s, unsigned char mask, unsigned char value)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;
    for (; s.n - at >= FL_SCAN_BLOCK; at += FL_SCAN_BLOCK)
        if (fl_scan_masked_block(p + at, mask, value)) return true;
    if (s.n >= FL_SCAN_BLOCK) return fl_scan_masked_block(p + s.n - FL_SCAN_BLOCK, mask, value);
    for (; at < s.n; at++)
        if ((p[at] & mask) == value) return true;
    return false;
}

/* True when the text has a character of two bytes (U+0080 to U+07FF): Latin letters with marks,
 * Greek, Cyrillic, controls. */
static inline bool fl_scan_two_byte(fl_span s) { return fl_scan_masked(s, 0xE0, 0xC0); }

/* True when byte `first` of the block stands right before byte `second`, which may lie behind it.
 */
static inline bool fl_scan_pair_block(const unsigned char *p, unsigned char first,
                                      unsigned char second)
{
    unsigned char hit = 0;
    for (size_t i = 0; i < FL_SCAN_BLOCK; i++)
        hit |= (unsigned char)((p[i] == first) & (p[i + 1] == second));
    return hit;
}

/* True when byte `first` stands right before byte `second` somewhere in the text. */
static inline bool fl_scan_pair(fl_span s, unsigned char first, unsigned char second)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;
    for (; s.n - at > FL_SCAN_BLOCK; at += FL_SCAN_BLOCK)
        if (fl_scan_pair_block(p + at, first, second)) return true;
    if (s.n > FL_SCAN_BLOCK) return fl_scan_pair_block(p + s.n - FL_SCAN_BLOCK - 1, first, second);
    for (; at + 1 < s.n; at++)
        if (p[at] == first && p[at + 1] == second) return true;
    return false;
}

/* True when the block, which one more byte follows, may hold a control character, U+2028 or U+2029.
 */
static inline bool fl_scan_control_block(const unsigned char *p)
{
    unsigned char hit = 0;
    for (size_t i = 0; i < FL_SCAN_BLOCK; i++)
        hit |= (unsigned char)((p[i] < 0x20) | (p[i] == 0x7F) | (p[i] == 0xC2) |
                               ((p[i] == 0x80) & ((p[i + 1] & 0xFE) == 0xA8)));
    return hit;
}

/* The start of the first block of the text that may hold one; s.n when there is none. */
static inline size_t fl_scan_control(fl_span s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;
    for (; s.n - at > FL_SCAN_BLOCK; at += FL_SCAN_BLOCK)
        if (fl_scan_control_block(p + at)) return at;
    unsigned char rest[FL_SCAN_BLOCK + 1];
    memset(rest, 'a', sizeof rest);
    if (s.n > at) memcpy(rest, p + at, s.n - at);
    return fl_scan_control_block(rest) ? at : s.n;
}

/* The next byte below 0x80 at or after `at`, or s.n. */
static inline size_t fl_scan_ascii(fl_span s, size_t at)
{
    for (; s.n - at >= 8; at += 8) {
        uint64_t eight;
        memcpy(&eight, s.p + at, 8);
        if ((eight & 0x8080808080808080u) != 0x8080808080808080u) break;
    }
    while (at < s.n && (unsigned char)s.p[at] >= 0x80) at++;
    return at;
}

static inline bool fl_scan_has(fl_span s, char byte)
{
    return s.n && memchr(s.p, byte, s.n) != NULL;
}

#endif
