/* clean/shape.c - one walk over the line's code points. */
#include "clean/shape.h"

#include "base/utf8.h"

/* ---- markers ---- */

static bool is_numeral(uint32_t c)
{
    switch (c) { /* 一二三四五六七八九十百零〇 */
    case 0x4E00:
    case 0x4E8C:
    case 0x4E09:
    case 0x56DB:
    case 0x4E94:
    case 0x516D:
    case 0x4E03:
    case 0x516B:
    case 0x4E5D:
    case 0x5341:
    case 0x767E:
    case 0x96F6:
    case 0x3007:
        return true;
    default:
        return false;
    }
}

/* ① ⑴ ⒈ Ⅰ and bullets: one character is the marker. */
static bool is_marker_character(uint32_t c)
{
    return (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793) ||
           (c >= 0x3220 && c <= 0x3229) || c == 0x2022 || c == 0x25CF || c == 0x25A0 ||
           c == 0x25C6 || c == 0x2605 || c == 0x203B || c == 0x25A1 || c == 0x25CB || c == 0x25C7 ||
           (c >= 0x2160 && c <= 0x216B);
}

static size_t skip(fl_span s, size_t at, bool (*is)(uint32_t))
{
    uint32_t c;
    while (at < s.n) {
        size_t next = fl_utf8_next(s, at, &c);
        if (!is(c)) break;
        at = next;
    }
    return at;
}

/* 壹貳參肆伍陸柒捌玖拾 in either script, 甲乙丙丁戊. */
static bool is_formal_numeral(uint32_t c)
{
    char text[4];
    if (!fl_is_han(c)) return false;
    fl_span one = { text, fl_utf8_encode(c, text) };
    return fl_span_find(FL_SPAN("壹貳贰參叁叄肆伍陸陆柒捌玖拾甲乙丙丁戊"), one, 0) != SIZE_MAX;
}

/* `가.` to `하.` before a space. */
static bool is_hangul_marker(fl_span s, uint32_t c, size_t behind)
{
    char text[4];
    if (!fl_is_hangul(c) || behind + 1 >= s.n || s.p[behind] != '.' || s.p[behind + 1] != ' ')
        return false;
    fl_span one = { text, fl_utf8_encode(c, text) };
    return fl_span_find(FL_SPAN("가나다라마바사아자차카타파하"), one, 0) != SIZE_MAX;
}

/* `二、三季度`, `三、四线`: a numeral that goes on counting after the mark is an enumeration of
 * numbers. */
static bool counts_on(fl_span s, size_t at)
{
    size_t behind = skip(s, at, is_numeral);
    if (behind == at || behind == s.n) return false;
    uint32_t c = fl_utf8_at(s, behind);
    return fl_is_han(c) && c != 0x662F && c != 0x8981; /* 是, 要 */
}

/* 第…章, 第…条: a counter behind the numeral. */
static bool is_section_word(uint32_t c)
{
    switch (c) { /* 編编部章節节條条款目項项回篇卷 */
    case 0x7DE8:
    case 0x7F16:
    case 0x90E8:
    case 0x7AE0:
    case 0x7BC0:
    case 0x8282:
    case 0x689D:
    case 0x6761:
    case 0x6B3E:
    case 0x76EE:
    case 0x7BC7:
    case 0x5377:
        return true;
    default:
        return false;
    }
}

static bool is_bracketed(fl_span s, size_t at)
{
    at = skip(s, at, fl_is_space); /* ( 5) */
    size_t n = skip(s, at, is_numeral);
    if (n == at) n = skip(s, at, fl_is_digit);
    if (n == at && n < s.n && fl_is_ascii_alnum((unsigned char)s.p[n])) n++;
    if (n == at) return false;
    uint32_t c = fl_utf8_at(s, n);
    return c == ')' || c == 0xFF09 || c == 0x3011 || c == 0x3015;
}

static bool is_any_digit(uint32_t c) { return fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19); }

/* `1.2 总则` counts sections, `92.2%` and `3.5亿元` count something else. */
static bool is_decimal_marker(fl_span s, size_t behind)
{
    size_t end = skip(s, behind, is_any_digit);
    if (end == s.n) return false;
    uint32_t c = fl_utf8_at(s, end);
    return c == ' ' || c == '.' || c == '\t' || c == 0x3000;
}

/* `附　則` and `附則（令和…`: the rules behind a Japanese law. */
static bool is_supplement(fl_span s)
{
    size_t at = 3;
    uint32_t c;
    if (!fl_span_starts(s, FL_SPAN("附"))) return false;
    while (at < s.n && (c = fl_utf8_at(s, at), fl_is_space(c))) at = fl_utf8_next(s, at, &c);
    if (!fl_span_starts(fl_span_sub(s, at, s.n), FL_SPAN("則"))) return false;
    c = fl_utf8_at(s, at + 3);
    return c == 0 || fl_is_space(c) || c == '(' || c == 0xFF08;
}

