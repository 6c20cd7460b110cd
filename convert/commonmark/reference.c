/* commonmark/reference.c - character references. */
#include "commonmark/reference.h"

#include "base/utf8.h"

void fl_reference_write(fl_buf *out, uint32_t c)
{
    switch (c) {
    case '<':
        fl_buf_text(out, "&lt;");
        break;
    case '>':
        fl_buf_text(out, "&gt;");
        break;
    case '&':
        fl_buf_text(out, "&amp;");
        break;
    case '"':
        fl_buf_text(out, "&quot;");
        break;
    default:
        fl_buf_format(out, "&#%u;", (unsigned)c);
    }
}

bool fl_reference_at(fl_span s, size_t at)
{
    size_t i = at + 1;
    if (i < s.n && s.p[i] == '#') return true;
    while (i < s.n && fl_is_ascii_alnum((unsigned char)s.p[i])) i++;
    return i > at + 1 && i < s.n && s.p[i] == ';';
}
