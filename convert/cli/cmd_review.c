/* cli/cmd_review.c - `fairleaf review`: a batch looked over from its ledgers. The heads of all
 * ledgers make the index; pages are made for the reports that are looked at first, or asked for. */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "batch/convert.h"
#include "batch/pool.h"
#include "batch/signals.h"
#include "batch/walk.h"
#include "cli/messages.h"
#include "cli/setup.h"
#include "cli/sources.h"
#include "report/head.h"
#include "report/merge.h"
#include "report/overview.h"
#include "report/remade.h"

enum { PAGES = 100, LONGEST_PATH = 8192 };

typedef struct worker {
    fl_loaded ledger;
    fl_fetched source;
    fl_store *store;
} worker;

/* What one job hands over when it is its turn. */
typedef struct result {
    fl_arena *arena; /* holds the ledger; NULL: memory ended */
    fl_recorded *ledger;
    char fault[300]; /* empty: none */
} result;

typedef struct reviewing {
    fl_arena *arena;
    const char *folder, *output;
    fairleaf *library;
    fl_walk walk;
    fl_sources sources;
    fl_merge *merge;
    fl_overview overview;
    size_t *page; /* documents of the overview that get a page */
    size_t pages, failed;
    worker *worker;
    unsigned workers;
    result *result;
} reviewing;

static bool stop(void *context)
{
    (void)context;
    return fl_signals_seen();
}

static char *fault_of(result *r, const char *what)
{
    (void)snprintf(r->fault, sizeof r->fault, "%s", what);
    return r->fault;
}

/* ---- the heads of all ledgers ---- */

static void read_head(const char *path, worker *w, result *r)
{
    fairleaf_error error = { .status = FAIRLEAF_OK };
    r->ledger = fl_alloc(r->arena, 1, sizeof *r->ledger);
    if (fl_recorded_head(r->arena, path, &w->ledger, r->ledger, &error)) fault_of(r, error.message);
}

static void read_guarded(const char *path, worker *w, result *r)
{
    if (FL_ARENA_FAILED(r->arena))
        fault_of(r, "out of memory");
    else
        read_head(path, w, r);
}

static void head_job(void *context, size_t index, unsigned number)
{
    reviewing *v = context;
    result *r = &v->result[index];
    r->arena = fl_arena_new(SIZE_MAX / 2);
    if (r->arena)
        read_guarded(v->walk.item[index].path, &v->worker[number], r);
    else
        fault_of(r, "out of memory");
}

static void take_head(void *context, size_t index)
{
    reviewing *v = context;
    result *r = &v->result[index];
    const fl_input *input = &v->walk.item[index];
    char stem[LONGEST_PATH];
    const char *place = input->path + input->place;
    (void)snprintf(stem, sizeof stem, "%.*s", (int)(strlen(place) - strlen(FL_LEDGER_SUFFIX)),
                   place);
    fl_overview_add(&v->overview, stem, *r->fault ? NULL : r->ledger, r->fault);
    fl_overview_document *d = &v->overview.document[v->overview.count - 1];
    if (d->fault) {
        v->failed++;
        fl_message(stderr, (fl_place){ input->path, 0, 0 }, "error", r->fault, "review");
    } else {
        fl_arena_mark mark = fl_arena_here(v->arena);
        fl_buf unused = fl_buf_new(v->arena, 256);
        d->decided = (uint32_t)fl_merge_json(v->merge, &d->digest, d->source, &unused);
        fl_arena_back(v->arena, mark);
    }
    fl_arena_free(r->arena);
    r->arena = NULL;
    r->ledger = NULL;
}

/* ---- pages ---- */

