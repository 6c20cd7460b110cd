/* read/html/head.c - lines are looked at one by one, down to the first running text. */
#include "read/html/head.h"

#include "base/utf8.h"
#include "read/html/address.h"
#include "read/html/byline.h"
#include "read/html/facts.h"
#include "read/html/meta.h"

enum { LONGEST_TEXT = 1 << 16 };   /* bytes of a paragraph that may end with a name */
enum { NEAR = 14, LONGEST = 700 }; /* lines; tenths of a Chinese character */
enum {
    TITLE = 85,
    BYLINE = 85,
    BARE = 80,
    STAMP = 85,
    LINKS = 80,
    SIGNATURE = 70
}; /* confidence */

typedef struct head {
    const fl_task *t;
    fl_arena *arena;
    fl_choice *choice;
    fl_measure *m;
    const fl_page *page;
    fl_title_of_page *title;
    fl_buf authors;       /* of all bylines, with spaces */
    uint32_t author_line; /* the last of these */
    unsigned author_confidence;
    uint32_t first, last; /* its lines: indexes in m->run, [first, last) */
} head;

static fl_span text_of(const head *h, uint32_t r)
{
    return fl_title_run(h->arena, h->page, &h->m->run[r]);
}

static void leave_out(head *h, uint32_t r, const char *rule, const char *why, unsigned confidence)
{
    if (!fl_task_allows(h->t, rule, confidence)) return;
    uint8_t reason = fl_choice_reason(h->choice, rule, why, confidence);
    const fl_run *run = &h->m->run[r];
    for (uint32_t i = run->first; i <= run->last; i++)
        if (fl_node_is_text(h->page, i) && !h->choice->node[i].reason)
            h->choice->node[i].reason = reason;
}

static void say(head *h, uint32_t r, const char *key, fl_span value, unsigned confidence)
{
    fl_page_meta_add(h->t, h->page, h->m->run[r].first, key, value, confidence);
}

/* ---- the title ---- */

/* True when all of the run is in one element that shows it larger, bold or in the middle. */
static bool is_displayed(const head *h, const fl_run *run)
{
    enum { LEVELS = 6 };
    for (uint32_t i = h->page->node[run->first].parent, k = 0; i && k < LEVELS; k++) {
        const fl_node *n = &h->page->node[i];
        if (n->end <= run->last) return false;
        uint32_t runs = h->m->before[n->end].runs - h->m->before[i].runs;
        if (runs > 1) return false;
        if (n->tag >= FL_TAG_H1 && n->tag <= FL_TAG_H6) return true;
        if (n->tag == FL_TAG_B || n->tag == FL_TAG_STRONG || n->tag == FL_TAG_BIG ||
            n->tag == FL_TAG_CENTER)
            return true;
        fl_span align = fl_node_attribute(h->arena, h->page, i, "align");
        if (fl_span_equal(align, FL_SPAN("center"))) return true;
        i = n->parent;
    }
    return false;
}

/* The first line, when the page does not say a title that it shows. */
static void find_title(head *h)
{
    enum { SHORTEST = 40, MOST = 400 };
    if (h->title->first || h->title->confidence >= TITLE || h->first == h->last) return;
    const fl_run *run = &h->m->run[h->first];
    bool heading = run->text >= SHORTEST && run->text <= MOST && !run->stops && !run->good;
    if (!heading || !is_displayed(h, run)) return;
    fl_span text = text_of(h, h->first);
    fl_byline byline;
    if (!text.n || fl_byline_read(h->arena, h->t->packs, text, &byline)) return;
    if (!fl_task_allows(h->t, "html.title", TITLE)) return;
    *h->title = (fl_title_of_page){ .text = text,
                                    .first = run->first,
                                    .last = run->last,
                                    .rule = "html.title",
                                    .confidence = TITLE,
                                    .folded = fl_title_fold(h->arena, text) };
    say(h, h->first, "title", text, TITLE);
    leave_out(h, h->first, "html.title", "the title: it is the heading of the report", TITLE);
    h->first++;
}

/* `——当代中国的精神危机`: the second line of a title. One with a number says when and where a
 * speech was held: it stays a line. */
