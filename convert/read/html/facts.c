/* read/html/facts.c */
#include "read/html/facts.h"

#include "base/json.h"
#include "base/utf8.h"

/* ---- dates ---- */

typedef struct day {
    unsigned year, month, day;
} day;

static bool exists(const day *d)
{
    return d->year >= 1900 && d->year < 2100 && d->month >= 1 && d->month <= 12 && d->day >= 1 &&
           d->day <= 31;
}

/* At most `most` digits from *at; 0 when there are none or more. */
static unsigned number(fl_span s, size_t *at, unsigned most)
{
    unsigned value = 0, count = 0;
    size_t i = *at;
    for (; i < s.n && fl_is_digit((unsigned char)s.p[i]); i++, count++)
        if (count < most) value = value * 10 + (unsigned)(s.p[i] - '0');
    if (count == 0 || count > most) return 0;
    *at = i;
    return value;
}

static void blanks(fl_span s, size_t *at)
{
    while (*at < s.n && (s.p[*at] == ' ' || s.p[*at] == ',' || s.p[*at] == '\n')) ++*at;
}

static bool skip(fl_span s, size_t *at, const char *const *one_of)
{
    blanks(s, at);
    for (; *one_of; one_of++)
        if (fl_span_starts(fl_span_sub(s, *at, s.n), fl_span_of(*one_of))) {
            *at += strlen(*one_of);
            blanks(s, at);
            return true;
        }
    return false;
}

/* 2021-02-06 and its like. */
static bool year_first(fl_span s, size_t at, day *out)
{
    static const char *const years[] = { "-", "/", ".", "年", NULL };
    static const char *const months[] = { "-", "/", ".", "月", NULL };
    day d = { 0 };
    size_t start = at;
    d.year = number(s, &at, 4);
    if (at != start + 4 || !skip(s, &at, years)) return false;
    d.month = number(s, &at, 2);
    if (!d.month || !skip(s, &at, months)) return false;
    d.day = number(s, &at, 2);
    *out = d;
    return exists(&d);
}

/* The month whose name starts at *at, which moves behind it; 0 when none does. */
static unsigned month_name(fl_span s, size_t *at)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (s.n - *at < 3) return 0;
    for (unsigned m = 0; m < 12; m++) {
        bool same = true;
        for (unsigned k = 0; k < 3; k++) same &= (s.p[*at + k] | 0x20) == names[m * 3 + k];
        if (!same) continue;
        while (*at < s.n && ((s.p[*at] | 0x20) >= 'a' && (s.p[*at] | 0x20) <= 'z')) ++*at;
        if (*at < s.n && s.p[*at] == '.') ++*at;
        return m + 1;
    }
    return 0;
}

/* 6 February 2021, Feb 6, 2021 */
static bool with_name(fl_span s, size_t at, day *out)
{
    static const char *const ends[] = { "st", "nd", "rd", "th", "", NULL };
    day d = { 0 };
    d.month = month_name(s, &at);
    blanks(s, &at);
    d.day = number(s, &at, 2);
    if (!d.day || !skip(s, &at, ends)) return false;
    if (!d.month) d.month = month_name(s, &at);
    blanks(s, &at);
    size_t start = at;
    d.year = number(s, &at, 4);
    *out = d;
    return at == start + 4 && exists(&d);
}

