/* structure/leads.c - points for the form of a first sentence, for neighbours like it and for the
 * document's habit.
 *
 * The numbers are those that held on reports of several kinds; what they must and must not take is
 * in tests/unit/structure.c and tests/cases/structure/. */
#include "structure/leads.h"

#include "base/utf8.h"
#include "structure/captions.h"
#include "structure/parts.h"

enum { /* points */
       REJECTED = -100,
       CANDIDATE = 10,
       NEEDED = 30,
       SHORT = 5,
       USUAL = 20,
       LONG = 12,
       VERY_LONG = 4,
       OPENING = 4,
       BALANCED = 6,
       SAYS_WHAT_IS = -15,
       NEIGHBOUR = 8,
       ALIKE = 4,
       UNLIKE = -4,
       MOST_LEAD = 6,
       FEW_LEAD = -8,
       ONLY_ONE = -14,
       CLOSING = -16,
       HABIT = 10
};
enum {
    LONGEST_LEAD = 34,
    LONGEST_NUMBERED = 50,
    LEAST_REST = 12,
    HABIT_LEADS = 3,
    LEAST_LEADERS = 3,
    LEADER_REACH = 4,
    LONGEST_LABEL = 16
};

/* What was found of the first sentence of a part. */
typedef struct view {
    uint32_t first; /* character */
    int8_t points;  /* REJECTED and below CANDIDATE: no candidate */
    uint8_t length; /* characters; of a candidate */
    bool counts;    /* a paragraph of several sentences: it could have had a lead */
    bool accepted;
} view;

/* ---- the sentence by itself ---- */

typedef struct sentence {
    size_t length, commas, halves[4]; /* characters in all and between the first commas */
    unsigned begins, signs; /* of the words with which it may begin, that may stand in it */
    bool digits;
} sentence;

/* What a character, or two in a row, may begin. Few of them begin anything, so that most sentences
 * need not be searched for the words of the lists. */
enum {
    SIGN_STOPS = 1,
    SIGN_ANNOUNCES = 2,
    SIGN_BREAKS = 4,
    SIGN_ACTORS = 8,
    SIGN_ACTOR_ENDS = 16,
    SIGN_OPENINGS = 32,
    SIGNS = 4096
};

static unsigned sign_at(uint32_t c, uint32_t next) { return (c + next * 61u) % SIGNS; }

static unsigned sign_of(const fl_draft *d, uint32_t c, uint32_t next)
{
    return d->lead_signs[sign_at(c, next)];
}

/* By the first two characters of a word, or its only one. */
static void add_signs(const fl_draft *d, const fl_list *list, unsigned sign)
{
    for (size_t i = 0; i < list->count; i++) {
        fl_span word = fl_list_word(list, i);
        uint32_t c = 0;
        if (word.n == 0) continue;
        size_t second = fl_utf8_next(word, 0, &c);
        d->lead_signs[sign_at(c, fl_utf8_at(word, second))] |= (uint8_t)sign;
    }
}

static void prepare_signs(fl_draft *d)
{
    if (d->lead_signs) return;
    d->lead_signs = fl_alloc(d->arena, SIGNS, sizeof *d->lead_signs);
    add_signs(d, d->words.lead_stops, SIGN_STOPS);
    add_signs(d, d->words.announce, SIGN_ANNOUNCES);
    add_signs(d, d->words.lead_breaks, SIGN_BREAKS);
    add_signs(d, d->words.actors, SIGN_ACTORS);
    add_signs(d, d->words.actor_ends, SIGN_ACTOR_ENDS);
    add_signs(d, d->words.lead_openings, SIGN_OPENINGS);
}