/* The page of one document, or what is wrong. */
static bool write_page(const reviewing *v, const fl_overview_document *d, worker *w, result *r,
                       fl_remade *page)
{
    fl_arena *a = r->arena;
    char path[LONGEST_PATH], found[FL_SOURCE_PATH];
    fairleaf_error error = { .status = FAIRLEAF_OK };
    const char *why = "";
    fl_recorded *l = r->ledger = fl_alloc(a, 1, sizeof *l);
    (void)snprintf(path, sizeof path, "%s/%s" FL_LEDGER_SUFFIX, v->folder, d->stem);
    if (fl_load_file(path, SIZE_MAX / 2, &w->ledger, &error) ||
        fl_recorded_read(a, (fl_span){ w->ledger.bytes, w->ledger.length }, FL_RECORDED_ALL, l,
                         &error))
        return fault_of(r, error.message) == NULL;
    fl_source_state state = fl_sources_load((fl_sources *)&v->sources, l, &w->source, found);
    if (state == FL_SOURCE_MISSING)
        return fault_of(r, "its source is not there: name its folder with --sources") == NULL;
    if (state == FL_SOURCE_CHANGED)
        return fault_of(r, "its source has changed since: convert again") == NULL;
    *page = (fl_remade){ .check = { .arena = a, .library = v->library, .ledger = l },
                         .source = { w->source.loaded.bytes, w->source.loaded.length },
                         .merge = v->merge,
                         .back = fl_remade_back(a, d->stem) };
    fl_buf out = fl_buf_new(a, 256 << 10);
    if (!fl_remade_write(page, &out, &why)) return fault_of(r, why) == NULL;
    (void)snprintf(path, sizeof path, "pages/%s.html", d->stem);
    if (!w->store && fl_store_new(v->output, &w->store, &error))
        return fault_of(r, error.message) == NULL;
    if (fl_store_begin(w->store, path, &error)) return fault_of(r, error.message) == NULL;
    (void)fl_store_append(w->store, out.p, out.n);
    return fl_store_commit(w->store, &error) == FAIRLEAF_OK || fault_of(r, error.message) == NULL;
}

static void page_guarded(const reviewing *v, const fl_overview_document *d, worker *w, result *r,
                         fl_remade *page)
{
    if (FL_ARENA_FAILED(r->arena))
        fault_of(r, "out of memory");
    else
        (void)write_page(v, d, w, r, page);
}

static void page_job(void *context, size_t index, unsigned number)
{
    reviewing *v = context;
    result *r = &v->result[index];
    fl_remade page = { .check = { .arena = NULL } };
    *r = (result){ .arena = fl_arena_new(SIZE_MAX / 2) };
    if (r->arena)
        page_guarded(v, &v->overview.document[v->page[index]], &v->worker[number], r, &page);
    else
        fault_of(r, "out of memory");
    fl_check_end(&page.check);
    fl_arena_free(r->arena);
    r->arena = NULL;
}

static void take_page(void *context, size_t index)
{
    reviewing *v = context;
    fl_overview_document *d = &v->overview.document[v->page[index]];
    d->has_page = !*v->result[index].fault;
    v->overview.pages_made += d->has_page;
    if (d->has_page) return;
    v->failed++;
    fl_message(stderr, (fl_place){ d->source ? d->source : d->stem, 0, 0 }, "error",
               v->result[index].fault, "review");
}

/* The first `most` of the list, and what the globs name. */
static void choose_pages(reviewing *v, size_t most, const char *const *globs)
{
    v->page = fl_alloc(v->arena, v->overview.count + 1, sizeof *v->page);
    for (size_t i = 0; i < v->overview.count; i++) {
        const fl_overview_document *d = &v->overview.document[i];
        bool named = false;
        const char *slash = strrchr(d->stem, '/'), *name = slash ? slash + 1 : d->stem;
        for (const char *const *g = globs; g && *g && !named; g++)
            named = fnmatch(*g, strchr(*g, '/') ? d->stem : name, 0) == 0;
        if (!d->fault && (globs ? named : v->pages < most)) v->page[v->pages++] = i;
    }
}

/* ---- the whole ---- */

