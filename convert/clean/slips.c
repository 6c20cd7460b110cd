/* clean/slips.c - finds the places, gives each to the search, and writes what comes back with its
 * odds. */
#include "clean/slips.h"

#include "base/utf8.h"
#include "clean/gbk.h"
#include "clean/logarithm.h"
#include "clean/readings.h"
#include "base/scan.h"
#include "clean/shift.h"

static const char LEAD[] = "slips.lead", GBK[] = "slips.gbk";
static const char LEAD_WHY[] = "a blank that the old encoding did not have was written as '?'";
static const char GBK_WHY[] =
    "a byte was lost, and the characters behind it were read one byte late";

enum {
    MOST_PLACES =
        500, /* looked at in one document: more is no text with slips, but text full of '?' */
    BYTES_LEFT = 256,
    UNITS_RIGHT = 400, /* what is looked at around a place */
    UNLEARNED = 40,    /* units behind a place that the document's frequencies leave out */
    WRAPPED = 60       /* columns from which on a line may be cut inside a sentence */
};
/* Odds to this power are the share that is right, counted on damaged sentences that the frequencies
 * were not made from: in a long document, and what a sentence by itself lacks. */
static const float SHARPNESS = 1.1f, UNCERTAIN = .1f;
static const float PRIOR = 6, PRIOR_BLIND = 6; /* ln of the odds against a slip at such a place */

typedef struct slips {
    const fl_task *t;
    fl_lines *lines;
    fl_frequency *frequency;
    fl_shift *shift;
    bool folded;
    uint8_t script;
    uint16_t rule;
    unsigned places;
} slips;

static bool is_cjk(uint32_t c) { return c >= 0x2E80 || (c >= 0x2010 && c <= 0x203B); }
static bool is_marker(uint32_t c) { return c == '?'; }

/* ---- a '?' at the start of a line ---- */

/* Where the text starts behind `?` and blanks in any order: `? ? 内容` was two no-break spaces
 * between common ones. */
typedef struct lead {
    size_t text;          /* first byte that is neither */
    size_t marks, blanks; /* columns of each before it */
    unsigned confidence;  /* that the marks were blanks; 0: not at all */
} lead;

static lead lead_of(fl_span s)
{
    lead l = { .text = 0 };
    uint32_t c = 0;
    while (l.text < s.n) {
        size_t behind = fl_utf8_next(s, l.text, &c);
        if (c != '?' && !fl_is_space(c)) break;
        l.marks += c == '?';
        l.blanks += c == '?' ? 0 : c == 0x3000 ? 2 : 1;
        l.text = behind;
    }
    if (l.marks == 0 || l.text == s.n) return l;
    if (l.blanks == 0) {
        if (c == 0x2014 || c == 0x2015 || c == 0x2500) l.confidence = 95; /* a dash */
        if (c >= 0x2010 && fl_is_opening(c)) l.confidence = 90;
        return l;
    }
    /* One mark and one blank is as likely an item whose bullet was lost: `? 如何办理`. */
    if ((l.marks > 1 || l.blanks > 1) && is_cjk(c)) l.confidence = 85;
    return l;
}

/* A '?' may also have come to the next line when a sentence was wrapped at a fixed width. */
static bool may_be_wrapped(const fl_lines *lines, size_t index)
{
    if (index == 0 || lines->item[index].hints & FL_HINT_BLANK_BEFORE) return false;
    fl_span above = lines->item[index - 1].text;
    uint32_t last = fl_utf8_before(above, above.n);
    return fl_utf8_columns(above) >= WRAPPED && !fl_is_sentence_end(last) && !fl_is_closing(last);
}

