/* read/multibyte.c - costs of one character in each charset, and the best path over all bytes. */
#include "read/multibyte.h"

#include "base/utf8.h"

#include "data/charset/cjk.inc"

/* Each charset gets a loop of its own, in which the model is a constant: three times faster. */
#define ALWAYS_INLINE inline __attribute__((always_inline))

static const float impossible = -1e9f;

/* The cost of class k; see data/charset/classes.py. Class 15 is no character. */
static float class_cost(const uint64_t *table, size_t index)
{
    unsigned k = (unsigned)(table[index / 16] >> index % 16 * 4) & 15;
    return k == 15 ? impossible : -3.5f - 0.75f * (float)k;
}

/* ---- code points ---- */

static float han_cost(uint32_t c)
{
    float hans = class_cost(classes_hans, c - 0x4E00), hant = class_cost(classes_hant, c - 0x4E00);
    return hans > hant ? hans : hant;
}

static float mark_cost(uint32_t c)
{
    switch (c) {
    case 0x3000:
    case 0x3001:
    case 0x3002:
    case 0xFF0C:
        return -4.5f;
    case 0x201C:
    case 0x201D:
    case 0x2019:
    case 0xFF1A:
    case 0x300C:
    case 0x300D:
    case 0x30FC:
    case 0xFF08:
    case 0xFF09:
        return -5.5f;
    default:
        break;
    }
    if (c >= 0x3000 && c < 0x3030) return -7;
    if (c >= 0xFF01 && c < 0xFF5F) return -7;
    if (c >= 0x2010 && c < 0x2030) return -6;
    return -10;
}

/* Letters of other scripts: several dozen each, and scripts are seldom mixed. */
static float letter_cost(uint32_t c)
{
    if (c < 0x100) return c < 0xC0 ? -7 : -5.5f;
    if (c < 0x180) return -6;
    if ((c >= 0x400 && c < 0x460) || (c >= 0x391 && c < 0x3D0)) return -4.5f;
    if (c >= 0x5D0 && c < 0x5EB) return -4.5f;
    if ((c >= 0x621 && c < 0x653) || (c >= 0xE01 && c < 0xE5C)) return -4.5f;
    if (c < 0x250) return -9;
    if (c >= 0x900 && c < 0xE00) return -6.5f;
    if (c >= 0x1E00 && c < 0x1F00) return -7;
    return -11;
}

float fl_ascii_likelihood(unsigned char c)
{
    if (c >= 0x20 && c < 0x7F) return FL_ASCII_COST;
    if ((c >= '\t' && c <= '\r') || c == 0x1B) return FL_ASCII_COST;
    return FL_CONTROL_COST;
}

float fl_point_likelihood(uint32_t c)
{
    if (c < 0x80) return fl_ascii_likelihood((unsigned char)c);
    if (c >= 0x4E00 && c < 0xA000) return han_cost(c);
    if (c >= 0xAC00 && c < 0xD7A4) return class_cost(classes_hangul, c - 0xAC00);
    if (c < 0xA0) return FL_CONTROL_COST;
    if (c < 0x2000) return letter_cost(c);
    if (c >= 0x3041 && c < 0x3097) return -4.5f;
    if (c >= 0x30A1 && c < 0x30FB) return -5.5f;
    if (c >= 0xFF66 && c < 0xFFA0) return -8;
    if ((c >= 0x2010 && c < 0x3100) || (c >= 0xFF01 && c < 0xFFE7)) return mark_cost(c);
    if (c >= 0xE000 && c < 0xF900) return -18;
    if (c == 0xFEFF) return FL_ASCII_COST;
    if (fl_is_noncharacter(c) || c == 0xFFFD) return FL_CONTROL_COST;
    if (c >= 0x1F000 && c < 0x1FB00) return -9;
    return c < 0x10000 ? -14.5f : -17;
}

/* ---- pairs ---- */

static float gbk_cost(unsigned lead, unsigned trail)
{
    if (lead > 0xFE || trail < 0x40 || trail == 0x7F || trail == 0xFF) return impossible;
    return class_cost(classes_gbk, (lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41));
}

