/* tests/unit/structure.c - what lines become, as a line of signs:
 *
 *     1 … 6   heading of that level          p  paragraph      P  paragraph with a strong lead
 *     u(…)    bullet list  o(…) ordered      i  item           I  item with a strong lead
 *     q(…)    quote        c    code         -  thematic break
 *
 * An item that holds more than one paragraph shows what it holds: i(pp). */
#include "structure/structure.h"

#include <stdlib.h>

#include "read/read.h"
#include "rules/pack.h"
#include "tap.h"

static const struct {
    const char *about, *text, *signs;
} row[] = {
    { "sections", "工作报告\n一、回顾\n过去一年，工作有进展。\n二、安排\n今年要抓好落实。",
      "12p2p" },
    { "sections within sections",
      "工作报告\n一、回顾\n（一）经济平稳\n去年增长百分之六。\n（二）民生改善\n就业稳定。\n二、安排\n（一）稳增长\n抓项目。\n（"
      "二）惠民生\n办实事。",
      "123p3p23p3p" },
    { "the same marker leads paragraphs in one part and heads sections in another",
      "工作报告\n一、回顾\n（一）经济平稳。全年地区生产总值增长百分之六，税收增长百分之五。\n（二）民生改善。城镇新增就业一万人，"
      "新建学校三所。\n二、安排\n（一）稳增长\n抓好重点项目建设。\n（二）惠民生\n办好民生实事。",
      "12PP23p3p" },
    { "a heading may end in a full stop when text follows",
      "工作报告\n（一）经济稳中有进。\n全年增长百分之六。\n（二）民生不断改善。\n就业保持稳定。",
      "12p2p" },
    { "sections inside headings without number",
      "工作报告\n过去五年回顾\n五年来，各项工作取得新的成就。\n一、抓发展\n经济总量翻一番，结构更优。\n二、抓民生\n居民收入年"
      "均增长百分之八。\n今后五年安排\n今后五年是关键时期，任务很重。\n一、办大事\n建成一批重大工程，补齐短板。\n二、办实"
      "事\n新增一批学位床位，方便群众。",
      "12p3p3p2p3p3p" },
    { "chapters, sections and articles",
      "河湖条例\n第一章 总则\n第一条 为了保护河湖，制定本条例。\n第二条 本条例适用于本省。\n第二章 保护\n第一节 规划\n第三条 "
      "编制规划，应当包括下列内容：\n（一）现状；\n（二）目标。\n第二节 管理\n第四条 违反第三条规定的，处以罚款。\n第五条 "
      "第三条规定的期限为一年。",
      "12PP23Pu(ii)3PP" },
    { "a table of contents is a list and heads nothing",
      "河湖条例\n目录\n第一章 总则\n第二章 保护\n第三章 附则\n第一章 总则\n第一条 为了保护河湖，制定本条例。\n第二章 "
      "保护\n第二条 保护河湖，人人有责。\n第三章 附则\n第三条 本条例自公布之日起施行。",
      "1pu(iii)2P2P2P" },
    { "points as list items",
      "工作报告\n要抓好以下工作。\n一是抓发展。坚持项目为王，投资增长百分之八。\n二是抓改革。深化放管服，办理时限压缩一半。",
      "1pu(II)" },
    { "points counted with ASCII digits are an ordered list",
      "工作报告\n要抓好以下工作。\n1.抓发展。坚持项目为王，投资增长百分之八。\n2.抓改革。深化放管服，办理时限压缩一半。",
      "1po(II)" },
    { "a point that is one sentence has no lead",
      "工作报告\n要抓好以下工作：\n（1）抓发展；\n（2）抓改革；\n（3）抓民生。", "1pu(iii)" },
    { "points within points",
      "工作报告\n要抓好以下工作。\n1.抓发展：\n（1）抓项目；\n（2）抓招商。\n2.抓改革：\n（1）抓国企；\n（2）抓审批。",
      "1po(i(pu(ii))i(pu(ii)))" },
    { "a paragraph between two points belongs to the first",
      "工作报告\n要抓好以下工作。\n一是抓发展。坚持项目为王，投资增长百分之八。\n同时，要防范风险，守住底线，确保平稳运行。\n二是"
      "抓改革。深化放管服，办理时限压缩一半。\n同志们，任务已经明确，关键在于落实。",
      "1pu(I(Pp)I)p" },
    { "points inside a paragraph, long enough",
      "工作报告\n今年将抓好以下工作：一是抓发展。坚持项目为王，重点项目投资增长百分之八，新开工项目一百个以上，着力补齐短板。二"
      "是抓改革。深化放管服改革，办理时限压缩一半以上，推动更多事项一次办成，群众少跑路。",
      "1pu(II)" },
    { "short ones stay",
      "工作报告\n主要问题：一是投入不足；二是人才短缺；三是机制不活。要认真研究解决。", "1p" },
    { "dashes, two or more together",
      "工作报告\n一年来的变化有：\n——经济实力增强。总量突破百亿元。\n——城乡面貌改变。绿化率达到四成。",
      "1pu(II)" },
    { "words that count",
      "在会议上的讲话\n我讲三点意见。\n首先，要认清形势。当前任务很重，必须抓紧抓实抓好。\n其次，要把握重点。突出项目建设，"
      "补齐发展短板。\n最后，要加强领导。落实责任，强化督导考核。",
      "1pu(III)" },
    { "a word that counts alone",
      "在会议上的讲话\n我讲几点意见。\n最后，要加强领导。落实责任，强化督导考核。", "1pp" },
    { "a single dash stays text",
      "工作报告\n一年来的变化有目共睹，成绩来之不易。\n——这是全市人民团结奋斗的结果，值得倍加珍惜。",
      "1pp" },
    { "ordinals and ranges are no markers",
      "工作报告\n一、二审案件平均用时缩短四天，调解率上升。\n二、三季度连续召开座谈会，听取各方意见。\n三、四线城市房价平稳，市场"
      "预期改善。",
      "1ppp" },
    { "a lone marker stays text",
      "工作报告\n（三）项规定的期限为一年，自公布之日起计算。\n各单位要遵照执行，不得拖延。",
      "1pp" },
    { "decimals are no markers",
      "工作报告\n3.5%的增速高于预期，来之不易。\n2.5亿元的投资已经到位，进展顺利。", "1pp" },
    { "a marker alone on its line takes the next",
      "发展规划\n第一章\n发展基础\n综合实力显著增强，总量突破百亿元。\n第二章\n总体要求\n坚持创新驱动，加快转型升级。",
      "12p2p" },
    { "headings over two lines when that is the habit",
      "工作综述\n全力建设“忠诚政协”\n推动思想根基再夯实\n坚持党的领导，全年向区委专题报告工作十六次。\n全力建设“实干政协”\n推"
      "动协商议政上水平\n聚焦中心工作，组织开展协商议政活动十二次。",
      "12p2p" },
    { "a heading without number that occurs once proves nothing",
      "工作报告\n过去一年，各项工作取得新的进展，成绩值得肯定。\n几点体会\n必须坚持党的领导，必须坚持为民服务，必须真抓实干。",
      "1ppp" },
    { "a known word does",
      "工作报告\n过去一年，各项工作取得新的进展，成绩值得肯定。\n附件1\n指标说明见本年度统计公报。",
      "1p2p" },
    { "lines of names and tables are no headings",
      "获奖名单\n下列同志获得表彰，特此公布。\n王小明\n李建国\n张爱华\n陈志强\n希望以上同志再接再厉，再立新功。",
      "1pppppp" },
    { "leads of paragraphs, alike and side by side",
      "工作综述\n一、履职情况\n加强理论武装。坚持集体学习制度，全年组织学习二十次，撰写体会百余篇。\n服务中心大局。围绕重点工作开"
      "展调研，提出意见建议四十五条，获得采纳。\n关注民生改善。就教育医疗等问题开展视察，推动解决实际困难十八个。\n二、明年安排\n明年要抓好落实。",
      "12PPP2p" },
    { "first sentences of other paragraphs are no leads",
      "工作综述\n一、基本情况\n常委会紧扣中心工作履行职能。组织开展协商活动十次，报送报告十件，领导批示七件。\n今年是关键一年。做"
      "好各项工作意义重大，必须抓紧抓实抓好，不负重托。\n这是一条成功经验。要在实践中长期坚持，不断丰富发展，取得更大成效。\n二、明年安排\n明年要抓好落实。",
      "12ppp2p" },
    { "one paragraph below a heading needs no lead",
      "工作报告\n（一）抓调研\n注重从源头发力。把矛盾化解在小、处置在早，做到件件有回音。\n（二）抓落实\n引导各方面参与。把办法拿"
      "出来、把力气使出来，形成工作合力。",
      "12p2p" },
    { "sentences on a line of their own that lead the next paragraph",
      "工作报告\n一、回顾\n畅通村级议事平台。\n对进展慢的点位现场交办，限期销号。全年整改到位四十六个。\n盘活双招双引阵地。\n建立联席制度，做到有人管、有钱办、有章循。成效比较明显。\n疏通政务公开目录。\n受访者认为办事更方便的占四成。比上年提高五个百分点。\n二、安排\n今年要抓好落实。",
      "12PPP2p" },
    { "numbered paragraphs that run on across headings have no leads",
      "施政报告\n一、引言\n1. 这是第一份报告。过去一年社会全面恢复，经济持续向好。\n二、治理\n2. "
      "我们会提升效率。各部门须全力配合，推动数字政府。\n三、民生\n3. 我们会兴建房屋。未来五年供应量会显著增加。",
      "12o(i)2o(i)2o(i)" },
    { "Japanese law",
      "河川法\n第一章　総則\n（目的）\n第一条　この法律は、河川の保全を目的とする。\n第二条　この法律において「河川」とは、水流を"
      "いう。\n２　次に掲げる区域を保全区域とする。\n一　両岸の区域\n二　政令で定める区域\n第二章　計画\n第三条　第二条の区域は、"
      "告示する。",
      "12pPPu(i(pu(ii)))2P" },
    { "Korean law",
      "하천법\n제1장 총칙\n제1조(목적) 이 법은 하천의 보전을 목적으로 한다.\n제2조(정의) 용어의 뜻은 다음과 같다.\n1. "
      "\"하천\"이란 물길을 말한다.\n2. \"구역\"이란 제63조제2항에 따른 구역을 말한다.\n제2장 계획\n제3조의2(수립) 계획을 수립한다.",
      "12PPo(ii)2P" },
    { "English headings in two tiers",
      "TRANSPORT REPORT\n\nPASSENGER SERVICES\n\nBus Operations\n\nPatronage rose by four per cent over the "
      "year.\n\nRail Operations\n\nReliability fell as a result of track works.\n\nFREIGHT SERVICES\n\nRoad "
      "Freight\n\nVolumes were stable in all regions.",
      "123p3p23p" },
    { "English decimals, and text that begins with one",
      "System Report\n\n1 Overview\n\nThis part tells what the system is for.\n\n1.1 Scope\n\nThe scope is "
      "small and clear.\n\n1.2 Terms\n\nThe terms are those of the standard.\n\n2 Design\n\nThe design follows "
      "from the scope.\n\n2.1 Parts\n\nThere are three parts in all.\n\n3.5 per cent of the budget was not "
      "spent in the year.",
      "12p3p3p2p3pp" },
    { "English points",
      "Annual Report\n\nThree sidings were opened during the year:\n(a) the first in April;\n(b) the second in "
      "June; and\n(c) the third in October.",
      "1pu(iii)" },
    { "lists, quotes and code of the source stay as they are",
      "# 报告\n\n- 一是推进工作\n- 二是落实任务\n\n> 引文\n\n```\n一、代码\n```\n\n结尾一段文字，到此为止。",
      "1u(ii)q(p)cp" },
    { "the depth of the source's headings does not count",
      "# 报告\n\n### 一、回顾\n\n过去一年，工作有进展。\n\n## （一）成绩\n\n取得新的成绩。\n\n## "
      "（二）问题\n\n还有不少问题。\n\n### 二、安排\n\n今年要抓好落实。",
      "12p3p3p2p" },
    { "leads that the source marked are leads, others are not",
      "# 报告\n\n## 一、回顾\n\n**加强学习。**全年组织学习二十次，撰写体会百余篇。\n\n**服务大局。**围绕重点开展调研，提出建议"
      "四十五条。\n\n关注民生改善。就教育医疗开展视察，推动解决困难十八个。",
      "12PPp" },
    { "one line is no title", "一行文字", "p" },
    { "nothing", "", "" },
};