static void drop_leads(const fl_task *t, fl_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        fl_span text = lines->item[i].text;
        lead l = { .confidence = 0 };
        if (text.n && text.p[0] == '?') l = lead_of(text);
        if (!l.confidence || !fl_task_allows(t, LEAD, l.confidence) || may_be_wrapped(lines, i))
            continue;
        fl_change change = { .to = (uint32_t)l.text,
                             .rule = fl_trail_rule(t->trail, LEAD, LEAD_WHY),
                             .kind = FAIRLEAF_EDIT_REMOVE,
                             .confidence = (uint8_t)l.confidence };
        fl_line_change(t, lines, &lines->item[i], &change, 1);
    }
}

/* ---- places ---- */

/* May the two marks at `at`, with which the line ends, be the full stop of a statement? Not behind
 * a question, nor behind a few words, where a picture may have stood. */
static bool may_end(fl_span text, size_t at)
{
    enum { SENTENCE = 18 };
    size_t read = 0;
    const fl_span words = FL_SPAN("吗嗎呢么麼谁誰何哪几幾否怎啥吧啊呀嘛");
    while (at > 0) {
        uint32_t c, word;
        at = fl_utf8_prev(text, at, &c);
        if (fl_is_sentence_end(c)) break;
        read += fl_is_han(c);
        for (size_t i = 0; i < words.n;) {
            i = fl_utf8_next(words, i, &word);
            if (c == word) return false;
        }
    }
    return read >= SENTENCE;
}

/* Does the text look as if a slip could begin at the marker [at, behind)? A cheap look; the search
 * decides. */
static bool suspicious(fl_span text, size_t at, size_t behind)
{
    uint32_t before = fl_utf8_before(text, at), c = 0, next[4] = { 0 };
    size_t end = behind;
    for (int i = 0; i < 4 && end < text.n; i++) end = fl_utf8_next(text, end, &next[i]);
    bool in_cjk = is_cjk(before) ||
                  (before && before < 0x80 && before != ' ' && !fl_is_ascii_alnum(before)) ||
                  fl_is_digit(before) || at == 0;
    c = next[0];
    if (c == 0 || c == 0xFFFD || c == ' ') return false;
    if (c == '?')
        return text.p[at] == '?' && is_cjk(before) &&
               (next[1] == 0 ? may_end(text, at) : next[1] >= 0x2E80 || fl_is_digit(next[1]));
    if (c >= 0x80) return !fl_is_space(c);
    if (!in_cjk || before == '?') return false;
    if (c >= 0x40)
        return is_cjk(next[1]) || (next[1] < 0x80 && next[1] != ' ' && !fl_is_ascii_alnum(next[1]));
    return next[1] >= 0x80 || next[2] >= 0x80 || next[3] >= 0x80;
}

/* The next marker at or after `at`, or text.n. U+FFFD is none: it stands where a decoder gave up,
 * and the characters beside it are mostly whole. */
static size_t next_marker(fl_span text, size_t at)
{
    const char *found = memchr(text.p + at, '?', text.n - at);
    return found ? (size_t)(found - text.p) : text.n;
}

/* ---- what the document says ---- */

/* What a character says of the document's script: 1 for traditional, -1 for simplified. */
static int weight_of(unsigned script)
{
    script &= FL_SCRIPT_TRADITIONAL | FL_SCRIPT_SIMPLIFIED;
    return script == FL_SCRIPT_TRADITIONAL ? 1 : script == FL_SCRIPT_SIMPLIFIED ? -1 : 0;
}

/* Learns one line: glosses are no text, and what stands behind a damaged place waits until it reads
 * like Chinese. */