static bool run(reviewing *v, size_t count, void (*job)(void *, size_t, unsigned),
                void (*take)(void *, size_t))
{
    fl_pool_jobs jobs = { count, NULL, v, job, take, stop };
    bool ran = fl_pool_run(&jobs, v->workers);
    fl_signals_die();
    if (!ran) fputs("fairleaf: error: out of memory [no-memory]\n", stderr);
    return ran;
}

static fairleaf_status store_text(fl_store *store, const char *name, const fl_buf *text,
                                  fairleaf_error *error)
{
    fairleaf_status status = fl_store_begin(store, name, error);
    if (status) return status;
    (void)fl_store_append(store, text->p, text->n);
    return fl_store_commit(store, error);
}

static fairleaf_status write_index(const reviewing *v, fl_store *store, fairleaf_error *error)
{
    fl_buf rules = fl_buf_new(v->arena, 256);
    (void)fl_merge_json(v->merge, NULL, NULL, &rules);
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t i = 0; i < fl_overview_pages(&v->overview) && !status; i++) {
        char name[64] = "index.html";
        if (i) (void)snprintf(name, sizeof name, "index-%zu.html", i + 1);
        fl_arena_mark mark = fl_arena_here(v->arena);
        fl_buf page = fl_buf_new(v->arena, 256 << 10);
        fl_overview_write(&page, &v->overview, i, fl_buf_view(&rules));
        status = store_text(store, name, &page, error);
        fl_arena_back(v->arena, mark);
    }
    fl_buf decisions = fl_buf_new(v->arena, 4096);
    fl_merge_write(v->merge, &decisions);
    if (!status) status = store_text(store, "decisions.yaml", &decisions, error);
    return status;
}

static fl_exit review(reviewing *v, size_t most, const char *const *globs)
{
    v->worker = fl_alloc(v->arena, v->workers, sizeof *v->worker);
    v->result = fl_alloc(v->arena, v->walk.count + 1, sizeof *v->result);
    fl_store *store = NULL;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    bool ran = run(v, v->walk.count, head_job, take_head);
    if (ran) {
        fl_overview_rank(&v->overview);
        choose_pages(v, most, globs);
        ran = run(v, v->pages, page_job, take_page);
    }
    for (unsigned i = 0; i < v->workers; i++) {
        fl_loaded_free(&v->worker[i].ledger);
        fl_fetched_free(&v->worker[i].source);
        fl_store_free(v->worker[i].store);
    }
    fairleaf_status status = ran ? fl_store_new(v->output, &store, &error) : FAIRLEAF_NO_MEMORY;
    if (ran && !status) status = write_index(v, store, &error);
    fl_store_free(store);
    if (ran && status) fl_message_error(stderr, v->output, &error);
    if (status) return FL_EXIT_FAILED;
    fprintf(stderr, "%zu report%s, %zu page%s", v->overview.count,
            v->overview.count == 1 ? "" : "s", v->overview.pages_made,
            v->overview.pages_made == 1 ? "" : "s");
    if (v->failed) fprintf(stderr, ", %zu failed", v->failed);
    if (fl_merge_decisions(v->merge))
        fprintf(stderr, "; %zu decisions merged", fl_merge_decisions(v->merge));
    fprintf(stderr, ": %s%sindex.html\n", v->output,
            v->output[strlen(v->output) - 1] == '/' ? "" : "/");
    return v->failed ? FL_EXIT_FAILED : FL_EXIT_DONE;
}

/* ---- decisions ---- */

/* Reads one file of decisions; the library says whether it is in order. */
static fl_exit merge_file(reviewing *v, const char *path)
{
    fl_decided_file *file;
    fairleaf *unused = NULL;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    if (!fl_decided_load(v->arena, path, &file, &error)) {
        config.no_built_in = true;
        config.decisions = fl_decided_text(file);
        config.decisions_name = path;
        (void)fairleaf_new(&config, &unused, &error);
        fairleaf_free(unused);
    }
    if (error.status) {
        fl_message_error(stderr, path, &error);
        return FL_EXIT_USAGE;
    }
    fl_merge_add(v->merge, (fl_span){ config.decisions.bytes, config.decisions.length });
    return FL_EXIT_DONE;
}

