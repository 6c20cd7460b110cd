/* read/html/html.c - is it a page, and what is done with one. */
#include "read/html/html.h"

#include "base/error.h"
#include "base/utf8.h"
#include "read/html/choice.h"
#include "read/html/lines.h"
#include "read/html/scan.h"
#include "read/html/tree.h"
#include "read/layer.h"

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

/* Warns of what stands at `at` in the markup. */
static void warn(const fl_task *t, const fl_lines *out, size_t at, const char *rule,
                 const char *what)
{
    size_t cursor = 0;
    uint16_t id = fl_trail_rule(t->trail, rule, what);
    fl_trail_warn(t->trail, fl_layer_at(out->layer, &cursor, (uint32_t)at), id, "%s", what);
}

static void warn_of_damage(const fl_task *t, const fl_page *page, const fl_lines *out)
{
    fl_span s = page->source;
    const char *nul = s.n ? memchr(s.p, '\0', s.n) : NULL;
    if (nul)
        warn(t, out, (size_t)(nul - s.p), "html.nul",
             "NUL bytes are in the page: they are no text and are read over");
    if (page->cut)
        warn(t, out, s.n, "html.cut", "the page ends inside a tag, a script or a text: it was cut");
}

/* Without a slash at its end and a suffix of letters. */
static size_t end_of_name(fl_span s)
{
    size_t end = s.n && s.p[s.n - 1] == '/' ? s.n - 1 : s.n, at = end;
    while (at > 0 && ((s.p[at - 1] | 0x20) >= 'a' && (s.p[at - 1] | 0x20) <= 'z')) at--;
    return at > 0 && at < end && s.p[at - 1] == '.' ? at - 1 : end;
}

/* `report_2.html`, `?page=2`, `/page/2`: the address of a further page, not of another report. */
static bool is_further_page(fl_span s)
{
    enum { MOST_DIGITS = 3 };
    size_t end = end_of_name(s), start = end;
    while (start > 0 && fl_is_digit((unsigned char)s.p[start - 1])) start--;
    if (start == end || end - start > MOST_DIGITS || start == 0) return false;
    fl_span before = fl_span_sub(s, 0, start);
    if (fl_span_ends(before, FL_SPAN("comment-page-"))) return false;
    char last = before.p[before.n - 1];
    return last == '_' || last == '-' || last == '=' || fl_span_ends(before, FL_SPAN("page/"));
}

/* `<link rel="next">` in a page that was not joined with the next one. */
static void warn_of_next(const fl_task *t, const fl_page *page, const fl_lines *out)
{
    for (uint32_t i = 1; i < page->count && page->node[i].tag != FL_TAG_BODY; i++) {
        if (page->node[i].tag != FL_TAG_LINK) continue;
        fl_span rel = fl_node_attribute(t->arena, page, i, "rel");
        fl_span address = fl_span_trim(fl_node_attribute(t->arena, page, i, "href"));
        if (!fl_span_equal(rel, FL_SPAN("next")) || !is_further_page(address)) continue;
        uint16_t id = fl_trail_rule(t->trail, "html.next-page", "pages of one report");
        char shown[200];
        (void)fl_printable(shown, sizeof shown, address);
        size_t cursor = 0;
        fl_trail_warn(t->trail, fl_layer_at(out->layer, &cursor, page->node[i].from), id,
                      "it goes on at %s, which is a page of its own", shown);
        return;
    }
}

static void warn_of_flat(const fl_task *t, const fl_page *page)
{
    uint16_t rule = fl_trail_rule(t->trail, "html.flat", "a page that the parser must not have");
    fl_trail_warn(t->trail, 0, rule, "%s: the text is kept, its structure is not", page->why);
}

/* Each page by itself; what pages behind the first one say about themselves is not metadata. */
void fl_html_lines(const fl_task *t, fl_span text, fl_lines *out)
{
    fl_flow flow = fl_flow_new(t, out->source.n, out);
    fl_span source = out->source;
    fl_task later = *t;
    later.meta = NULL;
    uint32_t second = 0;
    fl_span title = { NULL, 0 };
    fl_page *page;
    do {
        const fl_task *task = title.p ? &later : t;
        page = fl_page_parse(task, source, text);
        page->title = title;
        if (page->flat) warn_of_flat(t, page);
        fl_choice *choice = fl_page_choose(task, page);
        fl_page_lines(&flow, page, choice);
        if (!title.p) title = choice->title.p ? choice->title : FL_SPAN("");
        if (!second) second = page->second;
        text = fl_span_sub(source, page->second, source.n);
    } while (page->second);
    fl_flow_finish(&flow);
    warn_of_damage(t, page, out);
    if (!second && !t->options->join_pages) warn_of_next(t, page, out);
    if (second && !t->options->join_pages)
        warn(t, out, second, "html.second-page",
             "a second page begins here: it is read behind the first one");
}
