/* read/html/html.c - is it a page, and what is done with one. */
#include "read/html/html.h"

#include "read/html/choice.h"
#include "read/html/lines.h"
#include "read/html/scan.h"
#include "read/html/tree.h"

enum { SAMPLE = 256 << 10 };

static bool starts_with(fl_span s, size_t at, const char *word)
{
    for (size_t i = 0; word[i]; i++) {
        if (at + i >= s.n) return false;
        char c = s.p[at + i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != word[i]) return false;
    }
    return true;
}

/* Behind blanks, comments, declarations other than the document type, and the element that corpora
 * write around a page: `<text id="…">`, `<doc url="…">`. */
static size_t first_element(fl_span s)
{
    size_t at = 0;
    for (;;) {
        while (at < s.n && (unsigned char)s.p[at] <= ' ') at++;
        bool around = starts_with(s, at, "<text ") || starts_with(s, at, "<doc ");
        if (!around && !starts_with(s, at, "<!--") && !starts_with(s, at, "<?")) return at;
        size_t end = fl_markup_end(s, at);
        if (end == at) return at;
        at = end;
    }
}

unsigned fl_html_score(fl_span text)
{
    fl_span s = fl_span_sub(text, 0, text.n < SAMPLE ? text.n : SAMPLE);
    size_t first = first_element(s);
    if (starts_with(s, first, "<!doctype html") || starts_with(s, first, "<html") ||
        starts_with(s, first, "<head") || starts_with(s, first, "<body"))
        return 90;
    if (starts_with(s, 0, "<?xml")) return 90;
    size_t blocks = 0, known = 0, ends = 0, bytes = 0;
    for (size_t at = 0; at < s.n;) {
        const char *p = memchr(s.p + at, '<', s.n - at);
        if (!p) break;
        at = (size_t)(p - s.p);
        size_t end = fl_markup_end(s, at);
        if (end == at) {
            at++;
            continue;
        }
        fl_tag tag = fl_tag_find(fl_markup_name(s, at));
        if (tag != FL_TAG_OTHER) {
            known++;
            bytes += end - at;
            blocks += tag == FL_TAG_BR || (fl_tag_class(tag) & FL_TAG_BLOCK);
            ends += s.p[at + 1] == '/';
        }
        at = end;
    }
    bool begins = first < s.n && s.p[first] == '<' && known && fl_markup_end(s, first) > first;
    if (begins && ends && blocks && bytes * 20 >= s.n) return 80;
    return known >= 10 && blocks >= 3 && bytes * 7 >= s.n ? 70 : 0;
}

void fl_html_lines(const fl_task *t, fl_span text, fl_lines *out)
{
    const fl_page *page = fl_page_parse(t, out->source, text);
    if (page->flat) {
        uint16_t rule = fl_trail_rule(t->trail, "html.flat",
                                      "a page that the parser must not have");
        fl_trail_warn(t->trail, 0, rule, "%s: the text is kept, its structure is not", page->why);
    }
    fl_choice *choice = fl_page_choose(t, page);
    fl_page_lines(t, page, choice, out);
}
