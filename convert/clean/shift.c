/* clean/shift.c - a beam search over what the bytes may have been.
 *
 * True characters are completed one by one: the second byte of the last misread unit and the first
 * byte of the next one. A byte that is not known makes a slot of many candidates. At every unit
 * where the run may end, the candidates of the last slot are weighed together with what follows,
 * against the line as it stands. */
#include "clean/shift.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "clean/gbk.h"
#include "clean/logarithm.h"
#include "clean/readings.h"

enum {
    WIDE = 150,
    NARROW = 24, /* hypotheses kept behind the first two slots, and behind later ones */
    MOST_NODES = WIDE * 2 + NARROW * FL_SHIFT_LONGEST,
    LEADS = 126,                   /* first bytes that there are */
    MOST_CANDIDATES = LEADS * 126, /* both bytes of a character were lost */
    PARTNER_WITHIN = 60            /* units in which a bracket's partner is looked for */
};
static const float HOPELESS = -30; /* so far behind the text as it stands, a run is given up */
static const float FOREIGN = -7, FOREIGN_AT_END = -6, WRONG_SCRIPT = -5, BLANK = -3,
                   QUESTION = -4.5f, ONE_OF_MANY = -7, SECOND_FORM = -2, GLOSS_FITS = 7,
                   GLOSS_DOES_NOT = -10, HAS_PARTNER = 2.5f, HAS_NONE = -1.5f,
                   STANDS_ALONE = -4; /* ... in what was looked at; in the line */
static const int UNKNOWN = -1;

typedef struct node {
    float score;
    fl_token before, last;
    uint32_t c;
    int parent; /* index of a node; -1: none */
} node;

typedef struct final { /* a complete reading: nodes from `parent` back, then `c` */
    float score;
    uint32_t c;
    int parent;
    uint32_t end;
    bool blind;
} final;

typedef struct beam {
    int first, count;
} beam;

typedef struct candidate {
    uint32_t c;
    float charge, gloss; /* what it costs or gains beside its frequency */
    float second;        /* ln P of the second token behind the run, behind it; 1: not asked yet */
} candidate;

struct fl_shift {
    fl_arena *arena;
    fl_frequency *frequency;
    node *node;
    int nodes;
    candidate *candidate;
    fl_token *token; /* of each candidate */
    size_t candidates, capacity;
    final best[FL_SHIFT_GUESSES];
    size_t finals;
    uint32_t (*text)[FL_SHIFT_LONGEST + 1];
};

fl_shift *fl_shift_new(fl_arena *a, fl_frequency *frequency)
{
    fl_shift *s = fl_alloc(a, 1, sizeof *s);
    s->arena = a;
    s->frequency = frequency;
    /* not zeroed: a search seldom comes far */
    s->node = (node *)(void *)fl_alloc_bytes(a, (MOST_NODES + 1) * sizeof *s->node);
    s->text = fl_alloc(a, FL_SHIFT_GUESSES, sizeof *s->text);
    return s;
}

/* ---- context ---- */

static fl_token token_at(const fl_damage *d, size_t index)
{
    return index < d->count ? fl_frequency_token(d->unit[index].c) : FL_TOKEN_EDGE;
}

static fl_token token_before(const fl_damage *d, size_t back)
{
    return d->at >= back ? token_at(d, d->at - back) : FL_TOKEN_EDGE;
}

/* What a character costs beside its frequency. */
static float charge(const fl_damage *d, uint32_t c)
{
    if (c == 0x3000) return BLANK;
    if (c >= 0xFF10 && c <= 0xFF5A && fl_is_ascii_alnum(c - 0xFEE0)) return ONE_OF_MANY;
    unsigned script = fl_script_of(c);
    if (script == FL_SCRIPT_BOTH) return 0;
    unsigned own = script & (FL_SCRIPT_TRADITIONAL | FL_SCRIPT_SIMPLIFIED);
    float charged = script & FL_SCRIPT_SECOND_FORM ? SECOND_FORM : 0;
    return own && d->script && !(own & d->script) ? charged + WRONG_SCRIPT : charged;
}

/* ln P of the two tokens from `index` on, behind `before` and `last`, which `one` stands for. */
static float follow(const fl_shift *s, const fl_damage *d, size_t index, fl_token before,
                    fl_token last, candidate *one)
{
    fl_token next = token_at(d, index), second = token_at(d, index + 1);
    float score = fl_frequency_of(s->frequency, before, last, next);
    if (next == FL_TOKEN_EDGE) return score;
    if (one->second > 0) one->second = fl_frequency_of(s->frequency, last, next, second);
    return score + one->second;
}

