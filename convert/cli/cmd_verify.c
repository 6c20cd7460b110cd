/* cli/cmd_verify.c - `fairleaf verify`: every ledger of a folder against its source, its outputs
 * and the manifest. */
#include <stdarg.h>
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
#include "report/check.h"

typedef struct worker {
    fl_loaded ledger;
    fl_fetched file;
} worker;

typedef struct result {
    char *text; /* malloc: what is said, in its turn; NULL: nothing */
    size_t faults;
} result;

typedef struct verifying {
    fl_arena *arena;
    const char *folder;
    fairleaf *library;
    fl_walk walk;
    fl_sources sources;
    fl_manifest *manifest;
    result *result;
    worker *worker;
    size_t agree, differ;
} verifying;

/* One ledger at work. */
typedef struct job {
    verifying *v;
    worker *worker;
    const char *path; /* of the ledger */
    FILE *to;
    size_t faults;
} job;

static void say(void *context, const char *what)
{
    job *j = context;
    j->faults++;
    if (j->to) fl_message(j->to, (fl_place){ j->path, 0, 0 }, "error", what, "verify");
}

static void say_format(job *j, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say_format(job *j, const char *format, ...)
{
    char what[FL_SOURCE_PATH + 300];
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(what, sizeof what, format, arguments) < 0) what[0] = '\0';
    va_end(arguments);
    say(j, what);
}

/* ---- one ledger ---- */

static void check_outputs(job *j, fl_check *c)
{
    char path[FL_SOURCE_PATH];
    const char *slash = strrchr(j->path, '/');
    int folder = slash ? (int)(slash - j->path) + 1 : 0;
    if (c->ledger->output_count == 0)
        say(j, "the ledger names no outputs: it was not written beside any");
    for (size_t i = 0; i < c->ledger->output_count; i++) {
        const fl_recorded_output *o = &c->ledger->output[i];
        fairleaf_error error = { .status = FAIRLEAF_OK };
        (void)snprintf(path, sizeof path, "%.*s%s", folder, j->path, o->path);
        if (fl_load_file(path, SIZE_MAX / 2, &j->worker->file.loaded, &error)) {
            say_format(j, "the output '%s' cannot be read: %s", o->path, error.message);
            continue;
        }
        fl_check_output(c, o,
                        (fl_span){ j->worker->file.loaded.bytes, j->worker->file.loaded.length });
    }
}

/* The manifest of the folder says which input the outputs were made from. */
static void check_manifest(job *j, const fl_recorded *ledger, size_t place)
{
    char stem[FL_SOURCE_PATH];
    if (!j->v->manifest) return;
    int n = (int)(strlen(j->path + place) - strlen(FL_LEDGER_SUFFIX));
    (void)snprintf(stem, sizeof stem, "%.*s", n, j->path + place);
    const fl_record *r = fl_manifest_find(j->v->manifest, stem);
    if (r && !fl_digest_equal(&r->digest, &ledger->digest))
        say(j, "the manifest has another sha256 of the source than the ledger");
}

static void check_one(job *j, fl_arena *a, size_t place)
{
    fl_recorded ledger;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_span json;
    char path[FL_SOURCE_PATH];
    if (fl_load_file(j->path, SIZE_MAX / 2, &j->worker->ledger, &error)) {
        say(j, error.message);
        return;
    }
    json = (fl_span){ j->worker->ledger.bytes, j->worker->ledger.length };
    if (fl_recorded_read(a, json, FL_RECORDED_ALL, &ledger, &error)) {
        say(j, error.message);
        return;
    }
    fl_check c = {
        .arena = a, .library = j->v->library, .ledger = &ledger, .say = say, .context = j
    };
    fl_source_state state = fl_sources_load(&j->v->sources, &ledger, &j->worker->file, path);
    fl_span bytes = { j->worker->file.loaded.bytes, j->worker->file.loaded.length };
    if (state == FL_SOURCE_MISSING)
        say_format(j, "its source '%s' is not there: name its folder with --sources", path);
    else if (state == FL_SOURCE_CHANGED)
        say_format(j, "its source has changed since: '%s' has another sha256", path);
    else
        (void)fl_check_source(&c, bytes);
    fl_check_end(&c); /* the bytes of the source make room for those of an output */
    check_outputs(j, &c);
    check_manifest(j, &ledger, place);
}

static void check_guarded(job *j, fl_arena *a, size_t place)
{
    if (FL_ARENA_FAILED(a))
        say(j, "out of memory");
    else
        check_one(j, a, place);
}

static void run_job(void *context, size_t index, unsigned number)
{
    verifying *v = context;
    const fl_input *input = &v->walk.item[index];
    size_t n;
    job j = { .v = v, .worker = &v->worker[number], .path = input->path };
    j.to = open_memstream(&v->result[index].text, &n);
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (a)
        check_guarded(&j, a, input->place);
    else
        say(&j, "out of memory");
    fl_arena_free(a);
    if (j.to && fclose(j.to) != 0) v->result[index].text = NULL;
    v->result[index].faults = j.faults;
}

static void report_job(void *context, size_t index)
{
    verifying *v = context;
    result *r = &v->result[index];
    if (r->text) fputs(r->text, stderr);
    free(r->text);
    r->text = NULL;
    *(r->faults ? &v->differ : &v->agree) += 1;
}

