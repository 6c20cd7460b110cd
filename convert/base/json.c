/* base/json.c - runs without anything to escape are copied whole. */
#include "base/json.h"

#include "base/utf8.h"

static bool must_escape(uint32_t c)
{
    return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
           c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

/* False for the bytes that start nothing to be escaped: nearly all. */
static bool may_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\' || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF;
}

static void escape(fl_buf *out, uint32_t c)
{
    static const char letters[] = "btn?fr"; /* 8 to 13 */
    if (c == '"' || c == '\\')
        fl_buf_format(out, "\\%c", (int)c);
    else if (c >= 8 && c <= 13 && c != 11)
        fl_buf_format(out, "\\%c", letters[c - 8]);
    else
        fl_buf_format(out, "\\u%04x", (unsigned)c);
}

static void write_valid(fl_buf *out, fl_span s)
{
    size_t from = 0;
    for (size_t at = 0; at < s.n;) {
        if (!may_escape((unsigned char)s.p[at])) {
            at++;
            continue;
        }
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (must_escape(c)) {
            fl_buf_span(out, fl_span_sub(s, from, at));
            escape(out, c);
            from = next;
        }
        at = next;
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
