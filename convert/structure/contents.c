/* structure/contents.c - leaders are one proof of a table of contents; its first entry coming again
 * is the other. */
#include "structure/contents.h"

#include "base/utf8.h"

enum { LEAST_ENTRIES = 3, MOST_ENTRIES = 2000 };

static bool is_leader(uint32_t c)
{
    return c == '.' || c == 0x2026 || c == 0xB7 || c == 0x2025 || c == 0xFF0E || c == 0x22EF ||
           c == 0x2024 || c == '_' || c == 0x30FB || c == 0x2500 || c == 0xFF0D;
}

/* The text before leaders and page number; *leaders tells how many leader characters there were
 * (`…` counts three). */
static fl_span entry_text(fl_span s, unsigned *leaders)
{
    uint32_t c;
    size_t at = s.n;
    *leaders = 0;
    while (at > 0) {
        size_t before = fl_utf8_prev(s, at, &c);
        bool number = fl_is_digit(c) || c == '(' || c == ')' || c == '-' || c == 0xFF08 ||
                      c == 0xFF09 || c == ' ';
        if (!number) break;
        at = before;
    }
    while (at > 0) {
        size_t before = fl_utf8_prev(s, at, &c);
        if (!is_leader(c) && c != ' ') break;
        if (c == 0x2026 || c == 0x22EF)
            *leaders += 3;
        else if (c != ' ')
            *leaders += 1;
        at = before;
    }
    if (*leaders < 3) return s;
    return fl_span_sub(s, 0, at);
}

static bool has_leaders(const fl_part *p)
{
    unsigned leaders;
    fl_span s = fl_part_text(p);
    if (p->role != FL_PLAIN || s.n < 8 || p->chars == FL_LONG ||
        !fl_is_digit((unsigned char)s.p[s.n - 1]))
        return false;
    return entry_text(s, &leaders).n < s.n;
}

/* Equal but for white space. */
static bool same_words(fl_span a, fl_span b)
{
    size_t i = 0, k = 0;
    uint32_t x, y;
    for (;;) {
        size_t next = 0;
        x = y = 0;
        while (i < a.n && (next = fl_utf8_next(a, i, &x), fl_is_space(x))) i = next;
        if (i >= a.n)
            x = 0;
        else
            i = next;
        while (k < b.n && (next = fl_utf8_next(b, k, &y), fl_is_space(y))) k = next;
        if (k >= b.n)
            y = 0;
        else
            k = next;
        if (x != y) return false;
        if (!x) return true;
    }
}

/* The entry without what stands in brackets at its end, such as the articles of a chapter. */
static fl_span without_bracket(fl_span s)
{
    uint32_t c, last = fl_utf8_before(s, s.n);
    if (last != ')' && last != 0xFF09) return s;
    for (size_t at = s.n; at > 0;) {
        at = fl_utf8_prev(s, at, &c);
        if (c == '(' || c == 0xFF08) return at ? fl_span_trim(fl_span_sub(s, 0, at)) : s;
    }
    return s;
}

/* The entry without a page number, or two, set off by a space. */
static fl_span without_page(fl_span s)
{
    size_t at = s.n;
    while (at > 0 && (fl_is_digit((unsigned char)s.p[at - 1]) || s.p[at - 1] == '-')) at--;
    uint32_t before = fl_utf8_before(s, at);
    return at < s.n && fl_is_space(before) ? fl_span_trim(fl_span_sub(s, 0, at)) : s;
}

static bool is_contents_word(const fl_draft *d, const fl_part *p)
{
    if (p->chars > 24) return false;
    for (size_t i = 0; i < d->words.contents_words->count; i++)
        if (same_words(fl_list_word(d->words.contents_words, i), fl_part_text(p))) return true;
    return false;
}

static bool has_page(const fl_part *p)
{
    fl_span s = fl_part_text(p);
    return without_page(s).n < s.n || has_leaders(p);
}

/* Lines without a page number behind entries that have one are no entries: the title, once more. */
static size_t without_title(const fl_draft *d, size_t first, size_t end)
{
    size_t pages = 0, last = end;
    for (size_t i = first; i < end; i++) pages += has_page(&d->part[i]);
    if (pages * 2 < end - first) return end;
    while (last > first + LEAST_ENTRIES && !has_page(&d->part[last - 1])) last--;
    return last;
}

/* Behind the heading of a table of contents at `at`: the part where its first entry comes again, or
 * `at` + 1. */
static size_t end_of_contents(const fl_draft *d, size_t at)
{
    unsigned leaders;
    size_t first = at + 1;
    if (first >= d->count) return first;
    fl_span entry = entry_text(fl_part_text(&d->part[first]), &leaders),
            bare = without_page(without_bracket(entry));
    for (size_t i = first + 1; i < d->count && i < first + MOST_ENTRIES; i++) {
        const fl_part *p = &d->part[i];
        if (p->role != FL_PLAIN || p->chars > 90 || is_contents_word(d, p)) break;
        if (same_words(entry, fl_part_text(p)) || same_words(bare, fl_part_text(p)))
            return i - first >= LEAST_ENTRIES ? without_title(d, first, i) : first;
        if ((p->flags & FL_ENDS) && !has_leaders(p)) break;
    }
    return first;
}

/* `第二章　経過措置（第五条）`: which articles it holds. */
static bool names_articles(const fl_part *p)
{
    fl_span s = fl_part_text(p), bare = without_bracket(s);
    return p->role == FL_PLAIN && bare.n < s.n &&
           (fl_span_find(fl_span_sub(s, bare.n, s.n), FL_SPAN("条"), 0) != SIZE_MAX ||
            fl_span_find(fl_span_sub(s, bare.n, s.n), FL_SPAN("條"), 0) != SIZE_MAX);
}

/* Behind the heading at `at`, entries that name their articles, whether or not the first one comes
 * again: the part behind them. */
static size_t end_of_ranges(const fl_draft *d, size_t at)
{
    size_t i = at + 1, ranges = 0;
    while (i < d->count && i < at + MOST_ENTRIES) {
        const fl_part *p = &d->part[i];
        bool frame = p->chars <= 8 && fl_list_has(d->words.frame_words, fl_part_text(p));
        if (names_articles(p))
            ranges++;
        else if (!frame && !(p->chars <= 40 && i + 1 < d->count && names_articles(p + 1)))
            break;
        i++;
    }
    return ranges >= 2 ? i : at + 1;
}

static void set_contents(fl_draft *d, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) d->part[i].role = FL_CONTENTS;
}

void fl_find_contents(fl_draft *d)
{
    for (size_t i = 0; i < d->count;) {
        if (d->part[i].role == FL_PLAIN && is_contents_word(d, &d->part[i])) {
            size_t end = end_of_contents(d, i);
            if (end == i + 1) end = end_of_ranges(d, i);
            if (end > i + 1) {
                set_contents(d, i, end);
                i = end;
                continue;
            }
        }
        size_t end = i;
        while (end < d->count && has_leaders(&d->part[end])) end++;
        if (end - i >= LEAST_ENTRIES) {
            size_t from = i > 0 && is_contents_word(d, &d->part[i - 1]) ? i - 1 : i;
            set_contents(d, from, end);
        }
        i = end > i ? end : i + 1;
    }
}
