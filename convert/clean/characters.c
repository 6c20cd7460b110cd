/* clean/characters.c - one sweep over the bytes says which repairs a line may need; only those look
 * closer. */
#include "clean/characters.h"

#include "base/utf8.h"
#include "clean/edits.h"
#include "clean/entities.h"
#include "clean/forms.h"
#include "clean/frequency.h"

enum { /* what a sweep found */
       REFERENCE = 1,
       BACKSLASH = 2,
       C1 = 4,
       CONTROL = 8,
       INVISIBLE = 16,
       DOUBLED = 32,
       HALF_KANA = 64,
       RADICAL = 128,
       LIGATURE = 256,
       MARKS = 512,
       SPACE = 1024,
       SPACED = 2048,
       PRIVATE = 4096,
       LOST = 8192, /* perhaps: a letter right behind an ideograph too */
       FULL_WIDTH = 16384
};

enum { MOST_NOTES = 50 }; /* in one document: more say the same */

typedef struct work {
    fl_edits edits;
    fl_frequency *frequency; /* NULL until a spaced title asks */
    unsigned notes;
} work;

/* ---- the sweep ---- */

static unsigned of_ascii(unsigned c)
{
    if (c == '&' || c == '#') return REFERENCE;
    if (c == '\\') return BACKSLASH;
    return (c < ' ' && c != '\t') || c == 0x7F ? CONTROL : 0;
}

/* Three bytes that start with E1, E2, E3, EE or EF. */
static unsigned of_three(const unsigned char *p)
{
    unsigned c = (unsigned)(p[0] & 0x0F) << 12 | (unsigned)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    if (c >= 0x1100 && c <= 0x11FF) return MARKS;
    if (c >= 0x200B && c <= 0x200F) return INVISIBLE;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069)) return INVISIBLE;
    if (c >= 0x2E80 && c <= 0x2FD5) return RADICAL;
    if (c == 0x3099 || c == 0x309A) return MARKS;
    if (c < 0xE000) return 0;
    if (c <= 0xF8FF) return PRIVATE;
    if (c >= 0xFB00 && c <= 0xFB06) return LIGATURE;
    if (c == 0xFEFF) return INVISIBLE;
    if (c >= 0xFF61 && c <= 0xFF9F) return HALF_KANA;
    if (c == 0xFFFD) return LOST;
    if (c >= 0xFF10 && c <= 0xFF5A) return fl_is_ascii_alnum(c - 0xFEE0) ? FULL_WIDTH : 0;
    return fl_is_noncharacter(c) ? CONTROL : 0;
}

static unsigned of_two(const unsigned char *p)
{
    if (p[0] == 0xC2) return p[1] < 0xA0 ? C1 : p[1] == 0xAD ? INVISIBLE : 0;
    return p[0] == 0xCC || (p[0] == 0xCD && p[1] < 0xB0) ? MARKS : 0;
}

static unsigned of_four(fl_span s, size_t at)
{
    uint32_t c = fl_utf8_at(s, at);
    return fl_is_noncharacter(c) ? CONTROL : c >= 0xF0000 ? PRIVATE : 0;
}

/* Kinds of marks that a scraper doubles; the width does not matter. 0: any other character. */
static unsigned mark_kind(uint32_t c)
{
    switch (c) {
    case ',':
    case 0xFF0C:
        return 1;
    case ';':
    case 0xFF1B:
        return 2;
    case 0x3002:
        return 3;
    case 0x3001:
        return 4;
    default:
        return 0;
    }
}

static bool closes(uint32_t c)
{
    return c == ')' || c == 0xFF09 || c == 0x300B || c == 0x3009 || c == 0x3011 || c == 0x300D ||
           c == 0x300F;
}

static bool opens(uint32_t c)
{
    return c == '(' || c == 0xFF08 || c == 0x300A || c == 0x3008 || c == 0x3010 || c == 0x300C ||
           c == 0x300E;
}

