/* tests/unit/parse.c - Markdown to events: kinds, strong beside Chinese, hostile text. */
#include "commonmark/parse.h"

#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "commonmark/prepare.h"
#include "tap.h"

static const char *const names[] = {
    "doc", "quote", "list", "item", "pre", "html", "p",      "h", "hr",
    "",    "soft",  "br",   "code", "tag", "em",   "strong", "a", "img",
};

/* Events in one line: elements as in HTML, text as it is. */
static const char *outline(fl_arena *a, const char *markdown)
{
    const fl_cm_event *event;
    size_t count = fl_commonmark_events(a, fl_span_of(markdown), &event);
    fl_buf out = fl_buf_new(a, 256);
    for (size_t i = 1; i + 1 < count; i++) {
        const fl_cm_event *e = &event[i];
        if (e->kind == FL_CM_TEXT) {
            fl_buf_span(&out, e->literal);
            continue;
        }
        fl_buf_format(&out, "<%s%s", e->enter ? "" : "/", names[e->kind]);
        if (e->enter && e->kind == FL_CM_HEADING) fl_buf_format(&out, "%d", e->level);
        if (e->enter && e->ordered) fl_buf_format(&out, " %u%c", e->start, e->delimiter);
        if (e->enter && e->tight) fl_buf_text(&out, " tight");
        if (e->enter && e->target.n) fl_buf_format(&out, " %.*s", (int)e->target.n, e->target.p);
        if (e->enter && e->literal.n)
            fl_buf_format(&out, " '%.*s'", (int)e->literal.n, e->literal.p);
        fl_buf_byte(&out, '>');
    }
    return fl_buf_string(&out);
}

static const struct {
    const char *about, *markdown, *wanted;
} row[] = {
    { "nothing", "", "" },
    { "blocks", "# 甲\n\n乙\n丙  \n丁\n\n---\n", "<h1>甲</h><p>乙<soft>丙<br>丁</p><hr>" },
    { "lists", "3) 甲\n4) 乙\n\n- 丙\n\n- 丁\n",
      "<list 3) tight><item><p>甲</p></item><item><p>乙</p></item></list>"
      "<list><item><p>丙</p></item><item><p>丁</p></item></list>" },
    { "code and HTML", "```c\nx\n```\n<b>\n", "<pre c 'x\n'><html '<b>\n'>" },
    { "inlines", "*a* `b` [c](d) ![e](f) <i>",
      "<p><em>a</em> <code 'b'> <a d>c</a> <img f>e</img> <tag '<i>'></p>" },
    { "text in a row is one event", "a [b] & c! \\* d", "<p>a [b] & c! * d</p>" },
    { "closing run behind a full stop", "**甲。**乙", "<p><strong>甲。</strong>乙</p>" },
    { "opening run before a quotation mark", "甲**“乙”**丙", "<p>甲<strong>“乙”</strong>丙</p>" },
    { "two of them", "甲**“乙”**丙**“丁”**戊",
      "<p>甲<strong>“乙”</strong>丙<strong>“丁”</strong>戊</p>" },
    { "lead, then Latin", "**甲。**ABC", "<p><strong>甲。</strong>ABC</p>" },
    { "Japanese and Korean", "**「重要」**です **(강조)**을",
      "<p><strong>「重要」</strong>です <strong>(강조)</strong>을</p>" },
    { "brackets outside stay outside", "甲（**乙**）丙**丁**，戊",
      "<p>甲（<strong>乙</strong>）丙<strong>丁</strong>，戊</p>" },
    { "Latin as CommonMark has it", "a**\"b\"**c **d.**e", "<p>a**\"b\"**c **d.**e</p>" },
    { "single stars are left alone", "5*甲。*乙", "<p>5*甲。*乙</p>" },
    { "escaped stars", "\\**甲。**乙", "<p>**甲。**乙</p>" },
    { "code keeps its text", "`**甲。**乙` **丙。**丁",
      "<p><code '**甲。**乙'> <strong>丙。</strong>丁</p>" },
    { "so does an address", "[甲](x**“y”**z) **丙。**丁",
      "<p><a x**“y”**z>甲</a> <strong>丙。</strong>丁</p>" },
};

static void lines_of_blocks(fl_arena *a)
{
    const fl_cm_event *event;
    size_t count = fl_commonmark_events(a, FL_SPAN("# 甲\n\n**乙。**丙\n丁\n"), &event);
    NUMBER("events", count, 13);
    NUMBER("heading", event[1].line_first, 1);
    NUMBER("paragraph starts", event[4].line_first, 3);
    NUMBER("paragraph ends", event[4].line_last, 4);
    NUMBER("inlines have no line", event[5].line_first, 0);
}

static fl_span repeated(fl_arena *a, const char *unit, size_t count)
{
    fl_buf b = fl_buf_new(a, count * strlen(unit) + 1);
    for (size_t i = 0; i < count; i++) fl_buf_text(&b, unit);
    return fl_buf_view(&b);
}

static size_t text_bytes(const fl_cm_event *event, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) n += event[i].literal.n;
    return n;
}

/* What cmark 0.30.2 needs minutes or gigabytes for, or overflows its stack with: `head`, `count`
 * times `unit`, `count` times `tail`. */
