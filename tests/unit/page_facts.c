/* read/html/facts.h, byline.h and names.h: dates, bylines, names, JSON-LD, and what names of elements say. */
#include "read/html/byline.h"
#include "read/html/facts.h"
#include "read/html/names.h"
#include "tap.h"

static void check_dates(fl_arena *a)
{
    static const struct {
        const char *about, *text, *date;
    } row[] = {
        { "ISO 8601", "2021-02-06T09:30:00+08:00", "2021-02-06" },
        { "slashes, one digit", "2021/2/6 09:30", "2021-02-06" },
        { "Chinese", "发布时间：2021年2月6日 09:30", "2021-02-06" },
        { "packed", "20210206", "2021-02-06" },
        { "packed, not at the start", "no 20210206", "" },
        { "day first", "Posted on 6 February 2021", "2021-02-06" },
        { "month first, short", "Feb. 6, 2021", "2021-02-06" },
        { "ordinal", "March 3rd, 2019", "2019-03-03" },
        { "a month that does not exist", "2021-13-06", "" },
        { "a part of a number", "12021-02-06", "" },
        { "month only", "2021-02", "" },
        { "in a path", "https://a.example/2021/02/06/flood.html", "2021-02-06" },
        { "nothing", "", "" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        TEXT(row[i].about, fl_page_date(a, fl_span_of(row[i].text)), row[i].date);
}

static void check_bylines(fl_arena *a)
{
    static const struct {
        const char *about, *text, *names;  /* "": none */
        bool bare;
    } row[] = {
        { "role and names", "本报记者 王建宏 张文攀", "王建宏 张文攀", false },
        { "paper and role in one word", "光明日报记者 王建宏", "王建宏", false },
        { "paper apart", "青溪日报 记者 王建宏", "王建宏", false },
        { "name behind the role", "记者王建宏", "王建宏", false },
        { "in brackets", "（总台记者 张倩）", "张倩", false },
        { "a box before it", "□ 本报记者 葛灵丹", "葛灵丹", false },
        { "a label and a pen name", "文/眉间尺", "眉间尺", false },
        { "name before the role", "王建宏 文/图", "王建宏", false },
        { "two roles", "本报记者 王建宏 通讯员 李冬", "王建宏 李冬", false },
        { "from where", "青溪报记者 彭冲 山东冠县报道", "彭冲", false },
        { "names alone", "赵延东、李冬", "赵延东 李冬", true },
        { "not all are names", "赵延东、风笑天", "", false },
        { "what a reporter does", "记者调查", "", false },
        { "a sentence", "记者从会上获悉，全市工业增长百分之六。", "", false },
        { "a heading", "一、培养目标", "", false },
        { "too many names", "王一 李二 张三 赵四 钱五", "", false },
        { "English", "By Anna Miller and Li Wei", "Anna Miller and Li Wei", false },
        { "an agency and a day", "By Reuters on Monday, November 18th", "Reuters", false },
        { "a sentence that begins so", "By noon the streets were dry", "", false },
        { "nothing", "", "", false },
    };
    fl_packs *packs = NULL;
    fl_packs_load(a, true, NULL, NULL, 0, &packs, NULL);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_byline b = { .names = FL_SPAN("") };
        bool found = fl_byline_read(a, packs, fl_span_of(row[i].text), &b);
        TEXT(row[i].about, found ? b.names : FL_SPAN(""), row[i].names);
        if (found) NUMBER(row[i].about, b.bare, row[i].bare);
    }
    fl_packs_close(packs);
}

static void check_names(void)
{
    static const struct {
        const char *about, *text, *name;
    } row[] = {
        { "by", "By Ann Miller", "Ann Miller" },
        { "behind a bar", "Ann Miller | Staff", "Ann Miller" },
        { "before a date", "Ann Miller 12 May", "Ann Miller" },
        { "Chinese", " 李明 ", "李明" },
        { "an address", "https://a.example/ann", "" },
        { "an account", "ann_m", "" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        TEXT(row[i].about, fl_page_name(fl_span_of(row[i].text)), row[i].name);
}

static void note(void *object, const char *key, fl_span value, unsigned confidence)
{
    (void)confidence;
    fl_buf_format(object, "%s=%.*s;", key, (int)value.n, value.p);
}

static void check_json(fl_arena *a)
{
    static const struct {
        const char *about, *json, *found;
    } row[] = {
        { "an article",
          "{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-04-07\",\"author\":{\"name\":\"Ann\"}}",
          "date=2021-04-07;author=Ann;" },
        { "in a graph", "{\"@graph\":[{\"author\":[{\"name\":\"Ann\"},\"Bob\"]}]}",
          "author=Ann;author=Bob;" },
        { "a list at the top", "[{\"publisher\":{\"name\":\"Post\"}}]", "site=Post;" },
        { "not of a comment", "{\"comment\":[{\"author\":\"X\",\"datePublished\":\"2021-01-01\"}]}",
          "" },
        { "cut", "{\"datePublished\":\"2021-04-07\",\"author\":{\"na", "date=2021-04-07;" },
        { "not JSON", "var x = 1;", "" },
        { "nothing", "", "" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_buf b = fl_buf_new(a, 64);
        fl_page_json(a, fl_span_of(row[i].json), note, &b);
        TEXT(row[i].about, fl_buf_view(&b), row[i].found);
    }
}

static void check_words(const fl_task *t)
{
    static const struct {
        const char *about, *tag, *word;
        unsigned says, container;
    } row[] = {
        { "a word of a class", "<div class='site-footer'>", "footer", FL_NAME_FURNITURE, 0 },
        { "in one word", "<div id=siteFooter>", "footer", FL_NAME_FURNITURE, 0 },
        { "part of a word", "<div class=footerless>", NULL, 0, 0 },
        { "speaks of the layout", "<div class='has-sidebar'>", "sidebar", FL_NAME_SPARES, 0 },
        { "a topic", "<div class='category-social tag-ads'>", NULL, 0, 0 },
        { "a known container", "<div class='TRS_Editor'>", NULL, 0, 2 },
        { "at the end of a name", "<div class='Page-articleBody'>", NULL, FL_NAME_TEXT, 2 },
        { "itemprop", "<div itemprop=articleBody>", NULL, 0, 2 },
        { "hidden", "<div style='color:red; Display : none'>", NULL, FL_NAME_HIDDEN, 0 },
        { "hidden, as an attribute", "<div hidden>", NULL, FL_NAME_HIDDEN, 0 },
        { "not hidden", "<div style='display:block'>", NULL, 0, 0 },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_span s = fl_span_of(row[i].tag);
        const fl_page *p = fl_page_parse(t, s, s);
        uint32_t node = 1;
        while (node < p->count && p->node[node].tag != FL_TAG_DIV) node++;
        fl_names n = fl_names_of(p, node);
        NUMBER(row[i].about, n.says, row[i].says);
        NUMBER(row[i].about, n.container, row[i].container);
        TEXT(row[i].about, fl_span_of(n.word ? n.word : ""), row[i].word ? row[i].word : "");
    }
}

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    fairleaf_limits limits = { 1 << 20, 1 << 20, 1 << 16, 64 << 20, 1000 };
    fl_task t = { .arena = a, .options = &options, .limits = &limits, .trail = fl_trail_new(a) };
    check_dates(a);
    check_bylines(a);
    check_names();
    check_json(a);
    check_words(&t);
    fl_arena_free(a);
    return DONE();
}
