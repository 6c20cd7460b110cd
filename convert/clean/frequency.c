/* clean/frequency.c - the table is text (see data/frequency/generate.py); its rows are found
 * through clean/inverse.h. */
#include "clean/frequency.h"

#include "base/utf8.h"
#include "clean/inverse.h"
#include "clean/logarithm.h"
#include "clean/readings.h"

#include "data/frequency/bigrams.inc"

/* Shares of the document's own counts. Best of a few on damaged sentences of four reports, and flat
 * around. */
static const float OWN_CHARACTERS = .15f, OWN_PAIRS = .5f, OWN_TRIPLES = .3f;
static const float FLOOR = .1f / 22000; /* of a character that the table does not have */
enum { TOKENS = 0x10000, MOST_LEARNED = 100000, FOUND = 256 };

typedef struct counted {
    uint64_t key;
    uint32_t count;
} counted; /* key 0: free */

struct fl_frequency {
    fl_arena *arena;
    uint32_t
        *seen[TOKENS / 256]; /* by token, in pages made on demand: occurrences in the document */
    uint32_t learned;
    counted *found; /* FOUND rows of two characters that were asked for last */
    counted *slot;  /* pairs and triples of the document */
    size_t slots, used;
    float power[26]; /* probability of a letter */
};

fl_frequency *fl_frequency_new(fl_arena *a)
{
    fl_frequency *f = fl_alloc(a, 1, sizeof *f);
    f->arena = a;
    f->found = fl_alloc(a, FOUND, sizeof *f->found);
    for (int i = 0; i < 26; i++) f->power[i] = fl_exp(-BIGRAM_STEP * (float)i);
    return f;
}

/* Where the row of a token goes on behind its character, 0 if it has none. */
static uint32_t row_of(fl_token t) { return fl_bigram_pages[fl_bigram_page[t >> 8]][t & 0xFF]; }

fl_token fl_frequency_token(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == '\t' || c == 0xA0 || c == 0x3000) return ' ';
    if (fl_is_digit(c)) return '0';
    if (fl_is_ascii_alnum(c)) return 'a';
    if (c < ' ' || c == '$' || c == '"' || c == '\\' || c >= TOKENS) return FL_TOKEN_UNKNOWN;
    return (fl_token)fl_simplified_of(c);
}

/* ---- the document ---- */

static uint64_t pair_of(fl_token a, fl_token b)
{
    return (uint64_t)1 << 62 | (uint64_t)a << 16 | b;
}
static uint64_t triple_of(fl_token a, fl_token b, fl_token c)
{
    return (uint64_t)1 << 63 | (uint64_t)a << 32 | (uint64_t)b << 16 | c;
}

static counted *slot_of(counted *slot, size_t slots, uint64_t key)
{
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (slots - 1);
    while (slot[at].key && slot[at].key != key) at = (at + 1) & (slots - 1);
    return &slot[at];
}

static uint32_t count_of(const fl_frequency *f, uint64_t key)
{
    return f->slots ? slot_of(f->slot, f->slots, key)->count : 0;
}

static void add(fl_frequency *f, uint64_t key)
{
    if (f->used * 2 >= f->slots) {
        size_t wanted = f->slots ? f->slots * 4 : 4096;
        counted *larger = fl_alloc(f->arena, wanted, sizeof *larger);
        for (size_t i = 0; i < f->slots; i++)
            if (f->slot[i].key) *slot_of(larger, wanted, f->slot[i].key) = f->slot[i];
        f->slot = larger;
        f->slots = wanted;
    }
    counted *c = slot_of(f->slot, f->slots, key);
    if (c->key == 0) f->used++;
    c->key = key;
    c->count++;
}

void fl_frequency_learn(fl_frequency *f, const fl_token *run, size_t n)
{
    if (n > MOST_LEARNED - f->learned) n = MOST_LEARNED - f->learned;
    f->learned += (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        uint32_t **page = &f->seen[run[i] >> 8];
        if (!*page) *page = fl_alloc(f->arena, 256, sizeof **page);
        (*page)[run[i] & 0xFF]++;
        if (i >= 1) add(f, pair_of(run[i - 1], run[i]));
        if (i >= 2) add(f, triple_of(run[i - 2], run[i - 1], run[i]));
    }
}