/* `イ　`, `ア．`: one katakana before a wide space or a full stop. */
static bool is_kana_marker(fl_span s, uint32_t c, size_t behind)
{
    uint32_t mark = fl_utf8_at(s, behind);
    return c >= 0x30A2 && c <= 0x30F3 && (mark == 0x3000 || mark == 0xFF0E);
}

/* `[12] Author, Title`: an entry of a list of references. */
static bool is_reference(fl_span s)
{
    size_t at = 1;
    if (s.n < 4 || s.p[0] != '[') return false;
    while (at < s.n && at < 20 && (fl_is_ascii_alnum((unsigned char)s.p[at]) || s.p[at] == '-'))
        at++;
    return at > 1 && at + 1 < s.n && s.p[at] == ']' && s.p[at + 1] == ' ';
}

bool fl_starts_with_marker(fl_span s)
{
    uint32_t c, mark;
    if (s.n == 0) return false;
    size_t first = fl_utf8_next(s, 0, &c);
    if (is_marker_character(c)) return true;
    if (is_formal_numeral(c) && fl_utf8_at(s, first) == 0x3001) return true;
    if (is_hangul_marker(s, c, first) || is_kana_marker(s, c, first)) return true;
    if (is_supplement(s) || is_reference(s)) return true;
    if (c == '(' || c == 0xFF08 || c == 0x3010 || c == 0x3014) return is_bracketed(s, first);
    if (c == 0x2014 || c == 0x2015 || c == 0x2500) return fl_utf8_at(s, first) == c;
    if ((c == '-' || c == '*' || c == '+') && s.n > 1 && s.p[1] == ' ') return true;
    if (c == 0x7B2C) {                                                            /* 第 */
        size_t from = skip(s, first, fl_is_space), n = skip(s, from, is_numeral); /* 第 一 章 */
        if (n == from) n = skip(s, from, is_any_digit);
        return n > from && is_section_word(fl_utf8_at(s, skip(s, n, fl_is_space)));
    }
    size_t n = skip(s, 0, is_numeral);
    if (n > 0 && n < s.n) {
        size_t behind = fl_utf8_next(s, n, &mark);
        if (mark == 0x3001 || mark == 0xFF0E) return !counts_on(s, behind);
        return mark == 0x3000 || mark == 0x662F || mark == 0x8981; /* 一是, 一要 */
    }
    n = skip(s, 0, is_any_digit);
    if (n > 0 && (n <= 3 || (c >= 0xFF10 && n <= 9)) && n < s.n) {
        size_t behind = fl_utf8_next(s, n, &mark);
        uint32_t next = fl_utf8_at(s, behind);
        if (mark == '.' || mark == 0xFF0E)
            return !is_any_digit(next) || is_decimal_marker(s, behind);
        return (mark == 0x3000 && c >= 0xFF10) || mark == 0x3001 || mark == ')' || mark == 0xFF09;
    }
    return false;
}

/* ---- shape ---- */

/* Columns of white space between the line's start in the source and its text. */
static uint32_t indent_of(const fl_lines *lines, const fl_line *line)
{
    size_t at = line->from, columns = 0;
    while (at > 0) {
        uint32_t c;
        size_t before = fl_utf8_prev(lines->source, at, &c);
        if (!fl_is_space(c) || (c >= '\n' && c <= '\r')) break;
        columns += c == '\t' ? 8 : c == 0x3000 ? 2 : 1;
        at = before;
    }
    return (uint32_t)columns;
}

static bool ends_clause(uint32_t c)
{
    return fl_is_sentence_end(c) || c == ';' || c == ':' || c == 0xFF1B || c == 0xFF1A;
}

static bool ends_sentence(uint32_t c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?';
}

/* The start of a note's number at the end, ① or [12], when a sentence ends before it; else s.n. */
static size_t before_note_number(fl_span s)
{
    uint32_t c;
    if (s.n == 0) return 0;
    size_t at = fl_utf8_prev(s, s.n, &c);
    if (c == ']' || c == 0xFF3D || c == 0x3015) {
        size_t digits = 0;
        while (at > 0 && digits < 4 && fl_is_digit((unsigned char)s.p[at - 1])) at--, digits++;
        if (!digits || at == 0) return s.n;
        at = fl_utf8_prev(s, at, &c);
        if (c != '[' && c != 0xFF3B && c != 0x3014) return s.n;
    } else if (!(c >= 0x2460 && c <= 0x2473)) {
        return s.n;
    }
    return at > 0 && ends_sentence(fl_utf8_before(s, at)) ? at : s.n;
}

/* The last character before closing marks; a bracket that stands behind a whole sentence, 。（完）,
 * is passed over too. */