fl_span fl_page_date(fl_arena *a, fl_span s)
{
    enum { FAR = 4096 };
    day d = { 0 };
    bool found = false;
    for (size_t i = 0; i < s.n && i < FAR && !found; i++) {
        bool digit = fl_is_digit((unsigned char)s.p[i]);
        bool letter = (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z';
        bool inside = i > 0 && fl_is_ascii_alnum((unsigned char)s.p[i - 1]);
        if (inside || (!digit && !letter)) continue;
        found = (digit && year_first(s, i, &d)) || with_name(s, i, &d);
        size_t at = i;
        unsigned packed = found || i ? 0 : number(s, &at, 8);
        if (packed > 19000101) {
            d = (day){ packed / 10000, packed / 100 % 100, packed % 100 };
            found = exists(&d);
        }
    }
    if (!found) return FL_SPAN("");
    fl_buf b = fl_buf_new(a, 12);
    fl_buf_format(&b, "%04u-%02u-%02u", d.year, d.month, d.day);
    return fl_buf_view(&b);
}

bool fl_page_has_hour(fl_span s)
{
    for (size_t i = 1; i + 2 < s.n; i++)
        if (s.p[i] == ':' && fl_is_digit((unsigned char)s.p[i - 1]) &&
            fl_is_digit((unsigned char)s.p[i + 1]) && fl_is_digit((unsigned char)s.p[i + 2]))
            return true;
    return false;
}

/* ---- names ---- */

fl_span fl_page_name(fl_span s)
{
    enum { LONGEST = 90 };
    static const char *const by[] = { "Posted by ", "Written by ", "Author: ", "By ",  "by ",
                                      "BY ",        "By: ",        "Von ",     "von ", "Par ",
                                      "作者：",     "作者:",       NULL };
    s = fl_span_trim(s);
    for (const char *const *b = by; *b; b++)
        if (fl_span_starts(s, fl_span_of(*b))) s = fl_span_trim(fl_span_sub(s, strlen(*b), s.n));
    size_t end = 0;
    while (end < s.n && s.p[end] != '|' && s.p[end] != '\n' && s.p[end] != '\t' &&
           !fl_is_digit((unsigned char)s.p[end]))
        end++;
    s = fl_span_trim(fl_span_sub(s, 0, end));
    bool address = fl_span_find(s, FL_SPAN("://"), 0) != SIZE_MAX ||
                   fl_span_find(s, FL_SPAN("@"), 0) != SIZE_MAX ||
                   fl_span_find(s, FL_SPAN("www."), 0) != SIZE_MAX;
    bool account = memchr(s.p, '_', s.n) != NULL;
    return address || account || s.n > LONGEST || s.n < 2 ? FL_SPAN("") : s;
}

/* ---- JSON-LD ---- */

enum { DEEPEST = 24 };

typedef enum role { PAGE, AUTHOR, PUBLISHER, OTHER } role;

typedef struct frame {
    bool object;
    role role;
    fl_span key; /* of an array: that under which it stands */
} frame;

static const struct {
    const char *name, *key;
    unsigned confidence;
} members[] = {
#define LD(name, key, confidence) { name, key, confidence },
#include "data/html/meta.inc"
};

static role role_of(role around, fl_span key)
{
    if (around != PAGE) return OTHER;
    if (fl_span_equal(key, FL_SPAN("author")) || fl_span_equal(key, FL_SPAN("creator")))
        return AUTHOR;
    if (fl_span_equal(key, FL_SPAN("publisher"))) return PUBLISHER;
    return fl_span_equal(key, FL_SPAN("@graph")) || fl_span_equal(key, FL_SPAN("mainEntity"))
               ? PAGE
               : OTHER;
}

static const char *key_of(role r, fl_span name, unsigned *confidence)
{
    *confidence = 88;
    bool is_name = fl_span_equal(name, FL_SPAN("name"));
    if (r == PUBLISHER) return is_name ? "site" : NULL;
    if (r == AUTHOR) return is_name || name.n == 0 ? "author" : NULL;
    for (size_t i = 0; r == PAGE && i < sizeof members / sizeof *members; i++)
        if (fl_span_equal(name, fl_span_of(members[i].name))) {
            *confidence = members[i].confidence;
            return members[i].key;
        }
    return NULL;
}

void fl_page_json(fl_arena *a, fl_span json,
                  void (*found)(void *object, const char *key, fl_span value, unsigned confidence),
                  void *object)
{
    fl_json_reader j = fl_json_read(fl_span_trim(json));
    frame stack[DEEPEST];
    int depth = 0;
    stack[0] = (frame){ j.text.n && j.text.p[0] == '{', PAGE, FL_SPAN("") };
    if (!j.text.n || !(stack[0].object ? fl_json_object(&j) : fl_json_array(&j))) return;
    while (depth >= 0 && !j.wrong) {
        const frame *top = &stack[depth];
        fl_span key = top->key;
        if (!(top->object ? fl_json_member(&j, &key) : fl_json_element(&j))) {
            depth--;
            continue;
        }
        while (j.at < j.text.n && (unsigned char)j.text.p[j.at] <= ' ') j.at++;
        char c = j.at < j.text.n ? j.text.p[j.at] : 0;
        role inner = top->object || depth == 0 ? role_of(top->role, key) : top->role;
        if (!top->object && depth == 0) inner = PAGE;
        bool people = inner == AUTHOR || inner == PUBLISHER;
        if ((c == '{' || c == '[') && depth + 1 < DEEPEST) {
            bool list = c == '[';
            stack[++depth] = (frame){ !list, inner, key };
            if (!(list ? fl_json_array(&j) : fl_json_object(&j))) return;
        } else if (c == '"') {
            unsigned confidence;
            const char *is = people ? key_of(inner, FL_SPAN(""), &confidence)
                                    : key_of(top->role, key, &confidence);
            fl_buf text = fl_buf_new(a, 32);
            if (fl_json_text(&j, &text) && is) found(object, is, fl_buf_view(&text), confidence);
        } else {
            fl_json_skip(&j);
        }
    }
}
