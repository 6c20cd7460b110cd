/* structure/points.c - one walk over the marks of a paragraph; only what can begin a number is
 * looked at closer. */
#include "structure/points.h"

#include "base/utf8.h"

enum { LEAST_MEAN = 36, LEAST_BYTES = 120, MOST_FITS = 4, WORD = UINT16_MAX };

/* The first byte of an ideograph (and of what else has three bytes and marks no end). */
static bool starts_han(unsigned char c) { return (unsigned char)(c - 0xE4) <= 0xE9 - 0xE4; }

/* Where the next sentence or clause begins at or after `at`: behind 。 ； ： ， and their ASCII
 * forms. */
static size_t next_start(fl_span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p;
    while (at + 2 < s.n) {
        while (s.n - at > 9 && starts_han(p[at]) & starts_han(p[at + 3]) & starts_han(p[at + 6]))
            at += 9;
        unsigned char c = p[at];
        if (starts_han(c))
            at += 3;
        else if (c == 0xE3 && p[at + 1] == 0x80 && p[at + 2] == 0x82)
            return at + 3;
        else if (c == 0xEF && p[at + 1] == 0xBC &&
                 (p[at + 2] == 0x9A || p[at + 2] == 0x9B || p[at + 2] == 0x8C))
            return at + 3;
        else if (c == ';' || c == ':')
            return at + 1;
        else
            at += c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    }
    return s.n;
}

static bool may_begin(uint32_t c)
{
    switch (c) {
    case 0x4E00:
    case 0x4E8C:
    case 0x4E09:
    case 0x56DB:
    case 0x4E94:
    case 0x516D:
    case 0x4E03:
    case 0x516B:
    case 0x4E5D:
    case 0x5341: /* 一 … 十 */
    case 0x7B2C:
    case 0x5176:
    case 0x9996:
    case 0x518D:
    case 0x6700:
    case '(':
    case 0xFF08: /* 第 其 首 再 最 */
        return true;
    default:
        return fl_is_digit(c) || (c >= 0x2460 && c <= 0x24FF) || (c >= 0x3220 && c <= 0x3229);
    }
}

/* The point that begins at `at` and has this ordinal, of this row (any: row 0 and ordinal 1). */
static bool point_at(const fl_draft *d, fl_span s, size_t at, const fl_point *after, fl_point *out)
{
    fl_span word, rest = fl_span_sub(s, at, s.n);
    if (!after || after->row == WORD) {
        const fl_list *words = after ? d->words.sequence_next : d->words.sequence_first;
        if (fl_list_starts(words, rest, &word)) {
            *out = (fl_point){ (uint32_t)at, (uint32_t)word.n,
                               (uint16_t)(after ? after->ordinal + 1 : 1), WORD };
            return true;
        }
    }
    fl_marker m[MOST_FITS];
    size_t n = fl_enumerators_match(d->enumerators, s, at, m, MOST_FITS);
    for (size_t i = 0; i < n; i++) {
        const fl_enumerator_row *row = &d->rows[m[i].row];
        bool usable = row->kind == 'p' || (row->kind == 'b' && row->rank >= 5 && row->rank < 20);
        if (!usable || m[i].depth != 1 || m[i].length >= rest.n) continue;
        if (after ? m[i].row != after->row || m[i].ordinal != after->ordinal + 1
                  : m[i].ordinal != 1)
            continue;
        if (fl_list_starts(d->words.marker_traps, rest, NULL)) continue;
        *out = (fl_point){ (uint32_t)at, m[i].length, m[i].ordinal, m[i].row };
        return true;
    }
    return false;
}

size_t fl_find_points(const fl_draft *d, fl_span s, size_t from, fl_point out[FL_MOST_POINTS])
{
    size_t count = 0;
    if (!d->headings_stop || s.n < from + LEAST_BYTES) return 0;
    for (size_t at = from; at < s.n; at = next_start(s, at)) {
        if (!may_begin(fl_utf8_at(s, at))) continue;
        fl_point p;
        bool next = count && count < FL_MOST_POINTS && point_at(d, s, at, &out[count - 1], &p);
        if (next)
            out[count++] = p;
        else if (count < 2 && point_at(d, s, at, NULL, &p)) {
            out[0] = p;
            count = 1;
        }
    }
    if (count < 2) return 0;
    size_t length = fl_utf8_count(fl_span_sub(s, out[0].from, s.n));
    return length >= count * LEAST_MEAN ? count : 0;
}
