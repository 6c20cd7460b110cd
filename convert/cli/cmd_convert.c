/* cli/cmd_convert.c - `fairleaf convert`: what is asked for, and the ways that lead to one output.
 * cli/run.c does folders. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "batch/convert.h"
#include "batch/pool.h"
#include "batch/signals.h"
#include "cli/messages.h"
#include "cli/outputs.h"
#include "cli/run.h"
#include "cli/words.h"

/* ---- options ---- */

static fl_exit read_number(const fl_settings *s, fl_option_id id, long least, long *out)
{
    const char *word = fl_option_value(s, id, NULL);
    if (!word) return FL_EXIT_DONE;
    char *end;
    errno = 0;
    *out = strtol(word, &end, 10);
    if (*word && !*end && !errno && *out >= least && *out <= 10000) return FL_EXIT_DONE;
    return fl_usage("convert", "--%s takes a number from %ld to 10000, not '%s'",
                    fl_option_table[id].name, least, word);
}

static const fairleaf_format_info *find_format(const char *name)
{
    for (size_t i = 0; fairleaf_format(i); i++)
        if (strcmp(fairleaf_format(i)->name, name) == 0) return fairleaf_format(i);
    return NULL;
}

static fl_exit read_formats(fl_arena *a, const fl_settings *s, fl_recipe *recipe)
{
    const char *const *name = fl_option_list(a, s, FL_OPTION_TO, true);
    static const char *const usual[] = { "markdown", NULL };
    const fairleaf_format_info **format = fl_alloc(a, FL_MOST_WORDS + 1, sizeof *format);
    size_t n = 0;
    for (name = name && *name ? name : usual; *name; name++) {
        const fairleaf_format_info *found = find_format(*name);
        const char *word[FL_MOST_WORDS + 1];
        if (!found && fl_option_words(FL_OPTION_TO, word))
            return fl_usage_unknown("convert", "format", *name, word);
        size_t known = 0;
        while (known < n && format[known] != found) known++;
        if (known == n && n < FL_MOST_WORDS) format[n++] = found;
    }
    recipe->formats = format;
    return FL_EXIT_DONE;
}

static fl_exit read_recipe(fl_arena *a, const fl_settings *s, fl_run *run)
{
    static const fairleaf_output output = FAIRLEAF_OUTPUT_INIT;
    long width = 0, jobs = (long)fl_pool_processors();
    fl_recipe *recipe = &run->recipe;
    *recipe = (fl_recipe){ .output = output, .most = FL_MOST_BYTES };
    fl_exit status = read_number(s, FL_OPTION_WIDTH, 0, &width);
    if (!status) status = read_number(s, FL_OPTION_JOBS, 1, &jobs);
    if (!status) status = read_formats(a, s, recipe);
    if (!status) status = fl_setup_make(a, s, &run->setup);
    recipe->library = run->setup.library;
    recipe->options = &run->setup.options;
    recipe->output.width = (int)width;
    recipe->output.verify = fl_option_given(s, FL_OPTION_VERIFY);
    if (!status) status = fl_outputs_read(a, s, run);
    recipe->ledger = fl_option_given(s, FL_OPTION_LEDGER);
    run->workers = (unsigned)jobs;
    run->quiet = fl_option_given(s, FL_OPTION_QUIET);
    run->verbose = fl_option_given(s, FL_OPTION_VERBOSE);
    return status;
}

/* ---- one output ---- */

static bool to_stdout(void *context, const char *bytes, size_t length)
{
    (void)context;
    return fwrite(bytes, 1, length, stdout) == length;
}

static fairleaf_status write_single(const fl_run *run, fl_reading *reading, const char *output,
                                    fairleaf_error *error)
{
    fairleaf_output how = run->recipe.output;
    how.format = run->recipe.formats[0]->name;
    struct stat is;
    if (!output) return fairleaf_write(reading->document, &how, to_stdout, NULL, error);
    if (stat(output, &is) == 0 && !S_ISREG(is.st_mode)) {
        fl_device device;
        fairleaf_status status = fl_device_open(output, &device, error);
        if (status) return status;
        status = fairleaf_write(reading->document, &how, fl_device_append, &device, error);
        if (status && status != FAIRLEAF_STOPPED) (void)close(device.descriptor);
        return status && status != FAIRLEAF_STOPPED ? status
                                                    : fl_device_close(&device, output, error);
    }
    char folder[4096] = ".";
    const char *slash = strrchr(output, '/');
    if (slash) {
        size_t n = slash == output ? 1 : (size_t)(slash - output);
        if (n >= sizeof folder)
            return fl_fail(error, FAIRLEAF_IO, 0, "the path of the output is too long");
        memcpy(folder, output, n);
        folder[n] = '\0';
    }
    fl_store *store;
    fairleaf_status status = fl_store_new(folder, &store, error);
    if (!status)
        status = fl_convert_store_as(&run->recipe, reading, store, slash ? slash + 1 : output,
                                     error);
    fl_store_free(store);
    return status;
}

