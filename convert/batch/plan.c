/* batch/plan.c */
#include "batch/plan.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "batch/names.h"

enum { LONGEST_PATH = 8192, SETTLED = 1000000000 };

/* ---- what stands ---- */

static const fl_product *product_of(const fl_record *r, const char *suffix)
{
    for (size_t i = 0; r && i < r->products; i++)
        if (strcmp(r->product[i].suffix, suffix) == 0) return &r->product[i];
    return NULL;
}

static bool all_stand(const fl_plan *p, const fl_job *j)
{
    int root = fl_store_descriptor(p->store);
    for (size_t i = 0; i < p->recipe->wanted_count; i++) {
        const fl_wanted *w = &p->recipe->wanted[i];
        const fl_product *product = product_of(j->old, w->suffix);
        if (!product || product->recipe != w->recipe || !fl_product_stands(root, j->stem, product))
            return false;
    }
    return true;
}

/* True when an output would replace a file that the manifest does not know. */
static bool is_foreign(const fl_plan *p, const fl_job *j)
{
    for (size_t i = 0; i < p->recipe->wanted_count; i++) {
        const char *suffix = p->recipe->wanted[i].suffix;
        if (!product_of(j->old, suffix) &&
            fl_product_is_there(fl_store_descriptor(p->store), j->stem, suffix))
            return true;
    }
    return false;
}

static bool same_input(const fl_record *old, const fl_input *input)
{
    return old->changed && old->changed == input->changed && old->bytes == input->bytes &&
           old->file == input->file;
}

static bool is_wanted(const fl_recipe *r, const char *suffix)
{
    for (size_t i = 0; i < r->wanted_count; i++)
        if (strcmp(r->wanted[i].suffix, suffix) == 0) return true;
    return false;
}

/* What is known of the outputs before the job runs: those that are wanted first, then the others of
 * the old record. */
static void prepare(fl_plan *p, fl_job *j)
{
    const fl_recipe *r = p->recipe;
    j->made = fl_alloc(p->arena, r->wanted_count + (j->old ? j->old->products : 0),
                       sizeof *j->made);
    for (; j->products < r->wanted_count; j->products++) {
        const char *suffix = r->wanted[j->products].suffix;
        const fl_product *old = product_of(j->old, suffix);
        j->made[j->products] = old ? *old : (fl_product){ .suffix = suffix };
        j->known += old != NULL;
    }
    for (size_t i = 0; j->old && i < j->old->products; i++)
        if (!is_wanted(r, j->old->product[i].suffix)) j->made[j->products++] = j->old->product[i];
}

static void decide(fl_plan *p, size_t index, fl_plan_how how)
{
    fl_job *j = &p->job[index];
    const fl_input *input = &p->walk->item[index];
    if (!j->stem) {
        j->state = FL_AGAIN;
        return;
    }
    if (p->manifest) {
        fl_record *old = fl_manifest_find(p->manifest, j->stem);
        if (old) old->taken = true;
        j->old = old;
        j->stands = old && !how.again && all_stand(p, j);
        if (j->stands) j->sketch = old->sketch;
        if (j->stands && same_input(old, input))
            j->state = FL_UNCHANGED;
        else if (!how.force && is_foreign(p, j))
            j->state = FL_FOREIGN;
    }
    if (j->state != FL_TODO) return;
    prepare(p, j);
}

/* Says in the manifest that what will be written is ours, before any of it is there. */
static void claim(const fl_plan *p)
{
    for (size_t i = 0; i < p->walk->count; i++) {
        fl_record r;
        if (p->job[i].state != FL_TODO || p->job[i].known == p->recipe->wanted_count) continue;
        fl_plan_record(p, i, &r);
        fl_manifest_append(p->manifest, &r);
    }
    fl_manifest_flush(p->manifest);
}

fairleaf_status fl_plan_make(fl_plan *p, const char *output, fl_plan_how how, fairleaf_error *error)
{
    const fl_walk *w = p->walk;
    struct stat is;
    if (!how.dry || stat(output, &is) == 0) {
        fairleaf_status status = fl_store_new(output, &p->store, error);
        if (!status && how.durable) fl_store_make_durable(p->store);
        if (!status) status = fl_manifest_open(p->arena, p->store, !how.dry, &p->manifest, error);
        if (status) return status;
    }
    const char **suffix = fl_alloc(p->arena, p->recipe->wanted_count + 1, sizeof *suffix);
    for (size_t i = 0; i < p->recipe->wanted_count; i++) suffix[i] = p->recipe->wanted[i].suffix;
    const char **stem = fl_names_settle(p->arena, w->item, w->count, suffix);
    p->job = fl_alloc(p->arena, w->count + 1, sizeof *p->job);
    for (size_t i = 0; i < w->count; i++) {
        p->job[i].stem = stem[i];
        decide(p, i, how);
    }
    if (!how.dry) claim(p);
    return FAIRLEAF_OK;
}

