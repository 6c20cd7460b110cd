/* cli/recipe.c - also the hash that tells whether an output would come out the same again. */
#include "cli/recipe.h"

#include <string.h>

#include "batch/pool.h"
#include "cli/messages.h"
#include "cli/words.h"

/* ---- the hash: FNV-1a, each part with an end, so that "ab","c" is not "a","bc" ---- */

static void hash_bytes(uint64_t *h, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) *h = (*h ^ (unsigned char)bytes[i]) * 1099511628211u;
    *h = (*h ^ 0x100u) * 1099511628211u;
}

static void hash_text(uint64_t *h, const char *text)
{
    hash_bytes(h, text ? text : "", text ? strlen(text) : 0);
}

static void hash_list(uint64_t *h, const char *const *list)
{
    for (; list && *list; list++) hash_text(h, *list);
    hash_text(h, "");
}

static uint64_t hash_of(const fl_run *run, const char *format)
{
    const fairleaf_options *o = &run->setup.options;
    char numbers[64];
    uint64_t h = 14695981039346656037u;
    hash_text(&h, fairleaf_version());
    hash_text(&h, format ? format : "ledger");
    hash_text(&h, o->input);
    hash_text(&h, o->encoding);
    hash_list(&h, o->enable);
    hash_list(&h, o->disable);
    (void)snprintf(numbers, sizeof numbers, "%d %d %d", (int)o->level, o->as_is,
                   run->recipe.output.width);
    hash_text(&h, numbers);
    for (size_t i = 0; i < run->setup.pack_count; i++)
        hash_bytes(&h, run->setup.packs[i].bytes, run->setup.packs[i].length);
    if (run->setup.decisions) {
        fairleaf_text decisions = fl_decided_text(run->setup.decisions);
        hash_bytes(&h, decisions.bytes, decisions.length);
    }
    return h;
}

/* ---- options ---- */

static const fairleaf_format_info *find_format(const char *name)
{
    for (size_t i = 0; fairleaf_format(i); i++)
        if (strcmp(fairleaf_format(i)->name, name) == 0) return fairleaf_format(i);
    return NULL;
}

static fl_exit read_wanted(fl_arena *a, const fl_settings *s, fl_recipe *r)
{
    static const char *const usual[] = { "markdown", NULL };
    const char *const *name = fl_option_list(a, s, FL_OPTION_TO, true);
    r->wanted = fl_alloc(a, FL_MOST_WORDS + 1, sizeof *r->wanted);
    for (name = name && *name ? name : usual; *name; name++) {
        const fairleaf_format_info *found = find_format(*name);
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
    recipe->output.width = (int)width;
    recipe->output.verify = fl_option_given(s, FL_OPTION_VERIFY);
    for (size_t i = 0; i < recipe->wanted_count; i++)
        recipe->wanted[i].recipe = hash_of(run, recipe->wanted[i].format);
    run->workers = (unsigned)jobs;
    run->quiet = fl_option_given(s, FL_OPTION_QUIET);
    run->verbose = fl_option_given(s, FL_OPTION_VERBOSE);
    run->prune = fl_option_given(s, FL_OPTION_PRUNE);
    run->how = (fl_plan_how){ .force = fl_option_given(s, FL_OPTION_FORCE),
                              .again = fl_option_given(s, FL_OPTION_AGAIN),
                              .dry = fl_option_given(s, FL_OPTION_DRY_RUN),
                              .durable = fl_option_given(s, FL_OPTION_DURABLE) };
    return status;
}
