/* cli/run.c - the inputs are walked, the outputs planned, the jobs handed to the pool, the results
 * said and recorded. */
#include "cli/run.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "batch/pool.h"
#include "batch/results.h"
#include "batch/signals.h"
#include "cli/inputs.h"
#include "cli/messages.h"
#include "cli/progress.h"

enum {
    FILES = 5
}; /* that a worker has open at most: output folder, a folder in it, input or output, a container,
    * one more */

/* What one worker keeps from one input to the next. */
typedef struct worker {
    fl_fetched loaded;
    fl_store *store;
} worker;

/* What is said of one input when it is its turn. */
typedef struct words {
    char *text;   /* malloc; NULL: nothing */
    char *detail; /* for the report; malloc; NULL: nothing */
    uint32_t warnings;
} words;

typedef struct batch {
    fl_run *run;
    const char *output;
    fl_walk walk;
    fl_plan plan;
    words *words; /* one for each input */
    worker *worker;
    atomic_bool full; /* the disk: every further output would fail */
    size_t said;      /* notices of the walk */
    size_t reported;  /* jobs */
    fl_progress progress;
    fl_totals total;
    fl_results *results; /* NULL: no report is wanted */
    fl_sketch *sketch;   /* one for each input, when a report is */
    size_t groups;       /* of near-duplicates */
    size_t *held;        /* jobs whose outputs wait for their group; NULL: none have to */
    size_t held_count;
} batch;

/* ---- workers ---- */

static fairleaf_status convert_one(batch *b, size_t index, worker *w, fl_reading *reading,
                                   fairleaf_error *error)
{
    const fl_input *input = &b->walk.item[index];
    fl_job *j = &b->plan.job[index];
    const fl_recipe *recipe = &b->run->recipe;
    *reading = fl_convert_reading(input);
    fairleaf_status status = fl_convert_load(recipe, input, &w->loaded, error);
    if (status) return status;
    j->digest = fl_digest_of((fl_span){ w->loaded.loaded.bytes, w->loaded.loaded.length });
    reading->digest = j->digest;
    if (j->stands && memcmp(&j->digest, &j->old->digest, sizeof j->digest) == 0) {
        j->state = FL_UNCHANGED;
        return FAIRLEAF_OK;
    }
    j->state = FL_CONVERTED;
    j->sketch = NULL;
    if (b->run->how.dry) return FAIRLEAF_OK;
    if (!w->store) {
        status = fl_store_new(b->output, &w->store, error);
        if (status) return status;
        if (b->held) (void)fl_store_make_grouped(w->store);
        fl_store_make_alone(w->store);
    }
    status = fl_convert_read(recipe, &w->loaded, reading, error);
    fl_decided_met(b->run->setup.decisions, reading->document);
    fl_target target = { .store = w->store, .stem = j->stem, .made = j->made };
    if (!status) status = fl_convert_store(recipe, reading, &target, error);
    if (status == FAIRLEAF_IO && fl_store_is_full(w->store)) atomic_store(&b->full, true);
    return status;
}

/* Takes down what a report says about the document. An unchanged one is read again when nothing is
 * known of its text yet. */
static void take_detail(batch *b, size_t index, worker *w, fl_reading *reading,
                        const fairleaf_error *error)
{
    const fl_input *input = &b->walk.item[index];
    fl_job *j = &b->plan.job[index];
    bool sketched, unchanged = j->state == FL_UNCHANGED;
    if (unchanged && !j->sketch) {
        *reading = fl_convert_reading(input);
        if (!fl_convert_load(&b->run->recipe, input, &w->loaded, NULL))
            (void)fl_convert_read(&b->run->recipe, &w->loaded, reading, NULL);
    }
    if (!reading->document && !error->status) return;
    char *detail = fl_results_detail(reading, error, &b->sketch[index], &sketched);
    if (sketched) j->sketch = &b->sketch[index];
    if (unchanged)
        free(detail); /* of all that are unchanged the report says the same */
    else
        b->words[index].detail = detail;
}

static void say_outputs(const batch *b, size_t index, const char *path, FILE *to)
{
    const char *slash = b->output[strlen(b->output) - 1] == '/' ? "" : "/";
    for (size_t i = 0; i < b->run->recipe.wanted_count; i++) {
        char name[8192], shown[8192];
        (void)snprintf(name, sizeof name, "%s -> %s%s%s%s", path, b->output, slash,
                       b->plan.job[index].stem, b->run->recipe.wanted[i].suffix);
        (void)fl_printable(shown, sizeof shown, fl_span_of(name));
        fprintf(to, "%s\n", shown);
    }
}

