/* rules/numerals.c - numerals by value, series of characters by place. */
#include "rules/numerals.h"

#include "base/utf8.h"

static const char *const slot_names[FL_SLOT_COUNT] = {
    "cn",   "cnf",  "jia", "ar", "fw",   "circ",  "par",  "pcn", "pnt", "rom",
    "roml", "romc", "al",  "AL", "kana", "iroha", "gana", "cyr", "dec", "adec",
};

/* ---- reading numbers ---- */

/* Characters that count one after the other. */
static const char *const series[FL_SLOT_COUNT] = {
    [FL_SLOT_JIA] = "甲乙丙丁戊己庚辛壬癸",
    [FL_SLOT_CIRC] =
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    [FL_SLOT_PAR] = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    [FL_SLOT_PCN] = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    [FL_SLOT_PNT] = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    [FL_SLOT_ROMC] = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
    [FL_SLOT_AL] = "abcdefghijklmnopqrstuvwxyz",
    [FL_SLOT_AL_UPPER] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    [FL_SLOT_KANA] = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ",
    [FL_SLOT_IROHA] = "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    [FL_SLOT_GANA] = "가나다라마바사아자차카타파하",
    [FL_SLOT_CYR] = "абвгдежзиклмнопрстуфхцчшщэюя",
};

/* All characters of a series have the same length in UTF-8. */
static size_t read_series(const char *characters, fl_span s, size_t at, uint16_t *value)
{
    fl_span list = fl_span_of(characters);
    uint32_t c;
    size_t width = fl_utf8_next(list, 0, &c);
    for (size_t i = 0; at + width <= s.n && i < list.n; i += width) {
        if (list.p[i + width - 1] != s.p[at + width - 1]) continue; /* the byte that says most */
        if (memcmp(list.p + i, s.p + at, width) != 0) continue;
        *value = (uint16_t)(i / width + 1);
        return at + width;
    }
    return at;
}

/* Value of a digit or unit of Chinese numerals, 0 for others; units are 10, 100, 1000. */
static unsigned cn_value(uint32_t c, bool formal)
{
    switch (c) {
    case 0x4E00:
        return formal ? 0 : 1; /* 一 */
    case 0x4E8C:
        return formal ? 0 : 2;
    case 0x4E09:
        return formal ? 0 : 3;
    case 0x56DB:
        return formal ? 0 : 4;
    case 0x4E94:
        return formal ? 0 : 5;
    case 0x516D:
        return formal ? 0 : 6;
    case 0x4E03:
        return formal ? 0 : 7;
    case 0x516B:
        return formal ? 0 : 8;
    case 0x4E5D:
        return formal ? 0 : 9;
    case 0x5341:
        return formal ? 0 : 10; /* 十 */
    case 0x767E:
        return formal ? 0 : 100; /* 百 */
    case 0x5343:
        return formal ? 0 : 1000; /* 千 */
    case 0x58F9:
    case 0x58F1:
        return formal ? 1 : 0; /* 壹 壱 */
    case 0x8D30:
    case 0x8CB3:
    case 0x5F10:
        return formal ? 2 : 0;
    case 0x53C1:
    case 0x53C3:
    case 0x53C4:
        return formal ? 3 : 0;
    case 0x8086:
        return formal ? 4 : 0;
    case 0x4F0D:
        return formal ? 5 : 0;
    case 0x9646:
    case 0x9678:
        return formal ? 6 : 0;
    case 0x67D2:
        return formal ? 7 : 0;
    case 0x634C:
        return formal ? 8 : 0;
    case 0x7396:
        return formal ? 9 : 0;
    case 0x62FE:
        return formal ? 10 : 0;
    default:
        return 0;
    }
}

/* Well-formed numerals only: `二三` and `十百` are none. 零 and 〇 may stand between units;
 * Japanese writes 百十四 for 一百一十四. */
static size_t read_cn(fl_span s, size_t at, bool formal, uint16_t *value)
{
    unsigned total = 0, digit = 0, last_unit = 10000;
    size_t end = at;
    bool zero = false;
    while (end < s.n) {
        uint32_t c;
        size_t next = fl_utf8_next(s, end, &c);
        unsigned v = cn_value(c, formal);
        if ((c == 0x96F6 || c == 0x3007) && total && !digit && !zero) { /* 零 〇 */
            zero = true;
        } else if (v >= 1 && v <= 9 && !digit) {
            digit = v;
            zero = false;
        } else if (v >= 10 && v < last_unit && (digit || v == 10 || !total)) {
            total += (digit ? digit : 1) * v;
            last_unit = v;
            digit = 0;
            zero = false;
        } else {
            break;
        }
        end = next;
    }
    if (zero || total + digit == 0) return at;
    *value = (uint16_t)(total + digit);
    return end;
}

/* `07`, as numbers of two digits are set. */
static bool is_padded(fl_span s, size_t at)
{
    return at + 1 < s.n && s.p[at] == '0' && s.p[at + 1] >= '1' && s.p[at + 1] <= '9' &&
           (at + 2 == s.n || !fl_is_digit((unsigned char)s.p[at + 2]));
}

