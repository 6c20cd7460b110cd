/* base/json.c - writing: runs without anything to escape are copied whole. Reading: a place in the
 * text, how deep it is, and whether all was well so far. */
#include "base/json.h"

#include "base/utf8.h"

static bool must_escape(uint32_t c)
{
    return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
           c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

/* False for the bytes that start nothing to be escaped: nearly all. */
static bool may_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\' || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF;
}

static void escape(fl_buf *out, uint32_t c)
{
    static const char letters[] = "btn?fr"; /* 8 to 13 */
    if (c == '"' || c == '\\')
        fl_buf_format(out, "\\%c", (int)c);
    else if (c >= 8 && c <= 13 && c != 11)
        fl_buf_format(out, "\\%c", letters[c - 8]);
    else
        fl_buf_format(out, "\\u%04x", (unsigned)c);
}

static void write_valid(fl_buf *out, fl_span s)
{
    size_t from = 0;
    for (size_t at = 0; at < s.n;) {
        if (!may_escape((unsigned char)s.p[at])) {
            at++;
            continue;
        }
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (must_escape(c)) {
            fl_buf_span(out, fl_span_sub(s, from, at));
            escape(out, c);
            from = next;
        }
        at = next;
    }
    fl_buf_span(out, fl_span_sub(s, from, s.n));
}

/* Plain ASCII, as names and reasons are. */
static bool is_plain(fl_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') return false;
    }
    return true;
}

void fl_json_string(fl_buf *out, fl_span s)
{
    fl_buf_byte(out, '"');
    if (is_plain(s)) {
        fl_buf_span(out, s);
        fl_buf_byte(out, '"');
        return;
    }
    while (s.n) {
        size_t valid = fl_utf8_valid(s);
        write_valid(out, fl_span_sub(s, 0, valid));
        if (valid == s.n) break;
        fl_buf_format(out, "\\\\x%02X", (unsigned char)s.p[valid]);
        s = fl_span_sub(s, valid + 1, s.n);
    }
    fl_buf_byte(out, '"');
}

void fl_json_key(fl_buf *out, const char *name)
{
    fl_json_string(out, fl_span_of(name));
    fl_buf_byte(out, ':');
}

void fl_json_share(fl_buf *out, float share)
{
    unsigned hundredths = (unsigned)(share * 100 + 0.5f);
    if (hundredths >= 100)
        fl_buf_text(out, "1");
    else if (hundredths % 10 == 0)
        fl_buf_format(out, "0.%u", hundredths / 10);
    else
        fl_buf_format(out, "0.%u%u", hundredths / 10, hundredths % 10);
}

/* ---- reading ---- */

enum { DEEPEST = 200 };

fl_json_reader fl_json_read(fl_span text) { return (fl_json_reader){ .text = text }; }

static bool fail(fl_json_reader *j)
{
    j->wrong = true;
    return false;
}

/* The next character that is not white space; 0 at the end and after a failure. */
static bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static char peek(fl_json_reader *j)
{
    if (j->wrong) return 0;
    while (j->at < j->text.n && is_white(j->text.p[j->at])) j->at++;
    return j->at < j->text.n ? j->text.p[j->at] : 0;
}

static bool enter(fl_json_reader *j, char bracket)
{
    if (peek(j) != bracket || j->depth >= DEEPEST) return fail(j);
    j->at++;
    j->depth++;
    j->first = true;
    return true;
}

bool fl_json_object(fl_json_reader *j) { return enter(j, '{'); }

bool fl_json_array(fl_json_reader *j) { return enter(j, '['); }

/* True when another member or element follows; its comma is taken, or the closing bracket. */
static bool follows(fl_json_reader *j, char bracket)
{
    char c = peek(j);
    bool first = j->first;
    j->first = false;
    if (c == bracket) {
        j->at++;
        j->depth--;
        return false;
    }
    if (first) return c ? true : fail(j);
    if (c != ',') return fail(j);
    j->at++;
    return peek(j) != bracket ? true : fail(j);
}

/* Of eight bytes: those that are zero, in their upper bits (a byte above one may seem so, too). */
static uint64_t zeros_in(uint64_t eight)
{
    return (eight - 0x0101010101010101u) & ~eight & 0x8080808080808080u;
}

/* Where the plain part of a text ends at the latest: at a quote, a backslash or a control. */
static size_t skip_plain(fl_span s, size_t at)
{
    const uint64_t ones = 0x0101010101010101u;
    for (uint64_t eight; s.n - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, s.p + at, sizeof eight);
        uint64_t control = (eight - ones * 0x20) & ~eight & (ones * 0x80);
        if (control | zeros_in(eight ^ (ones * '"')) | zeros_in(eight ^ (ones * '\\'))) break;
    }
    return at;
}

/* What stands between the quotes, unresolved; says whether escapes are in it. */
static bool raw_text(fl_json_reader *j, fl_span *out, bool *escapes)
{
    if (peek(j) != '"') return fail(j);
    size_t from = ++j->at;
    *escapes = false;
    j->at = skip_plain(j->text, j->at);
    for (; j->at < j->text.n; j->at++) {
        unsigned char c = (unsigned char)j->text.p[j->at];
        if (c == '"') {
            *out = fl_span_sub(j->text, from, j->at++);
            return true;
        }
        if (c < 0x20) break;
        if (c != '\\') continue;
        *escapes = true;
        j->at++;
    }
    return fail(j);
}

