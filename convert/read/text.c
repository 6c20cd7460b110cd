/* read/text.c - one pass over the bytes; blank lines become hints. */
#include "read/text.h"

#include "base/utf8.h"

unsigned fl_text_score(fl_span text)
{
    (void)text;
    return 10;
}

/* Length of the line end at `at`, 0 if none is there. */
static size_t line_end_at(fl_span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    if (*p == '\r') return left > 1 && p[1] == '\n' ? 2 : 1;
    if (*p >= '\n' && *p <= '\f') return 1;
    if (left > 1 && p[0] == 0xC2 && p[1] == 0x85) return 2;
    if (left > 2 && p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9)) return 3;
    return 0;
}

void fl_text_lines(const fl_task *t, fl_span text, fl_lines *out)
{
    uint32_t number = 1;
    uint16_t hints = 0;
    size_t base = (size_t)(text.p - out->source.p); /* a byte order mark lies before */
    for (size_t at = 0; at < text.n; number++) {
        size_t end = at, n = 0;
        while (end < text.n) {
            unsigned char c = (unsigned char)text.p[end];
            if ((c <= '\r' || c == 0xC2 || c == 0xE2) && (n = line_end_at(text, end)) != 0) break;
            end++;
        }
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
