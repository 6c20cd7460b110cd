/* site/passage.c */
#include "site/passage.h"

#include <string.h>

bool fl_passage_to_buf(void *context, const char *bytes, size_t length)
{
    fl_buf_bytes(context, bytes, length);
    return true;
}

fl_record *fl_passage_record(fl_passage *p, const char *stem, const char *const *suffixes)
{
    fl_arena *a = p->worker->arena;
    fl_report *r = p->report;
    size_t n = 0;
    while (suffixes[n]) n++;
    r->made = fl_grow(a, r->made, r->makes * sizeof *r->made, (r->makes + 1) * sizeof *r->made);
    fl_record *out = &r->made[r->makes++];
    *out = (fl_record){ .stem = fl_copy(a, fl_span_of(stem)),
                        .place = p->input->path + p->input->place,
                        .bytes = p->input->bytes,
                        .file = p->input->file,
                        .digest = r->digest,
                        .products = n };
    out->product = fl_alloc(a, n, sizeof *out->product);
    const fl_record *old = fl_manifest_find(p->build->manifest, stem);
    for (size_t i = 0; i < n; i++) { /* an old output is known until it is replaced */
        const fl_product *before = old ? fl_build_product(old, suffixes[i]) : NULL;
        if (before) out->product[i] = *before;
        out->product[i].suffix = fl_copy(a, fl_span_of(suffixes[i]));
    }
    return out;
}

fairleaf_status fl_passage_store(fl_passage *p, fl_record *r, const char *suffix, fl_span bytes,
                                 fairleaf_error *error)
{
    fl_buf path = fl_buf_new(p->arena, 128);
    fl_buf_text(&path, r->stem);
    fl_buf_text(&path, suffix);
    fairleaf_status status = fl_store_begin(p->store, fl_buf_string(&path), error);
    if (status) return status;
    (void)fl_store_append(p->store, bytes.p, bytes.n);
    status = fl_store_commit(p->store, error);
    if (status) return status;
    fl_stored stored = fl_store_last(p->store);
    for (size_t i = 0; i < r->products; i++) {
        fl_product *product = &r->product[i];
        if (strcmp(product->suffix, suffix) != 0) continue;
        product->recipe = p->build->outputs.wanted[0].recipe;
        product->bytes = stored.bytes;
        product->changed = stored.changed;
    }
    return FAIRLEAF_OK;
}
