/* clean/frequency.c - the table is text (see data/frequency/generate.py) that the build turned into
 * the tree of clean/inverse.h. */
#include "clean/frequency.h"

#include "base/utf8.h"
#include "clean/inverse.h"
#include "clean/logarithm.h"
#include "clean/readings.h"

/* Shares of the document's own counts. Best of a few on damaged sentences of four reports, and flat
 * around. */
static const float OWN_CHARACTERS = .15f, OWN_PAIRS = .5f, OWN_TRIPLES = .3f;
static const float FLOOR = .1f / 22000; /* of a character that the table does not have */
enum { TOKENS = 0x10000, MOST_LEARNED = 100000, LEVELS = 51 };

/* A pair or triple of the document above how often it was seen, which ends at COUNT_MOST. 0 is
 * free. */
typedef uint64_t counted;
enum { COUNT_BITS = 16, COUNT_MOST = 0xFFFF };

/* A token that is asked for behind many pairs. */
typedef struct asked_token {
    fl_token token;
    uint32_t same; /* from 1: the next place in the list with this token; 0: none */
    float own;     /* its probability anywhere, by the table */
    float seen;    /* its share of the document's characters */
} asked_token;

struct fl_frequency {
    fl_arena *arena;
    uint32_t
        *seen[TOKENS / 256]; /* by token, in pages made on demand: occurrences in the document */
    uint32_t learned;
    counted *slot; /* pairs and triples of the document */
    size_t slots, used;
    float power[LEVELS]; /* probability of a level */
    struct {             /* for fl_frequency_ask */
        asked_token *item;
        float *answer;
        uint16_t *place; /* by token: from 1, its first place in `item`; 0: not asked for */
        uint32_t *own;   /* places of the tokens that the document has */
        size_t count, own_count, capacity;
    } asked;
};

fl_frequency *fl_frequency_new(fl_arena *a)
{
    fl_frequency *f = fl_alloc(a, 1, sizeof *f);
    f->arena = a;
    for (int i = 0; i < LEVELS; i++) f->power[i] = fl_exp(-fl_frequency_step * (float)i);
    return f;
}

/* The row of a token, from 1; 0: it has none. */
static uint32_t row_of(fl_token t)
{
    return fl_frequency_pages[fl_frequency_page[t >> 8]][t & 0xFF];
}

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

/* Keys of 48 bits; no token is 0, so a pair is no triple. */
static uint64_t triple_of(fl_token a, fl_token b, fl_token c)
{
    return (uint64_t)a << 32 | (uint64_t)b << 16 | c;
}
static uint64_t pair_of(fl_token a, fl_token b) { return triple_of(0, a, b); }

static counted *slot_of(counted *slot, size_t slots, uint64_t key)
{
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (slots - 1);
    while (slot[at] && slot[at] >> COUNT_BITS != key) at = (at + 1) & (slots - 1);
    return &slot[at];
}

static uint32_t count_of(const fl_frequency *f, uint64_t key)
{
    return f->slots ? (uint32_t)(*slot_of(f->slot, f->slots, key) & COUNT_MOST) : 0;
}

static void add(fl_frequency *f, uint64_t key)
{
    if (f->used * 2 >= f->slots) {
        size_t wanted = f->slots ? f->slots * 4 : 4096;
        counted *larger = fl_alloc(f->arena, wanted, sizeof *larger);
        for (size_t i = 0; i < f->slots; i++)
            if (f->slot[i]) *slot_of(larger, wanted, f->slot[i] >> COUNT_BITS) = f->slot[i];
        f->slot = larger;
        f->slots = wanted;
    }
    counted *c = slot_of(f->slot, f->slots, key);
    if (*c == 0) {
        f->used++;
        *c = key << COUNT_BITS;
    }
    *c += (*c & COUNT_MOST) < COUNT_MOST;
}

void fl_frequency_expect(fl_frequency *f, size_t tokens)
{
    enum { DISTINCT = 2 }; /* pairs and triples of a token, at most */
    if (tokens > MOST_LEARNED) tokens = MOST_LEARNED;
    if (f->slots) return;
    for (f->slots = 4096; f->slots < tokens * DISTINCT;) f->slots *= 2;
    f->slot = fl_alloc(f->arena, f->slots, sizeof *f->slot);
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

/* The number of `wanted` among the sorted [from, to) of `next`, plus 1; 0: it is not there. */
static uint32_t find(const uint16_t *next, uint32_t from, uint32_t to, fl_token wanted)
{
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (next[middle] == wanted) return middle + 1;
        if (next[middle] < wanted)
            from = middle + 1;
        else
            to = middle;
    }
    return 0;
}

static uint32_t find_pair(fl_token last, fl_token next)
{
    uint32_t row = row_of(last);
    return row ? find(fl_pair_next, fl_pair_first[row - 1], fl_pair_first[row], next) : 0;
}

static float own_of(const fl_frequency *f, fl_token t)
{
    uint32_t row = row_of(t);
    return row ? f->power[fl_frequency_own[row - 1]] : FLOOR;
}

/* The probability of `next` behind `last` as far as the characters alone tell. */
static float apart(const fl_frequency *f, fl_token last, fl_token next)
{
    uint32_t row = row_of(last);
    return (row ? f->power[fl_frequency_backoff[row - 1]] : 1) * own_of(f, next);
}

