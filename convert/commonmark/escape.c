/* commonmark/escape.c - a table finds the bytes that may act; for each a rule decides whether it
 * does. What only acts at the start of a line is in linestart.c. */
#include "commonmark/escape.h"

#include "base/utf8.h"
#include "commonmark/linestart.h"
#include "commonmark/reference.h"

enum { LONGEST_MAIL = 254 };
enum { SPECIAL = 1, LEAD = 2, LATIN = 4, COUNTED = 8 };

/* Bytes that a rule below looks at, letters, lead bytes of three and four bytes, and marks that are
 * counted, since they need a partner. */
static const uint8_t class_of[256] = {
    ['!'] = 1,  ['"'] = 1,  ['#'] = 1,  ['$'] = 9,  ['&'] = 1,  ['\''] = 1, ['('] = 1,  ['*'] = 1,
    ['-'] = 1,  ['.'] = 1,  [':'] = 1,  ['<'] = 1,  ['='] = 1,  ['>'] = 1,  ['@'] = 1,  ['['] = 1,
    ['\\'] = 1, [']'] = 1,  ['^'] = 1,  ['_'] = 9,  ['`'] = 1,  ['{'] = 1,  ['|'] = 1,  ['~'] = 9,
    [0xE0] = 2, [0xE1] = 2, [0xE2] = 2, [0xE3] = 2, [0xE4] = 2, [0xE5] = 2, [0xE6] = 2, [0xE7] = 2,
    [0xE8] = 2, [0xE9] = 2, [0xEA] = 2, [0xEB] = 2, [0xEC] = 2, [0xED] = 2, [0xEE] = 2, [0xEF] = 2,
    [0xF0] = 2, [0xF1] = 2, [0xF2] = 2, [0xF3] = 2, [0xF4] = 2, ['A'] = 4,  ['B'] = 4,  ['C'] = 4,
    ['D'] = 4,  ['E'] = 4,  ['F'] = 4,  ['G'] = 4,  ['H'] = 4,  ['I'] = 4,  ['J'] = 4,  ['K'] = 4,
    ['L'] = 4,  ['M'] = 4,  ['N'] = 4,  ['O'] = 4,  ['P'] = 4,  ['Q'] = 4,  ['R'] = 4,  ['S'] = 4,
    ['T'] = 4,  ['U'] = 4,  ['V'] = 4,  ['W'] = 4,  ['X'] = 4,  ['Y'] = 4,  ['Z'] = 4,  ['a'] = 4,
    ['b'] = 4,  ['c'] = 4,  ['d'] = 4,  ['e'] = 4,  ['f'] = 4,  ['g'] = 4,  ['h'] = 4,  ['i'] = 4,
    ['j'] = 4,  ['k'] = 4,  ['l'] = 4,  ['m'] = 4,  ['n'] = 4,  ['o'] = 4,  ['p'] = 4,  ['q'] = 4,
    ['r'] = 4,  ['s'] = 4,  ['t'] = 4,  ['u'] = 4,  ['v'] = 4,  ['w'] = 4,  ['x'] = 4,  ['y'] = 4,
    ['z'] = 4,
};

typedef struct writer {
    fl_buf *out;
    fl_span text;
    const fl_text_context *context;
    size_t spoiled; /* what starts before this is no clean address */
    bool colon_seen;
} writer;

static uint8_t class_at(fl_span s, size_t at) { return class_of[(unsigned char)s.p[at]]; }

/* Skips bytes beyond ASCII, eight at a time: Han text has little else. *lead gets a bit for each
 * lead byte of three or four bytes that was skipped. */
static inline size_t skip_wide(fl_span s, size_t at, uint64_t *lead)
{
    const uint64_t high = 0x8080808080808080u;
    while (s.n - at >= 8) {
        uint64_t eight;
        memcpy(&eight, s.p + at, 8);
        if ((eight & high) != high) break;
        *lead |= eight & eight << 1 & eight << 2 & high;
        at += 8;
    }
    return at;
}

/* Punctuation and symbols (U+2000 to U+2FFF), which English prose has too, do not count. */
static bool has_wide(fl_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0xE0 && (unsigned char)s.p[i] != 0xE2) return true;
    return false;
}

void fl_escape_scan(fl_scan *scan, fl_span s)
{
    uint8_t all = 0;
    uint64_t lead = 0;
    for (size_t at = 0; at < s.n;) {
        at = skip_wide(s, at, &lead);
        size_t end = s.n - at < 8 ? s.n : at + 8;
        for (; at < end; at++) all |= class_at(s, at);
    }
    scan->wide = scan->wide || ((lead || (all & LEAD)) && has_wide(s));
    scan->latin = scan->latin || (all & LATIN);
    scan->special = scan->special || (all & SPECIAL);
    if (!(all & COUNTED)) return;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '~')
            scan->tildes++;
        else if (s.p[i] == '$')
            scan->dollars++;
        else if (s.p[i] == '_')
            scan->underscores++;
    }
}

