/* read/header.c - one walk over the lines a question: heads are short. */
#include "read/header.h"

#include "base/utf8.h"

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

/* `name` in lower case at the start of `s`. */
static bool starts(fl_span s, const char *name)
{
    size_t n = strlen(name);
    if (s.n < n) return false;
    for (size_t i = 0; i < n; i++)
        if (fl_ascii_lower(s.p[i]) != name[i]) return false;
    return true;
}

/* The offset behind the line that begins at `at`. */
static size_t next_line(fl_span s, size_t at)
{
    const char *end = memchr(s.p + at, '\n', s.n - at);
    return end ? (size_t)(end - s.p) + 1 : s.n;
}

static bool is_empty_line(fl_span s, size_t at, size_t next)
{
    return next - at == 1 || (next - at == 2 && s.p[at] == '\r' && s.p[at + 1] == '\n');
}

size_t fl_header_length(fl_span s)
{
    for (size_t at = 0; at < s.n;) {
        size_t next = next_line(s, at);
        if (is_empty_line(s, at, next)) return next;
        at = next;
    }
    return s.n;
}

fl_span fl_header_field(fl_span head, const char *name)
{
    size_t n = strlen(name);
    for (size_t at = 0; at < head.n;) {
        size_t next = next_line(head, at), value = at + n;
        bool found = starts(fl_span_sub(head, at, next), name);
        while (found && value < next && is_blank(head.p[value])) value++;
        found = found && value < next && head.p[value] == ':';
        while (next < head.n && is_blank(head.p[next])) next = next_line(head, next);
        if (found) return fl_span_trim(fl_span_sub(head, value + 1, next));
        at = next;
    }
    return (fl_span){ NULL, 0 };
}

fl_span fl_header_type(fl_span value)
{
    size_t n = 0;
    while (n < value.n && value.p[n] != ';' && !is_blank(value.p[n])) n++;
    return fl_span_trim(fl_span_sub(value, 0, n));
}

bool fl_header_is(fl_span value, const char *type)
{
    fl_span s = fl_header_type(value);
    size_t n = strlen(type);
    return starts(s, type) && (s.n == n || (n && type[n - 1] == '/'));
}

/* The offset behind the parameter that begins at `at`; a semicolon in quotes ends none. */
static size_t parameter_end(fl_span s, size_t at)
{
    bool quoted = false;
    for (; at < s.n && (quoted || s.p[at] != ';'); at++) {
        if (quoted && s.p[at] == '\\' && at + 1 < s.n)
            at++;
        else if (s.p[at] == '"')
            quoted = !quoted;
    }
    return at;
}

void fl_header_parameter(fl_span value, const char *name, fl_buf *out)
{
    size_t n = strlen(name);
    out->n = 0;
    for (size_t at = parameter_end(value, 0); at < value.n; at = parameter_end(value, at)) {
        size_t end = parameter_end(value, ++at);
        fl_span one = fl_span_trim(fl_span_sub(value, at, end));
        if (!starts(one, name)) continue;
        one = fl_span_trim(fl_span_sub(one, n, one.n));
        if (one.n == 0 || *one.p != '=') continue;
        one = fl_span_trim(fl_span_sub(one, 1, one.n));
        char quote = one.n && (*one.p == '"' || *one.p == '\'') ? *one.p : '\0';
        for (size_t i = quote != '\0'; i < one.n && (!quote || one.p[i] != quote); i++) {
            if (quote == '"' && one.p[i] == '\\' && i + 1 < one.n) i++;
            fl_buf_byte(out, one.p[i]);
        }
        return;
    }
}

void fl_header_copy(fl_span value, fl_buf *out)
{
    out->n = 0;
    while (value.n) {
        size_t valid = fl_utf8_valid(value);
        for (size_t i = 0; i < valid; i++) {
            char c = value.p[i];
            if ((unsigned char)c >= ' ' && c != 0x7F)
                fl_buf_byte(out, c);
            else if (out->n && out->p[out->n - 1] != ' ')
                fl_buf_byte(out, ' ');
        }
        size_t next = valid < value.n ? valid + 1 : valid;
        value = fl_span_sub(value, next, value.n);
    }
}

bool fl_header_number(fl_span value, uint64_t *out)
{
    uint64_t n = 0;
    if (value.n == 0 || value.n > 18) return false;
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] < '0' || value.p[i] > '9') return false;
        n = n * 10 + (uint64_t)(value.p[i] - '0');
    }
    *out = n;
    return true;
}
