/* read/detect.c - the order of questions: marks, escapes, validity, and last statistics over a
 * sample.
 *
 * All charsets explain the same bytes, so their likelihoods (read/multibyte.h, read/letters.h)
 * compare directly. */
#include "read/detect.h"

#include "base/charset.h"
#include "base/utf8.h"
#include "read/declared.h"
#include "read/escapes.h"
#include "read/letters.h"
#include "read/multibyte.h"

typedef struct candidate {
    const char *name, *language;
    float likelihood;
} candidate;

/* The best two, whose difference is the confidence. */
typedef struct verdict {
    candidate first, second;
} verdict;

enum { SAMPLE = 2048, WINDOW = 640, PREFIX = 1024, SHORT = 400, PIECES = 6 };

/* A declaration counts as much as one or two characters do: it settles what is too short to tell.
 */
static const float declared_bonus = 5;
static const float slack = 1; /* more than rounding adds */

static void consider(verdict *v, candidate c)
{
    if (c.likelihood > v->first.likelihood) {
        v->second = v->first;
        v->first = c;
    } else if (c.likelihood > v->second.likelihood) {
        v->second = c;
    }
}

/* ---- what the bytes are like ---- */

typedef struct look {
    size_t high, nul, control; /* counted over the first 64 KiB */
    size_t first_high;         /* in all the bytes; their number when there is none */
} look;

static uint64_t eight_at(fl_span s, size_t at)
{
    uint64_t eight;
    memcpy(&eight, s.p + at, sizeof eight);
    return eight;
}

/* The upper bit of each byte. */
static const uint64_t UPPER_BITS = 0x8080808080808080u;

/* True when one of the eight bytes is below 0x20 (or seems so beside one that is). */
static bool may_hold_control(uint64_t eight)
{
    return ((eight - 0x2020202020202020u) & ~eight & UPPER_BITS) != 0;
}

static unsigned count_upper_bits(uint64_t eight)
{
    return (unsigned)((((eight & UPPER_BITS) >> 7) * 0x0101010101010101u) >> 56);
}

static size_t find_high(fl_span s, size_t at)
{
    while (s.n - at >= 8) {
        if (eight_at(s, at) & UPPER_BITS) break;
        at += 8;
    }
    while (at < s.n && !((unsigned char)s.p[at] & 0x80)) at++;
    return at;
}

static size_t count_high(fl_span s)
{
    size_t n = 0, at = 0;
    for (; s.n - at >= 8; at += 8) n += count_upper_bits(eight_at(s, at));
    for (; at < s.n; at++) n += (unsigned char)s.p[at] >> 7;
    return n;
}

static look look_at(fl_span s)
{
    look l = { 0, 0, 0, find_high(s, 0) };
    size_t n = s.n < 65536 ? s.n : 65536;
    for (size_t i = 0; i < n; i++) {
        if (n - i >= 8 && !may_hold_control(eight_at(s, i))) {
            l.high += count_upper_bits(eight_at(s, i));
            i += 7;
            continue;
        }
        unsigned char c = (unsigned char)s.p[i];
        l.high += c >= 0x80;
        l.nul += c == 0;
        l.control += c < 0x20 && !((c >= '\t' && c <= '\r') || c == 0x1B || c == 0);
    }
    return l;
}

/* Copies the parts that hold high bytes: windows from the start on, and from the middle and the
 * third quarter of what is long. A window begins behind a byte that is never the second half of a
 * character. Returns the bytes copied. */
static size_t take_window(fl_span s, size_t *at, char *out, size_t room)
{
    size_t high = find_high(s, *at), from = high;
    if (high == s.n) {
        *at = s.n;
        return 0;
    }
    while (from > *at && high - from < 48 && (unsigned char)s.p[from - 1] >= '0') from--;
    size_t to = from + WINDOW < s.n ? from + WINDOW : s.n;
    while (to < s.n && to - from < 2 * WINDOW && (unsigned char)s.p[to - 1] >= '0') to++;
    size_t n = to - from < room ? to - from : room;
    memcpy(out, s.p + from, n);
    *at = to;
    return n;
}

