/* tests/unit/page_layer.c - the text of pages, and the way from it to the markup and back: every
 * character is found again, whatever is asked first. */
#include "read/layer.h"

#include "base/utf8.h"
#include "read/html/html.h"

#include <stdio.h>

#include "tap.h"

static fl_arena *arena;
static const fairleaf_limits limits = { .depth = 1000 };

static fl_lines read_page(const char *page)
{
    fairleaf_options *options = fl_alloc(arena, 1, sizeof *options);
    fl_task t = {
        .arena = arena, .options = options, .limits = &limits, .trail = fl_trail_new(arena)
    };
    fl_lines lines = { .source = fl_span_of(page) };
    fl_html_lines(&t, lines.source, &lines);
    return lines;
}

static void check(const char *about, const char *page, const char *text)
{
    fl_lines lines = read_page(page);
    const fl_layer *l = lines.layer;
    TEXT(about, lines.source, text);
    size_t rising = 0, wrong = 0;
    uint32_t c, last = 0;
    for (uint32_t at = 0; at < lines.source.n;) {
        uint32_t next = (uint32_t)fl_utf8_next(lines.source, at, &c);
        size_t a = 0, b = 0, d = l->count / 2;
        uint32_t from = fl_layer_from(l, &rising, at), to = fl_layer_to(l, &a, next);
        wrong += from < last || to <= from || to > strlen(page);
        wrong += fl_layer_at(l, &b, from) != at || fl_layer_from(l, &d, at) != from;
        wrong += c > ' ' && to - from == next - at &&
                 memcmp(page + from, lines.source.p + at, next - at);
        last = to;
        at = next;
    }
    NUMBER("its characters are found again", wrong, 0);
}

int main(void)
{
    arena = fl_arena_new((size_t)1 << 26);
    if (!arena || FL_ARENA_FAILED(arena)) return 1;
    check("a line for each block", "<p>甲</p>\n<div>乙<p>丙</div>", "甲\n乙\n丙\n");
    check("white space is one space", "<p> a \n b<b> c</b> </p>", "a b c\n");
    check("none between wide characters", "<p>甲\n乙 丙</p>", "甲乙 丙\n");
    check("references", "<p>a&amp;b&nbsp;&#22823;&notit;</p>", "a&b\xC2\xA0大¬it;\n");
    check("breaks", "<p>甲<br>乙<br><br>丙", "甲\n乙\n丙");
    check("scripts are no text", "<p>甲<script>x</script><style>y</style>乙</p>", "甲乙\n");
    check("alternative texts are", "<p><img src=a alt='图&gt;'>甲</p>", "图>甲\n");
    check("hidden texts are", "<title>题</title><p hidden>藏</p><p>甲", "题\n藏\n甲");
    check("code", "<pre>\n a\n\n b</pre>", " a\n\n b\n");
    check("rules and empty items", "<p>甲</p><hr>乙 <hr><ul><li></li><li>丙</ul>",
          "甲\n\n乙\n\n\n丙\n");
    check("none right behind text", "甲<hr>乙<li></li><li>丙<hr>", "甲\n乙\n丙\n");
    check("an item whose link goes on", "<ul><li><a href=a>甲<li><a href=b>乙</ul>", "甲\n乙\n");
    check("breaks and images without words", "<ul><li><img src=a><br><img src=b></ul>", " \n");
    check("style and script of a drawing", "<p>甲<svg><style>x</style><script>y</script><text>乙",
          "甲乙");
    check("images without words", "<p><img src=a></p><p><img src=b></p>", "\n\n");
    check("tables", "<table><tr><th>1<th>2<tr><td>3<td></table>", "1\n2\n3\n");
    check("the order of the source", "<table><tr><td>1</td></tr>甲<tr><td>2</table>", "1\n甲\n2\n");
    check("nothing", "", "");
    fl_arena_free(arena);
    return DONE();
}
