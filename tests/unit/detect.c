/* tests/unit/detect.c - short texts in every encoding that matters: found whole, cut and damaged. */
#include "tap.h"

#include <iconv.h>
#include <stdlib.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "read/decode.h"
#include "read/detect.h"

#define HANS "市政协常委会围绕建设教育强市开展专题协商，委员们提出建议二十三条，均已办理。"
#define HANT "本會去年舉辦多場座談，與會學者就交通、醫療及教育問題提出意見，當局已逐項回應。"
#define JA "市議会は昨日、学校と道路の予算について話し合い、全会一致で可決しました。"
#define KO "시의회는 어제 학교와 도로의 예산을 논의하고 만장일치로 통과시켰다."
#define RU "Городской совет вчера обсудил бюджет школ и дорог и принял его единогласно."

/* text: UTF-8; from: the name that iconv knows. */
static const struct { const char *about, *text, *from, *encoding, *language; } row[] = {
    { "simplified Chinese", HANS, "GB18030", "GB18030", "zh-Hans" },
    { "ten characters of it", "委员们提出了许多建议", "GB18030", "GB18030", "zh-Hans" },
    { "traditional Chinese in GB18030", HANT, "GB18030", "GB18030", "zh-Hant" },
    { "traditional Chinese", HANT, "BIG5", "Big5-HKSCS", "zh-Hant" },
    { "characters of Hong Kong", "佢哋話今次嘅會議好順利，冇咩人反對，跟住就散咗會返屋企。", "BIG5-HKSCS", "Big5-HKSCS", "zh-Hant" },
    { "traditional Chinese on old Unix", HANT, "EUC-TW", "EUC-TW", "zh-Hant" },
    { "Japanese on Windows", JA, "CP932", "Shift_JIS", "ja" },
    { "half-width katakana", "ﾃｷｽﾄ ﾃﾞｰﾀ ﾉ ﾌｧｲﾙ ｦ ﾖﾐﾏｽ。市議会の記録です。", "CP932", "Shift_JIS", "ja" },
    { "Japanese on Unix", JA, "EUC-JP", "EUC-JP", "ja" },
    { "Japanese in mail", JA, "ISO-2022-JP", "ISO-2022-JP", "ja" },
    { "Korean", KO, "UHC", "EUC-KR", "ko" },
    { "Korean on DOS", KO, "JOHAB", "JOHAB", "ko" },
    { "Korean in mail", KO, "ISO-2022-KR", "ISO-2022-KR", "ko" },
    { "UTF-8", HANS, "UTF-8", "UTF-8", "zh-Hans" },
    { "UTF-8, one word", "委员", "UTF-8", "UTF-8", "zh-Hans" },
    { "UTF-16 without a mark", HANS, "UTF-16LE", "UTF-16LE", "zh-Hans" },
    { "the other order", HANS, "UTF-16BE", "UTF-16BE", "zh-Hans" },
    { "UTF-16, Korean", KO, "UTF-16LE", "UTF-16LE", "ko" },
    { "UTF-16, English", "The council met on Tuesday.", "UTF-16BE", "UTF-16BE", NULL },
    { "UTF-32", JA, "UTF-32LE", "UTF-32LE", "ja" },
    { "the other order", JA, "UTF-32BE", "UTF-32BE", "ja" },
    { "French", "Le conseil s'est réuni hier à la mairie et a adopté le budget des écoles et des routes.", "CP1252", "windows-1252", "fr" },
    { "German", "Der Rat beschloss gestern den Haushalt für Schulen und Straßen; es gab keine Einwände dafür.", "CP1252", "windows-1252", "de" },
    { "Spanish", "El consejo aprobó ayer en sesión pública el presupuesto de educación para los niños.", "CP1252", "windows-1252", "es" },
    { "euro signs and quotation marks", "The council “approved” the budget — €5 million for the town’s schools.", "CP1252", "windows-1252", "en" },
    { "French on an old Macintosh", "Le conseil s'est réuni hier à la mairie et a adopté le budget des écoles. Étaient présents dix élus.", "MACINTOSH", "macintosh", "fr" },
    { "German on DOS", "Der Rat beschloss gestern den Haushalt für Schulen und Straßen; über die Brücke wird später entschieden.", "IBM850", "IBM850", "de" },
    { "Polish", "Rada miasta przyjęła wczoraj budżet szkół i dróg; żaden z radnych nie był przeciw.", "CP1250", "windows-1250", "pl" },
    { "Czech", "Zastupitelstvo včera schválilo rozpočet škol a silnic; proti nebyl žádný člen.", "ISO-8859-2", "ISO-8859-2", "cs" },
    { "Hungarian on DOS", "A képviselőtestület tegnap elfogadta az iskolák és utak költségvetését, ellenszavazat nélkül.", "IBM852", "IBM852", "hu" },
    { "Russian", RU, "CP1251", "windows-1251", "ru" },
    { "Russian on Unix", RU, "KOI8-R", "KOI8-R", "ru" },
    { "Russian on DOS", RU, "CP866", "IBM866", "ru" },
    { "Russian by ISO", RU, "ISO-8859-5", "ISO-8859-5", "ru" },
    { "Russian on a Macintosh", RU, "MAC-CYRILLIC", "x-mac-cyrillic", "ru" },
    { "Ukrainian", "Міська рада вчора обговорила бюджет шкіл і доріг та ухвалила його одноголосно.", "CP1251", "windows-1251", "uk" },
    { "Ukrainian on Unix", "Міська рада вчора обговорила бюджет шкіл і доріг та ухвалила його одноголосно.", "KOI8-U", "KOI8-U", "uk" },
    { "Greek", "Το δημοτικό συμβούλιο ενέκρινε χθες τον προϋπολογισμό για τα σχολεία και τους δρόμους.", "CP1253", "windows-1253", "el" },
    { "Turkish", "Belediye meclisi dün okul ve yol bütçesini görüştü, karşı çıkan olmadı; çalışmalar başlıyor.", "CP1254", "windows-1254", "tr" },
    { "Hebrew", "מועצת העיר דנה אתמול בתקציב בתי הספר והכבישים ואישרה אותו פה אחד", "CP1255", "windows-1255", "he" },
    { "Arabic", "ناقش مجلس المدينة أمس ميزانية المدارس والطرق ووافق عليها بالإجماع", "CP1256", "windows-1256", "ar" },
    { "Lithuanian", "Taryba vakar svarstė mokyklų ir kelių biudžetą ir jį patvirtino vienbalsiai, niekas neprieštaravo.", "CP1257", "windows-1257", "lt" },
    { "Thai", "สภาเทศบาลอนุมัติงบประมาณสำหรับโรงเรียนและถนนเมื่อวานนี้", "CP874", "windows-874", "th" },
};
enum { ROWS = sizeof row / sizeof *row, ROOM = 4096 };