/* ln P of unit `index` in the text as it stands. A '?' may be a question as well as damage, and
 * what follows a question starts a sentence. */
static float plain_at(const fl_shift *s, const fl_damage *d, size_t index)
{
    fl_token before = token_at(d, index - 2), last = token_at(d, index - 1), t = token_at(d, index);
    if (t == '?') return QUESTION;
    if (last == '?') return fl_frequency_of(s->frequency, last, FL_TOKEN_EDGE, t);
    return fl_frequency_of(s->frequency, before, last, t);
}

/* ln P of what follows behind what stands before the damage, as if something foreign had been put
 * between: a picture, or a character that the encoding does not have. */
static float without(const fl_shift *s, const fl_damage *d, size_t end)
{
    fl_token before = token_before(d, 2), last = token_before(d, 1);
    candidate nothing = { .second = 1 };
    return follow(s, d, end, before, last, &nothing) + (end < d->count ? FOREIGN : FOREIGN_AT_END);
}

static uint32_t narrow_bracket(uint32_t c) { return c == 0xFF08 ? '(' : c == 0xFF09 ? ')' : c; }

static uint32_t partner_of(uint32_t c)
{
    static const uint32_t pair[][2] = {
        { '(', ')' },       { 0x201C, 0x201D }, { 0x300A, 0x300B },
        { 0x3010, 0x3011 }, { 0x300C, 0x300D }, { 0x2018, 0x2019 }
    };
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        if (pair[i][0] == c) return pair[i][1];
        if (pair[i][1] == c) return pair[i][0];
    }
    return 0;
}

/* A bracket that the reading brings must find its partner in the line, before another of its own
 * kind. */
static float bracket(const fl_damage *d, uint32_t c, size_t end)
{
    c = narrow_bracket(c);
    uint32_t partner = partner_of(c);
    if (!partner) return 0;
    for (size_t i = 0; i < PARTNER_WITHIN; i++) {
        if (fl_is_opening(c) ? end + i >= d->count : d->at < i + 1)
            return (fl_is_opening(c) ? d->ends : d->starts) ? STANDS_ALONE : HAS_NONE;
        uint32_t other = narrow_bracket(d->unit[fl_is_opening(c) ? end + i : d->at - i - 1].c);
        if (other == partner) return HAS_PARTNER;
        if (other == c) return HAS_NONE;
    }
    return HAS_NONE;
}

/* All brackets of a reading; those inside it that pair with each other do not count. */
static float brackets(const fl_shift *s, const fl_damage *d, const final *f)
{
    uint32_t open = 0;
    float score = 0;
    uint32_t c = f->c;
    for (int n = f->parent;; n = s->node[n].parent) { /* from the last character to the first */
        uint32_t narrow = narrow_bracket(c);
        if (open && partner_of(narrow) == open && fl_is_opening(narrow))
            open = 0;
        else if (partner_of(narrow) && fl_is_closing(narrow))
            open = narrow;
        else if (partner_of(narrow))
            score += bracket(d, narrow, f->end);
        if (n <= 0) break;
        c = s->node[n].c;
    }
    return open ? score + bracket(d, open, f->end) : score;
}

static float gloss(const fl_damage *d, uint32_t c, size_t end)
{
    const fl_unit *last = &d->unit[end - 1];
    fl_gloss g;
    if (!last->gloss || !fl_gloss_at(d->line, last->gloss, &g) || !g.toned) return 0;
    int row = fl_reading_find(c);
    return row >= 0 && fl_reading_fits(row, g.syllable) ? GLOSS_FITS : GLOSS_DOES_NOT;
}

/* ---- candidates ---- */

static bool is_marker(uint32_t c) { return c == '?' || c == 0xFFFD; }

static void begin_candidates(fl_shift *s, size_t most)
{
    s->candidates = 0;
    if (most <= s->capacity) return;
    s->capacity = most;
    s->candidate = fl_alloc(s->arena, most, sizeof *s->candidate);
    s->token = fl_alloc(s->arena, most, sizeof *s->token);
}

static void offer(fl_shift *s, unsigned lead, unsigned trail)
{
    if (fl_gbk_knows(lead, trail)) s->candidate[s->candidates++].c = fl_gbk_character(lead, trail);
}

