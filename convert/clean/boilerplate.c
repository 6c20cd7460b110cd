/* clean/boilerplate.c - zones are found first, then each line in them is judged with its
 * neighbours.
 *
 * A zone is walked from its edge of the document inwards. A single sentence that no rule knows does
 * not end the walk when two adjacent strong lines stand further in: it is an island of unknown
 * furniture, and stays. */
#include "clean/boilerplate.h"

#include "base/utf8.h"
#include "clean/facts.h"
#include "clean/shape.h"
#include "clean/verdict.h"
#include "rules/pack.h"

enum {
    DEEPEST = 300,    /* lines of a zone: longer lists of links are not seen in dumps */
    SURE = 80,        /* a line that goes without help at the level normal, in hundredths */
    BESIDE_GONE = 25, /* what a neighbour that goes adds to a doubtful line, */
    BESIDE_DOUBT = 8, /* and what another doubtful line adds */
    CEILING = 96,     /* which is never more than this */
};

typedef enum line_kind {
    SHORT,     /* neither of the others: the only kind that goes without a rule of its own */
    SENTENCE,  /* running text, */
    SENTENCES, /* and more of it */
    MARKER,    /* begins like an enumerated item or heading */
    SALUTATION,
    KEPT,   /* a rule of the family `keep` matches */
    ROW,    /* of a table */
    LOCKED, /* preformatted, or inside a table or code block of the source */
} line_kind;

typedef struct judged {
    fl_verdict verdict;
    line_kind kind;
    uint8_t own;    /* confidence by itself; 0: nothing speaks against it */
    uint8_t final;  /* confidence beside its neighbours */
    uint32_t title; /* the line goes only before this byte: behind it stands the title; 0: all */
    bool subtitle;  /* `——在市人民代表大会上`: no marker of an item of the text */
    bool gone;
} judged;

/* Lines [first, first + count) of the document, in order. */
typedef struct zone {
    size_t first, count;
    judged *line;
    unsigned side; /* FL_ZONE_HEAD or FL_ZONE_TAIL */
    uint8_t sure;  /* what a line needs in order to go, in hundredths */
    bool has_body; /* a body line ended the walk */
} zone;

typedef struct page {
    const fl_task *t;
    fl_lines *lines;
    fl_meta *meta;
    const fl_pack_rule *gave_up;
    size_t gave_up_at;
    bool warned_long;
} page;

/* ---- kinds ---- */

static size_t count_bars(fl_span s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '|' || s.p[i] == '\t';
    return n;
}

static bool is_row(const fl_lines *lines, size_t i)
{
    size_t bars = count_bars(lines->item[i].text);
    if (bars == 0) return false;
    return (i > 0 && count_bars(lines->item[i - 1].text) == bars) ||
           (i + 1 < lines->count && count_bars(lines->item[i + 1].text) == bars);
}

static bool in_table(const fl_lines *lines, uint32_t container)
{
    for (int depth = 0; container && depth < 64;
         container = lines->container[container].parent, depth++) {
        uint8_t kind = lines->container[container].kind;
        if (kind >= FL_CONTAINER_TABLE && kind <= FL_CONTAINER_CODE) return true;
    }
    return false;
}

static bool is_salutation(const fl_packs *packs, fl_span s)
{
    uint32_t last = fl_utf8_before(s, s.n);
    bool ends = last == ':' || last == 0xFF1A || last == '!' || last == 0xFF01 || last == ',' ||
                last == 0xFF0C;
    return ends && fl_list_starts(fl_packs_list(packs, NULL, "salutations"), s, NULL);
}

static line_kind kind_of(const page *p, size_t i)
{
    enum { LONGEST_KEPT = 400 }; /* bytes */
    const fl_line *line = &p->lines->item[i];
    fl_match m;
    if ((line->hints & FL_HINT_PREFORMATTED) || in_table(p->lines, line->container)) return LOCKED;
    fl_prose prose = fl_prose_of(line->text);
    if (prose == FL_PROSE_SENTENCES) return SENTENCES;
    if (is_salutation(p->t->packs, line->text)) return SALUTATION;
    if (prose == FL_PROSE_SENTENCE) return SENTENCE;
    if (line->text.n <= LONGEST_KEPT &&
        fl_match_whole(p->t->packs, "keep", FL_ZONE_ANYWHERE, line->text, &m, NULL))
        return KEPT;
    if (fl_starts_with_marker(line->text)) return MARKER;
    return is_row(p->lines, i) ? ROW : SHORT;
}