static float big5_cost(unsigned lead, unsigned trail)
{
    if (lead > 0xFE || trail < 0x40 || (trail > 0x7E && trail < 0xA1) || trail == 0xFF)
        return impossible;
    return class_cost(classes_big5, (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62));
}

static float jis_cost(unsigned row, unsigned column)
{
    return class_cost(classes_jis, row * 94 + column);
}

static float shift_jis_cost(unsigned lead, unsigned trail)
{
    if (trail < 0x40 || trail == 0x7F || trail > 0xFC) return impossible;
    if (lead >= 0xF0) return lead < 0xFA ? -18 : lead > 0xFC ? impossible : -13;
    unsigned column = trail - (trail < 0x7F ? 0x40 : 0x41);
    unsigned row = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 2 + (column >= 94);
    return jis_cost(row, column % 94);
}

static float uhc_cost(unsigned lead, unsigned trail)
{
    if (lead > 0xFE || trail < 0x41 || trail == 0xFF) return impossible;
    return class_cost(classes_uhc, (lead - 0x81) * 190 + trail - 0x41);
}

/* Five bits each: initial, vowel, final; KS X 1001:1992, annex 3. */
static float johab_cost(unsigned lead, unsigned trail)
{
    static const signed char vowel[32] = { -1, -1, -1, 0,  1,  2,  3,  4,  -1, -1, 5,
                                           6,  7,  8,  9,  10, -1, -1, 11, 12, 13, 14,
                                           15, 16, -1, -1, 17, 18, 19, 20, -1, -1 };
    unsigned code = lead << 8 | trail, first = code >> 10 & 31, last = code & 31;
    if (lead >= 0xD8 && lead != 0xDF && lead <= 0xF9 && trail >= 0x31 && trail < 0xFF &&
        (trail < 0x7F || trail > 0x90))
        return -12;
    if (trail < 0x41 || trail == 0x7F || trail == 0xFF || lead > 0xD3) return impossible;
    signed char middle = vowel[code >> 5 & 31];
    if (first == 1 || first > 20 || middle < 0 || last == 0 || last == 18 || last > 29) return -15;
    if (first == 0) return impossible;
    unsigned end = last < 18 ? last - 1 : last - 2;
    return class_cost(classes_hangul, ((first - 2) * 21 + (unsigned)middle) * 28 + end);
}

/* ---- characters of one byte, and of more than two ---- */

/* before: the byte in front. Half-width katakana stand in rows; one alone is seldom one. */
static ALWAYS_INLINE float single_cost(fl_charset_model model, unsigned c, unsigned before)
{
    if (model == FL_MODEL_GB18030 && c == 0x80) return -10;
    if (model != FL_MODEL_SHIFT_JIS || c < 0xA1 || c > 0xDF) return impossible;
    return before > 0xA0 && before < 0xE0 ? -7 : -12;
}

static ALWAYS_INLINE float pair_cost(fl_charset_model model, const unsigned char *p)
{
    unsigned lead = p[0], trail = p[1];
    if (lead == 0x80) return impossible;
    switch (model) {
    case FL_MODEL_GB18030:
        return gbk_cost(lead, trail);
    case FL_MODEL_BIG5:
        return big5_cost(lead, trail);
    case FL_MODEL_EUC_KR:
        return uhc_cost(lead, trail);
    case FL_MODEL_JOHAB:
        return lead < 0x84 ? impossible : johab_cost(lead, trail);
    case FL_MODEL_SHIFT_JIS:
        return (lead > 0x9F && lead < 0xE0) ? impossible : shift_jis_cost(lead, trail);
    case FL_MODEL_EUC_JP:
        if (lead == 0x8E) return trail > 0xA0 && trail < 0xE0 ? -8 : impossible;
        if (lead < 0xA1 || lead == 0xFF || trail < 0xA1 || trail == 0xFF) return impossible;
        return jis_cost(lead - 0xA1, trail - 0xA1);
    case FL_MODEL_EUC_TW:
        if (lead < 0xA1 || lead == 0xFF || trail < 0xA1 || trail == 0xFF) return impossible;
        return class_cost(classes_cns, (lead - 0xA1) * 94 + trail - 0xA1);
    default:
        return impossible;
    }
}

