/* tests/unit/markdown.c - blocks, links, tables, widths as Markdown. Everything is read back by
 * cmark. */
#include "commonmark/render.h"

#include <stdio.h>
#include <time.h>

#include "doc.h"
#include "tap.h"

static void check(const char *about, fl_block *root, const char *wanted)
{
    TEXT(about, doc_write(root, "markdown", 0), wanted);
}

static void blocks(void)
{
    check("nothing", DOC(NO_BLOCK), "");
    check("a break first is no front matter", DOC(RULE, P(T("甲"))), "***\n\n甲\n");
    check("headings", DOC(HEADING(1, T("甲"), BREAK, T("乙")), HEADING(6, T("丙"))),
          "# 甲 乙\n\n###### 丙\n");
    check("quotes", DOC(QUOTE(P(T("甲")), QUOTE(P(T("乙"))), P(T("丙"))), QUOTE(P(T("丁")))),
          "> 甲\n>\n> > 乙\n>\n> 丙\n\n> 丁\n");
    check("an empty quote", DOC(QUOTE(NO_BLOCK)), ">\n");
    check("a break in a quote", DOC(QUOTE(P(T("甲"), BREAK, T("- 乙")))), "> 甲  \n> \\- 乙\n");
    check("code", DOC(PRE("c", "a\n\n  b\n")), "```c\na\n\n  b\n```\n");
    check("code with fences in it", DOC(PRE("", "```\n````\n")), "`````\n```\n````\n`````\n");
    check("backticks in the info string", DOC(PRE("a`b", "~~~\n")), "~~~~a`b\n~~~\n~~~~\n");
    check("escapes in the info string", DOC(PRE("a\\b &amp;", "x")),
          "```a\\\\b &amp;amp;\nx\n```\n");
    check("no code at all", DOC(PRE("", "")), "```\n```\n");
    check("a blank line in code in a quote", DOC(QUOTE(PRE("", "a\n\nb\n"))),
          "> ```\n> a\n>\n> b\n> ```\n");
}

static void lists(void)
{
    check("tight", DOC(TIGHT(ITEM(P(T("甲"))), ITEM(P(T("乙"))))), "- 甲\n- 乙\n");
    check("loose", DOC(LOOSE(ITEM(P(T("甲"))), ITEM(P(T("乙"))))), "- 甲\n\n- 乙\n");
    check("one item has no room to be loose", DOC(LOOSE(ITEM(P(T("甲"))))), "- 甲\n");
    check("numbers", DOC(NUMBERED(9, ITEM(P(T("甲"))), ITEM(P(T("乙"))))), "9. 甲\n10. 乙\n");
    check("ten digits do not exist", DOC(NUMBERED(999999999, ITEM(P(T("甲"))), ITEM(P(T("乙"))))),
          "999999999. 甲\n999999999. 乙\n");
    check("nested: column 4", DOC(TIGHT(ITEM(P(T("甲")), TIGHT(ITEM(P(T("乙")))))), P(T("丙"))),
          "-   甲\n    - 乙\n\n丙\n");
    check("two paragraphs: loose whatever was asked for",
          DOC(NUMBERED(1, ITEM(P(T("甲")), P(T("乙"))), ITEM(P(T("丙"))))),
          "1.  甲\n\n    乙\n\n2.  丙\n");
    check("a number other than 1 does not interrupt",
          DOC(TIGHT(ITEM(P(T("甲")), NUMBERED(2, ITEM(P(T("乙"))))))), "-   甲\n\n    2. 乙\n");
    check("lists in a row",
          DOC(TIGHT(ITEM(P(T("甲")))), TIGHT(ITEM(P(T("乙")))), TIGHT(ITEM(P(T("丙"))))),
          "- 甲\n\n* 乙\n\n- 丙\n");
    check("numbered lists in a row",
          DOC(NUMBERED(1, ITEM(P(T("甲")))), NUMBERED(1, ITEM(P(T("乙"))))), "1. 甲\n\n1) 乙\n");
    check("a list in a list in a list is no break",
          DOC(TIGHT(ITEM(TIGHT(ITEM(TIGHT(EMPTY_ITEM)))))), "-   *   -   \n");
    check("nor is a break in a list", DOC(TIGHT(ITEM(P(T("甲")))), TIGHT(ITEM(RULE))),
          "- 甲\n\n*   ___\n");
    check("an empty item", DOC(TIGHT(ITEM(P(T("甲"))), EMPTY_ITEM)), "* 甲\n*   \n");
    check("code in an item", DOC(LOOSE(ITEM(P(T("甲")), PRE("", "x\n\ny\n")))),
          "-   甲\n\n    ```\n    x\n\n    y\n    ```\n");
    check("text that looks like an item", DOC(TIGHT(ITEM(P(T("1. 甲"))))), "- 1\\. 甲\n");
    check("a blank line below a break does not show to all",
          DOC(LOOSE(ITEM(RULE, P(T("甲"))), ITEM(P(T("乙"))))), "-   ___\n\n    甲\n\n-   乙\n");
    check("so a list without another has none",
          DOC(LOOSE(ITEM(RULE), ITEM(RULE, P(T("甲"))))), "-   ___\n-   ___\n    甲\n");
    check("an item without a list", DOC(ITEM(P(T("甲")))), "- 甲\n");
    check("text in a list without an item", DOC(TIGHT(P(T("甲")))), "- 甲\n");
}