static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* One input to standard output (`output` NULL) or to one file. */
static fl_exit convert_single(const fl_settings *s, fl_run *run, const char *input,
                              const char *output)
{
    if (output && strcmp(input, "-") != 0 && same_file(input, output))
        return fl_usage("convert", "'%s' is the input itself", output);
    fl_loaded loaded = { NULL, 0, 0 };
    const char *slash = strrchr(input, '/');
    fl_reading reading = { .path = input, .place = slash ? slash + 1 : input };
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_input only = { .path = input, .place = (uint32_t)(reading.place - input) };
    size_t warnings = fl_run_unused(run->arena, run, &only, 1);
    fairleaf_status status = fl_convert_read(&run->recipe, &loaded, &reading, &error);
    if (!status && run->quiet) {
        const fairleaf_warning *list;
        warnings += fairleaf_document_warnings(reading.document, &list);
    } else if (!status) {
        warnings += fl_message_warnings(stderr, input, reading.document);
    }
    if (!status && fl_signals_seen())
        status = FAIRLEAF_STOPPED;
    else if (!status)
        status = write_single(run, &reading, output, &error);
    fairleaf_document_free(reading.document);
    fl_loaded_free(&loaded);
    if (fl_signals_seen()) fl_signals_die();
    if (status == FAIRLEAF_STOPPED && !output)
        return FL_EXIT_FAILED; /* main says what standard output met */
    if (status) fl_message_error(stderr, input, &error);
    if (status) return FL_EXIT_FAILED;
    return warnings && fl_option_given(s, FL_OPTION_FAIL_IF_WARNINGS) ? FL_EXIT_WARNED
                                                                      : FL_EXIT_DONE;
}

/* ---- which way ---- */

static bool is_folder(const char *path)
{
    struct stat is;
    return stat(path, &is) == 0 && S_ISDIR(is.st_mode);
}

static bool ends_with_slash(const char *path)
{
    size_t n = strlen(path);
    return n && path[n - 1] == '/';
}

/* Several outputs, which need a folder: says what is wrong when there is none. */
static fl_exit check_folder(const fl_settings *s, const fl_run *run, const char *output)
{
    const char *why = s->operand_count > 1       ? "several inputs"
                      : is_folder(s->operand[0]) ? "a folder"
                      : run->recipe.formats[1]   ? "several formats"
                                                 : "a ledger";
    if (!output || strcmp(output, "-") == 0)
        return fl_usage("convert",
                        "%s cannot go to standard output: name a folder with -o, as in "
                        "'fairleaf convert %s%s -o clean/'",
                        why, s->operand[0], s->operand_count > 1 ? " ..." : "");
    struct stat is;
    if (stat(output, &is) == 0 && !S_ISDIR(is.st_mode))
        return fl_usage("convert", "%s need%s a folder behind -o: '%s' is a file", why,
                        s->operand_count > 1 || run->recipe.formats[1] ? "" : "s", output);
    for (size_t i = 0; i < s->operand_count; i++) {
        if (strcmp(s->operand[i], "-") == 0)
            return fl_usage("convert", "'-' must be the only input");
        if (is_folder(s->operand[i]) && same_file(s->operand[i], output))
            return fl_usage("convert",
                            "the output folder '%s' is the input folder: name another one", output);
    }
    return FL_EXIT_DONE;
}

fl_exit fl_run_convert(fl_arena *a, const fl_settings *s)
{
    fl_run run = { .arena = a };
    fl_exit status = read_recipe(a, s, &run);
    if (status) return status;
    const char *input = s->operand_count > 1 ? s->operand[0] : fl_setup_operand(s, "convert");
    if (!input) return FL_EXIT_USAGE;
    const char *output = fl_option_value(s, FL_OPTION_OUTPUT, NULL);
    if (output && !*output) return fl_usage("convert", "-o needs a path");
    fl_signals_install();

    bool to_folder = output && (ends_with_slash(output) || is_folder(output));
    bool several = s->operand_count > 1 || is_folder(input) || run.recipe.formats[1];
    if (strcmp(input, "-") == 0 && to_folder)
        return fl_usage("convert",
                        "standard input has no name: name a file with -o, such as '%s%sreport.md'",
                        output, ends_with_slash(output) ? "" : "/");
    if (!several && !to_folder && (output || !run.recipe.ledger))
        return convert_single(s, &run, input, output && strcmp(output, "-") == 0 ? NULL : output);
    status = check_folder(s, &run, output);
    if (status) return status;
    return fl_run_folder(s, &run, output);
}
