/* tests/unit/escape.c - what is escaped, how, and what is not. Everything is read back by cmark. */
#include <stdio.h>

#include "doc.h"
#include "tap.h"

typedef struct row {
    const char *about, *text, *wanted;
} row;

/* Second paragraph of a document. */
static const row paragraphs[] = {
    { "prose", "过去五年，全市完成投资13.5%，增长2-3倍。",
      "过去五年，全市完成投资13.5%，增长2-3倍。" },
    { "English prose", "It's 5 o'clock (at \"noon\"): e.g. 50% -- well...",
      "It's 5 o'clock (at \"noon\"): e.g. 50% -- well..." },
    { "English prose with curly quotes", "It's “2021” — well...", "It's “2021” — well..." },
    { "dates, numbers, notes", "2021年. 见[1]和[2]、(一)、1.5、A.",
      "2021年. 见[1]和[2]、(一)、1.5、A." },
    { "full-width marks", "＃甲＊乙＊１．丙～丁", "＃甲＊乙＊１．丙～丁" },

    { "number and full stop", "1. 提高站位", "1\\. 提高站位" },
    { "number and parenthesis", "1) 提高站位", "1\\) 提高站位" },
    { "year", "2021. 年", "2021\\. 年" },
    { "number alone", "2021.", "2021\\." },
    { "number and text", "1.提高站位", "1.提高站位" },
    { "Pandoc's letters", "a) 甲", "a\\) 甲" },
    { "Pandoc's Roman digits", "iv. 甲", "iv\\. 甲" },
    { "a capital and one space is prose", "A. Smith", "A. Smith" },
    { "Pandoc's parentheses", "(1) 甲", "\\(1) 甲" },
    { "Pandoc's examples", "(@) 甲", "\\(@) 甲" },
    { "hyphen", "- 甲", "\\- 甲" },
    { "hyphen before text", "-甲", "-甲" },
    { "hyphen alone", "-", "\\-" },
    { "three hyphens", "---", "\\--\\-" },
    { "hyphens for a dash", "--2021年2月6日在会上", "\\--2021年2月6日在会上" },
    { "plus", "+ 甲", "\\+ 甲" },
    { "plus and a number", "+86 10", "+86 10" },
    { "star", "* 甲", "\\* 甲" },
    { "number sign", "# 甲", "\\# 甲" },
    { "topic", "#话题#甲", "\\#话题#甲" },
    { "quote", "> 甲", "&gt; 甲" },
    { "definition", "[甲]: 乙", "\\[甲]: 乙" },
    { "bracketed start", "[甲] 乙", "[甲] 乙" },
    { "box", "[ ] 甲", "\\[ ] 甲" },
    { "footnote", "[^1]: 甲", "\\[&#94;1]: 甲" },
    { "fence", "~~~", "&#126;&#126;&#126;" },
    { "definition list", ": 甲", "&#58; 甲" },
    { "colon before text", ":甲", ":甲" },
    { "container", "::: 甲", "&#58;:: 甲" },
    { "underline", "===", "&#61;&#61;=" },
    { "equals sign", "= 甲", "&#61; 甲" },
    { "admonition", "!!! note", "\\!!! note" },
    { "details", "??? 问", "&#63;?? 问" },
    { "questions", "?? 问", "?? 问" },
    { "comment of MyST", "% 甲", "&#37; 甲" },
    { "module of MDX", "import a from b", "&#105;mport a from b" },
    { "important", "important", "important" },
    { "ideographic indent", "\xE3\x80\x80甲", "&#12288;甲" },
    { "spaces around", "   甲   ", "甲" },
    { "dot alone", ".", "\\." },

    { "backslash", "C:\\数据\\x", "C:\\\\数据\\\\x" },
    { "stars", "价格*数量*折扣", "价格\\*数量\\*折扣" },
    { "star between spaces", "2 * 3", "2 * 3" },
    { "underscores", "甲_乙_丙", "甲\\_乙\\_丙" },
    { "one underscore in a word", "snake_case", "snake_case" },
    { "backticks", "`甲`", "\\`甲\\`" },
    { "link", "[甲](乙)", "[甲\\](乙)" },
    { "image", "![图](u)", "!\\[图\\](u)" },
    { "wiki link", "[[甲]]", "\\[[甲]]" },
    { "nested reference", "[[1]](2)", "\\[[1]\\](2)" },
    { "table of contents", "[TOC]", "\\[TOC]" },
    { "tag", "甲<word>乙", "甲&lt;word>乙" },
    { "less", "5<6且7>2", "5&lt;6且7>2" },
    { "guillemets", "<<甲>>", "&lt;&lt;甲&gt;&gt;" },
    { "entity", "&copy;", "&amp;copy;" },
    { "number entity", "&#39;", "&amp;#39;" },
    { "ampersand", "R&D、AT&T", "R&D、AT&T" },
    { "range twice", "10~20，30~40", "10&#126;20，30&#126;40" },
    { "range once", "10~20", "10~20" },
    { "two prices", "$100，收入$200", "&#36;100，收入&#36;200" },
    { "one price", "$100", "$100" },
    { "power", "x^2", "x&#94;2" },
    { "pipe", "甲|乙", "甲&#124;乙" },
    { "Liquid", "{{ x }}{% y %}", "\\{\\{ x }}\\{% y %}" },
    { "mark", "==甲==", "&#61;=甲&#61;=" },
    { "comparison", "a == b", "a == b" },
    { "quotation marks in Chinese", "说\"好\"'嗯'", "说&quot;好&quot;&#39;嗯&#39;" },
    { "dots in Chinese", "等等......", "等等.\\..\\..\\." },
    { "short code", "甲:smile:乙", "甲&#58;smile:乙" },
    { "time", "10:30:45", "10:30:45" },
    { "sign", "(C)甲", "\\(C)甲" },
    { "plus or minus", "甲+-乙", "甲+\\-乙" },
    { "citation", "见@李四", "见@李四" },
    { "citation after a space", "见 @李四", "见 &#64;李四" },
    { "mail", "写信到 a@b.example 。", "写信到 a@b.example 。" },
    { "mail in Chinese", "信箱a@b.example有效", "信箱a&#64;b.example有效" },
    { "address", "见 https://a.cn/b?c=1&d=2 。", "见 https://a.cn/b?c=1&d=2 。" },
    { "address at the end", "见 https://a.cn/b", "见 https://a.cn/b" },
    { "address in Chinese", "见https://a.cn/b。后文", "见https&#58;//a.cn/b。后文" },
    { "www in Chinese", "见www.a.cn。后文", "见www&#46;a.cn。后文" },
    { "address with underscores", "http://a.cn/b_c_d", "http&#58;//a.cn/b\\_c\\_d" },
    { "control characters and line ends", "甲\t乙\n丙\x01", "甲 乙 丙" },
};