static void sign(fl_buf *out, const fl_block *b);

static void signs(fl_buf *out, const fl_block *first)
{
    for (const fl_block *b = first; b; b = b->next) sign(out, b);
}

static bool leads(const fl_block *b) { return b->inlines && b->inlines->kind == FL_STRONG; }

static void sign(fl_buf *out, const fl_block *b)
{
    switch (b->kind) {
    case FL_HEADING:
        fl_buf_format(out, "%d", b->level);
        return;
    case FL_PARAGRAPH:
        fl_buf_text(out, leads(b) ? "P" : "p");
        return;
    case FL_CODE_BLOCK:
        fl_buf_text(out, "c");
        return;
    case FL_THEMATIC_BREAK:
        fl_buf_text(out, "-");
        return;
    case FL_ITEM:
        fl_buf_text(out, leads(b->first) && !b->first->next ? "I" : "i");
        if (!b->first->next) return;
        if (leads(b->first)) out->p[out->n - 1] = 'I';
        break;
    case FL_LIST:
        fl_buf_text(out, b->ordered ? "o" : "u");
        break;
    default:
        fl_buf_text(out, "q");
        break;
    }
    fl_buf_text(out, "(");
    signs(out, b->first);
    fl_buf_text(out, ")");
}

static fairleaf_limits limits = { 1 << 24, 1 << 24, 1 << 20, 64 << 20, 100 };

