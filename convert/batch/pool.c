/* batch/pool.c - workers take the next job from one atomic counter; reports wait until it is their
 * turn. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "batch/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_WORKERS = 256 };

typedef struct pool {
    const fl_pool_jobs *jobs;
    atomic_size_t next;
    pthread_mutex_t lock; /* guards what stands below */
    unsigned char *done;
    size_t reported; /* all jobs before it have been reported */
} pool;

typedef struct worker {
    pool *pool;
    unsigned number;
    pthread_t thread;
} worker;

static void finish(pool *p, size_t index)
{
    (void)pthread_mutex_lock(&p->lock);
    p->done[index] = 1;
    for (; p->reported < p->jobs->count && p->done[p->reported]; p->reported++)
        p->jobs->report(p->jobs->context, p->reported);
    (void)pthread_mutex_unlock(&p->lock);
}

static void *work(void *argument)
{
    const worker *w = argument;
    pool *p = w->pool;
    const fl_pool_jobs *jobs = p->jobs;
    while (!jobs->stop(jobs->context)) {
        size_t taken = atomic_fetch_add(&p->next, 1);
        if (taken >= jobs->count) break;
        size_t index = jobs->order ? jobs->order[taken] : taken;
        jobs->run(jobs->context, index, w->number);
        finish(p, index);
    }
    return NULL;
}

bool fl_pool_run(const fl_pool_jobs *jobs, unsigned workers)
{
    if (workers > MOST_WORKERS) workers = MOST_WORKERS;
    if (workers > jobs->count) workers = (unsigned)jobs->count;
    if (workers == 0) workers = 1;
    pool p = { .jobs = jobs, .done = calloc(jobs->count + 1, 1) };
    worker *all = calloc(workers, sizeof *all);
    bool ready = p.done && all && pthread_mutex_init(&p.lock, NULL) == 0;
    if (ready) {
        unsigned started = 0;
        for (unsigned i = 0; i < workers; i++) all[i] = (worker){ .pool = &p, .number = i };
        while (started + 1 < workers &&
               pthread_create(&all[started + 1].thread, NULL, work, &all[started + 1]) == 0)
            started++;
        (void)work(&all[0]);
        for (unsigned i = 1; i <= started; i++) (void)pthread_join(all[i].thread, NULL);
        for (size_t i = p.reported; i < jobs->count; i++) /* behind a job that never ran */
            if (p.done[i]) jobs->report(jobs->context, i);
        (void)pthread_mutex_destroy(&p.lock);
    }
    free(all);
    free(p.done);
    return ready;
}

struct fl_lock {
    pthread_mutex_t mutex;
};

fl_lock *fl_lock_new(void)
{
    fl_lock *l = malloc(sizeof *l);
    if (l && pthread_mutex_init(&l->mutex, NULL) == 0) return l;
    free(l);
    return NULL;
}

void fl_lock_free(fl_lock *l)
{
    if (l) (void)pthread_mutex_destroy(&l->mutex);
    free(l);
}

void fl_lock_take(fl_lock *l) { (void)pthread_mutex_lock(&l->mutex); }

void fl_lock_give(fl_lock *l) { (void)pthread_mutex_unlock(&l->mutex); }

unsigned fl_pool_most(unsigned files)
{
    enum { OTHERS = 8 }; /* standard streams, manifest, lock, … */
    long most = sysconf(_SC_OPEN_MAX);
    if (most < 0) return MOST_WORKERS;
    return most < (long)(OTHERS + files) ? 1 : (unsigned)((most - OTHERS) / (long)files);
}

unsigned fl_pool_processors(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n < 1 ? 1 : (unsigned)n;
}
