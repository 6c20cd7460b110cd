/* read/letters.c - pairs of neighbouring bytes are counted once; what they cost in every language
 * is added up once a charset; what depends on the language is a sum of small whole numbers. */
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
    char name[16]; /* no address: those are written when the program starts */
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
#define OTHER_SCRIPTS (CYRILLIC | L(el) | L(he) | L(ar) | L(fa) | L(th))

/* How common a charset is among what is found, in nats; and the languages that are written in it.
 */
static const struct {
    const char *name;
    float prior;
    uint64_t languages;
} usage[] = {
    { "windows-1252", 0, WESTERN },     { "windows-1251", 0, CYRILLIC },
    { "x-mac-cyrillic", -4, CYRILLIC }, { "windows-1250", -1, CENTRAL },
    { "windows-1253", -1, L(el) },      { "windows-1254", -1, L(tr) },
    { "windows-1255", -1, L(he) },      { "windows-1256", -1, L(ar) | L(fa) },
    { "windows-1257", -2, BALTIC },     { "windows-1258", -3, L(vi) },
    { "windows-874", -1, L(th) },       { "ISO-8859-2", -2, CENTRAL },
    { "ISO-8859-3", -5, L(eo) },        { "ISO-8859-4", -5, BALTIC },
    { "ISO-8859-5", -3, CYRILLIC },     { "ISO-8859-6", -3, L(ar) },
    { "ISO-8859-7", -3, L(el) },        { "ISO-8859-8", -2, L(he) },
    { "ISO-8859-13", -4, BALTIC },      { "ISO-8859-14", -6, L(cy) | L(ga) },
    { "ISO-8859-15", -3, WESTERN },     { "ISO-8859-16", -6, L(ro) },
    { "KOI8-R", -1.5f, L(ru) | L(bg) }, { "KOI8-U", -2.5f, L(uk) | L(be) | L(ru) },
    { "IBM850", -6, WESTERN },          { "IBM852", -6, CENTRAL },
    { "IBM855", -5, CYRILLIC },         { "IBM866", -3, CYRILLIC },
    { "macintosh", -4, WESTERN },
};

/* Frequencies stand in the tables as steps of STEP nats below the highest. */
static const float HIGHEST = -0.4f, STEP = -0.65f;
enum { MOST_STEPS = 15 };

enum { CHARSETS = sizeof usage / sizeof *usage, MOST_BYTES = 4096, SLOTS = 4096 };

/* ---- pairs of bytes ---- */

typedef struct byte_pair {
    unsigned char first, second;
    uint16_t count;
} byte_pair;

enum { PLAIN = 27 }; /* letters of ASCII and the border of a word */
typedef struct plain_pair {
    uint8_t first, second;
    uint16_t count;
} plain_pair;

typedef struct survey {
    byte_pair slot[SLOTS];        /* pairs with a high byte: a hash table */
    uint16_t used[SLOTS];         /* its slots that are taken */
    size_t pair_count, ends;      /* ends: how often an ASCII byte stands behind one that is not */
    uint16_t plain[PLAIN][PLAIN]; /* pairs of ASCII letters; 0 is a border */
    bool present[128];            /* which high bytes occur */
    uint8_t high[128];            /* these bytes */
    size_t high_count;
    float ascii; /* cost of all ASCII bytes */
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
    size_t at = ((size_t)first * 251 + second * 31u) % SLOTS;
    while (s->slot[at].count && (s->slot[at].first != first || s->slot[at].second != second))
        at = (at + 1) % SLOTS;
    if (s->slot[at].count == 0) s->used[s->pair_count++] = (uint16_t)at;
    s->slot[at].first = first;
    s->slot[at].second = second;
    s->slot[at].count++;
}

