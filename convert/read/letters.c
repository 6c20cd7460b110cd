/* read/letters.c - pairs of neighbouring bytes are counted once, then weighed for each charset and
 * language. */
#include "read/letters.h"

#include "base/charset.h"
#include "read/multibyte.h"

/* See data/charset/letters.py. */
typedef struct language {
    const char *name;
    const uint16_t *own; /* letters beyond a..z, sorted */
    const uint64_t *pairs;
    uint8_t own_count;
    bool latin;
} language;

typedef struct letter_set {
    const char *name;
    uint64_t upper[2];
    uint16_t cell[128]; /* a lower-case letter, or one of the kinds below */
} letter_set;

enum { UNDEFINED, CONTROL, MARK, CLOSING, OPENING, SYMBOL }; /* as in letters.py */

#include "data/charset/letters.inc"

#define L(name) (1ull << LANGUAGE_##name)
#define WESTERN                                                                              \
    (L(en) | L(fr) | L(de) | L(es) | L(pt) | L(it) | L(nl) | L(sv) | L(da) | L(nb) | L(fi) | \
     L(is) | L(ca) | L(ga) | L(eu) | L(af) | L(sq))
#define CENTRAL (L(pl) | L(cs) | L(sk) | L(hu) | L(ro) | L(hr) | L(sl) | L(sq) | L(de))
#define CYRILLIC (L(ru) | L(uk) | L(bg) | L(sr) | L(mk) | L(be))
#define BALTIC (L(lt) | L(lv) | L(et))

/* How common a charset is among what is found, in nats; and the languages that are written in it.
 */
static const struct {
    const char *name;
    float prior;
    uint64_t languages;
} usage[] = {
    { "windows-1252", 0, WESTERN },
    { "windows-1251", 0, CYRILLIC },
    { "windows-1250", -1, CENTRAL },
    { "windows-1253", -1, L(el) },
    { "windows-1254", -1, L(tr) },
    { "windows-1255", -1, L(he) },
    { "windows-1256", -1, L(ar) | L(fa) },
    { "windows-1257", -2, BALTIC },
    { "windows-1258", -3, L(vi) },
    { "windows-874", -1, L(th) },
    { "ISO-8859-2", -2, CENTRAL },
    { "ISO-8859-3", -5, L(eo) },
    { "ISO-8859-4", -5, BALTIC },
    { "ISO-8859-5", -3, CYRILLIC },
    { "ISO-8859-6", -3, L(ar) },
    { "ISO-8859-7", -3, L(el) },
    { "ISO-8859-8", -2, L(he) },
    { "ISO-8859-13", -4, BALTIC },
    { "ISO-8859-14", -6, L(cy) | L(ga) },
    { "ISO-8859-15", -3, WESTERN },
    { "ISO-8859-16", -6, L(ro) },
    { "KOI8-R", -1.5f, L(ru) | L(bg) },
    { "KOI8-U", -2.5f, L(uk) | L(be) | L(ru) },
    { "IBM850", -6, WESTERN },
    { "IBM852", -6, CENTRAL },
    { "IBM855", -5, CYRILLIC },
    { "IBM866", -3, CYRILLIC },
    { "macintosh", -4, WESTERN },
    { "x-mac-cyrillic", -4, CYRILLIC },
};

enum { CHARSETS = sizeof usage / sizeof *usage, MOST_BYTES = 4096, SLOTS = 4096 };

/* ---- pairs of bytes ---- */

typedef struct byte_pair {
    unsigned char first, second;
    uint16_t count;
} byte_pair;

typedef struct survey {
    byte_pair high[SLOTS]; /* pairs with a high byte, in a hash table and then packed */
    size_t high_count;
    uint16_t plain[27][27]; /* pairs of ASCII letters; 0 is a border */
    bool present[128];      /* which high bytes occur */
    float ascii;            /* cost of all ASCII bytes */
    unsigned
        switches; /* how often a word of ASCII letters and one with high bytes are neighbours */
} survey;

static unsigned plain_class(unsigned char c)
{
    unsigned low = c | 0x20;
    return low >= 'a' && low <= 'z' ? low - 'a' + 1 : 0;
}

static void count_pair(survey *s, unsigned char first, unsigned char second)
{
    size_t slot = ((size_t)first * 251 + second * 31u) % SLOTS;
    while (s->high[slot].count && (s->high[slot].first != first || s->high[slot].second != second))
        slot = (slot + 1) % SLOTS;
    s->high[slot].first = first;
    s->high[slot].second = second;
    s->high[slot].count++;
}