static size_t take_sample(fl_span s, size_t first_high, char out[SAMPLE])
{
    size_t n = 0, at = first_high > 48 ? first_high - 48 : 0;
    bool is_long = s.n > 8 * SAMPLE;
    size_t most = is_long ? SAMPLE / 2 : SAMPLE;
    while (n < most && at < s.n) n += take_window(s, &at, out + n, most - n);
    for (size_t part = 2; is_long && part < 4; part++) {
        size_t from = s.n / 4 * part;
        if (from < at || n == SAMPLE) continue;
        while (from < s.n && (unsigned char)s.p[from] >= '0' && from < s.n / 4 * part + WINDOW)
            from++;
        most = part == 2 ? n + (SAMPLE - n) / 2 : SAMPLE;
        n += take_window(s, &from, out + n, most - n);
    }
    return n;
}

/* ---- candidates ---- */

static const struct {
    fl_charset_model model;
    const char *name;
    float prior;
    bool wide; /* two or four bytes a character: only where that may be */
} multibyte[] = {
    { FL_MODEL_UTF8, "UTF-8", 3, false },
    { FL_MODEL_GB18030, "GB18030", 0, false },
    { FL_MODEL_BIG5, "Big5-HKSCS", -0.5f, false },
    { FL_MODEL_SHIFT_JIS, "Shift_JIS", -0.5f, false },
    { FL_MODEL_EUC_JP, "EUC-JP", -0.5f, false },
    { FL_MODEL_EUC_KR, "EUC-KR", -0.5f, false },
    { FL_MODEL_EUC_TW, "EUC-TW", -5, false },
    { FL_MODEL_JOHAB, "JOHAB", -5, false },
    { FL_MODEL_UTF16_LE, "UTF-16LE", -5, true },
    { FL_MODEL_UTF16_BE, "UTF-16BE", -6, true },
    { FL_MODEL_UTF32_LE, "UTF-32LE", -6, true },
    { FL_MODEL_UTF32_BE, "UTF-32BE", -6, true },
};

/* What is known beforehand of the bytes that are judged. */
typedef struct circumstances {
    const char *declared; /* a name of the table, or NULL */
    bool wide;            /* charsets of two and four bytes a character come into question */
    bool valid;           /* all bytes, also those outside of the sample, are valid UTF-8 */
} circumstances;

static bool is_wide(const char *name)
{
    return strncmp(name, "UTF-16", 6) == 0 || strncmp(name, "UTF-32", 6) == 0;
}

/* True when the letters of single-byte charsets need not be tried: text in a multi-byte charset has
 * -2.4 to -4.5 nats a high byte in it, other text -5.4 and less (60 high bytes and more, 27
 * languages). */
static bool is_sure(fl_span s, const candidate *best)
{
    size_t high = count_high(s);
    float ascii = (float)(s.n - high) * FL_ASCII_COST;
    return high > 40 && best->name && !is_wide(best->name) &&
           best->likelihood - ascii > -4.6f * (float)high;
}

/* The best of UTF-16 and UTF-32 alone. */
static verdict judge_wide(fl_span s)
{
    verdict v = { { NULL, NULL, -1e9f }, { NULL, NULL, -1e9f } };
    for (size_t i = 0; i < sizeof multibyte / sizeof *multibyte; i++) {
        if (!multibyte[i].wide) continue;
        float sum = fl_multibyte_likelihood(multibyte[i].model, s) + multibyte[i].prior;
        consider(&v, (candidate){ multibyte[i].name, NULL, sum });
    }
    return v;
}

static verdict judge(fl_span s, const circumstances *known)
{
    verdict v = { { NULL, NULL, -1e9f }, { NULL, NULL, -1e9f } };
    for (size_t i = 0; i < sizeof multibyte / sizeof *multibyte; i++) {
        if (multibyte[i].wide && !known->wide) continue;
        float most = multibyte[i].prior + declared_bonus + slack;
        float sum = fl_multibyte_likelihood_above(multibyte[i].model, s,
                                                  v.second.likelihood - most);
        sum += multibyte[i].prior;
        if (known->declared && strcmp(known->declared, multibyte[i].name) == 0)
            sum += declared_bonus;
        if (known->valid && multibyte[i].model == FL_MODEL_UTF8) sum += 4;
        consider(&v, (candidate){ multibyte[i].name, NULL, sum });
    }
    if (!is_sure(s, &v.first)) {
        fl_letters_guess other, best = fl_letters_best(s, known->declared, declared_bonus, &other);
        consider(&v, (candidate){ best.charset, best.language, best.likelihood });
        if (v.first.name == best.charset && other.charset)
            consider(&v, (candidate){ other.charset, other.language, other.likelihood });
    }
    return v;
}

