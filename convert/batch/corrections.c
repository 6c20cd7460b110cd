/* batch/corrections.c - the two notations end in one sorted table. */
#include "batch/corrections.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/utf8.h"
#include "base/yaml.h"

enum { YAML_DEPTH = 3 };

static bool is_list(fl_span key)
{
    const fairleaf_key_info *k;
    for (size_t i = 0; (k = fairleaf_key(i)) != NULL; i++)
        if (fl_span_equal(fl_span_of(k->name), key)) return k->is_list;
    return false;
}

static fl_span path_of(fl_span s)
{
    while (fl_span_starts(s, FL_SPAN("./"))) s = fl_span_sub(s, 2, s.n);
    return s;
}

static bool is_overruled(const fl_corrections *c, fl_span key)
{
    for (size_t i = 0; i < c->always_count; i++)
        if (fl_span_equal(fl_span_of(c->always[i].key), key)) return true;
    return false;
}

/* What holds for every source stands behind what is said of one. */
static fl_correction *open_item(fl_arena *a, fl_corrections *c, fl_span path, size_t fields)
{
    fl_correction *item = &c->item[c->count++];
    item->path = fl_copy(a, path_of(path));
    item->field = fl_alloc(a, fields + c->always_count + 1, sizeof *item->field);
    return item;
}

static void close_item(const fl_corrections *c, fl_correction *item)
{
    for (size_t i = 0; i < c->always_count; i++) item->field[item->count++] = c->always[i];
}

static void add_field(fl_arena *a, const fl_corrections *c, fl_correction *item, fl_span key,
                      fl_span value)
{
    if (is_overruled(c, key)) return;
    item->field[item->count++] = (fairleaf_field){ fl_copy(a, key), fl_copy(a, value), NULL };
}

/* ---- CSV ---- */

static size_t parts_of(fl_span cell)
{
    size_t n = 1;
    for (size_t i = 0; i < cell.n; i++) n += cell.p[i] == ';';
    return n;
}

static void add_cell(fl_arena *a, const fl_corrections *c, fl_correction *item, fl_span key,
                     fl_span cell)
{
    if (!is_list(key)) {
        add_field(a, c, item, key, cell);
        return;
    }
    for (size_t from = 0, to; from <= cell.n; from = to + 1) {
        to = fl_span_find(cell, FL_SPAN(";"), from);
        if (to == SIZE_MAX) to = cell.n;
        fl_span part = fl_span_trim(fl_span_sub(cell, from, to));
        if (part.n) add_field(a, c, item, key, part);
    }
}

static bool is_counted(fl_span key)
{
    return fl_span_equal(key, FL_SPAN("characters")) || fl_span_equal(key, FL_SPAN("headings"));
}

static fairleaf_status check_header(const fl_csv_row *header, fairleaf_error *error)
{
    for (size_t i = 1; i < header->count; i++) {
        fl_span key = fl_span_trim(header->cell[i]);
        if (!fl_span_is_name(key))
            return fl_fail_at(
                error, FAIRLEAF_ARGUMENT, header->line, 1, header->byte,
                "'%.*s' is no key of metadata: a letter, then letters, digits, _ and -",
                (int)(key.n < 60 ? key.n : 60), key.p ? key.p : "");
        for (size_t k = 1; k < i; k++)
            if (fl_span_equal(fl_span_trim(header->cell[k]), key))
                return fl_fail_at(error, FAIRLEAF_ARGUMENT, header->line, 1, header->byte,
                                  "column '%.*s' stands twice", (int)key.n, key.p);
    }
    return FAIRLEAF_OK;
}

static fairleaf_status read_csv(fl_arena *a, fl_span bytes, fl_corrections *c,
                                fairleaf_error *error)
{
    fl_csv table;
    fairleaf_status status = fl_csv_read(a, bytes, &table, error);
    if (!status) status = check_header(&table.row[0], error);
    if (status) return status;
    c->item = fl_alloc(a, table.count + 1, sizeof *c->item);
    for (size_t r = 1; r < table.count; r++) {
        const fl_csv_row *row = &table.row[r], *header = &table.row[0];
        if (row->count > header->count)
            return fl_fail_at(error, FAIRLEAF_ARGUMENT, row->line, 1, row->byte,
                              "%zu cells in a table of %zu columns", row->count, header->count);
        size_t parts = 0;
        for (size_t i = 1; i < row->count; i++) parts += parts_of(row->cell[i]);
        fl_correction *item = open_item(a, c, row->cell[0], parts);
        item->line = row->line;
        item->byte = row->byte;
        for (size_t i = 1; i < row->count; i++) {
            fl_span key = fl_span_trim(header->cell[i]);
            if (row->cell[i].n && !is_counted(key)) add_cell(a, c, item, key, row->cell[i]);
        }
        close_item(c, item);
    }
    return FAIRLEAF_OK;
}

/* ---- YAML ---- */