static void say_result(batch *b, size_t index, const fl_reading *reading,
                       const fairleaf_error *error)
{
    size_t n;
    const char *path = b->walk.item[index].path;
    const fl_job *j = &b->plan.job[index];
    bool names = b->run->verbose && j->state == FL_CONVERTED && !b->run->how.dry;
    if (!error->status && !names && (!b->words[index].warnings || b->run->quiet)) return;
    FILE *to = open_memstream(&b->words[index].text, &n);
    if (!to) return;
    if (reading->document && !b->run->quiet) (void)fl_message_warnings(to, path, reading->document);
    if (error->status)
        fl_message_error(to, path, error);
    else if (names)
        say_outputs(b, index, path, to);
    if (fclose(to) != 0) b->words[index].text = NULL;
}

static void run_job(void *context, size_t index, unsigned number)
{
    batch *b = context;
    fl_job *j = &b->plan.job[index];
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_reading reading = { .document = NULL };
    const fairleaf_warning *warning;
    if (j->state == FL_FOREIGN) {
        error.status = fl_fail(
            &error, FAIRLEAF_IO, 0,
            "'%s%s' is there and was not written by fairleaf; --force replaces it", j->stem,
            b->run->recipe.wanted[0].suffix);
    } else if (j->state == FL_TODO) {
        error.status = convert_one(b, index, &b->worker[number], &reading, &error);
    }
    if (error.status) j->state = FL_FAILED;
    if (b->results) take_detail(b, index, &b->worker[number], &reading, &error);
    if (reading.document)
        b->words[index].warnings = (uint32_t)fairleaf_document_warnings(reading.document, &warning);
    say_result(b, index, &reading, &error);
    fairleaf_document_free(reading.document);
}

/* ---- reports: called one at a time, in input order ---- */

static void say_notices(batch *b, size_t until)
{
    for (; b->said < until; b->said++) {
        const fl_walk_notice *n = &b->walk.notice[b->said];
        b->total.failed += n->failed;
        b->total.warned += !n->failed && !n->note;
        if (b->results) fl_results_notice(b->results, n);
        fl_progress_clear(&b->progress);
        fl_message_notice(n, b->run->quiet);
    }
}

static void report_now(batch *b, size_t index)
{
    const fl_job *j = &b->plan.job[index];
    words *w = &b->words[index];
    say_notices(b, b->walk.item[index].line);
    b->total.converted += j->state == FL_CONVERTED;
    b->total.unchanged += j->state == FL_UNCHANGED;
    b->total.failed += j->state == FL_FAILED;
    b->total.warned += w->warnings;
    if (j->state != FL_CONVERTED)
        fl_decided_named(b->run->setup.decisions, b->walk.item[index].path,
                         b->walk.item[index].path + b->walk.item[index].place,
                         j->old ? &j->old->digest : NULL);
    if (w->text) {
        fl_progress_clear(&b->progress);
        fputs(w->text, stderr);
    }
    if (b->results) fl_results_add(b->results, &b->plan, index, w->detail);
    b->plan.sketched |= j->state == FL_UNCHANGED && j->sketch && j->sketch != j->old->sketch;
    fl_progress_show(&b->progress, ++b->reported, b->walk.count, b->total.failed);
    free(w->text);
    free(w->detail);
    w->text = w->detail = NULL;
    fl_record r;
    if (b->run->how.dry && j->state == FL_CONVERTED)
        say_outputs(b, index, b->walk.item[index].path, stdout);
    else if (!b->run->how.dry && j->made && fl_plan_record(&b->plan, index, &r))
        fl_manifest_append(b->plan.manifest, &r);
}

/* ---- groups, with --durable: what they wrote is brought to the disk at once ---- */

enum { GROUP = 256 };

static void settle_one(batch *b, size_t index)
{
    fairleaf_error error = { .status = FAIRLEAF_OK };
    bool sketched;
    if (!b->plan.job[index].made || !fl_plan_settle(&b->plan, index, &error)) return;
    if (fl_store_is_full(b->plan.store)) atomic_store(&b->full, true);
    b->plan.job[index].state = FL_FAILED;
    fl_progress_clear(&b->progress);
    fl_message_error(stderr, b->walk.item[index].path, &error);
    if (!b->results) return;
    free(b->words[index].detail);
    b->words[index].detail = fl_results_detail(&(fl_reading){ .document = NULL }, &error,
                                               &b->sketch[index], &sketched);
}

