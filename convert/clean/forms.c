/* clean/forms.c - tables of the forms, each with the test that says the form is not meant. */
#include "clean/forms.h"

#include "base/utf8.h"

#include "data/radicals/radicals.inc"

/* ---- half-width kana: U+FF61 to U+FF9F ---- */

static const uint16_t wide_kana[] = {
    0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9,
    0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB,
    0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1,
    0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5,
    0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9,
    0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3, 0x309B, 0x309C,
};
enum { HALF_FIRST = 0xFF61, HALF_LETTER = 0xFF66, HALF_VOICED = 0xFF9E, HALF_LAST = 0xFF9F };

static bool is_half(uint32_t c) { return c >= HALF_FIRST && c <= HALF_LAST; }

/* The kana with the sound mark behind it; 0 when it does not take the mark. */
static uint32_t voiced(uint32_t kana, uint32_t mark)
{
    if (mark == HALF_LAST)
        return kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0 ? kana + 2 : 0;
    if (mark != HALF_VOICED) return 0;
    if (kana == 0x30A6) return 0x30F4;
    if (kana >= 0x30AB && kana <= 0x30C1) return kana + 1; /* every other one of カ to チ */
    if (kana == 0x30C4 || kana == 0x30C6 || kana == 0x30C8) return kana + 1;
    return kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0 ? kana + 1 : 0;
}

void fl_widen_kana(fl_edits *e)
{
    fl_span s = e->line->text;
    if (fl_span_find(s, FL_SPAN("半角"), 0) != SIZE_MAX)
        return; /* the width is what it speaks about */
    fl_edits_rule(e, "characters.half-kana", "half-width kana of an old system", 95);
    fl_buf run = fl_buf_new(e->t->arena, 64);
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        size_t end = fl_utf8_next(s, at, &c);
        bool letters = false;
        run.n = 0;
        if (!is_half(c)) {
            at = end;
            continue;
        }
        for (end = at; end < s.n;) {
            size_t behind = fl_utf8_next(s, end, &c);
            if (!is_half(c)) break;
            uint32_t kana = wide_kana[c - HALF_FIRST], mark = fl_utf8_at(s, behind);
            uint32_t with = voiced(kana, mark);
            letters |= c >= HALF_LETTER;
            end = with ? behind + 3 : behind;
            fl_buf_code_point(&run, with ? with : kana);
        }
        if (letters) fl_edits_replace(e, at, end, fl_buf_view(&run));
        at = end;
    }
    fl_edits_make(e);
}

/* ---- full-width digits and letters ---- */

static uint32_t narrow_of(uint32_t c)
{
    return c >= 0xFF10 && c <= 0xFF5A && fl_is_ascii_alnum(c - 0xFEE0) ? c - 0xFEE0 : 0;
}

void fl_narrow_letters(fl_edits *e)
{
    fl_span s = e->line->text;
    if (fl_span_find(s, FL_SPAN("全角"), 0) != SIZE_MAX)
        return; /* the width is what it speaks about */
    fl_edits_rule(e, "characters.full-width", "full-width digits and letters", 70);
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c;
        end = fl_utf8_next(s, at, &c);
        uint32_t narrow = narrow_of(c), before = narrow_of(fl_utf8_before(s, at));
        if (c == 0xFF05 && fl_is_digit(before)) narrow = '%';
        if (c == 0xFF0E && fl_is_digit(before) && fl_is_digit(narrow_of(fl_utf8_at(s, end))))
            narrow = '.';
        if (narrow) fl_edits_replace_character(e, at, end, narrow);
    }
    fl_edits_make(e);
}

/* ---- radicals ---- */

static uint32_t ideograph_of(uint32_t c)
{
    return c >= RADICALS_FIRST && c <= RADICALS_LAST ? radicals[c - RADICALS_FIRST] : 0;
}

/* Text about radicals: it says so, or it counts them up. */
static bool about_radicals(fl_span s)
{
    static const char *const word[] = { "部首", "康熙", "偏旁", "radical", "Radical", "부수" };
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (fl_span_find(s, fl_span_of(word[i]), 0) != SIZE_MAX) return true;
    uint32_t before = 0, c;
    unsigned rising = 0;
    for (size_t at = 0; at < s.n;) {
        at = fl_utf8_next(s, at, &c);
        rising = ideograph_of(c) && c > before && c - before <= 2 ? rising + 1 : 0;
        if (rising == 3) return true;
        before = c;
    }
    return false;
}

void fl_replace_radicals(fl_edits *e)
{
    fl_span s = e->line->text;
    if (about_radicals(s)) return;
    fl_edits_rule(e, "characters.radical", "the code point of a radical stood for the ideograph",
                  95);
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c;
        end = fl_utf8_next(s, at, &c);
        uint32_t ideograph = ideograph_of(c), before = fl_utf8_before(s, at),
                 next = fl_utf8_at(s, end);
        if (!ideograph) continue;
        bool in_text = fl_is_han(before) || fl_is_han(next) || ideograph_of(before) ||
                       ideograph_of(next);
        if (in_text) fl_edits_replace_character(e, at, end, ideograph);
    }
    fl_edits_make(e);
}

/* ---- ligatures ---- */

void fl_split_ligatures(fl_edits *e)
{
    static const char letters[][4] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
    fl_span s = e->line->text;
    fl_edits_rule(e, "characters.ligature", "a ligature of the typesetter", 95);
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c;
        end = fl_utf8_next(s, at, &c);
        if (c < 0xFB00 || c > 0xFB06) continue;
        uint32_t before = fl_utf8_before(s, at), next = fl_utf8_at(s, end);
        bool in_word = (before < 0x250 && fl_is_letter(before)) ||
                       (next < 0x250 && fl_is_letter(next));
        if (in_word) fl_edits_replace(e, at, end, fl_span_of(letters[c - 0xFB00]));
    }
    fl_edits_make(e);
}

/* ---- marks ---- */

enum {
    LONG_RUN = 192,      /* bytes composed at once; runs of jamo are cut before a consonant */
    JAMO_VOWELS = 0x1160 /* from here on jamo stand inside a syllable */
};

static bool is_jamo(uint32_t c) { return c >= 0x1100 && c <= 0x11FF; }

static bool composes(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || c == 0x3099 || c == 0x309A || is_jamo(c);
}

void fl_compose_marks(fl_edits *e)
{
    fl_span s = e->line->text;
    fl_edits_rule(e, "characters.compose", "a letter and its mark were two code points", 95);
    fl_buf whole = fl_buf_new(e->t->arena, 64);
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c, next = 0;
        end = fl_utf8_next(s, at, &c);
        size_t behind = end;
        /* A letter with all its marks, or a syllable of jamo. A letter that NFC changes by itself
         * is left. */
        while (behind < s.n && composes(next = fl_utf8_at(s, behind)) &&
               is_jamo(next) == is_jamo(c) &&
               (behind - at < LONG_RUN || (is_jamo(next) && next >= JAMO_VOWELS)))
            behind = fl_utf8_next(s, behind, &next);
        bool bare = c < 0x250 || fl_is_kana(c) || (c >= 0x370 && c < 0x530) ||
                    (c >= 0x1E00 && c < 0x1F00);
        if (behind == end || (!bare && !is_jamo(c))) continue;
        whole.n = 0;
        fl_utf8_compose(fl_span_sub(s, at, behind), &whole);
        if (!fl_span_equal(fl_buf_view(&whole), fl_span_sub(s, at, behind)))
            fl_edits_replace(e, at, behind, fl_buf_view(&whole));
        end = behind;
    }
    fl_edits_make(e);
}
