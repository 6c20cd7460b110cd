/* cli/cmd_verify.c - `fairleaf verify`: every ledger of a folder against its source, its outputs
 * and the manifest, and against what this program makes of the source. */
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
#include "report/again.h"

typedef struct worker {
    fl_loaded ledger, output;
    fl_fetched source;
} worker;

typedef struct result {
    char *text; /* malloc: what is said, in its turn; NULL: nothing */
    char *why;  /* malloc: why it was not converted again; NULL: it was */
    size_t faults;
    fl_again_state again;
} result;

typedef struct verifying {
    fl_arena *arena;
    const char *folder;
    fl_at_hand hand;
    fl_walk walk;
    fl_sources sources;
    fl_manifest *manifest;
    result *result;
    worker *worker;
    size_t agree, differ;
    size_t once[FL_AGAIN_STATES]; /* not converted again, for this reason; */
    char *why[FL_AGAIN_STATES];   /* malloc: of the first one */
} verifying;

/* One ledger at work. */
typedef struct job {
    verifying *v;
    worker *worker;
    const char *path; /* of the ledger */
    size_t index;
    FILE *to;
    size_t faults;
    fl_check check;
    fl_again again;
    fl_again_state state;
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

static void check_outputs(job *j)
{
    char path[FL_SOURCE_PATH];
    const fl_recorded *ledger = j->check.ledger;
    const char *slash = strrchr(j->path, '/');
    int folder = slash ? (int)(slash - j->path) + 1 : 0;
    if (ledger->output_count == 0)
        say(j, "the ledger names no outputs: it was not written beside any");
    for (size_t i = 0; i < ledger->output_count; i++) {
        const fl_recorded_output *o = &ledger->output[i];
        fairleaf_error error = { .status = FAIRLEAF_OK };
        (void)snprintf(path, sizeof path, "%.*s%s", folder, j->path, o->path);
        if (fl_load_file(path, SIZE_MAX / 2, &j->worker->output, &error)) {
            say_format(j, "the output '%s' cannot be read: %s", o->path, error.message);
            continue;
        }
        fl_span bytes = { j->worker->output.bytes, j->worker->output.length };
        fl_check_output(&j->check, o, bytes);
        fl_again_output(&j->again, o, bytes);
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

/* The source, then that the ledger is what this program makes of it. */
static void check_source(job *j, const fl_recorded *ledger, fl_span json)
{
    char path[FL_SOURCE_PATH];
    fl_source_state state = fl_sources_load(&j->v->sources, ledger, &j->worker->source, path);
    fl_span bytes = { j->worker->source.loaded.bytes, j->worker->source.loaded.length };
    if (state == FL_SOURCE_MISSING)
        say_format(j, "its source '%s' is not there: name its folder with --sources", path);
    else if (state == FL_SOURCE_CHANGED)
        say_format(j, "its source has changed since: '%s' has another sha256", path);
    if (state != FL_SOURCE_FOUND) return;
    (void)fl_check_source(&j->check, bytes);
    j->state = fl_again_source(&j->again, bytes, json);
}

static void check_one(job *j, fl_arena *a, size_t place)
{
    fl_recorded ledger;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_span json;
    if (fl_load_file(j->path, SIZE_MAX / 2, &j->worker->ledger, &error)) {
        say(j, error.message);
        return;
    }
    json = (fl_span){ j->worker->ledger.bytes, j->worker->ledger.length };
    if (fl_recorded_read(a, json, FL_RECORDED_ALL, &ledger, &error)) {
        say(j, error.message);
        return;
    }
    j->check = (fl_check){
        .arena = a, .library = j->v->hand.library[0][0], .ledger = &ledger, .say = say, .context = j
    };
    j->again = (fl_again){ .check = &j->check, .hand = &j->v->hand };
    fl_check_seal(&j->check, json);
    check_source(j, &ledger, json);
    check_outputs(j);
    check_manifest(j, &ledger, place);
    if (j->state) j->v->result[j->index].why = strdup(fl_again_words(a, j->state, &ledger));
}

static void check_guarded(job *j, fl_arena *a, size_t place)
{
    if (FL_ARENA_FAILED(a))
        say(j, "out of memory");
    else
        check_one(j, a, place);
    fl_again_end(&j->again);
    fl_check_end(&j->check);
}

static void run_job(void *context, size_t index, unsigned number)
{
    verifying *v = context;
    const fl_input *input = &v->walk.item[index];
    result *r = &v->result[index];
    size_t n;
    job j = { .v = v, .worker = &v->worker[number], .path = input->path, .index = index };
    j.to = open_memstream(&r->text, &n);
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (a)
        check_guarded(&j, a, input->place);
    else
        say(&j, "out of memory");
    fl_arena_free(a);
    if (j.to && fclose(j.to) != 0) r->text = NULL;
    r->faults = j.faults;
    r->again = j.state;
}

static void report_job(void *context, size_t index)
{
    verifying *v = context;
    result *r = &v->result[index];
    if (r->text) fputs(r->text, stderr);
    free(r->text);
    r->text = NULL;
    *(r->faults ? &v->differ : &v->agree) += 1;
    if (!r->again) return;
    if (v->once[r->again]++ == 0)
        v->why[r->again] = r->why;
    else
        free(r->why);
}

/* What could not be compared, and why; frees the reasons. */
static void say_once(verifying *v)
{
    for (int i = 0; i < FL_AGAIN_STATES; i++) {
        char text[600];
        if (!v->once[i]) continue;
        (void)snprintf(text, sizeof text,
                       "%zu ledger%s %s; places, texts and sums were checked, but not reasons, "
                       "confidence, metadata and warnings",
                       v->once[i], v->once[i] == 1 ? " was" : "s were", v->why[i] ? v->why[i] : "");
        fl_message(stderr, (fl_place){ v->folder, 0, 0 }, "note", text, "verify");
        free(v->why[i]);
        v->why[i] = NULL;
    }
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
        fl_loaded_free(&v->worker[i].output);
        fl_fetched_free(&v->worker[i].source);
    }
    fl_signals_die();
    say_once(v);
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

/* The libraries for all ledgers that can be made again: with the rules and decisions that were
 * given, and without. */
static fl_exit find_at_hand(fl_arena *a, const fl_settings *s, fl_at_hand *out)
{
    bool rules = fl_option_given(s, FL_OPTION_RULES);
    bool decisions = fl_option_given(s, FL_OPTION_DECISIONS);
    for (unsigned i = 0; i < 4; i++) {
        fl_setup setup = { .library = NULL };
        unsigned r = i & 1, d = i >> 1;
        if ((r && !rules) || (d && !decisions)) continue;
        unsigned with = (r ? FL_WITH_RULES : 0) | (d ? FL_WITH_DECISIONS : 0);
        fl_exit status = fl_setup_library(a, s, with, &setup);
        if (status) return status;
        out->library[r][d] = setup.library;
        out->given = setup.ledger; /* the last one has all */
    }
    return FL_EXIT_DONE;
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
    status = find_at_hand(a, s, &v->hand);
    if (status) return status;
    fl_store **store = fl_alloc(a, 1, sizeof *store);
    fl_manifest **manifest = fl_alloc(a, 1, sizeof *manifest);
    fl_arena_defer(a, free_store, store);
    fl_arena_defer(a, close_manifest, manifest);
    if (fl_store_new(v->folder, store, &error)) {
        fl_message_error(stderr, v->folder, &error);
        return FL_EXIT_FAILED;
    }
    if (fl_manifest_open(a, *store, false, manifest, &error) == FAIRLEAF_OK)
        v->manifest = *manifest;
    v->walk = (fl_walk){ .arena = a, .globs = ledgers };
    fl_walk_add(&v->walk, v->folder);
    status = fl_setup_members(a, s, v->hand.library[0][0], &v->sources.members);
    if (status) return status;
    fl_sources_find(a, fl_option_value(s, FL_OPTION_SOURCES, NULL), v->folder, &v->sources);
    fl_signals_install();
    return check_all(v, *store, (unsigned)jobs);
}
