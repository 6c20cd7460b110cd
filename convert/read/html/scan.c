/* read/html/scan.c - the states of the HTML tokenizer that matter for finding ends. */
#include "read/html/scan.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
static size_t behind(fl_span s, size_t at, char c)
{
    const char *p = at < s.n ? memchr(s.p + at, c, s.n - at) : NULL;
    return p ? (size_t)(p - s.p) + 1 : s.n;
}

/* Behind a comment whose `<!--` ends at `at`: `-->` or `--!>`; `<!-->` and `<!--->` are empty. */
static size_t comment_end(fl_span s, size_t at)
{
    if (at < s.n && s.p[at] == '>') return at + 1;
    if (at + 1 < s.n && s.p[at] == '-' && s.p[at + 1] == '>') return at + 2;
    while (at < s.n) {
        const char *p = memchr(s.p + at, '-', s.n - at);
        if (!p) return s.n;
        at = (size_t)(p - s.p);
        fl_span rest = fl_span_sub(s, at, s.n);
        if (fl_span_starts(rest, FL_SPAN("-->"))) return at + 3;
        if (fl_span_starts(rest, FL_SPAN("--!>"))) return at + 4;
        at++;
    }
    return s.n;
}

/* Steps over one attribute; *at stands behind the tag's name or another attribute. False at the
 * end of the tag, which *at is then behind. */
static bool next_attribute(fl_span s, size_t *at, fl_span *name, fl_span *value)
{
    size_t i = *at;
    while (i < s.n && (is_space(s.p[i]) || s.p[i] == '/')) i++;
    if (i == s.n || s.p[i] == '>') {
        *at = i < s.n ? i + 1 : s.n;
        return false;
    }
    size_t from = i++;
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '/' && s.p[i] != '>' && s.p[i] != '=') i++;
    *name = fl_span_sub(s, from, i);
    *value = fl_span_sub(s, i, i);
    size_t equals = i;
    while (equals < s.n && is_space(s.p[equals])) equals++;
    *at = i;
    if (equals == s.n || s.p[equals] != '=') return true;
    i = equals + 1;
    while (i < s.n && is_space(s.p[i])) i++;
    if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
        size_t end = behind(s, i + 1, s.p[i]);
        bool closed = end > i + 1 && s.p[end - 1] == s.p[i];
        *value = fl_span_sub(s, i + 1, closed ? end - 1 : end);
        *at = end;
        return true;
    }
    from = i;
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>') i++;
    *value = fl_span_sub(s, from, i);
    *at = i;
    return true;
}

static size_t name_end(fl_span s, size_t at)
{
    while (at < s.n && !is_space(s.p[at]) && s.p[at] != '/' && s.p[at] != '>') at++;
    return at;
}

size_t fl_markup_end(fl_span s, size_t at)
{
    if (at + 1 >= s.n) return at;
    char c = s.p[at + 1];
    size_t name = at + 1;
    if (c == '!' && fl_span_starts(fl_span_sub(s, at, s.n), FL_SPAN("<!--")))
        return comment_end(s, at + 4);
    if (c == '!' || c == '?') return behind(s, at + 2, '>');
    if (c == '/') {
        if (at + 2 >= s.n) return at;
        if (!fl_is_ascii_letter(s.p[at + 2])) return behind(s, at + 2, '>');
        name++;
    } else if (!fl_is_ascii_letter(c)) {
        return at;
    }
    size_t i = name_end(s, name);
    fl_span attribute, value;
    while (next_attribute(s, &i, &attribute, &value)) continue;
    return i;
}

fl_span fl_markup_name(fl_span s, size_t at)
{
    size_t from = at + 1 < s.n && s.p[at + 1] == '/' ? at + 2 : at + 1;
    if (from >= s.n) return (fl_span){ s.p + s.n, 0 };
    return fl_span_sub(s, from, name_end(s, from));
}

bool fl_markup_attribute(fl_span tag, size_t *at, fl_span *name, fl_span *value)
{
    if (tag.n == 0 || *at >= tag.n) return false;
    if (*at == 0) *at = name_end(tag, 1);
    return next_attribute(tag, at, name, value);
}

size_t fl_markup_content_end(fl_span s, size_t at, fl_span name)
{
    while (at < s.n) {
        const char *p = memchr(s.p + at, '<', s.n - at);
        if (!p) return s.n;
        at = (size_t)(p - s.p);
        if (s.n - at > name.n + 2 && s.p[at + 1] == '/') {
            size_t i = 0;
            while (i < name.n && fl_ascii_lower(s.p[at + 2 + i]) == fl_ascii_lower(name.p[i])) i++;
            char c = s.p[at + 2 + name.n];
            if (i == name.n && (is_space(c) || c == '/' || c == '>')) return at;
        }
        at++;
    }
    return s.n;
}
