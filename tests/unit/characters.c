/* tests/unit/characters.c - a row that must change and one that must stay, for every rule. */
#include "clean/characters.h"
#include "pass.h"

static const pass_row rows[] = {
    { "entity: a blank", "第一章&nbsp;总则", "第一章 总则" },
    { "entity: a blank without its semicolon", "第一章&nbsp 总则", "第一章  总则" },
    { "entity: by number", "发展&#xff0c;改革&#65292;开放", "发展，改革，开放" },
    { "entity: without its ampersand", "发展#xff0c;改革", "发展，改革" },
    { "entity: escaped twice", "他说&amp;ldquo;好&amp;rdquo;", "他说“好”" },
    { "entity: an ampersand escaped", "科研R&amp;D投入", "科研R&D投入" },
    { "entity: windows-1252 by number", "他说&#147;好&#148;", "他说“好”" },
    { "entity: indent", "&#12288;&#12288;各位代表", "各位代表" },
    { "entity: a line of blanks only", "前\n&nbsp;&nbsp;\n后", "前\n后" },
    { "entity: text about markup", "在HTML中,&nbsp;表示空格", NULL },
    { "entity: a tag", "写作&lt;p&gt;", "写作&lt;p>" },
    { "entity: a query", "?a=1&copy=2", NULL },
    { "entity: colours", "颜色值 #ffffff 与 #xff 不同", NULL },
    { "entity: not a character", "&#xD800; &#0; &nosuch;", NULL },
    { "escape: Chinese", "标题\\u653f\\u5e9c", "标题政府" },
    { "escape: a pair", "\\ud842\\udfb7\\u53e3", "𠮷口" },
    { "escape: data", "{\"title\":\"\\u653f\\u5e9c\"}", NULL },
    { "escape: Latin", "\\u0061\\u0062", NULL },
    { "escape: half a pair", "\\ud842\\u53e3", NULL },
    { "c1: quotes and a dash", "\xC2\x93Quoted\xC2\x94 \xC2\x96 here", "“Quoted” – here" },
    { "control: a hole of the code page", "a\xC2\x9D" "b", "a\xEF\xBF\xBD" "b" },
    { "control: backspace", "a\x08" "b", "a\xEF\xBF\xBD" "b" },
    { "control: a form feed is a blank", "上\f下", "上 下" },
    { "control: a noncharacter", "a\xEF\xBF\xBE" "b", "a\xEF\xBF\xBD" "b" },
    { "control: a tab", "a\tb", NULL },
    { "invisible: between Han", "政\xE2\x80\x8B府\xEF\xBB\xBF工\xE2\x81\xA0作", "政府工作" },
    { "invisible: marks of direction", "主席\xE2\x80\x8E主持\xE2\x80\x8F会议", "主席主持会议" },
    { "invisible: soft hyphen", "co\xC2\xADoperation", "cooperation" },
    { "invisible: joiner between Han", "政\xE2\x80\x8D府", "政府" },
    { "invisible: Persian", "می\xE2\x80\x8Cروم", NULL },
    { "invisible: Hebrew with marks", "שלום\xE2\x80\x8E abc", NULL },
    { "invisible: Devanagari", "क्\xE2\x80\x8Dष", NULL },
    { "invisible: a family", "👨\xE2\x80\x8D👩\xE2\x80\x8D👧", NULL },
    { "invisible: a heart with a selector", "❤\xEF\xB8\x8F\xE2\x80\x8D🔥", NULL },
    { "invisible: Thai words", "ภาษา\xE2\x80\x8Bไทย", NULL },
    { "doubled: commas", "稳步发展,,人民生活", "稳步发展,人民生活" },
    { "doubled: one of each width", "党的领导，,要坚持", "党的领导，要坚持" },
    { "doubled: the other way round", "党的领导,，要坚持", "党的领导，要坚持" },
    { "doubled: stops at the end", "就这样。。", "就这样。" },
    { "doubled: three stops", "好吧。。。", NULL },
    { "doubled: an empty field", "文件中“a,,b”表示", NULL },
    { "doubled: ellipsis, dash", "他说……好——就这样!!", NULL },
    { "half-kana: with sound marks", "ﾃﾞｰﾀﾍﾞｰｽ、ﾊﾟｰﾄ｡", "データベース、パート。" },
    { "half-kana: every voiced one", "ｶﾞｻﾞﾀﾞﾁﾞﾂﾞﾄﾞﾊﾞﾎﾟｳﾞ", "ガザダヂヅドバポヴ" },
    { "half-kana: a mark that has no letter to change", "ｱﾞ", "ア゛" },
    { "half-kana: text about them", "半角のｱを全角に", NULL },
    { "radical: in words", "政府⼯作报告由⼈⺠代表⼤会审议", "政府工作报告由人民代表大会审议" },
    { "radical: cited", "部首⼀⼁⼂⼃⼄", NULL },
    { "radical: counted up", "⼀⼁⼂⼃⼄是前五个", NULL },
    { "radical: alone", "the sign ⼈ means", NULL },
    { "ligature: in words", "The ofﬁce reported ﬂat proﬁts", "The office reported flat profits" },
    { "ligature: alone", "the glyph ﬁ .", NULL },
    { "compose: kana", "か\xE3\x82\x99くせい", "がくせい" },
    { "compose: jamo", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x80\xE1\x85\xB3\xE1\x86\xAF", "한글" },
    { "compose: Latin", "cafe\xCC\x81", "café" },
    { "compose: compatibility ideographs stay", "神社と塚、隆法", NULL },
    { "compose: Angstrom and Ohm stay", "Å Ω", NULL },
    { "compose: nothing to compose to", "x\xCC\x81", NULL },
    { "space: before a closing bracket", "通讯员 赵杰 )报道", "通讯员 赵杰)报道" },
    { "space: behind an opening one", "（ 一）加强建设", "（一）加强建设" },
    { "space: names", "记者 王有强 靳燕", NULL },
    { "space: a blank to fill in", "（ 年 月 日）", NULL },
    { "space: an empty bracket", "正确的是(   )", NULL },
    { "space: Latin", "foo ( bar )", NULL },
    { "spaced: a title", "政 府 工 作 报 告", "政府工作报告" },
    { "spaced: names", "赵 钱 孙 李 周 吴", NULL },
    { "spaced: words", "王强 李红 张伟 刘洋", NULL },
    { "bullet: of a symbol font", "\xEF\x82\xB7 第一项", "• 第一项" },
    { "lost: kept", "工作人员\xEF\xBF\xBD\xEF\xBF\xBD会议", NULL },
    { "lost: read as GBK", "锟斤拷锟斤拷", NULL },
    { "lost: private use", "甲\xEE\x80\x80乙", NULL },
    { "full-width: stays at this level", "２０２３年增长５％", NULL },
};

static const pass_row eager[] = {
    { "full-width: digits and what belongs to them", "２０２３年增长５．１％，Ａ类", "2023年增长5.1%，A类" },
};

static void flags(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    pass_result r = pass_over(a, fl_repair_characters, "工作\xEF\xBF\xBD\xEF\xBF\xBD会议\n锟斤拷\n", FAIRLEAF_NORMAL);
    NUMBER("one warning a place", r.trail->notice_count, 2);
    NUMBER("at its byte", r.trail->notice_count ? r.trail->notice[0].at : 0, 6);
    fl_arena_free(a);
}

int main(void)
{
    pass_table(fl_repair_characters, rows, sizeof rows / sizeof *rows, FAIRLEAF_NORMAL);
    pass_table(fl_repair_characters, eager, sizeof eager / sizeof *eager, FAIRLEAF_EAGER);
    flags();
    return DONE();
}
