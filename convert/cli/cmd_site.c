/* cli/cmd_site.c - `fairleaf site`: what the user asked for, and what is said on the way. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "batch/pool.h"
#include "batch/signals.h"
#include "cli/inputs.h"
#include "cli/messages.h"
#include "cli/recipe.h"
#include "site/site.h"
#include "site/words.h"

enum { FILES = 4 }; /* files that a worker has open at most */

/* What is said of one input when it is its turn. */
typedef struct words {
    char *text; /* malloc; NULL: nothing */
    uint32_t warnings;
} words;

typedef struct talking {
    const fl_run *run;
    const fl_walk *walk;
    words *words;
    size_t said; /* notices of the walk */
    size_t failed;
    atomic_size_t warned;
} talking;

/* ---- what is said ---- */

static bool has_title(const fairleaf_document *d)
{
    const fairleaf_property *p;
    size_t count = fairleaf_document_properties(d, &p);
    for (size_t i = 0; i < count; i++)
        if (strcmp(p[i].key, "title") == 0 && p[i].count) return true;
    return false;
}

static void say_input(void *context, size_t index, const fairleaf_document *d,
                      const fairleaf_error *error)
{
    talking *t = context;
    const char *path = t->walk->item[index].path;
    const fairleaf_warning *warning;
    size_t n;
    bool untitled = d && !error->status && !has_title(d);
    if (d) t->words[index].warnings = (uint32_t)fairleaf_document_warnings(d, &warning) + untitled;
    if (d) fl_decided_met(t->run->setup.decisions, d);
    if (!error->status && (t->run->quiet || !t->words[index].warnings)) return;
    FILE *to = open_memstream(&t->words[index].text, &n);
    if (!to) return;
    if (d && !t->run->quiet) (void)fl_message_warnings(to, path, d);
    if (untitled && !t->run->quiet)
        fl_message(to, (fl_place){ path, 0, 0 }, "warning",
                   "it has no title: its first heading or its name stands for one", "title");
    if (error->status) fl_message_error(to, path, error);
    if (fclose(to) != 0) t->words[index].text = NULL;
}

static void say_notices(talking *t, size_t until)
{
    for (; t->said < until; t->said++) {
        const fl_walk_notice *n = &t->walk->notice[t->said];
        t->failed += n->failed;
        if (!n->failed && !n->note) atomic_fetch_add(&t->warned, 1);
        fl_message_notice(n, t->run->quiet);
    }
}

static void say_turn(void *context, size_t index, fl_state state)
{
    talking *t = context;
    words *w = &t->words[index];
    const fl_input *input = &t->walk->item[index];
    say_notices(t, input->line);
    atomic_fetch_add(&t->warned, w->warnings);
    if (state != FL_CONVERTED)
        fl_decided_named(t->run->setup.decisions, input->path, input->path + input->place, NULL);
    if (w->text) fputs(w->text, stderr);
    free(w->text);
    w->text = NULL;
}

static void say_note(void *context, const char *path, const char *kind, const char *what)
{
    talking *t = context;
    bool failed = strcmp(kind, "error") == 0;
    if (!failed) atomic_fetch_add(&t->warned, 1);
    if (failed || !t->run->quiet) fl_message(stderr, (fl_place){ path, 0, 0 }, kind, what, "site");
}

static bool stop(void *context)
{
    (void)context;
    return fl_signals_seen();
}

static void say_summary(const fl_site *site, const talking *t, bool done)
{
    size_t failed = site->failed + t->failed, warned = atomic_load(&t->warned);
    if (t->run->quiet) return;
    fprintf(stderr, "%zu report%s written", site->made, site->made == 1 ? "" : "s");
    if (site->unchanged) fprintf(stderr, ", %zu unchanged", site->unchanged);
    fprintf(stderr, ", %zu failed", failed);
    if (site->left) fprintf(stderr, ", %zu not started", site->left);
    if (site->removed) fprintf(stderr, ", %zu removed", site->removed);
    if (warned) fprintf(stderr, "; %zu warning%s", warned, warned == 1 ? "" : "s");
    if (!site->generator && done)
        fprintf(stderr, ": %s%sindex.html", site->output,
                site->output[strlen(site->output) - 1] == '/' ? "" : "/");
    fputc('\n', stderr);
}

/* ---- what is asked for ---- */

