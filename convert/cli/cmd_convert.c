/* cli/cmd_convert.c - `fairleaf convert`: which way the output goes. One output is made here,
 * folders in cli/run.c. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "batch/signals.h"
#include "cli/inputs.h"
#include "cli/messages.h"
#include "cli/recipe.h"
#include "cli/words.h"

/* ---- one output ---- */

static bool to_stdout(void *context, const char *bytes, size_t length)
{
    (void)context;
    return fwrite(bytes, 1, length, stdout) == length;
}

static fairleaf_status write_device(const fl_reading *reading, const fairleaf_output *how,
                                    const char *path, fairleaf_error *error)
{
    fl_device device;
    fairleaf_status status = fl_device_open(path, &device, error);
    if (status) return status;
    status = fl_convert_write(reading->document, how, fl_device_append, &device, error);
    if (!status || status == FAIRLEAF_STOPPED) return fl_device_close(&device, path, error);
    (void)close(device.descriptor);
    return status;
}

static fairleaf_status write_file(const fl_run *run, const fl_reading *reading, const char *path,
                                  fairleaf_error *error)
{
    fl_target target = { .exact = true };
    fairleaf_status status = fl_store_new_for(path, &target.store, &target.stem, error);
    if (!status && run->how.durable) fl_store_make_durable(target.store);
    if (!status) status = fl_convert_store(&run->recipe, reading, &target, error);
    fl_store_free(target.store);
    return status;
}

static fairleaf_status write_single(const fl_run *run, const fl_reading *reading,
                                    const char *output, fairleaf_error *error)
{
    fairleaf_output how = run->recipe.output;
    how.format = run->recipe.wanted[0].format;
    struct stat is;
    if (!output) return fl_convert_write(reading->document, &how, to_stdout, NULL, error);
    if (stat(output, &is) == 0 && !S_ISREG(is.st_mode))
        return write_device(reading, &how, output, error);
    return write_file(run, reading, output, error);
}

static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static void say_dry(const char *input, const char *output)
{
    char from[4096], to[4096];
    (void)fl_printable(from, sizeof from, fl_span_of(input));
    (void)fl_printable(to, sizeof to, fl_span_of(output));
    printf("%s -> %s\n", from, to);
}