static bool is_small(uint32_t c) { return c >= 'a' && c <= 'z'; }

/* Bytes that are asked at once (vectors of GCC and clang), and how many behind them are looked at.
 */
enum { BLOCK = 16, AHEAD = 6 };
typedef unsigned char bytes __attribute__((vector_size(BLOCK)));
typedef signed char mask __attribute__((vector_size(BLOCK)));

static bytes load(const unsigned char *p)
{
    bytes b;
    memcpy(&b, p, sizeof b);
    return b;
}

static mask within(bytes b, unsigned char first, unsigned char last)
{
    return b - first <= (bytes){ 0 } + (unsigned char)(last - first);
}

static bool any(mask m)
{
    uint64_t half[BLOCK / 8];
    memcpy(half, &m, sizeof half);
    return (half[0] | half[1]) != 0;
}

/* False when a sweep finds nothing that begins in the block: Han, ASCII, and the common marks of
 * Chinese, none of them twice. True says only that it may find something. */
static bool may_find(const unsigned char *p)
{
    bytes a = load(p), b = load(p + 1), c = load(p + 2);
    mask lead_e3 = a == 0xE3, lead_ef = a == 0xEF;
    mask quote = (b == 0x80) & within(c, 0x90, 0xA9); /* — ‘ ’ “ ” … */
    mask wide = (b == 0xBC) &
                (within(c, 0x81, 0x8F) | within(c, 0x9A, 0xA0)); /* ！ to ／, ： to ＠ */
    mask odd = (within(a, 0, 0x1F) & (a != '\t')) | (a == '&') | (a == '#') | (a == '\\') |
               (a == 0x7F);
    odd |= ((a == 0xC2) & ((b < 0xA0) | (b == 0xAD))) | (a == 0xCC) | (a == 0xCD) | (a == 0xE1) |
           (a == 0xEE) | within(a, 0xF0, 0xFF);
    odd |= ((a == 0xE2) & ~quote) | (lead_e3 & (b != 0x80)) | (lead_ef & ~wide);
    odd |= (within(a, 0xE4, 0xE9) & within(load(p + 3), 'a', 'z')) |
           ((a == 0xE9) & (b == 0x94) & (c == 0x9F));
    odd |= ((a == ' ') & ((b == ')') | within(b, 0xE3, 0xFF))) |
           ((b == ' ') & ((a == '(') | within(a, 0x80, 0x90)));
    odd |= (lead_e3 | lead_ef) & (a == load(p + 3)) & (b == load(p + 4)) & (c == load(p + 5));
    odd |= ((a == ',') | (a == ';')) & ((a == b) | (b == 0xEF));
    odd |= ((a == 0x8C) | (a == 0x9B)) & ((b == ',') | (b == ';'));
    return any(odd);
}

static bool is_quiet(fl_span s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;
    for (; s.n - at >= BLOCK + AHEAD; at += BLOCK)
        if (may_find(p + at)) return false;
    for (; at < s.n; at += BLOCK) {
        unsigned char rest[BLOCK + AHEAD];
        memset(rest, '.', sizeof rest);
        memcpy(rest, p + at, s.n - at < sizeof rest ? s.n - at : sizeof rest);
        if (may_find(rest)) return false;
    }
    return true;
}

static bool is_spaced(fl_span s)
{
    return s.n >= 13 && s.p[3] == ' ' && s.p[7] == ' ' && s.p[11] == ' ';
}