static const struct {
    const char *about, *head, *unit;
    size_t count;
    const char *tail;
} hostile[] = {
    { "open images", "", "![[]()", 60000, "" },
    { "open images, closed in code", "", "![[]()`]`", 60000, "" },
    { "open images between bullets without text", "a", "![[]()\n* \n", 30000, "" },
    { "open images behind a deep indent", "a\n", "     - ![[]()\n", 30000, "" },
    { "open brackets", "", "[", 400000, "" },
    { "open comments", "</", "<!--", 100000, "" },
    { "open emphasis", "", "*a **b ", 60000, "" },
    { "nested emphasis", "", "*", 100000, "a*" },
    { "emphasis in a deep quote", ">>>>>>>>>>", "a*", 100000, "" },
    { "nested quotes", "", ">", 100000, "a" },
    { "nested lists on one line", "", "- ", 50000, "a\n" },
    { "deep lists, then blank lines", "", "- ", 100000, "\n" },
    { "nested ordered lists", "", "1. ", 50000, "a\n" },
    { "one definition, used again and again", "[x]: /", "0123456789", 20000, "\n\n[x]" },
    { "backticks of every length", "", "` `` ``` ```` ````` ", 20000, "" },
    { "ampersands", "", "&amp", 100000, "" },
    { "open titles", "", "[a](b \"", 60000, "" },
    { "open addresses", "", "[a](<b", 60000, "" },
    { "open tags", "", "<a b=\"", 60000, "" },
    { "strong beside Chinese", "", "**甲。**乙", 40000, "" },
};

static bool survives(fl_span text)
{
    fl_arena *a = fl_arena_new((size_t)1 << 30);
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return false;
    }
    const fl_cm_event *event;
    clock_t start = clock();
    size_t count = fl_commonmark_events(a, text, &event);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (getenv("TIMES"))
        printf("# %.3f s, %zu KiB for %zu bytes\n", seconds, fl_arena_total(a) >> 10, text.n);
    bool kept = text_bytes(event, count) <= text.n;
    fl_arena_free(a);
    return seconds < 4 && kept;
}

static void hostile_text(fl_arena *a)
{
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        fl_buf text = fl_buf_new(a, 1 << 20);
        fl_buf_text(&text, hostile[i].head);
        fl_buf_span(&text, repeated(a, hostile[i].unit, hostile[i].count));
        fl_buf_span(&text, repeated(a, hostile[i].tail, hostile[i].count));
        OK(hostile[i].about, survives(fl_buf_view(&text)));
    }
}

static void masked_text_comes_back(fl_arena *a)
{
    fl_span many = repeated(a, "![[甲](乙)", 600);
    const fl_cm_event *event;
    size_t count = fl_commonmark_events(a, many, &event);
    size_t brackets = 0, links = 0;
    for (size_t i = 0; i < count; i++) {
        links += event[i].kind == FL_CM_LINK && event[i].enter;
        for (size_t k = 0; k < event[i].literal.n; k++) brackets += event[i].literal.p[k] == '[';
    }
    NUMBER("links beside too many open images", links, 600);
    NUMBER("the brackets of the images are text again", brackets, 600);
    fl_buf deep = fl_buf_new(a, 1024);
    for (int i = 0; i < 300; i++) fl_buf_byte(&deep, '>');
    fl_buf_text(&deep, "甲\n");
    count = fl_commonmark_events(a, fl_buf_view(&deep), &event);
    size_t quotes = 0;
    for (size_t i = 0; i < count; i++)
        quotes += event[i].kind == FL_CM_BLOCK_QUOTE && event[i].enter;
    NUMBER("quotes", quotes, 200);
    NUMBER("the marks of the others are text", text_bytes(event, count), 100 + 3);
    NUMBER("where they begin", fl_commonmark_too_deep(fl_buf_view(&deep)), 200);
    deep.n = 0;
    for (int i = 0; i < 201; i++) fl_buf_text(&deep, i == 100 ? ">\n" : "> ");
    NUMBER("in each line for itself", fl_commonmark_too_deep(fl_buf_view(&deep)), SIZE_MAX);
}

static bool parses_within(size_t limit)
{
    fl_arena *a = fl_arena_new(limit);
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return false;
    }
    const fl_cm_event *event;
    fl_commonmark_events(a, FL_SPAN("# 甲\n\n- *乙* `丙`\n- [丁](戊)\n"), &event);
    fl_arena_free(a);
    return true;
}

static void memory_ends(void)
{
    size_t limit = 0;
    while (limit < 100000 && !parses_within(limit)) limit += 64;
    OK("memory that ends inside cmark is a jump", limit > 640 && limit < 100000);
}

int main(void)
{
    fl_arena *a = fl_arena_new((size_t)1 << 30);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        BYTES(row[i].about, outline(a, row[i].markdown), strlen(outline(a, row[i].markdown)),
              row[i].wanted, strlen(row[i].wanted));
    lines_of_blocks(a);
    masked_text_comes_back(a);
    hostile_text(a);
    fl_arena_free(a);
    memory_ends();
    return DONE();
}
