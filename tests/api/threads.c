/* tests/api/threads.c - one fairleaf and one document used by several threads at once; `make
 * MODE=tsan check` watches. */
#include <fairleaf.h>

#include <pthread.h>
#include <stdlib.h>

#include "tap.h"
#include "api/reports.h"

enum { THREADS = 4, ROUNDS = 3 };

/* FNV-1a of everything a sink is given. */
static bool hash(void *context, const char *bytes, size_t length)
{
    uint64_t *h = context;
    for (size_t i = 0; i < length; i++) *h = (*h ^ (unsigned char)bytes[i]) * 1099511628211u;
    return true;
}

typedef struct shared {
    const fairleaf *f;
    const report *reports;
    const fairleaf_document *document;
} shared;

typedef struct thread {
    const shared *shared;
    pthread_t id;
    uint64_t sum;
    bool failed;
} thread;

static void write_all(thread *t, const fairleaf_document *d)
{
    for (size_t i = 0; fairleaf_format(i); i++) {
        fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
        how.format = fairleaf_format(i)->name;
        t->failed |= fairleaf_write(d, &how, hash, &t->sum, NULL) != FAIRLEAF_OK;
    }
    const fairleaf_account *a;
    if (fairleaf_document_account(d, &a, NULL))
        t->failed = true;
    else
        hash(&t->sum, a->clean.bytes, a->clean.length);
    fairleaf_account_free(a);
}

static void *work(void *argument)
{
    thread *t = argument;
    t->sum = 14695981039346656037u;
    for (int round = 0; round < ROUNDS; round++) {
        write_all(t, t->shared->document);
        for (int i = 0; i < REPORTS; i++) {
            const report *r = &t->shared->reports[i];
            fairleaf_source source = { r->name, r->bytes, r->length, NULL };
            fairleaf_document *d;
            if (fairleaf_read(t->shared->f, &source, NULL, &d, NULL)) {
                t->failed = true;
                continue;
            }
            write_all(t, d);
            fairleaf_document_free(d);
        }
    }
    return NULL;
}

int main(void)
{
    report reports[REPORTS];
    load_reports(reports);
    fairleaf *f;
    fairleaf_document *document;
    NUMBER("made", fairleaf_new(NULL, &f, NULL), FAIRLEAF_OK);
    fairleaf_source source = { reports[0].name, reports[0].bytes, reports[0].length, NULL };
    NUMBER("a document for all", fairleaf_read(f, &source, NULL, &document, NULL), FAIRLEAF_OK);
    shared all = { f, reports, document };
    thread t[THREADS + 1] = { 0 };
    for (int i = 0; i <= THREADS; i++) t[i].shared = &all;
    for (int i = 0; i < THREADS; i++)
        OK("a thread", pthread_create(&t[i].id, NULL, work, &t[i]) == 0);
    for (int i = 0; i < THREADS; i++) (void)pthread_join(t[i].id, NULL);
    (void)work(&t[THREADS]); /* alone, to compare with */
    for (int i = 0; i <= THREADS; i++) {
        OK("no thread failed", !t[i].failed);
        OK("the same bytes as alone", t[i].sum == t[THREADS].sum);
    }
    fairleaf_document_free(document);
    fairleaf_free(f);
    free_reports(reports);
    return DONE();
}
