/* Decoding: every encoding, bad bytes, and the way back to the source. */
#include "tap.h"

#include <stdlib.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "read/decode.h"

/* Literals are cut before letters that would go on a \x escape. */
#define ROW(about, encoding, bytes, text, bad) { about, encoding, { bytes, sizeof(bytes) - 1 }, { text, sizeof(text) - 1 }, bad }
static const struct { const char *about, *encoding; fl_span bytes, text; size_t bad; } row[] = {
    ROW("nothing", "GB18030", "", "", 0),
    ROW("UTF-8", "UTF-8", "a\xE4\xB8\xAD", "a中", 0),
    ROW("UTF-8, mark stays", "utf8", "\xEF\xBB\xBF" "a", "\uFEFFa", 0),
    ROW("UTF-8, one bad byte", "UTF-8", "\xE4\xB8\xAD\xFF\xE4\xB8\xAD", "中\uFFFD中", 1),
    ROW("UTF-8, cut character before a tag", "UTF-8", "\xE4\xB8<b>", "\uFFFD<b>", 1),
    ROW("UTF-8, cut at the end", "UTF-8", "a\xF0\x9F\x98", "a\uFFFD", 1),
    ROW("UTF-8, above U+10FFFF", "UTF-8", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4),
    ROW("UTF-8, surrogate", "UTF-8", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3),
    ROW("UTF-8, overlong", "UTF-8", "\xC0\xAF", "\uFFFD\uFFFD", 2),
    ROW("UTF-8, U+FFFD of the source is not bad", "UTF-8", "\xEF\xBF\xBD\xFF", "\uFFFD\uFFFD", 1),
    ROW("UTF-16LE", "UTF-16LE", "\x2D\x4E" "a\0", "中a", 0),
    ROW("UTF-16BE", "utf-16be", "\x4E\x2D\0a", "中a", 0),
    ROW("UTF-16, order by mark", "UTF-16", "\xFE\xFF\x4E\x2D", "\uFEFF中", 0),
    ROW("UTF-16LE, the mark knows better", "UTF-16LE", "\xFE\xFF\x4E\x2D", "\uFEFF中", 0),
    ROW("UTF-16, other planes", "UTF-16LE", "\x3D\xD8\x00\xDE", "😀", 0),
    ROW("UTF-16, lone surrogate", "UTF-16LE", "\x3D\xD8" "a\0", "\uFFFDa", 1),
    ROW("UTF-16, odd length", "UTF-16LE", "a\0b", "a\uFFFD", 1),
    ROW("UTF-32LE", "UTF-32LE", "\x2D\x4E\0\0\x00\xF6\x01\0", "中😀", 0),
    ROW("UTF-32, order by mark", "UTF-32", "\0\0\xFE\xFF\0\0\x4E\x2D", "\uFEFF中", 0),
    ROW("UTF-32, order without a mark", "ucs-4", "\0\0\x4E\x2D", "中", 0),
    ROW("UTF-32, too large and cut", "UTF-32LE", "\0\0\x11\0a\0\0", "\uFFFD\uFFFD", 2),
    ROW("GB2312 label", "gb2312", "\xD6\xD0\xB9\xFA", "中国", 0),
    ROW("GBK character under a GB2312 label", "gb_2312-80", "\x96\x7C\xE9\x46", "東镕", 0),
    ROW("GB18030, four bytes", "GB18030", "\x81\x39\xEE\x39\x94\x39\xFC\x36", "㐀😀", 0),
    ROW("GB18030, first plane beyond the table", "GB18030", "\x90\x30\x81\x30", "𐀀", 0),
    ROW("GB18030, presentation form of 2022", "GB18030", "\xA6\xD9\x84\x31\x82\x36", "\uFE10\uFE10", 0),
    ROW("GBK, euro", "GBK", "\x80" "5", "€5", 0),
    ROW("GBK, ideographic space of old editors", "GBK", "\xA3\xA0", "\u3000", 0),
    ROW("GBK, lead before a tag", "GBK", "\xD6<\xD6\xD0", "\uFFFD<中", 1),
    ROW("GBK, lead before a line end", "GBK", "\xD6\n\xD6\xD0", "\uFFFD\n中", 1),
    ROW("GBK, bad pair of high bytes", "GBK", "\xD6\xFF\xD6\xD0", "\uFFFD中", 1),
    ROW("GBK, FF", "GBK", "\xFF\xD6\xD0", "\uFFFD中", 1),
    ROW("GBK, cut at the end", "GBK", "\xD6\xD0\xB9", "中\uFFFD", 1),
    ROW("GB18030, cut four bytes keep the digit", "GB18030", "\x81\x30", "\uFFFD0", 1),
    ROW("Big5", "Big5", "\xA4\xA4\xB0\xEA", "中國", 0),
    ROW("Big5-HKSCS", "Big5-HKSCS", "\x9D\xF7\xF9\xD9", "咗墻", 0),
    ROW("Big5-HKSCS, two code points", "big5-hkscs", "\x88\x62\x88\xA5" "a", "\u00CA\u0304\u00EA\u030Ca", 0),
    ROW("Big5, name separator", "big5", "\xA1\x45", "‧", 0),
    ROW("Big5, bad trail", "big5", "\xA4\x80\xA4<", "\uFFFD\uFFFD<", 2),
    ROW("Shift_JIS is Windows-31J", "shift_jis", "\x93\xFA\x96\x7B\x87\x40\xB1\x81\x60\\~", "日本①ｱ～\\~", 0),
    ROW("Shift_JIS, A0", "sjis", "\xA0", "\uFFFD", 1),
    ROW("EUC-JP", "EUC-JP", "\xC6\xFC\xCB\xDC\xAD\xA1\x8E\xB1\x8F\xB0\xA1", "日本①ｱ丂", 0),
    ROW("EUC-JP, cut three bytes", "EUC-JP", "\x8F\xB0<\x8F", "\uFFFD<\uFFFD", 2),
    ROW("EUC-KR is windows-949", "ks_c_5601-1987", "\xC7\xD1\xB1\xDB\x8C\x63", "한글똠", 0),
    ROW("EUC-KR, 8C alone", "EUC-KR", "\x8C", "\uFFFD", 1),
    ROW("Johab", "johab", "\xD0\x65\x8B\x69", "한글", 0),
    ROW("EUC-TW", "EUC-TW", "\xC4\xE3\x8E\xA2\xA1\xA1", "中乂", 0),
    ROW("HZ", "HZ-GB-2312", "a~{VP9z~}~~b~\nc", "a中国~bc", 0),
    ROW("HZ, a line end ends the shift", "hz", "~{VP\nab", "中\nab", 0),
    ROW("ISO-2022-JP", "ISO-2022-JP", "\x1B$BF|K\\\x1B(Ba\x1B(J\\\x1B(I1\x1B(B", "日本a¥ｱ", 0),
    ROW("ISO-2022-JP, JIS X 0212", "iso-2022-jp-1", "\x1B$(D0!\x1B(B", "丂", 0),
    ROW("ISO-2022-JP, a line end ends the shift", "ISO-2022-JP", "\x1B$BF|\nab", "日\nab", 0),
    ROW("ISO-2022-JP, high byte", "ISO-2022-JP", "\x1B$BF|\xFFK\\\x1B(B", "日\uFFFD本", 1),
    ROW("ISO-2022-KR", "ISO-2022-KR", "\x1B$)C\x0EGQ1[\x0F" "a", "한글a", 0),
    ROW("windows-1252 by its label", "iso-8859-1", "\x93\xE9\x94", "“é”", 0),
    ROW("windows-1252, holes", "latin1", "\x81\x8D\x8F\x90\x9D", "\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D", 0),
    ROW("windows-1251", "cp1251", "\xCC\xE8\xF0", "Мир", 0),
    ROW("windows-1255, hole above", "windows-1255", "\xD9\xE0", "\uFFFDא", 1),
    ROW("KOI8-U has the Belarusian letters", "koi8-u", "\xAE\xBE", "ўЎ", 0),
    ROW("x-mac-cyrillic", "x-mac-ukrainian", "\xA2\xFF", "Ґ€", 0),
    ROW("IBM866", "866", "\x8C\xA8\xE0", "Мир", 0),
    ROW("a name that only iconv knows, one byte", "CP1133", "a\xA1", "aກ", 0),
    ROW("a name that only iconv knows, many bytes", "ISO-2022-CN", "\x1B$)A\x0EVP9z\x0F" "a", "中国a", 0),
    ROW("a mark of UTF-8 is believed more", "gbk", "\xEF\xBB\xBF\xE4\xB8\xAD", "\uFEFF中", 0),
};

