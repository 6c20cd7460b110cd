/* read/html/related.c - only lines that are mostly link are looked at. */
#include "read/html/related.h"

#include "base/utf8.h"
#include "read/html/title.h"

enum { LINE = 1200 }; /* tenths of a Chinese character: no longer line is looked at */

static const char *const leads[] = {
#define RELATED(text) text,
#include "data/html/names.inc"
};

/* True when `s` begins with the words of `lead`, whatever their letter case; *behind: where they
 * end. */
static bool begins(fl_span s, const char *lead, size_t *behind)
{
    size_t i = 0;
    for (; lead[i]; i++) {
        if (i == s.n) return false;
        char c = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
        if (c != lead[i]) return false;
    }
    *behind = i;
    return true;
}

/* `[Related: `, `READ MORE| `, `相关阅读：`, `Read more` before the first link. */
static bool has_lead(fl_span s)
{
    while (s.n && (s.p[0] == '[' || s.p[0] == '(' || s.p[0] == '>' || s.p[0] == '*'))
        s = fl_span_trim(fl_span_sub(s, 1, s.n));
    for (size_t k = 0; k < sizeof leads / sizeof *leads; k++) {
        size_t at;
        if (!begins(s, leads[k], &at)) continue;
        while (at < s.n && s.p[at] == ' ') at++;
        uint32_t c = fl_utf8_at(s, at);
        if (c == ':' || c == 0xFF1A || c == '|' || c == '>' || c == 0xBB || c == 0x2013)
            return true;
    }
    return false;
}

/* Several words, all of them capitals. */
static bool shouts(fl_span s)
{
    size_t capitals = 0, words = 1;
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 0xC0 || (s.p[i] >= 'a' && s.p[i] <= 'z')) return false;
        capitals += s.p[i] >= 'A' && s.p[i] <= 'Z';
        words += s.p[i] == ' ';
    }
    return capitals >= 16 && words >= 4;
}

/* True when its first link leads to another place of the same page. */
static bool stays_here(fl_arena *a, const fl_page *p, const fl_run *r)
{
    for (uint32_t i = r->first; i <= r->last; i++) {
        uint32_t link = fl_node_is_text(p, i) ? fl_node_around(p, i, FL_TAG_A) : 0;
        if (link) return fl_span_starts(fl_node_attribute(a, p, link, "href"), FL_SPAN("#"));
    }
    return false;
}

static bool is_related(fl_arena *a, const fl_measure *m, const fl_run *r)
{
    const fl_page *p = m->page;
    if (r->text > LINE || r->linked * 2 < r->text) return false;
    for (uint32_t i = p->node[r->owner].parent, k = 0; i && k < 3; i = p->node[i].parent, k++)
        if (p->node[i].tag == FL_TAG_TABLE || p->node[i].tag == FL_TAG_DL) return false;
    fl_span s = fl_title_run(a, p, r);
    if (has_lead(s)) return !stays_here(a, p, r);
    unsigned tag = p->node[r->owner].tag;
    return tag == FL_TAG_P && r->linked * 100 >= r->text * 95 && shouts(s);
}

/* Nothing but an arrow or a caret: `↩`, `↑`, `^`. */
static bool is_arrow(fl_span s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        bool arrow = c == '^' || (c >= 0x2190 && c < 0x2200) || (c >= 0x2900 && c < 0x2980) ||
                     (c >= 0xFE00 && c < 0xFE10) || c == 0x23CE;
        if (!arrow && !fl_is_space(c)) return false;
    }
    return s.n > 0;
}

/* Links from a note back to its mark in the text. */
static void leave_out_ways_back(const fl_task *t, fl_choice *choice, const fl_measure *m,
                                uint32_t node)
{
    enum { SURE = 90, LONGEST = 40 };
    static const char rule[] = "html.way-back";
    if (!fl_task_allows(t, rule, SURE)) return;
    const fl_page *p = m->page;
    for (uint32_t i = node; i < p->node[node].end; i++) {
        const fl_node *n = &p->node[i];
        if (n->tag != FL_TAG_TEXT || n->to - n->from > LONGEST || choice->node[i].reason) continue;
        uint32_t link = m->linked[i] ? fl_node_around(p, i, FL_TAG_A) : 0;
        if (!link || !fl_span_starts(fl_node_attribute(t->arena, p, link, "href"), FL_SPAN("#")))
            continue;
        fl_buf text = fl_buf_new(t->arena, LONGEST);
        fl_node_text(p, i, &text);
        if (is_arrow(fl_span_trim(fl_buf_view(&text))))
            choice->node[i].reason = fl_choice_reason(choice, rule,
                                                      "leads from a note back to its mark", SURE);
    }
}

void fl_related_leave_out(const fl_task *t, fl_choice *choice, const fl_measure *m, uint32_t node)
{
    enum { SURE = 85 };
    static const char rule[] = "html.related";
    leave_out_ways_back(t, choice, m, node);
    if (!fl_task_allows(t, rule, SURE)) return;
    uint8_t reason = 0;
    uint32_t last = m->before[m->page->node[node].end].runs;
    for (uint32_t k = m->before[node].runs; k < last; k++) {
        const fl_run *r = &m->run[k];
        if (!is_related(t->arena, m, r)) continue;
        if (!reason)
            reason = fl_choice_reason(choice, rule, "a link to another page, in the midst", SURE);
        for (uint32_t i = r->first; i <= r->last; i++)
            if (!choice->node[i].reason) choice->node[i].reason = reason;
    }
}