/* ---- neighbours ---- */

static uint32_t before(const writer *w, size_t at)
{
    return at > 0 ? fl_utf8_before(w->text, at) : w->context->before;
}

static uint32_t behind(const writer *w, size_t at)
{
    return at < w->text.n ? fl_utf8_at(w->text, at) : w->context->after;
}

static bool is_edge(uint32_t c) { return c == 0 || c == ' '; }

static bool is_word(uint32_t c)
{
    return c < 0x80 ? fl_is_ascii_alnum(c) : !fl_is_space(c) && !fl_is_punctuation(c);
}

/* True when `word` (lower case) stands at `at`, whatever its case. */
static bool word_at(fl_span s, size_t at, const char *word)
{
    for (; *word; word++, at++)
        if (at >= s.n || fl_ascii_lower(s.p[at]) != *word) return false;
    return true;
}

/* ---- addresses without brackets ---- */

/* Where an address starts whose scheme (or `www`) ends at `at`; SIZE_MAX when there is none. */
static size_t address_start(const writer *w, size_t at, const char *const *words)
{
    for (; *words; words++) {
        size_t n = strlen(*words);
        if (at >= n && word_at(w->text, at - n, *words)) return at - n;
    }
    return SIZE_MAX;
}

/* Behind a letter some make a link of it all the same, and in a link some make another; there it
 * stays only when it is all of the link's text. */
static bool may_be_linked(const writer *w, size_t from, size_t end)
{
    if (fl_is_ascii_alnum(before(w, from))) return false;
    return !w->context->in_link ||
           (before(w, from) == '[' && end == w->text.n && w->context->after == ']');
}

/* The end of the address that GFM would link, when it is just that and needs no escapes; else 0. */
static size_t clean_address(writer *w, size_t at)
{
    fl_span s = w->text;
    if (at < w->spoiled) return 0;
    for (; at < s.n && s.p[at] != ' '; at++) {
        bool spoils = (unsigned char)s.p[at] >= 0x80 || strchr("<>`*_~[]{}|^\\\"'$", s.p[at]) ||
                      (s.p[at] == '&' && fl_reference_at(s, at));
        if (!spoils) continue;
        w->spoiled = at;
        return 0;
    }
    if (at < s.n || is_edge(w->context->after) || w->context->after == ']') return at;
    w->spoiled = s.n;
    return 0;
}

/* At a byte that makes an address of what stands before it from `from` on: writes the whole address
 * or breaks it. */
static size_t write_address(writer *w, size_t from, size_t at)
{
    size_t end = clean_address(w, at);
    if (end && may_be_linked(w, from, end)) {
        fl_buf_span(w->out, fl_span_sub(w->text, at, end));
        return end;
    }
    fl_reference_write(w->out, (unsigned char)w->text.p[at]);
    return at + 1;
}

/* ---- rules: each writes what stands at `at` and returns where to go on ---- */

static size_t plain(const writer *w, size_t at)
{
    fl_buf_byte(w->out, w->text.p[at]);
    return at + 1;
}

static size_t reference(const writer *w, size_t at)
{
    fl_reference_write(w->out, (unsigned char)w->text.p[at]);
    return at + 1;
}

/* Half of the dialects copy the description of an image as it is, where only a reference is read.
 */
static size_t backslash(const writer *w, size_t at)
{
    if (w->context->in_image) return reference(w, at);
    fl_buf_byte(w->out, '\\');
    return plain(w, at);
}

/* Typographers are stopped where they do not know the script, or where there is no prose. */
static bool pinned(const writer *w) { return w->context->scan->wide || !w->context->scan->latin; }

/* Dots and hyphens in a row: every second one is escaped; at the start of a line the first one is.
 */
static size_t write_row(const writer *w, size_t at)
{
    fl_span s = w->text;
    const fl_text_context *c = w->context;
    size_t from = at, end = at;
    while (end < s.n && s.p[end] == s.p[at]) end++;
    bool break_line = at == 0 && end > 1 && s.p[at] == '-' && c->line_start &&
                      c->place == FL_TEXT_PARAGRAPH;
    while (at < end) {
        bool second = (at - from) % 2 == (break_line ? 0 : 1);
        bool escape = (second && pinned(w)) || (break_line && at == from);
        at = escape ? backslash(w, at) : plain(w, at);
    }
    return end;
}

/* `+-` is made one character by some. */
static size_t write_hyphen(const writer *w, size_t at)
{
    return before(w, at) == '+' ? backslash(w, at) : write_row(w, at);
}

