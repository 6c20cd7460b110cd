/* read/html/references.c - the longest name that is known counts. */
#include "read/html/references.h"

#include "base/utf8.h"

typedef struct named_reference {
    char name[32], text[8]; /* no addresses: those are written when the program starts */
    bool legacy;            /* known without semicolon, too */
} named_reference;

#include "data/entities/references.inc"

enum { LONGEST_NAME = 31, SHORTEST_LEGACY = 2, LONGEST_LEGACY = 6 };

static const named_reference *find(fl_span name)
{
    size_t low = 0, high = sizeof references / sizeof *references;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *other = references[middle].name;
        int order = strncmp(other, name.p, name.n);
        if (order == 0 && other[name.n]) order = 1;
        if (order == 0) return &references[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static uint32_t windows_1252(uint32_t c)
{
    static const uint16_t high[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
    };
    return c >= 0x80 && c < 0xA0 && high[c - 0x80] ? high[c - 0x80] : c;
}

static int digit_of(char c, bool hex)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (hex && c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (hex && c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static size_t number(fl_span s, size_t at, char out[8], size_t *n)
{
    size_t i = at + 2;
    bool hex = i < s.n && (s.p[i] == 'x' || s.p[i] == 'X');
    i += hex;
    size_t first = i;
    uint32_t c = 0;
    for (; i < s.n && digit_of(s.p[i], hex) >= 0; i++)
        if (c <= 0x10FFFF) c = c * (hex ? 16u : 10u) + (uint32_t)digit_of(s.p[i], hex);
    if (i == first) return 0;
    if (i < s.n && s.p[i] == ';') i++;
    c = windows_1252(c);
    bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') ||
                   (c >= 0x7F && c < 0xA0);
    if (control || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) || fl_is_noncharacter(c))
        c = 0xFFFD;
    *n = fl_utf8_encode(c, out);
    return i - at;
}

size_t fl_reference_read(fl_span s, size_t at, bool in_attribute, char out[8], size_t *n)
{
    if (at + 2 > s.n) return 0;
    if (at + 1 < s.n && s.p[at + 1] == '#') return number(s, at, out, n);
    size_t end = at + 1;
    while (end < s.n && end - at <= LONGEST_NAME && fl_is_ascii_alnum((unsigned char)s.p[end]))
        end++;
    const named_reference *found = NULL;
    size_t length = 0;
    if (end > at + 1 && end < s.n && s.p[end] == ';') {
        found = find(fl_span_sub(s, at + 1, end));
        length = end + 1 - at;
    }
    for (size_t i = LONGEST_LEGACY; !found && i >= SHORTEST_LEGACY; i--) {
        if (at + 1 + i > end) continue;
        const named_reference *prefix = find(fl_span_sub(s, at + 1, at + 1 + i));
        if (!prefix || !prefix->legacy) continue;
        char next = at + 1 + i < s.n ? s.p[at + 1 + i] : '\0';
        if (in_attribute && (next == '=' || fl_is_ascii_alnum((unsigned char)next))) return 0;
        found = prefix;
        length = i + 1;
    }
    if (!found) return 0;
    *n = strlen(found->text);
    memcpy(out, found->text, *n);
    return length;
}
