/* cli/cmd_learn.c - `fairleaf learn`: the lines that recur over the pages of a site, as a rule
 * pack.
 *
 * Workers look at pages, and what they saw is added in the order of the paths, so that the number
 * of workers changes nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch/pool.h"
#include "batch/signals.h"
#include "cli/inputs.h"
#include "cli/messages.h"
#include "cli/setup.h"

typedef struct look { /* at one input, until it is its turn */
    fairleaf_page *page;
    fairleaf_error error;
} look;

typedef struct learning {
    fl_setup setup;
    fl_walk walk;
    fl_fetched *loaded; /* one a worker */
    look *look;
    fairleaf_learner *learner;
    size_t said, failed;
    bool ended; /* out of memory */
} learning;

/* ---- workers ---- */

static void run_look(void *context, size_t index, unsigned worker)
{
    learning *l = context;
    look *out = &l->look[index];
    const fl_input *input = &l->walk.item[index];
    fl_fetched *loaded = &l->loaded[worker];
    if (fl_members_load(l->setup.members, input, FL_MOST_BYTES, loaded, &out->error)) return;
    fairleaf_options options = l->setup.options;
    fl_members_options(loaded, &options);
    fairleaf_source source = { input->path + input->place, loaded->loaded.bytes,
                               loaded->loaded.length, loaded->declared };
    (void)fairleaf_learn_look(l->setup.library, &source, &options, &out->page, &out->error);
}

/* ---- in order ---- */

static void take_look(void *context, size_t index)
{
    learning *l = context;
    look *seen = &l->look[index];
    const fl_input *input = &l->walk.item[index];
    l->failed += fl_inputs_say(&l->walk, &l->said, input->line);
    if (seen->page && !l->ended)
        l->ended = fairleaf_learn_add(l->learner, seen->page, &seen->error) != FAIRLEAF_OK;
    if (seen->error.status) {
        l->failed++;
        fl_message_error(stderr, input->path, &seen->error);
    }
    fairleaf_page_free(seen->page);
    seen->page = NULL;
}

static bool stop(void *context)
{
    const learning *l = context;
    return fl_signals_seen() || l->ended;
}

static bool print(void *context, const char *bytes, size_t length)
{
    (void)context;
    return fwrite(bytes, 1, length, stdout) == length;
}

/* ---- the whole ---- */

static void free_learner(void *object)
{
    fairleaf_learner **learner = object;
    fairleaf_learner_free(*learner);
}

static fl_exit learn(fl_arena *a, learning *l, unsigned workers)
{
    fairleaf_error error = { .status = FAIRLEAF_OK };
    l->look = fl_alloc(a, l->walk.count, sizeof *l->look);
    l->loaded = fl_alloc(a, workers, sizeof *l->loaded);
    fl_arena_defer(a, free_learner, &l->learner);
    if (fairleaf_learner_new(l->setup.library, &l->learner, &error)) {
        fl_message_error(stderr, "fairleaf", &error);
        return FL_EXIT_FAILED;
    }
    fl_pool_jobs jobs = { l->walk.count, NULL, l, run_look, take_look, stop };
    bool ran = fl_pool_run(&jobs, workers);
    for (unsigned i = 0; i < workers; i++) fl_fetched_free(&l->loaded[i]);
    for (size_t i = 0; i < l->walk.count; i++) fairleaf_page_free(l->look[i].page);
    fl_signals_die();
    l->failed += fl_inputs_say(&l->walk, &l->said, l->walk.notice_count);
    if (!ran) fl_message(stderr, (fl_place){ "fairleaf", 0, 0 }, "error", "out of memory", NULL);
    if (!ran || l->ended) return FL_EXIT_FAILED;
    if (fairleaf_learn_write(l->learner, print, NULL, &error)) {
        if (error.status != FAIRLEAF_STOPPED) fl_message_error(stderr, "fairleaf", &error);
        return FL_EXIT_FAILED;
    }
    return l->failed ? FL_EXIT_FAILED : FL_EXIT_DONE;
}

fl_exit fl_run_learn(fl_arena *a, const fl_settings *s)
{
    learning *l = fl_alloc(a, 1, sizeof *l);
    long jobs = (long)fl_pool_processors();
    fl_exit status = fl_setup_make(a, s, &l->setup);
    if (!status) status = fl_setup_number(s, FL_OPTION_JOBS, (fl_range){ 1, 10000 }, &jobs);
    if (status) return status;
    if (s->operand_count == 0) return fl_usage("learn", "no folder named");
    fl_signals_install();
    status = fl_inputs_walk(a, s, l->setup.members, NULL, &l->walk);
    if (status) return status;
    unsigned workers = (unsigned)jobs < fl_pool_most(1) ? (unsigned)jobs : fl_pool_most(1);
    return learn(a, l, workers ? workers : 1);
}