/* No further than a lead can be long. */
static sentence measure(const fl_draft *d, fl_span s)
{
    sentence out = { 0 };
    size_t half = 0;
    int quoted = 0;
    uint32_t c = 0;
    for (size_t at = 0; at < s.n && out.length <= LONGEST_LEAD;) {
        uint32_t before = c;
        at = fl_utf8_next(s, at, &c);
        out.length++;
        out.signs |= sign_of(d, c, 0) | sign_of(d, before, c);
        if (out.length <= 2) out.begins = out.signs;
        if (fl_is_han(c))
            half++;
        else if (fl_is_opening(c))
            quoted++;
        else if (fl_is_closing(c) && quoted)
            quoted--;
        else if (c == 0xFF0C || c == ',') {
            if (out.commas < 4) out.halves[out.commas] = half;
            out.commas++;
            half = 0;
        } else
            half += c != 0x3001;
        if (fl_is_digit(c) && !quoted) out.digits = true;
    }
    if (out.commas < 4) out.halves[out.commas] = half;
    return out;
}

/* True when an item of the list stands in `s` outside quotes. */
static bool contains(const fl_list *list, fl_span s)
{
    for (size_t i = 0; i < list->count; i++) {
        size_t at = fl_span_find(s, fl_list_word(list, i), 0);
        if (at == SIZE_MAX) continue;
        int open = 0;
        for (size_t k = 0; k < at;) {
            uint32_t c;
            k = fl_utf8_next(s, k, &c);
            if (fl_is_han(c)) continue;
            if (fl_is_opening(c))
                open++;
            else if (open && fl_is_closing(c))
                open--;
        }
        if (!open) return true;
    }
    return false;
}

/* `河南省政协…`: a name that ends in a body, at the start of the measured sentence. */
static bool names_an_actor(const fl_draft *d, fl_span s, const sentence *m, bool opens)
{
    enum { NAME_BYTES = 36 };
    fl_span head = s.n > NAME_BYTES ? fl_span_sub(s, 0, NAME_BYTES) : s;
    if ((m->begins & SIGN_ACTORS) && fl_list_starts(d->words.actors, s, NULL)) return true;
    if (opens || !(m->signs & SIGN_ACTOR_ENDS)) return false;
    for (size_t i = 0; i < d->words.actor_ends->count; i++) {
        size_t at = fl_span_find(head, fl_list_word(d->words.actor_ends, i), 0);
        if (at == SIZE_MAX || at == 0) continue;
        if (fl_list_ends(d->words.place_ends, fl_span_sub(head, 0, at), NULL)) return true;
    }
    return false;
}

static int points_of(const fl_draft *d, fl_span s, size_t *length)
{
    if (s.n > LONGEST_LEAD * 4) return REJECTED;
    sentence m = measure(d, s);
    *length = m.length;
    if (m.length < 4 || m.length > LONGEST_LEAD || m.commas > 3 || m.digits) return REJECTED;
    if ((m.begins & SIGN_STOPS) && fl_list_starts(d->words.lead_stops, s, NULL)) return REJECTED;
    bool opens = (m.begins & SIGN_OPENINGS) && fl_list_starts(d->words.lead_openings, s, NULL);
    if (names_an_actor(d, s, &m, opens)) return REJECTED;
    if ((m.signs & SIGN_ANNOUNCES) && contains(d->words.announce, s)) return REJECTED;
    int points = m.length < 6 ? SHORT : m.length <= 20 ? USUAL : m.length <= 28 ? LONG : VERY_LONG;
    if (opens) points += OPENING;
    if ((m.signs & SIGN_BREAKS) && contains(d->words.lead_breaks, s)) points += SAYS_WHAT_IS;
    if (m.commas == 1 && m.halves[0] + 2 >= m.halves[1] && m.halves[1] + 2 >= m.halves[0])
        points += BALANCED;
    if (m.commas >= 2) points -= BALANCED;
    return points;
}

static view look(const fl_draft *d, const fl_part *p)
{
    view v = { .points = REJECTED };
    fl_span s = fl_part_text(p);
    if (p->role != FL_PLAIN || (p->flags & FL_SPOKEN) ||
        ((p->flags & FL_LABELLED) && fl_is_note_label(d, s)))
        return v;
    v.counts = p->sentence < s.n || p->chars > 60;
    if (!v.counts || p->stop > LONGEST_LEAD * 4 ||
        !fl_span_starts(fl_span_sub(s, p->stop, s.n), FL_SPAN("。")))
        return v;
    fl_span rest = fl_span_sub(s, p->sentence, s.n);
    if (rest.n < LEAST_REST * 4 && fl_utf8_count(rest) < LEAST_REST) return v;
    size_t length = 0;
    v.points = (int8_t)points_of(d, fl_span_sub(s, 0, p->stop), &length);
    v.length = (uint8_t)length;
    v.first = fl_utf8_at(s, 0);
    return v;
}

