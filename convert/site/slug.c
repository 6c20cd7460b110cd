/* site/slug.c - all is decided from the whole list, so that it does not matter who comes first. */
#include "site/slug.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { SHORT = 8, LONG = 16 };

static int by_digest(const void *a, const void *b)
{
    const fl_slug_source *x = *(fl_slug_source *const *)a, *y = *(fl_slug_source *const *)b;
    int order = memcmp(x->digest->bytes, y->digest->bytes, FL_DIGEST_BYTES);
    if (order == 0) order = strcmp(x->place, y->place);
    return order ? order : (x > y) - (x < y);
}

static bool begin_alike(const fl_slug_source *x, const fl_slug_source *y)
{
    return memcmp(x->digest->bytes, y->digest->bytes, SHORT / 2) == 0;
}

/* `sorted` from..to begin with the same digits. */
static void name_group(fl_slug_source **sorted, size_t from, size_t to)
{
    bool meet = !fl_digest_equal(sorted[from]->digest, sorted[to - 1]->digest);
    unsigned again = 1;
    for (size_t i = from; i < to; i++) {
        char hex[FL_DIGEST_HEX + 1];
        bool same = i > from && fl_digest_equal(sorted[i]->digest, sorted[i - 1]->digest);
        again = same ? again + 1 : 1;
        fl_digest_hex(sorted[i]->digest, hex);
        int digits = meet ? LONG : SHORT;
        if (again > 1)
            (void)snprintf(sorted[i]->id, FL_SLUG_ID, "%.*s-%u", digits, hex, again);
        else
            (void)snprintf(sorted[i]->id, FL_SLUG_ID, "%.*s", digits, hex);
    }
}

void fl_slugs_settle(fl_arena *a, fl_slug_source *source, size_t count)
{
    fl_slug_source **sorted = fl_alloc(a, count + 1, sizeof(fl_slug_source *));
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (source[i].digest) sorted[n++] = &source[i];
    qsort(sorted, n, sizeof *sorted, by_digest);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && begin_alike(sorted[to], sorted[from]);) to++;
        name_group(sorted, from, to);
    }
}

void fl_slug_write(char out[FL_SLUG], fl_span date, const char *id)
{
    if (date.n)
        (void)snprintf(out, FL_SLUG, "%.10s-%s", date.p, id);
    else
        (void)snprintf(out, FL_SLUG, "%s", id);
}

bool fl_slug_is_day(fl_span s)
{
    static const unsigned char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    unsigned part[3] = { 0, 0, 0 };
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    for (size_t i = 0; i < s.n; i++) {
        if (i == 4 || i == 7) continue;
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        unsigned *to = &part[i < 4 ? 0 : i < 7 ? 1 : 2];
        *to = *to * 10 + (unsigned)(s.p[i] - '0');
    }
    if (part[0] == 0 || part[1] == 0 || part[1] > 12 || part[2] == 0) return false;
    bool leap = part[0] % 4 == 0 && (part[0] % 100 != 0 || part[0] % 400 == 0);
    return part[2] <= days[part[1] - 1] && (part[1] != 2 || part[2] < 29 || leap);
}

const char *fl_slug_path(fl_arena *a, const char *pattern, fl_span date, const char *id)
{
    char slug[FL_SLUG];
    fl_buf out = fl_buf_new(a, 96);
    fl_slug_write(slug, date, id);
    for (const char *p = pattern; *p;) {
        fl_span rest = fl_span_of(p);
        if (fl_span_starts(rest, FL_SPAN("{slug}"))) {
            fl_buf_text(&out, slug);
            p += 6;
        } else if (fl_span_starts(rest, FL_SPAN("{id}"))) {
            fl_buf_text(&out, id);
            p += 4;
        } else if (fl_span_starts(rest, FL_SPAN("{date}"))) {
            fl_buf_span(&out, date);
            p += 6;
        } else if (fl_span_starts(rest, FL_SPAN("{year}"))) {
            fl_buf_span(&out, fl_span_sub(date, 0, date.n < 4 ? date.n : 4));
            p += 6;
        } else {
            fl_buf_byte(&out, *p++);
        }
    }
    return fl_buf_string(&out);
}
