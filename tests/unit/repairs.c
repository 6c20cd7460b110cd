/* tests/unit/repairs.c - whatever the repairs meet, in any mixture: they end, and their trail replays. */
#include "clean/annotations.h"
#include "clean/characters.h"
#include "clean/mojibake.h"
#include "clean/slips.h"
#include "pass.h"

static void all_of_them(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    fl_repair_mojibake(t, lines, meta);
    fl_repair_characters(t, lines, meta);
    fl_lines_compact(lines);
    fl_repair_slips(t, lines, meta);
    fl_drop_annotations(t, lines, meta);
}

static const char *const fragment[] = {
    "政府工作", "報告", "協(xié)商", "現(xiàn)", "?", "??", "。▍^", "蟾?", "\xEF\xBF\xBD", "(", ")", "（", "）", " ",
    "&nbsp;", "&amp;", "&#", "x9f;", "&#12288;", "#xff0c;", "\\u653f", "\\ud842", "\\u", "\xC2\x93", "\xC2\x9D",
    "\xE2\x80\x8B", "\xE2\x80\x8D", "\xE2\x80\x8F", "\xC2\xAD", "，", ",", "。", "；", "ﾃ", "ﾞ", "ﾟ", "⼤", "⼈",
    "ﬁ", "\xCC\x81", "e", "か", "\xE3\x82\x99", "\xE1\x84\x92", "\xE1\x85\xA1", "\xE1\x86\xAB", "鏀垮簻", "宸ヤ綔",
    "锟斤拷", "â€œ", "Ã©", "¹¤×÷", "\xEE\x80\x80", "\xEF\x82\xB7", "𠮷", "👨", "—", "“", "1", "M", "I", "\t", "\n", "\x01",
    "\xF4\x8F\xBF\xBF", "一", "是",
};

int main(void)
{
    enum { ROUNDS = 600, PARTS = 40 };
    unsigned wrong = 0, seed = 1, kinds = sizeof fragment / sizeof *fragment;
    for (int round = 0; round < ROUNDS; round++) {
        fl_arena *a = fl_arena_new((size_t)1 << 30);
        fl_buf text = fl_buf_new(a, 512);
        for (int i = 0; i < PARTS; i++) {
            seed = seed * 1664525u + 1013904223u;
            fl_buf_text(&text, fragment[(seed >> 8) % kinds]);
        }
        fl_buf_byte(&text, '\n');
        pass_result r = pass_over(a, all_of_them, fl_buf_string(&text), (fairleaf_level)(round % 3));
        if (!r.exact && wrong++ == 0) printf("# round %d: %s\n", round, text.p);
        fl_arena_free(a);
    }
    NUMBER("mixtures that do not replay", wrong, 0);
    return DONE();
}
