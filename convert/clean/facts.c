/* clean/facts.c - dates are read as up to three numbers, breadcrumbs as words between arrows. */
#include "clean/facts.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "clean/shape.h"
#include "clean/verdict.h"

/* ---- dates ---- */

/* Month whose English name, whole or cut (`Sep`, `Sept`), is the word at `at`; 0 if it is none. */
static unsigned month_at(fl_span s, size_t at)
{
    static const char *const names[] = { "january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december" };
    size_t n = 0;
    if (at > 0 && fl_is_ascii_alnum((unsigned char)s.p[at - 1])) return 0;
    while (at + n < s.n && (s.p[at + n] | 0x20) >= 'a' && (s.p[at + n] | 0x20) <= 'z') n++;
    for (unsigned m = 0; n >= 3 && m < 12; m++) {
        size_t same = 0;
        while (same < n && names[m][same] == (s.p[at + same] | 0x20)) same++;
        if (same == n) return m + 1;
    }
    return 0;
}

static unsigned digit_of(uint32_t c)
{
    if (c >= 0xFF10 && c <= 0xFF19) return c - 0xFF10;
    return fl_is_digit(c) ? c - '0' : 10;
}

/* The first three numbers of the text and the month that it names. */
static size_t read_numbers(fl_span s, unsigned number[3], unsigned *month)
{
    size_t count = 0;
    bool inside = false;
    *month = 0;
    for (size_t at = 0, next; at < s.n; at = next) {
        uint32_t c;
        next = fl_utf8_next(s, at, &c);
        unsigned digit = digit_of(c);
        if (digit > 9) {
            if (!*month) *month = month_at(s, at);
            inside = false;
            continue;
        }
        if (!inside && count == 3) break;
        if (!inside) number[count++] = 0;
        inside = true;
        if (number[count - 1] < 100000) number[count - 1] = number[count - 1] * 10 + digit;
    }
    return count;
}

fl_span fl_fact_date(fl_arena *a, fl_span text)
{
    unsigned n[3] = { 0, 0, 0 }, month;
    size_t count = read_numbers(text, n, &month);
    unsigned year = n[0], day = n[2];
    if (count >= 2 && month) { /* 4 March 2022; March 4, 2022 */
        day = n[0];
        year = n[1];
    } else if (count == 3) {
        month = n[1];
    } else {
        return (fl_span){ NULL, 0 };
    }
    if (year >= 80 && year < 200) year += 1911;
    if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31)
        return (fl_span){ NULL, 0 };
    fl_buf out = fl_buf_new(a, 16);
    fl_buf_format(&out, "%04u-%02u-%02u", year, month, day);
    return fl_buf_view(&out);
}

/* ---- breadcrumbs ---- */

static bool is_arrow(uint32_t c)
{
    switch (c) { /* > ＞ » › → ≫ ▶ ▸ */
    case '>':
    case 0xFF1E:
    case 0xBB:
    case 0x203A:
    case 0x2192:
    case 0x226B:
    case 0x25B6:
    case 0x25B8:
        return true;
    default:
        return false;
    }
}

static bool is_slash(uint32_t c)
{
    return c == '/' || c == 0xFF0F || c == '|' || c == 0xFF5C || c == '\\';
}

static bool contains(fl_span s, bool (*is)(uint32_t))
{
    uint32_t c;
    for (size_t at = 0; at < s.n;) {
        at = fl_utf8_next(s, at, &c);
        if (is(c)) return true;
    }
    return false;
}

static bool is_dash(uint32_t c) { return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2500; }

typedef bool (*parting)(uint32_t);

/* What parts the words of a breadcrumb: arrows where there are any, else slashes, else dashes. */
static parting parting_of(fl_span text)
{
    return contains(text, is_arrow) ? is_arrow : contains(text, is_slash) ? is_slash : is_dash;
}

