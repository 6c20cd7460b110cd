/* tests/unit/verdict.c - what one line is by itself: running text, furniture of a page, neither. */
#include "clean/verdict.h"
#include "tap.h"

static const struct {
    const char *about, *line;
    fl_prose prose;
} prose[] = {
    { "a sentence", "全年登记作品1.2万件，查处案件46起。", FL_PROSE_SENTENCE },
    { "two", "全年登记作品1.2万件。查处案件46起。", FL_PROSE_SENTENCES },
    { "too short to be one", "谢谢大家！", FL_PROSE_NONE },
    { "English", "The Trust shared its conservation plans with four councils.", FL_PROSE_SENTENCE },
    { "a decimal point ends nothing", "Operating revenue was $21.3 million", FL_PROSE_NONE },
    { "nor do initials", "J. R. Merriweather and A. B. Smith", FL_PROSE_NONE },
    { "nor a version", "建议使用1024×768分辨率 IE8.0以上浏览器浏览", FL_PROSE_NONE },
    { "Korean", "전통시장 주차장 2개소를 확충하고 지원센터를 개소하였다.", FL_PROSE_SENTENCE },
    { "a closing quote behind the end", "他说：“今年要把这件事办好，明年再办另一件。”",
      FL_PROSE_SENTENCE },
};

static const struct {
    const char *about, *line;
    int least, most; /* confidence */
} verdicts[] = {
    { "a bar", "2022-03-04 10:21 来源：青溪县政府办 浏览次数：1287次 字体：[大 中 小]", 90, 100 },
    { "with a name that no rule knows", "2022-03-04 新华社 浏览次数：3 字体：大 中 小 打印", 80,
      100 },
    { "one element alone is doubtful", "微信", 50, 79 },
    { "an element and more", "打印机采购", 0, 0 },
    { "elements inside a sentence", "分享经验，打印材料，关闭窗口，返回列表，收藏文物。", 0, 0 },
    { "a menu", "网站首页 机构概况 新闻中心 政策法规 办事指南", 80, 100 },
    { "a menu with bars", "关于我们 | 联系我们 | 网站地图", 80, 100 },
    { "a row of a table", "城关镇 | 12000 | 36000", 0, 0 },
    { "topics alone are no menu", "教育 科技 文化", 0, 0 },
    { "one word of a menu is doubtful", "联系我们", 50, 79 },
    { "a heading", "关于我们的不足", 0, 0 },
    { "a title", "青溪县人民政府2022年工作报告", 0, 0 },
    { "a day of the week beside a date", "2018年10月12日 星期五", 0, 79 },
};

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    fl_packs *packs;
    if (fl_packs_load(a, true, NULL, NULL, 0, &packs, NULL)) return 1;
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
        NUMBER(prose[i].about, fl_prose_of(fl_span_of(prose[i].line)), prose[i].prose);
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        fl_verdict v = fl_verdict_of(packs, FL_ZONE_EDGES, fl_span_of(verdicts[i].line), NULL);
        int confidence = v.rule ? v.confidence : 0;
        OK(verdicts[i].about, confidence >= verdicts[i].least && confidence <= verdicts[i].most);
        if (confidence < verdicts[i].least || confidence > verdicts[i].most)
            printf("# %d by %s\n", confidence, v.rule ? v.rule : "none");
    }
    fl_packs_close(packs);
    fl_arena_free(a);
    return DONE();
}