/* The row's text in its encoding; the number of bytes. */
static size_t encode(size_t i, char out[ROOM])
{
    char *from = (char *)(size_t)row[i].text, *into = out;
    size_t left = strlen(row[i].text), room = ROOM;
    iconv_t cd = iconv_open(row[i].from, "UTF-8");
    if (cd == (iconv_t)-1 || iconv(cd, &from, &left, &into, &room) == (size_t)-1 ||
        iconv(cd, NULL, NULL, &into, &room) == (size_t)-1) {
        printf("# iconv does not write %s\n", row[i].from);
        exit(1);
    }
    iconv_close(cd);
    return ROOM - room;
}

static bool is(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : a == b; }

static void whole(void)
{
    for (size_t i = 0; i < ROWS; i++) {
        char bytes[ROOM];
        fairleaf_detection d;
        fl_detect((fl_span){ bytes, encode(i, bytes) }, NULL, &d);
        bool right = is(d.encoding, row[i].encoding) && is(d.language, row[i].language);
        OK(row[i].about, right);
        if (!right)
            printf("# %s, %s\n", d.encoding ? d.encoding : "unknown", d.language ? d.language : "-");
    }
}

/* What is not decided by counting characters. */
#define CASE(about, bytes, declared, encoding, how) { about, { bytes, sizeof(bytes) - 1 }, declared, encoding, how }
static const struct { const char *about; fl_span bytes; const char *declared, *encoding, *how; } special[] = {
    CASE("nothing", "", NULL, "UTF-8", "valid"),
    CASE("seven bits", "The council met on Tuesday.\n", NULL, "UTF-8", "valid"),
    CASE("a mark", "\xEF\xBB\xBFplain", NULL, "UTF-8", "mark"),
    CASE("a mark of UTF-16", "\xFF\xFE" "a\0b\0", NULL, "UTF-16LE", "mark"),
    CASE("a mark of UTF-32", "\0\0\xFE\xFF\0\0\0a", NULL, "UTF-32BE", "mark"),
    CASE("HZ", "This is ~{<:Ky2;S{#,NpJ)l6HK!#~}Bye.\n", NULL, "HZ-GB-2312", "escape"),
    CASE("~{ in English", "a ~{ b ~} c\n", NULL, "UTF-8", "valid"),
    CASE("what a header declares decides where the bytes do not", "caf\xE9", "ISO-8859-2", "ISO-8859-2", "declared"),
    CASE("a page that declares itself", "<meta charset=\"koi8-r\">\xD0\xD2\xC9\xD7\xC5\xD4", NULL, "KOI8-R", "declared"),
    CASE("a page that is wrong about itself", "<meta charset=big5>\xCA\xD0\xD5\xFE\xD0\xAD\xB3\xA3\xCE\xAF\xBB\xE1", NULL, "GB18030", "statistics"),
    CASE("a page whose name is unknown", "<meta charset=nothing>\xCA\xD0\xD5\xFE\xD0\xAD\xB3\xA3\xCE\xAF\xBB\xE1", NULL, "GB18030", "statistics"),
    CASE("UTF-8 with a code point above 10FFFF", "\xE6\x94\xBF\xE5\xBA\x9C\xF4\x90\x80\x80" "ok\n", NULL, "UTF-8", "statistics"),
    CASE("UTF-8 with surrogates", "\xE6\x94\xBF\xE5\xBA\x9C\xED\xA0\xBD\xED\xB8\x80" "ok\xED\xA0\xBD\xED\xB8\x80\n", NULL, "UTF-8", "statistics"),
    CASE("UTF-16 that is cut", "T\0h\0e\0 \0c\0o\0u\0n\0c\0i\0l\0 \0m\0e\0t\0 \0o\0n\0 \0T\0u\0e\0s\0d\0a\0y", NULL, "UTF-16LE", "statistics"),
    CASE("a page that says UTF-16 in ASCII", "<meta charset=utf-16>ok", NULL, "UTF-8", "valid"),
    CASE("an image", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\6\0\0\0\x1F\x15\xC4\x89", NULL, NULL, "unknown"),
    CASE("small numbers", "\1\0\2\0\3\0\4\0\5\0\6\0\7\0\1\0\2\0\3\0\4\0\5\0\6\0\7\0", NULL, NULL, "unknown"),
};

static void specials(void)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        fairleaf_detection d;
        fl_detect(special[i].bytes, special[i].declared, &d);
        bool right = is(d.encoding, special[i].encoding) && is(d.how, special[i].how);
        OK(special[i].about, right);
        if (!right) printf("# %s, %s\n", d.encoding ? d.encoding : "unknown", d.how);
    }
}