/* `第十二条　未经许可，不得转载…`: a numbered paragraph is the report's, whatever it says. */
static bool is_numbered(fl_span s)
{
    uint32_t first = fl_utf8_at(s, 0);
    bool bullet = first == '-' || first == '*' || first == '+' || first == 0x203B ||
                  (first >= 0x2000 && first < 0x2460) || (first >= 0x2500 && first < 0x2776);
    return !bullet && fl_starts_with_marker(s);
}

/* What the verdict weighs against a line of this kind; 0 where the kind protects it. */
static uint8_t own_confidence(line_kind kind, const fl_verdict *v)
{
    if (!v->rule) return 0;
    switch (kind) {
    case SHORT:
        return v->confidence;
    case SENTENCE:
        return v->whole ? v->confidence : 0;
    case SENTENCES:
        return v->whole && v->strong ? v->confidence : 0;
    case ROW:
        return v->confidence;
    case MARKER:
        return v->strong && v->confidence >= SURE ? v->confidence : 0;
    default:
        return 0;
    }
}

/* Rules have a longest line; a line beyond all of them is likely a whole document without line
 * ends. */
static void warn_long(page *p, size_t i)
{
    const fl_line *line = &p->lines->item[i];
    if (p->warned_long || fl_utf8_columns(line->text) <= UINT16_MAX) return;
    p->warned_long = true;
    fl_trail_warn(p->t->trail, line->from, fl_trail_rule(p->t->trail, "rules.long-line", ""),
                  "longer than %d columns: rules for whole lines are not tried on it", UINT16_MAX);
}

static judged judge(page *p, size_t i, unsigned side)
{
    uint32_t first = fl_utf8_at(p->lines->item[i].text, 0);
    judged j = { .kind = kind_of(p, i),
                 .subtitle = side == FL_ZONE_HEAD && (first == 0x2014 || first == 0x2015) };
    if (p->lines->item[i].text.n > UINT16_MAX) warn_long(p, i);
    if (j.kind == LOCKED || j.kind == SALUTATION || j.kind == KEPT) return j;
    const fl_pack_rule *before = p->gave_up;
    j.verdict = fl_verdict_of(p->t->packs, side, p->lines->item[i].text, &p->gave_up);
    if (p->gave_up != before) p->gave_up_at = i;
    if (j.verdict.rule && !fl_task_allows(p->t, j.verdict.rule, 100)) return j; /* switched off */
    bool text = j.kind == SENTENCE || j.kind == SENTENCES;
    if (!text || !is_numbered(p->lines->item[i].text))
        j.own = j.final = own_confidence(j.kind, &j.verdict);
    return j;
}

/* ---- zones ---- */

static bool is_body(const judged *j)
{
    if (j->kind == SALUTATION || j->kind == LOCKED) return true;
    if (j->kind == MARKER && j->subtitle) return false;
    return (j->kind == SENTENCE || j->kind == SENTENCES || j->kind == MARKER) && j->own == 0;
}

static bool is_strong(const judged *j) { return j->own >= SURE && j->verdict.strong; }

/* As fl_task_allows has it: a line that will not go is no help for its neighbours. */
static uint8_t sure_at(fairleaf_level level)
{
    if (level == FAIRLEAF_CAUTIOUS) return 95;
    return level == FAIRLEAF_EAGER ? 60 : SURE;
}

/* Walks from line `start` in direction `step` and returns how many lines the zone has. */
static zone walk(page *p, size_t start, int step, size_t most)
{
    zone z = { .side = step > 0 ? FL_ZONE_HEAD : FL_ZONE_TAIL,
               .sure = sure_at(p->t->options->level) };
    judged *line = fl_alloc(p->t->arena, most, sizeof *line);
    size_t bodies = 0, n = 0;
    for (; n < most; n++) {
        size_t i = step > 0 ? start + n : start - n;
        line[n] = judge(p, i, z.side);
        if (is_body(&line[n])) {
            z.has_body = true;
            if (++bodies > 1 || line[n].kind != SENTENCE) break;
        } else if (bodies == 0 || (n > 0 && is_strong(&line[n]) && is_strong(&line[n - 1]))) {
            z.count = n + 1;
        }
    }
    z.first = step > 0 ? start : start + 1 - z.count;
    for (size_t a = 0, b = z.count; step < 0 && a + 1 < b; a++) { /* in the order of the document */
        judged swap = line[a];
        line[a] = line[--b];
        line[b] = swap;
    }
    z.line = line;
    return z;
}

