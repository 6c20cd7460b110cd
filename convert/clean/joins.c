/* clean/joins.c - one decision for each border between two lines, from the shapes of both and the
 * habit of the document. */
#include "clean/joins.h"

#include "base/utf8.h"
#include "base/scan.h"
#include "clean/shape.h"
#include "clean/verdict.h"
#include "rules/pack.h"

/* ---- paragraphs glued into one line ---- */

static const char two_spaces[] = "\xE3\x80\x80\xE3\x80\x80"; /* U+3000 twice */

/* Where a paragraph starts behind two ideographic spaces or more; with `ended`, only behind a
 * sentence end. SIZE_MAX when none does. */
static size_t next_paragraph(fl_span s, size_t from, bool ended)
{
    size_t at = from;
    while ((at = fl_span_find(s, (fl_span){ two_spaces, 6 }, at)) != SIZE_MAX) {
        size_t before = at, behind = at + 6;
        while (s.n - behind >= 3 && memcmp(s.p + behind, two_spaces, 3) == 0) behind += 3;
        uint32_t c = fl_utf8_before(s, before);
        while (before > 0 && (c == ' ' || fl_is_closing(c))) {
            before = fl_utf8_prev(s, before, &c);
            c = fl_utf8_before(s, before);
        }
        bool ends = fl_is_sentence_end(c) || c == 0xFF1A || c == ':' || c == 0xFF1B;
        if (behind < s.n && before > 0 && (ends || !ended)) return behind;
        at = behind;
    }
    return SIZE_MAX;
}

/* Two paragraphs that end and are followed by such spaces prove that the spaces of this line are
 * indents. */
static size_t count_paragraphs(fl_span s)
{
    size_t ended = 0, all = 0;
    if (!fl_scan_pair(s, 0x80, 0x80)) return 0; /* no U+3000 at all */
    for (size_t at = 0; (at = next_paragraph(s, at, true)) != SIZE_MAX;) ended++;
    if (ended < 2) return ended;
    for (size_t at = 0; (at = next_paragraph(s, at, false)) != SIZE_MAX;) all++;
    return all;
}

void fl_cut_paragraphs(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    size_t more = 0, out = 0;
    for (size_t i = 0; i < lines->count; i++) more += count_paragraphs(lines->item[i].text);
    if (more == 0) return;
    fl_line *item = fl_alloc(t->arena, lines->count + more, sizeof *item);
    for (size_t i = 0; i < lines->count; i++) {
        fl_line line = lines->item[i];
        size_t at = 0, cuts = line.hints & FL_HINT_PREFORMATTED ? 0 : count_paragraphs(line.text);
        bool ended = cuts < 2;
        for (; cuts && (at = next_paragraph(line.text, 0, ended)) != SIZE_MAX; cuts--) {
            fl_line rest;
            fl_line_split(t, lines, &line, at, &rest);
            line.text = fl_span_trim(line.text);
            rest.hints = (uint16_t)((rest.hints & ~FL_HINT_BLANK_BEFORE) | FL_HINT_INDENTED);
            item[out++] = line;
            line = rest;
        }
        item[out++] = line;
    }
    lines->item = item;
    lines->count = lines->capacity = out;
}

/* ---- jump lines ---- */

enum { LONGEST_END = 96 }; /* bytes */