/* ---- damage ---- */

static unsigned next(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Flips, cuts out or doubles up to 4 bytes, or cuts the rest off; the new length. */
static size_t damage(char *bytes, size_t n, unsigned *state)
{
    size_t at = next(state) % n, some = next(state) % 4 + 1;
    if (some > n - at) some = n - at;
    switch (next(state) % 4) {
    case 0:
        bytes[at] = (char)(bytes[at] ^ 1 << next(state) % 8);
        return n;
    case 1:
        memmove(bytes + at, bytes + at + some, n - at - some);
        return n - some;
    case 2:
        memmove(bytes + at + some, bytes + at, n - at);
        return n + some;
    default:
        return at + 1;
    }
}

/* A lost, a doubled and, where it is no letter, a foreign byte each leave the answer as it was. */
static void one_fault(void)
{
    size_t wrong = 0;
    for (size_t i = 0; i < ROWS; i++) {
        for (int fault = 0; fault < 3; fault++) {
            char bytes[ROOM];
            fairleaf_detection d;
            size_t n = encode(i, bytes), at = n / 2;
            if (n < 60 || fl_charset_is_wide(row[i].encoding)) break; /* there all that follows is shifted */
            if (fault == 0) memmove(bytes + at, bytes + at + 1, --n - at);
            if (fault == 1) memmove(bytes + at + 1, bytes + at, n++ - at);
            if (fault == 2 && fl_charset_find(row[i].encoding)->model == FL_MODEL_SINGLE) break;
            if (fault == 2) bytes[at] = (char)0xFF;
            fl_detect((fl_span){ bytes, n }, NULL, &d);
            if (is(d.encoding, row[i].encoding)) continue;
            wrong++;
            printf("# %s, fault %d: %s\n", row[i].about, fault, d.encoding ? d.encoding : "unknown");
        }
    }
    NUMBER("one fault changes no answer", wrong, 0);
}

/* NULL, or what is wrong with the decoded text: every source byte must be told by a character of
 * it, and every bad place by a U+FFFD. */
static const char *fault_of(const fl_decoded *d)
{
    enum { MOST = 24 }; /* source bytes of one character with the shifts before it */
    fl_decode_cursor cursor = { .at = 0 };
    size_t replaced = 0;
    uint64_t before = 0;
    if (fl_utf8_valid(d->text) != d->text.n) return "the text is not UTF-8";
    for (size_t at = 0; at < d->text.n;) {
        uint32_t c;
        uint64_t byte = fl_decoded_byte(d, &cursor, (uint32_t)at);
        at = fl_utf8_next(d->text, at, &c);
        replaced += c == 0xFFFD;
        if (byte < before || byte - before > MOST) return "a source byte is told by no character";
        before = byte;
    }
    if (d->bytes.n - before > MOST) return "the end of the source is told by no character";
    return replaced < d->bad_count ? "a bad place without U+FFFD" : NULL;
}

static const char *try_in(fl_arena *a, fl_span bytes)
{
    if (FL_ARENA_FAILED(a)) return "out of memory";
    fl_task t = { a, NULL, NULL, NULL, NULL, NULL };
    fairleaf_detection found;
    fl_decoded d;
    fl_detect(bytes, NULL, &found);
    if (!found.how) return "no reason";
    if (!found.encoding) return NULL; /* no text, and said so */
    return fl_decode(&t, bytes, found.encoding, &d, NULL) ? "cannot decode" : fault_of(&d);
}

static const char *try_damaged(const char *bytes, size_t n)
{
    char *exact = malloc(n + !n); /* so that a sanitizer sees a byte too far */
    fl_arena *a = fl_arena_new((size_t)1 << 26);
    if (!exact || !a) exit(1);
    memcpy(exact, bytes, n);
    const char *fault = try_in(a, (fl_span){ exact, n });
    fl_arena_free(a);
    free(exact);
    return fault;
}

static void damaged(void)
{
    enum { COPIES = 240 };
    size_t count = 0, wrong = 0;
    unsigned state = 1;
    for (size_t i = 0; i < ROWS; i++) {
        char whole_bytes[ROOM], bytes[ROOM];
        size_t length = encode(i, whole_bytes);
        for (int copy = 0; copy < COPIES; copy++, count++) {
            size_t n = length;
            memcpy(bytes, whole_bytes, n);
            for (int k = 0; k <= copy % 4 && n > 1 && n < ROOM - 8; k++) n = damage(bytes, n, &state);
            const char *fault = try_damaged(bytes, n);
            if (!fault) continue;
            if (wrong++ < 5) printf("# %s, copy %d: %s\n", row[i].about, copy, fault);
        }
    }
    printf("# %zu damaged texts\n", count);
    NUMBER("no damaged text loses a byte", wrong, 0);
}

int main(void)
{
    whole();
    specials();
    one_fault();
    damaged();
    return DONE();
}
