/* commonmark/prepare.c - two passes: over paragraphs (hostile text), over runs of `*` (strong
 * beside Chinese). */
#include "commonmark/prepare.h"

#include <cmark.h>

#include "base/buf.h"
#include "base/utf8.h"

/* A masked character is U+FDD0 plus its place here. */
static const char maskable[] = "[>-+*.)";

enum {
    MOST_IMAGES = 500,
    MOST_BRACKETS = 50000,
    MOST_COLUMN = 200,
    MOST_DEFINITION_COST = 64 << 20 /* cmark copies a definition for each of its uses */
};

/* Punctuation (general category Po) of cmark's table, of scripts that no report is written in. */
static const char *const spacers[] = { "\xF0\x90\x8E\x9F", "\xF0\x90\xA9\x90", "\xF0\x92\x91\xB0" };

typedef struct paragraph {
    size_t from, to;
    bool definition; /* it may define a link */
} paragraph;

/* ---- hostile text ---- */

static void mask(fl_buf *b, char c)
{
    const char *place = strchr(maskable, c);
    fl_buf_code_point(b, 0xFDD0 + (uint32_t)(place - maskable));
}

static size_t line_end(fl_span s, size_t at)
{
    const char *end = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;
    return end ? (size_t)(end - s.p) + 1 : s.n;
}

static size_t skip_blanks(fl_span s, size_t at, size_t to)
{
    while (at < to && (s.p[at] == ' ' || s.p[at] == '\t' || s.p[at] == '\r' || s.p[at] == '\n'))
        at++;
    return at;
}

/* A bullet or a heading starts a paragraph of its own whatever stands above it, unless it is deeply
 * indented or has no text. */
static bool starts_paragraph(fl_span s, size_t line, size_t end)
{
    size_t at = line;
    while (at < end && at - line < 3 && s.p[at] == ' ') at++;
    if (end - at < 2 || !strchr("-+*#", s.p[at]) || s.p[at + 1] != ' ') return false;
    return skip_blanks(s, at + 1, end) < end;
}

/* Text that cannot reach over its ends: at most the lines up to a blank one. */
static paragraph next_paragraph(fl_span s, size_t from)
{
    size_t at = from;
    paragraph p = { from, s.n, false };
    while (at < s.n) {
        size_t end = line_end(s, at);
        bool blank = skip_blanks(s, at, end) == end;
        if (at > from && (blank || starts_paragraph(s, at, end))) {
            p.to = blank ? end : at;
            break;
        }
        at = end;
    }
    p.definition = fl_span_find(fl_span_sub(s, p.from, p.to), FL_SPAN("]:"), 0) != SIZE_MAX;
    return p;
}

/* `![` whose text is not simply closed: cmark keeps it on its stack and walks over it again and
 * again. */
static bool open_image(fl_span s, size_t at, size_t to)
{
    if (s.p[at] != '[' || at == 0 || s.p[at - 1] != '!') return false;
    for (size_t i = at + 1; i < to; i++) {
        char c = s.p[i];
        if (c == ']') return false;
        if (c == '[' || c == '\\' || c == '`' || c == '<') return true;
    }
    return true;
}

/* Where the text of a line starts: behind container markers and white space, of which one space
 * belongs to a quote. Returns the first marker behind MOST_COLUMN, or `to`. */
static size_t deep_marker(fl_span s, size_t from, size_t to)
{
    size_t column = 0, at = from;
    while (at < to) {
        char c = s.p[at];
        size_t digits = at;
        while (digits < to && fl_is_digit((unsigned char)s.p[digits])) digits++;
        if (c == ' ')
            column++;
        else if (c == '\t')
            column += 4;
        else if (c == '>' || c == '-' || c == '+' || c == '*') {
            if (column >= MOST_COLUMN) return at;
            column++;
            if (c == '>' && at + 1 < to && s.p[at + 1] == ' ') at++;
        } else if (digits > at && digits < to && (s.p[digits] == '.' || s.p[digits] == ')')) {
            if (column >= MOST_COLUMN) return digits;
            column += digits - at + 1;
            at = digits;
        } else
            break;
        at++;
    }
    return to;
}

typedef struct tally {
    size_t images, brackets;
    bool deep, notes;
} tally;

