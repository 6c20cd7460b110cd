/* clean/verdict.c - rules, bars and navigation; sentences are counted by their marks. */
#include "clean/verdict.h"

#include "base/utf8.h"

/* ---- prose ---- */

/* A sentence mark at `at` (before `next`): `.` only behind a word and before a space or the end. */
static bool ends_here(fl_span s, size_t at, size_t next, uint32_t c)
{
    if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61) return true;
    if (c != '.' && c != '!' && c != '?') return false;
    uint32_t behind = fl_utf8_at(s, next), before = fl_utf8_before(s, at);
    if (c != '.') return next == s.n || fl_is_space(behind) || !fl_is_ascii_alnum(behind);
    if (next < s.n && behind != ' ' && !fl_is_closing(behind) && behind != '"') return false;
    if (fl_is_digit(before)) return next == s.n;
    if (!fl_is_letter(before)) return fl_is_closing(before);
    return fl_is_letter(fl_utf8_before(s, fl_utf8_prev(s, at, &before))); /* not an initial */
}

fl_prose fl_prose_of(fl_span s)
{
    enum { SHORTEST = 24, LONG = 100, COMMAS = 2 }; /* columns; columns without an end; marks */
    size_t columns = 0, ends = 0, commas = 0, bars = 0;
    uint32_t c, last = 0;
    for (size_t at = 0, next; at < s.n; at = next) {
        next = fl_utf8_next(s, at, &c);
        columns += (size_t)fl_utf8_width(c);
        if (!fl_is_closing(c) && c != '"') last = 0;
        if (ends_here(s, at, next, c)) {
            ends++;
            last = c;
        }
        commas += c == 0xFF0C || c == 0x3001 || c == ',' || c == 0xFF1B;
        bars += c == '|' || c == 0xFF5C || c == '>';
    }
    if (ends > 1) return FL_PROSE_SENTENCES;
    if (last && columns >= SHORTEST) return FL_PROSE_SENTENCE;
    return columns >= LONG && commas >= COMMAS && bars == 0 ? FL_PROSE_SENTENCE : FL_PROSE_NONE;
}

/* ---- bars ---- */

enum {
    SURE = 75,   /* an element that says something by itself, in hundredths */
    ENOUGH = 80, /* a line that goes by itself: nothing else is looked for */
};

static bool is_separator(uint32_t c)
{
    if (c < 0x80) return !fl_is_ascii_alnum(c);
    switch (c) { /* 、，：；｜／·・•●–—―－→»›〉》>】］）＞ … */
    case 0xFF5C:
    case 0xA6:
    case 0xFF0F:
    case 0xB7:
    case 0x30FB:
    case 0x2022:
    case 0x25CF:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0xFF0D:
    case 0x2192:
    case 0xBB:
    case 0x203A:
    case 0xFF1E:
    case 0xFF1A:
    case 0xFF0C:
    case 0x3001:
    case 0xFF1B:
    case 0xFF5E:
    case 0x25BC:
    case 0x25B2:
    case 0x25B6:
    case 0x2191:
    case 0x2193:
    case 0x25A1:
    case 0x25A0:
    case 0x25C6:
    case 0x2605:
    case 0x2606:
    case 0x00D7:
        return true;
    default:
        return fl_is_space(c) || fl_is_opening(c) || fl_is_closing(c);
    }
}

static size_t skip_while(fl_span s, size_t at, bool separators)
{
    while (at < s.n) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (is_separator(c) != separators) break;
        at = next;
    }
    return at;
}

static void take_values(fl_verdict *v, const fl_match *m)
{
    for (uint32_t i = 0; i < m->value_count && v->value_count < FL_VERDICT_VALUES; i++)
        v->value[v->value_count++] = m->value[i];
}

static void take_rule(fl_verdict *v, const fl_pack_rule *rule)
{
    v->rule = rule->id;
    v->why = rule->about;
    v->confidence = rule->confidence;
    v->action = rule->action;
}

typedef struct bar {
    size_t items, known;       /* known: sure enough to act by themselves */
    size_t strangers, columns; /* words that no rule knows, and their width */
} bar;

/* A stranger in a bar is a name (of a source, of a person): short, and there are few of them. */
static bool may_go(const bar *b)
{
    enum { MOST_COLUMNS = 24 };
    if (b->items == 0) return false;
    if (b->strangers == 0) return true;
    return b->items >= 3 && b->known >= 2 && b->strangers <= 2 && b->columns <= MOST_COLUMNS;
}

static fl_verdict judge_bar(const fl_packs *packs, unsigned zones, fl_span line,
                            const fl_pack_rule **gave_up)
{
    enum { MOST_ITEMS = 40, LONGEST_BAR = 900, MORE = 5, CEILING = 96 }; /* bytes */
    fl_verdict v = { .rule = NULL }, none = { .rule = NULL };
    bar b = { .items = 0 };
    if (line.n > LONGEST_BAR) return none;
    bool apart = true; /* a separator or the start stands before */
    for (size_t at = 0; b.items + b.strangers < MOST_ITEMS;) {
        size_t start = skip_while(line, at, true);
        apart |= start > at;
        if (start == line.n) break;
        fl_match m;
        if (fl_match_at(packs, "boilerplate", zones, line, start, &m, gave_up)) {
            if (!v.rule || m.rule->confidence > v.confidence) take_rule(&v, m.rule);
            take_values(&v, &m);
            v.strong |= m.rule->strong;
            b.items++;
            b.known += m.rule->confidence >= SURE;
            at = m.to;
            apart = is_separator(fl_utf8_before(line, at));
            continue;
        }
        if (!apart) return none;
        at = skip_while(line, start, false);
        b.strangers++;
        b.columns += fl_utf8_columns(fl_span_sub(line, start, at));
        apart = false;
        if (b.strangers > 2) return none;
    }
    if (!may_go(&b)) return none;
    size_t more = b.known ? MORE * (b.items - 1) : 0;
    if (v.confidence < CEILING)
        v.confidence = (uint8_t)(v.confidence + more < CEILING ? v.confidence + more : CEILING);
    v.strong |= b.known >= 2;
    return v;
}