/* ---- neighbours and sections ---- */

static int likeness(const view *views, size_t a, size_t b)
{
    const view *x = &views[a], *y = &views[b];
    int difference = x->length > y->length ? x->length - y->length : y->length - x->length;
    int points = NEIGHBOUR + (difference <= 2 ? ALIKE : difference > 6 ? UNLIKE : 0);
    if (x->first == y->first) points += ALIKE;
    return points;
}

typedef struct section {
    size_t from, to; /* parts */
    uint32_t paragraphs, candidates;
    uint8_t style; /* of its heading, 0: none */
} section;

/* Leads found below headings of each style: what is the habit there. */
typedef struct habits {
    uint32_t leads[FL_STYLES];
} habits;

static section section_at(const fl_draft *d, const view *views, size_t from)
{
    section s = { .from = from, .to = from };
    for (size_t i = from; i > 0 && !s.style && i + 3 > from; i--) s.style = d->part[i - 1].style;
    size_t last_counted = SIZE_MAX;
    while (s.to < d->count && d->part[s.to].role != FL_HEAD) {
        const view *v = &views[s.to];
        bool candidate = v->points >= CANDIDATE;
        s.candidates += candidate;
        if (v->counts &&
            (candidate || s.paragraphs)) { /* not the paragraph that opens the section */
            s.paragraphs++;
            last_counted = s.to;
        }
        s.to++;
    }
    if (last_counted != SIZE_MAX && views[last_counted].points < CANDIDATE)
        s.paragraphs--; /* nor the last */
    return s;
}

static size_t neighbour(const view *views, const section *s, size_t at, int step)
{
    for (size_t i = at + (size_t)step; i >= s->from && i < s->to; i += (size_t)step)
        if (views[i].counts) return i;
    return SIZE_MAX;
}

static int with_neighbours(const view *views, const section *s, size_t at, bool habitual)
{
    int points = views[at].points;
    size_t before = neighbour(views, s, at, -1), behind = neighbour(views, s, at, 1);
    bool lead_before = before != SIZE_MAX && views[before].points >= CANDIDATE;
    bool lead_behind = behind != SIZE_MAX && views[behind].points >= CANDIDATE;
    if (lead_before) points += likeness(views, at, before);
    if (lead_behind) points += likeness(views, at, behind);
    if (before != SIZE_MAX && !lead_before && !lead_behind) points += CLOSING;
    if (habitual) points += HABIT;
    if (s->candidates == 1 && s->paragraphs <= 1)
        points += habitual ? 0 : ONLY_ONE;
    else if (s->candidates * 5 >= s->paragraphs * 3)
        points += MOST_LEAD;
    else if (s->candidates * 5 < s->paragraphs * 2)
        points += FEW_LEAD;
    return points;
}

/* Accepts the leads of every section; what `known` counts is the habit, what is found is counted in
 * *found. */
static void judge_sections(const fl_draft *d, view *views, size_t from, const habits *known,
                           habits *found)
{
    for (size_t i = from; i < d->count;) {
        if (d->part[i].role == FL_HEAD) {
            i++;
            continue;
        }
        section s = section_at(d, views, i);
        bool habitual = known && known->leads[s.style] >= HABIT_LEADS;
        for (size_t k = s.from; k < s.to; k++) {
            if (views[k].points < CANDIDATE) continue;
            views[k].accepted = with_neighbours(views, &s, k, habitual) >= NEEDED;
            found->leads[s.style] += views[k].accepted;
        }
        i = s.to;
    }
}

/* ---- leads that the source marked, and those of numbered paragraphs ---- */

