/* batch/results.c - lines are gathered in a buffer and written whenever it is full. */
#include "batch/results.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "batch/record.h"
#include "batch/similar.h"

enum { WRITE_BYTES = 64 << 10, LONGEST_PATH = 8192 };

struct fl_results {
    fl_arena *arena;
    fl_store *store; /* NULL: standard output */
    fl_buf pending;
};

static void send(fl_results *r, size_t least)
{
    if (r->pending.n < least) return;
    if (r->store)
        (void)fl_store_append(r->store, r->pending.p, r->pending.n); /* the commit says it */
    else
        (void)fwrite(r->pending.p, 1, r->pending.n, stdout);
    r->pending.n = 0;
}

fairleaf_status fl_results_open(fl_arena *a, const char *path, fl_results **out,
                                fairleaf_error *error)
{
    fl_results *r = *out = fl_alloc(a, 1, sizeof *r);
    const char *name;
    r->arena = a;
    r->pending = fl_buf_new(a, WRITE_BYTES);
    fairleaf_status status = FAIRLEAF_OK;
    if (strcmp(path, "-") != 0) {
        status = fl_store_new_for(path, &r->store, &name, error);
        if (!status) status = fl_store_begin(r->store, name, error);
        if (status) fl_store_free(r->store);
    }
    if (!status)
        fl_buf_format(&r->pending, "{\"schema\":\"fairleaf.report/1\",\"tool\":\"fairleaf %s\"}\n",
                      fairleaf_version());
    return status;
}

/* ---- what the document says ---- */

static void member(fl_buf *out, const char *key, fl_span value)
{
    fl_buf_byte(out, ',');
    fl_json_key(out, key);
    fl_json_string(out, value);
}

static void number(fl_buf *out, const char *key, uint64_t value)
{
    fl_buf_byte(out, ',');
    fl_json_key(out, key);
    fl_buf_format(out, "%" PRIu64, value);
}

static void write_error(fl_buf *out, const fairleaf_error *e)
{
    fl_buf_text(out, ",\"error\":{\"code\":");
    fl_json_string(out, fl_span_of(fl_status_code(e->status)));
    member(out, "message", fl_span_of(e->message));
    if (e->line) {
        number(out, "line", e->line);
        number(out, "column", e->column);
        number(out, "byte", e->byte);
    }
    fl_buf_byte(out, '}');
}

static void write_title(fl_buf *out, const fairleaf_document *d)
{
    const fairleaf_property *p;
    size_t n = fairleaf_document_properties(d, &p);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(p[i].key, "title") != 0) continue;
        member(out, "title", (fl_span){ p[i].values[0].bytes, p[i].values[0].length });
        return;
    }
}

static void write_document(fl_buf *out, const fairleaf_document *d, fl_sketch *sketch,
                           bool *sketched)
{
    const fairleaf_detection *found = fairleaf_document_detection(d);
    const fairleaf_account *account = NULL;
    const fairleaf_warning *w;
    if (found->encoding) member(out, "encoding", fl_span_of(found->encoding));
    fl_buf_text(out, ",\"confidence\":");
    fl_json_share(out, found->confidence);
    write_title(out, d);
    if (!fairleaf_document_account(d, &account, NULL)) {
        number(out, "edits", account->edit_count);
        number(out, "removed", account->balance.removed);
        number(out, "replaced", account->balance.replaced);
        fl_sketcher s;
        fl_sketch_begin(&s);
        fl_sketch_add(&s, account->clean.bytes, account->clean.length);
        (void)fl_sketch_end(&s, sketch); /* of a short text too: it need not be read again */
        *sketched = true;
    }
    fairleaf_account_free(account);
    number(out, "warnings", fairleaf_document_warnings(d, &w));
}

static char *write_detail(fl_arena *a, const fl_reading *reading, const fairleaf_error *error,
                          fl_sketch *sketch, bool *sketched)
{
    if (FL_ARENA_FAILED(a)) return NULL;
    fl_buf out = fl_buf_new(a, 512);
    if (reading->document) write_document(&out, reading->document, sketch, sketched);
    if (error->status) write_error(&out, error);
    char *text = malloc(out.n + 1);
    if (text) memcpy(text, fl_buf_string(&out), out.n + 1);
    return text;
}

char *fl_results_detail(const fl_reading *reading, const fairleaf_error *error, fl_sketch *sketch,
                        bool *sketched)
{
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    *sketched = false;
    char *text = a ? write_detail(a, reading, error, sketch, sketched) : NULL;
    fl_arena_free(a);
    return text;
}

/* ---- lines ---- */

static void write_path(fl_buf *out, const char *path)
{
    fl_span s = fl_span_of(path);
    fl_buf_text(out, "{\"path\":");
    fl_json_string(out, s);
    if (fl_utf8_valid(s) == s.n) return;
    fl_buf_text(out, ",\"path_hex\":\"");
    for (size_t i = 0; i < s.n; i++) fl_buf_format(out, "%02x", (unsigned char)s.p[i]);
    fl_buf_byte(out, '"');
}

