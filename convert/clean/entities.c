/* clean/entities.c - small readers for references and escapes. */
#include "clean/entities.h"

#include "base/utf8.h"

typedef struct entity {
    char name[9];
    uint16_t c;
} entity;

#include "data/entities/entities.inc"

uint32_t fl_windows_1252(unsigned byte)
{
    static const uint16_t high[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
    };
    return byte >= 0x80 && byte <= 0x9F ? high[byte - 0x80] : 0;
}

static uint32_t named(fl_span name)
{
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (strlen(entities[i].name) == name.n && memcmp(entities[i].name, name.p, name.n) == 0)
            return entities[i].c;
    return 0;
}

static int digit_of(char c, int base)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (base == 16 && c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (base == 16 && c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* A number of at least `least` digits at `at`; returns the offset behind it, 0 when there is none.
 */
static size_t number(fl_span s, size_t at, int base, size_t least, uint32_t *value)
{
    size_t from = at;
    *value = 0;
    for (; at < s.n && at - from < 8 && digit_of(s.p[at], base) >= 0; at++)
        *value = *value * (uint32_t)base + (uint32_t)digit_of(s.p[at], base);
    return at - from >= least ? at : 0;
}

/* The rest of a numeric reference, behind its '#'. */
static size_t numeric(fl_span s, size_t at, size_t least, uint32_t *c)
{
    bool hex = at < s.n && (s.p[at] == 'x' || s.p[at] == 'X');
    at = number(s, at + hex, hex ? 16 : 10, least, c);
    if (at == 0 || at >= s.n || s.p[at] != ';') return 0;
    if (*c >= 0x80 && *c <= 0x9F) *c = fl_windows_1252(*c);
    bool bad = *c < 0x20 || *c > 0x10FFFF || (*c >= 0xD800 && *c <= 0xDFFF) ||
               fl_is_noncharacter(*c);
    return bad ? 0 : at + 1;
}

/* The reference at the ampersand `at`, escaped once or more; returns the offset behind it or 0. */
static size_t reference(fl_span s, size_t at, uint32_t *c)
{
    size_t plain = 0; /* behind `&amp;` */
    at++;
    for (unsigned times = 0; times < 4 && fl_span_starts(fl_span_sub(s, at, s.n), FL_SPAN("amp;"));
         times++)
        plain = at += 4;
    *c = '&';
    if (at >= s.n) return plain;
    if (s.p[at] == '#') {
        size_t end = numeric(s, at + 1, 1, c);
        if (!end) *c = '&';
        return end ? end : plain;
    }
    size_t from = at;
    while (at < s.n && at - from < 8 && fl_is_ascii_alnum((unsigned char)s.p[at])) at++;
    uint32_t found = at > from ? named(fl_span_sub(s, from, at)) : 0;
    bool closed = at < s.n && s.p[at] == ';';
    if (!found || (!closed && found != 0xA0)) return plain;
    *c = found;
    return at + closed;
}

static bool is_wide(uint32_t c) { return c >= 0x2E80 || (c >= 0x2010 && c <= 0x203B); }

/* `#xff0c;` beside Chinese, whose ampersand was lost. */
static size_t bare_reference(fl_span s, size_t at, uint32_t *c)
{
    size_t end = numeric(s, at + 1, 4, c);
    if (!end || *c < 0xA0) return 0;
    return is_wide(fl_utf8_before(s, at)) || is_wide(fl_utf8_at(s, end)) ? end : 0;
}

/* Does the line speak about markup? Then its references are meant. */
static bool about_markup(fl_span s)
{
    static const char *const word[] = {
        "HTML", "html", "XML",  "entit", "escape",   "实体", "實體",
        "转义", "轉義", "代码", "代碼",  "字符引用", "标签", "標籤"
    };
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (fl_span_find(s, fl_span_of(word[i]), 0) != SIZE_MAX) return true;
    return false;
}

/* Where the line's last text ends; references to blanks behind it, and before its first, are
 * layout. */
static size_t text_end(fl_span s)
{
    size_t last = 0, end;
    for (size_t at = 0; at < s.n; at = end) {
        uint32_t c;
        end = s.p[at] == '&' ? reference(s, at, &c) : 0;
        if (!end) end = fl_utf8_next(s, at, &c);
        if (!fl_is_space(c)) last = end;
    }
    return last;
}

void fl_decode_entities(fl_edits *e)
{
    fl_span s = e->line->text;
    if (about_markup(s)) return;
    fl_edits_rule(e, "characters.entity", "a character reference was left undecoded", 95);
    size_t text_ends = text_end(s);
    bool started = false; /* something other than blanks stands before */
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c = 0;
        bool open = s.p[at] == '&';
        end = open ? reference(s, at, &c) : s.p[at] == '#' ? bare_reference(s, at, &c) : 0;
        uint32_t next = end ? fl_utf8_at(s, end) : 0;
        bool tag = c == '<' && (next == '/' || next == '!' || fl_is_ascii_alnum(next));
        bool decoded = end && !tag;
        if (!decoded) end = fl_utf8_next(s, at, &c);
        if (!fl_is_space(c)) started = true;
        if (!decoded) continue;
        bool layout = fl_is_space(c) && (!started || at >= text_ends);
        if (layout)
            fl_edits_replace(e, at, end, FL_SPAN(""));
        else
            fl_edits_replace_character(e, at, end, fl_is_space(c) && c != 0x3000 ? ' ' : c);
    }
    fl_edits_make(e);
}

/* ---- \u escapes ---- */

/* One `\uXXXX`, or a surrogate pair of two. */
static size_t escape_at(fl_span s, size_t at, uint32_t *c)
{
    if (s.n - at < 6 || s.p[at] != '\\' || s.p[at + 1] != 'u') return 0;
    fl_span four = fl_span_sub(s, 0, at + 6);
    if (!number(four, at + 2, 16, 4, c)) return 0;
    if (*c < 0xD800 || *c > 0xDFFF) return at + 6;
    uint32_t low;
    if (*c > 0xDBFF || s.n - at < 12 || s.p[at + 6] != '\\' || s.p[at + 7] != 'u') return 0;
    fl_span pair = fl_span_sub(s, 0, at + 12);
    if (!number(pair, at + 8, 16, 4, &low) || low < 0xDC00 || low > 0xDFFF) return 0;
    *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
    return at + 12;
}

static bool is_data(fl_span s)
{
    return fl_span_find(s, FL_SPAN("{\""), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN("\":"), 0) != SIZE_MAX;
}

void fl_decode_escapes(fl_edits *e)
{
    fl_span s = e->line->text;
    if (is_data(s) || about_markup(s)) return;
    fl_edits_rule(e, "characters.escape", "an escaped run that decodes to Chinese", 90);
    fl_buf run = fl_buf_new(e->t->arena, 16);
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        size_t end = at, next, count = 0, wide = 0;
        run.n = 0;
        while (end < s.n && (next = escape_at(s, end, &c)) != 0) {
            bool bad = c < 0x20 || (c >= 0x7F && c < 0xA0) || fl_is_noncharacter(c);
            if (bad) break;
            fl_buf_code_point(&run, c);
            count++;
            wide += fl_is_han(c) || fl_is_kana(c) || fl_is_hangul(c);
            end = next;
        }
        if (count >= 2 && wide * 2 >= count) fl_edits_replace(e, at, end, fl_buf_view(&run));
        if (end == at) end++;
        const char *slash = memchr(s.p + end, '\\', s.n - end);
        at = slash ? (size_t)(slash - s.p) : s.n;
    }
    fl_edits_make(e);
}