static size_t write_dot(writer *w, size_t at)
{
    static const char *const words[] = { "www", NULL };
    size_t from = address_start(w, at, words);
    if (from != SIZE_MAX && !fl_is_ascii_alnum(before(w, from))) return write_address(w, from, at);
    return write_row(w, at);
}

/* `:name:`, which many hosts show as a picture. */
static bool is_short_code(const writer *w, size_t at)
{
    fl_span s = w->text;
    bool letters = false;
    size_t i = at + 1;
    for (; i < s.n && (fl_is_ascii_alnum((unsigned char)s.p[i]) || strchr("_+-", s.p[i])); i++)
        letters = letters || !fl_is_digit((unsigned char)s.p[i]);
    return letters && i < s.n && s.p[i] == ':';
}

/* `Key: value` in the first line of a file is metadata for some. */
static bool is_metadata(const writer *w, size_t at)
{
    const fl_text_context *c = w->context;
    if (!c->document_start || !c->line_start || w->colon_seen || at == 0) return false;
    for (size_t i = 0; i < at; i++)
        if (!fl_is_ascii_alnum((unsigned char)w->text.p[i]) && !strchr(" _-", w->text.p[i]))
            return false;
    return true;
}

static size_t write_colon(writer *w, size_t at)
{
    static const char *const schemes[] = { "https", "http", "ftp", NULL };
    fl_span s = w->text;
    bool metadata = is_metadata(w, at);
    w->colon_seen = true;
    if (metadata) return reference(w, at);
    bool slashes = s.n - at > 2 && s.p[at + 1] == '/' && s.p[at + 2] == '/';
    size_t from = slashes ? address_start(w, at, schemes) : SIZE_MAX;
    if (from != SIZE_MAX) return write_address(w, from, at);
    return is_short_code(w, at) ? reference(w, at) : plain(w, at);
}

static size_t write_equals(const writer *w, size_t at)
{
    size_t end = at;
    while (end < w->text.n && w->text.p[end] == '=') end++;
    bool acts = end - at > 1 && !(is_edge(before(w, at)) && is_edge(behind(w, end)));
    for (size_t i = at; i < end; i++) {
        if (acts && (i - at) % 2 == 0)
            fl_buf_text(w->out, "&#61;");
        else
            fl_buf_byte(w->out, '=');
    }
    return end;
}