/* The cost of a character of three bytes at p; of four. */
static ALWAYS_INLINE float triple_cost(fl_charset_model model, const unsigned char *p, size_t left)
{
    if (model != FL_MODEL_EUC_JP || p[0] != 0x8F || left < 3) return impossible;
    return p[1] > 0xA0 && p[1] < 0xFF && p[2] > 0xA0 && p[2] < 0xFF ? -13 : impossible;
}

static ALWAYS_INLINE float quadruple_cost(fl_charset_model model, const unsigned char *p,
                                          size_t left)
{
    if (model == FL_MODEL_EUC_TW && p[0] == 0x8E)
        return left >= 4 && p[1] > 0xA0 && p[1] < 0xB1 && p[2] > 0xA0 && p[2] < 0xFF &&
                       p[3] > 0xA0 && p[3] < 0xFF
                   ? (p[1] == 0xA2 ? -13 : -15)
                   : impossible;
    if (model != FL_MODEL_GB18030 || left < 4 || p[1] > '9' || p[1] < '0' || p[0] == 0xFF ||
        p[2] < 0x81 || p[2] == 0xFF || p[3] < '0' || p[3] > '9')
        return impossible;
    return p[0] < 0x85 ? -14 : p[0] >= 0x90 && p[0] < 0x99 ? -17 : impossible;
}

/* ---- the best path ---- */

static bool is_latin(unsigned char c)
{
    unsigned low = c | 0x20u;
    return low >= 'a' && low <= 'z';
}

/* Skipping a byte at an end is cheap there: fragments are cut anywhere. */
static float skip_cost(size_t at, size_t n) { return at == 0 || at + 1 == n ? -9 : FL_BAD_COST; }

/* The best way to reach a byte, and what the last character on it was. */
typedef struct path {
    float sum;
    bool ascii, other; /* neither at the start */
} path;

static ALWAYS_INLINE path better(path p, float sum, bool ascii)
{
    return sum > p.sum ? (path){ sum, ascii, !ascii } : p;
}

/* What a Latin letter beside a character beyond ASCII counts: they seldom touch. */
static const float touch_cost = -2.5f;

/* The ways to the next five bytes: a character has four at most. Each a variable of its own, which
 * stays in a register. */
typedef struct ways {
    path here, one, two, three, four;
} ways;

static ALWAYS_INLINE ways step_over(fl_charset_model model, const unsigned char *p, size_t n,
                                    size_t at, ways w)
{
    float sum = w.here.sum;
    unsigned char c = p[at];
    if (c < 0x80) {
        if (w.here.other && is_latin(c)) sum += touch_cost;
        w.one = better(w.one, sum + fl_ascii_likelihood(c), true);
        return w;
    }
    if (w.here.ascii && is_latin(p[at - 1])) sum += touch_cost;
    float single = single_cost(model, c, at ? p[at - 1] : 0), skip = skip_cost(at, n);
    w.one = better(w.one, sum + (single > skip ? single : skip), false);
    if (at + 1 < n) w.two = better(w.two, sum + pair_cost(model, p + at), false);
    w.three = better(w.three, sum + triple_cost(model, p + at, n - at), false);
    w.four = better(w.four, sum + quadruple_cost(model, p + at, n - at), false);
    return w;
}

/* True when all ways end below `least`: every step costs something. */
static ALWAYS_INLINE bool is_hopeless(ways w, float least)
{
    return w.here.sum < least && w.one.sum < least && w.two.sum < least && w.three.sum < least &&
           w.four.sum < least;
}

static ALWAYS_INLINE float pairs_likelihood(fl_charset_model model, const unsigned char *p,
                                            size_t n, float least)
{
    enum { OFTEN = 16 };
    static const path closed = { -1e9f, false, false };
    ways w = { { 0, false, false }, closed, closed, closed, closed };
    for (size_t at = 0; at < n; at++) {
        if (at % OFTEN == 0 && is_hopeless(w, least)) return impossible;
        if (w.here.sum > impossible / 2) w = step_over(model, p, n, at, w);
        w = (ways){ w.one, w.two, w.three, w.four, closed };
    }
    return w.here.sum;
}

/* ---- Unicode ---- */