bool fl_json_member(fl_json_reader *j, fl_span *key)
{
    bool escapes;
    if (!follows(j, '}') || !raw_text(j, key, &escapes)) return false;
    if (peek(j) != ':') return fail(j);
    j->at++;
    return true;
}

bool fl_json_element(fl_json_reader *j) { return follows(j, ']'); }

/* Four hexadecimal digits at `at`; -1 when they are not there. */
static int32_t unit_at(fl_span s, size_t at)
{
    int32_t unit = 0;
    if (s.n < at + 4) return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = s.p[i];
        if (c >= '0' && c <= '9')
            unit = unit * 16 + (c - '0');
        else if ((c | 32) >= 'a' && (c | 32) <= 'f')
            unit = unit * 16 + ((c | 32) - 'a' + 10);
        else
            return -1;
    }
    return unit;
}

/* The code point of the escape \uXXXX whose digits are at *at, with its second half. */
static bool unescape_unit(fl_span s, size_t *at, uint32_t *code_point)
{
    int32_t high = unit_at(s, *at), low;
    if (high < 0) return false;
    *at += 4;
    *code_point = (uint32_t)high;
    if (high < 0xD800 || high > 0xDFFF) return true;
    bool pair = high < 0xDC00 && s.n >= *at + 6 && s.p[*at] == '\\' && s.p[*at + 1] == 'u';
    low = pair ? unit_at(s, *at + 2) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
        *code_point = 0xFFFD;
        return true;
    }
    *at += 6;
    *code_point = 0x10000u + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    return true;
}

static bool unescape(fl_span s, fl_buf *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    for (size_t at = 0; at < s.n;) {
        if (s.p[at] != '\\') {
            if (out) fl_buf_byte(out, s.p[at]);
            at++;
            continue;
        }
        char c = s.p[at + 1]; /* a string never ends in a backslash */
        const char *known = c ? strchr(from, c) : NULL;
        uint32_t code_point;
        at += 2;
        if (known)
            code_point = (unsigned char)to[known - from];
        else if (c != 'u' || !unescape_unit(s, &at, &code_point))
            return false;
        if (out) fl_buf_code_point(out, code_point);
    }
    return true;
}

/* out NULL: only passed over. */
static bool take_text(fl_json_reader *j, fl_buf *out)
{
    fl_span raw;
    bool escapes;
    if (!raw_text(j, &raw, &escapes)) return false;
    if (escapes) return unescape(raw, out) ? true : fail(j);
    if (out) fl_buf_span(out, raw);
    return true;
}

bool fl_json_text(fl_json_reader *j, fl_buf *out) { return take_text(j, out); }

bool fl_json_integer(fl_json_reader *j, int64_t *out)
{
    bool negative = peek(j) == '-';
    size_t at = j->at + negative, from = at;
    uint64_t value = 0;
    if (j->wrong) return false;
    for (; at < j->text.n && j->text.p[at] >= '0' && j->text.p[at] <= '9'; at++) {
        if (value > (uint64_t)INT64_MAX / 10) return fail(j);
        value = value * 10 + (uint64_t)(j->text.p[at] - '0');
    }
    if (at == from || (at - from > 1 && j->text.p[from] == '0') || value > INT64_MAX)
        return fail(j);
    if (at < j->text.n && strchr(".eE", j->text.p[at]) && j->text.p[at]) return fail(j);
    *out = negative ? -(int64_t)value : (int64_t)value;
    j->at = at;
    return true;
}

static bool take_word(fl_json_reader *j, fl_span word)
{
    if (!peek(j) || !fl_span_starts(fl_span_sub(j->text, j->at, j->text.n), word)) return false;
    j->at += word.n;
    return true;
}

bool fl_json_boolean(fl_json_reader *j, bool *out)
{
    *out = take_word(j, FL_SPAN("true"));
    return *out || take_word(j, FL_SPAN("false")) ? true : fail(j);
}

bool fl_json_null(fl_json_reader *j) { return take_word(j, FL_SPAN("null")); }

static size_t digits_at(fl_span s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9') n++;
    return n;
}

static bool skip_number(fl_json_reader *j)
{
    fl_span s = j->text;
    size_t at = j->at + (s.p[j->at] == '-'), n = digits_at(s, at);
    if (n == 0 || (n > 1 && s.p[at] == '0')) return fail(j);
    at += n;
    if (at < s.n && s.p[at] == '.') {
        n = digits_at(s, at + 1);
        if (n == 0) return fail(j);
        at += n + 1;
    }
    if (at < s.n && (s.p[at] | 32) == 'e') {
        at++;
        at += at < s.n && (s.p[at] == '+' || s.p[at] == '-');
        n = digits_at(s, at);
        if (n == 0) return fail(j);
        at += n;
    }
    j->at = at;
    return true;
}

bool fl_json_skip(fl_json_reader *j)
{
    fl_span key;
    bool value;
    switch (peek(j)) {
    case '{':
        for (fl_json_object(j); fl_json_member(j, &key);) fl_json_skip(j); /* DEEPEST ends it */
        return !j->wrong;
    case '[':
        for (fl_json_array(j); fl_json_element(j);) fl_json_skip(j);
        return !j->wrong;
    case '"':
        return take_text(j, NULL);
    case 't':
    case 'f':
        return fl_json_boolean(j, &value);
    case 'n':
        return fl_json_null(j) ? true : fail(j);
    case 0:
        return fail(j);
    default:
        return skip_number(j);
    }
}

bool fl_json_end(fl_json_reader *j) { return peek(j) == 0 && !j->wrong && j->at == j->text.n; }