static bool is_heading(const page *p, size_t i)
{
    const fl_line *line = &p->lines->item[i];
    if (line->hints & FL_HINT_HEADING) return true;
    return fl_starts_with_marker(line->text) && fl_prose_of(line->text) == FL_PROSE_NONE;
}

static bool is_text(const judged *j) { return j->kind == SENTENCE || j->kind == SENTENCES; }

/* A section about copyright or contact: under a heading, what a rule knows belongs to the report.
 */
static void spare_section(const page *p, zone *z)
{
    for (size_t i = 0; !z->has_body && i < z->count; i++) /* such a text is all there is */
        if (is_text(&z->line[i])) z->line[i].own = z->line[i].final = 0;
    size_t spared = 0;
    bool heading = z->first > 0 && is_heading(p, z->first - 1);
    while (spared < z->count) {
        const judged *j = &z->line[spared], *next = j + 1;
        bool text = is_text(j);
        bool doubtful = j->own > 0 && j->own < SURE;
        if (heading && (text || doubtful)) {
            spared++;
            heading = doubtful;
        } else if (doubtful && j->kind == SHORT && spared + 1 < z->count && is_text(next)) {
            spared += 2;
            heading = false;
        } else {
            break;
        }
    }
    for (size_t i = 0; i < spared; i++) z->line[i].own = z->line[i].final = 0;
}

/* ---- neighbours ---- */

/* What a neighbour adds to a doubtful line. */
static unsigned support(const zone *z, const judged *beside)
{
    if (beside->own == 0) return 0;
    return beside->final >= z->sure ? BESIDE_GONE : BESIDE_DOUBT;
}

static void weigh(const zone *z, size_t i)
{
    judged *j = &z->line[i];
    if (j->own == 0 || j->own >= z->sure) return;
    unsigned more = (i > 0 ? support(z, j - 1) : 0) + (i + 1 < z->count ? support(z, j + 1) : 0);
    more = j->own + more < CEILING ? j->own + more : CEILING;
    if (more > j->final) j->final = (uint8_t)more;
}

/* A table with a row that no rule knows is the report's, and so is what stands right below it. */
static void spare_tables(const zone *z)
{
    for (size_t i = 1; i < z->count; i++) {
        const judged *above = &z->line[i - 1];
        judged *j = &z->line[i];
        if (above->kind == ROW && above->own == 0 && !is_strong(j)) j->own = j->final = 0;
    }
    for (size_t i = z->count; i-- > 1;) {
        judged *j = &z->line[i - 1];
        if (j->kind == ROW && j[1].kind == ROW && j[1].own == 0 && !is_strong(j))
            j->own = j->final = 0;
    }
}

/* A menu of one word a line: several doubtful lines on end, one of which only a site has. */
static void weigh_menus(const zone *z)
{
    enum { LINES = 4, SITE = 70, ENOUGH = 82 };
    for (size_t i = 0, end; i < z->count; i = end + 1) {
        unsigned surest = 0;
        for (end = i; end < z->count && z->line[end].own; end++)
            if (z->line[end].own > surest) surest = z->line[end].own;
        for (size_t k = i; end - i >= LINES && surest >= SITE && k < end; k++)
            if (z->line[k].final < ENOUGH) z->line[k].final = ENOUGH;
    }
}

static void weigh_neighbours(const zone *z)
{
    spare_tables(z);
    if (z->side == FL_ZONE_HEAD) weigh_menus(z);
    for (int round = 0; round < 2; round++) { /* a line that goes now helps the next one */
        for (size_t i = 0; i < z->count; i++) weigh(z, i);
        for (size_t i = z->count; i-- > 0;) weigh(z, i);
    }
    for (size_t i = 0; i < z->count; i++) z->line[i].gone = z->line[i].final >= z->sure;
}

/* The first of two adjacent strong lines that go, or a line that opens a list; count when there is
 * none. */