static void take_survey(survey *s, fl_span text)
{
    unsigned char before = ' ';
    bool tag = false;
    size_t n = text.n < MOST_BYTES - 1 ? text.n : MOST_BYTES - 1;
    memset(s, 0, sizeof *s);
    for (size_t at = 0; at <= n; at++) {
        unsigned char c = at < n ? (unsigned char)text.p[at] : ' ';
        if (c < 0x80 && at < n) s->ascii += fl_ascii_likelihood(c);
        if (c >= 0x80) s->present[c - 0x80] = true;
        if (c >= 0x80 || before >= 0x80)
            count_pair(s, before, c);
        else if (!tag && (plain_class(before) || plain_class(c)))
            s->plain[plain_class(before)][plain_class(c)]++;
        if (c == '<') tag = true;
        if (c == '>' || c == '\n' || c >= 0x80) tag = false;
        before = c;
    }
    for (size_t i = 0; i < SLOTS; i++)
        if (s->high[i].count) s->high[s->high_count++] = s->high[i];
}

/* Text in another script has few Latin words, and those of a Latin script have its letters all
 * around: a high byte alone between ASCII words is hardly a word of Russian. */
static void count_switches(survey *s, fl_span text)
{
    enum { NONE, LATIN, HIGH } here = NONE, before = NONE;
    for (size_t at = 0; at <= text.n; at++) {
        unsigned char c = at < text.n ? (unsigned char)text.p[at] : ' ';
        if (c >= 0x80) {
            here = HIGH;
        } else if (plain_class(c)) {
            if (here == NONE) here = LATIN;
        } else if (here != NONE) {
            s->switches += before != NONE && here != before;
            before = here;
            here = NONE;
        }
    }
}

/* ---- a language in a charset ---- */

typedef struct reading {
    const language *spoken;
    unsigned classes;
    uint8_t class[256];
    uint8_t kind[256]; /* KIND_... */
} reading;

enum {
    KIND_PLAIN,
    KIND_DIGIT,
    KIND_LOWER,
    KIND_UPPER,
    KIND_MARK,
    KIND_CLOSING,
    KIND_OPENING,
    KIND_SYMBOL,
    KIND_CONTROL,
    KIND_UNDEFINED
};