static fairleaf_status yaml_failed(const fl_yaml *at, fairleaf_error *error, const char *message)
{
    return fl_fail_at(error, FAIRLEAF_ARGUMENT, at->at.line, at->at.column, at->at.byte, "%s",
                      message);
}

static fairleaf_status read_value(fl_arena *a, const fl_corrections *c, fl_correction *item,
                                  const fl_yaml *value, fairleaf_error *error)
{
    if (!fl_span_is_name(value->key))
        return fl_fail_at(
            error, FAIRLEAF_ARGUMENT, value->key_at.line, value->key_at.column, value->key_at.byte,
            "'%s' is no key of metadata: a letter, then letters, digits, _ and -", value->key.p);
    if (value->kind == FL_YAML_SCALAR) {
        add_field(a, c, item, value->key, value->text);
        return FAIRLEAF_OK;
    }
    if (value->kind == FL_YAML_SEQUENCE && value->count == 0)
        add_field(a, c, item, value->key, FL_SPAN(""));
    for (const fl_yaml *v = value->first; v; v = v->next) {
        if (value->kind != FL_YAML_SEQUENCE || v->kind != FL_YAML_SCALAR)
            return yaml_failed(v, error, "a value is a word or a list of words");
        add_field(a, c, item, value->key, v->text);
    }
    return FAIRLEAF_OK;
}

static fairleaf_status read_yaml(fl_arena *a, fl_span bytes, fl_corrections *c,
                                 fairleaf_error *error)
{
    fl_yaml *root;
    fairleaf_status status = fl_yaml_read(a, bytes, YAML_DEPTH, &root, error);
    if (status && error) error->status = FAIRLEAF_ARGUMENT;
    if (status) return FAIRLEAF_ARGUMENT;
    if (!root) return FAIRLEAF_OK;
    if (root->kind != FL_YAML_MAPPING)
        return yaml_failed(root, error, "paths with their metadata are wanted");
    c->item = fl_alloc(a, root->count + 1, sizeof *c->item);
    for (const fl_yaml *v = root->first; v; v = v->next) {
        if (v->kind != FL_YAML_MAPPING)
            return yaml_failed(v, error, "keys of metadata with their values are wanted");
        size_t fields = 0;
        for (const fl_yaml *k = v->first; k; k = k->next) fields += k->count + 1;
        fl_correction *item = open_item(a, c, v->key, fields);
        item->line = v->key_at.line;
        item->byte = v->key_at.byte;
        for (const fl_yaml *k = v->first; k; k = k->next) {
            status = read_value(a, c, item, k, error);
            if (status) return status;
        }
        close_item(c, item);
    }
    return FAIRLEAF_OK;
}

/* ---- both ---- */

static int by_path(const void *a, const void *b)
{
    const fl_correction *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    return order ? order : x->line < y->line ? -1 : x->line > y->line;
}

static bool is_csv(fl_span s)
{
    if (fl_span_starts(s, FL_SPAN("\xEF\xBB\xBF"))) s = fl_span_sub(s, 3, s.n);
    bool quoted = fl_span_starts(s, FL_SPAN("\"path\""));
    if (!quoted && !fl_span_starts(s, FL_SPAN("path"))) return false;
    size_t n = quoted ? 6 : 4;
    return s.n > n && strchr(",;\t\r\n", s.p[n]) != NULL;
}

fairleaf_status fl_corrections_read(fl_arena *a, fl_span bytes, fl_corrections *out,
                                    fairleaf_error *error)
{
    out->item = NULL;
    out->count = 0;
    fairleaf_status status = is_csv(bytes) ? read_csv(a, bytes, out, error)
                                           : read_yaml(a, bytes, out, error);
    if (status) return status;
    if (out->count) qsort(out->item, out->count, sizeof *out->item, by_path);
    for (size_t i = 1; i < out->count; i++)
        if (strcmp(out->item[i].path, out->item[i - 1].path) == 0)
            return fl_fail_at(error, FAIRLEAF_ARGUMENT, out->item[i].line, 1, out->item[i].byte,
                              "'%.120s' stands twice", out->item[i].path);
    return FAIRLEAF_OK;
}

static int compare_path(const void *key, const void *item)
{
    return strcmp(key, ((const fl_correction *)item)->path);
}

const fl_correction *fl_corrections_find(const fl_corrections *c, const char *path,
                                         const char *place)
{
    const char *const name[] = { path_of(fl_span_of(path)).p, place };
    for (size_t i = 0; c->count && i < 2; i++) {
        const fl_correction *found =
            name[i] ? bsearch(name[i], c->item, c->count, sizeof *c->item, compare_path) : NULL;
        if (found) return found;
    }
    return NULL;
}

bool fl_corrections_field(fl_arena *a, const char *word, fairleaf_field *out)
{
    const char *equals = strchr(word, '=');
    if (!equals) return false;
    fl_span key = { word, (size_t)(equals - word) };
    *out = (fairleaf_field){ fl_copy(a, key), equals + 1, NULL };
    return fl_span_is_name(key);
}