/* The ends of a long line, cut between characters: only there can a jump line stand. */
static fl_span head_of(fl_span s)
{
    size_t n = s.n < LONGEST_END ? s.n : LONGEST_END;
    while (n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
    return fl_span_sub(s, 0, n);
}

static fl_span tail_of(fl_span s)
{
    size_t from = s.n < LONGEST_END ? 0 : s.n - LONGEST_END;
    while (((unsigned char)s.p[from] & 0xC0) == 0x80) from++;
    return fl_span_sub(s, from, s.n);
}

/* Takes one jump line off the start (or the whole) or the end of a line. True when that end has
 * something that a rule knows. */
static bool drop_jump(const fl_task *t, fl_lines *lines, size_t i, bool at_end)
{
    fl_line *line = &lines->item[i];
    fl_span part = at_end ? tail_of(line->text) : head_of(line->text);
    fl_match match;
    if (!fl_match_line(t->packs, "jump", FL_ZONE_ANYWHERE, part, 0, &match, NULL)) return false;
    if (at_end ? match.to != part.n : match.from != 0) return true;
    const fl_pack_rule *found = match.rule;
    if (!fl_task_allows(t, found->id, found->confidence)) return true;
    uint16_t rule = fl_trail_rule(t->trail, found->id, found->about);
    uint32_t before = (uint32_t)(part.p - line->text.p);
    bool behind = at_end || match.to == line->text.n; /* the text goes on below */
    if (match.from + before == 0 && match.to + before == line->text.n)
        fl_line_remove(t, lines, line, rule, found->confidence, (fl_span){ NULL, 0 });
    else
        fl_line_change(t, lines, line,
                       &(fl_change){ .from = match.from + before,
                                     .to = match.to + before,
                                     .rule = rule,
                                     .kind = FAIRLEAF_EDIT_REMOVE,
                                     .confidence = found->confidence },
                       1);
    if (!behind)
        line->hints |= FL_HINT_CUT;
    else if (i + 1 < lines->count)
        lines->item[i + 1].hints |= FL_HINT_CUT;
    return true;
}

void fl_drop_jumps(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    for (size_t i = 0; i < lines->count; i++) {
        const fl_line *line = &lines->item[i];
        if (line->hints & FL_HINT_PREFORMATTED) continue;
        bool seen = drop_jump(t, lines, i, false);
        if (!seen && line->text.n <= LONGEST_END) continue; /* both ends are the same */
        if (!fl_line_gone(line)) (void)drop_jump(t, lines, i, true);
    }
}

/* ---- the habit of the document ---- */

typedef struct habit {
    uint32_t width;     /* usual width of a full line, columns; 0: lines are paragraphs */
    uint32_t slack;     /* how far before that width a full line of East Asian text may end */
    uint32_t indent;    /* of most lines */
    bool blank_between; /* a blank line after every line means nothing */
} habit;

enum { WIDEST_WRAP = 140 }; /* columns of a wrapped line */

/* What one line in ten is wider than or as wide as, indent and all; WIDEST_WRAP + 1: any width
 * beyond. */
static uint32_t full_width(const fl_shape *shape, size_t count)
{
    size_t of[WIDEST_WRAP + 2] = { 0 }, narrower = 0;
    uint32_t width = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = shape[i].columns + shape[i].indent;
        of[c <= WIDEST_WRAP ? c : WIDEST_WRAP + 1]++;
    }
    while ((narrower += of[width]) <= count * 9 / 10) width++;
    return width;
}

/* The commonest indent, when over half of the lines have it. */
static uint32_t usual_indent(const fl_shape *shape, size_t count)
{
    size_t by_indent[33] = { 0 }, most = 0;
    for (size_t i = 0; i < count; i++) by_indent[shape[i].indent < 32 ? shape[i].indent : 32]++;
    for (size_t i = 0; i < 32; i++)
        if (by_indent[i] > by_indent[most]) most = i;
    return by_indent[most] * 2 > count ? (uint32_t)most : 0;
}

/* The lines near the usual width. */
typedef struct edge {
    size_t near, longer; /* longer: than half of the width */
    size_t open;         /* of the near ones: do not end a sentence */
    size_t sharp;        /* of the open ones: end where a wrap would have cut them, */
    size_t exact;        /* to the character */
    size_t ended;   /* East Asian ones that end there, and a sentence as well: one in ten at most of
                       a wrapped text */
    size_t blank;   /* open ones with a blank line below */
    uint32_t slack; /* the furthest of the sharp East Asian ones */
} edge;

