/* cli/rows.c - many documents into one file: all are rendered by the pool and written in order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "batch/pool.h"
#include "batch/signals.h"
#include "cli/inputs.h"
#include "cli/messages.h"
#include "cli/run.h"
#include "cli/words.h"

/* What became of one input, until it is its turn. malloc. */
typedef struct row {
    char *bytes, *messages;
    size_t length;
    uint32_t warnings;
    enum { NOT_STARTED, CONVERTED, FAILED } state;
} row;

typedef struct rows {
    fl_run *run;
    fl_walk walk;
    row *row;
    fl_fetched *loaded; /* one a worker */
    const fairleaf_format_info *format;
    fl_store *store; /* NULL: standard output, or a device */
    fl_device device;
    bool to_device, header, stopped;
    size_t said, converted, failed, warned;
} rows;

/* ---- workers ---- */

static bool append(void *context, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, context) == length;
}

static fairleaf_status render(rows *r, size_t index, fl_fetched *loaded, fl_reading *reading,
                              fairleaf_error *error)
{
    row *out = &r->row[index];
    fairleaf_output how = r->run->recipe.output;
    how.format = r->format->name;
    fairleaf_status status = fl_convert_load(&r->run->recipe, &r->walk.item[index], loaded, error);
    if (!status) status = fl_convert_read(&r->run->recipe, loaded, reading, error);
    if (status) return status;
    FILE *to = open_memstream(&out->bytes, &out->length);
    if (!to) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    status = fl_convert_write(reading->document, &how, append, to, error);
    if (fclose(to) != 0 && !status) status = fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    return status;
}

static void run_row(void *context, size_t index, unsigned worker)
{
    rows *r = context;
    row *out = &r->row[index];
    const fl_input *input = &r->walk.item[index];
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_reading reading = fl_convert_reading(input);
    error.status = render(r, index, &r->loaded[worker], &reading, &error);
    const fairleaf_warning *warning;
    if (reading.document)
        out->warnings = (uint32_t)fairleaf_document_warnings(reading.document, &warning);
    size_t n;
    bool quiet = r->run->quiet || !out->warnings;
    FILE *to = error.status || !quiet ? open_memstream(&out->messages, &n) : NULL;
    if (to && !quiet) (void)fl_message_warnings(to, input->path, reading.document);
    if (to && error.status) fl_message_error(to, input->path, &error);
    if (to && fclose(to) != 0) out->messages = NULL;
    fairleaf_document_free(reading.document);
    out->state = error.status ? FAILED : CONVERTED;
}

/* ---- in order ---- */

static void put(rows *r, const char *bytes, size_t length)
{
    bool all = r->store       ? fl_store_append(r->store, bytes, length)
               : r->to_device ? fl_device_append(&r->device, bytes, length)
                              : fwrite(bytes, 1, length, stdout) == length;
    r->stopped = r->stopped || !all;
}

/* Behind the first output, those that have a header lose it. */
static void put_row(rows *r, const row *done)
{
    const char *start = done->bytes;
    size_t length = done->length;
    const char *end = length ? memchr(start, '\n', length) : NULL;
    if (r->header && end && (r->format->has & FAIRLEAF_HAS_HEADER)) {
        length -= (size_t)(end + 1 - start);
        start = end + 1;
    }
    r->header = r->header || done->length;
    if (length) put(r, start, length);
}

static void say_notices(rows *r, size_t until)
{
    for (; r->said < until; r->said++) {
        const fl_walk_notice *n = &r->walk.notice[r->said];
        r->failed += n->failed;
        r->warned += !n->failed && !n->note;
        fl_message_notice(n, r->run->quiet);
    }
}

static void report_row(void *context, size_t index)
{
    rows *r = context;
    row *done = &r->row[index];
    say_notices(r, r->walk.item[index].line);
    if (done->messages) fputs(done->messages, stderr);
    if (done->state == CONVERTED && !r->stopped) put_row(r, done);
    r->converted += done->state == CONVERTED;
    r->failed += done->state == FAILED;
    r->warned += done->warnings;
    free(done->bytes);
    free(done->messages);
    done->bytes = done->messages = NULL;
}

static bool stop(void *context)
{
    const rows *r = context;
    return fl_signals_seen() || r->stopped;
}

/* ---- the whole ---- */

static fairleaf_status open_output(rows *r, const char *output, fairleaf_error *error)
{
    struct stat is;
    if (!output) return FAIRLEAF_OK;
    if (stat(output, &is) == 0 && !S_ISREG(is.st_mode)) {
        fairleaf_status status = fl_device_open(output, &r->device, error);
        r->to_device = !status;
        return status;
    }
    const char *slash = strrchr(output, '/');
    fl_span folder = slash ? (fl_span){ output, slash == output ? 1 : (size_t)(slash - output) }
                           : FL_SPAN(".");
    fairleaf_status status = fl_store_new(fl_copy(r->run->arena, folder), &r->store, error);
    if (!status && r->run->how.durable) fl_store_make_durable(r->store);
    return status ? status : fl_store_begin(r->store, slash ? slash + 1 : output, error);
}

static fairleaf_status close_output(rows *r, const char *output, fairleaf_error *error)
{
    if (r->store && !fl_signals_seen()) return fl_store_commit(r->store, error);
    return r->to_device ? fl_device_close(&r->device, output, error) : FAIRLEAF_OK;
}

static void run_all(rows *r)
{
    fl_run *run = r->run;
    r->row = fl_alloc(run->arena, r->walk.count + 1, sizeof *r->row);
    if (run->workers > r->walk.count) run->workers = r->walk.count ? (unsigned)r->walk.count : 1;
    r->loaded = fl_alloc(run->arena, run->workers, sizeof *r->loaded);
    /* As they stand: those that are ready wait for those before them. */
    fl_pool_jobs jobs = { r->walk.count, NULL, r, run_row, report_row, stop };
    if (!fl_pool_run(&jobs, run->workers)) r->failed++;
    for (unsigned i = 0; i < run->workers; i++) fl_fetched_free(&r->loaded[i]);
    say_notices(r, r->walk.notice_count);
}

fl_exit fl_run_rows(const fl_settings *s, fl_run *run, const char *output)
{
    rows r = { .run = run, .format = fl_format_find(run->recipe.wanted[0].format) };
    fl_exit failed = fl_inputs_walk(run->arena, s, run->setup.members, output, &r.walk);
    if (failed) return failed;
    if (run->how.dry) {
        for (size_t i = 0; i < r.walk.count; i++) puts(r.walk.item[i].path);
        return FL_EXIT_DONE;
    }
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fairleaf_status status = open_output(&r, output, &error);
    if (!status) {
        r.warned = fl_inputs_unused(run->arena, run->recipe.corrections, run->quiet, r.walk.item,
                                    r.walk.count);
        run_all(&r);
        status = close_output(&r, output, &error);
    }
    fl_store_free(r.store);
    fl_signals_die();
    if (status) fl_message_error(stderr, output, &error);
    if (!run->quiet && output) {
        fprintf(stderr, "%zu converted, %zu failed", r.converted, r.failed);
        if (r.warned) fprintf(stderr, "; %zu warning%s", r.warned, r.warned == 1 ? "" : "s");
        fputc('\n', stderr);
    }
    if (status || r.failed || r.stopped) return FL_EXIT_FAILED;
    return r.warned && fl_option_given(s, FL_OPTION_FAIL_IF_WARNINGS) ? FL_EXIT_WARNED
                                                                      : FL_EXIT_DONE;
}