static void links(void)
{
    check("Chinese, spaces, parentheses", DOC(P(LINK("图 (1).png", T("甲")))),
          "[甲](图%20%281%29.png)\n");
    check("ampersands", DOC(P(LINK("https://e.example/?a=1&b=2&copy;", T("甲")))),
          "[甲](https://e.example/?a=1&b=2&amp;copy;)\n");
    check("an address for a text",
          DOC(P(T("见"), LINK("https://e.example/", T("https://e.example/")), T("，"))),
          "见[https://e.example/](https://e.example/)，\n");
    fl_inline *titled = LINK("u", T("甲")), *pictured = IMAGE("i", T("乙"));
    titled->text = FL_SPAN("a'b(c) \"d\" &amp;");
    pictured->text = FL_SPAN("|丙");
    check("titles", DOC(P(titled, pictured)),
          "[甲](u \"a'b(c) &quot;d&quot; &amp;amp;\")![乙](i \"&#124;丙\")\n");
    check("an image in a link", DOC(P(LINK("u", IMAGE("i.png", T("甲"))))), "[![甲](i.png)](u)\n");
    check("a link without text", DOC(P(T("甲"), LINK("u", NONE))), "甲\n");
    check("a link in front of brackets", DOC(P(T("[甲]"), LINK("u", T("乙")), T("(丙)"))),
          "[甲\\][乙](u)(丙)\n");
    check("a script is no address",
          DOC(P(LINK("javascript:x", T("甲")), IMAGE("data:text/html,x", T("乙")))), "甲乙\n");
    check("hidden in control characters", DOC(P(LINK(" java\nscript:x", T("甲")))), "甲\n");
    check("addresses that may be",
          DOC(P(LINK("MAILTO:a@b", T("甲")), LINK("#x", T("乙")),
                IMAGE("data:image/png;base64,x", T("丙")))),
          "[甲](MAILTO:a@b)[乙](#x)![丙](data:image/png;base64,x)\n");
    check("code in text", DOC(P(CODE("a`b"), T("甲"), CODE("`x`"), T("乙"), CODE(" y "))),
          "``a`b``甲`` `x` ``乙`  y  `\n");
}

static void tables(void)
{
    check("a table",
          DOC(TABLE(HEAD(CELL(T("甲")), CELL(T("乙"))), ROW(CELL(T("1")), CELL(T("2"))))),
          "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n");
    check("without a header", DOC(TABLE(ROW(CELL(T("甲"))), ROW(CELL(T("乙"))))),
          "| 甲 |\n| --- |\n| 乙 |\n");
    check("short rows", DOC(TABLE(HEAD(CELL(T("甲")), CELL(T("乙"))), ROW(CELL(T("1"))))),
          "| 甲 | 乙 |\n| --- | --- |\n| 1 |  |\n");
    check("pipes, code, breaks, strong",
          DOC(TABLE(ROW(CELL(T("a|b"), BREAK, CODE("c|d")), CELL(STRONG(T("甲。")), T("乙"))))),
          "| a&#124;b <br/> `c\\|d` | **甲**。乙 |\n| --- | --- |\n");
    fl_block *wide = CELL(T("甲")), *high = CELL(T("乙"));
    wide->columns = 2;
    high->rows = 2;
    check(
        "cells that span", DOC(TABLE(ROW(wide), ROW(high, CELL(T("1"))), ROW(CELL(T("2"))))),
        "<table>\n<tbody>\n<tr>\n<td colspan=\"2\">甲</td>\n</tr>\n<tr>\n<td rowspan=\"2\">乙</td>"
        "<td>1</td>\n</tr>\n<tr>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n");
    fl_block *huge = CELL(T("甲"));
    huge->columns = 60000;
    check("a span out of proportion", DOC(TABLE(ROW(huge), ROW(CELL(T("乙"))))),
          "<table>\n<tbody>\n<tr>\n<td colspan=\"1000\">甲</td>\n</tr>\n<tr>\n<td>乙</td>\n</tr>\n"
          "</tbody>\n</table>\n");
    check("in an item", DOC(LOOSE(ITEM(P(T("甲")), TABLE(ROW(CELL(T("乙"))))))),
          "-   甲\n\n    | 乙 |\n    | --- |\n");
}

