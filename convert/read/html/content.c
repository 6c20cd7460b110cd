/* read/html/content.c - keeps everything but what no browser shows. */
#include "read/html/choice.h"

static bool is_hidden(const fl_task *t, const fl_page *p, uint32_t i)
{
    if (fl_node_attribute(t->arena, p, i, "hidden").p) return true;
    fl_span style = fl_node_attribute(t->arena, p, i, "style");
    size_t display = style.n ? fl_span_find(style, FL_SPAN("display"), 0) : SIZE_MAX;
    if (display == SIZE_MAX) return false;
    fl_span rest = fl_span_trim(fl_span_sub(style, display + 7, style.n));
    if (!rest.n || rest.p[0] != ':') return false;
    return fl_span_starts(fl_span_trim(fl_span_sub(rest, 1, rest.n)), FL_SPAN("none"));
}

fl_choice *fl_page_choose(const fl_task *t, const fl_page *page)
{
    fl_choice *c = fl_alloc(t->arena, 1, sizeof *c);
    c->node = fl_alloc(t->arena, page->count, sizeof *c->node);
    c->reason_count = 1;
    uint8_t head = fl_choice_reason(c, "html.head", "stands in the head of the page", 100);
    uint8_t hidden = fl_choice_reason(c, "html.hidden", "no browser shows it", 100);
    for (uint32_t i = 0; i < page->count;) {
        unsigned tag = page->node[i].tag;
        uint8_t reason = tag == FL_TAG_HEAD                            ? head
                         : tag == FL_TAG_TEMPLATE                      ? hidden
                         : tag != FL_TAG_TEXT && is_hidden(t, page, i) ? hidden
                                                                       : 0;
        if (reason) fl_choice_leave_out(c, page, i, reason);
        i = reason ? page->node[i].end : i + 1;
    }
    return c;
}