static void free_loaded(void *object) { fl_loaded_free(object); }

/* All files of a folder of templates, each under its name. */
static fl_exit read_templates(fl_arena *a, const fl_settings *s, fl_site *site)
{
    static const char *const globs[] = { "*.html", "*.xml", "*.css", "*.js", "*.svg", NULL };
    const char *folder = fl_option_value(s, FL_OPTION_TEMPLATES, NULL);
    if (!folder) return FL_EXIT_DONE;
    struct stat is;
    if (stat(folder, &is) != 0 || !S_ISDIR(is.st_mode))
        return fl_usage("site", "'%s' is not a folder of templates", folder);
    fl_walk walk = { .arena = a, .globs = globs };
    fl_walk_add(&walk, folder);
    fairleaf_template *t = fl_alloc(a, walk.count + 1, sizeof *t);
    for (size_t i = 0; i < walk.count; i++) {
        const char *path = walk.item[i].path, *name = path + walk.item[i].place;
        fairleaf_error error = { .status = FAIRLEAF_OK };
        if (strchr(name, '/')) continue;
        fl_loaded *file = fl_alloc(a, 1, sizeof *file);
        fl_arena_defer(a, free_loaded, file);
        fairleaf_status status = fl_setup_load(path, file, &error);
        fairleaf_text text = { file->bytes ? file->bytes : "", file->length };
        bool filled = fl_span_ends(fl_span_of(name), FL_SPAN(".html")) ||
                      fl_span_ends(fl_span_of(name), FL_SPAN(".xml"));
        if (!status && filled) status = fairleaf_check_template(text, NULL, NULL, &error);
        if (status) {
            fl_message_error(stderr, path, &error);
            return FL_EXIT_USAGE;
        }
        t[site->template_count++] = (fairleaf_template){ name, text };
        fl_hash_text(&site->base, name);
        fl_hash_span(&site->base, (fl_span){ text.bytes, text.length });
    }
    site->templates = t;
    return FL_EXIT_DONE;
}

/* What the site is called: it must be fit for XML. */
static fl_exit read_title(const fl_settings *s, fl_site *site)
{
    site->title = fl_option_value(s, FL_OPTION_SITE_TITLE, NULL);
    if (!site->title) return FL_EXIT_DONE;
    fl_span text = fl_span_of(site->title);
    bool fit = fl_span_trim(text).n && fl_utf8_valid(text) == text.n;
    for (size_t i = 0; i < text.n; i++) fit &= (unsigned char)text.p[i] >= 0x20;
    if (!fit) return fl_usage("site", "a title is a line of text in UTF-8");
    return FL_EXIT_DONE;
}

/* The address of the site, ended by a slash. */
static fl_exit read_address(fl_arena *a, const fl_settings *s, fl_site *site)
{
    const char *url = fl_option_value(s, FL_OPTION_BASE_URL, NULL);
    if (!url) return FL_EXIT_DONE;
    fl_span text = fl_span_of(url);
    bool web = fl_span_starts(text, FL_SPAN("https://")) ||
               fl_span_starts(text, FL_SPAN("http://"));
    bool plain = text.n > 8;
    for (size_t i = 0; i < text.n; i++)
        plain &= text.p[i] > 0x20 && text.p[i] < 0x7F && !strchr("\"<>?#", text.p[i]);
    if (!web || !plain)
        return fl_usage("site", "'%s' is no address: https://example.org/reports/", url);
    fl_buf out = fl_buf_new(a, text.n + 2);
    fl_buf_span(&out, text);
    if (text.p[text.n - 1] != '/') fl_buf_byte(&out, '/');
    site->address = fl_buf_string(&out);
    return FL_EXIT_DONE;
}

static fl_exit check_use(const fl_settings *s, const char *output)
{
    struct stat is, in;
    if (s->operand_count == 0 && !fl_option_given(s, FL_OPTION_FILES_FROM))
        return fl_usage("site", "name a folder of reports: fairleaf site raw/ -o public/");
    if (!output || !*output || strcmp(output, "-") == 0)
        return fl_usage("site",
                        "name a folder for the site with -o, as in 'fairleaf site %s -o "
                        "public/'",
                        s->operand_count ? s->operand[0] : "--files-from LIST");
    if (stat(output, &is) != 0) return FL_EXIT_DONE;
    if (!S_ISDIR(is.st_mode)) return fl_usage("site", "'%s' behind -o is no folder", output);
    for (size_t i = 0; i < s->operand_count; i++)
        if (stat(s->operand[i], &in) == 0 && in.st_dev == is.st_dev && in.st_ino == is.st_ino)
            return fl_usage("site", "the output folder '%s' is the input folder: name another one",
                            output);
    return FL_EXIT_DONE;
}

