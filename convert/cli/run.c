/* cli/run.c - the inputs are walked, the outputs named, and the jobs handed to the pool. */
#include "cli/run.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "batch/names.h"
#include "batch/pool.h"
#include "batch/signals.h"
#include "batch/walk.h"
#include "cli/messages.h"

/* What one worker keeps from one input to the next. */
typedef struct worker {
    fl_loaded loaded;
    fl_store *store;
} worker;

typedef struct job {
    char *messages; /* malloc; NULL: none */
    uint32_t warnings;
    enum { NOT_STARTED, CONVERTED, FAILED, AGAIN } state;
} job;

typedef struct batch {
    fl_run *run;
    const char *output;
    fl_walk walk;
    const char **stem;
    job *job;
    worker *worker;
    atomic_bool full; /* the disk: every further output would fail */
    size_t said, converted, failed, warned;
} batch;

/* ---- workers ---- */

static fairleaf_status convert_one(batch *b, size_t index, worker *w, fl_reading *reading,
                                   fairleaf_error *error)
{
    const fl_input *input = &b->walk.item[index];
    const fl_recipe *recipe = &b->run->recipe;
    fairleaf_status status = FAIRLEAF_OK;
    if (!w->store) status = fl_store_new(b->output, &w->store, error);
    reading->path = input->path;
    reading->place = input->path + input->place;
    if (!status) status = fl_convert_read(recipe, &w->loaded, reading, error);
    if (!status) status = fl_convert_store(recipe, reading, w->store, b->stem[index], error);
    if (status == FAIRLEAF_IO && w->store && fl_store_is_full(w->store))
        atomic_store(&b->full, true);
    return status;
}

static void say(const batch *b, size_t index, const fl_reading *reading,
                const fairleaf_error *error, FILE *to)
{
    const char *path = b->walk.item[index].path;
    if (reading->document && !b->run->quiet) (void)fl_message_warnings(to, path, reading->document);
    if (error->status) {
        fl_message_error(to, path, error);
    } else if (b->run->verbose) {
        for (const fairleaf_format_info *const *f = b->run->recipe.formats; *f; f++) {
            char name[8192], shown[8192];
            (void)snprintf(name, sizeof name, "%s -> %s%s%s%s", path, b->output,
                           b->output[strlen(b->output) - 1] == '/' ? "" : "/", b->stem[index],
                           (*f)->suffix);
            (void)fl_printable(shown, sizeof shown, fl_span_of(name));
            fprintf(to, "%s\n", shown);
        }
    }
}

static void run_job(void *context, size_t index, unsigned number)
{
    batch *b = context;
    job *j = &b->job[index];
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_reading reading = { .document = NULL };
    if (!b->stem[index]) {
        j->state = AGAIN;
        return;
    }
    error.status = convert_one(b, index, &b->worker[number], &reading, &error);
    const fairleaf_warning *warning;
    if (reading.document)
        j->warnings = (uint32_t)fairleaf_document_warnings(reading.document, &warning);
    if (error.status || (j->warnings && !b->run->quiet) || b->run->verbose) {
        size_t n;
        FILE *to = open_memstream(&j->messages, &n);
        if (to) {
            say(b, index, &reading, &error, to);
            if (fclose(to) != 0) j->messages = NULL;
        }
    }
    fairleaf_document_free(reading.document);
    j->state = error.status ? FAILED : CONVERTED;
}

/* ---- reports ---- */

static void say_notices(batch *b, size_t until)
{
    for (; b->said < until; b->said++) {
        const fl_walk_notice *n = &b->walk.notice[b->said];
        b->failed += n->failed;
        b->warned += !n->failed;
        if (n->failed)
            fl_message(stderr, (fl_place){ n->path, 0, 0 }, "error", n->what, "io");
        else if (!b->run->quiet)
            fl_message(stderr, (fl_place){ n->path, 0, 0 }, "warning", n->what, "walk");
    }
}

static void report_job(void *context, size_t index)
{
    batch *b = context;
    job *j = &b->job[index];
    say_notices(b, b->walk.item[index].line);
    b->converted += j->state == CONVERTED;
    b->failed += j->state == FAILED;
    b->warned += j->warnings;
    if (j->messages) fputs(j->messages, stderr);
    free(j->messages);
    j->messages = NULL;
}

static bool stop(void *context)
{
    batch *b = context;
    return fl_signals_seen() || atomic_load(&b->full);
}