/* Pieces from all over the sample, each beginning and ending behind a byte that ends a character in
 * every charset. */
static size_t take_pieces(fl_span s, size_t length, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < PIECES; i++) {
        size_t from = s.n / PIECES * i, limit = s.n / PIECES * (i + 1);
        while (i && from < limit && (unsigned char)s.p[from - 1] >= '0') from++;
        size_t to = from + length < limit ? from + length : limit;
        while (to < limit && (unsigned char)s.p[to - 1] >= '0') to++;
        if (to <= from) continue;
        memcpy(out + n, s.p + from, to - from);
        n += to - from;
    }
    return n;
}

/* A part of the sample is enough when nothing else comes near; less, when nothing is anywhere near.
 */
static verdict judge_sample(fl_span s, const circumstances *known)
{
    static const struct {
        size_t length;
        float margin;
    } round[] = { { 20, 200 }, { 64, 60 } };
    for (size_t i = 0; i < sizeof round / sizeof *round && !known->wide; i++) {
        char pieces[SAMPLE];
        if (s.n <= 2 * PIECES * round[i].length) continue;
        verdict v = judge((fl_span){ pieces, take_pieces(s, round[i].length, pieces) }, known);
        if (v.first.likelihood - v.second.likelihood > round[i].margin) return v;
    }
    return judge(s, known);
}

/* ---- the answer ---- */

static void answer(fairleaf_detection *out, const char *name, const char *how, float confidence)
{
    out->encoding = name;
    out->how = how;
    out->confidence = confidence;
}

static void no_answer(fairleaf_detection *out) { answer(out, NULL, "unknown", 0); }

static const char *mark_of(fl_span s)
{
    if (fl_span_starts(s, FL_SPAN("\xEF\xBB\xBF"))) return "UTF-8";
    if (fl_span_starts(s, FL_SPAN("\xFF\xFE\0\0")) && s.n % 4 == 0) return "UTF-32LE";
    if (fl_span_starts(s, FL_SPAN("\0\0\xFE\xFF"))) return "UTF-32BE";
    if (fl_span_starts(s, FL_SPAN("\xFF\xFE"))) return "UTF-16LE";
    if (fl_span_starts(s, FL_SPAN("\xFE\xFF"))) return "UTF-16BE";
    return NULL;
}

/* Bytes of well-formed characters of UTF-8 beyond ASCII, and high bytes that belong to none, over
 * all bytes. */
static bool is_mostly_utf8(fl_span s, size_t at, size_t *good)
{
    size_t stray = 0;
    *good = 0;
    while (at < s.n) {
        size_t n = fl_utf8_valid(fl_span_sub(s, at, s.n));
        *good += count_high(fl_span_sub(s, at, at + n));
        at += n;
        if (at == s.n) break;
        bool edge = (at < 3 && ((unsigned char)s.p[at] & 0xC0) == 0x80) || at + 4 > s.n;
        if (!edge) stray++;
        at += fl_utf8_shape((const unsigned char *)s.p + at, s.n - at);
        if (stray > 64 && stray * 6 > *good) return false;
    }
    return *good >= 6 * stray;
}

/* True when nothing else comes into question: text in UTF-16 has -3.4 to -7.4 nats a unit, text in
 * another charset taken for it -11.1 and less (60 bytes and more, 27 languages). */
static bool is_surely_wide(fl_span text, const candidate *best)
{
    size_t unit = best->name[4] == '1' ? 2 : 4;
    return text.n >= 40 && best->likelihood > -8.5f * (float)(text.n / unit);
}

