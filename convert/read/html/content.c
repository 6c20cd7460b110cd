/* read/html/content.c - first what no browser shows and what is furniture by its name, then the
 * node that holds the report, then what stands in it and is not of it. */
#include "read/html/choice.h"
#include "read/html/measure.h"
#include "read/html/names.h"
#include "read/html/pick.h"
#include "read/html/title.h"

typedef struct chooser {
    const fl_task *t;
    const fl_page *page;
    fl_choice *choice;
    fl_measure *m;
    fl_names *names;
} chooser;

/* ---- what no browser shows ---- */

static void leave_out_unseen(chooser *c)
{
    fl_choice *choice = c->choice;
    uint8_t head = fl_choice_reason(choice, "html.head", "stands in the head of the page", 100);
    uint8_t hidden = fl_choice_reason(choice, "html.hidden", "no browser shows it", 100);
    for (uint32_t i = 1; i < c->page->count;) {
        unsigned tag = c->page->node[i].tag;
        uint8_t reason = 0;
        if (tag == FL_TAG_HEAD) reason = head;
        if (tag == FL_TAG_TEMPLATE || fl_tag_class(tag) & FL_TAG_SILENT) reason = hidden;
        if (!reason && tag > FL_TAG_OTHER) {
            c->names[i] = fl_names_of(c->page, i);
            if (c->names[i].says & FL_NAME_HIDDEN && tag != FL_TAG_BODY) reason = hidden;
        }
        if (reason) fl_choice_leave_out(choice, c->page, i, reason);
        i = reason ? c->page->node[i].end : i + 1;
    }
}

/* ---- furniture ---- */

typedef struct kind_of_element {
    uint8_t tag;
    const char *why;
} kind_of_element;

static const kind_of_element furniture[] = {
    { FL_TAG_NAV, "navigation" },          { FL_TAG_ASIDE, "stands beside the text" },
    { FL_TAG_FOOTER, "foot of the page" }, { FL_TAG_HEADER, "head of the page" },
    { FL_TAG_BUTTON, "a control" },        { FL_TAG_SELECT, "a control" },
    { FL_TAG_TEXTAREA, "a control" },      { FL_TAG_DATALIST, "a control" },
    { FL_TAG_FORM, "a form" },             { FL_TAG_FIELDSET, "a form" },
    { FL_TAG_LABEL, "a control" },         { FL_TAG_MENU, "navigation" },
    { FL_TAG_SVG, "a drawing" },           { FL_TAG_NOSCRIPT, "for browsers without scripts" },
};

/* Never what holds much of the page's text. */
static bool holds_much(const fl_sums *total, fl_sums s)
{
    enum { SHARE = 40 };
    uint64_t text = s.text - s.linked, all = total->text - total->linked;
    return text * 100 > all * SHARE || (uint64_t)s.good * 100 > (uint64_t)total->good * SHARE;
}

static uint8_t furniture_reason(const chooser *c, uint32_t i, const fl_sums *total)
{
    const fl_names *n = &c->names[i];
    unsigned tag = c->page->node[i].tag;
    const char *why = NULL;
    for (size_t k = 0; k < sizeof furniture / sizeof *furniture && !why; k++)
        if (furniture[k].tag == tag) why = furniture[k].why;
    bool note = !why && !(n->says & FL_NAME_FURNITURE) && n->says & FL_NAME_NOTE;
    if (!why && !(n->says & (FL_NAME_FURNITURE | FL_NAME_NOTE))) return 0;
    fl_sums s = fl_measure_of(c->m, i);
    if (holds_much(total, s)) return 0;
    if (note) {
        enum { LONGEST_NOTE = 1200 };
        if (s.good || s.text > LONGEST_NOTE || n->says & FL_NAME_TEXT) return 0;
        return fl_choice_reason(c->choice, "html.note", n->word, 80);
    }
    if (tag == FL_TAG_HEADER && s.good) return 0;
    if (why) return fl_choice_reason(c->choice, "html.furniture", why, 90);
    return fl_choice_reason(c->choice, "html.furniture", n->word, 85);
}

