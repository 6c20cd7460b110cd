/* site/build.c - what stands is decided as in batch/plan.c, but that the name of an output is only
 * known when its report was read: it has the date in it. Records are therefore found by the place
 * of their source. */
#include "site/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "batch/pool.h"

static bool stop(void *context)
{
    fl_build *b = context;
    return b->site->say.stop(b->site->say.context) || atomic_load(&b->full);
}

bool fl_build_run(fl_build *b, size_t count, void (*run)(void *, size_t, unsigned),
                  void (*report)(void *, size_t))
{
    fl_pool_jobs jobs = { count, NULL, b, run, report, stop };
    return fl_pool_run(&jobs, b->site->workers);
}

/* ---- what the manifest knows ---- */

static int by_place(const void *a, const void *b)
{
    const fl_record *x = *(fl_record *const *)a, *y = *(fl_record *const *)b;
    int order = strcmp(x->place, y->place);
    return order ? order : strcmp(x->stem, y->stem);
}

static void sort_records(fl_build *b)
{
    fl_record *const *all;
    size_t count = fl_manifest_records(b->manifest, &all);
    b->by_place = fl_alloc(b->arena, count + 1, sizeof(fl_record *));
    for (size_t i = 0; i < count; i++)
        if (!fl_build_is_page(all[i])) b->by_place[b->records++] = all[i];
    qsort(b->by_place, b->records, sizeof *b->by_place, by_place);
}

static void find_old(fl_build *b, size_t index)
{
    fl_report *r = &b->report[index];
    const fl_input *input = &b->site->walk->item[index];
    const char *place = input->path + input->place;
    size_t low = 0, high = b->records;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(b->by_place[middle]->place, place) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    r->old = b->by_place + low;
    while (low + r->olds < b->records && strcmp(r->old[r->olds]->place, place) == 0) r->olds++;
}

const fl_product *fl_build_product(const fl_record *r, const char *suffix)
{
    for (size_t i = 0; i < r->products; i++)
        if (strcmp(r->product[i].suffix, suffix) == 0) return &r->product[i];
    return NULL;
}

/* Of the source as it is; after runs that were stopped there may be records of earlier ones too. */
static bool is_current(const fl_report *r, const fl_record *old)
{
    return fl_digest_equal(&old->digest, &r->digest);
}

/* The output stands as it would be written now. A page's own recipe is looked at when its
 * neighbours are known. */
static bool output_stands(const fl_build *b, const fl_report *r, const fl_wanted *w)
{
    for (size_t i = 0; i < r->olds; i++) {
        if (fl_build_is_review(r->old[i]) || !is_current(r, r->old[i])) continue;
        const fl_product *p = fl_build_product(r->old[i], w->suffix);
        bool page = strcmp(w->suffix, FL_PAGE_SUFFIX) == 0;
        if (p && (page || p->recipe == w->recipe))
            return fl_product_stands(fl_store_descriptor(b->store), r->old[i]->stem, p);
    }
    return false;
}

/* The same for the page on which it is looked over, if there is to be one. */
static bool review_stands(const fl_build *b, const fl_report *r)
{
    if (b->site->generator || !b->site->how.review) return true;
    for (size_t i = 0; i < r->olds; i++) {
        const fl_product *p = fl_build_product(r->old[i], FL_PAGE_SUFFIX);
        if (!p || !fl_build_is_review(r->old[i]) || !is_current(r, r->old[i])) continue;
        return p->recipe == b->outputs.wanted[0].recipe &&
               fl_product_stands(fl_store_descriptor(b->store), r->old[i]->stem, p);
    }
    return b->site->walk->count > FL_REVIEW_ALL; /* there was nothing to look at */
}

bool fl_build_same_input(const fl_record *old, const fl_input *input)
{
    return old->changed && old->changed == input->changed && old->bytes == input->bytes &&
           old->file == input->file;
}

/* ---- what has to be made ---- */

static void look(void *context, size_t index, unsigned number)
{
    fl_build *b = context;
    fl_report *r = &b->report[index];
    const fl_input *input = &b->site->walk->item[index];
    fl_site_worker *w = &b->worker[number];
    fairleaf_error error = { .status = FAIRLEAF_OK };
    for (size_t i = 0; i < r->olds && !r->read; i++) {
        r->read = fl_build_same_input(r->old[i], input);
        r->digest = r->old[i]->digest;
    }
    if (!r->read && fl_convert_load(&b->outputs, input, &w->source, &error)) {
        r->state = FL_FAILED;
        b->site->say.input(b->site->say.context, index, NULL, &error);
        return;
    }
    if (!r->read)
        r->digest = fl_digest_of((fl_span){ w->source.loaded.bytes, w->source.loaded.length });
    r->read = true;
    r->stands = r->olds > 0 && !b->site->how.again && review_stands(b, r);
    for (size_t i = 0; i < b->outputs.wanted_count && r->stands; i++)
        r->stands = output_stands(b, r, &b->outputs.wanted[i]);
}