/* One input to standard output (`output` NULL) or to one file. */
static fl_exit convert_single(const fl_settings *s, const fl_run *run, const fl_input *one,
                              const char *output)
{
    const char *input = one->path, *file = one->container ? one->container : input;
    if (output && strcmp(input, "-") != 0 && same_file(file, output))
        return fl_usage("convert", "'%s' is the input itself", output);
    const char *slash = strrchr(file, '/');
    fl_input only = *one;
    only.place = (uint32_t)(slash ? slash + 1 - file : 0);
    fl_fetched loaded = { .fields = 0 };
    fl_reading reading = fl_convert_reading(&only);
    fairleaf_error error = { .status = FAIRLEAF_OK };
    const fairleaf_warning *warning;
    size_t warnings = fl_inputs_unused(run->arena, run->recipe.corrections, run->quiet, &only, 1);
    fairleaf_status status = fl_convert_load(&run->recipe, &only, &loaded, &error);
    if (!status && run->recipe.wanted_count > 1)
        reading.digest = fl_digest_of((fl_span){ loaded.loaded.bytes, loaded.loaded.length });
    if (!status) status = fl_convert_read(&run->recipe, &loaded, &reading, &error);
    if (!status) warnings += fairleaf_document_warnings(reading.document, &warning);
    if (!status && !run->quiet) (void)fl_message_warnings(stderr, input, reading.document);
    if (!status && !run->quiet)
        warnings += fl_decided_check(run->setup.decisions, reading.document, input);
    if (!status && run->how.dry && output)
        say_dry(input, output);
    else if (!status && !run->how.dry && !fl_signals_seen())
        status = write_single(run, &reading, output, &error);
    fairleaf_document_free(reading.document);
    fl_fetched_free(&loaded);
    fl_signals_die();
    if (status && (status != FAIRLEAF_STOPPED || output)) /* main says what standard output met */
        fl_message_error(stderr, input, &error);
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

/* Why the output must be a folder; NULL when it need not. */
static const char *why_folder(const fl_settings *s, const fl_run *run, const fl_walk *one)
{
    if (fl_option_given(s, FL_OPTION_FILES_FROM)) return "a list of files";
    if (s->operand_count > 1) return "several inputs";
    if (s->operand_count == 1 && is_folder(s->operand[0])) return "a folder";
    if (one->count > 1) return "a container of several documents";
    size_t n = run->recipe.wanted_count;
    if (n > 1 && run->recipe.wanted[1].format) return "more than one format";
    if (n > 1 && !fl_option_given(s, FL_OPTION_OUTPUT)) return "a report with its ledger";
    if (run->report) return "a batch with --report";
    return NULL;
}

/* Rows of several documents may go to standard output, or into a file that is there or is called as
 * such files are. */
static bool takes_rows(const fl_run *run, const char *output)
{
    const fairleaf_format_info *format = fl_format_find(run->recipe.wanted[0].format);
    if (run->recipe.wanted_count > 1 || !format || !(format->has & FAIRLEAF_HAS_ROWS)) return false;
    if (!output || strcmp(output, "-") == 0) return true;
    struct stat is;
    if (stat(output, &is) == 0) return !S_ISDIR(is.st_mode);
    return fl_span_ends(fl_span_of(output), fl_span_of(format->suffix));
}

static fl_exit check_folder(const fl_settings *s, const char *output, const char *why)
{
    struct stat is;
    const char *input = s->operand_count ? s->operand[0] : "--files-from LIST";
    if (!output || strcmp(output, "-") == 0)
        return fl_usage("convert",
                        "%s cannot go to standard output: name a folder with -o, as in "
                        "'fairleaf convert %s%s -o clean/'",
                        why, input, s->operand_count > 1 ? " ..." : "");
    if (stat(output, &is) == 0 && !S_ISDIR(is.st_mode))
        return fl_usage("convert", "%s cannot go into one file: '%s' behind -o is no folder", why,
                        output);
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
    fl_exit status = fl_recipe_read(s, &run);
    if (status) return status;
    const char *output = fl_option_value(s, FL_OPTION_OUTPUT, NULL);
    if (output && !*output) return fl_usage("convert", "-o needs a path");
    fl_signals_install();
    if (fl_option_given(s, FL_OPTION_JSONL)) {
        if (output) return fl_usage("convert", "--jsonl writes to standard output: leave out -o");
        const char *lines = fl_setup_operand(s, "convert");
        return lines ? fl_run_stream(&run, lines) : FL_EXIT_USAGE;
    }
    if (run.report && run.how.dry)
        return fl_usage("convert", "--dry-run converts nothing that --report could tell of");
    fl_walk one = { .arena = a }; /* of the only operand, if it is one: enough to tell what it is */
    if (s->operand_count == 1 && strcmp(s->operand[0], "-") != 0 && !is_folder(s->operand[0]) &&
        !fl_option_given(s, FL_OPTION_FILES_FROM)) {
        fl_walk_add(&one, s->operand[0]);
        fl_members_list(run.setup.members, &one, 2);
    }
    const char *why = why_folder(s, &run, &one);
    bool to_folder = output && (ends_with_slash(output) || is_folder(output));
    if (!why) {
        const char *input = fl_setup_operand(s, "convert");
        if (!input) return FL_EXIT_USAGE;
        if (strcmp(input, "-") == 0 && to_folder)
            return fl_usage(
                "convert",
                "standard input has no name: name a file with -o, such as '%s%sreport.md'", output,
                ends_with_slash(output) ? "" : "/");
        size_t said = 0;
        if (one.notice_count && !to_folder && one.count == 0)
            return fl_inputs_say(&one, &said, one.notice_count) ? FL_EXIT_FAILED : FL_EXIT_DONE;
        const fl_input itself = { .path = input };
        if (!to_folder)
            return convert_single(s, &run, one.count ? &one.item[0] : &itself,
                                  output && strcmp(output, "-") == 0 ? NULL : output);
    }
    if (why && takes_rows(&run, output))
        return fl_run_rows(s, &run, output && strcmp(output, "-") == 0 ? NULL : output);
    status = check_folder(s, output, why ? why : "it");
    return status ? status : fl_run_folder(s, &run, output);
}