static size_t find_close(const zone *z)
{
    for (size_t i = 0; i < z->count; i++) {
        const judged *j = &z->line[i];
        if (!j->gone) continue;
        if (j->verdict.opens) return i;
        if (is_strong(j) && i + 1 < z->count && z->line[i + 1].gone && is_strong(&z->line[i + 1]))
            return i;
    }
    return z->count;
}

/* A name above a date is a signature. */
static bool is_signature(const zone *z, size_t i)
{
    return i + 1 < z->count && z->line[i + 1].kind == KEPT;
}

static bool is_stranger(const zone *z, size_t i)
{
    const judged *j = &z->line[i];
    return !j->gone && j->kind == SHORT && !is_signature(z, i);
}

static bool is_closed(const judged *j) { return j->gone && is_strong(j); }

static void drop_stranger(judged *j)
{
    enum { CONFIDENCE = 85 };
    j->verdict =
        (fl_verdict){ .rule = "boilerplate.tail",
                      .why = "stands behind the end of the text, among the page's own lines",
                      .confidence = CONFIDENCE };
    j->own = j->final = CONFIDENCE;
    j->gone = true;
}

/* What follows the close is the page's, as long as what rules know of it outweighs what they do
 * not. */
static void close_tail(zone *z)
{
    enum { FEW = 3, LIST = 20, TIMES = 2 };
    size_t close = find_close(z), strangers = 0, known = 0;
    for (size_t i = close; i < z->count; i++) {
        judged *j = &z->line[i];
        if (j->own && !j->gone) j->gone = (j->final = (uint8_t)(j->own + BESIDE_GONE)) >= z->sure;
        known += j->gone;
        strangers += is_stranger(z, i);
    }
    for (size_t i = 1; i + 1 < z->count; i++) /* one stranger between two strong lines */
        if (is_stranger(z, i) && is_closed(&z->line[i - 1]) && is_closed(&z->line[i + 1]))
            drop_stranger(&z->line[i]);
    if (close == z->count) return;
    size_t most = known * TIMES > FEW ? known * TIMES : FEW;
    if (z->line[close].verdict.opens && most < LIST) most = LIST;
    if (strangers > most) return;
    for (size_t i = close; i < z->count; i++)
        if (is_stranger(z, i)) drop_stranger(&z->line[i]);
}

/* ---- acting ---- */

static bool is_list_key(const char *key) { return strcmp(key, "breadcrumb") == 0; }

static void keep_value(const page *p, const fl_line *line, const fl_verdict *v,
                       const fl_match_value *m)
{
    const fl_task *t = p->t;
    fl_span text = fl_span_trim(fl_span_sub(line->text, m->from, m->to));
    if (text.n == 0) return;
    size_t from = (size_t)(text.p - line->text.p);
    fl_property *property;
    if (is_list_key(m->key)) {
        property = fl_fact_breadcrumb(t->arena, p->meta, v->rule, text, v->confidence);
    } else {
        if (fl_meta_get(p->meta, m->key)) return; /* the first one counts */
        bool date = strcmp(m->key, "date") == 0;
        fl_span value = date ? fl_fact_date(t->arena, text) : text;
        if (value.n == 0) return;
        /* The date of the page is not always that of the report: what the report itself says is
         * surer. */
        property = fl_meta_set(t->arena, p->meta, m->key, v->rule, value,
                               date ? 60 : v->confidence);
    }
    if (!property) return;
    property->from = fl_line_source(t->trail, p->lines, line, from);
    property->to = fl_line_source(t->trail, p->lines, line, from + text.n);
}

static void note(const page *p, fl_line *line, const fl_verdict *v, unsigned confidence,
                 fl_span why)
{
    fl_change change = { .from = 0,
                         .to = (uint32_t)line->text.n,
                         .why = why,
                         .rule = fl_trail_rule(p->t->trail, v->rule, v->why),
                         .kind = FAIRLEAF_EDIT_NOTE,
                         .confidence = (uint8_t)confidence };
    fl_line_change(p->t, p->lines, line, &change, 1);
}

