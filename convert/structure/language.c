/* structure/language.c - counting scripts, and words that only one language has.
 *
 * Simplified or Traditional is decided by characters that exist in one of the two only (lists
 * `simplified` and `traditional` of the Chinese pack); Latin script by the commonest words
 * (`common_words`). */
#include "structure/language.h"

#include "base/utf8.h"

enum { SAMPLE_LINES = 160, SAMPLE_BYTES = 240, LATIN_LANGUAGES = 4 };

static const char *const latin[LATIN_LANGUAGES] = { "en", "de", "fr", "vi" };

typedef struct counts {
    uint32_t han, kana, hangul, latin, cyrillic, simplified, traditional, word[LATIN_LANGUAGES];
} counts;

/* One bit for each of U+4E00..U+9FFF. */
typedef struct han_set {
    uint32_t bits[0x5200 / 32];
} han_set;

static han_set *han_set_of(fl_arena *a, const fl_list *list)
{
    han_set *set = fl_alloc(a, 1, sizeof *set);
    for (size_t i = 0; i < list->count; i++) {
        fl_span word = fl_list_word(list, i);
        for (size_t at = 0; at < word.n;) {
            uint32_t c;
            at = fl_utf8_next(word, at, &c);
            if (c >= 0x4E00 && c < 0xA000) set->bits[(c - 0x4E00) / 32] |= 1u << (c & 31);
        }
    }
    return set;
}

static bool has(const han_set *set, uint32_t c)
{
    return c >= 0x4E00 && c < 0xA000 && (set->bits[(c - 0x4E00) / 32] >> (c & 31) & 1);
}

static bool is_latin(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c < 0x1F00);
}

/* What is looked for in every line. */
typedef struct signs {
    const han_set *simplified, *traditional;
    const fl_list *common[LATIN_LANGUAGES];
} signs;

static void count_word(const signs *of, fl_span word, counts *n)
{
    for (int i = 0; i < LATIN_LANGUAGES; i++) n->word[i] += fl_list_has(of->common[i], word);
}

static void count_line(const signs *of, fl_span s, counts *n)
{
    size_t word = SIZE_MAX;
    if (s.n > SAMPLE_BYTES) {
        s.n = SAMPLE_BYTES;
        while (s.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80) s.n--;
    }
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (c >= 0x4E00 && c < 0xA000) {
            if (word != SIZE_MAX) count_word(of, fl_span_sub(s, word, at), n);
            word = SIZE_MAX;
            n->han++;
            n->simplified += has(of->simplified, c);
            n->traditional += has(of->traditional, c);
            at = next;
            continue;
        }
        bool letter = is_latin(c);
        if (letter && word == SIZE_MAX) word = at;
        if (!letter && word != SIZE_MAX) {
            count_word(of, fl_span_sub(s, word, at), n);
            word = SIZE_MAX;
        }
        n->latin += letter;
        n->han += fl_is_han(c);
        n->kana += fl_is_kana(c);
        n->hangul += fl_is_hangul(c);
        n->cyrillic += c >= 0x400 && c < 0x530;
        at = next;
    }
}

static counts count_sample(const fl_draft *d)
{
    counts n = { 0 };
    size_t lines = d->lines->count, step = lines / SAMPLE_LINES + 1;
    const fl_packs *packs = d->task->packs;
    signs of = { .simplified = han_set_of(d->arena, fl_packs_list(packs, "zh", "simplified")),
                 .traditional = han_set_of(d->arena, fl_packs_list(packs, "zh", "traditional")) };
    for (int i = 0; i < LATIN_LANGUAGES; i++)
        of.common[i] = fl_packs_list(packs, latin[i], "common_words");
    for (size_t i = 0; i < lines; i += step) count_line(&of, d->lines->item[i].text, &n);
    return n;
}

/* The pack's language and the BCP 47 tag. A language needs a fifth of the letters that could be its
 * own. */
static const char *decide(const counts *n, const char **tag)
{
    uint32_t east = n->han + n->kana + n->hangul;
    *tag = NULL;
    if (east * 2 > n->latin / 3 && east > 0 && east > n->cyrillic) {
        if (n->kana * 20 > east && n->kana > n->hangul) return *tag = "ja";
        if (n->hangul * 5 > east) return *tag = "ko";
        if (n->simplified > n->traditional)
            *tag = "zh-Hans";
        else if (n->traditional > n->simplified)
            *tag = "zh-Hant";
        else
            *tag = "zh";
        return "zh";
    }
    if (n->cyrillic > n->latin) return *tag = "ru";
    int best = 0;
    for (int i = 1; i < LATIN_LANGUAGES; i++)
        if (n->word[i] > n->word[best]) best = i;
    if (n->word[best] * 60 > n->latin / 5)
        return *tag = latin[best]; /* one word in sixty or more */
    return n->latin ? "en" : "";
}

static void take_rows(fl_draft *d)
{
    const fl_enumerator_row *all;
    size_t count = fl_packs_enumerators(d->task->packs, &all);
    fl_enumerator_row *rows = fl_alloc(d->arena, count + 1, sizeof *rows);
    uint16_t *index = fl_alloc(d->arena, count + 1, sizeof *index);
    d->row_count = fl_packs_rows(d->task->packs, d->lang, rows, index);
    d->rows = rows;
    d->row_index = index;
    d->enumerators = fl_packs_numbering(d->task->packs, d->lang);
}

void fl_find_language(fl_draft *d)
{
    const char *tag;
    counts n = count_sample(d);
    d->lang = decide(&n, &tag);
    d->headings_stop = strcmp(d->lang, "zh") == 0;
    d->cjk = d->headings_stop || strcmp(d->lang, "ja") == 0;
#define TAKE(name) d->words.name = fl_packs_list(d->task->packs, d->lang, #name);
    FL_WORD_LISTS(TAKE)
#undef TAKE
    take_rows(d);
    if (tag && !fl_meta_get(d->meta, "lang"))
        fl_meta_set(d->arena, d->meta, "lang", "meta.language", fl_span_of(tag), 98);
}
