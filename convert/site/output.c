/* site/output.c - files of the site: claimed before they are written, removed when they are old. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/hash.h"
#include "site/build.h"

enum { LONGEST_PATH = 8192, SETTLED = 1000000000 };

#define PAGE_PLACE "" /* in the place of a source: the page is made of many */

bool fl_build_is_page(const fl_record *r) { return strcmp(r->place, PAGE_PLACE) == 0; }

bool fl_build_is_review(const fl_record *r)
{
    return strncmp(r->stem, FL_REVIEW_FOLDER, sizeof FL_REVIEW_FOLDER - 1) == 0;
}

/* ---- claims ---- */

/* Most reports have a folder of their own: when it is not there, nothing is in it. */
static bool has_folder(const fl_build *b, const char *stem)
{
    const char *slash = strrchr(stem, '/');
    char folder[LONGEST_PATH];
    struct stat is;
    if (!slash || (size_t)(slash - stem) >= sizeof folder) return true;
    memcpy(folder, stem, (size_t)(slash - stem));
    folder[slash - stem] = '\0';
    return fstatat(fl_store_descriptor(b->store), folder, &is, AT_SYMLINK_NOFOLLOW) == 0;
}

/* The manifest is one for all workers; what is done while it is held takes microseconds. */
static void append(fl_build *b, const fl_record *r, bool flush)
{
    fl_lock_take(b->claiming);
    fl_manifest_append(b->manifest, r);
    if (flush) fl_manifest_flush(b->manifest);
    fl_lock_give(b->claiming);
}

void fl_build_append(fl_build *b, const fl_record *r) { append(b, r, false); }

void fl_build_claim_again(fl_build *b, const fl_record *r) { append(b, r, true); }

fairleaf_status fl_build_claim(fl_build *b, const fl_record *r, fairleaf_error *error)
{
    const fl_record *old = fl_manifest_find(b->manifest, r->stem);
    bool look = !b->site->how.force && has_folder(b, r->stem);
    for (size_t i = 0; i < r->products; i++) {
        const char *suffix = r->product[i].suffix;
        const fl_product *p = old ? fl_build_product(old, suffix) : NULL;
        if (!p && look && fl_product_is_there(fl_store_descriptor(b->store), r->stem, suffix))
            return fl_fail(error, FAIRLEAF_IO, 0,
                           "'%s%s' is there and was not written by fairleaf; --force replaces it",
                           r->stem, suffix);
    }
    append(b, r, true);
    return FAIRLEAF_OK;
}

static bool stop(const fl_build *b) { return b->site->say.stop(b->site->say.context); }

/* ---- pages of the site as a whole ---- */

static fl_record *page_record(fl_build *b, const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    fl_record *r = fl_alloc(b->arena, 1, sizeof *r);
    r->stem = fl_copy(b->arena, (fl_span){ path, (size_t)(dot - path) });
    r->place = PAGE_PLACE;
    r->product = fl_alloc(b->arena, 1, sizeof *r->product);
    r->product->suffix = fl_copy(b->arena, fl_span_of(dot));
    r->products = 1;
    if (b->pages == b->page_capacity) {
        size_t wanted = b->page_capacity ? b->page_capacity * 2 : 256;
        b->page = fl_grow(b->arena, b->page, b->pages * sizeof *b->page, wanted * sizeof *b->page);
        b->page_capacity = wanted;
    }
    return b->page[b->pages++] = r;
}

fairleaf_status fl_build_page(fl_build *b, const char *path, fl_span bytes, fairleaf_error *error)
{
    fl_record *r = page_record(b, path), *old = fl_manifest_find(b->manifest, r->stem);
    uint64_t h = FL_HASH_START;
    fl_hash_span(&h, bytes);
    if (old) old->taken = true;
    const fl_product *p = old ? fl_build_product(old, r->product->suffix) : NULL;
    if (p && p->recipe == h && fl_product_stands(fl_store_descriptor(b->store), r->stem, p)) {
        *r->product = *p;
        return FAIRLEAF_OK;
    }
    fairleaf_status status = fl_build_claim(b, r, error);
    if (!status) status = fl_store_begin(b->store, path, error);
    if (status) return status;
    (void)fl_store_append(b->store, bytes.p, bytes.n);
    status = fl_store_commit(b->store, error);
    if (status) return status;
    fl_stored stored = fl_store_last(b->store);
    r->product->recipe = h;
    r->product->bytes = stored.bytes;
    r->product->changed = stored.changed;
    b->site->written++;
    append(b, r, false);
    return FAIRLEAF_OK;
}

fl_record *fl_build_page_record(const fl_build *b, const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    for (size_t i = 0; i < b->pages; i++)
        if (strncmp(b->page[i]->stem, path, (size_t)(dot - path)) == 0 &&
            strcmp(b->page[i]->product->suffix, dot) == 0)
            return b->page[i];
    return NULL;
}

/* ---- the end ---- */

