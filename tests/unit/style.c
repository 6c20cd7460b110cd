/* tests/unit/style.c - what the caller chose: strong that CommonMark would not take, tables. What
 * is written is always read back by cmark. */
#include "doc.h"
#include "tap.h"

static void check(const char *about, fl_block *root, const char *strong, const char *wanted)
{
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.strong = strong;
    TEXT(about, doc_write_as(root, &how), wanted);
}

static void strong_words(void)
{
    static const struct {
        const char *about, *before, *strong, *after;
        const char *automatic, *exact, *html, *plain;
    } row[] = {
        { "nothing to do", "甲", "乙", "丙", "甲**乙**丙\n", "甲**乙**丙\n", "甲**乙**丙\n",
          "甲**乙**丙\n" },
        { "a sentence mark", "", "甲。", "乙", "**甲**。乙\n", "**甲。**&#20057;\n",
          "<strong>甲。</strong>乙\n", "甲。乙\n" },
        { "several", "", "甲！……", "乙", "**甲**！……乙\n", "**甲！……**&#20057;\n",
          "<strong>甲！……</strong>乙\n", "甲！……乙\n" },
        { "at the end of the line it stays", "", "甲。", "", "**甲。**\n", "**甲。**\n",
          "**甲。**\n", "**甲。**\n" },
        { "before punctuation it stays", "", "甲：", "“乙”", "**甲：**“乙”\n", "**甲：**“乙”\n",
          "**甲：**“乙”\n", "**甲：**“乙”\n" },
        { "a closing quotation mark is none", "", "“甲”", "乙", "**“甲”**&#20057;\n",
          "**“甲”**&#20057;\n", "<strong>“甲”</strong>乙\n", "“甲”乙\n" },
        { "nor a mark inside of one", "", "“甲。”", "乙", "**“甲。”**&#20057;\n",
          "**“甲。”**&#20057;\n", "<strong>“甲。”</strong>乙\n", "“甲。”乙\n" },
        { "a symbol: 0.30 and 0.31 differ", "", "10℃", "的", "**10℃**&#30340;\n",
          "**10℃**&#30340;\n", "<strong>10℃</strong>的\n", "10℃的\n" },
        { "a symbol in front", "共", "￥10", "元", "&#20849;**￥10**元\n", "&#20849;**￥10**元\n",
          "共<strong>￥10</strong>元\n", "共￥10元\n" },
        { "nothing but marks", "甲", "。", "乙", "&#30002;**。**&#20057;\n",
          "&#30002;**。**&#20057;\n", "甲<strong>。</strong>乙\n", "甲。乙\n" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_block *root = DOC(P(T(row[i].before), STRONG(T(row[i].strong)), T(row[i].after)));
        check(row[i].about, root, NULL, row[i].automatic);
        check(row[i].about, root, "auto", row[i].automatic);
        check(row[i].about, root, "exact", row[i].exact);
        check(row[i].about, root, "html", row[i].html);
        check(row[i].about, root, "plain", row[i].plain);
    }
}

static void strong_elsewhere(void)
{
    fl_block *heading = DOC(HEADING(2, T("坚持"), STRONG(T("“双轮”")), T("驱动")));
    check("a heading gives way on both sides", heading, NULL, "## 坚持“**双轮**”驱动\n");
    check("but not when its extent counts", heading, "exact",
          "## 坚&#25345;**“双轮”**&#39537;动\n");
    check("emphasis, too", DOC(P(EMPH(T("甲，")), T("乙"))), NULL, "*甲*，乙\n");
    check("strong in emphasis", DOC(P(EMPH(STRONG(T("甲。"))), T("乙"))), NULL, "***甲***。乙\n");
    check("tags of both", DOC(P(EMPH(STRONG(T("“甲”"))), T("乙"))), "html",
          "<em><strong>“甲”</strong></em>乙\n");
    check("a cell", DOC(TABLE(HEAD(CELL(STRONG(T("甲。")), T("乙"))))), NULL,
          "| **甲**。乙 |\n| --- |\n");
    check("a link in a heading", DOC(HEADING(1, T("甲"), STRONG(LINK("u", T("“乙”"))), T("丙"))),
          NULL, "# 甲[**“乙”**](u)丙\n");
    check("one of two", DOC(P(STRONG(T("甲")), T("乙"), STRONG(T("丙。")), T("丁"))), "plain",
          "**甲**乙丙。丁\n");
    check("a word that is none", DOC(P(T("甲"))), "bold", "");
    NUMBER("is an error", doc_error.status, FAIRLEAF_ARGUMENT);
}

static void check_table(const char *about, fl_block *root, const char *tables, const char *wanted)
{
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.tables = tables;
    TEXT(about, doc_write_as(root, &how), wanted);
}

static void tables(void)
{
    fl_block *simple = DOC(TABLE(HEAD(CELL(T("项目")), CELL(T("数值"))),
                                 ROW(CELL(STRONG(T("甲*"))), CELL(T("1"), BREAK, T("2")))),
                           P(T("乙")));
    check_table("pipes", simple, NULL,
                "| 项目 | 数值 |\n| --- | --- |\n| **甲&#42;** | 1 <br/> 2 |\n\n乙\n");
    check_table("HTML", simple, "html",
                "<table>\n<thead>\n<tr>\n<th>项目</th><th>数值</th>\n</tr>\n</thead>\n<tbody>\n"
                "<tr>\n<td><strong>甲&#42;</strong></td><td>1<br />\n2</td>\n</tr>\n</tbody>\n"
                "</table>\n\n乙\n");
    check_table("text", simple, "text", "项目　数值  \n**甲&#42;**　1 2\n\n乙\n");
    fl_block *wide = CELL(T("甲")), *cells = ROW(CELL(T("乙")), CELL(T("{{丙}}")));
    wide->columns = 2;
    check_table("cells that span need HTML", DOC(QUOTE(TABLE(HEAD(wide), cells))), NULL,
                "> <table>\n> <thead>\n> <tr>\n> <th colspan=\"2\">甲</th>\n> </tr>\n> </thead>\n"
                "> <tbody>\n> <tr>\n> <td>乙</td><td>&#123;&#123;丙&#125;&#125;</td>\n> </tr>\n"
                "> </tbody>\n> </table>\n");
    check_table("or text", DOC(TABLE(HEAD(wide), cells)), "text", "甲  \n乙　\\{\\{丙}}\n");
    check_table("in an item", DOC(TIGHT(ITEM(TABLE(ROW(CELL(T("甲")))), TIGHT(ITEM(P(T("乙"))))))),
                "html",
                "-   <table>\n    <tbody>\n    <tr>\n    <td>甲</td>\n    </tr>\n    </tbody>\n"
                "    </table>\n\n    - 乙\n");
    check_table("nothing in it", DOC(TABLE(ROW(CELL(T(""))))), "text", "");
    check_table("a word that is none", DOC(P(T("甲"))), "grid", "");
    NUMBER("is an error", doc_error.status, FAIRLEAF_ARGUMENT);
}

int main(void)
{
    doc_arena = fl_arena_new((size_t)1 << 26);
    strong_words();
    strong_elsewhere();
    tables();
    fl_arena_free(doc_arena);
    return DONE();
}