static void settle_group(batch *b)
{
    if (b->held_count == 0) return;
    fl_store_sync(b->plan.store);
    for (size_t i = 0; i < b->held_count; i++) {
        settle_one(b, b->held[i]);
        report_now(b, b->held[i]);
    }
    b->held_count = 0;
}

static void report_job(void *context, size_t index)
{
    batch *b = context;
    if (!b->held) {
        report_now(b, index);
        return;
    }
    b->held[b->held_count++] = index;
    if (b->held_count == GROUP) settle_group(b);
}

static bool stop(void *context)
{
    batch *b = context;
    return fl_signals_seen() || atomic_load(&b->full);
}

/* ---- what is left over ---- */

/* Outputs whose inputs are gone: only known when whole folders were walked, and walked without a
 * failure. */
static void settle_gone(batch *b, const fl_settings *s)
{
    fl_record **gone;
    char shown[4096];
    bool whole = b->walk.folders > 0 && !b->walk.globs && !fl_option_given(s, FL_OPTION_FILES_FROM);
    for (size_t i = 0; i < b->walk.notice_count; i++) whole &= !b->walk.notice[i].failed;
    if (!whole || stop(b)) return;
    size_t count = fl_plan_gone(&b->plan, &gone);
    for (size_t i = 0; i < count; i++) {
        (void)fl_printable(shown, sizeof shown, fl_span_of(gone[i]->place));
        if (b->run->how.dry && b->run->prune) printf("remove outputs of %s\n", shown);
        if (b->run->how.dry || !b->run->prune) continue;
        if (fl_plan_remove(&b->plan, gone[i]) == 0) {
            b->total.removed++;
            if (b->run->verbose) fprintf(stderr, "removed the outputs of %s\n", shown);
        } else {
            fl_message(stderr, (fl_place){ gone[i]->place, 0, 0 }, "warning",
                       "an output was edited since it was written: not removed", "prune");
            b->total.warned++;
        }
    }
    if (count && !b->run->prune && !b->run->quiet)
        fprintf(stderr, "%zu input%s gone, outputs left (--prune removes them)\n", count,
                count == 1 ? " is" : "s are");
}

static void say_summary(const batch *b)
{
    size_t left = 0;
    for (size_t i = 0; i < b->walk.count; i++) left += b->plan.job[i].state == FL_TODO;
    if (b->run->quiet || (b->walk.count + b->total.failed <= 1 && !left && !b->total.removed))
        return;
    fprintf(stderr, "%zu %s", b->total.converted, b->run->how.dry ? "to convert" : "converted");
    if (b->total.unchanged) fprintf(stderr, ", %zu unchanged", b->total.unchanged);
    fprintf(stderr, ", %zu failed", b->total.failed);
    if (left) fprintf(stderr, ", %zu not started", left);
    if (b->total.removed) fprintf(stderr, ", %zu removed", b->total.removed);
    if (b->groups)
        fprintf(stderr, "; %zu group%s of near-duplicates", b->groups, b->groups == 1 ? "" : "s");
    if (b->total.warned)
        fprintf(stderr, "; %zu warning%s", b->total.warned, b->total.warned == 1 ? "" : "s");
    fputc('\n', stderr);
}

/* ---- the report ---- */

/* Before anything is converted: a report that cannot be written is said at once. */
static fl_exit begin_report(batch *b)
{
    fairleaf_error error = { .status = FAIRLEAF_OK };
    if (!b->run->report) return FL_EXIT_DONE;
    b->sketch = fl_alloc(b->run->arena, b->walk.count + 1, sizeof *b->sketch);
    if (!fl_results_open(b->run->arena, b->run->report, &b->results, &error)) return FL_EXIT_DONE;
    b->results = NULL;
    fl_message_error(stderr, b->run->report, &error);
    return FL_EXIT_FAILED;
}

/* Inputs that were not started have their lines too. */
static void end_report(batch *b)
{
    fairleaf_error error = { .status = FAIRLEAF_OK };
    if (!b->results) return;
    for (size_t i = 0; i < b->walk.count; i++)
        if (b->plan.job[i].state == FL_TODO) fl_results_add(b->results, &b->plan, i, NULL);
    if (fl_results_close(b->results, &b->plan, &b->total, &b->groups, &error)) {
        fl_message_error(stderr, b->run->report, &error);
        b->total.failed++;
    }
}

