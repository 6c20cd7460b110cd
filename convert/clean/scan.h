/* clean/scan.h - quick looks at a line, eight bytes at a time, so that ordinary text costs the
 * repairs next to nothing. Header only. */
#ifndef FL_CLEAN_SCAN_H
#define FL_CLEAN_SCAN_H

#include "base/span.h"

/* True when some byte b of the text has (b & mask) == value. */
static inline bool fl_scan_masked(fl_span s, unsigned char mask, unsigned char value)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;
    for (; s.n - at >= 8; at += 8) {
        uint64_t eight;
        memcpy(&eight, p + at, 8);
        eight = (eight & ones * mask) ^ ones * value; /* zero bytes are hits */
        if ((eight - ones) & ~eight & high) return true;
    }
    for (; at < s.n; at++)
        if ((p[at] & mask) == value) return true;
    return false;
}

/* True when the text has a character of two bytes (U+0080 to U+07FF): Latin letters with marks,
 * Greek, Cyrillic, controls. */
static inline bool fl_scan_two_byte(fl_span s) { return fl_scan_masked(s, 0xE0, 0xC0); }

/* True when byte `first` stands right before byte `second` somewhere. */
static inline bool fl_scan_pair(fl_span s, unsigned char first, unsigned char second)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;
    for (; s.n - at >= 9; at += 8) {
        uint64_t here, behind;
        memcpy(&here, p + at, 8);
        memcpy(&behind, p + at + 1, 8);
        here = (here ^ ones * first) | (behind ^ ones * second); /* zero bytes are hits */
        if ((here - ones) & ~here & high) return true;
    }
    for (; at + 1 < s.n; at++)
        if (p[at] == first && p[at + 1] == second) return true;
    return false;
}

static inline bool fl_scan_has(fl_span s, char byte)
{
    return s.n && memchr(s.p, byte, s.n) != NULL;
}

#endif
