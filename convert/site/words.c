/* site/words.c */
#include "site/words.h"

#include <string.h>

#include "base/utf8.h"

enum { LANGUAGES = 3 };
static const char *const languages[] = { "zh-Hans", "zh-Hant", "en", NULL };

static const struct {
    const char *key, *word[LANGUAGES];
} words[] = {
    { "archive", { "报告库", "報告庫", "Report archive" } },
    { "skip", { "跳到正文", "跳到正文", "Skip to the text" } },
    { "home", { "全部报告", "全部報告", "All reports" } },
    { "years", { "年份", "年份", "Years" } },
    { "places", { "地区", "地區", "Places" } },
    { "bodies", { "机构", "機構", "Bodies" } },
    { "year", { "年份", "年份", "Year" } },
    { "place", { "地区", "地區", "Place" } },
    { "body", { "机构", "機構", "Body" } },
    { "search", { "检索", "檢索", "Search" } },
    { "search_label", { "检索报告全文", "檢索報告全文", "Search the reports" } },
    { "search_hint",
      { "输入两个字以上，例如：协商", "輸入兩個字以上，例如：協商", "Two characters or more" } },
    { "search_script",
      { "检索需要浏览器启用脚本。不用脚本也可以按年份、地区、机构查找。",
        "檢索需要瀏覽器啟用指令碼。不用指令碼也可以按年份、地區、機構查找。",
        "The search needs scripts. Without them, use the lists by year, place and body." } },
    { "found", { "找到 {n} 篇", "找到 {n} 篇", "{n} found" } },
    { "found_none", { "没有找到", "沒有找到", "Nothing found" } },
    { "found_more", { "显示更多", "顯示更多", "Show more" } },
    { "main", { "主导航", "主導覽", "Main" } },
    { "newest", { "由新到旧", "由新到舊", "Newest first" } },
    { "undated", { "日期不详", "日期不詳", "No date" } },
    { "reports", { "篇报告", "篇報告", "reports" } },
    { "characters", { "字", "字", "characters" } },
    { "previous", { "上一篇", "上一篇", "Previous" } },
    { "next", { "下一篇", "下一篇", "Next" } },
    { "turn", { "前后报告", "前後報告", "Neighbours" } },
    { "page_previous", { "上一页", "上一頁", "Previous page" } },
    { "page_next", { "下一页", "下一頁", "Next page" } },
    { "paging", { "分页", "分頁", "Pages" } },
    { "page", { "第 {n} 页", "第 {n} 頁", "Page {n}" } },
    { "download", { "下载", "下載", "Download" } },
    { "markdown", { "Markdown", "Markdown", "Markdown" } },
    { "text", { "纯文本", "純文字", "Plain text" } },
    { "source", { "原始文件", "原始檔案", "Source as found" } },
    { "ledger", { "整理记录", "整理記錄", "Ledger of changes" } },
    { "account", { "整理说明", "整理說明", "What was changed" } },
    { "kept", { "保留", "保留", "Kept" } },
    { "removed", { "删去", "刪去", "Removed" } },
    { "repaired", { "修复", "修復", "Repaired" } },
    { "doubtful", { "存疑", "存疑", "Uncertain" } },
    { "changes", { "处", "處", "changes" } },
    { "about", { "档案卡", "檔案卡", "Record" } },
    { "digest", { "原文 SHA-256", "原文 SHA-256", "SHA-256 of the source" } },
    { "encoding", { "原文编码", "原文編碼", "Encoding of the source" } },
    { "file", { "原文文件", "原文檔案", "Source file" } },
    { "feed", { "订阅", "訂閱", "Feed" } },
    { "review", { "复核", "覆核", "Review" } },
    { "missing", { "没有这个页面", "沒有這個頁面", "There is no such page" } },
    { "missing_text",
      { "地址可能有误，或者报告已经移动。请从目录或检索查找。",
        "網址可能有誤，或者報告已經移動。請從目錄或檢索查找。",
        "The address may be wrong, or the report has moved. Try the lists or the search." } },
    { "made",
      { "由 fairleaf 从原始文件整理而成；每一处删改都有记录。",
        "由 fairleaf 從原始檔案整理而成；每一處刪改都有記錄。",
        "Made by fairleaf from the sources as found; every change is on record." } },
};

static size_t column_of(const char *language)
{
    for (size_t i = 0; language && i < LANGUAGES; i++)
        if (strcmp(languages[i], language) == 0) return i;
    return 0;
}

const char *fl_site_language(size_t index) { return index < LANGUAGES ? languages[index] : NULL; }

const char *fl_site_word(const char *language, const char *key)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].key, key) == 0) return words[i].word[column_of(language)];
    return key;
}

void fl_site_words(fl_arena *a, fl_value *data, const char *language)
{
    fl_value *map = fl_value_add(a, data, "word", FL_VALUE_MAP);
    size_t column = column_of(language);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        fl_value_text(a, map, words[i].key, fl_span_of(words[i].word[column]));
}

void fl_site_day(fl_buf *out, const char *language, fl_span day)
{
    if (day.n != 10 || column_of(language) == 2) {
        fl_buf_span(out, day);
        return;
    }
    const char *month = day.p[5] == '0' ? day.p + 6 : day.p + 5;
    const char *date = day.p[8] == '0' ? day.p + 9 : day.p + 8;
    fl_buf_format(out, "%.4s年%.*s月%.*s日", day.p, (int)(day.p + 7 - month), month,
                  (int)(day.p + 10 - date), date);
}

void fl_site_escape_markdown(fl_buf *out, fl_span s)
{
    for (size_t at = 0; at < s.n; at++) {
        unsigned char c = (unsigned char)s.p[at];
        if (c < 0x20 || c == 0x7F)
            fl_buf_byte(out, ' ');
        else if (strchr("\\`*_[]{}()#+-.!<>&|~^$\"'=:@%", c))
            fl_buf_format(out, "&#%u;", c);
        else
            fl_buf_byte(out, (char)c);
    }
}