/* ---- the whole ---- */

typedef struct sized {
    uint64_t bytes;
    size_t index;
} sized;

static int by_size(const void *a, const void *b)
{
    const sized *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Largest first: so no worker is left alone with a large one at the end. The members of a container
 * stay together, in their order: it is read once. */
static const size_t *order_of(const batch *b)
{
    if (b->run->workers <= 1) return NULL;
    size_t *order = fl_alloc(b->run->arena, b->walk.count + 1, sizeof *order);
    fl_arena_mark scratch = fl_arena_here(b->run->arena);
    sized *all = fl_alloc(b->run->arena, b->walk.count + 1, sizeof *all);
    for (size_t i = 0, to; i < b->walk.count; i = to) {
        uint64_t bytes = 0;
        const char *container = b->walk.item[i].container; /* one pointer for all its members */
        for (to = i; to < b->walk.count && (to == i || container) &&
                     b->walk.item[to].container == container;
             to++)
            bytes += b->walk.item[to].bytes;
        for (size_t k = i; k < to; k++) all[k] = (sized){ bytes, k };
    }
    qsort(all, b->walk.count, sizeof *all, by_size);
    for (size_t i = 0; i < b->walk.count; i++) order[i] = all[i].index;
    fl_arena_back(b->run->arena, scratch);
    return order;
}

static fl_exit work(batch *b, const fl_settings *s)
{
    fl_run *run = b->run;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    b->total.warned = fl_inputs_unused(run->arena, run->recipe.corrections, run->quiet,
                                       b->walk.item, b->walk.count);
    b->words = fl_alloc(run->arena, b->walk.count + 1, sizeof *b->words);
    fl_exit status = begin_report(b);
    if (status) return status;
    if (run->workers > fl_pool_most(FILES)) run->workers = fl_pool_most(FILES);
    if (run->workers > b->walk.count) run->workers = b->walk.count ? (unsigned)b->walk.count : 1;
    b->worker = fl_alloc(run->arena, run->workers, sizeof *b->worker);
    if (run->how.durable && !run->how.dry) b->held = fl_alloc(run->arena, GROUP, sizeof *b->held);
    fl_pool_jobs jobs = { b->walk.count, order_of(b), b, run_job, report_job, stop };
    fl_progress_begin(&b->progress, run->quiet);
    bool ran = fl_pool_run(&jobs, run->workers);
    settle_group(b);
    fl_progress_clear(&b->progress);
    say_notices(b, b->walk.notice_count);
    for (unsigned i = 0; i < run->workers; i++) {
        fl_store_free(b->worker[i].store);
        fl_fetched_free(&b->worker[i].loaded);
    }
    if (!ran) {
        fputs("fairleaf: error: out of memory [no-memory]\n", stderr);
        return FL_EXIT_FAILED;
    }
    settle_gone(b, s);
    end_report(b);
    if (!run->how.dry) {
        fl_manifest_flush(b->plan.manifest);
        if (fl_plan_finish(&b->plan, &error)) {
            fl_message_error(stderr, b->output, &error);
            b->total.failed++;
        }
    }
    if (!fl_signals_seen() && !run->quiet && !run->how.dry)
        b->total.warned += fl_decided_say_unmet(run->setup.decisions);
    say_summary(b);
    if (b->total.failed || atomic_load(&b->full)) return FL_EXIT_FAILED;
    return b->total.warned && fl_option_given(s, FL_OPTION_FAIL_IF_WARNINGS) ? FL_EXIT_WARNED
                                                                             : FL_EXIT_DONE;
}

fl_exit fl_run_folder(const fl_settings *s, fl_run *run, const char *output)
{
    batch b = { .run = run, .output = output };
    fl_exit status = fl_inputs_walk(run->arena, s, run->setup.members, output, &b.walk);
    if (status) return status;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    b.plan = (fl_plan){ .arena = run->arena, .recipe = &run->recipe, .walk = &b.walk };
    if (fl_plan_make(&b.plan, output, run->how, &error)) {
        fl_message_error(stderr, output, &error);
        status = FL_EXIT_FAILED;
    } else {
        status = work(&b, s);
    }
    fl_plan_close(&b.plan);
    fl_signals_die();
    return status;
}