static edge edge_at(const fl_lines *lines, const fl_shape *shape, uint32_t width)
{
    /* columns: what has no room, with marks moved to the next line, a long word */
    enum { CHARACTER = 2, CHARACTERS = 6, WORD = 14 };
    edge e = { .near = 0 };
    for (size_t i = 0; i < lines->count; i++) {
        uint32_t c = shape[i].columns + shape[i].indent, before = c < width ? width - c : 0;
        if (c * 2 < width) continue;
        e.longer++;
        if (c * 10 < width * 8 || c > width + width / 8) continue;
        e.near++;
        if (shape[i].terminated) {
            e.ended += !shape[i].latin && before <= CHARACTERS;
            continue;
        }
        e.open++;
        if (before <= (shape[i].latin ? WORD : CHARACTERS)) e.sharp++;
        e.exact += shape[i].latin || before <= CHARACTER;
        if (!shape[i].latin && before <= CHARACTERS && before > e.slack) e.slack = before;
        e.blank += i + 1 < lines->count && (lines->item[i + 1].hints & FL_HINT_BLANK_BEFORE);
    }
    return e;
}

/* A text is hard-wrapped when many of its longer lines stop near one width, most of these do not
 * end a sentence, and those that do not end it stop where there was no more room: the lines of a
 * short page are of like length by chance, but not to the character. */
static habit learn(const fl_lines *lines, const fl_shape *shape)
{
    enum { FEWEST = 6, NARROWEST = 24, SHARP = 4, MANY = 8 };
    habit h = { .indent = usual_indent(shape, lines->count) };
    size_t count = lines->count;
    if (count < FEWEST) return h;
    uint32_t width = full_width(shape, count);
    if (width < NARROWEST || width > WIDEST_WRAP) return h;
    edge e = edge_at(lines, shape, width);
    if (e.near < FEWEST - 2 || e.near * 100 < e.longer * 45 || e.open * 2 < e.near) return h;
    if (e.sharp < SHARP || e.sharp * 10 < e.open * 8 || e.ended * 2 > e.sharp) return h;
    if (e.sharp < MANY && e.exact * 4 < e.sharp * 3) return h; /* few lines need more */
    h.width = width;
    h.slack = e.slack;
    h.blank_between = e.blank * 10 > e.open * 8;
    return h;
}

/* ---- borders ---- */

typedef struct border {
    const fl_task *t;
    const fl_lines *lines;
    const fl_shape *shape;
    habit habit;
    bool pieces; /* the line above was joined by a bracket that this one leaves open */
} border;

static bool is_block(const fl_line *line)
{
    return line->hints & (FL_HINT_HEADING | FL_HINT_STRONG | FL_HINT_PREFORMATTED | FL_HINT_RULE);
}

/* A whole short line that is furniture of the page by itself. */
static bool is_junk(const border *b, size_t i)
{
    enum { WIDEST = 120, SURE = 80 }; /* columns; hundredths */
    fl_span text = b->lines->item[i].text;
    return b->shape[i].columns <= WIDEST &&
           fl_verdict_of(b->t->packs, FL_ZONE_ANYWHERE, text, NULL).confidence >= SURE;
}

static bool starts_closed(uint32_t c)
{
    switch (c) { /* 、。，．：；！？”’）》」』】… and their folded forms */
    case 0x3001:
    case 0x3002:
    case 0xFF0C:
    case 0xFF0E:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF01:
    case 0xFF1F:
    case 0x201D:
    case 0x2019:
    case 0xFF09:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
    case ',':
    case ')':
    case ';':
        return true;
    default:
        return false;
    }
}

typedef enum closing { CLOSES, NEUTRAL, OPENS } closing;

/* What `s` does first with the bracket or quote that is open before it. */
static closing closing_of(fl_span s)
{
    size_t at = 0, steps = 0;
    while (at < s.n && steps++ < 40) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (fl_is_closing(c)) return CLOSES;
        if (fl_is_opening(c) || fl_is_sentence_end(c)) return OPENS;
    }
    return at < s.n ? OPENS : NEUTRAL;
}

/* What is open at the end of line i is closed in the next one, or behind a few short ones: a
 * keyword in pieces. */
