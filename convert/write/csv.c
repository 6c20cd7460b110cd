/* write/csv.c */
#include "write/csv.h"

#include "base/csv.h"
#include "base/error.h"
#include "base/utf8.h"
#include "model/keys.h"
#include "model/walk.h"
#include "write/text.h"
#include "write/title.h"

static const char *const *usual_columns(fl_arena *a)
{
    size_t n = 0;
    while (fl_keys[n].name) n++;
    const char **columns = fl_alloc(a, n + 4, sizeof *columns);
    columns[0] = "path";
    for (size_t i = 0; i < n; i++) columns[i + 1] = fl_keys[i].name;
    columns[n + 1] = "characters";
    columns[n + 2] = "headings";
    return columns;
}

static size_t count_characters(fl_arena *a, const fl_doc *d)
{
    fl_span text = fl_text_write(a, d, 0);
    size_t n = 0;
    for (size_t at = 0; at < text.n;) {
        uint32_t c;
        at = fl_utf8_next(text, at, &c);
        n += !fl_is_space(c);
    }
    return n;
}

static size_t count_headings(const fl_doc *d, const fl_block *title)
{
    size_t n = 0;
    for (const fl_block *b = d->root->first; b; b = b->next)
        n += b->kind == FL_HEADING && b != title;
    return n;
}

static void write_values(fl_arena *a, fl_buf *out, const fl_property *p)
{
    fl_buf all = fl_buf_new(a, 64);
    for (size_t i = 0; i < p->count; i++) {
        if (i) fl_buf_text(&all, "; ");
        fl_buf_span(&all, p->values[i]);
    }
    fl_csv_cell(out, fl_buf_view(&all));
}

static void write_cell(fl_arena *a, fl_buf *out, const fl_doc *d, const char *column)
{
    const fl_property *p = fl_meta_get(&d->meta, column);
    if (strcmp(column, "path") == 0)
        fl_csv_cell(out, d->origin.name);
    else if (strcmp(column, "characters") == 0)
        fl_buf_format(out, "%zu", count_characters(a, d));
    else if (strcmp(column, "headings") == 0)
        fl_buf_format(out, "%zu", count_headings(d, fl_title_find(a, d).heading));
    else if (p)
        write_values(a, out, p);
    else if (strcmp(column, "title") == 0)
        fl_csv_cell(out, fl_title_find(a, d).text);
}

static fairleaf_status check_columns(const char *const *columns, fairleaf_error *error)
{
    for (size_t i = 0; columns[i]; i++) {
        if (!fl_span_is_name(fl_span_of(columns[i])))
            return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "'%s' is no column", columns[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(columns[i], columns[k]) == 0)
                return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "column '%s' twice", columns[i]);
    }
    return FAIRLEAF_OK;
}

fairleaf_status fl_csv_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how, fl_span *out,
                             fairleaf_error *error)
{
    const char *const *columns = how->columns ? how->columns : usual_columns(a);
    fairleaf_status status = check_columns(columns, error);
    if (status) return status;
    fl_buf table = fl_buf_new(a, 1024);
    for (size_t i = 0; columns[i]; i++) {
        if (i) fl_buf_byte(&table, ',');
        fl_buf_text(&table, columns[i]);
    }
    fl_buf_byte(&table, '\n');
    for (size_t i = 0; columns[i]; i++) {
        if (i) fl_buf_byte(&table, ',');
        write_cell(a, &table, d, columns[i]);
    }
    fl_buf_byte(&table, '\n');
    *out = fl_buf_view(&table);
    return FAIRLEAF_OK;
}