static bool stop(void *context)
{
    (void)context;
    return fl_signals_seen();
}

/* ---- the folder ---- */

/* Outputs that the manifest has and the folder has not: also ledgers. Returns how many. */
static size_t say_missing(const verifying *v, const fl_store *store)
{
    fl_record *const *record;
    size_t n = v->manifest ? fl_manifest_records(v->manifest, &record) : 0, missing = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < record[i]->products; k++) {
            char path[FL_SOURCE_PATH];
            struct stat is;
            const fl_product *p = &record[i]->product[k];
            (void)snprintf(path, sizeof path, "%s%s", record[i]->stem, p->suffix);
            if (!p->bytes || fstatat(fl_store_descriptor(store), path, &is, 0) == 0) continue;
            missing++;
            (void)snprintf(path, sizeof path, "%s%s%s%s", v->folder,
                           v->folder[strlen(v->folder) - 1] == '/' ? "" : "/", record[i]->stem,
                           p->suffix);
            fl_message(stderr, (fl_place){ path, 0, 0 }, "error",
                       "is in the manifest, but not there", "verify");
        }
    return missing;
}

static fl_exit check_all(verifying *v, const fl_store *store, unsigned workers)
{
    if (workers > v->walk.count) workers = v->walk.count ? (unsigned)v->walk.count : 1;
    v->result = fl_alloc(v->arena, v->walk.count + 1, sizeof *v->result);
    v->worker = fl_alloc(v->arena, workers, sizeof *v->worker);
    fl_pool_jobs jobs = { v->walk.count, NULL, v, run_job, report_job, stop };
    bool ran = fl_pool_run(&jobs, workers);
    for (unsigned i = 0; i < workers; i++) {
        fl_loaded_free(&v->worker[i].ledger);
        fl_fetched_free(&v->worker[i].file);
    }
    fl_signals_die();
    if (!ran) {
        fputs("fairleaf: error: out of memory [no-memory]\n", stderr);
        return FL_EXIT_FAILED;
    }
    size_t missing = say_missing(v, store);
    for (size_t i = 0; i < v->walk.notice_count; i++)
        if (v->walk.notice[i].failed)
            fl_message(stderr, (fl_place){ v->walk.notice[i].path, 0, 0 }, "error",
                       v->walk.notice[i].what, "io");
    if (v->walk.count == 0) {
        fl_message(stderr, (fl_place){ v->folder, 0, 0 }, "error",
                   "there is no ledger in it: convert with --ledger", "verify");
        return FL_EXIT_FAILED;
    }
    printf("%zu document%s: source, ledger and outputs agree", v->agree, v->agree == 1 ? "" : "s");
    if (v->differ) printf("; %zu: they do not", v->differ);
    putchar('\n');
    return v->differ || missing ? FL_EXIT_FAILED : FL_EXIT_DONE;
}

static void free_library(void *object)
{
    fairleaf **library = object;
    fairleaf_free(*library);
}

static void close_manifest(void *object)
{
    fl_manifest **m = object;
    fl_manifest_close(*m);
}

static void free_store(void *object)
{
    fl_store **store = object;
    fl_store_free(*store);
}

fl_exit fl_run_verify(fl_arena *a, const fl_settings *s)
{
    static const char *const ledgers[] = { "*" FL_LEDGER_SUFFIX, NULL };
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    struct stat is;
    long jobs = (long)fl_pool_processors();
    if (s->operand_count != 1) return fl_usage("verify", "name one folder of outputs and ledgers");
    fl_exit status = fl_setup_number(s, FL_OPTION_JOBS, (fl_range){ 1, 10000 }, &jobs);
    if (status) return status;
    verifying *v = fl_alloc(a, 1, sizeof *v);
    v->arena = a;
    v->folder = s->operand[0];
    if (stat(v->folder, &is) != 0 || !S_ISDIR(is.st_mode))
        return fl_usage("verify", "'%s' is not a folder", v->folder);
    config.no_built_in = true; /* nothing is cleaned here */
    fairleaf **library = fl_alloc(a, 1, sizeof *library);
    fl_arena_defer(a, free_library, library);
    fl_store **store = fl_alloc(a, 1, sizeof *store);
    fl_manifest **manifest = fl_alloc(a, 1, sizeof *manifest);
    fl_arena_defer(a, free_store, store);
    fl_arena_defer(a, close_manifest, manifest);
    if (fairleaf_new(&config, library, &error) || fl_store_new(v->folder, store, &error)) {
        fl_message_error(stderr, v->folder, &error);
        return FL_EXIT_FAILED;
    }
    if (fl_manifest_open(a, *store, false, manifest, &error) == FAIRLEAF_OK)
        v->manifest = *manifest;
    v->library = *library;
    v->walk = (fl_walk){ .arena = a, .globs = ledgers };
    fl_walk_add(&v->walk, v->folder);
    status = fl_setup_members(a, s, *library, &v->sources.members);
    if (status) return status;
    fl_sources_find(a, fl_option_value(s, FL_OPTION_SOURCES, NULL), v->folder, &v->sources);
    fl_signals_install();
    return check_all(v, *store, (unsigned)jobs);
}
