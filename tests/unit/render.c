/* tests/unit/render.c - HTML, text, XML, LaTeX, man: what cmark gets wrong without help, and memory
 * that ends in the middle. */
#include <stdio.h>

#include "doc.h"
#include "tap.h"

static void check(const char *about, fl_block *root, const char *format, const char *wanted)
{
    TEXT(about, doc_write(root, format, 0), wanted);
}

static void html(void)
{
    check("tight list", DOC(TIGHT(ITEM(P(STRONG(T("一是")), T("甲"))), ITEM(P(T("乙"))))), "html",
          "<ul>\n<li><strong>一是</strong>甲</li>\n<li>乙</li>\n</ul>\n");
    check("numbers", DOC(NUMBERED(3, ITEM(P(T("甲"))))), "html",
          "<ol start=\"3\">\n<li>甲</li>\n</ol>\n");
    check("markup is text", DOC(P(T("<script>&amp;\"x\""), CODE("<b>"))), "html",
          "<p>&lt;script&gt;&amp;amp;&quot;x&quot;<code>&lt;b&gt;</code></p>\n");
    check("an address cannot leave its quotes", DOC(P(LINK("a\"onclick=\"x", T("甲")))), "html",
          "<p><a href=\"a%22onclick=%22x\">甲</a></p>\n");
    check("script, file, vbscript",
          DOC(P(LINK("javascript:x", T("甲")), LINK("FILE:///x", T("乙")),
                LINK("vbscript:x", T("丙")))),
          "html", "<p>甲乙丙</p>\n");
    fl_block *wide = CELL(T("甲"));
    wide->columns = 2;
    check(
        "a table", DOC(TABLE(HEAD(wide), ROW(CELL(T("<1>")), CELL(T("2"), BREAK, T("3"))))), "html",
        "<table>\n<thead>\n<tr>\n<th colspan=\"2\">甲</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>&lt;1&gt;</td><td>2<br />\n"
        "3</td>\n</tr>\n</tbody>\n</table>\n");
    check("nothing", DOC(NO_BLOCK), "html", "");
}

static void text(void)
{
    fl_block *first = ITEM(P(T("甲"))), *second = ITEM(P(T("乙")), P(T("丙")));
    first->enumerator.text = FL_SPAN("1.");
    second->enumerator.text = FL_SPAN("2.");
    check("blocks",
          DOC(HEADING(1, T("甲")), P(STRONG(T("乙")), T("丙"), BREAK, T("丁")), RULE,
              QUOTE(P(T("戊")))),
          "text", "甲\n\n乙丙\n丁\n\n戊\n");
    check("bullets are not in the text",
          DOC(TIGHT(ITEM(P(T("甲"))), ITEM(P(T("乙")), TIGHT(ITEM(P(T("丙"))))))), "text",
          "甲\n乙\n  丙\n");
    check("numbers that the source had are", DOC(NUMBERED(1, first, second)), "text",
          "1. 甲\n2. 乙\n\n丙\n");
    check("links, images, code", DOC(P(LINK("u", T("甲")), IMAGE("i", T("乙")), CODE("x"))), "text",
          "甲乙x\n");
    check("tables", DOC(TABLE(HEAD(CELL(T("甲")), CELL(T("乙"))), ROW(CELL(T("1")), CELL(T("2"))))),
          "text", "甲\t乙\n1\t2\n");
    check("code", DOC(PRE("c", "a\n\n b\n")), "text", "a\n\n b\n");
    TEXT("width", doc_write(DOC(P(T("one two three"))), "text", 8), "one two\nthree\n");
}