/* A file, or all *.yaml of a folder in the order of their names. */
static fl_exit merge_path(reviewing *v, const char *path)
{
    static const char *const yaml[] = { "*.yaml", "*.yml", NULL };
    struct stat is;
    fl_exit status = FL_EXIT_DONE;
    if (stat(path, &is) != 0 || !S_ISDIR(is.st_mode)) return merge_file(v, path);
    fl_walk walk = { .arena = v->arena, .globs = yaml };
    fl_walk_add(&walk, path);
    for (size_t i = 0; i < walk.count && !status; i++) status = merge_file(v, walk.item[i].path);
    return status;
}

/* ---- options ---- */

static void free_library(void *object)
{
    fairleaf **library = object;
    fairleaf_free(*library);
}

static fl_exit check_use(const fl_settings *s, const char *output)
{
    struct stat is, out;
    if (s->operand_count != 1) return fl_usage("review", "name one folder of outputs and ledgers");
    if (stat(s->operand[0], &is) != 0 || !S_ISDIR(is.st_mode))
        return fl_usage("review", "'%s' is not a folder", s->operand[0]);
    if (!output || !*output || strcmp(output, "-") == 0)
        return fl_usage("review",
                        "name a folder for the pages with -o, as in "
                        "'fairleaf review %s -o review/'",
                        s->operand[0]);
    if (stat(output, &out) == 0 && out.st_dev == is.st_dev && out.st_ino == is.st_ino)
        return fl_usage("review", "the pages need a folder of their own, not '%s'", output);
    return FL_EXIT_DONE;
}

fl_exit fl_run_review(fl_arena *a, const fl_settings *s)
{
    static const char *const ledgers[] = { "*" FL_LEDGER_SUFFIX, NULL };
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    long jobs = (long)fl_pool_processors(), pages = PAGES;
    const char *output = fl_option_value(s, FL_OPTION_OUTPUT, NULL);
    fl_exit status = check_use(s, output);
    if (!status) status = fl_setup_number(s, FL_OPTION_JOBS, (fl_range){ 1, 10000 }, &jobs);
    if (!status) status = fl_setup_number(s, FL_OPTION_PAGES, (fl_range){ 0, 100000000 }, &pages);
    if (status) return status;
    reviewing *v = fl_alloc(a, 1, sizeof *v);
    *v = (reviewing){ .arena = a,
                      .folder = s->operand[0],
                      .output = output,
                      .workers = (unsigned)jobs,
                      .merge = fl_merge_new(a),
                      .overview = { .arena = a, .folder = s->operand[0] },
                      .walk = { .arena = a, .globs = ledgers } };
    const char *const *decisions = fl_option_list(a, s, FL_OPTION_DECISIONS, false);
    for (; decisions && *decisions && !status; decisions++) status = merge_path(v, *decisions);
    if (status) return status;
    fairleaf **library = fl_alloc(a, 1, sizeof *library);
    fl_arena_defer(a, free_library, library);
    config.no_built_in = true; /* nothing is cleaned here */
    if (fairleaf_new(&config, library, &error)) {
        fl_message_error(stderr, "fairleaf", &error);
        return FL_EXIT_FAILED;
    }
    v->library = *library;
    fl_walk_add(&v->walk, v->folder);
    if (v->walk.count == 0) {
        fl_message(stderr, (fl_place){ v->folder, 0, 0 }, "error",
                   "there is no ledger in it: convert with --ledger", "review");
        return FL_EXIT_FAILED;
    }
    status = fl_setup_members(a, s, *library, &v->sources.members);
    if (status) return status;
    fl_sources_find(a, fl_option_value(s, FL_OPTION_SOURCES, NULL), v->folder, &v->sources);
    fl_signals_install();
    return review(v, (size_t)pages, fl_option_list(a, s, FL_OPTION_GLOB, false));
}