static unsigned sweep(fl_span s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    unsigned found = 0, before = 0; /* before: kind of the mark just behind us */
    for (size_t at = 0; at < s.n;) {
        unsigned char b = p[at];
        if (b >= 0xE4 && b <= 0xE8) { /* most of Chinese text */
            do at += 3;
            while (at < s.n && p[at] >= 0xE4 && p[at] <= 0xE8);
            if (at < s.n && is_small(p[at])) found |= LOST;
            before = 0;
        } else if (b == 0xE9) {
            if (p[at + 1] == 0x94 && p[at + 2] == 0x9F) found |= LOST; /* 锟 */
            at += 3;
            if (at < s.n && is_small(p[at])) found |= LOST;
            before = 0;
        } else if (b < 0x80) {
            unsigned kind = mark_kind(b);
            found |= of_ascii(b);
            if (b == ' ' && (closes(fl_utf8_at(s, at + 1)) || opens(fl_utf8_before(s, at))))
                found |= SPACE;
            if (kind && kind == before) found |= DOUBLED;
            before = kind;
            at++;
        } else if (b < 0xE0) {
            found |= of_two(p + at);
            before = 0;
            at += 2;
        } else if (b < 0xF0) {
            unsigned kind = b == 0xEF || b == 0xE3 ? mark_kind(fl_utf8_at(s, at)) : 0;
            if (b != 0xEA && b != 0xEB && b != 0xEC && b != 0xED) found |= of_three(p + at);
            if (kind && kind == before) found |= DOUBLED;
            before = kind;
            at += 3;
        } else {
            found |= of_four(s, at);
            before = 0;
            at += 4;
        }
    }
    if (is_spaced(s)) found |= SPACED;
    return found;
}

/* ---- the rules ---- */

static void windows_punctuation(work *w)
{
    fl_edits *e = &w->edits;
    fl_span s = e->line->text;
    fl_edits_rule(e, "characters.c1", "a byte of windows-1252 was left as a control", 95);
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c;
        end = fl_utf8_next(s, at, &c);
        uint32_t known = c >= 0x80 && c <= 0x9F ? fl_windows_1252(c) : 0;
        if (known) fl_edits_replace_character(e, at, end, known);
    }
    fl_edits_make(e);
}

static void controls(work *w)
{
    fl_edits *e = &w->edits;
    fl_span s = e->line->text;
    fl_edits_rule(e, "characters.control", "no text may hold this code point", 99);
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c;
        end = fl_utf8_next(s, at, &c);
        if (c == '\v' || c == '\f')
            fl_edits_replace(e, at, end, FL_SPAN(" "));
        else if (c < 0x80 ? of_ascii(c) == CONTROL : c <= 0x9F || fl_is_noncharacter(c))
            fl_edits_replace_character(e, at, end, 0xFFFD);
    }
    fl_edits_make(e);
}

static bool is_right_to_left(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFC);
}

/* Scripts that break lines at U+200B or need joiners to look right. */
static bool needs_joiners(uint32_t c)
{
    return is_right_to_left(c) || (c >= 0x900 && c <= 0x109F) || (c >= 0x1780 && c <= 0x18AF) ||
           (c >= 0x2190 && c <= 0x2BFF) || c == 0xFE0F || c >= 0x1F000;
}

static bool is_invisible(uint32_t c, bool right_to_left)
{
    if (c == 0xAD || c == 0xFEFF || c == 0x200B || (c >= 0x2060 && c <= 0x2064)) return true;
    if (c == 0x200C || c == 0x200D) return true;
    bool direction = c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                     (c >= 0x2066 && c <= 0x2069);
    return direction && !right_to_left;
}

static void invisibles(work *w)
{
    fl_edits *e = &w->edits;
    fl_span s = e->line->text;
    bool right_to_left = false;
    uint32_t c;
    for (size_t at = 0; at < s.n && !right_to_left;) {
        at = fl_utf8_next(s, at, &c);
        right_to_left = is_right_to_left(c);
    }
    fl_edits_rule(e, "characters.invisible", "an invisible character that no script here needs",
                  95);
    uint32_t before = 0; /* the last character that stays */
    for (size_t at = 0, end; at < s.n; at = end) {
        end = fl_utf8_next(s, at, &c);
        if (!is_invisible(c, right_to_left)) {
            before = c;
            continue;
        }
        bool joiner = c == 0x200B || c == 0x200C || c == 0x200D;
        if (joiner && (needs_joiners(before) || needs_joiners(fl_utf8_at(s, end))))
            before = c;
        else
            fl_edits_replace(e, at, end, FL_SPAN(""));
    }
    fl_edits_make(e);
}