static void add_leads(fl_shift *s, int lead, unsigned trail)
{
    if (lead != UNKNOWN)
        offer(s, (unsigned)lead, trail);
    else
        for (unsigned l = 0x81; l <= 0xFE; l++) offer(s, l, trail);
}

static void offer_leads(fl_shift *s, int lead, unsigned trail)
{
    begin_candidates(s, LEADS);
    add_leads(s, lead, trail);
}

/* Could a decoder have paired the byte with what follows? Then it was not read alone. */
static bool pairs_with(unsigned byte, uint32_t next)
{
    if (next >= 0x40 && next < 0x7F) return fl_gbk_knows(byte, next);
    unsigned bytes = next >= 0x80 ? fl_gbk_bytes(next) : 0;
    return bytes && fl_gbk_knows(byte, bytes >> 8);
}

/* The second byte was lost as well; it could not pair with the unit at `after`. */
static void offer_trails(fl_shift *s, const fl_damage *d, int lead, size_t after)
{
    uint32_t next = after < d->count ? d->unit[after].c : '\n';
    begin_candidates(s, lead == UNKNOWN ? MOST_CANDIDATES : LEADS);
    for (unsigned trail = 0x81; trail <= 0xFE; trail++)
        if (!pairs_with(trail, next)) add_leads(s, lead, trail);
}

/* What is the same behind every hypothesis. */
static void look_up(fl_shift *s, const fl_damage *d)
{
    for (size_t k = 0; k < s->candidates; k++) {
        candidate *one = &s->candidate[k];
        s->token[k] = fl_frequency_token(one->c);
        one->charge = charge(d, one->c);
        one->gloss = 0;
        one->second = 1;
    }
    fl_frequency_ask(s->frequency, s->token, s->candidates);
}

/* ---- the beam ---- */

static int by_score(const void *a, const void *b)
{
    const node *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return x->c != y->c ? (x->c < y->c ? -1 : 1) : x->parent - y->parent;
}

/* Puts a node among the best `most` behind s->nodes. */
static void keep(fl_shift *s, int *count, int most, node n)
{
    node *kept = s->node + s->nodes;
    if (*count < most) {
        kept[(*count)++] = n;
        if (*count == most) qsort(kept, (size_t)most, sizeof *kept, by_score);
        return;
    }
    if (by_score(&n, &kept[most - 1]) >= 0) return;
    int i = most - 1;
    for (; i > 0 && by_score(&n, &kept[i - 1]) < 0; i--) kept[i] = kept[i - 1];
    kept[i] = n;
}

/* The least probability with which a score can reach `worst` from `score`; a little less, for the
 * digits that the logarithm lacks. */
static float least_for(float worst, float score)
{
    const float slack = .01f;
    return fl_exp(worst - score - slack);
}

/* Every hypothesis of the beam with every candidate; false when nothing is left. Hypotheses come
 * best first, and no candidate adds to their score. */
static bool extend(fl_shift *s, const fl_damage *d, beam *b, int most)
{
    int count = 0;
    if (s->nodes + most > MOST_NODES) return false;
    look_up(s, d);
    for (int i = b->first; i < b->first + b->count; i++) {
        const node from = s->node[i];
        float least = count == most ? least_for(s->node[s->nodes + most - 1].score, from.score) : 0;
        if (least > 1) break;
        const float *p = fl_frequency_answer(s->frequency, from.before, from.last);
        for (size_t k = 0; k < s->candidates; k++) {
            if (p[k] < least) continue;
            const candidate *one = &s->candidate[k];
            float score = from.score + fl_ln(p[k]) + one->charge;
            keep(s, &count, most, (node){ score, from.last, s->token[k], one->c, i });
        }
    }
    if (count < most) qsort(s->node + s->nodes, (size_t)count, sizeof *s->node, by_score);
    *b = (beam){ s->nodes, count };
    s->nodes += count;
    return count > 0;
}

static void keep_final(fl_shift *s, final f)
{
    size_t i = s->finals;
    if (i == FL_SHIFT_GUESSES && f.score <= s->best[i - 1].score) return;
    if (i == FL_SHIFT_GUESSES)
        i--;
    else
        s->finals++;
    for (; i > 0 && s->best[i - 1].score < f.score; i--) s->best[i] = s->best[i - 1];
    s->best[i] = f;
}

/* The most that a candidate gains beside its frequency, with the glosses looked up. */
static float look_up_gain(fl_shift *s, const fl_damage *d, size_t end)
{
    float most = -100;
    look_up(s, d);
    for (size_t k = 0; k < s->candidates; k++) {
        candidate *one = &s->candidate[k];
        if (d->unit[end - 1].gloss) one->gloss = gloss(d, one->c, end);
        if (one->charge + one->gloss > most) most = one->charge + one->gloss;
    }
    return most;
}

