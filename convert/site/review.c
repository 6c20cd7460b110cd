/* site/review.c - as `fairleaf review` does it, but that source and ledger lie in the archive. */
#include "site/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "batch/pool.h"
#include "report/remade.h"

enum { LONGEST_PATH = 8192 };

typedef struct result {
    fl_arena *arena;
    fl_buf page;
    char fault[240];
} result;

typedef struct reviewing {
    fl_build *build;
    fl_overview *overview;
    result *result;
    fairleaf_status status;
    fairleaf_error *error;
} reviewing;

/* ---- which ---- */

void fl_site_review_add(void *context, const fl_entry *e, const fl_recorded *ledger)
{
    fl_overview_add(context, e->stem, ledger, NULL);
}

static int by_stem(const void *a, const void *b)
{
    const fl_entry *x = *(fl_entry *const *)a, *y = *(fl_entry *const *)b;
    return strcmp(x->stem, y->stem);
}

void fl_site_review_choose(fl_build *b, fl_overview *o, const fl_entries *entries)
{
    fl_entry **sorted = fl_alloc(b->arena, entries->count + 1, sizeof(fl_entry *));
    for (size_t i = 0; i < entries->count; i++) sorted[i] = &entries->item[i];
    qsort(sorted, entries->count, sizeof *sorted, by_stem);
    fl_overview_rank(o);
    for (size_t i = 0; i < o->count && o->pages_made < b->site->review_pages; i++) {
        fl_entry key = { .stem = o->document[i].stem }, *wanted = &key;
        fl_entry **found = bsearch(&wanted, sorted, entries->count, sizeof *sorted, by_stem);
        if (!found) continue;
        (*found)->reviewed = true;
        o->document[i].has_page = true;
        o->pages_made++;
    }
}

/* ---- pages ---- */

static void make_page(const reviewing *v, const fl_overview_document *d, fl_site_worker *w,
                      result *r, fl_remade *page)
{
    char path[LONGEST_PATH];
    const fl_site *site = v->build->site;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    const char *why = "";
    fl_recorded *l = fl_alloc(r->arena, 1, sizeof *l);
    (void)snprintf(path, sizeof path, "%s/%s" FL_LEDGER_SUFFIX, site->output, d->stem);
    bool read = !fl_load_file(path, SIZE_MAX / 2, &w->loaded, &error) &&
                !fl_recorded_read(r->arena, (fl_span){ w->loaded.bytes, w->loaded.length },
                                  FL_RECORDED_ALL, l, &error);
    (void)snprintf(path, sizeof path, "%s/%s" FL_SOURCE_SUFFIX, site->output, d->stem);
    if (read) read = !fl_load_file(path, SIZE_MAX / 2, &w->image, &error);
    *page =
        (fl_remade){ .check = { .arena = r->arena, .library = site->recipe->library, .ledger = l },
                     .source = { w->image.bytes, w->image.length },
                     .back = fl_remade_back(r->arena, d->stem) };
    r->page = fl_buf_new(r->arena, 256 << 10);
    if (read && fl_remade_write(page, &r->page, &why)) return;
    (void)snprintf(r->fault, sizeof r->fault, "%s", read ? why : error.message);
}

static void make_guarded(const reviewing *v, size_t index, fl_site_worker *w, result *r,
                         fl_remade *page)
{
    if (FL_ARENA_FAILED(r->arena))
        (void)snprintf(r->fault, sizeof r->fault, "out of memory");
    else
        make_page(v, &v->overview->document[index], w, r, page);
}

static void page_job(void *context, size_t index, unsigned number)
{
    reviewing *v = context;
    result *r = &v->result[index];
    fl_remade page = { .check = { .arena = NULL } };
    if (!v->overview->document[index].has_page) return;
    *r = (result){ .arena = fl_arena_new(SIZE_MAX / 2) };
    if (r->arena) make_guarded(v, index, &v->build->worker[number], r, &page);
    fl_check_end(&page.check);
}

static void take_page(void *context, size_t index)
{
    reviewing *v = context;
    result *r = &v->result[index];
    const fl_overview_document *d = &v->overview->document[index];
    const fl_site_say *say = &v->build->site->say;
    char path[LONGEST_PATH];
    if (!d->has_page) return;
    (void)snprintf(path, sizeof path, "review/pages/%s.html", d->stem);
    if (!r->arena || *r->fault) {
        say->note(say->context, path, "error", r->arena ? r->fault : "out of memory");
        v->build->site->failed++;
    } else if (!v->status) {
        v->status = fl_build_page(v->build, path, fl_buf_view(&r->page), v->error);
    }
    fl_arena_free(r->arena);
    r->arena = NULL;
}

static bool stop(void *context)
{
    const reviewing *v = context;
    return v->status || v->build->site->say.stop(v->build->site->say.context);
}

/* ---- the index ---- */

static fairleaf_status write_index(fl_build *b, const fl_overview *o, size_t index,
                                   fairleaf_error *error)
{
    char path[64] = "review/index.html";
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (!a || FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    if (index) (void)snprintf(path, sizeof path, "review/index-%zu.html", index + 1);
    fl_buf page = fl_buf_new(a, 256 << 10);
    fl_overview_write(&page, o, index, FL_SPAN("[]"));
    fairleaf_status status = fl_build_page(b, path, fl_buf_view(&page), error);
    fl_arena_free(a);
    return status;
}

fairleaf_status fl_site_review_write(fl_build *b, fl_overview *o, fairleaf_error *error)
{
    size_t looked = 0;
    for (size_t i = 0; i < o->count; i++)
        if (o->document[i].has_page) looked = i + 1;
    reviewing v = { b, o, fl_alloc(b->arena, looked + 1, sizeof(result)), FAIRLEAF_OK, error };
    fl_pool_jobs jobs = { looked, NULL, &v, page_job, take_page, stop };
    if (!fl_pool_run(&jobs, b->site->workers))
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < fl_overview_pages(o) && !stop(&v); i++)
        v.status = write_index(b, o, i, error);
    return v.status;
}