static bool is_cjk(uint32_t c) { return c >= 0x2E80 || (c >= 0x2010 && c <= 0x203B); }

/* Exactly two marks of a kind beside CJK: the full-width one stays. */
static void doubled(work *w)
{
    fl_edits *e = &w->edits;
    fl_span s = e->line->text;
    fl_edits_rule(e, "characters.doubled", "the same mark twice", 90);
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c, second, third;
        end = fl_utf8_next(s, at, &c);
        unsigned kind = mark_kind(c);
        if (!kind || mark_kind(second = fl_utf8_at(s, end)) != kind) continue;
        size_t first_end = end;
        end = fl_utf8_next(s, end, &second);
        third = fl_utf8_at(s, end);
        if (mark_kind(third) == kind) { /* three or more: meant, or not ours to judge */
            while (end < s.n && mark_kind(fl_utf8_at(s, end)) == kind)
                end = fl_utf8_next(s, end, &c);
            continue;
        }
        uint32_t before = fl_utf8_before(s, at);
        if (!is_cjk(before) || (third && third < 0x80 && !fl_is_digit(third) && third != '"'))
            continue;
        if (c < 0x80 && second >= 0x80)
            fl_edits_replace(e, at, first_end, FL_SPAN(""));
        else
            fl_edits_replace(e, first_end, end, FL_SPAN(""));
    }
    fl_edits_make(e);
}

static void bracket_spaces(work *w)
{
    fl_edits *e = &w->edits;
    fl_span s = e->line->text;
    if (e->line->hints & FL_HINT_PREFORMATTED) return;
    fl_edits_rule(e, "characters.space", "a blank inside a bracket", 95);
    for (size_t at = 0, end; at < s.n; at = end) {
        end = at + 1;
        if (s.p[at] != ' ') continue;
        while (end < s.n && s.p[end] == ' ') end++;
        uint32_t before = fl_utf8_before(s, at), next = fl_utf8_at(s, end);
        bool blank_form = next == 0x5E74 || next == 0x6708 || next == 0x65E5; /* `（ 年 月 日）` */
        if (closes(next) && is_cjk(before) && !opens(before))
            fl_edits_replace(e, at, end, FL_SPAN(""));
        else if (opens(before) && fl_is_han(next) && end == at + 1 && !blank_form)
            fl_edits_replace(e, at, end, FL_SPAN(""));
    }
    fl_edits_make(e);
}

static bool counts(uint32_t c)
{
    const fl_span words = FL_SPAN("甲乙丙丁戊己庚辛壬癸一二三四五六七八九十");
    uint32_t word;
    for (size_t at = 0; at < words.n;) {
        at = fl_utf8_next(words, at, &word);
        if (word == c) return true;
    }
    return false;
}

/* `政 府 工 作 报 告`: the whole line is single Han with one blank between them, and together they
 * read as Chinese words do; names of persons do not, and `甲 乙 丙 丁` are the heads of columns. */
static void spaced_title(work *w)
{
    fl_edits *e = &w->edits;
    fl_span s = e->line->text;
    size_t pairs = 0, listed = 0, counted = 0;
    if (s.n > 200) return;
    if (!w->frequency) w->frequency = fl_frequency_new(e->t->arena);
    fl_token last = FL_TOKEN_EDGE;
    for (size_t at = 0; at < s.n; at += 4) {
        uint32_t c = fl_utf8_at(s, at);
        if (c < 0x800 || c > 0xFFFF || !fl_is_han(c) || (at + 3 < s.n && s.p[at + 3] != ' '))
            return;
        fl_token t = fl_frequency_token(c);
        counted += counts(c);
        if (last != FL_TOKEN_EDGE) {
            pairs++;
            listed += fl_frequency_lists(w->frequency, last, t);
        }
        last = t;
    }
    if (pairs < 3 || listed * 3 < pairs * 2 || counted > pairs) return;
    fl_edits_rule(e, "characters.spaced", "a title set with a blank between all characters", 85);
    for (size_t at = 3; at < s.n; at += 4) fl_edits_replace(e, at, at + 1, FL_SPAN(""));
    fl_edits_make(e);
}