static bool same(fl_span got, fl_span wanted) { return fl_span_equal(got, wanted); }

/* Asked at every character, the bytes rise, start at 0 and end at the length; every bad place is found where it says. */
static bool walks_back(const fl_decoded *d)
{
    fl_decode_cursor cursor = { 0, 0, 0, 0 };
    uint64_t before = 0;
    size_t bad = 0;
    for (size_t at = 0; at < d->text.n;) {
        uint32_t c;
        uint64_t byte = fl_decoded_byte(d, &cursor, (uint32_t)at);
        if (byte < before || (at == 0 && byte != 0) || byte >= d->bytes.n) return false;
        if (bad < d->bad_count && d->bad[bad].at == at) {
            if (byte > d->bad[bad].byte) return false;
            fl_decode_cursor behind = cursor;
            if (fl_decoded_byte(d, &behind, (uint32_t)at + 3) != d->bad[bad].byte + d->bad[bad].length &&
                at + 3 != d->text.n)
                return false;
            bad++;
        }
        before = byte;
        at = fl_utf8_next(d->text, at, &c);
    }
    return bad == d->bad_count && fl_decoded_byte(d, &cursor, (uint32_t)d->text.n) == d->bytes.n;
}

static void rows(const fl_task *t)
{
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_decoded d;
        fairleaf_error error;
        fairleaf_status status = fl_decode(t, row[i].bytes, row[i].encoding, &d, &error);
        if (status) {
            OK(row[i].about, status == FAIRLEAF_OK);
            printf("# %s\n", error.message);
            continue;
        }
        BYTES(row[i].about, d.text.p, d.text.n, row[i].text.p, row[i].text.n);
        NUMBER("  bad places", d.bad_count, row[i].bad);
        OK("  the way back", walks_back(&d));
    }
}