static bool closes_soon(const border *k, size_t i)
{
    enum { PIECE = 16, PIECES = 5 }; /* columns; lines */
    for (size_t n = 1; n <= PIECES && i + n < k->lines->count; n++) {
        closing c = closing_of(k->lines->item[i + n].text);
        if (c != NEUTRAL) return c == CLOSES;
        if (k->shape[i + n].columns > PIECE || k->shape[i + n].marker) return false;
    }
    return false;
}

/* The word that starts `b` would have fitted behind `a`: then the break there was meant. */
static bool would_fit(const border *k, size_t i, fl_span b)
{
    uint32_t used = k->shape[i].columns + k->shape[i].indent, word = 0;
    for (size_t at = 0; at < b.n;) {
        uint32_t c;
        at = fl_utf8_next(b, at, &c);
        if (c == ' ') break;
        word += (uint32_t)fl_utf8_width(c);
        if (!k->shape[i].latin) break;
    }
    return used + (k->shape[i].latin ? 1 : 0) + word <=
           k->habit.width - (k->shape[i].latin ? 0 : k->habit.slack + 1);
}

/* Furniture of a page stands near the edges of its text: elsewhere it is not looked for, since a
 * wrapped text has many lines. */
static bool at_edge(const border *k, size_t i)
{
    enum { LINES = 60 };
    return i < LINES || i + LINES > k->lines->count;
}

static bool starts_upper(uint32_t c) { return (c >= 'A' && c <= 'Z') || fl_is_digit(c); }

/* A short line in Latin script between a sentence that ended and one that begins: a heading without
 * blank lines around it. */
static bool is_heading_like(const border *k, size_t i)
{
    const fl_shape *y = &k->shape[i];
    if (!y->latin || y->terminated || y->columns * 10 > k->habit.width * 6) return false;
    if (!starts_upper(y->first) || (i > 0 && !k->shape[i - 1].terminated)) return false;
    return i + 1 < k->lines->count && starts_upper(k->shape[i + 1].first) &&
           k->shape[i + 1].columns * 10 > k->habit.width * 6;
}

/* The second line of an item whose marker stands out to the left. */
static bool hangs(const border *k, size_t i)
{
    const fl_shape *x = &k->shape[i], *y = &k->shape[i + 1];
    return x->marker && y->latin && y->indent > x->indent && y->indent <= x->indent + 8 &&
           x->columns > y->indent - x->indent;
}

/* A line of a block that is set narrower than most, as a converter of PDF leaves it without its
 * indent: it holds a comma and ends in none of the marks that end something, or is too long for a
 * heading without number. */
static bool is_narrower_prose(const border *k, size_t i)
{
    enum { WIDE = 48, HEAD = 8 }; /* columns; lines in which titles stand */
    const fl_shape *x = &k->shape[i], *y = &k->shape[i + 1];
    if (x->latin || x->terminated || x->end == ':' || x->end == 0xFF1A || i < HEAD) return false;
    if (k->habit.width < WIDE || y->columns * 3 < k->habit.width) return false;
    if (x->columns * 100 >= k->habit.width * 85 && !x->marker) return true;
    return x->columns * 100 >= k->habit.width * 80 &&
           fl_span_find(k->lines->item[i].text, FL_SPAN("，"), 0) != SIZE_MAX;
}

static const char *wrap_rule(const border *k, size_t i)
{
    const fl_line *a = &k->lines->item[i], *b = a + 1;
    const fl_shape *x = &k->shape[i], *y = &k->shape[i + 1];
    if (is_block(a) || is_block(b) || y->marker) return NULL;
    if (at_edge(k, i) && (is_junk(k, i) || is_junk(k, i + 1))) return NULL;
    if ((b->hints & FL_HINT_BLANK_BEFORE) && !k->habit.blank_between) return NULL;
    if (x->tabular || y->tabular || is_heading_like(k, i + 1)) return NULL;
    if (hangs(k, i)) return would_fit(k, i, b->text) ? NULL : "joins.wrap";
    if (y->indent > k->habit.indent + 1 && y->indent > x->indent) return NULL;
    if (y->indent >= 4 && !y->latin && y->indent > k->habit.indent) return NULL;
    if (x->latin && !x->terminated && x->columns * 10 > k->habit.width * 6) return "joins.wrap";
    if (x->terminated && k->habit.blank_between && x->columns * 10 < k->habit.width * 9)
        return NULL;
    return would_fit(k, i, b->text) && !is_narrower_prose(k, i) ? NULL : "joins.wrap";
}