/* `[^1]: …` at the start of a line is a note, not the address of a link called `^1`. */
static bool note_at(fl_span s, size_t at)
{
    size_t close = at + 2;
    if (s.n - at < 5 || s.p[at + 1] != '^') return false;
    while (close < s.n && s.p[close] != ']' && s.p[close] != '\n') close++;
    if (s.n - close < 2 || s.p[close] != ']' || s.p[close + 1] != ':') return false;
    while (at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == '>')) at--;
    return at == 0 || s.p[at - 1] == '\n' || s.p[at - 1] == '\r';
}

static tally tally_of(fl_span s, paragraph p)
{
    tally t = { 0, 0, false, false };
    for (const char *b = s.p + p.from; (b = memchr(b, '[', (size_t)(s.p + p.to - b))) != NULL;
         b++) {
        t.brackets++;
        t.images += open_image(s, (size_t)(b - s.p), p.to);
        t.notes = t.notes || (p.definition && note_at(s, (size_t)(b - s.p)));
    }
    for (size_t at = p.from; at < p.to;) {
        size_t end = line_end(s, at);
        if (end > p.to) end = p.to;
        if (end - at > MOST_COLUMN && deep_marker(s, at, end) < end) t.deep = true;
        at = end;
    }
    return t;
}

static void write_tame(fl_buf *out, fl_span s, paragraph p, tally t, bool no_definition)
{
    bool images = t.images > MOST_IMAGES, brackets = t.brackets > MOST_BRACKETS;
    bool definition = no_definition && p.definition;
    size_t line = p.from, end = p.from, deep = p.from;
    for (size_t at = p.from; at < p.to; at++) {
        char c = s.p[at];
        if (at == end) {
            line = end;
            end = line_end(s, line);
            if (end > p.to) end = p.to;
            deep = t.deep ? deep_marker(s, line, end) : end;
        }
        if (c == '[' && (brackets || definition || (images && open_image(s, at, p.to)) ||
                         (t.notes && note_at(s, at))))
            mask(out, c);
        else if (at == deep) {
            mask(out, c);
            deep = end; /* what follows a mark that is none is text */
        } else
            fl_buf_byte(out, c);
    }
}

/* ---- strong beside Chinese ---- */

static bool is_wide(uint32_t c) { return c >= 0x1100 && fl_utf8_width(c) == 2; }

static bool is_cjk(uint32_t c)
{
    return c >= 0x1100 && (fl_is_han(c) || fl_is_kana(c) || fl_is_hangul(c) || is_wide(c));
}

static bool is_blank(uint32_t c) { return c == 0 || fl_is_space(c); }

/* What the flanking rule of the cmark at hand calls punctuation: since 0.31 symbols too. */
static bool is_mark(uint32_t c)
{
    return fl_is_punctuation(c) || (cmark_version() >= 0x001F00 && fl_is_symbol(c));
}

/* Whether a run is taken as closing (opening) only when a punctuation mark stands between it and
 * `after` (`before`). Runs that their neighbour shows to be the other kind are left alone:
 * `（**甲**）`, `**甲**，`. */
static bool closes_too(uint32_t before, uint32_t after)
{
    if (!is_mark(before) || fl_is_opening(before) || is_blank(after) || is_mark(after))
        return false;
    return is_cjk(after) || is_wide(before);
}

static bool opens_too(uint32_t before, uint32_t after)
{
    if (!is_mark(after) || fl_is_closing(after) || fl_is_sentence_end(after)) return false;
    if (after == 0xFF0C || after == 0x3001 || after == 0xFF1B || after == 0xFF1A || after == ',')
        return false;
    if (is_blank(before) || is_mark(before)) return false;
    return is_cjk(before) || is_wide(after);
}

static const char *unused_spacer(fl_span s)
{
    for (size_t i = 0; i < sizeof spacers / sizeof *spacers; i++)
        if (fl_span_find(s, fl_span_of(spacers[i]), 0) == SIZE_MAX) return spacers[i];
    return NULL;
}