static void leave_out_furniture(chooser *c)
{
    fl_sums total = fl_measure_of(c->m, 0);
    for (uint32_t i = 1; i < c->page->count;) {
        unsigned tag = c->page->node[i].tag;
        bool may = tag > FL_TAG_OTHER && tag != FL_TAG_HTML && tag != FL_TAG_BODY &&
                   !c->choice->node[i].reason;
        uint8_t reason = may ? furniture_reason(c, i, &total) : 0;
        if (reason) fl_choice_leave_out(c->choice, c->page, i, reason);
        i = reason ? c->page->node[i].end : i + 1;
    }
}

/* ---- what is not of the report ---- */

static void leave_out_range(chooser *c, uint32_t from, uint32_t to, uint8_t reason)
{
    for (uint32_t i = from; i < to; i++)
        if (!c->choice->node[i].reason) c->choice->node[i].reason = reason;
}

static bool is_list(unsigned tag)
{
    return tag == FL_TAG_UL || tag == FL_TAG_OL || tag == FL_TAG_DL || tag == FL_TAG_DIV ||
           tag == FL_TAG_TABLE || tag == FL_TAG_SECTION || tag == FL_TAG_P || tag == FL_TAG_TD ||
           tag == FL_TAG_TR || tag == FL_TAG_LI || tag == FL_TAG_CENTER ||
           (tag >= FL_TAG_H1 && tag <= FL_TAG_H6);
}

/* Lists of links inside the report. */
static void leave_out_links(chooser *c, uint32_t node)
{
    fl_sums total = fl_measure_of(c->m, node);
    if ((uint64_t)total.linked * 10 > (uint64_t)total.text * 4) return; /* links are what it is */
    uint8_t reason = fl_choice_reason(c->choice, "html.links", "a list of links", 80);
    uint32_t end = c->page->node[node].end;
    for (uint32_t i = node + 1; i < end;) {
        fl_sums s = fl_measure_of(c->m, i);
        bool links = is_list(c->page->node[i].tag) && s.linked && !s.good &&
                     (uint64_t)s.linked * 10 > (uint64_t)s.text * 6;
        if (links) leave_out_range(c, i, c->page->node[i].end, reason);
        i = links ? c->page->node[i].end : i + 1;
    }
}

static void leave_out_the_rest(chooser *c, fl_pick pick)
{
    uint8_t outside = fl_choice_reason(c->choice, "html.outside",
                                       "stands outside of the element that holds the report",
                                       pick.confidence);
    leave_out_range(c, 1, pick.node, outside);
    leave_out_range(c, c->page->node[pick.node].end, c->page->count, outside);
}

/* ---- the choice ---- */

fl_choice *fl_page_choose(const fl_task *t, const fl_page *page)
{
    chooser c = { .t = t, .page = page };
    c.choice = fl_alloc(t->arena, 1, sizeof *c.choice);
    c.choice->node = fl_alloc(t->arena, page->count, sizeof *c.choice->node);
    c.choice->reason_count = 1;
    c.names = fl_alloc(t->arena, page->count, sizeof *c.names);
    leave_out_unseen(&c);
    if (t->options->as_is) return c.choice;
    c.m = fl_measure_new(t->arena, page, c.choice);
    fl_measure_runs(c.m);
    fl_title_of_page title = fl_page_title(t->arena, c.m);
    leave_out_furniture(&c);
    fl_measure_runs(c.m);
    fl_pick pick = fl_page_pick(t->arena, c.m, c.names);
    if (!pick.node) return c.choice;
    leave_out_links(&c, pick.node);
    leave_out_the_rest(&c, pick);
    fl_title_leave_out(c.choice, c.m, &title);
    return c.choice;
}