/* The run ends before unit `end`: weighs the candidates of its last slot. `plain` is ln P of the
 * damaged text before `end`. */
static void finish(fl_shift *s, const fl_damage *d, const beam *b, size_t end, float plain)
{
    plain += plain_at(s, d, end);
    if (end < d->count) plain += plain_at(s, d, end + 1);
    bool blind = s->node[b->first].parent < 0 && is_marker(d->unit[end - 1].c);
    if (blind && without(s, d, end) > plain) plain = without(s, d, end);
    float gain = look_up_gain(s, d, end);
    const float *worst = &s->best[FL_SHIFT_GUESSES - 1].score;
    for (int i = b->first; i < b->first + b->count; i++) {
        const node *from = &s->node[i];
        float reached = from->score - plain + gain;
        float least = s->finals == FL_SHIFT_GUESSES ? least_for(*worst, reached) : 0;
        if (least > 1) break;
        const float *p = fl_frequency_answer(s->frequency, from->before, from->last);
        for (size_t k = 0; k < s->candidates; k++) {
            if (p[k] < least) continue;
            candidate *one = &s->candidate[k];
            fl_token t = s->token[k];
            float score = from->score - plain + one->charge + one->gloss + fl_ln(p[k]);
            if (s->finals == FL_SHIFT_GUESSES && score <= *worst) continue;
            score += follow(s, d, end, from->last, t, one);
            final f = { score, one->c, i, (uint32_t)end, blind };
            f.score += brackets(s, d, &f);
            keep_final(s, f);
            if (s->finals == FL_SHIFT_GUESSES) least = least_for(*worst, reached);
        }
    }
}

/* The two bytes that the unit stands for; 0 when it ends every run. */
static unsigned bytes_of(const fl_damage *d, uint32_t c)
{
    if (c >= 0x80) return fl_gbk_bytes(c);
    if (!d->folded) return 0;
    return c == ' ' ? 0xA1A1 : c > ' ' && c < 0x7F ? 0xA380 + c : 0;
}

static void search(fl_shift *s, const fl_damage *d)
{
    beam b = { 0, 1 };
    int pending = UNKNOWN; /* first byte of the character that is being completed */
    float plain = plain_at(s, d, d->at);
    for (size_t i = d->at + 1, step = 0; step < FL_SHIFT_LONGEST; i++, step++) {
        s->candidates = 0;
        if (i == d->count) { /* the line's end: its last byte is gone without a sign */
            if (step > 0 && d->ends) offer_trails(s, d, pending, i);
            if (s->candidates) finish(s, d, &b, i, plain);
            return;
        }
        uint32_t c = d->unit[i].c;
        plain += plain_at(s, d, i) + charge(d, c);
        if (is_marker(c) && (step > 0 || c == '?')) {
            offer_trails(s, d, pending, i + 1);
            if (s->candidates) finish(s, d, &b, i + 1, plain);
        } else if (c >= 0x40 && c < 0x7F) {
            offer_leads(s, pending, c);
            if (s->candidates) finish(s, d, &b, i + 1, plain);
        }
        unsigned bytes = bytes_of(d, c);
        s->candidates = 0;
        if (bytes) offer_leads(s, pending, bytes >> 8);
        if (!s->candidates || !extend(s, d, &b, step < 2 ? WIDE : NARROW)) return;
        if (s->node[b.first].score - plain < HOPELESS) return;
        pending = (int)(bytes & 0xFF);
    }
}

size_t fl_shift_guess(fl_shift *s, const fl_damage *d, fl_guess out[FL_SHIFT_GUESSES])
{
    s->node[0] = (node){ 0, token_before(d, 2), token_before(d, 1), 0, -1 };
    s->nodes = 1;
    s->finals = 0;
    search(s, d);
    for (size_t i = 0; i < s->finals; i++) {
        const final *f = &s->best[i];
        size_t n = 1, at;
        for (int k = f->parent; k > 0; k = s->node[k].parent) n++;
        at = n;
        s->text[i][--at] = f->c;
        for (int k = f->parent; k > 0; k = s->node[k].parent) s->text[i][--at] = s->node[k].c;
        out[i] = (fl_guess){ s->text[i], n, f->end, f->score, f->blind };
    }
    return s->finals;
}