static uint32_t seen_of(const fl_frequency *f, fl_token t)
{
    const uint32_t *page = f->seen[t >> 8];
    return page ? page[t & 0xFF] : 0;
}

size_t fl_frequency_learned(const fl_frequency *f) { return f->learned; }

/* ---- asking ---- */

static float own_of(const fl_frequency *f, fl_token t)
{
    return row_of(t) ? f->power[bigram_rows[row_of(t) + 1] - 'A'] : FLOOR;
}

/* The probability of `next` in the groups of a row, or 0. */
static float in_groups(const fl_frequency *f, const char *p, fl_token next)
{
    char wanted[4];
    size_t n = fl_utf8_encode(next, wanted);
    float group = 1;
    while (*p != '\n') {
        if (*p >= 'A' && *p <= 'Z') {
            group = f->power[*p++ - 'A'];
            continue;
        }
        if (*p == wanted[0] && memcmp(p, wanted, n) == 0) return group;
        unsigned char lead = (unsigned char)*p;
        p += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    }
    return 0;
}

/* P(next | last) when `next` is in a group of the row of `last`, else 0. */
static float group_of(const fl_frequency *f, fl_token last, fl_token next)
{
    return row_of(last) ? in_groups(f, bigram_rows + row_of(last) + 2, next) : 0;
}

/* Where the row of two characters goes on behind them, 0 if they have none: rows are sorted. */
static uint32_t find_row(fl_token before, fl_token last)
{
    const fl_span all = FL_SPAN(triple_rows);
    char wanted[8];
    size_t n = fl_utf8_encode(before, wanted);
    n += fl_utf8_encode(last, wanted + n);
    for (size_t low = 0, high = all.n; low < high;) { /* both at the start of a row */
        size_t row = low + (high - low) / 2;
        while (row > low && all.p[row - 1] != '\n') row--;
        int order = strncmp(all.p + row, wanted, n);
        if (order == 0) return (uint32_t)(row + n);
        if (order > 0)
            high = row;
        else
            low = fl_span_find(all, FL_SPAN("\n"), row) + 1;
    }
    return 0;
}

/* The same, remembered: the search asks for many characters behind the same two. */
static uint32_t triple_row(const fl_frequency *f, fl_token before, fl_token last)
{
    uint64_t key = pair_of(before, last);
    counted *known = &f->found[key * 0x9E3779B97F4A7C15u >> 56];
    if (known->key != key) *known = (counted){ key, find_row(before, last) };
    return known->count;
}

bool fl_frequency_lists(const fl_frequency *f, fl_token last, fl_token next)
{
    return group_of(f, last, next) > 0;
}

static float table_of(const fl_frequency *f, fl_token last, fl_token next)
{
    float p = group_of(f, last, next);
    if (p > 0) return p;
    float backoff = row_of(last) ? f->power[bigram_rows[row_of(last)] - 'A'] : 1;
    return backoff * own_of(f, next);
}

float fl_frequency_of(const fl_frequency *f, fl_token before, fl_token last, fl_token next)
{
    float p = table_of(f, last, next);
    uint32_t row = triple_row(f, before, last);
    if (row) {
        float group = in_groups(f, triple_rows + row + 1, next);
        p = group > 0 ? group : p * f->power[triple_rows[row] - 'A'];
    }
    if (f->learned == 0) return fl_ln(p);
    float all = (float)f->learned, share = OWN_CHARACTERS * all / (all + 100);
    p = (1 - share) * p + share * (float)seen_of(f, next) / all;
    float singles = (float)seen_of(f, last);
    if (singles > 0) {
        share = OWN_PAIRS * singles / (singles + 2);
        p = (1 - share) * p + share * (float)count_of(f, pair_of(last, next)) / singles;
    }
    float pairs = (float)count_of(f, pair_of(before, last));
    if (pairs > 0) {
        share = OWN_TRIPLES * pairs / (pairs + 1);
        p = (1 - share) * p + share * (float)count_of(f, triple_of(before, last, next)) / pairs;
    }
    return fl_ln(p);
}
