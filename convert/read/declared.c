/* read/declared.c - a search for two words, since a page whose charset is unknown cannot be parsed
 * yet. */
#include "read/declared.h"

#include "base/charset.h"
#include "base/scan.h"

static bool word_at(fl_span s, size_t at, const char *word)
{
    for (; *word; word++, at++)
        if (at >= s.n || fl_ascii_lower(s.p[at]) != *word) return false;
    return true;
}

static size_t skip(fl_span s, size_t at, const char *set)
{
    while (at < s.n && s.p[at] && strchr(set, s.p[at])) at++;
    return at;
}

static bool is_name(char c)
{
    char l = fl_ascii_lower(c);
    return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' ||
           c == '.';
}

/* The charset named behind the word that ends at `at`; NULL when no name stands there. */
static const char *named_at(fl_span s, size_t at, bool needs_sign)
{
    char label[40];
    size_t n = 0, sign = skip(s, at, " \t\r\n");
    if (needs_sign && (sign >= s.n || s.p[sign] != '=')) return NULL;
    at = skip(s, sign, "= \t\r\n\"'");
    while (at < s.n && is_name(s.p[at]) && n + 1 < sizeof label) label[n++] = s.p[at++];
    label[n] = '\0';
    const fl_charset *c = n ? fl_charset_find(label) : NULL;
    if (!c) return NULL;
    /* Readable as ASCII, so it is none of those with two or four bytes a character. */
    return c->model >= FL_MODEL_UTF16 && c->model <= FL_MODEL_UTF32_BE ? "UTF-8" : c->name;
}

const char *fl_declared_charset(fl_span bytes)
{
    fl_span s = fl_span_sub(bytes, 0, bytes.n < 4096 ? bytes.n : 4096);
    bool xml = false;
    for (size_t at = 0; (at = fl_scan_ascii(s, at)) < s.n; at++) {
        const char *name = NULL;
        char c = fl_ascii_lower(s.p[at]);
        if (c == '<' && word_at(s, at, "<?xml")) xml = true;
        if (c == '>') xml = false;
        if (c == 'c' && word_at(s, at, "charset"))
            name = named_at(s, at + 7, at == 0 || s.p[at - 1] != '@');
        else if (c == 'e' && xml && word_at(s, at, "encoding"))
            name = named_at(s, at + 8, true);
        if (name) return name;
    }
    return NULL;
}