/* ---- records ---- */

fairleaf_status fl_plan_settle(fl_plan *p, size_t index, fairleaf_error *error)
{
    const fl_job *j = &p->job[index];
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t i = 0; i < j->products; i++) {
        fl_product *product = &j->made[i];
        char path[LONGEST_PATH];
        if (!product->held) continue;
        (void)snprintf(path, sizeof path, "%s%s", j->stem, product->suffix);
        fairleaf_status one = fl_store_settle(p->store, path, product->held, status ? NULL : error);
        if (one) product->changed = 0; /* what was there is as it was, or will be made again */
        product->held = 0;
        if (!status) status = one;
    }
    return status;
}

/* Only of an input that was converted does the record say what it was: of any other it must not be
 * taken for it. */
bool fl_plan_record(const fl_plan *p, size_t index, fl_record *out)
{
    const fl_job *j = &p->job[index];
    const fl_input *input = &p->walk->item[index];
    bool there = false, settled = j->state == FL_CONVERTED || j->state == FL_UNCHANGED;
    *out = (fl_record){ .stem = j->stem,
                        .place = input->path + input->place,
                        .bytes = input->bytes,
                        .file = input->file,
                        .product = j->made,
                        .products = j->products };
    if (settled) out->digest = j->digest;
    if (settled) out->sketch = j->sketch;
    for (size_t i = 0; i < j->products;
         i++) { /* changed again while it was read? then its hash decides */
        there |= j->made[i].changed != 0;
        settled &= input->changed + SETTLED < j->made[i].changed;
    }
    if (settled) out->changed = input->changed;
    return there;
}

size_t fl_plan_gone(const fl_plan *p, fl_record ***out)
{
    fl_record *const *record;
    size_t count = p->manifest ? fl_manifest_records(p->manifest, &record) : 0, n = 0;
    *out = fl_alloc(p->arena, count + 1, sizeof **out);
    for (size_t i = 0; i < count; i++) {
        bool there = false;
        for (size_t k = 0; !record[i]->taken && k < record[i]->products; k++)
            there |= fl_product_is_there(fl_store_descriptor(p->store), record[i]->stem,
                                         record[i]->product[k].suffix);
        if (there) (*out)[n++] = record[i];
    }
    return n;
}

size_t fl_plan_remove(fl_plan *p, fl_record *r)
{
    char path[LONGEST_PATH];
    size_t left = 0;
    for (size_t i = 0; i < r->products; i++) {
        const fl_product *product = &r->product[i];
        if (!fl_product_is_there(fl_store_descriptor(p->store), r->stem, product->suffix)) continue;
        int n = snprintf(path, sizeof path, "%s%s", r->stem, product->suffix);
        bool ours = n > 0 && (size_t)n < sizeof path &&
                    fl_product_stands(fl_store_descriptor(p->store), r->stem, product);
        if (!ours || !fl_store_remove(p->store, path)) left++;
    }
    r->removed = left == 0;
    p->removed |= r->removed;
    return left;
}

static int by_stem(const void *a, const void *b)
{
    return strcmp((*(fl_record *const *)a)->stem, (*(fl_record *const *)b)->stem);
}

/* The old record of an input, with the sketch that this run took of it. */
static fl_record *with_sketch(fl_arena *a, const fl_job *j)
{
    if (!j->sketch || j->sketch == j->old->sketch) return (fl_record *)j->old;
    fl_record *r = fl_alloc(a, 1, sizeof *r);
    *r = *j->old;
    r->sketch = j->sketch;
    return r;
}

fairleaf_status fl_plan_finish(const fl_plan *p, fairleaf_error *error)
{
    fl_record *const *known;
    size_t count = fl_manifest_records(p->manifest, &known), n = 0, done = 0;
    fl_record **all = fl_alloc(p->arena, count + p->walk->count + 1, sizeof *all);
    for (size_t i = 0; i < p->walk->count; i++) {
        const fl_job *j = &p->job[i];
        fl_record *r = j->made ? fl_alloc(p->arena, 1, sizeof *r) : NULL;
        done += j->made != NULL;
        if (j->made && j->state != FL_TODO && fl_plan_record(p, i, r))
            all[n++] = r;
        else if (j->old)
            all[n++] = with_sketch(p->arena, j);
    }
    for (size_t i = 0; i < count; i++)
        if (!known[i]->taken && !known[i]->removed) all[n++] = known[i];
    if (done == 0 && !p->removed && !p->sketched) return FAIRLEAF_OK;
    qsort(all, n, sizeof *all, by_stem);
    return fl_manifest_write(p->manifest, all, n, error);
}

void fl_plan_close(fl_plan *p)
{
    fl_manifest_close(p->manifest);
    fl_store_free(p->store);
    p->manifest = NULL;
    p->store = NULL;
}