static bool read_subtitle(head *h, uint32_t r, fl_span s)
{
    enum { DASH = 0x2014, MOST = 300 };
    uint32_t c;
    size_t at = fl_utf8_next(s, 0, &c);
    if (c != DASH || at >= s.n || !h->title->first || h->title->confidence < TITLE) return false;
    while (at < s.n && fl_utf8_at(s, at) == DASH) at = fl_utf8_next(s, at, &c);
    if (s.n - at < 6 || h->m->run[r].text > MOST || h->m->run[r].stops) return false;
    for (size_t i = at; i < s.n; i++)
        if (fl_is_digit((unsigned char)s.p[i])) return false;
    if (!fl_is_han(fl_utf8_at(s, at)) || !fl_task_allows(h->t, "html.title", TITLE)) return false;
    fl_buf title = fl_buf_new(h->arena, h->title->text.n + s.n);
    fl_buf_span(&title, h->title->text);
    fl_buf_span(&title, s);
    h->title->text = fl_buf_view(&title);
    h->title->folded = fl_title_fold(h->arena, h->title->text);
    say(h, r, "title", h->title->text, TITLE + 11); /* more than the title alone had */
    leave_out(h, r, "html.title", "the second line of the title", TITLE);
    return true;
}

/* ---- who, when, where ---- */

/* `【新春走基层】` above a byline: the column of the paper. */
static bool is_rubric(fl_span s)
{
    enum { LONGEST_RUBRIC = 40 };
    return s.n > 6 && s.n <= LONGEST_RUBRIC && fl_span_starts(s, FL_SPAN("【")) &&
           fl_span_find(s, FL_SPAN("】"), 0) == s.n - 3;
}

static bool read_byline(head *h, uint32_t r, fl_span s)
{
    fl_byline byline, next;
    if (is_rubric(s) && r + 1 < h->last &&
        fl_byline_read(h->arena, h->t->packs, text_of(h, r + 1), &byline) && !byline.bare) {
        say(h, r, "section", fl_span_sub(s, 3, s.n - 3), BARE);
        leave_out(h, r, "html.note", "the column of the paper", BARE);
        return true;
    }
    if (!fl_byline_read(h->arena, h->t->packs, s, &byline)) return false;
    if (byline.bare) { /* a line among others like it is part of a list */
        if (!h->title->first || h->title->confidence < TITLE || r > h->first + 1) return false;
        if (r + 1 < h->last && fl_byline_read(h->arena, h->t->packs, text_of(h, r + 1), &next))
            return false;
    }
    if (h->authors.n) fl_buf_byte(&h->authors, ' ');
    fl_buf_span(&h->authors, byline.names);
    h->author_line = r;
    h->author_confidence = byline.bare ? BARE - 5 : BARE;
    leave_out(h, r, "html.note", "says who wrote the report", byline.bare ? BARE : BYLINE);
    return true;
}

static bool has_hour(fl_span s)
{
    for (size_t i = 1; i + 2 < s.n; i++)
        if (s.p[i] == ':' && fl_is_digit((unsigned char)s.p[i - 1]) &&
            fl_is_digit((unsigned char)s.p[i + 1]) && fl_is_digit((unsigned char)s.p[i + 2]))
            return true;
    return false;
}

/* `时间：…`, `When: …`: of what the text is about. */
static bool tells_when(fl_span s)
{
    static const char *const labels[] = { "时间",     "時間",  "会议时间", "會議時間", "活动时间",
                                          "活動時間", "When:", "Time:",    "WHEN:",    "Date and" };
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
        if (fl_span_starts(s, fl_span_of(labels[k]))) return true;
    return false;
}

/* More than a page says of itself: a schedule. */
static bool is_schedule(head *h)
{
    enum { MOST = 2 }; /* published, updated */
    unsigned count = 0;
    for (uint32_t r = h->first; r < h->last; r++) {
        fl_span s = text_of(h, r);
        count += has_hour(s);
        if (has_hour(s) && tells_when(s)) return true;
    }
    return count > MOST;
}

/* A date with the time of day, as machines write it; a date and the name of a paper. */
static bool read_stamp(head *h, uint32_t r, fl_span s)
{
    static const char *const papers[] = { "报", "報", "网", "網", "社", "刊", "周刊", "杂志" };
    fl_span date = fl_page_date(h->arena, s);
    if (!date.n) return false;
    bool stamp = has_hour(s);
    fl_span paper = { s.p, 0 };
    for (size_t k = 0; !stamp && k < sizeof papers / sizeof *papers; k++) {
        size_t gap = s.n;
        while (gap > 0 && s.p[gap - 1] != ' ') gap--;
        paper = fl_span_sub(s, gap, s.n);
        stamp = gap > 0 && paper.n <= 30 && fl_span_ends(paper, fl_span_of(papers[k]));
    }
    if (!stamp) return false;
    say(h, r, "date", s, BARE);
    if (paper.n && !has_hour(s)) say(h, r, "source", paper, BARE);
    leave_out(h, r, "html.note", "says when the report appeared", STAMP);
    return true;
}