static void latex(void)
{
    check(
        "counters", DOC(NUMBERED(3, ITEM(P(T("甲")), NUMBERED(2, ITEM(P(T("乙"))))))), "latex",
        "\\begin{enumerate}\n\\setcounter{enumi}{2}\n\\item 甲\n\n\\begin{enumerate}\n\\setcounter{enumii}{1}\n\\item 乙\n\n"
        "\\end{enumerate}\n\\end{enumerate}\n");
    check("a star behind a break", DOC(P(T("甲"), BREAK, T("*乙"))), "latex", "甲\\\\{}\n*乙\n");
    check("code that would end itself", DOC(PRE("", "a\n\\end{verbatim}\\x\n")), "latex",
          "\\texttt{a}\\\\{}\n\\texttt{\\textbackslash{}end\\{verbatim\\}\\textbackslash{}x}\n");
    check("heading 6", DOC(HEADING(6, T("甲"))), "latex", "\\subparagraph{甲}\n");
    check("an image from elsewhere",
          DOC(P(IMAGE("https://a.cn/i.png", T("甲")), IMAGE("i.png", T("乙")))), "latex",
          "甲\\protect\\includegraphics{i.png}\n");
    check("a table", DOC(TABLE(HEAD(CELL(T("*")), CELL(T("乙"))), ROW(CELL(T("1"))))), "latex",
          "\\begin{tabular}{ll}\n{}* & 乙\n\\\\\n{}1\n\\\\\n\\end{tabular}\n");
}

static void man(void)
{
    check("numbers", DOC(NUMBERED(2, ITEM(P(T("甲")), P(T("乙"))), ITEM(P(T("丙"))))), "man",
          ".IP \"2.\" 4\n甲\n.RS\n.PP\n乙\n.RE\n.IP \"3.\" 4\n丙\n");
    check("nested", DOC(TIGHT(ITEM(P(T("甲")), TIGHT(ITEM(P(T("乙"))))))), "man",
          ".IP \\[bu] 2\n甲\n.RS\n.IP \\[bu] 2\n乙\n.RE\n");
    check("a break, and text that looks like a request", DOC(P(T("甲"), BREAK, T(".乙"))), "man",
          ".PP\n甲\n.br\n\\&.乙\n");
    check("a table", DOC(TABLE(ROW(CELL(T(".x")), CELL(T("乙"))))), "man",
          ".TS\nallbox;\nll.\nT{\n\\&.x\nT}\tT{\n\\&乙\nT}\n.TE\n");
}

static void xml(void)
{
    fl_span s = doc_write(DOC(HEADING(2, T("甲<"))), "xml", 0);
    OK("declares itself",
       fl_span_starts(s, FL_SPAN("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")));
    OK("escapes",
       fl_span_find(s, FL_SPAN("<text xml:space=\"preserve\">甲&lt;</text>"), 0) != SIZE_MAX);
}

static void formats(void)
{
    size_t count = 0;
    while (fl_output_formats[count].info.name) count++;
    OK("formats", count >= 6);
    doc_write(DOC(P(T("甲"))), "docx", 0);
    NUMBER("unknown format", doc_error.status, FAIRLEAF_ARGUMENT);
    TEXT("its message", fl_span_of(doc_error.message), "unknown format 'docx'");
}

/* Builds and writes a document with `limit` bytes; false when memory ended. */
static bool writes_within(size_t limit, const char *format)
{
    doc_arena = fl_arena_new(limit);
    if (FL_ARENA_FAILED(doc_arena)) {
        fl_arena_free(doc_arena);
        return false;
    }
    doc_write(DOC(NUMBERED(2, ITEM(P(T("甲"), EMPH(STRONG(T("乙。"))), LINK("u", T("丙"))),
                                   PRE("", "x\n"))),
                  TABLE(ROW(CELL(T("a"), BREAK, CODE("|")), CELL(T("b"))))),
              format, 10);
    fl_arena_free(doc_arena);
    return true;
}

static void memory_ends(void)
{
    for (size_t i = 0; fl_output_formats[i].info.name; i++) {
        size_t limit = 0;
        while (limit < 200000 && !writes_within(limit, fl_output_formats[i].info.name)) limit += 48;
        OK(fl_output_formats[i].info.name, limit > 480 && limit < 200000);
    }
}

int main(void)
{
    doc_arena = fl_arena_new((size_t)1 << 28);
    html();
    text();
    latex();
    man();
    xml();
    formats();
    fl_arena_free(doc_arena);
    memory_ends();
    return DONE();
}