static void offsets(const fl_task *t)
{
    static const struct { const char *about, *encoding, *bytes; uint32_t at; uint64_t byte; } place[] = {
        { "GBK after two characters", "GBK", "\xD6\xD0\xB9\xFA" "a", 6, 4 },
        { "GBK after a bad byte", "GBK", "\xD6<\xD6\xD0", 4, 2 },
        { "a shift belongs to the character behind it", "ISO-2022-JP", "a\x1B$BF|\x1B(Bb", 1, 1 },
        { "behind a shifted character", "ISO-2022-JP", "a\x1B$BF|\x1B(Bb", 4, 6 },
        { "UTF-8 behind a bad byte", "UTF-8", "\xFF" "ab", 4, 2 },
        { "inside a pair of code points: its start", "Big5", "a\x88\x62" "b", 3, 1 },
        { "behind a pair of code points", "Big5", "a\x88\x62" "b", 5, 3 },
        { "by list", "ISO-2022-CN", "\x1B$)A\x0EVP9z\x0F" "a", 3, 7 },
    };
    for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
        fl_decoded d;
        fl_decode_cursor cursor = { 0, 0, 0, 0 };
        if (fl_decode(t, fl_span_of(place[i].bytes), place[i].encoding, &d, NULL)) continue;
        NUMBER(place[i].about, fl_decoded_byte(&d, &cursor, place[i].at), place[i].byte);
    }
}

int main(void)
{
    fl_arena *a = fl_arena_new((size_t)1 << 30);
    if (!a || FL_ARENA_FAILED(a)) return 1;
    fl_task t = { a, NULL, NULL, NULL, NULL, NULL };
    fl_decoded d;
    fairleaf_error error;
    rows(&t);
    offsets(&t);
    NUMBER("no such charset", fl_decode(&t, FL_SPAN("a\xFF"), "klingon-8", &d, &error), FAIRLEAF_ENCODING);
    TEXT("  and a message", fl_span_of(error.message), "no decoder for 'klingon-8'");
    fl_span plain = FL_SPAN("a\xE4\xB8\xAD");
    NUMBER("valid UTF-8 is taken as it is", fl_decode(&t, plain, "UTF-8", &d, &error) || d.text.p != plain.p, 0);
    OK("plain ASCII too", fl_decode(&t, FL_SPAN("abc"), "Big5", &d, &error) == FAIRLEAF_OK && same(d.text, d.bytes) &&
                              d.text.p == d.bytes.p);
    fl_arena_free(a);
    return DONE();
}