size_t fl_fact_last_crumb(fl_span text)
{
    parting parts = parting_of(text);
    size_t start = text.n;
    uint32_t c;
    for (size_t at = 0; at < text.n;) {
        at = fl_utf8_next(text, at, &c);
        if (parts(c)) start = at;
    }
    while (start < text.n) {
        size_t next = fl_utf8_next(text, start, &c);
        if (!fl_is_space(c)) break;
        start = next;
    }
    return start;
}

fl_property *fl_fact_breadcrumb(fl_arena *a, fl_meta *meta, const char *rule, fl_span text,
                                unsigned confidence)
{
    enum { MOST = 16 };
    parting parts = parting_of(text);
    fl_span word[MOST];
    size_t count = 0, start = 0;
    for (size_t at = 0, next = 0; at <= text.n; at = next) {
        uint32_t c = 0;
        next = at < text.n ? fl_utf8_next(text, at, &c) : text.n + 1;
        if (at < text.n && !parts(c)) continue;
        fl_span part = fl_span_trim(fl_span_sub(text, start, at));
        if (part.n && count < MOST) word[count++] = part;
        start = next;
    }
    const fl_property *old = fl_meta_get(meta, "breadcrumb");
    if (count < 2 || (old && old->count >= count)) return NULL;
    fl_property *property = NULL;
    for (size_t i = 0; i < count; i++) {
        if (i == 0)
            property = fl_meta_set(a, meta, "breadcrumb", rule, word[i], confidence);
        else
            property = fl_meta_add(a, meta, "breadcrumb", rule, word[i], confidence);
    }
    property->is_list = true;
    return property;
}

bool fl_fact_is_separator(fl_span line)
{
    uint32_t c;
    if (line.n == 0 || line.n > 6) return false;
    for (size_t at = 0; at < line.n;) {
        at = fl_utf8_next(line, at, &c);
        if (!is_arrow(c) && !is_slash(c) && !is_dash(c)) return false;
    }
    return true;
}

/* A word that a crumb can be: short, no sentence, no enumerated item. */
static bool is_crumb(const fl_line *line)
{
    enum { WIDEST = 40 };
    return !line->container && !fl_starts_with_marker(line->text) && !fl_prose_of(line->text) &&
           fl_utf8_columns(line->text) <= WIDEST;
}

/* `> 政务公开`: separator and word in one line. */
static bool is_led_crumb(const fl_line *line)
{
    return is_arrow(fl_utf8_at(line->text, 0)) && line->text.n > 3 && is_crumb(line);
}

/* The last crumb is the title when it reads like one and no line below says the same. */
static bool is_title(const fl_packs *packs, const fl_lines *lines, size_t i)
{
    enum { NARROWEST = 14, NEAR = 12 }; /* columns; lines */
    fl_span s = lines->item[i].text;
    if (fl_utf8_columns(s) < NARROWEST) return false;
    if (!fl_list_ends(fl_packs_list(packs, NULL, "title_words"), s, NULL)) return false;
    for (size_t k = i + 1; k < lines->count && k <= i + NEAR; k++)
        if (fl_span_equal(lines->item[k].text, s)) return false;
    return true;
}

bool fl_fact_crumb_lines(const fl_packs *packs, const fl_lines *lines, size_t count, size_t *first,
                         size_t *end)
{
    const fl_list *home = fl_packs_list(packs, NULL, "home");
    for (size_t i = 0; i + 1 < count; i++) {
        const fl_line *line = lines->item;
        if (!is_crumb(&line[i]) || fl_fact_is_separator(line[i].text)) continue;
        size_t at = i + 1, links = 0;
        while (at < count) {
            bool parted = at + 1 < count && fl_fact_is_separator(line[at].text) &&
                          is_crumb(&line[at + 1]);
            if (parted)
                at += 2;
            else if (is_led_crumb(&line[at]))
                at++;
            else
                break;
            links++;
        }
        if (links == 0 || (links == 1 && !fl_list_has(home, line[i].text))) continue;
        *first = i;
        *end = is_title(packs, lines, at - 1) ? at - 1 : at;
        return true;
    }
    return false;
}