/* Two characters at least. -9.5 nats a unit: text has -4 to -8; tables of small numbers, which many
 * binary files begin with, have -10 and less. */
static bool is_wide_text(fl_span text, const candidate *best)
{
    size_t unit = best->name[4] == '1' ? 2 : 4;
    float mean = unit == 2 ? -9.5f : -8.5f;
    if (text.n < 2 * unit) return false;
    return best->likelihood > mean * (float)((text.n + unit - 1) / unit) - 12;
}

/* Random bytes have an eighth of controls. What is UTF-8 or has seven bits all through may have as
 * many. NUL alone does not make seven bits binary: the reader refuses it by its place. */
static bool is_binary(fl_span s, const look *l, bool valid)
{
    size_t seen = s.n < 65536 ? s.n : 65536;
    if (valid && (l->nul == 0 || l->high == 0)) return l->control * 6 > seen;
    return (l->nul + l->control) * 50 > seen;
}

static void give(fairleaf_detection *out, const verdict *v, fl_span text, const char *declared)
{
    float margin = v->first.likelihood - v->second.likelihood;
    bool agrees = declared && strcmp(declared, v->first.name) == 0;
    answer(out, v->first.name, agrees ? "declared" : "statistics",
           1 - 0.5f / (1 + margin * margin / 40));
    out->language = v->first.language;
    if (!out->language)
        out->language = fl_multibyte_language(fl_charset_find(v->first.name)->model, text);
    out->second = v->second.name;
}

static void by_statistics(fl_span s, const look *l, const char *declared, bool valid,
                          fairleaf_detection *out)
{
    char sample[SAMPLE];
    bool odd = l->nul + l->control > 0, whole = s.n <= SHORT;
    if (odd) {
        fl_span start = fl_span_sub(s, 0, s.n < PREFIX ? s.n : PREFIX);
        verdict v = judge_wide(start);
        if (!is_surely_wide(start, &v.first))
            v = judge(start, &(circumstances){ declared, true, false });
        if (is_wide(v.first.name) && is_wide_text(start, &v.first)) {
            give(out, &v, start, declared);
            return;
        }
    }
    if (is_binary(s, l, valid)) {
        no_answer(out);
    } else if (l->first_high == s.n) {
        answer(out, "UTF-8", "valid", odd ? 0.5f : 1);
    } else {
        fl_span text = s;
        if (!whole) text = (fl_span){ sample, take_sample(s, l->first_high, sample) };
        verdict v = judge_sample(text, &(circumstances){ declared, whole && !odd, valid });
        give(out, &v, text, declared);
    }
}

void fl_detect(fl_span bytes, const char *declared, fairleaf_detection *out)
{
    out->language = out->second = NULL;
    const char *name = mark_of(bytes), *language;
    if (name) {
        answer(out, name, "mark", 1);
        return;
    }
    look l = look_at(bytes);
    size_t few = (bytes.n < 65536 ? bytes.n : 65536) / 100 + 2;
    if (l.high <= few && (name = fl_escapes_find(bytes, &language)) != NULL) {
        answer(out, name, "escape", 0.99f);
        out->language = language;
        return;
    }
    if (l.first_high == bytes.n && l.nul + l.control == 0) {
        answer(out, "UTF-8", "valid", 1);
        return;
    }
    size_t good = 0;
    bool valid = fl_utf8_valid(bytes) == bytes.n, utf8 = l.nul == 0;
    if (utf8 && valid)
        good = count_high(fl_span_sub(bytes, l.first_high, bytes.n));
    else if (utf8)
        utf8 = is_mostly_utf8(bytes, l.first_high, &good);
    if (utf8 && good > 30 && !is_binary(bytes, &l, valid)) {
        size_t n = bytes.n - l.first_high < SAMPLE ? bytes.n : l.first_high + SAMPLE;
        answer(out, "UTF-8", "valid", 0.99f);
        out->language = fl_multibyte_language(FL_MODEL_UTF8, fl_span_sub(bytes, l.first_high, n));
        return;
    }
    const fl_charset *header = declared ? fl_charset_find(declared) : NULL;
    by_statistics(bytes, &l, header ? header->name : fl_declared_charset(bytes), valid, out);
}
