/* read/text.c - one pass over the bytes; blank lines become hints. */
#include "read/text.h"

#include "base/scan.h"
#include "base/utf8.h"

unsigned fl_text_score(fl_span text)
{
    (void)text;
    return 10;
}

/* Where the line that starts at `at` ends; the length of its end goes to *length. Characters of
 * three and four bytes other than U+2xxx are stepped over whole: the text is valid UTF-8. */
static size_t find_line_end(fl_span s, size_t at, size_t *length)
{
    *length = 0;
    while (at < s.n) {
        unsigned char c = (unsigned char)s.p[at];
        if (c > 0xE2) {
            at += c < 0xF0 ? 3 : 4;
            continue;
        }
        if ((c <= '\r' || c == 0xC2 || c == 0xE2) && (*length = fl_line_end_at(s, at)) != 0) break;
        at++;
    }
    return at;
}

/* True when LF is the only line end of the text: then its lines are found faster. */
static bool has_only_feeds(fl_span s)
{
    if (memchr(s.p, '\r', s.n) || memchr(s.p, '\v', s.n) || memchr(s.p, '\f', s.n)) return false;
    return !fl_scan_pair(s, 0xC2, 0x85) && !fl_scan_pair(s, 0x80, 0xA8) &&
           !fl_scan_pair(s, 0x80, 0xA9);
}

static size_t find_feed(fl_span s, size_t at, size_t *length)
{
    const char *feed = memchr(s.p + at, '\n', s.n - at);
    *length = feed != NULL;
    return feed ? (size_t)(feed - s.p) : s.n;
}

/* Lines that have a byte besides their end, or a little more. */
static size_t count_lines(fl_span s)
{
    size_t n = 1;
    const char *end = s.p + s.n, *at = s.p;
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        n++;
        while (at < end && *at == '\n') at++;
    }
    return n;
}

void fl_text_lines(const fl_task *t, fl_span text, fl_lines *out)
{
    uint32_t number = 1;
    uint16_t hints = 0;
    size_t base = (size_t)(text.p - out->source.p); /* a byte order mark lies before */
    bool feeds = text.n && has_only_feeds(text);
    if (feeds) fl_lines_expect(t->arena, out, count_lines(text));
    for (size_t at = 0; at < text.n; number++) {
        size_t n, end = feeds ? find_feed(text, at, &n) : find_line_end(text, at, &n);
        fl_span whole = fl_span_sub(text, at, end), kept = fl_span_trim(whole);
        if (kept.n == 0) {
            hints |= FL_HINT_BLANK_BEFORE;
        } else {
            fl_line *line = fl_lines_add(t->arena, out);
            line->text = kept;
            line->from = (uint32_t)(base + (size_t)(kept.p - text.p));
            line->to = (uint32_t)(base + end + n);
            line->number = number;
            size_t indent = (size_t)(kept.p - whole.p);
            if (indent >= 2) hints |= FL_HINT_INDENTED;
            line->hints = hints;
            hints = 0;
        }
        if (n == 1 && end < text.n && text.p[end] == '\f') hints |= FL_HINT_CUT;
        at = end + n;
    }
}
