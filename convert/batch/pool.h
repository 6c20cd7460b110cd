/* batch/pool.h - many jobs over a few workers. The only door to pthread. */
#ifndef FL_BATCH_POOL_H
#define FL_BATCH_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct fl_pool_jobs {
    size_t count;
    const size_t *order; /* which job is taken when (largest first keeps all workers busy); NULL: as
                            they stand */
    void *context;
    /* Does job `index` in worker `worker` (from 0): called by several workers at once. */
    void (*run)(void *context, size_t index, unsigned worker);
    /* Called once for each job that ran, never by two workers at once, in the order of the jobs'
     * indices. */
    void (*report)(void *context, size_t index);
    /* True: no further job is taken. */
    bool (*stop)(void *context);
} fl_pool_jobs;

/* Runs the jobs with `workers` workers, the caller being one of them; with fewer when threads are
 * refused. Returns when all have ended. False: out of memory, nothing was run. */
bool fl_pool_run(const fl_pool_jobs *jobs, unsigned workers);

/* A lock for what workers share. */
typedef struct fl_lock fl_lock;
fl_lock *fl_lock_new(void); /* NULL: out of memory */
void fl_lock_free(fl_lock *l);
void fl_lock_take(fl_lock *l);
void fl_lock_give(fl_lock *l);

/* Processors that this process may use. */
unsigned fl_pool_processors(void);
/* Most workers for which it may have files open, when each needs `files` of them. */
unsigned fl_pool_most(unsigned files);

#endif