static unsigned class_of(const language *l, unsigned c)
{
    unsigned first = l->latin ? 28 : 3, low = 0, high = l->own_count;
    if (c < 0x80) return l->latin ? c - 'a' + 2 : 2;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (l->own[middle] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < l->own_count && l->own[low] == c ? first + low : 1;
}

static void prepare(reading *r, const letter_set *set, const language *l, const survey *s)
{
    r->spoken = l;
    r->classes = l->own_count + (l->latin ? 28u : 3u);
    for (unsigned c = 0; c < 0x80; c++) {
        unsigned plain = plain_class((unsigned char)c);
        r->class[c] = (uint8_t)(!plain ? 0 : l->latin ? plain + 1 : 2);
        r->kind[c] = plain                  ? (c < 'a' ? KIND_UPPER : KIND_LOWER)
                     : c >= '0' && c <= '9' ? KIND_DIGIT
                                            : KIND_PLAIN;
    }
    for (unsigned i = 0; i < 0x80; i++) {
        static const uint8_t kinds[] = { KIND_UNDEFINED, KIND_CONTROL, KIND_MARK,
                                         KIND_CLOSING,   KIND_OPENING, KIND_SYMBOL };
        if (!s->present[i]) continue;
        unsigned cell = set->cell[i];
        bool letter = cell > SYMBOL;
        r->class[i + 0x80] = (uint8_t)(letter ? class_of(l, cell) : 0);
        r->kind[i + 0x80] = !letter                            ? kinds[cell]
                            : set->upper[i / 64] >> i % 64 & 1 ? KIND_UPPER
                                                               : KIND_LOWER;
    }
}

static float nats(const uint64_t *table, size_t index)
{
    return -0.4f - 0.65f * (float)(table[index / 16] >> index % 16 * 4 & 15);
}

static float share(const reading *r, unsigned class) { return nats(r->spoken->pairs, class); }

static float follows(const reading *r, unsigned first, unsigned second)
{
    return nats(r->spoken->pairs, r->classes + first * r->classes + second);
}

static float case_cost(unsigned before, unsigned here)
{
    if (here == KIND_LOWER) return -0.1f;
    return before == KIND_LOWER ? -7 : before == KIND_UPPER ? -0.8f : -1.8f;
}

static bool is_letter(unsigned kind) { return kind == KIND_LOWER || kind == KIND_UPPER; }

/* A digit beside a letter beyond ASCII: units and signs stand there, and letters seldom. */
static const float digit_cost = -2.5f;

/* A letter of the Latin alphabet inside a word of another one. */
static const float mixed_cost = -6;

static float pair_cost(const reading *r, unsigned char first, unsigned char second)
{
    unsigned before = r->kind[first], here = r->kind[second];
    unsigned a = r->class[first], b = r->class[second];
    if (second < 0x80) {
        if (!is_letter(before)) return 0;
        if (here == KIND_DIGIT) return digit_cost;
        if (b == 2 && !r->spoken->latin) return mixed_cost;
        float usual = follows(r, a, b) - share(r, b);
        return here == KIND_UPPER && before == KIND_LOWER ? usual - 5 : usual;
    }
    switch (here) {
    case KIND_MARK:
        return before == KIND_DIGIT ? -6 : -4.5f;
    case KIND_CLOSING:
        return is_letter(before) || before == KIND_MARK ? -4.5f : -6.5f;
    case KIND_OPENING:
        return is_letter(before) ? -8 : -4.5f;
    case KIND_SYMBOL:
        return is_letter(before) ? -9 : before == KIND_DIGIT ? -5 : -7;
    case KIND_CONTROL:
        return -15;
    case KIND_UNDEFINED:
        return FL_BAD_COST;
    default:
        return follows(r, a, b) + case_cost(before, here) +
               (before == KIND_DIGIT ? digit_cost : 0);
    }
}

static float high_likelihood(const reading *r, const survey *s)
{
    float sum = 0;
    for (size_t i = 0; i < s->high_count; i++)
        sum += (float)s->high[i].count * pair_cost(r, s->high[i].first, s->high[i].second);
    return sum;
}

/* What the ASCII letters say for a language in Latin script: they are the same in all charsets, so
 * they only tell which of the languages is likely. */
static float plain_likelihood(const language *l, const survey *s)
{
    reading r = { .spoken = l, .classes = l->own_count + 28u };
    float sum = 0;
    for (unsigned a = 0; a < 27; a++)
        for (unsigned b = 0; b < 27; b++)
            if (s->plain[a][b])
                sum += (float)s->plain[a][b] * follows(&r, a ? a + 1 : 0, b ? b + 1 : 0);
    return sum;
}

/* ---- all of them ---- */

static const letter_set *set_of(const char *name)
{
    for (size_t i = 0; i < sizeof letter_sets / sizeof *letter_sets; i++)
        if (strcmp(letter_sets[i].name, name) == 0) return &letter_sets[i];
    return NULL;
}

/* True when the bytes that occur are the same characters in both. */
static bool same_text(const char *a, const char *b, const survey *s)
{
    const letter_set *x = set_of(a), *y = set_of(b);
    for (unsigned i = 0; i < 128; i++)
        if (s->present[i] && (x->cell[i] != y->cell[i] ||
                              (x->upper[i / 64] >> i % 64 & 1) != (y->upper[i / 64] >> i % 64 & 1)))
            return false;
    return true;
}

static void weigh_plain(float weight[], const survey *s)
{
    /* 0.5: ASCII words also come from markup, names and quotations. 20: so they never outweigh
     * letters that do not fit. */
    float best = -1e9f;
    enum { LANGUAGES = sizeof languages / sizeof *languages };
    for (size_t i = 0; i < LANGUAGES; i++) {
        weight[i] = languages[i].latin ? plain_likelihood(&languages[i], s) : 0;
        if (languages[i].latin && weight[i] > best) best = weight[i];
    }
    for (size_t i = 0; i < LANGUAGES; i++) {
        weight[i] = languages[i].latin ? (weight[i] - best) * 0.5f : -2.5f * (float)s->switches;
        if (languages[i].latin && weight[i] < -20) weight[i] = -20;
    }
}

fl_letters_guess fl_letters_best(fl_span text, const char *declared, float bonus,
                                 fl_letters_guess *second)
{
    survey s;
    float weight[sizeof languages / sizeof *languages];
    fl_letters_guess guess[CHARSETS], best = { NULL, NULL, -1e9f };
    take_survey(&s, text);
    count_switches(&s, text);
    weigh_plain(weight, &s);
    for (size_t i = 0; i < CHARSETS; i++) {
        const letter_set *set = set_of(usage[i].name);
        float prior = usage[i].prior + s.ascii;
        if (declared && strcmp(declared, usage[i].name) == 0) prior += bonus;
        guess[i] = (fl_letters_guess){ usage[i].name, NULL, -1e9f };
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            if (!(usage[i].languages >> l & 1)) continue;
            reading r;
            prepare(&r, set, &languages[l], &s);
            float sum = prior + weight[l] + high_likelihood(&r, &s);
            if (sum > guess[i].likelihood)
                guess[i] = (fl_letters_guess){ usage[i].name, languages[l].name, sum };
        }
        if (guess[i].likelihood > best.likelihood) best = guess[i];
    }
    *second = (fl_letters_guess){ NULL, NULL, -1e9f };
    for (size_t i = 0; i < CHARSETS; i++)
        if (guess[i].likelihood > second->likelihood &&
            !same_text(best.charset, guess[i].charset, &s))
            *second = guess[i];
    return best;
}