/* What stands before a page end goes on behind it: it is no heading, and nothing says that a
 * paragraph starts. */
static bool goes_over_page(const border *k, size_t i)
{
    const fl_shape *x = &k->shape[i], *y = &k->shape[i + 1];
    if (y->indent > k->habit.indent + 1) return false;
    if (k->habit.width) return !would_fit(k, i, k->lines->item[i + 1].text);
    return !x->marker || x->sentence_inside;
}

/* Begins with a mark that cannot begin a line; a closing bracket on a line of its own is no
 * sentence. */
static bool goes_on_closed(const fl_shape *y)
{
    return starts_closed(y->first) && (y->columns > 2 || !fl_is_closing(y->first));
}

/* `各位代表：`: short, and announces what follows. */
static bool is_salutation(const fl_shape *y)
{
    enum { WIDEST = 30 };
    return y->columns <= WIDEST && (y->end == 0xFF1A || y->end == ':');
}

/* `是：…`: the subject stands in the line above. */
static bool is_predicate(fl_span s)
{
    return fl_span_starts(s, FL_SPAN("是：")) || fl_span_starts(s, FL_SPAN("是:"));
}

/* Line i + 1 is a word or two between an open sentence and a line that begins with a mark: a
 * keyword cut out of its text. */
static bool is_fragment(const border *k, size_t i)
{
    enum { PIECE = 16, LONG = 24 }; /* columns */
    if (i + 2 >= k->lines->count || k->shape[i + 1].columns > PIECE || k->shape[i].columns < LONG)
        return false;
    if (k->lines->item[i + 2].container != k->lines->item[i].container) return false;
    return goes_on_closed(&k->shape[i + 2]) || is_predicate(k->lines->item[i + 2].text);
}

/* Line i + 1 is a bare number in the midst of a sentence (`以PM`, `2.5`, `浓度持续下降…`): both its
 * borders are cuts. */
static bool is_number_in_sentence(const border *k, size_t i)
{
    enum { LONG = 24 }; /* columns */
    if (i + 2 >= k->lines->count || k->shape[i].columns < LONG || k->shape[i].terminated)
        return false;
    const fl_shape *z = &k->shape[i + 2];
    if (k->shape[i + 1].columns > 8 || z->columns < LONG || z->marker) return false;
    fl_span s = k->lines->item[i + 1].text;
    for (size_t at = 0; at < s.n; at++)
        if (!fl_is_digit((unsigned char)s.p[at]) && s.p[at] != '.' && s.p[at] != '%') return false;
    return fl_is_han(z->first) && !k->shape[i].latin;
}

static bool is_line_of_verse(const border *k, size_t i, uint32_t columns)
{
    if (i >= k->lines->count || k->shape[i].columns != columns) return false;
    uint32_t c = k->shape[i].end;
    return k->shape[i].terminated || c == 0xFF0C || c == ',' || c == 0x3001;
}

/* Lines i and i + 1 are of four that have the same length and end in a mark: verse. */
static bool is_verse(const border *k, size_t i)
{
    enum { LINES = 4, NARROWEST = 12, WIDEST = 24 }; /* columns */
    uint32_t columns = k->shape[i].columns;
    if (columns < NARROWEST || columns > WIDEST) return false;
    size_t first = i, last = i;
    while (first > 0 && i - first < LINES && is_line_of_verse(k, first - 1, columns)) first--;
    while (last - i < LINES && is_line_of_verse(k, last, columns)) last++;
    return last - first >= LINES && last > i + 1;
}