/* The code point at p and its length; 0 when there is none. */
static size_t utf8_at(const unsigned char *p, size_t left, uint32_t *c)
{
    size_t n = p[0] < 0x80   ? 1
               : p[0] < 0xC2 ? 0
               : p[0] < 0xE0 ? 2
               : p[0] < 0xF0 ? 3
               : p[0] < 0xF5 ? 4
                             : 0;
    if (n == 0 || n > left) return 0;
    fl_span s = { (const char *)p, n };
    if (fl_utf8_valid(s) != n) return 0;
    (void)fl_utf8_next(s, 0, c);
    return n;
}

size_t fl_utf8_shape(const unsigned char *p, size_t left)
{
    size_t n = p[0] < 0xC2 || p[0] > 0xF7 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (n > left) return 1;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) return 1;
    return n;
}

/* True for the rest of a character whose start was cut off, and for the start of one at the very
 * end. */
static bool is_cut(const unsigned char *p, size_t n, size_t at)
{
    size_t first = at, last = at + 1;
    while (first > 0 && (p[first] & 0xC0) == 0x80) first--;
    if (first == 0 && at < 3 && (p[0] & 0xC0) == 0x80 && (p[at] & 0xC0) == 0x80) return true;
    if (n - at > 3 || p[at] < 0xC2 || p[at] > 0xF4) return false;
    while (last < n && (p[last] & 0xC0) == 0x80) last++;
    return last == n;
}

/* One foreign byte breaks a character into up to three that are none; they count as one fault. */
static float stray_cost(size_t run) { return run % 3 == 0 ? FL_BAD_COST : -6; }

static float utf8_likelihood(const unsigned char *p, size_t n)
{
    float sum = 0;
    size_t stray = 0;
    uint32_t before = 0, c;
    bool proven = false;
    for (size_t at = 0; at < n;) {
        size_t length = utf8_at(p + at, n - at, &c);
        if (length == 0) {
            sum += is_cut(p, n, at) ? -7 : stray_cost(stray++);
            at += fl_utf8_shape(p + at, n - at);
            before = 0;
            continue;
        }
        stray = 0;
        proven |= length > 1;
        sum += fl_point_likelihood(c);
        if ((c >= 0x370 && before < 0x80 && is_latin((unsigned char)before)) ||
            (before >= 0x370 && c < 0x80 && is_latin((unsigned char)c)))
            sum += touch_cost;
        before = c;
        at += length;
    }
    return proven ? sum : sum - 20; /* without one whole character nothing speaks for it */
}

static float utf16_likelihood(const unsigned char *p, size_t n, bool big)
{
    float sum = 0;
    for (size_t at = 0; at + 1 < n; at += 2) {
        uint32_t c = big ? (uint32_t)p[at] << 8 | p[at + 1] : (uint32_t)p[at + 1] << 8 | p[at];
        if ((c & 0xF800) != 0xD800) {
            sum += fl_point_likelihood(c);
            continue;
        }
        size_t low = at + 2 + (big ? 0 : 1);
        bool pair = c < 0xDC00 && low < n && (p[low] & 0xFC) == 0xDC;
        sum += pair ? -12 : FL_BAD_COST;
        if (pair) at += 2;
    }
    return n % 2 ? sum - 9 : sum;
}

static float utf32_likelihood(const unsigned char *p, size_t n, bool big)
{
    float sum = 0;
    for (size_t at = 0; at + 3 < n; at += 4) {
        const unsigned char *u = p + at;
        uint32_t c = big ? (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3]
                         : (uint32_t)u[3] << 24 | (uint32_t)u[2] << 16 | (uint32_t)u[1] << 8 | u[0];
        sum += c > 0x10FFFF || (c & 0xFFFFF800u) == 0xD800 ? 2 * FL_BAD_COST
                                                           : fl_point_likelihood(c);
    }
    return n % 4 ? sum - 9 : sum;
}

float fl_multibyte_likelihood(fl_charset_model model, fl_span s)
{
    return fl_multibyte_likelihood_above(model, s, 2 * impossible);
}

