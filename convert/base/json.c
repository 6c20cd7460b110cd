/* base/json.c - runs without anything to escape are copied whole. */
#include "base/json.h"

#include "base/utf8.h"

/* Length of the separator U+2028 or U+2029 at `at`, else 0: JavaScript ends a line there. */
static size_t separator_at(fl_span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    return s.n - at >= 3 && p[0] == 0xE2 && p[1] == 0x80 && (p[2] & 0xFE) == 0xA8 ? 3 : 0;
}

static void escape(fl_buf *out, unsigned char c)
{
    static const char letters[] = "btn?fr"; /* 8 to 13 */
    if (c == '"' || c == '\\')
        fl_buf_format(out, "\\%c", c);
    else if (c >= 8 && c <= 13 && c != 11)
        fl_buf_format(out, "\\%c", letters[c - 8]);
    else
        fl_buf_format(out, "\\u%04x", c);
}

static void write_valid(fl_buf *out, fl_span s)
{
    size_t from = 0;
    for (size_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        size_t n = c < 0x20 || c == '"' || c == '\\' || c == 0x7F ? 1
                   : c == 0xE2                                    ? separator_at(s, at)
                                                                  : 0;
        if (n == 0) {
            at++;
            continue;
        }
        fl_buf_span(out, fl_span_sub(s, from, at));
        if (n == 1)
            escape(out, c);
        else
            fl_buf_format(out, "\\u20%02x", (unsigned char)s.p[at + 2] - 0x80);
        from = at += n;
    }
    fl_buf_span(out, fl_span_sub(s, from, s.n));
}

void fl_json_string(fl_buf *out, fl_span s)
{
    fl_buf_byte(out, '"');
    while (s.n) {
        size_t valid = fl_utf8_valid(s);
        write_valid(out, fl_span_sub(s, 0, valid));
        if (valid == s.n) break;
        fl_buf_format(out, "\\\\x%02X", (unsigned char)s.p[valid]);
        s = fl_span_sub(s, valid + 1, s.n);
    }
    fl_buf_byte(out, '"');
}

void fl_json_key(fl_buf *out, const char *name)
{
    fl_json_string(out, fl_span_of(name));
    fl_buf_byte(out, ':');
}

void fl_json_share(fl_buf *out, float share)
{
    unsigned hundredths = (unsigned)(share * 100 + 0.5f);
    if (hundredths >= 100)
        fl_buf_text(out, "1");
    else if (hundredths % 10 == 0)
        fl_buf_format(out, "0.%u", hundredths / 10);
    else
        fl_buf_format(out, "0.%02u", hundredths);
}