static void write_products(fl_buf *out, const char *stem, const fl_product *product, size_t count)
{
    size_t n = 0;
    fl_buf_text(out, ",\"outputs\":[");
    for (size_t i = 0; i < count; i++) {
        if (!product[i].changed) continue;
        char path[LONGEST_PATH];
        (void)snprintf(path, sizeof path, "%s%s", stem, product[i].suffix);
        fl_buf_text(out, n++ ? ",{\"path\":" : "{\"path\":");
        fl_json_string(out, fl_span_of(path));
        number(out, "bytes", product[i].bytes);
        fl_buf_byte(out, '}');
    }
    fl_buf_byte(out, ']');
}

void fl_results_add(fl_results *r, const fl_plan *p, size_t index, const char *detail)
{
    static const char *const status[] = { "not-started", "converted", "unchanged",
                                          "failed",      "failed",    "again" };
    const fl_job *j = &p->job[index];
    const fl_input *input = &p->walk->item[index];
    fl_buf *line = &r->pending;
    bool known = j->state == FL_CONVERTED || (j->state == FL_UNCHANGED && j->old);
    write_path(line, input->path);
    member(line, "status", fl_span_of(status[j->state]));
    number(line, "bytes", input->bytes);
    if (known) {
        char hex[FL_DIGEST_HEX + 1];
        fl_digest_hex(j->state == FL_CONVERTED ? &j->digest : &j->old->digest, hex);
        member(line, "sha256", fl_span_of(hex));
        if (j->state == FL_CONVERTED)
            write_products(line, j->stem, j->made, j->products);
        else
            write_products(line, j->stem, j->old->product, j->old->products);
    }
    if (detail) fl_buf_text(line, detail);
    fl_buf_text(line, "}\n");
    send(r, WRITE_BYTES / 2);
}

void fl_results_notice(fl_results *r, const fl_walk_notice *n)
{
    write_path(&r->pending, n->path);
    member(&r->pending, "status", fl_span_of(n->failed ? "failed" : "skipped"));
    member(&r->pending, "message", fl_span_of(n->what));
    fl_buf_text(&r->pending, "}\n");
}

/* ---- the end ---- */

static size_t write_similar(fl_results *r, const fl_plan *p)
{
    size_t count = p->walk->count, groups = 0;
    const fl_sketch **sketch = fl_alloc(r->arena, count + 1, sizeof *sketch);
    size_t *group = fl_alloc(r->arena, count + 1, sizeof *group);
    size_t *next = fl_alloc(r->arena, count + 1, sizeof *next); /* in the group; 0: none */
    size_t *last = fl_alloc(r->arena, count + 1, sizeof *last);
    for (size_t i = 0; i < count; i++) {
        const fl_sketch *own = p->job[i].sketch;
        sketch[i] = own && !fl_sketch_is_none(own) ? own : NULL;
    }
    fl_similar_group(r->arena, sketch, count, group);
    for (size_t i = 0; i < count; i++) {
        last[i] = i;
        if (group[i] == i) continue;
        next[last[group[i]]] = i;
        last[group[i]] = i;
    }
    for (size_t i = 0; i < count; i++) {
        unsigned least = FL_SKETCH_BINS;
        if (group[i] != i || !next[i]) continue;
        groups++;
        fl_buf_text(&r->pending, "{\"near_duplicates\":[");
        for (size_t k = i;; k = next[k]) {
            if (k != i) fl_buf_byte(&r->pending, ',');
            fl_json_string(&r->pending, fl_span_of(p->walk->item[k].path));
            unsigned alike = fl_sketch_alike(sketch[i], sketch[k]);
            if (alike < least) least = alike;
            if (!next[k]) break;
        }
        fl_buf_text(&r->pending, "],\"likeness\":");
        fl_json_share(&r->pending, (float)least / FL_SKETCH_BINS);
        fl_buf_text(&r->pending, "}\n");
        send(r, WRITE_BYTES / 2);
    }
    return groups;
}

fairleaf_status fl_results_close(fl_results *r, const fl_plan *p, const fl_totals *totals,
                                 size_t *groups, fairleaf_error *error)
{
    *groups = write_similar(r, p);
    fl_buf_format(&r->pending,
                  "{\"totals\":{\"converted\":%zu,\"unchanged\":%zu,\"failed\":%zu,"
                  "\"warnings\":%zu,\"removed\":%zu,\"near_duplicate_groups\":%zu}}\n",
                  totals->converted, totals->unchanged, totals->failed, totals->warned,
                  totals->removed, *groups);
    send(r, 0);
    if (!r->store) return FAIRLEAF_OK;
    fairleaf_status status = fl_store_commit(r->store, error);
    fl_store_free(r->store);
    r->store = NULL;
    return status;
}