static void look_at_end(fl_span s, fl_shape *shape)
{
    size_t at = before_note_number(s);
    uint32_t c = 0;
    shape->end = fl_utf8_before(s, at);
    if (shape->end == ')' || shape->end == 0xFF09) {
        size_t back = at, steps = 0;
        while (back > 0 && steps++ < 40 && c != '(' && c != 0xFF08)
            back = fl_utf8_prev(s, back, &c);
        if (back > 0 && (c == '(' || c == 0xFF08) && ends_sentence(fl_utf8_before(s, back)))
            at = back;
    }
    do {
        shape->last = fl_utf8_before(s, at);
        if (at == 0) break;
        at = fl_utf8_prev(s, at, &c);
    } while (fl_is_closing(c) || c == '"');
    shape->terminated = ends_clause(shape->last);
}

/* U+4E00 to U+9FFF: two columns, and nothing else to ask. */
static bool is_plain_han(const unsigned char *p)
{
    return p[0] >= 0xE4 && p[0] <= 0xE9 && (p[0] > 0xE4 || p[1] >= 0xB8);
}

/* Behind the ideographs that begin at `at`; four at once in running text. */
static size_t behind_han(fl_span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p;
    while (s.n - at >= 12 && (p[at] >= 0xE5) & (p[at] <= 0xE9) & (p[at + 3] >= 0xE5) &
                                 (p[at + 3] <= 0xE9) & (p[at + 6] >= 0xE5) & (p[at + 6] <= 0xE9) &
                                 (p[at + 9] >= 0xE5) & (p[at + 9] <= 0xE9))
        at += 12;
    while (at < s.n && is_plain_han(p + at)) at += 3;
    return at;
}

/* The common marks of Chinese that are no brackets: two columns. */
static bool is_plain_mark(uint32_t c)
{
    return c == 0xFF0C || c == 0x3001 || c == 0x3002 || c == 0xFF1B || c == 0xFF1A;
}

fl_shape fl_shape_of(const fl_lines *lines, const fl_line *line)
{
    fl_span s = line->text;
    fl_shape shape = { .indent = indent_of(lines, line) };
    size_t latin = 0, wide = 0;
    int depth = 0;
    uint32_t c = 0;
    shape.first = fl_utf8_at(s, 0);
    for (size_t at = 0; at < s.n;) {
        size_t run = at;
        at = behind_han(s, at);
        wide += (at - run) / 3;
        shape.columns += (uint32_t)(at - run) / 3 * 2;
        if (at == s.n) break;
        at = fl_utf8_next(s, at, &c);
        if (c < 0x80) {
            shape.columns += c >= 0x20;
            latin += c != ' ';
            if (c == '(')
                depth++;
            else if (c == ')' && depth > 0)
                depth--;
            else if (ends_sentence(c) && at < s.n)
                shape.sentence_inside = true;
            continue;
        }
        if (is_plain_mark(c)) {
            shape.columns += 2;
            shape.sentence_inside |= c == 0x3002 && at < s.n;
            continue;
        }
        unsigned class = fl_class_of(c);
        shape.columns += class & FL_CLASS_WIDE ? 2 : (class & FL_CLASS_NARROW) != 0;
        if (class & FL_CLASS_OPENING)
            depth++;
        else if ((class & FL_CLASS_CLOSING) && depth > 0)
            depth--;
        else if (fl_is_han(c) || fl_is_kana(c) || fl_is_hangul(c))
            wide++;
        else if (ends_sentence(c) && at < s.n)
            shape.sentence_inside = true;
    }
    shape.open = depth > 0;
    shape.latin = latin > 2 * wide;
    shape.marker = fl_starts_with_marker(s);
    shape.tabular = memchr(s.p, ' ', s.n) && fl_span_find(s, FL_SPAN("   "), 0) != SIZE_MAX;
    look_at_end(s, &shape);
    return shape;
}

bool fl_breaks_hard(const fl_lines *lines, const fl_line *line)
{
    const fl_mark *m = fl_line_marks(lines, line);
    for (uint32_t n = line->mark_count; n > 0; n--)
        if (m[n - 1].kind == FL_MARK_BREAK && m[n - 1].from == line->text.n) return true;
    return false;
}

bool fl_starts_in_code(const fl_lines *lines, const fl_line *line)
{
    const fl_mark *m = fl_line_marks(lines, line);
    for (uint32_t i = 0; i < line->mark_count && m[i].from == 0; i++)
        if (m[i].kind == FL_MARK_CODE && m[i].goes_on) return true;
    return false;
}

bool fl_are_verse(const fl_shape *x, const fl_shape *y)
{
    enum { WIDEST = 26 }; /* columns */
    return !x->latin && x->columns <= WIDEST && x->columns == y->columns &&
           fl_is_punctuation(x->end) && fl_is_punctuation(y->end);
}