static bool has_attachment(const head *h, const fl_run *run)
{
    for (uint32_t i = run->first; i <= run->last; i++) {
        uint32_t link = fl_node_is_text(h->page, i) ? fl_node_around(h->page, i, FL_TAG_A) : 0;
        fl_span address = fl_node_attribute(h->arena, h->page, link, "href");
        if (link && fl_address_is_document(fl_span_trim(address))) return true;
    }
    return false;
}

/* A line that is a link: to the author, the comments, the column. */
static bool leave_out_link(head *h, uint32_t r, uint32_t node)
{
    enum { MUCH = 1500 };
    const fl_run *run = &h->m->run[r];
    if (run->linked * 10 < run->text * 9 || fl_measure_of(h->m, node).good < MUCH) return false;
    if (has_attachment(h, run)) return false;
    leave_out(h, r, "html.links", "a link between the title and the text", LINKS);
    return true;
}

/* What stands in brackets at the end of a text: `……前进。（记者 王某）`. */
static fl_span bracket_at_end(fl_span s)
{
    enum { LONGEST_BRACKET = 90 };
    if (!fl_span_ends(s, FL_SPAN("）")) && !fl_span_ends(s, FL_SPAN(")")))
        return (fl_span){ s.p, 0 };
    size_t at = s.n;
    while (at > 0 && s.n - at < LONGEST_BRACKET) {
        uint32_t c;
        at = fl_utf8_prev(s, at, &c);
        if (c == '(' || c == 0xFF08) return fl_span_sub(s, at, s.n);
    }
    return (fl_span){ s.p, 0 };
}

/* `文/李某` below the text goes; `本报记者 王某` and `（记者 王某）` say who wrote, too, and stay.
 */
static void read_signature(head *h, uint32_t node)
{
    enum { LINES = 4 };
    uint32_t last = h->m->before[h->page->node[node].end].runs;
    for (uint32_t k = 0; k < LINES && last > h->last; k++) {
        fl_byline byline;
        const fl_run *run = &h->m->run[--last];
        fl_buf text = fl_buf_new(h->arena, 256);
        for (uint32_t i = run->first; i <= run->last && text.n < LONGEST_TEXT; i++)
            if (fl_node_is_text(h->page, i)) fl_node_text(h->page, i, &text);
        fl_span s = fl_span_trim(fl_buf_view(&text)), bracket = bracket_at_end(s);
        bool alone = fl_byline_read(h->arena, h->t->packs, s, &byline) && !byline.bare;
        bool found = alone || fl_byline_read(h->arena, h->t->packs, bracket, &byline);
        if (found) say(h, last, "author", byline.names, SIGNATURE);
        if (alone && byline.labelled)
            leave_out(h, last, "html.note", "says who wrote the report", BARE);
        if (found || run->good) return;
    }
}

void fl_head_leave_out(const fl_task *t, fl_choice *choice, fl_measure *m, uint32_t node,
                       fl_title_of_page *title)
{
    head h = {
        .t = t, .arena = t->arena, .choice = choice, .m = m, .page = m->page, .title = title
    };
    h.authors = fl_buf_new(t->arena, 64);
    while (h.first < m->run_count && title->first && m->run[h.first].first < title->first)
        h.first++;
    h.last = h.first;
    while (h.last < m->run_count && h.last < h.first + NEAR && !m->run[h.last].good &&
           m->run[h.last].text <= LONGEST)
        h.last++;
    if (h.last == m->run_count || !m->run[h.last].good) return; /* a text without sentences */
    find_title(&h);
    bool schedule = is_schedule(&h);
    for (uint32_t r = h.first; r < h.last; r++) {
        fl_span s = text_of(&h, r);
        if (!s.n || read_subtitle(&h, r, s) || read_byline(&h, r, s)) continue;
        if (!schedule && read_stamp(&h, r, s)) continue;
        leave_out_link(&h, r, node);
    }
    if (h.authors.n) say(&h, h.author_line, "author", fl_buf_view(&h.authors), h.author_confidence);
    read_signature(&h, node);
}
