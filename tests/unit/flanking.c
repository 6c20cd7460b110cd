/* tests/unit/flanking.c - strong and emphasis hold in every parser; what cannot be said is said as
 * a reader sees it. Everything is read back by cmark. */
#include "commonmark/flanking.h"

#include <stdio.h>

#include "doc.h"
#include "tap.h"

static void check(const char *about, fl_block *root, const char *wanted)
{
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.strong = "exact";
    TEXT(about, doc_write_as(root, &how), wanted);
}

static void check_usual(const char *about, fl_block *root, const char *wanted)
{
    TEXT(about, doc_write(root, "markdown", 0), wanted);
}

static void classes(void)
{
    static const struct {
        const char *about;
        uint32_t c;
        fl_flank flank;
    } row[] = {
        { "end of the line", 0, FL_FLANK_SPACE },
        { "space", ' ', FL_FLANK_SPACE },
        { "ideographic space", 0x3000, FL_FLANK_SPACE },
        { "full stop", 0x3002, FL_FLANK_MARK },
        { "dollar: ASCII punctuation", '$', FL_FLANK_MARK },
        { "degree Celsius", 0x2103, FL_FLANK_SYMBOL },
        { "full-width tilde", 0xFF5E, FL_FLANK_SYMBOL },
        { "Han", 0x7532, FL_FLANK_LETTER },
        { "circled digit: a number", 0x2460, FL_FLANK_LETTER },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        NUMBER(row[i].about, fl_flank_of(row[i].c), row[i].flank);
    OK("a symbol inside is bad under 0.31", !fl_flank_closes(FL_FLANK_SYMBOL, FL_FLANK_LETTER));
    OK("a symbol outside is no help under 0.30", !fl_flank_closes(FL_FLANK_MARK, FL_FLANK_SYMBOL));
    OK("a symbol on both sides holds under both",
       fl_flank_closes(FL_FLANK_SYMBOL, FL_FLANK_SYMBOL));
    OK("punctuation outside", fl_flank_opens(FL_FLANK_MARK, FL_FLANK_MARK));
    OK("no white space inside", !fl_flank_opens(FL_FLANK_SPACE, FL_FLANK_SPACE));
}

static void neighbours(void)
{
    check("nothing to do", DOC(P(T("甲"), STRONG(T("乙")), T("丙"))), "甲**乙**丙\n");
    check("full stop inside, Han behind", DOC(P(STRONG(T("甲。")), T("乙"))), "**甲。**&#20057;\n");
    check("full stop outside", DOC(P(STRONG(T("甲")), T("。乙"))), "**甲**。乙\n");
    check("full stop inside, end of the line", DOC(P(STRONG(T("甲。")))), "**甲。**\n");
    check("full stop inside, quotation mark behind", DOC(P(STRONG(T("甲。")), T("“乙”"))),
          "**甲。**“乙”\n");
    check("quotation marks inside", DOC(P(T("甲"), STRONG(T("“乙”")), T("丙"))),
          "&#30002;**“乙”**&#19993;\n");
    check("a symbol", DOC(P(STRONG(T("10℃")), T("的"))), "**10℃**&#30340;\n");
    check("Latin", DOC(P(T("A"), EMPH(T("(b)")), T("C"))), "&#65;*(b)*&#67;\n");
    check("code inside", DOC(P(T("甲"), STRONG(CODE("x")), T("乙"))), "&#30002;**`x`**&#20057;\n");
    check("link inside", DOC(P(STRONG(LINK("u", T("甲"))), T("乙"))), "[**甲**](u)乙\n");
    check("strong in a link", DOC(P(T("甲"), LINK("u", STRONG(T("“乙”"))), T("丙"))),
          "甲[**“乙”**](u)丙\n");
    check("one character between two runs", DOC(P(STRONG(T("甲。")), T("乙"), STRONG(T("“丙”")))),
          "**甲。**&#20057;**“丙”**\n");
    check("behind a line break", DOC(P(T("甲"), BREAK, STRONG(T("“乙”")))), "甲  \n**“乙”**\n");
    check("a star beside a run", DOC(P(STRONG(T("甲")), T("*乙"))), "**甲**&#42;乙\n");
    check("white space at the end of a line", DOC(P(STRONG(T("甲")), T("\xE3\x80\x80"))),
          "**甲**&#12288;\n");
}

static void normal_form(void)
{
    check("white space goes out", DOC(P(T("甲"), STRONG(T(" 乙 ")), T("丙"))), "甲 **乙** 丙\n");
    check("ideographic space goes out", DOC(P(STRONG(T("甲\xE3\x80\x80")), T("乙"))),
          "**甲**\xE3\x80\x80乙\n");
    check("neighbours are one", DOC(P(STRONG(T("甲")), STRONG(T("乙")))), "**甲乙**\n");
    check("a space between keeps them apart", DOC(P(STRONG(T("甲")), T(" "), STRONG(T("乙")))),
          "**甲** **乙**\n");
    check("strong in strong", DOC(P(STRONG(T("甲"), STRONG(T("乙"))))), "**甲乙**\n");
    check("nothing inside", DOC(P(T("甲"), STRONG(T("")), EMPH(T(" ")), T("乙"))), "甲 乙\n");
    check("code side by side", DOC(P(CODE("a"), CODE("b"))), "`ab`\n");
    check("breaks at the ends and side by side",
          DOC(P(BREAK, T("甲 "), BREAK, BREAK, T(" 乙"), BREAK)), "甲  \n乙\n");
    check("a soft break is a space", DOC(P(T("a"), SOFT, T("b"))), "a b\n");
    check("links do not nest", DOC(P(LINK("u", T("甲"), LINK("v", T("乙"))))), "[甲乙](u)\n");
    check("a paragraph of nothing", DOC(P(T(" ")), P(T("甲"))), "甲\n");
}

static void nested(void)
{
    check("strong in emphasis, end together", DOC(P(EMPH(T("甲"), STRONG(T("乙"))))),
          "*甲**乙***\n");
    check("emphasis in strong", DOC(P(STRONG(T("甲"), EMPH(T("乙")), T("丙")))), "**甲*乙*丙**\n");
    check("both", DOC(P(STRONG(EMPH(T("甲"))))), "***甲***\n");
    check("side by side", DOC(P(EMPH(T("甲")), STRONG(T("乙")))), "*甲***乙**\n");
    check("two in one: `*` would be read wrongly",
          DOC(P(STRONG(EMPH(T("a")), T("b"), EMPH(T("c"))))), "**_a_&#98;_c_**\n");
    check("inside punctuation parsers differ", DOC(P(STRONG(T("（一）"), EMPH(T("、乙"))))),
          "**（一）_、乙_**\n");
    check("strong across the border of a link",
          DOC(P(STRONG(T("甲"), LINK("u", T("乙"))), LINK("v", STRONG(T("丙")), T("丁")))),
          "**甲[乙](u)**[**丙**丁](v)\n");
}

static void headings(void)
{
    check_usual("held as it is", DOC(HEADING(2, T("甲"), STRONG(T("乙")), T("丙"))), "## 甲**乙**丙\n");
    check_usual("marks go out, no reference", DOC(HEADING(2, T("坚持"), STRONG(T("“双轮”")), T("驱动"))),
          "## 坚持“**双轮**”驱动\n");
    check_usual("the end of the line is fine", DOC(HEADING(2, STRONG(T("甲。")))), "## **甲。**\n");
    check_usual("nothing left", DOC(HEADING(2, T("甲"), STRONG(T("。")), T("乙"))), "## 甲。乙\n");
    check_usual("code cannot give way", DOC(HEADING(2, T("甲"), STRONG(CODE("x")), T("乙"))),
          "## 甲`x`乙\n");
}

int main(void)
{
    doc_arena = fl_arena_new((size_t)1 << 28);
    classes();
    neighbours();
    normal_form();
    nested();
    headings();
    fl_arena_free(doc_arena);
    return DONE();
}
