/* report/html.c - runs without anything to escape are copied whole. */
#include "report/html.h"

#include "base/utf8.h"

/* Cannot be seen, or changes the order of what stands around it. */
static bool is_hidden(uint32_t c)
{
    if (c < 0x20) return c != '\t';
    return (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x180E ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE0FFF) || fl_is_noncharacter(c);
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void escape(fl_buf *out, fl_span s, bool attribute)
{
    size_t from = 0;
    for (size_t at = 0, next; at < s.n; at = next) {
        uint32_t c = (unsigned char)s.p[at];
        if ((c >= 0xE3 && c <= 0xEC) || c == 0xEE) { /* Han text and the like: nothing is hidden */
            next = at + 3;
            continue;
        }
        next = at + 1;
        const char *named = NULL;
        if (c >= 0x80)
            next = fl_utf8_next(s, at, &c);
        else
            named = entity(s.p[at]);
        if (!named && !is_hidden(c)) continue;
        fl_buf_span(out, fl_span_sub(s, from, at));
        from = next;
        if (named)
            fl_buf_text(out, named);
        else if (attribute)
            fl_buf_text(out, "\xEF\xBF\xBD");
        else
            fl_buf_format(out, "<i class=u>U+%04X</i>", (unsigned)c);
    }
    fl_buf_span(out, fl_span_sub(s, from, s.n));
}

void fl_html_text(fl_buf *out, fl_span s) { escape(out, s, false); }

void fl_html_attribute(fl_buf *out, fl_span s) { escape(out, s, true); }

void fl_html_link_address(fl_buf *out, fl_span path)
{
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (fl_is_ascii_alnum(c) || (c && strchr("-._~/", c)))
            fl_buf_byte(out, (char)c);
        else
            fl_buf_format(out, "%%%02X", c);
    }
}

void fl_html_css(fl_buf *out, fl_span s)
{
    for (size_t at = 0, next; at < s.n; at = next) {
        uint32_t c;
        next = fl_utf8_next(s, at, &c);
        if (is_hidden(c)) c = c == '\n' ? c : 0xFFFD;
        if (c >= 0xA0 || c == ' ' || fl_is_ascii_alnum(c))
            fl_buf_code_point(out, c);
        else
            fl_buf_format(out, "\\%X ", (unsigned)c);
    }
}

void fl_html_json(fl_buf *out, fl_span json)
{
    size_t from = 0;
    for (size_t at = 0; at < json.n; at++) {
        if (json.p[at] != '<' && json.p[at] != '&') continue;
        fl_buf_span(out, fl_span_sub(json, from, at));
        fl_buf_text(out, json.p[at] == '<' ? "\\u003c" : "\\u0026");
        from = at + 1;
    }
    fl_buf_span(out, fl_span_sub(json, from, json.n));
}
