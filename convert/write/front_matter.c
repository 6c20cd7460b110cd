/* write/front_matter.c - one writer, three notations. Strings of JSON are strings of YAML and TOML
 * too (base/json.h). */
#include "write/front_matter.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "model/keys.h"
#include "write/title.h"

typedef struct notation {
    const char *name, *opens, *before_key, *behind_key, *between, *closes;
    bool dates;         /* has a type for days */
    bool quoted_keys;   /* always; else only those that could be taken for a value */
    bool lists_in_rows; /* one value a line */
} notation;

static const notation notations[] = {
    { "yaml", "---\n", "", ": ", "\n", "\n---\n\n", true, false, true },
    { "toml", "+++\n", "", " = ", "\n", "\n+++\n\n", true, false, false },
    { "json", "{\n", "  ", ": ", ",\n", "\n}\n\n", false, true, false },
};
enum { NOTATIONS = sizeof notations / sizeof *notations };

static unsigned number(fl_span s, size_t from, size_t to)
{
    unsigned n = 0;
    for (size_t i = from; i < to; i++) n = n * 10 + (unsigned)(s.p[i] - '0');
    return n;
}

bool fl_is_day(fl_span s)
{
    static const unsigned char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    for (size_t i = 0; i < s.n; i++)
        if (i != 4 && i != 7 && !fl_is_digit((unsigned char)s.p[i])) return false;
    unsigned year = number(s, 0, 4), month = number(s, 5, 7), day = number(s, 8, 10);
    if (year == 0 || month == 0 || month > 12 || day == 0 || day > days[month - 1]) return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month != 2 || day < 29 || leap;
}

/* Keys are letters, digits, _ and - (model/keys.h); some words are values of YAML 1.1. */
static void write_key(fl_buf *out, const notation *n, const char *key)
{
    static const char *const values[] = { "y",   "n",    "yes",   "no",  "on",
                                          "off", "true", "false", "null" };
    bool quoted = n->quoted_keys;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        size_t k = 0;
        while (key[k] && (key[k] | 0x20) == values[i][k]) k++;
        if (!key[k] && !values[i][k]) quoted = true;
    }
    fl_buf_text(out, n->before_key);
    if (quoted)
        fl_json_string(out, fl_span_of(key));
    else
        fl_buf_text(out, key);
}

static void write_list(fl_buf *out, const notation *n, const fl_property *p)
{
    if (n->lists_in_rows) {
        while (out->p[out->n - 1] == ' ') out->n--; /* nothing behind the colon */
        for (size_t i = 0; i < p->count; i++) {
            fl_buf_text(out, "\n  - ");
            fl_json_string(out, p->values[i]);
        }
        return;
    }
    fl_buf_byte(out, '[');
    for (size_t i = 0; i < p->count; i++) {
        if (i) fl_buf_text(out, ", ");
        fl_json_string(out, p->values[i]);
    }
    fl_buf_byte(out, ']');
}

static void write_property(fl_buf *out, const notation *n, const fl_property *p)
{
    write_key(out, n, p->key);
    fl_buf_text(out, n->behind_key);
    if (p->is_list)
        write_list(out, n, p);
    else if (n->dates && strcmp(p->key, "date") == 0 && fl_is_day(p->values[0]))
        fl_buf_span(out, p->values[0]);
    else
        fl_json_string(out, p->values[0]);
}

static fl_span write_all(fl_arena *a, const notation *n, const fl_meta *meta)
{
    fl_buf out = fl_buf_new(a, 512);
    const fl_property **property = fl_meta_sorted(a, meta);
    fl_buf_text(&out, n->opens);
    size_t written = 0;
    for (; *property; property++) {
        if ((*property)->count == 0) continue;
        if (written++) fl_buf_text(&out, n->between);
        write_property(&out, n, *property);
    }
    fl_buf_text(&out, n->closes);
    return fl_buf_view(&out);
}

fairleaf_status fl_front_matter_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                      fl_span *out, fl_doc *shown, fairleaf_error *error)
{
    *out = FL_SPAN("");
    *shown = *d;
    const char *asked = how->front_matter;
    if (!asked || strcmp(asked, "none") == 0) return FAIRLEAF_OK;
    size_t i = 0;
    while (i < NOTATIONS && strcmp(notations[i].name, asked) != 0) i++;
    if (i == NOTATIONS)
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                       "unknown front matter '%s': none, yaml, toml or json", asked);
    fl_title title = fl_title_find(a, d);
    fl_meta meta = d->meta;
    meta.capacity = meta.count; /* what is added goes into a copy */
    if (title.text.n && !fl_meta_get(&meta, "title"))
        fl_meta_set(a, &meta, "title", "", title.text, 100);
    if (!how->title_heading) *shown = fl_doc_without(a, d, title.heading);
    *out = write_all(a, &notations[i], &meta);
    return FAIRLEAF_OK;
}
