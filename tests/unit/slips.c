/* tests/unit/slips.c - lost bytes come back when the rest of the text says which; questions stay questions. */
#include "clean/slips.h"
#include "pass.h"

static const pass_row lead[] = {
    { "before a dash", "?——河南省工作綜述", "——河南省工作綜述" },
    { "before an opening mark", "?“十四五”規劃", "“十四五”規劃" },
    { "two of them, then a blank", "??　各位代表", "各位代表" },
    { "before letters", "?page=2", NULL },
    { "before Han", "?月?日", NULL },
    { "alone", "?", NULL },
    { "a wrapped sentence",
      "大家在會上提出了這樣一個大家都很關心而又一直沒有得到解決的問題到底是為什麼呢怎麼辦\n"
      "?——主席問道",
      NULL },
};

static const pass_row gbk[] = {
    { "one second byte that is a letter", "全市人民團結一心,圓?M完成了全年任務。",
      "全市人民團結一心,圓滿完成了全年任務。" },
    { "two characters, the second one cut too", "大會審議通過了工作?蟾?,選舉產生了新一屆領導機構。",
      "大會審議通過了工作報告,選舉產生了新一屆領導機構。" },
    { "a long run that ends before a character", "会议听取和审议了政府?ぷ鞅ǜ?,批准了预算。",
      "会议听取和审议了政府工作报告,批准了预算。" },
    { "a run with misread punctuation", "努力实现经济?缁岣咧柿糠⒄埂＃ū颈ǖ诙?版）",
      "努力实现经济社会高质量发展。（本报第二版）" },
    { "folded marks inside the run, full width again",
      "籌辦各種活動,促進“五大關系”和諧?;I辦好慶祝活動,籌辦好講座。",
      "籌辦各種活動,促進“五大關系”和諧。籌辦好慶祝活動,籌辦好講座。" },
    { "a gloss and a bracket without a partner", "建立糧食主產區13?。▍^(qū))政協協商機制,全省政協向省委報告",
      "建立糧食主產區13省（區(qū))政協協商機制,全省政協向省委報告" },
    { "both bytes lost", "政协委员是政协工作的主体。充分发挥人民政??委员的作用。",
      "政协委员是政协工作的主体。充分发挥人民政协委员的作用。" },
    { "the full stop at the end of a line",
      "要持续推进重点领域改革，不断优化营商环境，激发各类市场主体活力??",
      "要持续推进重点领域改革，不断优化营商环境，激发各类市场主体活力。" },
    { "a pair that some decoders give a private-use character",
      "人力资源和社会保障行政部?庞Φ痹诖\uE78C砗蠼\uE071\uE78C斫峁\uE365嬷\uE018せ帷?",
      "人力资源和社会保障行政部门应当在处理后将处理结果告知工会。" },
    { "a question over the whole line, twice marked",
      "各地各部门在推进改革开放和现代化建设中究竟应当怎样处理好这些关系??", NULL },
    { "a picture behind a few words", "生日快乐，身体健康，万事如意??", NULL },
    { "a picture between words", "全市经济??持续健康发展，人民生活不断改善。", NULL },
    { "a question", "你同意这个方案吗?大家都说:同意!", NULL },
    { "a question before a letter", "这是第几次?I think it is the third.", NULL },
    { "a question before a label", "是否?A方案更好。", NULL },
    { "a quoted question", "什么是“以人民为中心”?答案很简单。", NULL },
    { "two marks for one question", "怎么办??大家一起想办法。", NULL },
    { "a blank form", "姓名?性别?年龄?", NULL },
    { "an address", "见http://www.example.com/page?id=3&name=张三的网页", NULL },
    { "U+FFFD twice tells nothing", "国家机关工作人员��会议", NULL },
};

static const pass_row cautious[] = {
    { "open first character, the others determined", "市政协参加13?。ㄇ?）会议。",
      "市政协参加13?（区）会议。" },
};

static void what_is_said(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    pass_result r = pass_over(a, fl_repair_slips, "市政协参加13?。ㄇ?）会议。\n", FAIRLEAF_CAUTIOUS);
    OK("an open character is warned of", r.trail->notice_count == 1);
    size_t count;
    const fl_edit *e = fl_trail_collect(a, r.trail, &r.lines, &count);
    NUMBER("one edit", count, 1);
    const char *why = count ? r.trail->texts.p + e[0].why : "";
    OK("its reason has the bytes", strstr(why, "A3A8 C7F8 read one byte late") != NULL);
    OK("and the other candidates", strstr(why, "; other candidates: ") != NULL);
    OK("whole texts are offered", strchr(why, FL_ALTERNATIVE) != NULL);
    fl_arena_free(a);
}

/* Text that is full of '?' costs no more than a few looks. */
static void many_marks(void)
{
    enum { TIMES = 20000 };
    fl_arena *a = fl_arena_new((size_t)1 << 30);
    fl_buf text = fl_buf_new(a, TIMES * 8);
    for (int i = 0; i < TIMES; i++) fl_buf_text(&text, "中?文");
    pass_result r = pass_over(a, fl_repair_slips, fl_buf_string(&text), FAIRLEAF_NORMAL);
    OK("20,000 marks in one line", r.text.n > TIMES && r.exact);
    fl_arena_free(a);
}

int main(void)
{
    pass_table(fl_repair_slips, lead, sizeof lead / sizeof *lead, FAIRLEAF_NORMAL);
    pass_table(fl_repair_slips, gbk, sizeof gbk / sizeof *gbk, FAIRLEAF_NORMAL);
    pass_table(fl_repair_slips, cautious, sizeof cautious / sizeof *cautious, FAIRLEAF_CAUTIOUS);
    what_is_said();
    many_marks();
    return DONE();
}