static void say_summary(const batch *b)
{
    size_t left = 0;
    for (size_t i = 0; i < b->walk.count; i++) left += b->job[i].state == NOT_STARTED;
    if (b->run->quiet || (b->walk.count + b->failed <= 1 && !left)) return;
    fprintf(stderr, "%zu converted, %zu failed", b->converted, b->failed);
    if (left) fprintf(stderr, ", %zu not started", left);
    if (b->warned) fprintf(stderr, "; %zu warning%s", b->warned, b->warned == 1 ? "" : "s");
    fputc('\n', stderr);
}

/* ---- the whole ---- */

size_t fl_run_unused(fl_arena *a, const fl_run *run, const fl_input *input, size_t count)
{
    const fl_corrections *c = run->recipe.corrections;
    if (!c) return 0;
    bool *used = fl_alloc(a, c->count + 1, sizeof *used);
    for (size_t i = 0; i < count; i++) {
        const fl_correction *found = fl_corrections_find(c, input[i].path,
                                                         input[i].path + input[i].place);
        if (found) used[found - c->item] = true;
    }
    size_t unused = 0;
    for (size_t i = 0; i < c->count; i++) {
        if (used[i]) continue;
        char text[400];
        (void)snprintf(text, sizeof text, "no input '%.300s'", c->item[i].path);
        if (!run->quiet)
            fl_message(stderr, (fl_place){ run->corrections_path, c->item[i].line, 0 }, "warning",
                       text, "metadata");
        unused++;
    }
    return unused;
}

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

/* Largest first: so no worker is left alone with a large one at the end. */
static const size_t *order_of(const batch *b)
{
    if (b->run->workers <= 1) return NULL;
    sized *all = fl_alloc(b->run->arena, b->walk.count + 1, sizeof *all);
    size_t *order = fl_alloc(b->run->arena, b->walk.count + 1, sizeof *order);
    for (size_t i = 0; i < b->walk.count; i++) all[i] = (sized){ b->walk.item[i].bytes, i };
    qsort(all, b->walk.count, sizeof *all, by_size);
    for (size_t i = 0; i < b->walk.count; i++) order[i] = all[i].index;
    return order;
}

static const char **suffixes_of(fl_arena *a, const fl_recipe *recipe)
{
    size_t n = 0;
    while (recipe->formats[n]) n++;
    const char **suffix = fl_alloc(a, n + 2, sizeof *suffix);
    for (size_t i = 0; i < n; i++) suffix[i] = recipe->formats[i]->suffix;
    if (recipe->ledger) suffix[n] = FL_LEDGER_SUFFIX;
    return suffix;
}

static void walk(batch *b, const fl_settings *s)
{
    struct stat is;
    b->walk = (fl_walk){ .arena = b->run->arena, .keep_names = s->operand_count > 1 };
    if (stat(b->output, &is) == 0) {
        b->walk.has_output = true;
        b->walk.output_device = (uint64_t)is.st_dev;
        b->walk.output_file = (uint64_t)is.st_ino;
    }
    for (size_t i = 0; i < s->operand_count; i++) fl_walk_add(&b->walk, s->operand[i]);
}

fl_exit fl_run_folder(const fl_settings *s, fl_run *run, const char *output)
{
    fl_arena *a = run->arena;
    batch b = { .run = run, .output = output };
    walk(&b, s);
    b.stem = fl_names_settle(a, b.walk.item, b.walk.count, suffixes_of(a, &run->recipe));
    b.job = fl_alloc(a, b.walk.count + 1, sizeof *b.job);
    b.warned = fl_run_unused(a, run, b.walk.item, b.walk.count);
    if (run->workers > b.walk.count) run->workers = b.walk.count ? (unsigned)b.walk.count : 1;
    b.worker = fl_alloc(a, run->workers, sizeof *b.worker);
    fl_pool_jobs jobs = { b.walk.count, order_of(&b), &b, run_job, report_job, stop };
    bool ran = fl_pool_run(&jobs, run->workers);
    say_notices(&b, b.walk.notice_count);
    for (unsigned i = 0; i < run->workers; i++) {
        fl_store_free(b.worker[i].store);
        fl_loaded_free(&b.worker[i].loaded);
    }
    if (!ran) {
        fputs("fairleaf: error: out of memory [no-memory]\n", stderr);
        return FL_EXIT_FAILED;
    }
    say_summary(&b);
    fl_signals_die();
    if (b.failed || atomic_load(&b.full)) return FL_EXIT_FAILED;
    return b.warned && fl_option_given(s, FL_OPTION_FAIL_IF_WARNINGS) ? FL_EXIT_WARNED
                                                                      : FL_EXIT_DONE;
}