static void widths(void)
{
    TEXT("broken at spaces", doc_write(DOC(P(T("one two three four"))), "markdown", 10),
         "one two\nthree four\n");
    TEXT("never in Chinese", doc_write(DOC(P(T("过去五年全市完成 投资"))), "markdown", 6),
         "过去五年全市完成\n投资\n");
    TEXT("never before what could start a block",
         doc_write(DOC(P(T("aaaa - bbbb 1. cccc + dd"))), "markdown", 5),
         "aaaa -\nbbbb 1.\ncccc +\ndd\n");
    TEXT("behind quotes and items",
         doc_write(DOC(QUOTE(TIGHT(ITEM(P(T("one two three")))))), "markdown", 10),
         "> - one\n>   two\n>   three\n");
    TEXT("hard breaks stay", doc_write(DOC(P(T("one two"), BREAK, T("three"))), "markdown", 5),
         "one\ntwo  \nthree\n");
    TEXT("headings stay", doc_write(DOC(HEADING(1, T("one two three"))), "markdown", 5),
         "# one two three\n");
}

static void verifying(void)
{
    fl_doc d = { .root = DOC(P(T("甲"))) };
    d.root->first->line_first = 7;
    fairleaf_error error;
    NUMBER("the same", fl_commonmark_verify(doc_arena, &d, FL_SPAN("甲\n"), &error), FAIRLEAF_OK);
    NUMBER("other text", fl_commonmark_verify(doc_arena, &d, FL_SPAN("乙\n"), &error),
           FAIRLEAF_VERIFY);
    NUMBER("its line", error.line, 7);
    TEXT("the message", fl_span_of(error.message), "paragraph reads back as '乙', not as '甲'");
    NUMBER("something more", fl_commonmark_verify(doc_arena, &d, FL_SPAN("甲\n\n乙\n"), &error),
           FAIRLEAF_VERIFY);
    NUMBER("something less", fl_commonmark_verify(doc_arena, &d, FL_SPAN(""), &error),
           FAIRLEAF_VERIFY);
    NUMBER("another block", fl_commonmark_verify(doc_arena, &d, FL_SPAN("# 甲\n"), &error),
           FAIRLEAF_VERIFY);
    NUMBER("strong", fl_commonmark_verify(doc_arena, &d, FL_SPAN("**甲**\n"), &error),
           FAIRLEAF_VERIFY);
}

/* Sizes at which anything quadratic would take minutes. */
static void sizes(void)
{
    clock_t start = clock();
    fl_block *list = NUMBERED(1, NO_BLOCK), *root = DOC(list), *deep = P(T("甲"));
    for (int i = 0; i < 20000; i++) fl_block_append(list, ITEM(P(T("甲"))));
    OK("20 000 items", doc_write(root, "markdown", 0).n > 20000 * 8);
    OK("as a manual page", doc_write(root, "man", 0).n > 20000 * 8);
    for (int i = 0; i < 1000; i++) deep = i % 2 ? QUOTE(deep) : TIGHT(ITEM(deep));
    OK("1000 levels", doc_write(DOC(deep), "markdown", 0).n > 2000);
    fl_inline *nested = T("甲");
    for (int i = 0; i < 100000; i++) nested = i % 2 ? STRONG(nested) : EMPH(nested);
    TEXT("100 000 spans in each other", doc_write(DOC(P(nested)), "markdown", 0), "***甲***\n");
    fl_inline *first = T("甲"), *last = first;
    for (int i = 0; i < 50000; i++) {
        last = last->next = i % 2 ? STRONG(T("“乙”")) : EMPH(T("丙。"));
        last = last->next = T("www.丁");
    }
    fl_block *long_paragraph = P(T("")), *long_heading = HEADING(1, T(""));
    long_paragraph->inlines = long_heading->inlines = first;
    OK("50 000 runs side by side", doc_write(DOC(long_paragraph), "markdown", 0).n > 50000);
    OK("in a heading", doc_write(DOC(long_heading), "markdown", 0).n > 50000);
    OK("seconds", (double)(clock() - start) / CLOCKS_PER_SEC < 20);
}

int main(void)
{
    doc_arena = fl_arena_new((size_t)3 << 30);
    blocks();
    lists();
    links();
    tables();
    widths();
    verifying();
    sizes();
    fl_arena_free(doc_arena);
    return DONE();
}
