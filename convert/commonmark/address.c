/* commonmark/address.c - schemes are an allow list. */
#include "commonmark/address.h"

#include "base/utf8.h"
#include "commonmark/reference.h"

static const char *const schemes[] = { "http", "https", "mailto", "ftp", "tel" };
static const char *const images[] = { "image/png", "image/jpeg", "image/gif", "image/webp" };

static bool is_control(char c) { return (unsigned char)c < 0x20 || c == 0x7F; }

/* Skips control characters and, at the start, spaces. */
static size_t next_visible(fl_span s, size_t at, bool start)
{
    while (at < s.n && (is_control(s.p[at]) || (start && s.p[at] == ' '))) at++;
    return at;
}

/* The offset behind `word` at `at`, whatever its case; 0 when it does not stand there. */
static size_t behind(fl_span s, size_t at, const char *word)
{
    for (; *word; word++) {
        at = next_visible(s, at, false);
        if (at == s.n || fl_ascii_lower(s.p[at]) != *word) return 0;
        at++;
    }
    return next_visible(s, at, false);
}

static bool ends_with(fl_span s, size_t at, const char *ends)
{
    return at > 0 && at < s.n && strchr(ends, s.p[at]) != NULL;
}

bool fl_address_allowed(fl_span s)
{
    size_t start = next_visible(s, 0, true), at = start;
    if (at == s.n || !fl_is_ascii_letter(s.p[at])) return true;
    while (at < s.n && (fl_is_ascii_alnum((unsigned char)s.p[at]) || strchr("+.-", s.p[at])))
        at = next_visible(s, at + 1, false);
    if (at == s.n || s.p[at] != ':') return true;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (ends_with(s, behind(s, start, schemes[i]), ":")) return true;
    size_t data = behind(s, start, "data:");
    for (size_t i = 0; data && i < sizeof images / sizeof *images; i++)
        if (ends_with(s, behind(s, data, images[i]), ";,")) return true;
    return false;
}

fl_span fl_address_clean(fl_arena *a, fl_span s)
{
    while (s.n && s.p[s.n - 1] == ' ') s.n--;
    size_t start = next_visible(s, 0, true), at = start;
    while (at < s.n && !is_control(s.p[at])) at++;
    if (at == s.n) return fl_span_sub(s, start, s.n);
    fl_buf out = fl_buf_new(a, s.n);
    for (at = start; at < s.n; at++)
        if (!is_control(s.p[at])) fl_buf_byte(&out, s.p[at]);
    return fl_buf_view(&out);
}

static void write_percent(fl_buf *out, fl_span s)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        fl_buf_byte(out, '%');
        fl_buf_byte(out, digits[(unsigned char)s.p[i] >> 4]);
        fl_buf_byte(out, digits[s.p[i] & 15]);
    }
}

void fl_address_write(fl_buf *out, fl_span s)
{
    for (size_t at = 0, next; at < s.n; at = next) {
        uint32_t c;
        next = fl_utf8_next(s, at, &c);
        fl_span one = fl_span_sub(s, at, next);
        if (c < 0x80 ? c <= ' ' || strchr("<>()[]{}\"\\^`|\x7F", (int)c) != NULL : fl_is_space(c))
            write_percent(out, one);
        else if (c == '&' && fl_reference_at(s, at))
            fl_buf_text(out, "&amp;");
        else
            fl_buf_span(out, one);
    }
}