static size_t write_parenthesis(const writer *w, size_t at)
{
    static const char *const signs[] = { "c)", "r)", "tm)", "p)" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (word_at(w->text, at + 1, signs[i])) return backslash(w, at);
    return plain(w, at);
}

/* `[` that starts something by what stands beside it. Links need a `](`, which is broken at the
 * `]`; definitions need the start of a line. */
static size_t write_opening(const writer *w, size_t at)
{
    uint32_t next = behind(w, at + 1);
    bool acts = w->context->in_link || before(w, at) == '!' || word_at(w->text, at, "[toc]") ||
                (next && next < 0x80 && strchr("^@[%-!", (int)next));
    return acts ? backslash(w, at) : plain(w, at);
}

static size_t write_closing(const writer *w, size_t at)
{
    uint32_t next = behind(w, at + 1);
    return w->context->in_link || next == '(' || next == '[' ? backslash(w, at) : plain(w, at);
}

/* Whether the mark touches a run of stars or code: there even an escaped one confuses dialects. */
static bool touches(const writer *w, size_t at, uint32_t mark)
{
    return (at == 0 && w->context->before == mark) ||
           (at + 1 == w->text.n && w->context->after == mark);
}

static size_t write_star(const writer *w, size_t at)
{
    if (touches(w, at, '*')) return reference(w, at);
    bool alone = before(w, at) == ' ' && behind(w, at + 1) == ' ';
    return alone ? plain(w, at) : backslash(w, at);
}

static size_t write_underscore(const writer *w, size_t at)
{
    bool alone = w->context->scan->underscores == 1 && fl_is_ascii_alnum(before(w, at)) &&
                 fl_is_ascii_alnum(behind(w, at + 1));
    return alone ? plain(w, at) : backslash(w, at);
}

static bool in_mail(char c) { return fl_is_ascii_alnum((unsigned char)c) || strchr("._+-", c); }

/* Whether GFM links the address around the `@` and nothing else. */
static bool is_clean_mail(const writer *w, size_t at)
{
    fl_span s = w->text;
    size_t from = at, to = at + 1;
    while (from > 0 && at - from < LONGEST_MAIL && in_mail(s.p[from - 1])) from--;
    while (to < s.n && to - at < LONGEST_MAIL && in_mail(s.p[to])) to++;
    if (memchr(s.p + from, '_', to - from)) return false;
    return before(w, from) < 0x80 && behind(w, to) < 0x80;
}

/* `@name` is a citation for Pandoc; mail addresses are linked by GFM. */
static size_t write_at(const writer *w, size_t at)
{
    uint32_t next = behind(w, at + 1);
    bool named = next == '_' || next == '{' || (next && is_word(next));
    if (!named) return plain(w, at);
    if (!is_word(before(w, at))) return reference(w, at);
    bool linked = w->context->in_link && next < 0x80; /* a link in a link for some */
    return next >= 0x80 || (!linked && is_clean_mail(w, at)) ? plain(w, at) : reference(w, at);
}

/* In headings a backslash does not keep `{#id}` from being one. */
static size_t write_brace(const writer *w, size_t at)
{
    return w->context->place == FL_TEXT_HEADING ? reference(w, at) : backslash(w, at);
}

static size_t write_special(writer *w, size_t at)
{
    const fl_text_context *c = w->context;
    switch (w->text.p[at]) {
    case '\\':
        return touches(w, at, '`') ? reference(w, at) : backslash(w, at);
    case '`':
        return c->scan->code ? reference(w, at) : backslash(w, at);
    case '{':
        return write_brace(w, at);
    case '<':
    case '^':
        return reference(w, at);
    case '*':
        return write_star(w, at);
    case '_':
        return write_underscore(w, at);
    case '[':
        return write_opening(w, at);
    case ']':
        return write_closing(w, at);
    case '(':
        return write_parenthesis(w, at);
    case '@':
        return write_at(w, at);
    case '.':
        return write_dot(w, at);
    case '-':
        return write_hyphen(w, at);
    case ':':
        return write_colon(w, at);
    case '=':
        return write_equals(w, at);
    case '&':
        return fl_reference_at(w->text, at) ? reference(w, at) : plain(w, at);
    case '~':
        return c->scan->tildes > 1 ? reference(w, at) : plain(w, at);
    case '$':
        return c->scan->dollars > 1 ? reference(w, at) : plain(w, at);
    case '|':
        return c->place == FL_TEXT_HEADING ? plain(w, at) : reference(w, at);
    case '"':
    case '\'':
        /* a heading's id would show the reference */
        return pinned(w) && c->place != FL_TEXT_HEADING ? reference(w, at) : plain(w, at);
    case '>':
        return before(w, at) == '>' || behind(w, at + 1) == '>' ? reference(w, at) : plain(w, at);
    case '!':
        return at + 1 == w->text.n && c->after == '[' ? backslash(w, at) : plain(w, at);
    case '#':
        if (c->place == FL_TEXT_HEADING && c->line_start && at == 0) return backslash(w, at);
        return c->place == FL_TEXT_HEADING && c->line_end && at + 1 == w->text.n ? reference(w, at)
                                                                                 : plain(w, at);
    default:
        return plain(w, at);
    }
}

/* ---- a whole text ---- */

static size_t encode_one(const writer *w, size_t at)
{
    uint32_t c;
    size_t next = fl_utf8_next(w->text, at, &c);
    fl_reference_write(w->out, c);
    return next;
}

/* White space beyond ASCII at the ends of a line is taken off by some parsers. */
static bool stripped(uint32_t c) { return c >= 0x80 && (fl_is_space(c) || c == 0xFEFF); }

static size_t write_start(writer *w)
{
    const fl_text_context *c = w->context;
    size_t at = 0;
    if (c->encode_first) return encode_one(w, 0);
    if (!c->line_start) return 0;
    while (at < w->text.n && stripped(fl_utf8_at(w->text, at))) at = encode_one(w, at);
    if (at == 0 && c->place == FL_TEXT_PARAGRAPH) at = fl_escape_line_start(w->out, w->text, c);
    return at;
}

static size_t next_special(fl_span s, size_t at, size_t end)
{
    fl_span part = { s.p, end };
    uint64_t lead = 0;
    for (;;) {
        size_t stop = skip_wide(part, at, &lead);
        for (at = stop, stop = end - at < 8 ? end : at + 8; at < stop; at++)
            if (class_at(s, at) & SPECIAL) return at;
        if (at == end) return end;
    }
}

void fl_escape_text(fl_buf *out, fl_span text, const fl_text_context *context)
{
    if (text.n == 0) return;
    writer w = { out, text, context, 0, false };
    size_t at = write_start(&w), end = text.n;
    if (context->encode_last && at < end) {
        uint32_t c;
        end = fl_utf8_prev(text, end, &c);
    } else if (context->line_end) {
        uint32_t c;
        for (size_t i = end; i > at && stripped(fl_utf8_before(text, i)); end = i)
            i = fl_utf8_prev(text, i, &c);
    }
    while (at < end) {
        size_t from = at;
        if (context->scan->special)
            at = next_special(text, at, end);
        else
            at = end;
        fl_buf_span(out, fl_span_sub(text, from, at));
        if (at < end) at = write_special(&w, at);
    }
    while (at < text.n) at = encode_one(&w, at);
}