/* Wingdings and Symbol keep their glyphs at U+F000 to U+F0FF. */
static uint32_t bullet_of(uint32_t c)
{
    static const uint16_t bullet[][2] = {
        { 0xF06C, 0x25CF }, { 0xF06E, 0x25A0 }, { 0xF075, 0x25C6 },
        { 0xF076, 0x2756 }, { 0xF0A7, 0x25AA }, { 0xF0A8, 0x25FB },
        { 0xF0B7, 0x2022 }, { 0xF0D8, 0x27A2 }, { 0xF0FC, 0x2713 },
    };
    for (size_t i = 0; i < sizeof bullet / sizeof *bullet; i++)
        if (bullet[i][0] == c) return bullet[i][1];
    return 0;
}

static void bullet(work *w)
{
    fl_edits *e = &w->edits;
    uint32_t c;
    size_t end = fl_utf8_next(e->line->text, 0, &c);
    if (!bullet_of(c)) return;
    fl_edits_rule(e, "characters.bullet", "a bullet of a symbol font", 90);
    fl_edits_replace_character(e, 0, end, bullet_of(c));
    fl_edits_make(e);
}

static bool is_private(uint32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }

/* A whole syllable of Pinyin in three letters or more, as a reader of scans leaves one for a
 * character that it could not read. */
static bool is_syllable(fl_span s)
{
    static const char *const finals[] = {
        "ai", "an", "ang", "ao",   "ei", "en",  "eng", "ia", "ian", "iang", "iao",
        "ie", "in", "ing", "iong", "iu", "ong", "ou",  "ua", "uai", "uan",  "uang",
        "ui", "un", "uo",  "ue",   "a",  "e",   "i",   "o",  "u",   NULL
    };
    if (s.n < 3 || s.n > 6 || !strchr("bpmfdtnlgkhjqxrzcsyw", s.p[0])) return false;
    size_t at = s.p[1] == 'h' && strchr("zcs", s.p[0]) ? 2 : 1;
    for (size_t i = 0; finals[i]; i++)
        if (fl_span_equal(fl_span_sub(s, at, s.n), fl_span_of(finals[i]))) return true;
    return false;
}

/* `全力推进huan境治理`, `全市sh(?)ng产总值`: between two ideographs. Returns where it ends, or 0.
 */
static size_t fragment_at(fl_span s, size_t at)
{
    size_t end = at;
    bool gap = false;
    if (!fl_is_han(fl_utf8_before(s, at))) return 0;
    while (end < s.n) {
        bool unread = fl_span_starts(fl_span_sub(s, end, s.n), FL_SPAN("(?)"));
        if (!unread && !is_small((unsigned char)s.p[end])) break;
        gap |= unread;
        end += unread ? 3 : 1;
    }
    if (end == s.n || !fl_is_han(fl_utf8_at(s, end))) return 0;
    return gap || is_syllable(fl_span_sub(s, at, end)) ? end : 0;
}