static size_t without_marks(fl_span s, size_t end)
{
    while (end > 0) {
        uint32_t c;
        size_t before = fl_utf8_prev(s, end, &c);
        if (!fl_is_sentence_end(c) && !fl_is_space(c) && c != 0xFF1A && c != ':' && c != 0xFF1B &&
            c != ';')
            break;
        end = before;
    }
    return end;
}

/* The end of a strong run at the start of the part when it holds the first sentence; 0: none. */
static size_t strong_lead(const fl_draft *d, const fl_part *p)
{
    const fl_mark *mark = fl_line_marks(d->lines, p->line);
    fl_span s = fl_part_text(p);
    for (uint32_t i = 0; i < p->line->mark_count; i++) {
        if (mark[i].kind != FL_MARK_STRONG || mark[i].from > p->marker) continue;
        if (mark[i].to >= s.n || mark[i].to < p->stop || mark[i].to > s.n * 2 / 3) return 0;
        return without_marks(s, mark[i].to);
    }
    return 0;
}

/* The end of `指导思想` in `1.指导思想：坚持…`: a few characters without any mark, then a colon; 0:
 * none. */
static size_t label_before_colon(fl_span s, size_t marker)
{
    size_t count = 0;
    for (size_t at = marker; at < s.n && count <= LONGEST_LABEL; count++) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (c == 0xFF1A || c == ':') return count >= 2 && next < s.n ? at : 0;
        if (fl_is_punctuation(c) && c != 0x3001 && c != 0x201C && c != 0x201D) return 0;
        at = next;
    }
    return 0;
}

size_t fl_point_lead(const fl_draft *d, fl_span s, size_t marker)
{
    size_t stop, end = fl_sentence_end(d, s, marker, &stop);
    if (stop <= marker) return 0;
    if (end >= s.n) return d->headings_stop ? label_before_colon(s, marker) : 0;
    size_t length = fl_utf8_count(fl_span_sub(s, 0, stop));
    if (d->headings_stop) return length <= LONGEST_NUMBERED ? without_marks(s, stop) : 0;
    if (d->cjk || strcmp(d->lang, "ko") == 0 || length > 60) return 0;
    size_t words = 1;
    for (size_t i = marker; i < stop; i++) words += s.p[i] == ' ';
    return words <= 4 ? without_marks(s, stop) : 0;
}

/* The marker without its point or comma. One in brackets is left alone: `**（三）**加` is no strong
 * span in Markdown. */
static size_t marker_lead(fl_span s, size_t marker)
{
    size_t end = fl_span_trim(fl_span_sub(s, 0, marker)).n;
    while (end > 0) {
        uint32_t c;
        size_t before = fl_utf8_prev(s, end, &c);
        if (fl_is_closing(c)) return end < marker ? end : 0;
        if (!fl_is_punctuation(c)) return fl_is_symbol(c) ? 0 : end;
        end = before;
    }
    return 0;
}

size_t fl_marked_lead(const fl_draft *d, fl_span s, size_t marker)
{
    size_t stop, lead = fl_point_lead(d, s, marker);
    if (lead) return lead;
    if (fl_sentence_end(d, s, marker, &stop) >= s.n && fl_utf8_count(s) <= LONGEST_NUMBERED)
        return without_marks(s, s.n);
    return marker_lead(s, marker);
}

static size_t article_lead(const fl_part *p)
{
    return fl_span_trim(fl_span_sub(fl_part_text(p), 0, p->marker)).n;
}

/* For each segment (index + 1): do its numbers run on across headings? Then they count paragraphs,
 * not points. */
static bool *find_running_numbers(const fl_draft *d)
{
    bool *out = fl_alloc(d->arena, d->segment_count + 1, sizeof *out);
    uint32_t *heads = fl_alloc(d->arena, d->segment_count + 1, sizeof *heads);
    uint32_t seen = 0;
    for (size_t i = 0; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        seen += p->role == FL_HEAD;
        if (p->role != FL_POINT) continue;
        if (d->segment[p->segment - 1].first == i)
            heads[p->segment] = seen;
        else if (heads[p->segment] != seen)
            out[p->segment] = true;
    }
    return out;
}