static void act(const page *p, size_t i, const judged *j)
{
    fl_line *line = &p->lines->item[i];
    const fl_verdict *v = &j->verdict;
    unsigned confidence = j->final > 99 ? 99 : j->final;
    if (!fl_task_allows(p->t, v->rule, 100)) return; /* boilerplate.tail switched off */
    for (uint32_t k = 0; k < v->value_count; k++) keep_value(p, line, v, &v->value[k]);
    if (v->action == FL_ACTION_META) return;
    if (v->action == FL_ACTION_NOTE) {
        note(p, line, v, confidence, (fl_span){ NULL, 0 });
        return;
    }
    if (!fl_task_allows(p->t, v->rule, confidence)) {
        note(p, line, v, confidence, FL_SPAN("not sure enough to leave it out"));
        return;
    }
    uint16_t rule = fl_trail_rule(p->t->trail, v->rule, v->why);
    fl_change before_title = { .to = j->title,
                               .why = FL_SPAN("the way to the page; its last word is the title"),
                               .rule = rule,
                               .kind = FAIRLEAF_EDIT_REMOVE,
                               .confidence = (uint8_t)confidence };
    if (j->title)
        fl_line_change(p->t, p->lines, line, &before_title, 1);
    else
        fl_line_remove(p->t, p->lines, line, rule, confidence, (fl_span){ NULL, 0 });
}

static void act_on_zone(const page *p, const zone *z)
{
    for (size_t i = 0; i < z->count; i++)
        if (z->line[i].gone || z->line[i].final >= SURE) act(p, z->first + i, &z->line[i]);
}

/* Inside the body: only what may stand anywhere, and no running text; nor an indented line in
 * ASCII, which is an example of program text or markup that the report gives. */
static void act_on_body(page *p, size_t first, size_t end)
{
    enum { LONGEST = 800 }; /* bytes */
    for (size_t i = first; i < end; i++) {
        fl_span text = p->lines->item[i].text;
        fl_match m;
        if (text.n > UINT16_MAX) warn_long(p, i);
        bool example = (p->lines->item[i].hints & FL_HINT_INDENTED) && text.n &&
                       (unsigned char)text.p[0] < 0x80;
        if (text.n == 0 || text.n > LONGEST || example) continue;
        if (!fl_match_whole(p->t->packs, "boilerplate", FL_ZONE_BODY, text, &m, NULL)) continue;
        judged j = judge(p, i, FL_ZONE_BODY);
        if (j.kind != SENTENCES && j.own >= SURE) act(p, i, &j);
    }
}

/* A line that may be the title: short, no sentence, and no name of a speaker, subtitle or date. */
static bool is_title_like(const page *p, fl_span s)
{
    enum { NARROWEST = 10, NAME = 6 }; /* columns */
    uint32_t first = fl_utf8_at(s, 0), last = fl_utf8_before(s, s.n);
    if (fl_utf8_columns(s) < NARROWEST || fl_is_opening(first) || first == '(') return false;
    if (first == 0x2014 || first == 0x2015 || first == 0x2500 || first == '-') return false;
    if (last == ':' || last == 0xFF1A || last == ',' || last == 0xFF0C) return false;
    if (fl_list_ends(fl_packs_list(p->t->packs, NULL, "title_words"), s, NULL)) return true;
    if (!fl_is_han(last)) return true;
    size_t name = s.n; /* `市长 张三` */
    for (uint32_t c; name > 0; name = fl_utf8_prev(s, name, &c))
        if (fl_is_space(fl_utf8_before(s, name))) break;
    return name == 0 || fl_utf8_columns(fl_span_sub(s, name, s.n)) > NAME;
}

static bool contains(fl_span s, fl_span part) { return fl_span_find(s, part, 0) != SIZE_MAX; }

/* No other line of the head, but those that go, gives the title that stands in line `i`. */
static bool is_only_title(const page *p, const zone *head, size_t i, fl_span title)
{
    const fl_list *words = fl_packs_list(p->t->packs, NULL, "title_words");
    size_t end = head->count + head->has_body;
    for (size_t k = 0; k < end; k++) {
        fl_span s = p->lines->item[head->first + k].text;
        if (k == i || (k < head->count && head->line[k].gone)) continue;
        if (k < head->count && (contains(s, title) || contains(title, s))) return false;
        if (k < head->count && head->line[k].kind != SHORT) continue;
        if (k < i && fl_list_ends(words, s, NULL)) return false;
        if (k > i && k < head->count && is_title_like(p, s)) return false;
    }
    return true;
}