static void take_survey(survey *s, fl_span text)
{
    unsigned char before = ' ';
    bool tag = false;
    size_t n = text.n < MOST_BYTES - 1 ? text.n : MOST_BYTES - 1;
    memset(s->slot, 0, sizeof s->slot);
    memset(s->plain, 0, sizeof s->plain);
    memset(s->present, 0, sizeof s->present);
    s->pair_count = s->high_count = s->ends = 0;
    s->ascii = 0;
    s->switches = 0;
    for (size_t at = 0; at <= n; at++) {
        unsigned char c = at < n ? (unsigned char)text.p[at] : ' ';
        if (c < 0x80 && at < n) s->ascii += fl_ascii_likelihood(c);
        if (c >= 0x80 && !s->present[c - 0x80]) {
            s->present[c - 0x80] = true;
            s->high[s->high_count++] = c;
        }
        s->ends += before >= 0x80 && c < 0x80;
        if (c >= 0x80 || before >= 0x80)
            count_pair(s, before, c);
        else if (!tag && (plain_class(before) || plain_class(c)))
            s->plain[plain_class(before)][plain_class(c)]++;
        if (c == '<') tag = true;
        if (c == '>' || c == '\n' || c >= 0x80) tag = false;
        before = c;
    }
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

/* ---- a charset ---- */

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

/* A pair of which one letter or both are beyond ASCII: its cost is how often the second follows the
 * first. `beside`: the second is ASCII, so its own frequency is counted elsewhere. */
typedef struct letter_pair {
    unsigned char first, second;
    bool beside;
    uint16_t count;
} letter_pair;

/* What the bytes are in one charset, whatever the language. */
typedef struct reading {
    const survey *survey;
    const letter_set *set;
    uint8_t kind[256];
    float fixed; /* cost of what no language changes */
    float latin; /* of what only counts where the language is Latin, */
    float other; /* and where it is not */
    letter_pair pair[SLOTS];
    size_t pair_count;
    long followers;  /* how often a pair is not `beside` another letter, */
    long neighbours; /* and how often it is */
    /* The bytes beyond ASCII that are one letter, small or capital: a chain by a hash of the
     * letter, ended by 0. */
    uint8_t chain[256], next[256];
    /* Classes of all bytes, and before the letters of a language are known; first of languages that
     * are not Latin, then of those that are. */
    uint8_t class[2][256], start[2][128];
} reading;

static unsigned ascii_kind(unsigned char c)
{
    if (plain_class(c)) return c < 'a' ? KIND_UPPER : KIND_LOWER;
    return c >= '0' && c <= '9' ? KIND_DIGIT : KIND_PLAIN;
}

/* What is the same in all charsets. */
static void start_reading(reading *r, const survey *s)
{
    r->survey = s;
    for (unsigned c = 0; c < 0x80; c++) {
        unsigned plain = plain_class((unsigned char)c);
        r->kind[c] = (uint8_t)ascii_kind((unsigned char)c);
        r->class[true][c] = (uint8_t)(plain ? plain + 1 : 0);
        r->class[false][c] = plain ? 2 : 0;
    }
}

static size_t chain_of(unsigned letter) { return (letter ^ letter >> 8) & 0xFF; }

static void take_kinds(reading *r)
{
    static const uint8_t kinds[] = { KIND_UNDEFINED, KIND_CONTROL, KIND_MARK,
                                     KIND_CLOSING,   KIND_OPENING, KIND_SYMBOL };
    memset(r->chain, 0, sizeof r->chain);
    memset(r->start, 0, sizeof r->start);
    for (size_t h = 0; h < r->survey->high_count; h++) {
        unsigned i = r->survey->high[h] - 0x80u, cell = r->set->cell[i];
        bool upper = r->set->upper[i / 64] >> i % 64 & 1;
        if (cell <= SYMBOL) {
            r->kind[i + 0x80] = kinds[cell];
            continue;
        }
        r->kind[i + 0x80] = upper ? KIND_UPPER : KIND_LOWER;
        r->start[false][i] = cell < 0x80 ? 2 : 1;
        r->start[true][i] = (uint8_t)(cell < 0x80 ? cell - 'a' + 2 : 1);
        r->next[i + 0x80] = r->chain[chain_of(cell)];
        r->chain[chain_of(cell)] = (uint8_t)(i + 0x80);
    }
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

static float sign_cost(unsigned before, unsigned here)
{
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
    default:
        return FL_BAD_COST;
    }
}

/* A pair whose second byte is ASCII. */
static void take_end(reading *r, const byte_pair *p, unsigned before, unsigned here)
{
    if (!is_letter(before)) return;
    if (here == KIND_DIGIT) {
        r->fixed += (float)p->count * digit_cost;
        return;
    }
    if (is_letter(here)) r->other += (float)p->count * mixed_cost;
    if (here == KIND_UPPER && before == KIND_LOWER) r->latin -= (float)p->count * 5;
    r->pair[r->pair_count++] = (letter_pair){ p->first, p->second, true, p->count };
    r->neighbours += p->count;
}

/* What is left of `start` at best when the pairs so far have been paid for. */
static float at_best(const reading *r, float start)
{
    return start + r->fixed + HIGHEST * (float)r->followers -
           STEP * MOST_STEPS * (float)r->survey->ends;
}

/* False when no language can bring `start` up to `least`. */
static bool read_pairs(reading *r, const letter_set *set, float start, float least)
{
    const survey *s = r->survey;
    r->set = set;
    take_kinds(r);
    r->fixed = r->latin = r->other = 0;
    r->pair_count = 0;
    r->followers = r->neighbours = 0;
    for (size_t i = 0; i < s->pair_count; i++) {
        const byte_pair *p = &s->slot[s->used[i]];
        unsigned before = r->kind[p->first], here = r->kind[p->second];
        if (p->second < 0x80) {
            take_end(r, p, before, here);
        } else if (!is_letter(here)) {
            r->fixed += (float)p->count * sign_cost(before, here);
        } else {
            float cost = case_cost(before, here) + (before == KIND_DIGIT ? digit_cost : 0);
            r->fixed += (float)p->count * cost;
            r->pair[r->pair_count++] = (letter_pair){ p->first, p->second, false, p->count };
            r->followers += p->count;
        }
        if (i % 8 == 7 && at_best(r, start) < least) return false;
    }
    return at_best(r, start) >= least;
}

/* ---- a language in a charset ---- */

static void take_classes(reading *r, const language *l)
{
    uint8_t *class = r->class[l->latin];
    const unsigned first = l->latin ? 28 : 3;
    memcpy(class + 0x80, r->start[l->latin], sizeof r->start[0]);
    for (unsigned k = 0; k < l->own_count; k++)
        for (unsigned c = r->chain[chain_of(l->own[k])]; c; c = r->next[c])
            if (r->set->cell[c - 0x80] == l->own[k]) class[c] = (uint8_t)(first + k);
}

static long steps_of(const uint64_t *table, size_t index)
{
    return (long)(table[index / 16] >> index % 16 * 4 & MOST_STEPS);
}

static unsigned classes_of(const language *l) { return l->own_count + (l->latin ? 28u : 3u); }

/* The likelihood of all pairs in a language, added to `start`; less than `least` as soon as it
 * cannot come up to that. */
static float pairs_likelihood(reading *r, const language *l, float start, float least)
{
    const uint8_t *class = r->class[l->latin];
    const unsigned classes = classes_of(l);
    long steps = -MOST_STEPS * r->neighbours; /* the fewest, */
    const float worth = start + r->fixed + (l->latin ? r->latin : r->other) +
                        HIGHEST * (float)r->followers; /* without any step */
    if (worth + STEP * (float)steps < least) return least - 1;
    take_classes(r, l);
    for (size_t i = 0; i < r->pair_count; i++) {
        const letter_pair *p = &r->pair[i];
        unsigned a = class[p->first], b = class[p->second];
        long n = steps_of(l->pairs, classes + a * classes + b);
        if (p->beside) n += MOST_STEPS - steps_of(l->pairs, b); /* over what is counted already */
        if (p->beside && b == 2 && !l->latin) n = MOST_STEPS;   /* `other` counts it */
        steps += n * p->count;
        if (i % 8 == 7 && worth + STEP * (float)steps < least) break;
    }
    return worth + STEP * (float)steps;
}

/* What the ASCII letters say for a language in Latin script: they are the same in all charsets, so
 * they only tell which of the languages is likely. */
static float plain_likelihood(const language *l, const plain_pair *pair, size_t count)
{
    long steps = 0, pairs = 0;
    const unsigned classes = classes_of(l);
    for (size_t i = 0; i < count; i++) {
        steps += steps_of(l->pairs, classes + pair[i].first * classes + pair[i].second) *
                 pair[i].count;
        pairs += pair[i].count;
    }
    return HIGHEST * (float)pairs + STEP * (float)steps;
}

/* The pairs that occur, as classes of languages in Latin script. */
static size_t list_plain(const survey *s, plain_pair pair[PLAIN * PLAIN])
{
    size_t count = 0;
    for (unsigned a = 0; a < PLAIN; a++)
        for (unsigned b = 0; b < PLAIN; b++)
            if (s->plain[a][b])
                pair[count++] = (plain_pair){ (uint8_t)(a ? a + 1 : 0), (uint8_t)(b ? b + 1 : 0),
                                              s->plain[a][b] };
    return count;
}

/* ---- all of them ---- */

static const letter_set *set_of(const char *name)
{
    for (size_t i = 0; i < sizeof letter_sets / sizeof *letter_sets; i++)
        if (strcmp(letter_sets[i].name, name) == 0) return &letter_sets[i];
    return NULL;
}

/* True when the bytes that occur are the same characters in both. */
static bool same_text(const letter_set *x, const letter_set *y, const survey *s)
{
    for (size_t h = 0; h < s->high_count; h++) {
        unsigned i = s->high[h] - 0x80u;
        if (x->cell[i] != y->cell[i] ||
            (x->upper[i / 64] >> i % 64 & 1) != (y->upper[i / 64] >> i % 64 & 1))
            return false;
    }
    return true;
}

static void weigh_plain(float weight[], const survey *s)
{
    /* 0.5: ASCII words also come from markup, names and quotations. 20: so they never outweigh
     * letters that do not fit. */
    float best = -1e9f;
    enum { LANGUAGES = sizeof languages / sizeof *languages };
    plain_pair pair[PLAIN * PLAIN];
    size_t count = list_plain(s, pair);
    for (size_t i = 0; i < LANGUAGES; i++) {
        weight[i] = languages[i].latin ? plain_likelihood(&languages[i], pair, count) : 0;
        if (languages[i].latin && weight[i] > best) best = weight[i];
    }
    for (size_t i = 0; i < LANGUAGES; i++) {
        weight[i] = languages[i].latin ? (weight[i] - best) * 0.5f : -2.5f * (float)s->switches;
        if (languages[i].latin && weight[i] < -20) weight[i] = -20;
    }
}

static const fl_letters_guess none = { NULL, NULL, -1e9f };

/* The best guesses so far: two that give different texts. No other guess that is less likely than
 * both can become one of them. */
typedef struct leaders {
    fl_letters_guess best, second;
    const letter_set *best_set, *second_set;
} leaders;

static void lead(leaders *l, fl_letters_guess guess, const letter_set *set, const survey *s)
{
    bool better = guess.likelihood > l->best.likelihood;
    if (better && l->best_set && !same_text(l->best_set, set, s)) {
        l->second = l->best;
        l->second_set = l->best_set;
    } else if (!better && guess.likelihood > l->second.likelihood &&
               !same_text(l->best_set, set, s)) {
        l->second = guess;
        l->second_set = set;
    }
    if (!better) return;
    l->best = guess;
    l->best_set = set;
}

/* True when most bytes are high ones: no language in Latin letters has so many (Vietnamese has a
 * third), unless a few words are all there is. */
static bool is_dense(fl_span text)
{
    size_t high = 0;
    for (size_t i = 0; i < text.n; i++) high += (unsigned char)text.p[i] >> 7;
    return text.n >= 200 && high * 2 > text.n;
}

fl_letters_guess fl_letters_best(fl_span text, const char *declared, float bonus,
                                 fl_letters_guess *second)
{
    survey s;
    reading r;
    float weight[sizeof languages / sizeof *languages];
    leaders found = { none, none, NULL, NULL };
    take_survey(&s, text);
    count_switches(&s, text);
    weigh_plain(weight, &s);
    start_reading(&r, &s);
    const bool dense = is_dense(text);
    for (size_t i = 0; i < CHARSETS; i++) {
        if (dense && !(usage[i].languages & OTHER_SCRIPTS)) continue;
        fl_letters_guess guess = { usage[i].name, NULL, found.second.likelihood };
        float prior = usage[i].prior + s.ascii;
        if (declared && strcmp(declared, usage[i].name) == 0) prior += bonus;
        if (!read_pairs(&r, set_of(usage[i].name), prior, guess.likelihood)) continue;
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            if (!(usage[i].languages >> l & 1)) continue;
            float sum = pairs_likelihood(&r, &languages[l], prior + weight[l], guess.likelihood);
            if (sum <= guess.likelihood) continue;
            guess.likelihood = sum;
            guess.language = languages[l].name;
        }
        if (guess.language) lead(&found, guess, r.set, &s);
    }
    *second = found.second;
    return found.best;
}