/* `——2026年1月26日在某省第十四届`, `人民代表大会第五次会议上`: an occasion over two lines. */
static bool is_occasion_cut(const border *k, size_t i)
{
    enum { WIDEST = 60 }; /* columns */
    fl_span a = k->lines->item[i].text, b = k->lines->item[i + 1].text;
    const fl_shape *x = &k->shape[i], *y = &k->shape[i + 1];
    if (x->columns > WIDEST || y->columns > WIDEST || y->terminated) return false;
    if (!fl_span_starts(a, FL_SPAN("——")) && !fl_span_starts(a, FL_SPAN("（")) &&
        !fl_is_digit(x->first))
        return false;
    if (fl_span_find(a, FL_SPAN("日在"), 0) == SIZE_MAX || fl_span_ends(a, FL_SPAN("上")) ||
        fl_span_ends(a, FL_SPAN("上）")))
        return false;
    return fl_span_ends(b, FL_SPAN("上")) || fl_span_ends(b, FL_SPAN("上）"));
}

/* A sentence that goes on in the next line, whatever the habit of the document. */
static const char *open_rule(const border *k, size_t i)
{
    const fl_line *a = &k->lines->item[i], *b = a + 1;
    const fl_shape *x = &k->shape[i], *y = &k->shape[i + 1];
    enum { SHORT = 20, LATIN = 45, LONG = 30 }; /* columns */
    if (is_block(b) || (a->hints & (FL_HINT_HEADING | FL_HINT_PREFORMATTED))) return NULL;
    if (x->open && closes_soon(k, i)) return "joins.bracket";
    if (i > 0 && k->pieces && closes_soon(k, i)) return "joins.bracket";
    if (is_block(a)) return NULL;
    if (x->terminated || y->marker) return NULL;
    if (is_occasion_cut(k, i)) return "joins.cut";
    if ((goes_on_closed(y) && x->columns > 2) || is_predicate(b->text)) return "joins.cut";
    if (is_salutation(y) || is_verse(k, i)) return NULL;
    if (is_fragment(k, i) || is_number_in_sentence(k, i)) return "joins.cut";
    if (i > 0 && is_number_in_sentence(k, i - 1)) return "joins.cut";
    if (b->hints & FL_HINT_CUT && x->columns >= SHORT && goes_over_page(k, i)) return "joins.cut";
    if (x->end == 0x3001 || x->end == 0xFF0C || (x->end == ',' && x->columns >= SHORT))
        return "joins.cut";
    bool full = k->habit.width && !x->terminated && x->columns * 10 > k->habit.width * 8;
    if (x->latin && y->latin && x->columns >= LATIN && y->first >= 'a' && y->first <= 'z' &&
        (full || !(b->hints & FL_HINT_BLANK_BEFORE)))
        return "joins.cut"; /* a blank line behind a full line: set so by a converter of PDF */
    if (x->sentence_inside && x->columns >= LONG && !fl_is_closing(x->end) &&
        !(x->latin && b->hints & FL_HINT_BLANK_BEFORE) && (y->terminated || y->columns >= LONG))
        return "joins.cut";
    return NULL;
}

/* The same, unless one of the two is furniture of the page: asked last, since it costs most. */
static const char *cut_rule(const border *k, size_t i)
{
    const char *rule = open_rule(k, i);
    if (!rule || strcmp(rule, "joins.bracket") == 0) return rule;
    return is_junk(k, i + 1) || is_junk(k, i) ? NULL : rule;
}

/* `一、情况` above a line of text: short and a whole, so that a soft break ends it. */
static bool is_heading_above(const border *k, size_t i)
{
    enum { WIDEST = 40 }; /* columns */
    const fl_shape *x = &k->shape[i];
    if (!x->marker || x->latin || x->open || x->sentence_inside || x->columns > WIDEST)
        return false;
    return !k->habit.width || x->columns * 10 < k->habit.width * 8;
}