static size_t lost_at(fl_span s, size_t at, size_t end, uint32_t c, const char **message)
{
    static const char kun[] = "锟斤拷";
    if (is_small(c)) {
        *message = "perhaps the reading of a character that was not recognised";
        return fragment_at(s, at);
    }
    if (c == 0xFFFD) {
        *message = "bytes were lost here before; the source has only U+FFFD";
        while (end < s.n && fl_utf8_at(s, end) == 0xFFFD) end += 3;
        return end;
    }
    if (is_private(c)) {
        *message = "a character of a private font; its meaning is not in the text";
        while (end < s.n && is_private(fl_utf8_at(s, end))) end = fl_utf8_next(s, end, &c);
        return end;
    }
    if (c != 0x951F || !fl_span_starts(fl_span_sub(s, at, s.n), FL_SPAN(kun))) return 0;
    *message = "bytes were lost here before: U+FFFD that was read as GBK";
    while (fl_span_starts(fl_span_sub(s, end = at, s.n), FL_SPAN(kun))) at += sizeof kun - 1;
    return end;
}

/* Flags what cannot be undone. */
static void lost(work *w)
{
    fl_edits *e = &w->edits;
    fl_span s = e->line->text;
    fl_edits_rule(e, "characters.lost", "what stood here is not in the source any more", 99);
    for (size_t at = 0, end; at < s.n && w->notes < MOST_NOTES; at = end) {
        uint32_t c;
        const char *message = NULL;
        end = fl_utf8_next(s, at, &c);
        size_t behind = lost_at(s, at, end, c, &message);
        if (!behind) continue;
        fl_edits_note(e, at, behind, message);
        w->notes++;
        end = behind;
    }
    fl_edits_make(e);
}

static bool is_code(const fl_lines *lines, const fl_line *line)
{
    return line->container && lines->container[line->container].kind == FL_CONTAINER_CODE;
}

static void repair_line(work *w, unsigned found)
{
    fl_edits *e = &w->edits;
    if (found & REFERENCE) fl_decode_entities(e);
    if (found & BACKSLASH) fl_decode_escapes(e);
    if (found & (REFERENCE | BACKSLASH))
        found |= sweep(e->line->text); /* what was decoded may need more */
    if (found & C1) windows_punctuation(w);
    if (found & (CONTROL | C1)) controls(w);
    if (found & INVISIBLE) invisibles(w);
    if (found & MARKS) fl_compose_marks(e);
    if (found & HALF_KANA) fl_widen_kana(e);
    if (found & RADICAL) fl_replace_radicals(e);
    if (found & LIGATURE) fl_split_ligatures(e);
    if (found & FULL_WIDTH) fl_narrow_letters(e);
    if (found & DOUBLED) doubled(w);
    if (found & SPACE) bracket_spaces(w);
    if (found & SPACED) spaced_title(w);
    if (found & PRIVATE && e->line->text.n) bullet(w);
    if (found & (PRIVATE | LOST)) lost(w);
}

/* What came to the edges of the line is layout, as in every other line. */
static void trim(work *w)
{
    fl_line *line = w->edits.line;
    fl_span kept = fl_span_trim(line->text);
    size_t leading = (size_t)(kept.p - line->text.p);
    line->text.n = leading + kept.n;
    if (leading == 0) return;
    fl_change change = { .to = (uint32_t)leading, .kind = FAIRLEAF_EDIT_REMOVE, .confidence = 99 };
    change.rule = fl_trail_rule(w->edits.t->trail, w->edits.name, w->edits.why);
    fl_line_change(w->edits.t, w->edits.lines, line, &change, 1);
}

void fl_repair_characters(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    work w = { .edits = { .t = t, .lines = lines } };
    for (size_t i = 0; i < lines->count; i++) {
        fl_line *line = &lines->item[i];
        if (is_quiet(line->text) && !is_spaced(line->text)) continue;
        unsigned found = sweep(line->text);
        if (!found || is_code(lines, line)) continue;
        w.edits.line = line;
        fl_span before = line->text;
        repair_line(&w, found);
        if (line->text.p != before.p) trim(&w);
        if (line->text.n == 0) { /* there was nothing but references to blanks */
            uint16_t rule = fl_trail_rule(t->trail, "characters.entity", "a line of blanks only");
            fl_line_remove(t, lines, line, rule, 95, FL_SPAN(""));
        }
    }
}