static void learn_line(slips *s, fl_span text, fl_token *run, int *balance)
{
    size_t n = 0;
    unsigned skip = 0, listed = 0;
    fl_token last = FL_TOKEN_EDGE;
    run[n++] = last;
    for (size_t at = 0; at < text.n;) {
        uint32_t c;
        size_t behind = fl_utf8_next(text, at, &c);
        fl_gloss g;
        if (at > 0 && (c == '(' || c == 0xFF08) && fl_gloss_at(text, at, &g) && g.toned) {
            at = g.end;
            continue;
        }
        if (is_marker(c) && suspicious(text, at, behind)) {
            fl_frequency_learn(s->frequency, run, n);
            n = listed = 0;
            skip = UNLEARNED;
        }
        fl_token t = fl_frequency_token(c);
        listed = skip && fl_is_han(c) && fl_frequency_lists(s->frequency, last, t) ? listed + 1 : 0;
        if (listed == 2) skip = 0;
        if (skip)
            skip--;
        else
            run[n++] = t;
        *balance += weight_of(fl_script_of(c));
        last = t;
        at = behind;
    }
    if (!skip) run[n++] = FL_TOKEN_EDGE;
    fl_frequency_learn(s->frequency, run, n);
}

static void learn(slips *s)
{
    enum { ENOUGH = 300000 }; /* bytes: the frequencies do not take more */
    size_t longest = 0, total = 0;
    int balance = 0;
    for (size_t i = 0; i < s->lines->count; i++) {
        if (s->lines->item[i].text.n > longest) longest = s->lines->item[i].text.n;
        if (total < ENOUGH) total += s->lines->item[i].text.n;
    }
    if (longest > ENOUGH) longest = ENOUGH;
    fl_frequency_expect(s->frequency, total / 3); /* bytes of a character */
    total = 0;
    fl_token *run = fl_alloc(s->t->arena, longest + 2, sizeof *run);
    for (size_t i = 0; i < s->lines->count && total < ENOUGH; i++) {
        fl_span text = s->lines->item[i].text;
        if (text.n <= longest) learn_line(s, text, run, &balance);
        total += text.n;
    }
    s->script = balance > 0   ? FL_SCRIPT_TRADITIONAL
                : balance < 0 ? FL_SCRIPT_SIMPLIFIED
                              : FL_SCRIPT_BOTH;
}

/* Everything that only a document with a suspicious place needs. */
static void prepare(slips *s)
{
    fl_arena *a = s->t->arena;
    s->frequency = fl_frequency_new(a);
    s->shift = fl_shift_new(a, s->frequency);
    s->folded = !fl_scan_pair(s->lines->source, 0xEF, 0xBC);
    s->rule = fl_trail_rule(s->t->trail, GBK, GBK_WHY);
    learn(s);
}

/* ---- one place ---- */

static void look_around(fl_span text, size_t at, fl_unit *unit, fl_damage *d)
{
    size_t from = at > BYTES_LEFT ? at - BYTES_LEFT : 0, right = 0;
    while (from > 0 && ((unsigned char)text.p[from] & 0xC0) == 0x80) from--;
    d->starts = from == 0;
    d->count = 0;
    while (from < text.n && right < UNITS_RIGHT) {
        fl_gloss g;
        uint32_t c;
        size_t behind = fl_utf8_next(text, from, &c);
        if (d->count && (c == '(' || c == 0xFF08) && fl_gloss_at(text, from, &g) && g.toned) {
            unit[d->count - 1].gloss = (uint32_t)from;
            from = g.end;
            continue;
        }
        if (from == at) d->at = d->count;
        unit[d->count++] = (fl_unit){ c, (uint32_t)from, (uint32_t)behind, 0 };
        right += from >= at;
        from = behind;
    }
    d->ends = from >= text.n;
    d->line = text;
    d->unit = unit;
}

typedef struct verdict {
    float whole;                    /* that the best guess is right to the last character */
    float slip;                     /* that bytes were lost and the run ends there */
    bool of_run[FL_SHIFT_GUESSES];  /* the guess reads the same run as the best one */
    float weight[FL_SHIFT_GUESSES]; /* probabilities */
} verdict;