/* ---- navigation ---- */

/* What parts the words: bars where there are any, else wide gaps, else single spaces (East Asian
 * words have none). */
static bool parts_words(uint32_t c, uint32_t next, bool bars, bool gaps)
{
    if (c == '|' || c == 0xFF5C || c == 0x2503) return true;
    if (bars) return false;
    if (c == 0xB7 || c == 0x2022 || c == 0x30FB || c == '/') return true;
    if (c == '\t' || c == 0x3000) return true;
    return fl_is_space(c) && (!gaps || fl_is_space(next));
}

static bool is_latin(fl_span s)
{
    size_t letters = 0;
    for (size_t i = 0; i < s.n; i++) letters += fl_is_ascii_alnum((unsigned char)s.p[i]);
    return letters * 2 > s.n;
}

/* The words of a line: those that only sites use, those that reports use too, all. */
typedef struct menu {
    size_t known, topics, words;
    bool bars;
} menu;

/* `打印` is known too: an element of bars that covers the whole word. */
static void count_word(const fl_packs *packs, unsigned zones, fl_span word, menu *m)
{
    fl_match match;
    m->words++;
    if (fl_list_has(fl_packs_list(packs, NULL, "navigation"), word)) {
        m->known++;
    } else if (fl_list_has(fl_packs_list(packs, NULL, "topics"), word)) {
        m->topics++;
    } else if (fl_match_at(packs, "boilerplate", zones, word, 0, &match, NULL)) {
        m->known += match.to == word.n && match.rule->confidence >= SURE;
    }
}

/* False when a word is too long for a menu. */
static bool count_words(const fl_packs *packs, unsigned zones, fl_span line, menu *m)
{
    enum { MOST = 60, WIDEST = 24, WIDEST_LATIN = 40 };
    bool gaps = is_latin(line) || fl_span_find(line, FL_SPAN("  "), 0) != SIZE_MAX;
    m->bars = memchr(line.p, '|', line.n) || fl_span_find(line, FL_SPAN("｜"), 0) != SIZE_MAX;
    for (size_t at = 0; at < line.n && m->words < MOST;) {
        size_t end = at, next = at;
        uint32_t c = 0;
        while (end < line.n) {
            next = fl_utf8_next(line, end, &c);
            if (parts_words(c, fl_utf8_at(line, next), m->bars, gaps)) break;
            end = next;
        }
        fl_span word = fl_span_trim(fl_span_sub(line, at, end));
        at = end < line.n ? next : end;
        if (word.n == 0) continue;
        size_t widest = is_latin(word) ? WIDEST_LATIN : WIDEST;
        if (fl_utf8_columns(word) > widest || fl_prose_of(word)) return false;
        count_word(packs, zones, word, m);
    }
    return true;
}

static uint8_t confidence_of(const menu *m)
{
    enum { FULL = 6 }; /* words that make a menu by their number */
    size_t both = m->known + m->topics;
    if (m->words == 1) return m->known ? 70 : m->topics ? 45 : 0;
    if (both * 4 < m->words) return 0;
    if (m->words >= FULL && m->topics == m->words) return 82;
    if (m->known == 0 || (both < 2 && !(m->bars && m->words > 2))) return 0;
    return m->words == 2 ? 85 : both == m->words ? 95 : 88;
}

static fl_verdict judge_navigation(const fl_packs *packs, unsigned zones, fl_span line)
{
    enum { LONGEST = 400 };
    fl_verdict v = { .rule = NULL };
    menu whole = { .known = 0 }, m = { .known = 0 };
    if (line.n > LONGEST) return v;
    count_word(packs, zones, line, &whole); /* `くらし・手続き` is one word */
    if (whole.known + whole.topics)
        m = whole;
    else if (!count_words(packs, zones, line, &m))
        return v;
    v.confidence = confidence_of(&m);
    if (v.confidence == 0) return v;
    v.rule = "boilerplate.navigation";
    v.why = "words of a site's navigation";
    v.action = FL_ACTION_DROP;
    v.strong = m.words > 2;
    return v;
}

fl_verdict fl_verdict_of(const fl_packs *packs, unsigned zones, fl_span line,
                         const fl_pack_rule **gave_up)
{
    fl_match m;
    fl_verdict whole = { .rule = NULL };
    if (fl_match_whole(packs, "boilerplate", zones, line, &m, gave_up)) {
        whole = (fl_verdict){ .whole = true, .strong = m.rule->strong, .opens = m.rule->opens };
        take_rule(&whole, m.rule);
        take_values(&whole, &m);
        if (whole.confidence >= ENOUGH) return whole;
    }
    if (zones == FL_ZONE_BODY || fl_prose_of(line)) return whole;
    fl_verdict v = judge_bar(packs, zones, line, gave_up);
    if (v.confidence <= whole.confidence) v = whole;
    if (v.confidence >= ENOUGH) return v;
    fl_verdict n = judge_navigation(packs, zones, line);
    return n.confidence > v.confidence ? n : v;
}
