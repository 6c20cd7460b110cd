/* tests/unit/multibyte.c - the charset in which bytes make sense is the likeliest, and a fault costs
 * its own place only. */
#include "tap.h"

#include "read/multibyte.h"

static const struct { const char *name; fl_charset_model model; } models[] = {
    { "GB18030", FL_MODEL_GB18030 },   { "Big5", FL_MODEL_BIG5 },
    { "Shift_JIS", FL_MODEL_SHIFT_JIS }, { "EUC-JP", FL_MODEL_EUC_JP },
    { "EUC-KR", FL_MODEL_EUC_KR },     { "JOHAB", FL_MODEL_JOHAB },
    { "EUC-TW", FL_MODEL_EUC_TW },     { "UTF-8", FL_MODEL_UTF8 },
    { "UTF-16LE", FL_MODEL_UTF16_LE }, { "UTF-16BE", FL_MODEL_UTF16_BE },
    { "UTF-32LE", FL_MODEL_UTF32_LE }, { "UTF-32BE", FL_MODEL_UTF32_BE },
};
enum { MODELS = sizeof models / sizeof *models };

#define ROW(about, bytes, name, language) { about, { bytes, sizeof(bytes) - 1 }, name, language }
static const struct { const char *about; fl_span bytes; const char *name, *language; } row[] = {
    ROW("Chinese", "\xD0\xAD\xC9\xCC\xBB\xE1\xD2\xE9\xCC\xE1\xB3\xF6\xBD\xA8\xD2\xE9", "GB18030", "zh-Hans"),
    ROW("a byte lost in it", "\xD0\xAD\xC9\xBB\xE1\xD2\xE9\xCC\xE1\xB3\xF6\xBD\xA8\xD2\xE9", "GB18030", "zh-Hans"),
    ROW("its last byte lost", "\xD0\xAD\xC9\xCC\xBB\xE1\xD2\xE9\xCC\xE1\xB3\xF6\xBD\xA8\xD2", "GB18030", "zh-Hans"),
    ROW("traditional", "\xB7\x7C\xC4\xB3\xB4\xA3\xA5\x58\xAB\xD8\xC4\xB3", "Big5", "zh-Hant"),
    ROW("Japanese", "\x8E\x73\x8B\x63\x89\xEF\x82\xCD\x89\xC2\x8C\x88\x82\xB5\x82\xBD", "Shift_JIS", "ja"),
    ROW("Japanese in EUC", "\xBB\xD4\xB5\xC4\xB2\xF1\xA4\xCF\xB2\xC4\xB7\xE8\xA4\xB7\xA4\xBF", "EUC-JP", "ja"),
    ROW("Korean", "\xC8\xB8\xC0\xC7\xB4\xC2 \xBE\xEE\xC1\xA6 \xC5\xEB\xB0\xFA", "EUC-KR", "ko"),
    ROW("UTF-8", "\xE5\x8D\x8F\xE5\x95\x86\xE4\xBC\x9A\xE8\xAE\xAE", "UTF-8", "zh-Hans"),
    ROW("UTF-8, French", "adopt\xC3\xA9 \xC3\xA0 l'unanimit\xC3\xA9", "UTF-8", NULL),
    ROW("UTF-16", "\x4F\x53\x46\x55\x1A\x4F\xAE\x8B", "UTF-16LE", "zh-Hans"),
    ROW("UTF-16, kana", "\x30\x53\x30\x8C\x30\x92\x30\x88\x30\x80", "UTF-16BE", "ja"),
    ROW("UTF-32", "\x4F\x53\0\0\x46\x55\0\0\x1A\x4F\0\0", "UTF-32LE", "zh-Hans"),
};

int main(void)
{
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        size_t best = 0;
        float sum[MODELS];
        for (size_t m = 0; m < MODELS; m++) {
            sum[m] = fl_multibyte_likelihood(models[m].model, row[i].bytes);
            if (sum[m] > sum[best]) best = m;
        }
        OK(row[i].about, strcmp(models[best].name, row[i].name) == 0);
        if (strcmp(models[best].name, row[i].name) != 0) printf("# %s\n", models[best].name);
        const char *language = fl_multibyte_language(models[best].model, row[i].bytes);
        OK("  and its language", language && row[i].language ? strcmp(language, row[i].language) == 0
                                                             : language == row[i].language);
    }
    float whole = fl_multibyte_likelihood(FL_MODEL_GB18030, row[0].bytes),
          cut = fl_multibyte_likelihood(FL_MODEL_GB18030, row[1].bytes);
    OK("a lost byte costs at most two", whole - cut < -2 * FL_BAD_COST && cut < whole);
    OK("ASCII costs the same in all", fl_multibyte_likelihood(FL_MODEL_GB18030, FL_SPAN("plain")) ==
                                          fl_multibyte_likelihood(FL_MODEL_BIG5, FL_SPAN("plain")));
    return DONE();
}