/* `首页 > 新闻 > 2023年某市工作报告`, and no title below: the last word is the title and stays. */
static void spare_titles(const page *p, const zone *head)
{
    for (size_t i = 0; i < head->count; i++) {
        judged *j = &head->line[i];
        fl_span line = p->lines->item[head->first + i].text;
        const fl_match_value *crumbs = NULL;
        for (uint32_t k = 0; k < j->verdict.value_count; k++)
            if (is_list_key(j->verdict.value[k].key)) crumbs = &j->verdict.value[k];
        if (!j->gone || !j->verdict.whole || !crumbs || crumbs->to != line.n) continue;
        size_t at = crumbs->from + fl_fact_last_crumb(fl_span_sub(line, crumbs->from, crumbs->to));
        fl_span title = fl_span_sub(line, at, line.n);
        if (!is_title_like(p, title) || fl_prose_of(title)) continue;
        if (fl_verdict_of(p->t->packs, FL_ZONE_HEAD, title, NULL).rule) continue;
        if (is_only_title(p, head, i, title)) j->title = (uint32_t)at;
    }
}

/* A breadcrumb of one word a line is one breadcrumb. */
static void take_crumb_lines(const page *p, zone *head)
{
    enum { CONFIDENCE = 92 };
    static const char rule[] = "boilerplate.breadcrumb",
                      why[] = "where the page stands in its site, a word a line";
    size_t first, end;
    if (!fl_task_allows(p->t, rule, 100)) return;
    if (!fl_fact_crumb_lines(p->t->packs, p->lines, head->count, &first, &end)) return;
    fl_buf text = fl_buf_new(p->t->arena, 64);
    for (size_t i = first; i < end; i++) {
        judged *j = &head->line[i];
        if (text.n) fl_buf_text(&text, " > ");
        if (!fl_fact_is_separator(p->lines->item[i].text))
            fl_buf_span(&text, p->lines->item[i].text);
        j->verdict =
            (fl_verdict){ .rule = rule, .why = why, .confidence = CONFIDENCE, .strong = true };
        j->own = j->final = CONFIDENCE;
    }
    fl_property *property = fl_fact_breadcrumb(p->t->arena, p->meta, rule, fl_buf_view(&text),
                                               CONFIDENCE);
    if (!property) return;
    property->from = p->lines->item[first].from;
    property->to = p->lines->item[end - 1].to;
}

unsigned fl_boilerplate_see(const fl_task *t, fl_lines *lines, size_t i, unsigned side)
{
    page p = { .t = t, .lines = lines };
    judged j = judge(&p, i, side);
    fl_span s = lines->item[i].text;
    unsigned bits = is_title_like(&p, s) ? FL_SEEN_TITLE_LIKE : 0;
    if (fl_list_ends(fl_packs_list(t->packs, NULL, "title_words"), s, NULL) ||
        fl_list_ends(fl_packs_list(t->packs, NULL, "body_ends"), s, NULL))
        bits |= FL_SEEN_TITLE_WORD;
    if (j.own >= SURE) return bits | FL_SEEN_KNOWN;
    if (is_text(&j)) return bits | FL_SEEN_SENTENCE;
    return bits | (j.kind == SHORT ? FL_SEEN_SHORT : FL_SEEN_PROTECTED);
}

void fl_drop_boilerplate(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    page p = { .t = t, .lines = lines, .meta = meta };
    size_t n = lines->count;
    if (n == 0) return;
    zone head = walk(&p, 0, 1, n < DEEPEST ? n : DEEPEST);
    if (!head.has_body && head.count > n / 2) head.count = (n + 1) / 2;
    size_t left = n - head.count;
    zone tail = walk(&p, n - 1, -1, left < DEEPEST ? left : DEEPEST);
    spare_section(&p, &tail);
    take_crumb_lines(&p, &head);
    weigh_neighbours(&head);
    weigh_neighbours(&tail);
    if (head.has_body) close_tail(&tail);
    spare_titles(&p, &head);
    act_on_zone(&p, &head);
    act_on_body(&p, head.count, tail.first);
    act_on_zone(&p, &tail);
    if (p.gave_up)
        fl_trail_warn(t->trail, lines->item[p.gave_up_at].from,
                      fl_trail_rule(t->trail, p.gave_up->id, p.gave_up->about),
                      "the pattern took too long on this line, which stays");
}