static verdict judge(const fl_guess *guess, size_t count, size_t learned)
{
    verdict v = { 0 };
    float best = guess[0].score, prior = guess[0].blind ? PRIOR_BLIND : PRIOR;
    float power = SHARPNESS - UNCERTAIN * 300 / (300 + (float)learned);
    if (best < prior) best = prior;
    float total = fl_exp((prior - best) * power);
    for (size_t i = 0; i < count; i++)
        total += v.weight[i] = fl_exp((guess[i].score - best) * power);
    for (size_t i = 0; i < count; i++) {
        v.weight[i] /= total;
        v.of_run[i] = guess[i].end == guess[0].end && guess[i].length == guess[0].length;
        if (v.of_run[i]) v.slip += v.weight[i];
    }
    v.whole = v.weight[0];
    return v;
}

/* That character `k` of the best guess is right. */
static float sure_of(const fl_guess *guess, size_t count, const verdict *v, size_t k)
{
    float sum = 0;
    for (size_t i = 0; i < count; i++)
        if (v->of_run[i] && guess[i].character[k] == guess[0].character[k]) sum += v->weight[i];
    return sum;
}

static unsigned hundredths(float p) { return p >= .99f ? 99 : (unsigned)(p * 100); }

enum { ALTERNATIVES = 3 };

/* The whole texts that might stand there instead of `after`, best first: for a person who decides.
 */
static void offer(const slips *s, const fl_guess *guess, size_t count, fl_change *change)
{
    fl_span *text = fl_alloc(s->t->arena, ALTERNATIVES, sizeof *text);
    for (size_t i = 0; i < count && change->alternative_count < ALTERNATIVES; i++) {
        if (guess[i].end != guess[0].end || guess[i].length != guess[0].length) continue;
        fl_buf whole = fl_buf_new(s->t->arena, guess[i].length * 3);
        for (size_t k = 0; k < guess[i].length; k++)
            fl_buf_code_point(&whole, guess[i].character[k]);
        if (!fl_span_equal(fl_buf_view(&whole), change->after))
            text[change->alternative_count++] = fl_buf_view(&whole);
    }
    change->alternative = text;
}

/* Behind "a byte was lost: ": "CAA1 A3A8 855E read one byte late; other candidates: 小（區, 取（區"
 */
static void explain(const fl_guess *guess, size_t count, fl_buf *why)
{
    enum { SHOWN = 12 };
    for (size_t k = 0; k < guess[0].length && k < SHOWN; k++)
        fl_buf_format(why, "%s%04X", k ? " " : "", fl_gbk_bytes(guess[0].character[k]));
    fl_buf_text(why, guess[0].length > SHOWN ? " ..." : "");
    fl_buf_text(why, guess[0].blind ? " lost" : " read one byte late");
    unsigned listed = 0;
    for (size_t i = 1; i < count && listed < ALTERNATIVES; i++) {
        if (guess[i].end != guess[0].end || guess[i].length != guess[0].length) continue;
        fl_buf_text(why, listed++ ? ", " : "; other candidates: ");
        for (size_t k = 0; k < guess[i].length; k++) /* only what is open */
            if (k == 0 || k + 1 == guess[i].length) fl_buf_code_point(why, guess[i].character[k]);
    }
}

/* Does the text on either side read like Chinese at all? In garbage of another kind, whatever the
 * search finds is better than what stands there. */
static bool in_readable_text(const slips *s, const fl_damage *d, size_t end)
{
    enum { AROUND = 8, ENOUGH = 4 };
    unsigned pairs = 0, listed = 0;
    size_t from = d->at > AROUND ? d->at - AROUND : 0,
           to = end + AROUND < d->count ? end + AROUND : d->count;
    for (size_t i = from; i + 1 < to; i++) {
        if ((i + 1 >= d->at && i < end) || !fl_is_han(d->unit[i].c) || !fl_is_han(d->unit[i + 1].c))
            continue;
        pairs++;
        listed += fl_frequency_lists(s->frequency, fl_frequency_token(d->unit[i].c),
                                     fl_frequency_token(d->unit[i + 1].c));
    }
    return pairs < ENOUGH || listed * 4 >= pairs;
}