static void amend(fl_arena *a, fl_prepared *p)
{
    fl_span s = p->text;
    fl_buf out = { NULL, 0, 0, a };
    size_t copied = 0;
    for (const char *star = s.p; (star = memchr(star, '*', (size_t)(s.p + s.n - star))) != NULL;) {
        size_t from = (size_t)(star - s.p), to = from;
        while (to < s.n && s.p[to] == '*') to++;
        star = s.p + to;
        size_t escapes = 0;
        while (escapes < from && s.p[from - 1 - escapes] == '\\') escapes++;
        if (to - from < 2 || escapes % 2) continue;
        uint32_t before = fl_utf8_before(s, from), after = fl_utf8_at(s, to);
        bool opens = opens_too(before, after), closes = closes_too(before, after);
        if (!opens && !closes) continue;
        if (!p->spacer) p->spacer = unused_spacer(s);
        if (!p->spacer) return;
        if (!out.p) out = fl_buf_new(a, s.n + s.n / 8 + 64);
        fl_buf_span(&out, fl_span_sub(s, copied, from));
        if (opens) fl_buf_text(&out, p->spacer);
        fl_buf_span(&out, fl_span_sub(s, from, to));
        if (closes) fl_buf_text(&out, p->spacer);
        copied = to;
    }
    if (copied == 0) return;
    fl_buf_span(&out, fl_span_sub(s, copied, s.n));
    p->text = fl_buf_view(&out);
}

/* ---- public ---- */

/* Bytes of the longest definition times brackets: what cmark could be made to copy. */
static bool costly_definitions(fl_span s)
{
    size_t longest = 0, brackets = 0;
    if (!memchr(s.p, '[', s.n) || fl_span_find(s, FL_SPAN("]:"), 0) == SIZE_MAX) return false;
    for (size_t at = 0; at < s.n;) {
        paragraph p = next_paragraph(s, at);
        if (p.definition && p.to - p.from > longest) longest = p.to - p.from;
        brackets += tally_of(s, p).brackets;
        at = p.to;
    }
    return longest > 0 && brackets > MOST_DEFINITION_COST / longest;
}

size_t fl_commonmark_too_deep(fl_span s)
{
    for (size_t at = 0, end; at < s.n; at = end) {
        end = line_end(s, at);
        size_t deep = end - at > MOST_COLUMN ? deep_marker(s, at, end) : end;
        if (deep < end) return deep;
    }
    return SIZE_MAX;
}

static void tame(fl_arena *a, fl_prepared *p)
{
    fl_span s = p->text;
    fl_buf out = { NULL, 0, 0, a };
    bool no_definition = costly_definitions(s);
    for (size_t at = 0; at < s.n;) {
        paragraph part = next_paragraph(s, at);
        tally t = tally_of(s, part);
        bool changed = t.images > MOST_IMAGES || t.brackets > MOST_BRACKETS || t.deep || t.notes ||
                       (no_definition && part.definition);
        if (changed && !out.p) {
            out = fl_buf_new(a, s.n + s.n / 8 + 64);
            fl_buf_span(&out, fl_span_sub(s, 0, part.from));
        }
        if (changed)
            write_tame(&out, s, part, t, no_definition);
        else if (out.p)
            fl_buf_span(&out, fl_span_sub(s, part.from, part.to));
        at = part.to;
    }
    if (!out.p) return;
    p->text = fl_buf_view(&out);
    p->masked = true;
}

fl_prepared fl_prepare_markdown(fl_arena *a, fl_span markdown)
{
    fl_prepared p = { markdown, NULL, false };
    if (markdown.n == 0) return p;
    tame(a, &p);
    amend(a, &p);
    return p;
}

fl_span fl_prepared_restore(fl_arena *a, const fl_prepared *p, fl_span literal)
{
    if (literal.n == 0 || (!p->masked && !p->spacer)) return literal;
    fl_span spacer = fl_span_of(p->spacer);
    bool found = p->spacer && fl_span_find(literal, spacer, 0) != SIZE_MAX;
    if (!found && !(p->masked && fl_span_find(literal, FL_SPAN("\xEF\xB7"), 0) != SIZE_MAX))
        return literal;
    char *out = fl_alloc_bytes(a, literal.n);
    size_t n = 0;
    for (size_t at = 0; at < literal.n;) {
        uint32_t c;
        size_t next = fl_utf8_next(literal, at, &c);
        if (p->spacer && literal.n - at >= spacer.n &&
            memcmp(literal.p + at, spacer.p, spacer.n) == 0) {
            at += spacer.n;
            continue;
        }
        if (p->masked && c >= 0xFDD0 && c < 0xFDD0 + sizeof maskable - 1)
            out[n++] = maskable[c - 0xFDD0];
        else {
            memcpy(out + n, literal.p + at, next - at);
            n += next - at;
        }
        at = next;
    }
    return (fl_span){ out, n };
}
