/* tests/unit/letters.c - which single-byte charset bytes are in, when that is already known to be
 * the question. */
#include "tap.h"

#include "read/letters.h"

/* second: NULL where it does not matter. */
#define ROW(about, bytes, charset, language, second) { about, { bytes, sizeof(bytes) - 1 }, charset, language, second }
static const struct { const char *about; fl_span bytes; const char *charset, *language, *second; } row[] = {
    ROW("French", "les \xE9lus ont adopt\xE9 le budget \xE0 l'unanimit\xE9", "windows-1252", "fr", NULL),
    ROW("an apostrophe only Windows has", "les \xE9lus n\x92ont pas adopt\xE9", "windows-1252", "fr", NULL),
    ROW("German", "der Rat beschlie\xDF" "t f\xFCr die B\xFCrger", "windows-1252", "de", NULL),
    ROW("Russian", "\xE3\xEE\xF0\xEE\xE4\xF1\xEA\xEE\xE9 \xF1\xEE\xE2\xE5\xF2 \xEF\xF0\xE8\xED\xFF\xEB", "windows-1251", "ru", "x-mac-cyrillic"),
    ROW("Russian in KOI8-R", "\xC7\xCF\xD2\xCF\xC4\xD3\xCB\xCF\xCA \xD3\xCF\xD7\xC5\xD4 \xD0\xD2\xC9\xCE\xD1\xCC", "KOI8-R", "ru", NULL),
    ROW("capitals", "\xCE\xD2\xD7\xC5\xD2 \xCA\xCE\xCC\xC8\xD2\xC5\xD2\xC0", "windows-1251", NULL, NULL),
    ROW("one word", "caf\xE9", "windows-1252", NULL, NULL),
};

static bool is(const char *a, const char *wanted) { return !wanted || (a && strcmp(a, wanted) == 0); }

int main(void)
{
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_letters_guess second, best = fl_letters_best(row[i].bytes, NULL, 0, &second);
        bool right = is(best.charset, row[i].charset) && is(best.language, row[i].language) &&
                     is(second.charset, row[i].second);
        OK(row[i].about, right);
        if (!right) printf("# %s %s, second %s\n", best.charset, best.language, second.charset);
        OK("  the second is another", second.charset && strcmp(best.charset, second.charset) != 0);
        OK("  and less likely", second.likelihood <= best.likelihood);
    }
    fl_letters_guess second, best = fl_letters_best(FL_SPAN("caf\xE9"), "ISO-8859-2", 5, &second);
    OK("what is declared decides a short text", strcmp(best.charset, "ISO-8859-2") == 0);
    best = fl_letters_best(row[3].bytes, "windows-1252", 5, &second);
    OK("and not a longer one", strcmp(best.charset, "windows-1251") == 0);
    fl_letters_guess none = fl_letters_best(FL_SPAN(""), NULL, 0, &second);
    OK("nothing: every guess gives the same text", none.charset && !second.charset);
    return DONE();
}
