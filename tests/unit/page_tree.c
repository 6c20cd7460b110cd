/* tests/unit/page_tree.c - pages as trees: shape, places in the source, attributes, text, limits.
 */
#include "read/html/choice.h"
#include "read/html/guard.h"
#include "read/html/tree.h"

#include <stdio.h>
#include <stdlib.h>

#include "tap.h"

static fl_arena *arena;
static fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
static const fairleaf_limits limits = { .depth = 1000 };
static fl_task task;

static fl_page *parse(fl_span text) { return fl_page_parse(&task, text, text); }

/* `name[source of the start tag](children)`, texts as they decode, in quotes. */
static fl_span shape(const fl_page *p, uint32_t i)
{
    fl_buf out = fl_buf_new(arena, 256);
    uint32_t open[64], depth = 0;
    for (uint32_t k = i; k < p->node[i].end; k++) {
        while (depth && k >= p->node[open[depth - 1]].end) {
            fl_buf_byte(&out, ')');
            depth--;
        }
        if (fl_node_is_text(p, k)) {
            fl_buf_byte(&out, '"');
            fl_node_text(p, k, &out);
            fl_buf_byte(&out, '"');
            continue;
        }
        fl_buf_span(&out, fl_node_name(p, k));
        if (p->node[k].from == p->node[k].to) fl_buf_byte(&out, '!');
        fl_buf_byte(&out, '(');
        open[depth++] = k;
    }
    while (depth--) fl_buf_byte(&out, ')');
    return fl_buf_view(&out);
}

static uint32_t find(const fl_page *p, fl_tag tag)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (p->node[i].tag == tag) return i;
    return 0;
}