static fl_doc structure(fl_task *t, const char *text)
{
    fl_lines lines = { .count = 0 };
    fl_decoded decoded;
    fairleaf_detection found;
    fairleaf_error error = { .message = "" };
    fairleaf_source source = { "test", text, strlen(text), NULL };
    if (fl_read(t, &source, &lines, &decoded, &found, &error)) printf("# %s\n", error.message);
    return fl_structure(t, &lines, (fl_meta){ NULL, 0, 0 });
}

static void each_row(const fl_packs *packs)
{
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_arena *a = fl_arena_new(64 << 20);
        fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
        fl_task t = { a, packs, &options, &limits, fl_trail_new(a), NULL };
        fl_buf out = fl_buf_new(a, 64);
        fl_doc doc = structure(&t, row[i].text);
        signs(&out, doc.root->first);
        TEXT(row[i].about, fl_buf_view(&out), row[i].signs);
        fl_arena_free(a);
    }
}

/* A property's first value, or "". */
static fl_span value(const fl_doc *doc, const char *key)
{
    const fl_property *p = fl_meta_get(&doc->meta, key);
    return p ? p->values[0] : FL_SPAN("");
}

static const struct {
    const char *about, *text, *key, *value;
} property[] = {
#define CPPCC                                                                                                                                   \
    "政协云山县第九届委员会常务委员会工作报告\n——2019年1月9日在政协云山县第九届委员会第三次会议上" \
    "\n云山县政协主席 周闻溪\n各位委员：\n现在，我受常务委员会委托报告工作，请予审议。\n"
    { "title", CPPCC, "title", "政协云山县第九届委员会常务委员会工作报告" },
    { "subtitle", CPPCC, "subtitle", "——2019年1月9日在政协云山县第九届委员会第三次会议上" },
    { "date", CPPCC, "date", "2019-01-09" },
    { "author", CPPCC, "author", "周闻溪" },
    { "office", CPPCC, "author_role", "云山县政协主席" },
    { "body", CPPCC, "body", "政协云山县第九届委员会" },
    { "session", CPPCC, "session", "第三次会议" },
    { "place", CPPCC, "place", "云山县" },
    { "language and script", CPPCC, "lang", "zh-Hans" },
    { "office and name without a space", "工作报告\n市长张三丰\n各位代表：\n现在报告工作。",
      "author", "张三丰" },
    { "a name set wide", "工作报告\n市长　王　瑞\n各位代表：\n现在报告工作。", "author", "王瑞" },
    { "a line that is no name",
      "工作报告\n基本情况\n过去一年，各项工作取得新的进展，成绩值得肯定。", "author", "" },
#define NEWS \
    "政协工作综述\n云山网4月4日电（记者 王有强 靳燕 通讯员 朱选举）2023年是开局之年，成绩显著。"
    { "reporters", NEWS, "reporters", "王有强" },
    { "correspondents", NEWS, "correspondents", "朱选举" },
    { "agency", NEWS, "source", "云山网" },
    { "a day without a year is no date", NEWS, "date", "" },
    { "brackets that hold no names",
      "政协工作综述\n云山网4月4日电（以下简称会议）2023年是开局之年。", "reporters", "" },
    { "labels", "工作报告\n来源：云山日报 时间：2016-02-22\n过去一年，工作取得新的进展。", "source",
      "云山日报" },
    { "date of a label", "工作报告\n来源：云山日报 时间：2016-02-22\n过去一年，工作取得新的进展。",
      "date", "2016-02-22" },
    { "date below the signature",
      "招生章程\n第一条 为规范招生，制定本章程。\n第二条 本章程自公布之日起施行。\n云山大学\n2024年5月20日",
      "date", "2024-05-20" },
    { "a title over two lines",
      "中国人民政治协商会议云山省委员会\n常务委员会工作报告\n各位委员：\n现在报告工作。", "title",
      "中国人民政治协商会议云山省委员会 常务委员会工作报告" },
    { "what stands above the title is none",
      "政务公开 > 公示公告\n云山县政府工作报告\n各位代表：\n现在报告。", "title",
      "云山县政府工作报告" },
    { "Traditional", "工作報告\n各位委員：\n現在報告過去一年的工作，請予審議。", "lang",
      "zh-Hant" },
    { "Japanese", "白書\nはじめに\n地域交通は厳しい状況に置かれている。", "lang", "ja" },
    { "Korean", "추진계획\nⅠ. 배경\n인구가 감소하고 있음", "lang", "ko" },
    { "English", "Report\n\nThe report is about the trains and the buses of the north.", "lang",
      "en" },
};