/* Proposes the change for a place and warns when something stays open; false when there is nothing
 * to say. */
static bool propose(slips *s, const fl_line *line, const fl_damage *d, fl_change *change)
{
    fl_guess guess[FL_SHIFT_GUESSES];
    size_t count = fl_shift_guess(s->shift, d, guess);
    if (count == 0) return false;
    verdict v = judge(guess, count, fl_frequency_learned(s->frequency));
    if (v.slip < .5f || !in_readable_text(s, d, guess[0].end)) return false;
    const fl_span lost = guess[0].blind ? FL_SPAN("") : FL_SPAN("a byte was lost: ");
    fl_buf after = fl_buf_new(s->t->arena, guess[0].length * 3), why = fl_buf_new(s->t->arena, 128);
    bool all = fl_task_allows(s->t, GBK, hundredths(v.whole));
    bool some = all;
    bool part = !all && guess[0].length > 1 && fl_task_allows(s->t, GBK, hundredths(v.slip));
    for (size_t k = 0; k < guess[0].length; k++) {
        bool sure = all ||
                    (part && fl_task_allows(s->t, GBK, hundredths(sure_of(guess, count, &v, k))));
        fl_buf_code_point(&after, sure ? guess[0].character[k] : '?');
        some |= sure;
    }
    fl_buf_span(&why, lost);
    explain(guess, count, &why);
    *change = (fl_change){ .from = d->unit[d->at].from,
                           .to = d->unit[guess[0].end - 1].to,
                           .after = some ? fl_buf_view(&after) : FL_SPAN(""),
                           .why = fl_buf_view(&why),
                           .rule = s->rule,
                           .kind = some ? FAIRLEAF_EDIT_REPLACE : FAIRLEAF_EDIT_NOTE,
                           .confidence = (uint8_t)hundredths(some && !all ? v.slip : v.whole) };
    offer(s, guess, count, change);
    if (all) return true;
    fl_buf best = fl_buf_new(s->t->arena, guess[0].length * 3);
    for (size_t k = 0; k < guess[0].length; k++) fl_buf_code_point(&best, guess[0].character[k]);
    fl_trail_warn(s->t->trail, fl_line_source(s->t->trail, s->lines, line, change->from), s->rule,
                  "a byte was lost; perhaps '%.60s': %.120s", fl_buf_string(&best),
                  fl_buf_string(&why) + lost.n);
    return true;
}

static void repair_line(slips *s, fl_line *line, fl_unit *unit)
{
    fl_span text = line->text;
    fl_change *change = NULL;
    size_t changes = 0, capacity = 0, behind;
    for (size_t at = 0; (at = next_marker(text, at)) < text.n; at = behind) {
        behind = at + 1;
        if (!suspicious(text, at, behind) || s->places == MOST_PLACES) continue;
        if (s->places++ == 0) prepare(s);
        fl_damage d = { .folded = s->folded, .script = s->script };
        look_around(text, at, unit, &d);
        fl_change c;
        if (!propose(s, line, &d, &c)) continue;
        if (changes == capacity) {
            size_t wanted = capacity ? capacity * 2 : 8;
            change = fl_grow(s->t->arena, change, changes * sizeof *change,
                             wanted * sizeof *change);
            capacity = wanted;
        }
        change[changes++] = c;
        behind = c.to;
    }
    fl_line_change(s->t, s->lines, line, change, changes);
}

void fl_repair_slips(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    slips s = { .t = t, .lines = lines };
    drop_leads(t, lines);
    fl_unit *unit = NULL;
    for (size_t i = 0; i < lines->count; i++) {
        fl_line *line = &lines->item[i];
        if (line->text.n == 0 || !fl_scan_has(line->text, '?')) continue;
        if (!unit) unit = fl_alloc(t->arena, BYTES_LEFT + UNITS_RIGHT + 4, sizeof *unit);
        repair_line(&s, line, unit);
    }
}