static void trees(void)
{
    static const struct {
        const char *about, *page, *body;
    } row[] = {
        { "a paragraph", "<p>甲<b>乙</b>", "body!(p(\"甲\"b(\"乙\")))" },
        { "references", "<p>a&amp;b&lt;&#22823;&#x80;&notit;&nosuch;&copy &amp;amp;",
          "body!(p(\"a&b<大€¬it;&nosuch;© &amp;\"))" },
        { "text that looks like markup", "<p>1<2 &lt;b> a<3", "body!(p(\"1<2 <b> a<3\"))" },
        { "end tags of nothing are passed over", "<p>甲</nosuch>乙</b>丙<!-- x -->丁",
          "body!(p(\"甲乙丙\"\"丁\"))" },
        { "a title and an area hold no markup", "<body><textarea>\n<b>&lt;</textarea>",
          "body(textarea(\"<b><\"))" },
        { "a comment is no node", "<body><!-- a --><p>甲<!-- b --></p><!-- c -->",
          "body(p(\"甲\"))" },
        { "rows are put in a body of the table", "<table><tr><td>1<td>2",
          "body!(table(tbody!(tr(td(\"1\")td(\"2\")))))" },
        { "text in a table goes before it", "<table>甲<tr><td>1</table>",
          "body!(\"甲\"table(tbody!(tr(td(\"1\")))))" },
        { "a link that is not closed goes on", "<p><a href=x>甲<p>乙",
          "body!(p(a(\"甲\"))p(a(\"乙\")))" },
        { "names that nobody knows", "<body><x-y>甲</x-y>", "body(x-y(\"甲\"))" },
        { "CDATA in foreign content", "<body><svg><text><![CDATA[a<b]]></text></svg>",
          "body(svg(text(\"a<b\")))" },
        { "nothing", "", "body!()" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_page *p = parse(fl_span_of(row[i].page));
        TEXT(row[i].about, shape(p, find(p, FL_TAG_BODY)), row[i].body);
    }
}

static void places(void)
{
    fl_span text = FL_SPAN(
        "<title>题</title>\n<P Class=\"a b\" id=x data-e hidden=''>甲&amp;乙</P>");
    fl_page *p = parse(text);
    uint32_t i = find(p, FL_TAG_P), first = fl_node_first(p, i);
    NUMBER("the start tag", p->node[i].from, 19);
    TEXT("its source", fl_span_sub(text, p->node[i].from, p->node[i].to),
         "<P Class=\"a b\" id=x data-e hidden=''>");
    TEXT("the text's source", fl_span_sub(text, p->node[first].from, p->node[first].to),
         "甲&amp;乙");
    TEXT("an attribute", fl_node_attribute(arena, p, i, "class"), "a b");
    TEXT("without quotes", fl_node_attribute(arena, p, i, "id"), "x");
    OK("without a value",
       fl_node_attribute(arena, p, i, "data-e").p && fl_node_attribute(arena, p, i, "hidden").p);
    OK("not there", !fl_node_attribute(arena, p, i, "href").p);
    NUMBER("around", fl_node_around(p, first, FL_TAG_BODY), find(p, FL_TAG_BODY));
    NUMBER("not around", fl_node_around(p, first, FL_TAG_TABLE), 0);
    uint32_t at = p->node[first].from;
    fl_piece piece;
    OK("plain", fl_node_piece(p, first, &at, &piece) && piece.to - piece.from == 3);
    OK("a reference", fl_node_piece(p, first, &at, &piece) && piece.to - piece.from == 5 &&
                          fl_span_equal(piece.text, FL_SPAN("&")));
    OK("plain again", fl_node_piece(p, first, &at, &piece));
    OK("and no more", !fl_node_piece(p, first, &at, &piece));
    p = parse(FL_SPAN("<p><a href='?a=1&amp;b=2&copy=3&lt;'>甲<p>乙"));
    uint32_t link = find(p, FL_TAG_A), clone = link + 1;
    while (p->node[clone].tag != FL_TAG_A) clone++;
    TEXT("an address", fl_node_attribute(arena, p, link, "href"), "?a=1&b=2&copy=3<");
    TEXT("of a clone", fl_node_attribute(arena, p, clone, "href"), "?a=1&b=2&copy=3<");
}

static fl_span repeated(const char *before, const char *text, size_t count, const char *behind)
{
    fl_buf out = fl_buf_new(arena, strlen(text) * count + 100);
    fl_buf_text(&out, before);
    while (count--) fl_buf_text(&out, text);
    fl_buf_text(&out, behind);
    return fl_buf_view(&out);
}

static void limits_of_pages(void)
{
    static const struct {
        const char *about, *before, *text, *behind;
        size_t count;
        bool flat;
    } row[] = {
        { "deep", "", "<div>", "甲", 100000, true },
        { "as deep as allowed", "", "<div>", "甲", 990, false },
        { "many bold", "", "<b>", "<p>甲<p>乙", 20000, true },
        { "bold ended each time", "", "<p><b>x</b></p>", "甲", 20000, false },
        { "fonts left open in cells", "<table>", "<tr><td><font><b>x", "甲", 20000, false },
        { "paragraphs left open", "", "<p>x", "甲", 20000, false },
        { "many attributes", "<p", " a", ">甲", 50000, true },
        { "as many as allowed", "<p", " a", ">甲", 500, false },
        { "formatting opened again and again", "<b><i><u><s><big><tt><em><code><small><strong>",
          "<p>x", "甲", 500000, true },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_arena_mark mark = fl_arena_here(arena);
        fl_page *p = parse(repeated(row[i].before, row[i].text, row[i].count, row[i].behind));
        NUMBER(row[i].about, p->flat, row[i].flat);
        fl_buf text = fl_buf_new(arena, 64);
        fl_node_text(p, 0, &text);
        OK("its text is there", text.n >= 3 && memchr(text.p, '\xE7', text.n));
        fl_arena_back(arena, mark);
    }
}

static void flat(void)
{
    fl_page page = { .source = FL_SPAN(
                         "<title>题</title><p>甲<b>乙</b><script>1<p>2</script>丙</p>\n"
                         "<table><tr><td>1</td><td>2</td></tr></table>a<br>b") };
    fl_survey found = fl_page_survey(&task, page.source);
    fl_page_flatten(&task, &page, page.source, &found);
    TEXT("texts between blocks", shape(&page, 0),
         "!(html!(head!(title!(\"题\"))body!(\"甲乙丙\"\" 1 2\"\"a\"\"b\")))");
}

static void choices(void)
{
    fl_page *p = parse(
        FL_SPAN("<head><title>题</title></head><p hidden>甲<p style='display : none'>"
                "乙<p>丙<template>丁</template>"));
    fl_choice *c = fl_page_choose(&task, p);
    fl_buf kept = fl_buf_new(arena, 64);
    for (uint32_t i = 0; i < p->count; i++)
        if (fl_node_is_text(p, i) && !c->node[i].reason) fl_node_text(p, i, &kept);
    TEXT("what no browser shows is left out", fl_buf_view(&kept), "丙");
}

int main(void)
{
    arena = fl_arena_new((size_t)1 << 30);
    if (!arena || FL_ARENA_FAILED(arena)) return 1;
    options.as_is = true;
    task = (fl_task){
        .arena = arena, .options = &options, .limits = &limits, .trail = fl_trail_new(arena)
    };
    trees();
    places();
    flat();
    choices();
    limits_of_pages();
    fl_arena_free(arena);
    return DONE();
}
