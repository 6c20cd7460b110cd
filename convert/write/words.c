/* write/words.c */
#include "write/words.h"

#include "base/utf8.h"

typedef enum language { SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN, ENGLISH, LANGUAGES } language;

static const struct {
    const char *key, *word[LANGUAGES];
} words[] = {
    { "date", { "日期", "日期", "日付", "날짜", "Date" } },
    { "author", { "报告人", "報告人", "報告者", "보고자", "Author" } },
    { "author_role", { "职务", "職務", "役職", "직위", "Office" } },
    { "reporters", { "记者", "記者", "記者", "기자", "Reporters" } },
    { "correspondents", { "通讯员", "通訊員", "通信員", "통신원", "Correspondents" } },
    { "editor", { "编辑", "編輯", "編集", "편집", "Editor" } },
    { "source", { "来源", "來源", "出典", "출처", "Source" } },
    { "place", { "地区", "地區", "地域", "지역", "Place" } },
    { "body", { "机构", "機構", "機関", "기관", "Body" } },
    { "session", { "会议", "會議", "会議", "회의", "Session" } },
    { "contents", { "目录", "目錄", "目次", "차례", "Contents" } },
    { "facts",
      { "关于本文", "關於本文", "この文書について", "이 문서에 대하여", "About this report" } },
    { "untitled", { "无题", "無題", "無題", "제목 없음", "Untitled" } },
};

static bool is_sub(fl_span lang, const char *tag)
{
    size_t n = strlen(tag);
    if (lang.n < n) return false;
    for (size_t i = 0; i < n; i++)
        if ((lang.p[i] | 0x20) != (tag[i] | 0x20)) return false;
    return lang.n == n || lang.p[n] == '-';
}

static language language_of(fl_span lang)
{
    static const char *const traditional[] = { "zh-Hant", "zh-TW", "zh-HK", "zh-MO" };
    for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++)
        if (is_sub(lang, traditional[i])) return TRADITIONAL;
    return is_sub(lang, "zh")   ? SIMPLIFIED
           : is_sub(lang, "ja") ? JAPANESE
           : is_sub(lang, "ko") ? KOREAN
                                : ENGLISH;
}

const char *fl_word(fl_span lang, const char *key)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].key, key) == 0) return words[i].word[language_of(lang)];
    return NULL;
}

void fl_word_day(fl_buf *out, fl_span lang, fl_span day)
{
    static const char *const marks[LANGUAGES][3] = { [SIMPLIFIED] = { "年", "月", "日" },
                                                     [TRADITIONAL] = { "年", "月", "日" },
                                                     [JAPANESE] = { "年", "月", "日" },
                                                     [KOREAN] = { "년 ", "월 ", "일" } };
    const char *const *mark = marks[language_of(lang)];
    if (!mark[0]) {
        fl_buf_span(out, day);
        return;
    }
    fl_buf_span(out, fl_span_sub(day, 0, 4));
    fl_buf_text(out, mark[0]);
    fl_buf_span(out, fl_span_sub(day, day.p[5] == '0' ? 6 : 5, 7));
    fl_buf_text(out, mark[1]);
    fl_buf_span(out, fl_span_sub(day, day.p[8] == '0' ? 9 : 8, 10));
    fl_buf_text(out, mark[2]);
}

fl_span fl_word_language(fl_span lang)
{
    size_t part = 0;
    bool first = true;
    for (size_t i = 0; i <= lang.n; i++) {
        if (i < lang.n && lang.p[i] != '-') {
            if (!fl_is_ascii_alnum((unsigned char)lang.p[i])) return FL_SPAN("und");
            if (first && fl_is_digit((unsigned char)lang.p[i])) return FL_SPAN("und");
            part++;
            continue;
        }
        if (part == 0 || part > 8 || (first && (part < 2 || part > 3))) return FL_SPAN("und");
        part = 0;
        first = false;
    }
    return lang;
}
