/* tests/unit/facts.c - dates of pages, and their breadcrumbs. */
#include "clean/facts.h"
#include "tap.h"

static const struct {
    const char *about, *text, *date;
} dates[] = {
    { "with the hour", "2022-03-04 10:21", "2022-03-04" },
    { "Chinese", "2022年3月4日", "2022-03-04" },
    { "full-width digits", "２０２２年３月４日", "2022-03-04" },
    { "years of the Republic of China", "113-01-15", "2024-01-15" },
    { "day first", "14 September 2020", "2020-09-14" },
    { "month first", "March 4th, 2022 at 9:15 am", "2022-03-04" },
    { "no day", "2022年3月", "" },
    { "no such month", "2022-13-01", "" },
    { "a telephone number", "021-1234-5678", "" },
    { "a year far away", "3022-01-01", "" },
    { "a word that starts like a month", "12 marbles 2020", "" },
};

static const struct {
    const char *about, *text;
    size_t count;
    const char *last;
} crumbs[] = {
    { "arrows", "首页 > 政务公开 > 正文", 3, "正文" },
    { "arrows before dashes", "首页>筑梦-现代化", 2, "筑梦-现代化" },
    { "slashes", "Home / Publications / Reports", 3, "Reports" },
    { "dashes", "首页 - 新闻 - 正文", 3, "正文" },
    { "one word is none", "首页", 0, NULL },
    { "an arrow at the end", "首页 > 新闻 >", 2, "新闻" },
};

int main(void)
{
    fl_arena *a = fl_arena_new(1 << 20);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        TEXT(dates[i].about, fl_fact_date(a, fl_span_of(dates[i].text)), dates[i].date);
    for (size_t i = 0; i < sizeof crumbs / sizeof *crumbs; i++) {
        fl_meta meta = { NULL, 0, 0 };
        const fl_property *p = fl_fact_breadcrumb(a, &meta, "test", fl_span_of(crumbs[i].text), 90);
        NUMBER(crumbs[i].about, p ? p->count : 0, crumbs[i].count);
        if (p && crumbs[i].last) TEXT("  its last word", p->values[p->count - 1], crumbs[i].last);
    }
    fl_meta meta = { NULL, 0, 0 };
    (void)fl_fact_breadcrumb(a, &meta, "test", FL_SPAN("首页 > 新闻 > 正文"), 90);
    OK("a shorter one does not replace a longer one",
       fl_fact_breadcrumb(a, &meta, "test", FL_SPAN("首页 > 新闻"), 90) == NULL);
    fl_arena_free(a);
    return DONE();
}