static void looked(void *context, size_t index)
{
    (void)context;
    (void)index;
}

/* The id stands in the path of the old outputs, as it would now. */
static bool has_id(const fl_report *r)
{
    size_t i = 0;
    while (i < r->olds && !is_current(r, r->old[i])) i++;
    const char *at = i < r->olds ? strstr(r->old[i]->stem, r->id) : NULL;
    if (!at) return false;
    at += strlen(r->id);
    return *at == '\0' || *at == '/' || *at == '.';
}

/* Inputs that are the same file for the same place are made once. */
static void settle(fl_build *b)
{
    const fl_walk *walk = b->site->walk;
    fl_slug_source *source = fl_alloc(b->arena, walk->count + 1, sizeof *source);
    for (size_t i = 0; i < walk->count; i++) {
        const fl_input *in = &walk->item[i];
        source[i] = (fl_slug_source){ .place = in->path + in->place };
        if (b->report[i].read && b->report[i].state != FL_AGAIN)
            source[i].digest = &b->report[i].digest;
    }
    fl_slugs_settle(b->arena, source, walk->count);
    for (size_t i = 0; i < walk->count; i++) {
        fl_report *r = &b->report[i];
        r->id = source[i].id;
        if (r->state == FL_AGAIN || r->state == FL_FAILED) continue;
        r->state = r->stands && has_id(r) ? FL_UNCHANGED : FL_TODO;
    }
}

typedef struct seen {
    const fl_input *input;
    size_t index;
} seen;

static int by_file(const void *a, const void *b)
{
    const seen *x = a, *y = b;
    int order = strcmp(x->input->path + x->input->place, y->input->path + y->input->place);
    if (!order)
        order = (x->input->device > y->input->device) - (x->input->device < y->input->device);
    if (!order) order = (x->input->file > y->input->file) - (x->input->file < y->input->file);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void mark_twins(fl_build *b)
{
    const fl_walk *walk = b->site->walk;
    seen *all = fl_alloc(b->arena, walk->count + 1, sizeof *all);
    for (size_t i = 0; i < walk->count; i++) all[i] = (seen){ &walk->item[i], i };
    qsort(all, walk->count, sizeof *all, by_file);
    for (size_t i = 1; i < walk->count; i++) {
        const fl_input *x = all[i - 1].input, *y = all[i].input;
        if (strcmp(x->path + x->place, y->path + y->place) == 0 && x->device == y->device &&
            x->file == y->file)
            b->report[all[i].index].state = FL_AGAIN;
    }
}

fairleaf_status fl_build_open(fl_build *b, fairleaf_error *error)
{
    fl_site *site = b->site;
    size_t count = site->walk->count;
    fairleaf_status status = fl_store_new(site->output, &b->store, error);
    if (!status && site->how.durable) fl_store_make_durable(b->store);
    if (!status) status = fl_manifest_open(b->arena, b->store, true, &b->manifest, error);
    if (status) return status;
    b->claiming = fl_lock_new();
    if (!b->claiming) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    b->report = fl_alloc(b->arena, count + 1, sizeof *b->report);
    b->worker = fl_alloc(b->arena, site->workers, sizeof *b->worker);
    for (unsigned i = 0; i < site->workers; i++) {
        b->worker[i].arena = fl_arena_new(SIZE_MAX / 2);
        if (!b->worker[i].arena) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    sort_records(b);
    for (size_t i = 0; i < count; i++) find_old(b, i);
    mark_twins(b);
    if (!fl_build_run(b, count, look, looked))
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    settle(b);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < b->report[i].olds; k++) b->report[i].old[k]->taken = true;
    return FAIRLEAF_OK;
}

void fl_build_close(fl_build *b)
{
    for (unsigned i = 0; b->worker && i < b->site->workers; i++) {
        fl_store_free(b->worker[i].store);
        fl_fetched_free(&b->worker[i].source);
        fl_loaded_free(&b->worker[i].loaded);
        fl_loaded_free(&b->worker[i].image);
        fl_arena_free(b->worker[i].arena);
    }
    fl_lock_free(b->claiming);
    fl_manifest_close(b->manifest);
    fl_store_free(b->store);
    b->worker = NULL;
    b->manifest = NULL;
    b->store = NULL;
}

fairleaf_status fl_build_store(fl_build *b, fl_site_worker *w, fl_store **out,
                               fairleaf_error *error)
{
    if (!w->store) {
        fairleaf_status status = fl_store_new(b->site->output, &w->store, error);
        if (status) return status;
        if (b->site->how.durable) fl_store_make_durable(w->store);
        fl_store_make_alone(w->store);
    }
    *out = w->store;
    return FAIRLEAF_OK;
}
