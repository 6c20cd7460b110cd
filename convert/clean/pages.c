/* clean/pages.c - page numbers first: they say where running heads can be. */
#include "clean/pages.h"

#include <stdlib.h>

#include "base/utf8.h"

typedef enum page_kind { NOT_A_PAGE, PAGE_NUMBER, BARE_NUMBER } page_kind;

typedef struct page_line {
    page_kind kind;
    uint32_t number;
} page_line;

static size_t skip_spaces(fl_span s, size_t at)
{
    while (at < s.n) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (!fl_is_space(c)) break;
        at = next;
    }
    return at;
}

/* Digits of either width at `at`; returns the offset behind them, `at` when there are none. */
static size_t read_number(fl_span s, size_t at, uint32_t *number)
{
    *number = 0;
    for (size_t digits = 0; at < s.n && digits < 5; digits++) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (c >= 0xFF10 && c <= 0xFF19) c = c - 0xFF10 + '0';
        if (!fl_is_digit(c)) break;
        *number = *number * 10 + (c - '0');
        at = next;
    }
    return at;
}

static bool is_dash(uint32_t c)
{
    return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == 0x2500 || c == 0xFF0D ||
           c == 0xB7;
}

static size_t skip_word(fl_span s, size_t at, const char *const *words)
{
    at = skip_spaces(s, at);
    for (; *words; words++) {
        fl_span word = fl_span_of(*words);
        if (s.n - at >= word.n && memcmp(s.p + at, word.p, word.n) == 0)
            return skip_spaces(s, at + word.n);
    }
    return at;
}

/* `— 12 —`, `- 12 -`, `第 3 页`, `第3页 共9页`, `3 / 9`, `Page 3 of 10`, `12`. */
static page_line read_page_line(fl_span s)
{
    static const char *const before[] = { "\u7B2C", "Page", "page", "PAGE", "P.", NULL }; /* 第 */
    static const char *const behind[] = { "\u9875", "\u9801", "\u30DA\u30FC\u30B8",
                                          NULL };                            /* 页 頁 ページ */
    static const char *const of[] = { "\u5171", "/", "\uFF0F", "of", NULL }; /* 共 */
    page_line found = { NOT_A_PAGE, 0 };
    if (s.n == 0 || s.n > 60) return found;
    uint32_t c, total;
    size_t at = 0, dashes = 0;
    while (at < s.n && (fl_utf8_next(s, at, &c), is_dash(c))) {
        at = fl_utf8_next(s, at, &c);
        dashes++;
    }
    size_t start = skip_word(s, at, before);
    bool worded = start > skip_spaces(s, at);
    at = read_number(s, start, &found.number);
    if (at == start) return found;
    size_t next = skip_word(s, at, behind);
    worded |= next > skip_spaces(s, at);
    at = skip_word(s, next, of);
    if (at > skip_spaces(s, next)) {
        size_t digits = read_number(s, at, &total);
        if (digits == at || total < found.number) return found;
        at = skip_word(s, digits, behind);
        worded = true;
    }
    size_t closing = 0;
    while (at < s.n && (fl_utf8_next(s, at, &c), is_dash(c))) {
        at = fl_utf8_next(s, at, &c);
        closing++;
    }
    if (skip_spaces(s, at) != s.n) return found;
    if (dashes && closing)
        found.kind = PAGE_NUMBER;
    else if (!dashes && !closing)
        found.kind = worded ? PAGE_NUMBER : BARE_NUMBER;
    return found;
}

/* ---- page numbers ---- */

static void remove_line(const fl_task *t, fl_lines *lines, size_t i, const char *name,
                        const char *why)
{
    fl_line_remove(t, lines, &lines->item[i], fl_trail_rule(t->trail, name, why), 92,
                   (fl_span){ NULL, 0 });
    if (i + 1 < lines->count) lines->item[i + 1].hints |= FL_HINT_CUT;
}

/* Bare numbers that count up, three or more in the document, with text between them; the others are
 * not pages. */
static void judge_bare(page_line *page, size_t count)
{
    size_t run = 0, last = 0;
    for (size_t i = 0; i < count; i++) {
        if (page[i].kind != BARE_NUMBER) continue;
        if (run && page[i].number == page[last].number + 1 && i > last + 1)
            run++;
        else
            run = 1;
        last = i;
        if (run < 3) continue;
        for (size_t k = i + 1, back = 0; k-- > 0 && back < (run == 3 ? 3u : 1u);)
            if (page[k].kind == BARE_NUMBER) {
                page[k].kind = PAGE_NUMBER;
                back++;
            }
        for (size_t k = i + 1; k < count; k++) { /* and so on, as long as it counts up */
            if (page[k].kind != BARE_NUMBER) continue;
            if (page[k].number != page[last].number + 1) break;
            page[k].kind = PAGE_NUMBER;
            last = k;
            i = k;
        }
        run = 0;
    }
}

/* ---- running heads ---- */

/* Hash of a line with its digits passed over, so that `RFC 9110 … Page 3` and `… Page 4` are the
 * same. */
static uint64_t words_hash(fl_span s)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    for (size_t i = 0; i < s.n; i++) {
        if (fl_is_digit((unsigned char)s.p[i]) || s.p[i] == ' ') continue;
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    }
    return h;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static bool recurs(const uint64_t *sorted, size_t count, uint64_t hash)
{
    enum { TIMES = 3 };
    size_t low = 0, high = count, n = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + n < count && n < TIMES && sorted[low + n] == hash) n++;
    return n >= TIMES;
}

static bool ends_in_page(fl_span s)
{
    return s.n > 0 && s.p[s.n - 1] == ']' && fl_span_find(s, FL_SPAN("[Page "), 0) != SIZE_MAX;
}