static int by_stem(const void *a, const void *b)
{
    return strcmp((*(fl_record *const *)a)->stem, (*(fl_record *const *)b)->stem);
}

size_t fl_build_standing(const fl_build *b, fl_record ***out)
{
    size_t n = 0, most = b->records;
    for (size_t i = 0; i < b->site->walk->count; i++) most += b->report[i].makes;
    fl_record **all = *out = fl_alloc(b->arena, most + 1, sizeof(fl_record *));
    for (size_t i = 0; i < b->site->walk->count; i++) {
        fl_report *r = &b->report[i];
        for (size_t k = 0; k < r->olds; k++) {
            bool current = fl_digest_equal(&r->old[k]->digest, &r->digest);
            if (r->made || (r->state == FL_UNCHANGED && !current)) r->old[k]->removed = true;
        }
        for (size_t k = 0; k < r->makes; k++) {
            fl_record *before = fl_manifest_find(b->manifest, r->made[k].stem);
            if (before) before->removed = true; /* another source has taken its place */
            all[n++] = &r->made[k];
        }
    }
    for (size_t i = 0; i < b->records; i++) {
        fl_record *r = b->by_place[i];
        if (!r->taken && b->site->how.prune) r->removed = true;
        if (fl_build_is_review(r) && !b->site->how.review) r->removed = true;
        if (!r->removed) all[n++] = r;
    }
    qsort(all, n, sizeof *all, by_stem);
    return n;
}

/* What is recorded of a source that stands as it did, but for its time. */
static bool renew(fl_build *b)
{
    bool renewed = false;
    for (size_t i = 0; i < b->site->walk->count; i++) {
        const fl_report *r = &b->report[i];
        const fl_input *input = &b->site->walk->item[i];
        if (r->state != FL_UNCHANGED) continue;
        for (size_t k = 0; k < r->olds; k++) {
            if (r->old[k]->removed || fl_build_same_input(r->old[k], input)) continue;
            r->old[k]->bytes = input->bytes;
            r->old[k]->file = input->file;
            r->old[k]->changed = fl_build_settled(input, r->old[k]);
            renewed = true;
        }
    }
    return renewed;
}

int64_t fl_build_settled(const fl_input *input, const fl_record *r)
{
    for (size_t i = 0; i < r->products; i++)
        if (input->changed + SETTLED >= r->product[i].changed) return 0;
    return input->changed;
}

/* Removes what an old record names and no new one does; what was edited since stays. What was only
 * claimed was not there then: a run that was killed has left it. */
static void remove_old(fl_build *b, const fl_record *old, fl_record **all, size_t count)
{
    char path[LONGEST_PATH];
    fl_record **same = count ? bsearch(&old, all, count, sizeof *all, by_stem) : NULL;
    for (size_t i = 0; i < old->products; i++) {
        const fl_product *p = &old->product[i];
        if (same && fl_build_product(*same, p->suffix)) continue;
        if (!fl_product_is_there(fl_store_descriptor(b->store), old->stem, p->suffix)) continue;
        int n = snprintf(path, sizeof path, "%s%s", old->stem, p->suffix);
        bool ours = n > 0 && (size_t)n < sizeof path &&
                    (p->changed == 0 ||
                     fl_product_stands(fl_store_descriptor(b->store), old->stem, p));
        if (!ours || !fl_store_remove(b->store, path))
            b->site->say.note(b->site->say.context, path, "warning",
                              "it was edited since it was written: not removed");
    }
}

fairleaf_status fl_build_finish(fl_build *b, fairleaf_error *error)
{
    fl_record **standing, *const *known;
    size_t count = fl_build_standing(b, &standing), old = fl_manifest_records(b->manifest, &known);
    bool changed = renew(b), stopped = stop(b);
    fl_record **all = fl_alloc(b->arena, count + b->pages + old + 1, sizeof(fl_record *));
    memcpy(all, standing, count * sizeof *all);
    for (size_t i = 0; i < b->pages; i++) all[count++] = b->page[i];
    for (size_t i = 0; i < b->site->walk->count; i++) changed |= b->report[i].made != NULL;
    for (size_t i = 0; i < old; i++) { /* pages that were not made again */
        fl_record *r = known[i];
        if (!fl_build_is_page(r)) continue;
        if (b->pages == 0 || (stopped && !r->taken))
            all[count++] = r; /* they were not looked at */
        else if (!r->taken)
            r->removed = true;
    }
    qsort(all, count, sizeof *all, by_stem);
    for (size_t i = 0; i < old && !stopped; i++) {
        if (!known[i]->removed) continue;
        if (!fl_build_is_page(known[i]) && !fl_build_is_review(known[i]) && !known[i]->taken)
            b->site->removed++;
        remove_old(b, known[i], all, count);
        changed = true;
    }
    if (!changed && !b->site->written) return FAIRLEAF_OK;
    fl_manifest_flush(b->manifest);
    return fl_manifest_write(b->manifest, all, count, error);
}