float fl_multibyte_likelihood_above(fl_charset_model model, fl_span s, float least)
{
    const unsigned char *p = (const unsigned char *)s.p;
    switch (model) {
    case FL_MODEL_UTF8:
        return utf8_likelihood(p, s.n);
    case FL_MODEL_UTF16_LE:
    case FL_MODEL_UTF16_BE:
        return utf16_likelihood(p, s.n, model == FL_MODEL_UTF16_BE);
    case FL_MODEL_UTF32_LE:
    case FL_MODEL_UTF32_BE:
        return utf32_likelihood(p, s.n, model == FL_MODEL_UTF32_BE);
    case FL_MODEL_GB18030:
        return pairs_likelihood(FL_MODEL_GB18030, p, s.n, least);
    case FL_MODEL_BIG5:
        return pairs_likelihood(FL_MODEL_BIG5, p, s.n, least);
    case FL_MODEL_SHIFT_JIS:
        return pairs_likelihood(FL_MODEL_SHIFT_JIS, p, s.n, least);
    case FL_MODEL_EUC_JP:
        return pairs_likelihood(FL_MODEL_EUC_JP, p, s.n, least);
    case FL_MODEL_EUC_KR:
        return pairs_likelihood(FL_MODEL_EUC_KR, p, s.n, least);
    case FL_MODEL_EUC_TW:
        return pairs_likelihood(FL_MODEL_EUC_TW, p, s.n, least);
    case FL_MODEL_JOHAB:
        return pairs_likelihood(FL_MODEL_JOHAB, p, s.n, least);
    default:
        return impossible;
    }
}

/* ---- languages ---- */

/* The code point at p of UTF-8 or UTF-16; its length. */
static size_t unicode_at(fl_charset_model model, const unsigned char *p, size_t left, uint32_t *c)
{
    *c = 0;
    if (model == FL_MODEL_UTF8) {
        size_t n = utf8_at(p, left, c);
        return n ? n : 1;
    }
    if (model == FL_MODEL_UTF32_LE || model == FL_MODEL_UTF32_BE) {
        if (left >= 4)
            *c = model == FL_MODEL_UTF32_BE ? (uint32_t)p[2] << 8 | p[3]
                                            : (uint32_t)p[1] << 8 | p[0];
        return 4;
    }
    if (left >= 2)
        *c = model == FL_MODEL_UTF16_BE ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
    return 2;
}

static const char *unicode_language(fl_charset_model model, fl_span s)
{
    size_t kana = 0, hangul = 0, han = 0;
    float hans = 0, hant = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at += unicode_at(model, (const unsigned char *)s.p + at, s.n - at, &c);
        if (c >= 0x4E00 && c < 0xA000) {
            han++;
            hans += class_cost(classes_hans, c - 0x4E00);
            hant += class_cost(classes_hant, c - 0x4E00);
        } else if (c >= 0xAC00 && c < 0xD7A4) {
            hangul++;
        } else if (c >= 0x3041 && c < 0x30FB) {
            kana++;
        }
    }
    if (han + hangul + kana == 0) return NULL;
    if (hangul * 4 > han + kana) return "ko";
    if (kana * 10 > han) return kana ? "ja" : NULL;
    return hant > hans ? "zh-Hant" : "zh-Hans";
}

/* GB 2312 holds what simplified text needs; traditional text has every fourth character outside. */
static const char *gb18030_language(fl_span s)
{
    size_t inside = 0, outside = 0;
    for (size_t at = 0; at + 1 < s.n; at++) {
        unsigned char lead = (unsigned char)s.p[at], trail = (unsigned char)s.p[at + 1];
        if (lead < 0x81) continue;
        at++;
        if (lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1)
            inside++;
        else if (lead < 0xA1 || (lead >= 0xAA && trail < 0xA1))
            outside++;
    }
    return outside * 9 > inside ? "zh-Hant" : "zh-Hans";
}

const char *fl_multibyte_language(fl_charset_model model, fl_span s)
{
    switch (model) {
    case FL_MODEL_GB18030:
        return gb18030_language(s);
    case FL_MODEL_BIG5:
    case FL_MODEL_EUC_TW:
        return "zh-Hant";
    case FL_MODEL_SHIFT_JIS:
    case FL_MODEL_EUC_JP:
        return "ja";
    case FL_MODEL_EUC_KR:
    case FL_MODEL_JOHAB:
        return "ko";
    default:
        return unicode_language(model, s);
    }
}