/* Beside a page border: the line above or below a page number or a form feed, or an RFC's footer
 * itself. */
static bool beside_page(const fl_lines *lines, const page_line *page, size_t i)
{
    if (lines->item[i].hints & FL_HINT_CUT) return true;
    if (i > 0 && page[i - 1].kind == PAGE_NUMBER) return true;
    if (i + 1 < lines->count &&
        (page[i + 1].kind == PAGE_NUMBER || (lines->item[i + 1].hints & FL_HINT_CUT)))
        return true;
    return ends_in_page(lines->item[i].text) || (i > 0 && ends_in_page(lines->item[i - 1].text));
}

static void drop_running_heads(const fl_task *t, fl_lines *lines, const page_line *page)
{
    enum { WIDEST = 90 };
    size_t count = 0;
    uint64_t *hash = fl_alloc(t->arena, lines->count, sizeof *hash);
    for (size_t i = 0; i < lines->count; i++)
        if (page[i].kind != PAGE_NUMBER && lines->item[i].text.n <= WIDEST * 3 &&
            beside_page(lines, page, i))
            hash[count++] = words_hash(lines->item[i].text);
    qsort(hash, count, sizeof *hash, by_hash);
    bool *drop = fl_alloc(t->arena, lines->count, sizeof *drop);
    for (size_t i = 0; i < lines->count; i++)
        drop[i] = page[i].kind != PAGE_NUMBER && lines->item[i].text.n <= WIDEST * 3 &&
                  beside_page(lines, page, i) &&
                  recurs(hash, count, words_hash(lines->item[i].text));
    for (size_t i = 0; i < lines->count; i++)
        if (drop[i])
            remove_line(t, lines, i, "pages.running-head",
                        "recurs at page ends with the same words");
}

/* ---- contents ---- */

static bool is_leader(uint32_t c)
{
    return c == '.' || c == 0x2026 || c == 0xB7 || c == 0x2025 || c == 0x22EF || c == '_';
}

/* Ends in leaders and a page number: `第一章　总则………………3`, `1.  Introduction . . . . . . 4`. */
static bool is_contents_line(fl_span s)
{
    size_t at = s.n, digits = 0, leaders = 0;
    uint32_t c = 0;
    while (at > 0) {
        size_t before = fl_utf8_prev(s, at, &c);
        if (!(fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19)) || digits == 4) break;
        digits++;
        at = before;
    }
    while (at > 0) {
        size_t before = fl_utf8_prev(s, at, &c);
        if (c != ' ' && !is_leader(c)) break;
        leaders += is_leader(c) ? (c == '.' ? 1 : 2) : 0;
        at = before;
    }
    return digits > 0 && leaders >= 4 && at > 0;
}

static bool is_contents_heading(fl_span s)
{
    static const char *const words[] = { "\u76EE\u5F55",      "\u76EE\u9304",      "\u76EE\u6B21",
                                         "\uBAA9\uCC28",      "Contents",          "CONTENTS",
                                         "Table of Contents", "TABLE OF CONTENTS", NULL };
    char plain[64];
    size_t n = 0;
    for (size_t at = 0; at < s.n;) { /* spaced out in Chinese, `目　录`; not in English */
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (n + (next - at) >= sizeof plain) return false;
        bool keep = !fl_is_space(c) || (unsigned char)s.p[0] < 0x80;
        for (; keep && at < next; at++) plain[n++] = s.p[at];
        at = next;
    }
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == n && memcmp(words[i], plain, n) == 0) return true;
    return false;
}

/* Marks contents lines; a line between two of them that has no leaders belongs to the entry below
 * it. */
static void drop_contents(const fl_task *t, fl_lines *lines)
{
    enum { FEWEST = 3, BETWEEN = 2 };
    for (size_t i = 0; i < lines->count; i++) {
        if (fl_line_gone(&lines->item[i]) || !is_contents_line(lines->item[i].text)) continue;
        size_t last = i, entries = 1;
        for (size_t k = i + 1; k < lines->count && k <= last + 1 + BETWEEN; k++)
            if (!fl_line_gone(&lines->item[k]) && is_contents_line(lines->item[k].text)) {
                last = k;
                entries++;
            }
        if (entries < FEWEST) continue;
        size_t first = i;
        while (first > 0 && i - first < BETWEEN && !is_contents_heading(lines->item[first].text))
            first--;
        if (!is_contents_heading(lines->item[first].text)) first = i;
        for (size_t k = first; k <= last; k++)
            if (!fl_line_gone(&lines->item[k]))
                remove_line(t, lines, k, "pages.contents",
                            "a table of contents: leaders and page numbers");
        if (last + 1 < lines->count) lines->item[last + 1].hints &= (uint16_t)~FL_HINT_CUT;
        i = last;
    }
}

void fl_drop_pages(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    if (lines->count == 0) return;
    page_line *page = fl_alloc(t->arena, lines->count, sizeof *page);
    for (size_t i = 0; i < lines->count; i++)
        if (!(lines->item[i].hints & FL_HINT_PREFORMATTED) && !lines->item[i].container)
            page[i] = read_page_line(lines->item[i].text);
    judge_bare(page, lines->count);
    if (fl_task_allows(t, "pages.running-head", 92)) drop_running_heads(t, lines, page);
    if (fl_task_allows(t, "pages.number", 92))
        for (size_t i = 0; i < lines->count; i++)
            if (page[i].kind == PAGE_NUMBER && !fl_line_gone(&lines->item[i]))
                remove_line(t, lines, i, "pages.number", "a page number on a line of its own");
    if (fl_task_allows(t, "pages.contents", 92)) drop_contents(t, lines);
}