static fl_exit read_site(fl_arena *a, const fl_settings *s, fl_run *run, fl_site *site)
{
    size_t generator = 0, language = 0;
    const char *name = fl_option_value(s, FL_OPTION_GENERATOR, NULL);
    fl_exit status = fl_recipe_read(s, run);
    if (!status && name) status = fl_setup_word(s, FL_OPTION_GENERATOR, "generator", &generator);
    if (!status) status = fl_setup_word(s, FL_OPTION_LANGUAGE, "language", &language);
    if (status) return status;
    site->recipe = &run->recipe;
    site->base = run->recipe.wanted[0].recipe;
    if (name) site->generator = fl_generator_at(generator);
    site->language = fl_site_language(language);
    site->workers = run->workers > fl_pool_most(FILES) ? fl_pool_most(FILES) : run->workers;
    site->how = (fl_site_how){ .force = run->how.force,
                               .again = run->how.again,
                               .durable = run->how.durable,
                               .review = !fl_option_given(s, FL_OPTION_NO_REVIEW) };
    status = read_address(a, s, site);
    if (!status) status = read_title(s, site);
    return status ? status : read_templates(a, s, site);
}

/* Pictures come along with the reports that show them. */
static void leave_out_pictures(fl_walk *walk)
{
    static const char *const suffixes[] = { ".png",  ".jpg",  ".jpeg", ".gif",
                                            ".webp", ".avif", ".bmp",  ".svg" };
    size_t kept = 0;
    for (size_t i = 0; i < walk->count; i++) {
        const char *dot = strrchr(walk->item[i].path, '.');
        bool picture = false;
        for (size_t k = 0; dot && k < sizeof suffixes / sizeof *suffixes; k++)
            picture |= strcasecmp(dot, suffixes[k]) == 0;
        if (!picture) walk->item[kept++] = walk->item[i];
    }
    walk->count = kept;
}

/* Sources are only known to be gone when whole folders were walked, and without a failure. */
static bool is_whole(const fl_settings *s, const fl_walk *walk)
{
    bool whole = walk->folders > 0 && !walk->globs && !fl_option_given(s, FL_OPTION_FILES_FROM);
    for (size_t i = 0; i < walk->notice_count; i++) whole &= !walk->notice[i].failed;
    return whole && walk->count > 0;
}

fl_exit fl_run_site(fl_arena *a, const fl_settings *s)
{
    fl_run run = { .arena = a };
    fl_walk walk;
    const char *output = fl_option_value(s, FL_OPTION_OUTPUT, NULL);
    fl_site site = { .arena = a, .output = output, .walk = &walk };
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_exit status = check_use(s, output);
    if (!status) status = read_site(a, s, &run, &site);
    if (!status) status = fl_inputs_walk(a, s, run.setup.members, output, &walk);
    if (status) return status;
    leave_out_pictures(&walk);
    site.how.prune = run.prune && is_whole(s, &walk);
    fl_signals_install();
    talking t = { .run = &run, .walk = &walk, .words = fl_alloc(a, walk.count + 1, sizeof(words)) };
    site.say = (fl_site_say){ &t, say_input, say_turn, say_note, stop };
    atomic_init(&t.warned,
                fl_inputs_unused(a, run.recipe.corrections, run.quiet, walk.item, walk.count));
    fairleaf_status made = fl_site_make(&site, &error);
    say_notices(&t, walk.notice_count);
    if (made) fl_message_error(stderr, output, &error);
    fl_signals_die();
    if (!made && !run.quiet) atomic_fetch_add(&t.warned, fl_decided_say_unmet(run.setup.decisions));
    say_summary(&site, &t, !made);
    if (made || site.failed || t.failed) return FL_EXIT_FAILED;
    return atomic_load(&t.warned) && fl_option_given(s, FL_OPTION_FAIL_IF_WARNINGS) ? FL_EXIT_WARNED
                                                                                    : FL_EXIT_DONE;
}