static void each_property(const fl_packs *packs)
{
    fl_arena *a = fl_arena_new(64 << 20);
    for (size_t i = 0; i < sizeof property / sizeof *property; i++) {
        fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
        fl_task t = { a, packs, &options, &limits, fl_trail_new(a), NULL };
        fl_doc doc = structure(&t, property[i].text);
        TEXT(property[i].about, value(&doc, property[i].key), property[i].value);
        const fl_property *p = fl_meta_get(&doc.meta, property[i].key);
        if (!p || p->to == 0 || strcmp(property[i].key, "date") == 0) continue;
        fl_span place = { property[i].text + p->from, p->to - p->from };
        if (fl_span_find(fl_span_of(property[i].text), p->values[0], 0) != SIZE_MAX)
            TEXT("its place", place, property[i].value);
    }
    fl_arena_free(a);
}

static void as_it_is(const fl_packs *packs)
{
    fl_arena *a = fl_arena_new(64 << 20);
    fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    options.as_is = true;
    fl_task t = { a, packs, &options, &limits, fl_trail_new(a), NULL };
    fl_buf out = fl_buf_new(a, 64);
    fl_doc doc = structure(
        &t, "### 一、回顾\n\n**加强学习。**全年二十次。\n\n一是抓发展。\n\n- 甲\n\n---\n\n乙");
    signs(&out, doc.root->first);
    TEXT("as it is: levels and strong text of the source, no points", fl_buf_view(&out),
         "3Ppu(i)-p");
    TEXT("as it is: the extent of what is strong", doc.root->first->next->inlines->first->text,
         "加强学习。");
    fl_arena_free(a);
}

/* Nothing recurses over the input and nothing grows faster than it. */
static void large(const fl_packs *packs)
{
    enum { LINES = 60000 };
    fl_arena *a = fl_arena_new(256 << 20);
    fl_buf text = fl_buf_new(a, 1 << 20);
    fl_buf_text(&text, "报告\n");
    for (int i = 0; i < LINES; i++) {
        static const char *const kinds[] = { "1.甲乙丙丁\n", "（1）甲乙丙\n", "①甲乙\n", "一、甲\n",
                                             "（一）甲\n文字。\n" };
        fl_buf_text(&text, kinds[i % 5]);
    }
    fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    fl_task t = { a, packs, &options, &limits, fl_trail_new(a), NULL };
    fl_doc doc = structure(&t, fl_buf_string(&text));
    OK("markers without end are a document", doc.root->first != NULL);
    fl_arena_free(a);
}

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    fl_packs *packs;
    fairleaf_error error = { .message = "" };
    NUMBER("packs", fl_packs_load(a, true, NULL, NULL, 0, &packs, &error), FAIRLEAF_OK);
    each_row(packs);
    each_property(packs);
    as_it_is(packs);
    large(packs);
    fl_packs_close(packs);
    fl_arena_free(a);
    return DONE();
}