/* One to four digits, no zero in front but that of `07`; `wide`: full-width ones only. */
static size_t read_digits(fl_span s, size_t at, bool wide, uint16_t *value)
{
    unsigned n = 0, count = 0;
    if (!wide && is_padded(s, at)) {
        *value = (uint16_t)(s.p[at + 1] - '0');
        return at + 2;
    }
    while (at < s.n) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (c >= 0xFF10 && c <= 0xFF19)
            c -= 0xFF10 - '0';
        else if (wide)
            break;
        if (!fl_is_digit(c) || (count == 0 && c == '0')) break;
        n = n * 10 + (c - '0');
        at = next;
        if (++count > 4) return SIZE_MAX;
    }
    if (count == 0) return SIZE_MAX;
    *value = (uint16_t)n;
    return at;
}

static unsigned roman_value(char c)
{
    switch (c) {
    case 'I':
        return 1;
    case 'V':
        return 5;
    case 'X':
        return 10;
    case 'L':
        return 50;
    default:
        return 0;
    }
}

/* Up to 89 (LXXXIX), and only as it is usually written. */
static size_t read_roman(fl_span s, size_t at, bool lower, uint16_t *value)
{
    static const struct {
        const char *text;
        unsigned value;
    } part[] = {
        { "L", 50 }, { "XL", 40 }, { "X", 10 }, { "IX", 9 }, { "V", 5 }, { "IV", 4 }, { "I", 1 },
    };
    char text[12];
    size_t n = 0;
    unsigned rest = 0;
    while (n < sizeof text - 1 && at + n < s.n) {
        char c = s.p[at + n];
        if (lower && (c < 'a' || c > 'z')) break;
        c = (char)(lower ? c - 'a' + 'A' : c);
        if (!roman_value(c)) break;
        text[n++] = c;
    }
    if (n == 0 || n == sizeof text - 1) return at;
    for (size_t i = 0; i < n; i++) {
        unsigned v = roman_value(text[i]), next = i + 1 < n ? roman_value(text[i + 1]) : 0;
        rest = v < next ? rest - v : rest + v;
    }
    unsigned total = rest;
    size_t i = 0;
    for (size_t k = 0; k < sizeof part / sizeof *part; k++)
        for (size_t m = strlen(part[k].text); rest >= part[k].value; rest -= part[k].value, i += m)
            if (i + m > n || memcmp(text + i, part[k].text, m) != 0) return at;
    *value = (uint16_t)total;
    return i == n ? at + n : at;
}

/* `1.2.3` or `A.1`: two parts or more. */
static size_t read_decimal(fl_span s, size_t at, bool letter, fl_marker *m)
{
    unsigned depth = 0;
    size_t end = at;
    for (;;) {
        uint16_t v = 0;
        size_t next;
        if (letter && depth == 0)
            next = read_series(series[FL_SLOT_AL_UPPER], s, at, &v);
        else
            next = read_digits(s, end, false, &v);
        if (next == SIZE_MAX || next == end || depth == FL_MARKER_PARTS) break;
        m->part[depth++] = v;
        at = next;
        if (at >= s.n || s.p[at] != '.') break;
        end = at + 1;
    }
    if (depth < 2) return SIZE_MAX;
    m->depth = (uint8_t)depth;
    m->ordinal = m->part[depth - 1];
    return at;
}

size_t fl_read_slot(fl_slot slot, fl_span s, size_t at, fl_marker *m)
{
    uint16_t v = 0;
    size_t end;
    if (at >= s.n) return SIZE_MAX;
    switch (slot) {
    case FL_SLOT_CN:
        end = read_cn(s, at, false, &v);
        break;
    case FL_SLOT_CNF:
        end = read_cn(s, at, true, &v);
        break;
    case FL_SLOT_AR:
        end = read_digits(s, at, false, &v);
        break;
    case FL_SLOT_FW:
        end = read_digits(s, at, true, &v);
        break;
    case FL_SLOT_ROM:
        end = read_roman(s, at, false, &v);
        break;
    case FL_SLOT_ROML:
        end = read_roman(s, at, true, &v);
        break;
    case FL_SLOT_DEC:
        return read_decimal(s, at, false, m);
    case FL_SLOT_ADEC:
        return read_decimal(s, at, true, m);
    default:
        end = read_series(series[slot], s, at, &v);
        break;
    }
    if (end == SIZE_MAX || end == at) return SIZE_MAX;
    if (m->depth) return end; /* 第三条の二 counts as 3 */
    m->ordinal = m->part[0] = v;
    m->depth = 1;
    return end;
}

bool fl_slot_named(fl_span name, fl_slot *out)
{
    for (int i = 0; i < FL_SLOT_COUNT; i++) {
        if (!fl_span_equal(name, fl_span_of(slot_names[i]))) continue;
        *out = (fl_slot)i;
        return true;
    }
    return false;
}

const char *fl_slot_starts(fl_slot slot)
{
    switch (slot) {
    case FL_SLOT_CN:
        return "一二三四五六七八九十百千";
    case FL_SLOT_CNF:
        return "壹壱贰貳弐叁參叄肆伍陆陸柒捌玖拾";
    case FL_SLOT_AR:
    case FL_SLOT_DEC:
        return "0123456789１２３４５６７８９";
    case FL_SLOT_FW:
        return "１２３４５６７８９";
    case FL_SLOT_ROM:
        return "IVXL";
    case FL_SLOT_ROML:
        return "ivxl";
    case FL_SLOT_ADEC:
        return series[FL_SLOT_AL_UPPER];
    default:
        return series[slot];
    }
}