bool fl_frequency_lists(const fl_frequency *f, fl_token last, fl_token next)
{
    /* 2.6e-6: that many say more of themselves than the 60,000th of all pairs, and of chance pairs
     * of common characters one in two hundred is among these */
    const float telling = 2.6e-6f;
    uint32_t pair = find_pair(last, next);
    if (!pair) return false;
    float p = f->power[fl_pair_level[pair - 1]], own = own_of(f, next);
    return p > own && own_of(f, last) * p * fl_ln(p / own) > telling;
}

static float table_of(const fl_frequency *f, fl_token before, fl_token last, fl_token next)
{
    uint32_t pair = find_pair(last, next);
    float p = pair ? f->power[fl_pair_level[pair - 1]] : apart(f, last, next);
    uint32_t context = find_pair(before, last);
    if (!context) return p;
    uint32_t from = fl_triple_first[context - 1], to = fl_triple_first[context];
    uint32_t triple = find(fl_triple_next, from, to, next);
    return triple ? f->power[fl_triple_level[triple - 1]]
                  : p * f->power[fl_pair_backoff[context - 1]];
}

float fl_frequency_of(const fl_frequency *f, fl_token before, fl_token last, fl_token next)
{
    float p = table_of(f, before, last, next);
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

/* ---- asking for many ---- */

static void ask_room(fl_frequency *f, size_t count)
{
    if (!f->asked.place) f->asked.place = fl_alloc(f->arena, TOKENS, sizeof *f->asked.place);
    if (count <= f->asked.capacity) return;
    f->asked.capacity = count;
    f->asked.item = fl_alloc(f->arena, count, sizeof *f->asked.item);
    f->asked.answer = fl_alloc(f->arena, count, sizeof *f->asked.answer);
    f->asked.own = fl_alloc(f->arena, count, sizeof *f->asked.own);
}

void fl_frequency_ask(fl_frequency *f, const fl_token *next, size_t count)
{
    float all = (float)f->learned, share = OWN_CHARACTERS * all / (all + 100);
    for (size_t i = 0; i < f->asked.count; i++) f->asked.place[f->asked.item[i].token] = 0;
    ask_room(f, count);
    f->asked.count = count;
    f->asked.own_count = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t seen = seen_of(f, next[i]);
        uint16_t *place = &f->asked.place[next[i]];
        f->asked.item[i] = (asked_token){ next[i], *place, own_of(f, next[i]),
                                          seen ? share * (float)seen / all : 0 };
        *place = (uint16_t)(i + 1);
        if (seen) f->asked.own[f->asked.own_count++] = (uint32_t)i;
    }
}

/* The probabilities of those that stand among [from, to) of `next`. */
static void answer_listed(const fl_frequency *f, const uint16_t *next, const uint8_t *level,
                          uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to; at++)
        for (uint32_t i = f->asked.place[next[at]]; i; i = f->asked.item[i - 1].same)
            f->asked.answer[i - 1] = f->power[level[at]];
}

/* By the tables alone. */
static void answer_tables(const fl_frequency *f, fl_token before, fl_token last)
{
    float *answer = f->asked.answer;
    uint32_t row = row_of(last), context = find_pair(before, last);
    float backoff = row ? f->power[fl_frequency_backoff[row - 1]] : 1;
    for (size_t i = 0; i < f->asked.count; i++) answer[i] = backoff * f->asked.item[i].own;
    if (row)
        answer_listed(f, fl_pair_next, fl_pair_level, fl_pair_first[row - 1], fl_pair_first[row]);
    if (!context) return;
    backoff = f->power[fl_pair_backoff[context - 1]];
    for (size_t i = 0; i < f->asked.count; i++) answer[i] *= backoff;
    answer_listed(f, fl_triple_next, fl_triple_level, fl_triple_first[context - 1],
                  fl_triple_first[context]);
}

/* As fl_frequency_of does it, step by step, so that both say the same to the last bit; what the
 * document has never seen adds nothing. */
const float *fl_frequency_answer(fl_frequency *f, fl_token before, fl_token last)
{
    float *answer = f->asked.answer;
    answer_tables(f, before, last);
    if (f->learned == 0) return answer;
    float all = (float)f->learned, rest = 1 - OWN_CHARACTERS * all / (all + 100);
    for (size_t i = 0; i < f->asked.count; i++)
        answer[i] = rest * answer[i] + f->asked.item[i].seen;
    float singles = (float)seen_of(f, last);
    if (singles <= 0) return answer;
    float share = OWN_PAIRS * singles / (singles + 2);
    for (size_t i = 0; i < f->asked.count; i++) answer[i] *= 1 - share;
    for (size_t k = 0; k < f->asked.own_count; k++) {
        uint32_t i = f->asked.own[k], n = count_of(f, pair_of(last, f->asked.item[i].token));
        answer[i] += share * (float)n / singles;
    }
    float pairs = (float)count_of(f, pair_of(before, last));
    if (pairs <= 0) return answer;
    share = OWN_TRIPLES * pairs / (pairs + 1);
    for (size_t i = 0; i < f->asked.count; i++) answer[i] *= 1 - share;
    for (size_t k = 0; k < f->asked.own_count; k++) {
        uint32_t i = f->asked.own[k];
        uint32_t n = count_of(f, triple_of(before, last, f->asked.item[i].token));
        answer[i] += share * (float)n / pairs;
    }
    return answer;
}