static const row headings[] = {
    { "prose", "一、2020年工作回顾", "一、2020年工作回顾" },
    { "number", "1. 甲", "1. 甲" },
    { "closing sequence", "结尾 #", "结尾 &#35;" },
    { "number sign at the start", "#甲", "\\#甲" },
    { "identifier", "甲 {#id}", "甲 &#123;#id}" },
    { "quotation marks stay for the id's sake", "说\"好\"", "说\"好\"" },
    { "pipe", "甲 | 乙", "甲 | 乙" },
};

static const row cells[] = {
    { "prose", "13.5%", "13.5%" },
    { "pipe", "甲|乙", "甲&#124;乙" },
    { "number", "1. 甲", "1. 甲" },
    { "hyphen", "-", "-" },
};

/* What stands behind the first line and a blank one. */
static fl_span rest(fl_span s)
{
    size_t at = fl_span_find(s, FL_SPAN("\n\n"), 0);
    return at == SIZE_MAX ? (fl_span){ "", 0 } : fl_span_sub(s, at + 2, s.n);
}

static fl_span line(fl_span s, const char *before, const char *after)
{
    size_t from = strlen(before), to = s.n - strlen(after);
    return s.n < from + strlen(after) ? s : fl_span_sub(s, from, to);
}

int main(void)
{
    doc_arena = fl_arena_new((size_t)1 << 28);
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
        fl_span s = doc_write(DOC(P(T("首")), P(T(paragraphs[i].text))), "markdown", 0);
        TEXT(paragraphs[i].about, line(rest(s), "", "\n"), paragraphs[i].wanted);
        s = doc_write(DOC(P(T("首"), BREAK, T(paragraphs[i].text))), "markdown", 0);
        OK("the same behind a line break", s.n > 0);
    }
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        TEXT(headings[i].about,
             line(doc_write(DOC(HEADING(2, T(headings[i].text))), "markdown", 0), "## ", "\n"),
             headings[i].wanted);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        TEXT(cells[i].about,
             line(doc_write(DOC(TABLE(HEAD(CELL(T(cells[i].text))))), "markdown", 0), "| ",
                  " |\n| --- |\n"),
             cells[i].wanted);
    TEXT("metadata in the first line", doc_write(DOC(P(T("Title: 甲: 乙"))), "markdown", 0),
         "Title&#58; 甲: 乙\n");
    TEXT("but not in the second",
         rest(doc_write(DOC(P(T("甲")), P(T("Title: 乙"))), "markdown", 0)), "Title: 乙\n");
    TEXT("text of a link", doc_write(DOC(P(LINK("u", T("甲[1]乙")))), "markdown", 0),
         "[甲\\[1\\]乙](u)\n");
    TEXT("description of an image", doc_write(DOC(P(IMAGE("u", T("*甲*[1]")))), "markdown", 0),
         "![&#42;甲&#42;&#91;1&#93;](u)\n");
    TEXT("exclamation mark before a link",
         doc_write(DOC(P(T("好!"), LINK("u", T("甲")))), "markdown", 0), "好\\![甲](u)\n");
    TEXT("backticks beside code", doc_write(DOC(P(T("`"), CODE("x"), T("\\"))), "markdown", 0),
         "&#96;`x`&#92;\n");
    TEXT("definition over several texts",
         rest(doc_write(DOC(P(T("甲")), P(T("[甲"), STRONG(T("乙")), T("]: 丙"))), "markdown", 0)),
         "\\[甲**乙**]: 丙\n");
    fl_arena_free(doc_arena);
    return DONE();
}
