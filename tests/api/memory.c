/* tests/api/memory.c - memory runs out everywhere once: limits.memory is raised from nothing to
 * enough in small steps, so that the allocation that goes over it moves through all rooms. Every
 * failure is NO_MEMORY, with no document, no output in part, and nothing leaked (`make MODE=asan
 * check` watches). */
#include <fairleaf.h>

#include <stdlib.h>

#include "tap.h"
#include "api/reports.h"

typedef struct counted {
    uint64_t sum, calls;
} counted;

static bool count(void *context, const char *bytes, size_t length)
{
    counted *c = context;
    for (size_t i = 0; i < length; i++)
        c->sum = (c->sum ^ (unsigned char)bytes[i]) * 1099511628211u;
    c->calls++;
    return true;
}

typedef struct sweep {
    size_t read_failed, written, write_failed, account_failed;
    bool wrong_status, left_over, in_part, other_bytes;
} sweep;

static void write_formats(const fairleaf_document *d, const counted *whole, sweep *s)
{
    for (size_t i = 0; fairleaf_format(i); i++) {
        fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
        how.format = fairleaf_format(i)->name;
        how.verify = strcmp(how.format, "markdown") == 0;
        counted out = { 0, 0 };
        fairleaf_error error;
        fairleaf_status status = fairleaf_write(d, &how, count, &out, &error);
        s->write_failed += status != FAIRLEAF_OK;
        s->written += status == FAIRLEAF_OK;
        s->wrong_status |= status && (status != FAIRLEAF_NO_MEMORY || error.status != status);
        s->in_part |= status && out.calls > 0;
        s->other_bytes |= !status && out.sum != whole[i].sum;
    }
    const fairleaf_account *a;
    fairleaf_status status = fairleaf_document_account(d, &a, NULL);
    s->account_failed += status != FAIRLEAF_OK;
    s->wrong_status |= status && status != FAIRLEAF_NO_MEMORY;
    s->left_over |= status && a;
    fairleaf_account_free(a);
}

/* True when everything went well. */
static bool try_limit(const report *r, uint64_t memory, const counted *whole, sweep *s)
{
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    config.limits.memory = memory;
    fairleaf *f;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    if (fairleaf_new(&config, &f, &error)) {
        s->wrong_status |= error.status != FAIRLEAF_NO_MEMORY;
        s->left_over |= f != NULL;
        return false;
    }
    fairleaf_source source = { r->name, r->bytes, r->length, NULL };
    fairleaf_document *d;
    fairleaf_status status = fairleaf_read(f, &source, NULL, &d, &error);
    if (status) {
        s->read_failed++;
        s->wrong_status |= status != FAIRLEAF_NO_MEMORY || error.status != status;
        s->left_over |= d != NULL;
    }
    size_t before = s->write_failed + s->account_failed;
    if (!status) write_formats(d, whole, s);
    fairleaf_document_free(d);
    fairleaf_free(f);
    return !status && s->write_failed + s->account_failed == before;
}

static void write_whole(const report *r, counted *whole)
{
    fairleaf *f;
    fairleaf_document *d;
    fairleaf_source source = { r->name, r->bytes, r->length, NULL };
    if (fairleaf_new(NULL, &f, NULL) || fairleaf_read(f, &source, NULL, &d, NULL)) exit(1);
    for (size_t i = 0; fairleaf_format(i); i++) {
        fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
        how.format = fairleaf_format(i)->name;
        if (fairleaf_write(d, &how, count, &whole[i], NULL)) exit(1);
    }
    fairleaf_document_free(d);
    fairleaf_free(f);
}

int main(void)
{
    enum { MOST_FORMATS = 32, ENOUGH = 64 << 20 };
    report reports[REPORTS];
    load_reports(reports);
    for (int i = 0; i < REPORTS; i++) {
        counted whole[MOST_FORMATS] = { { 0, 0 } };
        sweep s = { 0 };
        bool done = false;
        write_whole(&reports[i], whole);
        /* Steps grow with the limit: about 400 in all, the first ones of some bytes. */
        for (uint64_t memory = 1; memory < ENOUGH && !done; memory += 1 + memory / 32)
            done = try_limit(&reports[i], memory, whole, &s);
        OK(reports[i].name, done);
        OK("  reading failed on the way", s.read_failed > 0);
        OK("  every failure is NO_MEMORY", !s.wrong_status);
        OK("  nothing is handed out by a failure", !s.left_over);
        OK("  no output in part", !s.in_part);
        OK("  what was written is the whole", !s.other_bytes && s.written > 0);
    }
    free_reports(reports);
    return DONE();
}
