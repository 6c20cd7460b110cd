/* structure/dates.c - numbers are read where they stand; what stands between them says whether they
 * are a date. */
#include "structure/dates.h"

#include "base/utf8.h"

/* One number of a date; 0 when there is none. Digits of either width, Chinese digits in a row, or
 * 十 forms. */
static int read_number(fl_span s, size_t *at)
{
    static const char digits[] = "〇零○一二三四五六七八九";
    int value = 0, count = 0;
    bool ten = false;
    size_t i = *at;
    while (i < s.n && count < 5) {
        uint32_t c;
        size_t next = fl_utf8_next(s, i, &c);
        int digit = -1;
        if (fl_is_digit(c))
            digit = (int)(c - '0');
        else if (c >= 0xFF10 && c <= 0xFF19)
            digit = (int)(c - 0xFF10);
        else if (c == 0x5341 && value < 10) { /* 十 */
            value = value ? value * 10 : 10;
            ten = true;
            i = next;
            count++;
            continue;
        } else if (c > 0x2000) {
            size_t place = fl_span_find(FL_SPAN(digits), fl_span_sub(s, i, next), 0);
            if (place != SIZE_MAX) digit = place < 9 ? 0 : (int)(place / 3) - 2;
        }
        if (digit < 0) break;
        value = ten ? value + digit : value * 10 + digit;
        i = next;
        count++;
    }
    if (!count) return 0;
    *at = i;
    return value;
}

static size_t skip_space(fl_span s, size_t at)
{
    uint32_t c;
    while (at < s.n) {
        size_t next = fl_utf8_next(s, at, &c);
        if (c != ' ' && c != 0x3000 && c != 0xA0) break;
        at = next;
    }
    return at;
}

static bool take(fl_span s, size_t *at, const char *const *one_of)
{
    size_t i = skip_space(s, *at);
    for (; *one_of; one_of++) {
        fl_span word = fl_span_of(*one_of);
        if (!fl_span_starts(fl_span_sub(s, i, s.n), word)) continue;
        *at = skip_space(s, i + word.n);
        return true;
    }
    return false;
}

static bool exists(const fl_date *d)
{
    static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return d->year >= 1800 && d->year <= 2199 && d->month >= 1 && d->month <= 12 && d->day >= 1 &&
           d->day <= days[d->month - 1];
}

/* Year, month, day, from a number at `at`. */
static bool read_year_first(fl_span s, size_t at, fl_date *out)
{
    static const char *const year[] = { "年", "-", "/", ".", "．", "년", "—", NULL };
    static const char *const month[] = { "月", "-", "/", ".", "．", "월", "—", NULL };
    static const char *const day[] = { "日", "일", "号", NULL };
    static const struct {
        const char *name;
        int before;
    } era[] = {
        { "中華民國", 1911 }, { "民國", 1911 }, { "令和", 2018 },
        { "平成", 1988 },     { "昭和", 1925 },
    };
    out->from = at;
    out->year = read_number(s, &at);
    size_t front = out->from;
    while (front > 0 && s.p[front - 1] == ' ') front--;
    for (size_t i = 0; i < sizeof era / sizeof *era && out->year < 200; i++) {
        fl_span name = fl_span_of(era[i].name);
        if (front < name.n || !fl_span_starts(fl_span_sub(s, front - name.n, s.n), name)) continue;
        out->year += era[i].before;
        out->from = front - name.n;
    }
    if (out->year < 1800 || !take(s, &at, year)) return false;
    out->month = read_number(s, &at);
    if (!out->month || !take(s, &at, month)) return false;
    out->day = read_number(s, &at);
    out->to = at;
    if (take(s, &at, day)) out->to = at;
    return exists(out);
}

static int english_month(fl_span s, size_t at, size_t *end)
{
    static const char *const names[] = { "January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December" };
    for (int i = 0; i < 12; i++) {
        fl_span name = fl_span_of(names[i]);
        if (!fl_span_starts(fl_span_sub(s, at, s.n), name)) continue;
        *end = at + name.n;
        return i + 1;
    }
    return 0;
}

/* A month's name at `at`, with the day before or behind it. */
static bool read_english(fl_span s, size_t at, fl_date *out)
{
    size_t end;
    int month = english_month(s, at, &end);
    if (!month) return false;
    *out = (fl_date){ .month = month, .from = at };
    size_t i = skip_space(s, end);
    int n = read_number(s, &i);
    if (n >= 1 && n <= 31) {
        out->day = n;
        while (i < s.n && (s.p[i] == ',' || s.p[i] == ' ')) i++;
        out->year = read_number(s, &i);
    } else {
        out->year = n;
        size_t k = at;
        while (k > 0 && s.p[k - 1] == ' ') k--;
        while (k > 0 && fl_is_digit((unsigned char)s.p[k - 1])) k--;
        out->from = k;
        out->day = read_number(s, &k);
    }
    out->to = i;
    return exists(out);
}

bool fl_find_date(fl_span s, fl_date *out)
{
    bool in_number = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        size_t probe = at;
        if (c >= 'A' && c <= 'S') {
            if (read_english(s, at, out)) return true;
        } else if (!in_number && (fl_is_digit(c) || c > 0x3000) && read_number(s, &probe)) {
            if (read_year_first(s, at, out)) return true;
            in_number = true;
        }
        if (probe == at && !fl_is_digit(c)) in_number = false;
        at = next;
    }
    return false;
}

bool fl_find_month(fl_span s, fl_date *out)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c), end;
        int month = english_month(s, at, &end);
        *out = (fl_date){ .from = at, .day = 1 };
        if (month) {
            if (end < s.n && s.p[end] == ',') end++;
            out->to = skip_space(s, end);
            out->month = month;
            out->year = read_number(s, &out->to);
            return exists(out);
        }
        size_t i = at;
        if (fl_is_digit(c) || c > 0x3000) {
            static const char *const year[] = { "年", "년", ".", NULL }, *const mark[] = {
                "月", "월", ".", NULL
            };
            out->year = read_number(s, &i);
            if (i > at && take(s, &i, year)) {
                out->month = read_number(s, &i);
                out->to = i;
                if (out->month && take(s, &i, mark)) out->to = i;
                return i > out->from && out->month && exists(out);
            }
        }
        at = next;
    }
    return false;
}
