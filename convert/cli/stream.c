/* cli/stream.c - `fairleaf convert --jsonl`: what has arrived is answered by all workers, then more
 * is read. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch/pool.h"
#include "batch/record.h"
#include "batch/signals.h"
#include "cli/messages.h"
#include "cli/run.h"

/* A block is read at once; at most so many records, or bytes of records, are answered before the
 * answers go out; a line that is longer than a document of the largest size in base64 is no record.
 */
enum { BLOCK = 1 << 20, MOST_RECORDS = 1024, MOST_BATCH = 32 << 20, MOST_LINE = 256 << 20 };

typedef struct record {
    fl_span line;
    uint64_t number;
    fl_arena *arena;
    fl_buf answer;
} record;

typedef struct stream {
    fl_run *run;
    int descriptor;
    char *bytes; /* read and not answered: [at, length) */
    size_t at, length, capacity;
    size_t searched;      /* no line end before it */
    uint64_t number;      /* of the last line taken */
    bool ended, dropping; /* end of input; in the middle of a line that is too long */
    record record[MOST_RECORDS];
    size_t count;
} stream;

static const char failed_answer[] =
    "{\"schema\":\"fairleaf.record/1\",\"id\":null,\"status\":\"error\","
    "\"error\":{\"code\":\"no-memory\",\"message\":\"out of memory\"}}\n";
static const char long_answer[] =
    "{\"schema\":\"fairleaf.record/1\",\"id\":null,\"status\":\"error\","
    "\"error\":{\"code\":\"limit\",\"message\":\"the record is too long\"}}\n";

/* ---- answers ---- */

static void answer(void *context, size_t index, unsigned worker)
{
    stream *s = context;
    record *r = &s->record[index];
    (void)worker;
    r->arena = fl_arena_new(SIZE_MAX / 2);
    if (!r->arena) return;
    if (FL_ARENA_FAILED(r->arena)) {
        fl_arena_free(r->arena);
        r->arena = NULL;
        return;
    }
    r->answer = fl_buf_new(r->arena, 4096);
    fl_record_answer(&s->run->recipe, r->line, r->number, &r->answer);
}

static void print(void *context, size_t index)
{
    stream *s = context;
    record *r = &s->record[index];
    if (r->arena)
        (void)fwrite(r->answer.p, 1, r->answer.n, stdout);
    else
        fputs(failed_answer, stdout);
    fl_arena_free(r->arena);
    r->arena = NULL;
}

static bool stop(void *context)
{
    (void)context;
    return fl_signals_seen() || ferror(stdout);
}

static void answer_all(stream *s)
{
    fl_pool_jobs jobs = { s->count, NULL, s, answer, print, stop };
    if (s->count && !fl_pool_run(&jobs, s->run->workers))
        for (size_t i = 0; i < s->count; i++) fputs(failed_answer, stdout);
    s->count = 0;
}

/* ---- lines ---- */

/* Takes complete lines out of what was read. */
static void take_lines(stream *s)
{
    size_t from = s->at;
    while (s->count < MOST_RECORDS && s->at - from < MOST_BATCH && s->at < s->length) {
        if (s->searched < s->at) s->searched = s->at;
        char *end = memchr(s->bytes + s->searched, '\n', s->length - s->searched);
        s->searched = s->length;
        if (!end && !s->ended) return;
        size_t to = end ? (size_t)(end - s->bytes) : s->length;
        s->searched = s->at;
        if (!s->dropping)
            s->record[s->count++] = (record){ .line = { s->bytes + s->at, to - s->at },
                                              .number = ++s->number };
        s->dropping = false;
        s->at = to + (end != NULL);
    }
}

/* Moves what is left to the front and reads on behind it. False: it cannot be read, which has been
 * said. */
static bool read_more(stream *s)
{
    memmove(s->bytes, s->bytes + s->at, s->length - s->at);
    s->length -= s->at;
    s->searched = s->searched > s->at ? s->searched - s->at : 0;
    s->at = 0;
    if (s->length > MOST_LINE && !s->dropping) {
        s->number++;
        fputs(long_answer, stdout);
        s->dropping = true;
    }
    if (s->dropping) s->length = s->searched = 0;
    if (s->capacity - s->length < BLOCK) {
        char *more = realloc(s->bytes, s->capacity * 2 + BLOCK);
        if (!more) {
            fputs("fairleaf: error: out of memory [no-memory]\n", stderr);
            return false;
        }
        s->bytes = more;
        s->capacity = s->capacity * 2 + BLOCK;
    }
    (void)fflush(stdout); /* the input may pause */
    ssize_t n = read(s->descriptor, s->bytes + s->length, s->capacity - s->length);
    if (n > 0)
        s->length += (size_t)n;
    else if (n == 0)
        s->ended = true;
    else if (errno != EINTR) {
        fprintf(stderr, "fairleaf: error: cannot read the records: %s [io]\n", strerror(errno));
        return false;
    }
    return true;
}

fl_exit fl_run_stream(fl_run *run, const char *input)
{
    bool opened = strcmp(input, "-") != 0, read = true;
    stream *s = fl_alloc(run->arena, 1, sizeof *s);
    s->run = run;
    s->descriptor = opened ? open(input, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (s->descriptor < 0) {
        fl_message(stderr, (fl_place){ input, 0, 0 }, "error", strerror(errno), "io");
        return FL_EXIT_FAILED;
    }
    while (read && !stop(s)) {
        take_lines(s);
        if (s->count)
            answer_all(s);
        else if (s->ended)
            break;
        else
            read = read_more(s);
    }
    free(s->bytes);
    if (opened) (void)close(s->descriptor);
    if (fl_signals_seen()) {
        (void)fl_stdout_done();
        fl_signals_die();
    }
    return read ? FL_EXIT_DONE : FL_EXIT_FAILED;
}
