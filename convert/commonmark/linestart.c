/* commonmark/linestart.c - one look at the first character decides most. */
#include "commonmark/linestart.h"

#include "base/utf8.h"
#include "commonmark/reference.h"

/* A line, and the character that is written behind it when more follows. */
typedef struct line {
    fl_buf *out;
    fl_span text;
    char after;
} line;

static char at_or_space(const line *l, size_t at)
{
    return at < l->text.n ? l->text.p[at] : at == l->text.n ? l->after : ' ';
}

static size_t backslash(const line *l, size_t at)
{
    fl_buf_span(l->out, fl_span_sub(l->text, 0, at));
    fl_buf_byte(l->out, '\\');
    fl_buf_byte(l->out, l->text.p[at]);
    return at + 1;
}

static size_t reference(const line *l)
{
    fl_reference_write(l->out, (unsigned char)l->text.p[0]);
    return 1;
}

/* Length of a digit at `at`; parsers in Python take those of full width for digits too. */
static size_t digit_at(fl_span s, size_t at)
{
    if (at >= s.n) return 0;
    if (fl_is_digit((unsigned char)s.p[at])) return 1;
    uint32_t c = fl_utf8_at(s, at);
    return c >= 0xFF10 && c <= 0xFF19 ? 3 : 0;
}

/* Length of a list number at `at`: digits, one letter, or Roman digits; 0: none. */
static size_t number_at(fl_span s, size_t at)
{
    size_t n = 0;
    for (size_t digit; (digit = digit_at(s, at + n)) != 0;) n += digit;
    if (n) return n;
    while (n < 8 && at + n < s.n && strchr("ivxlcdmIVXLCDM", s.p[at + n]) && s.p[at + n]) n++;
    if (n && at + n < s.n && (s.p[at + n] == '.' || s.p[at + n] == ')')) return n;
    return at < s.n && fl_is_ascii_alnum((unsigned char)s.p[at]) ? 1 : 0;
}

/* `1.` `1)` of CommonMark; `a.` `iv)` of Pandoc, for which `A.` needs two spaces behind it. */
static size_t write_number(const line *l)
{
    size_t n = number_at(l->text, 0);
    if (n == 0 || n == l->text.n || (l->text.p[n] != '.' && l->text.p[n] != ')')) return 0;
    if (at_or_space(l, n + 1) != ' ') return 0;
    bool capital = l->text.p[0] >= 'A' && l->text.p[0] <= 'Z' && l->text.p[n] == '.';
    if (capital && at_or_space(l, n + 2) != ' ') return 0;
    return backslash(l, n);
}

/* `(1)` `(a)` `(@)` of Pandoc. */
static size_t write_parenthesis(const line *l)
{
    size_t n = at_or_space(l, 1) == '@' ? 1 : number_at(l->text, 1);
    bool list = n && at_or_space(l, 1 + n) == ')' && at_or_space(l, 2 + n) == ' ';
    return list ? backslash(l, 0) : 0;
}

/* A link reference definition, whose text would disappear, or a task's box. */
static size_t write_bracket(const line *l)
{
    size_t close = fl_span_find(l->text, FL_SPAN("]"), 1);
    bool definition = close == SIZE_MAX || at_or_space(l, close + 1) == ':';
    bool box = close == 2 && strchr(" xX", l->text.p[1]);
    return definition || box ? backslash(l, 0) : 0;
}

/* A line of `=` makes a heading of the line above it; `== … ==` is a tab or a mark elsewhere. The
 * line may yet be broken behind the first word. */
static bool equals_act(const line *l)
{
    return at_or_space(l, 1) == '=' || at_or_space(l, 1) == ' ';
}

size_t fl_escape_line_start(fl_buf *out, fl_span s, const fl_text_context *context)
{
    uint32_t after = context->after;
    line l = { out, s, after == 0 ? ' ' : after < 0x80 ? (char)after : 'x' };
    char next = at_or_space(&l, 1), third = at_or_space(&l, 2);
    switch (s.p[0]) {
    case '#':
        return backslash(&l, 0);
    case '>':
        return reference(&l);
    case '+':
        return next == ' ' || next == '+' ? backslash(&l, 0) : 0;
    case '-':
        return next == ' ' ? backslash(&l, 0) : 0;
    case '!':
        return next == '!' && third == '!' ? backslash(&l, 0) : 0;
    case '?':
        return next == '?' && third == '?' ? reference(&l) : 0;
    case ':':
        return strchr(" :-~", next) ? reference(&l) : 0;
    case '~':
        return next == ' ' ? reference(&l) : 0;
    case '%':
        return reference(&l); /* a title for Pandoc, a comment for MyST */
    case '=':
        return equals_act(&l) ? reference(&l) : 0;
    case '.':
    case ')':
        return next == ' ' ? backslash(&l, 0) : 0;
    case '[':
        return write_bracket(&l);
    case '(':
        return write_parenthesis(&l);
    case 'i':
    case 'e':
        if (fl_span_starts(s, FL_SPAN("import ")) || fl_span_starts(s, FL_SPAN("export ")))
            return reference(&l); /* modules of MDX */
        return write_number(&l);
    default:
        return fl_is_ascii_alnum((unsigned char)s.p[0]) || digit_at(s, 0) ? write_number(&l) : 0;
    }
}

bool fl_line_may_start(fl_span s)
{
    if (s.n == 0) return false;
    line l = { NULL, s, ' ' };
    unsigned char c = (unsigned char)s.p[0];
    size_t digits = 0;
    for (size_t digit; (digit = digit_at(s, digits)) != 0;) digits += digit;
    if (digits) return at_or_space(&l, digits) != '.' && at_or_space(&l, digits) != ')';
    return c >= 0x80 || fl_is_ascii_alnum(c) || c == '(' || c == '"' || c == '\'';
}