/* Returns how many paragraphs have a lead that the source marked. */
static uint32_t take_given_leads(fl_draft *d)
{
    uint32_t marked = 0;
    bool *runs_on = find_running_numbers(d);
    for (size_t i = 0; i < d->count; i++) {
        fl_part *p = &d->part[i];
        if (p->role != FL_PLAIN && p->role != FL_SECTION && p->role != FL_POINT &&
            p->role != FL_ARTICLE)
            continue;
        if (p->role == FL_PLAIN && (p->flags & FL_SPOKEN)) continue;
        p->lead = (uint32_t)strong_lead(d, p);
        marked += p->lead && p->role == FL_PLAIN;
        if (p->lead) continue;
        if (p->role == FL_SECTION)
            p->lead = (uint32_t)fl_marked_lead(d, fl_part_text(p), p->marker);
        else if (p->role == FL_POINT && !runs_on[p->segment])
            p->lead = (uint32_t)fl_point_lead(d, fl_part_text(p), p->marker);
        else if (p->role == FL_ARTICLE)
            p->lead = (uint32_t)article_lead(p);
    }
    return marked;
}

static size_t first_heading(const fl_draft *d)
{
    for (size_t i = d->body; i < d->count; i++)
        if (d->part[i].role == FL_HEAD) return i;
    return d->body;
}

void fl_find_leads(fl_draft *d)
{
    uint32_t marked = take_given_leads(d);
    if (!d->headings_stop || marked >= 2) return;
    prepare_signs(d);
    view *views = fl_alloc(d->arena, d->count + 1, sizeof *views);
    size_t from = first_heading(d);
    for (size_t i = from; i < d->count; i++) views[i] = look(d, &d->part[i]);
    habits sure = { { 0 } }, all = { { 0 } };
    judge_sections(d, views, from, NULL, &sure);
    judge_sections(d, views, from, &sure, &all);
    for (size_t i = from; i < d->count; i++)
        if (views[i].accepted) d->part[i].lead = d->part[i].stop;
}

/* ---- leaders ---- */

/* Is the part one sentence that could be a lead? */
static bool is_single_lead(const fl_draft *d, const fl_part *p)
{
    size_t length;
    return p->role == FL_PLAIN && !(p->flags & FL_SPOKEN) && p->sentence >= p->line->text.n &&
           p->chars <= LONGEST_LEAD + 2 &&
           points_of(d, fl_span_sub(fl_part_text(p), 0, p->stop), &length) >= CANDIDATE;
}

/* The part leads the next one, which is not another of its kind. A blank line between them says
 * that they are two paragraphs, unless the source marked the first. */
static bool could_lead(const fl_draft *d, size_t at)
{
    if (at + 1 >= d->count || !(d->part[at].flags & FL_ENDS)) return false;
    const fl_part *next = &d->part[at + 1];
    if ((next->line->hints & FL_HINT_BLANK_BEFORE) && !(d->part[at].line->hints & FL_HINT_STRONG))
        return false;
    if (next->role != FL_PLAIN || (next->flags & FL_SPOKEN)) return false;
    return is_single_lead(d, &d->part[at]) &&
           !(next->chars <= LONGEST_LEAD && is_single_lead(d, next));
}

void fl_find_leaders(fl_draft *d)
{
    uint32_t count = 0;
    if (!d->headings_stop) return;
    prepare_signs(d);
    bool *can = fl_alloc(d->arena, d->count + 1, sizeof *can); /* asked several times */
    for (size_t i = d->body; i < d->count; i++) {
        can[i] = could_lead(d, i);
        count += can[i];
    }
    bool enough = count >= LEAST_LEADERS;
    size_t last = SIZE_MAX; /* the leader before this one */
    for (size_t i = d->body; i < d->count; i++) {
        if (!can[i]) continue;
        bool near = last != SIZE_MAX && i - last <= LEADER_REACH;
        for (size_t k = i + 2; k <= i + LEADER_REACH && k < d->count && !near; k++) near = can[k];
        if (!(enough && near) && !(d->part[i].line->hints & FL_HINT_STRONG)) continue;
        d->part[i].role = FL_LEADER;
        last = i++;
    }
}
