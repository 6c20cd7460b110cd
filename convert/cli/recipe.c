/* cli/recipe.c - also the hash that tells whether an output would come out the same again. */
#include "cli/recipe.h"

#include <string.h>

#include "batch/pool.h"
#include "base/hash.h"
#include "cli/messages.h"
#include "cli/outputs.h"
#include "cli/words.h"

/* ---- the hash ---- */

static uint64_t hash_of(const fl_run *run, const char *format)
{
    const fairleaf_options *o = &run->setup.options;
    char numbers[64];
    uint64_t h = FL_HASH_START;
    fl_hash_text(&h, fairleaf_version());
    fl_hash_text(&h, format ? format : "ledger");
    fl_hash_text(&h, o->input);
    fl_hash_text(&h, o->encoding);
    fl_hash_text(&h, o->base);
    if (o->script) fl_hash_text(&h, o->script);
    fl_hash_list(&h, o->enable);
    fl_hash_list(&h, o->disable);
    if (run->setup.roles) fl_hash_list(&h, run->setup.roles);
    (void)snprintf(numbers, sizeof numbers, "%d %d %d %d", (int)o->level, o->as_is,
                   run->recipe.output.width, (int)o->points);
    fl_hash_text(&h, numbers);
    fl_hash_span(&h, (fl_span){ (const char *)&run->outputs, sizeof run->outputs });
    for (size_t i = 0; i < run->setup.pack_count; i++)
        fl_hash_span(&h, (fl_span){ run->setup.packs[i].bytes, run->setup.packs[i].length });
    if (run->setup.decisions) {
        fairleaf_text decisions = fl_decided_text(run->setup.decisions);
        fl_hash_span(&h, (fl_span){ decisions.bytes, decisions.length });
    }
    return h;
}

/* ---- options ---- */

static fl_exit read_wanted(fl_arena *a, const fl_settings *s, fl_recipe *r)
{
    static const char *const usual[] = { "markdown", NULL };
    const char *const *name = fl_option_list(a, s, FL_OPTION_TO, true);
    r->wanted = fl_alloc(a, FL_MOST_WORDS + 1, sizeof *r->wanted);
    for (name = name && *name ? name : usual; *name; name++) {
        const fairleaf_format_info *found = fl_format_find(*name);
        const char *word[FL_MOST_WORDS + 1];
        if (!found && fl_option_words(FL_OPTION_TO, word))
            return fl_usage_unknown("convert", "format", *name, word);
        size_t known = 0;
        while (known < r->wanted_count && r->wanted[known].format != found->name) known++;
        if (known == r->wanted_count && known < FL_MOST_WORDS)
            r->wanted[r->wanted_count++] = (fl_wanted){ .suffix = found->suffix,
                                                        .format = found->name };
    }
    if (fl_option_given(s, FL_OPTION_LEDGER))
        r->wanted[r->wanted_count++] = (fl_wanted){ .suffix = FL_LEDGER_SUFFIX };
    return FL_EXIT_DONE;
}

fl_exit fl_recipe_read(const fl_settings *s, fl_run *run)
{
    static const fairleaf_output output = FAIRLEAF_OUTPUT_INIT;
    long width = 0, jobs = (long)fl_pool_processors();
    fl_recipe *recipe = &run->recipe;
    *recipe = (fl_recipe){ .output = output, .most = FL_MOST_BYTES };
    fl_exit status = fl_setup_number(s, FL_OPTION_WIDTH, (fl_range){ 0, 10000 }, &width);
    if (!status) status = fl_setup_number(s, FL_OPTION_JOBS, (fl_range){ 1, 10000 }, &jobs);
    if (!status) status = read_wanted(run->arena, s, recipe);
    if (!status) status = fl_setup_make(run->arena, s, &run->setup);
    recipe->library = run->setup.library;
    recipe->options = &run->setup.options;
    recipe->members = run->setup.members;
    recipe->ledger = run->setup.ledger;
    recipe->output.width = (int)width;
    recipe->output.verify = fl_option_given(s, FL_OPTION_VERIFY);
    if (!status) status = fl_outputs_read(run->arena, s, run);
    if (!status) recipe->ledger.templates = fl_ledger_templates(run->arena, &recipe->output);
    for (size_t i = 0; i < recipe->wanted_count; i++)
        recipe->wanted[i].recipe = hash_of(run, recipe->wanted[i].format);
    run->workers = (unsigned)jobs;
    run->quiet = fl_option_given(s, FL_OPTION_QUIET);
    run->verbose = fl_option_given(s, FL_OPTION_VERBOSE);
    run->prune = fl_option_given(s, FL_OPTION_PRUNE);
    run->report = fl_option_value(s, FL_OPTION_REPORT, NULL);
    run->how = (fl_plan_how){ .force = fl_option_given(s, FL_OPTION_FORCE),
                              .again = fl_option_given(s, FL_OPTION_AGAIN),
                              .dry = fl_option_given(s, FL_OPTION_DRY_RUN),
                              .durable = fl_option_given(s, FL_OPTION_DURABLE) };
    return status;
}