static const char *soft_rule(const border *k, size_t i)
{
    const fl_line *a = &k->lines->item[i], *b = a + 1;
    const fl_shape *x = &k->shape[i], *y = &k->shape[i + 1];
    if (!(b->hints & FL_HINT_SOFT)) return NULL;
    bool hard = fl_breaks_hard(k->lines, a);
    if (k->t->options->as_is || (hard && a->container)) return "joins.soft-break";
    if (is_block(a) || is_block(b) || y->marker || (x->terminated && !x->latin)) return NULL;
    if (is_heading_above(k, i) || (hard && fl_are_verse(x, y))) return NULL;
    return "joins.soft-break";
}

/* The rule by which line i + 1 goes on where line i stopped; NULL when it starts something new. */
static const char *join_rule(const border *k, size_t i)
{
    const fl_line *a = &k->lines->item[i], *b = a + 1;
    if (a->container != b->container) return NULL;
    const char *rule = soft_rule(k, i);
    if (!rule && !k->t->options->as_is && k->habit.width) rule = wrap_rule(k, i);
    if (!rule && !k->t->options->as_is) rule = cut_rule(k, i);
    return rule;
}

/* One space between Latin words, nothing between Chinese characters; nothing behind a hyphen, nor
 * before a number of Chinese text, as in `PM2.5`; where lines have a fixed width (`wrapped`), nor
 * behind one, as in `5G`. */
static fl_span glue_of(const fl_shape *a, const fl_shape *b, bool wrapped)
{
    bool left = fl_is_ascii_alnum(a->end) ||
                (a->end < 0x80 && a->end != '-' && a->end != '/' && a->end != '(') ||
                (a->end >= 0xC0 && a->end < 0x2000) || fl_is_hangul(a->end);
    bool right = fl_is_ascii_alnum(b->first) || b->first == '(' || b->first == '"' ||
                 b->first == '\'' || (b->first >= 0xC0 && b->first < 0x2000) ||
                 fl_is_hangul(b->first);
    bool digits = (fl_is_digit(b->first) || (wrapped && fl_is_digit(a->end))) && !a->latin;
    return left && right && !digits ? FL_SPAN(" ") : FL_SPAN("");
}

static const char *why_of(const char *rule)
{
    if (strcmp(rule, "joins.wrap") == 0)
        return "the text is wrapped at a fixed width, and the line is full";
    if (strcmp(rule, "joins.bracket") == 0) return "a bracket or quote is open across the line end";
    if (strcmp(rule, "joins.soft-break") == 0) return "a soft line break of Markdown";
    return "the sentence goes on in the next line";
}

void fl_join_lines(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    size_t count = lines->count;
    if (count < 2) return;
    fl_shape *shape = fl_alloc(t->arena, count, sizeof *shape);
    fl_seam *seam = fl_alloc(t->arena, count,
                             sizeof *seam); /* [i]: between lines i and i + 1; confidence 0: none */
    for (size_t i = 0; i < count; i++) shape[i] = fl_shape_of(lines, &lines->item[i]);
    border k = { t, lines, shape, learn(lines, shape), false };
    for (size_t i = 0; i + 1 < count; i++) {
        const char *found = join_rule(&k, i);
        k.pieces = found && strcmp(found, "joins.bracket") == 0 &&
                   closing_of(lines->item[i + 1].text) == NEUTRAL;
        if (!found || (strcmp(found, "joins.soft-break") != 0 && !fl_task_allows(t, found, 90)))
            continue;
        bool wrapped = strcmp(found, "joins.wrap") == 0;
        fl_span glue = fl_starts_in_code(lines, &lines->item[i + 1])
                           ? FL_SPAN(" ")
                           : glue_of(&shape[i], &shape[i + 1], wrapped);
        seam[i] = (fl_seam){ glue, fl_trail_rule(t->trail, found, why_of(found)), 90 };
    }
    for (size_t i = 0; i < count;) {
        size_t last = i;
        while (last + 1 < count && seam[last].confidence) last++;
        if (last > i) fl_lines_join(t, lines, i, last, &seam[i]);
        i = last + 1;
    }
}
