/* batch/plan.h - what a run has to do, decided before it begins: the outputs of every input, which
 * of them stand already, which would fall on a file that is not ours, and whose inputs are gone. */
#ifndef FL_BATCH_PLAN_H
#define FL_BATCH_PLAN_H

#include "batch/convert.h"
#include "batch/manifest.h"
#include "batch/walk.h"

typedef enum fl_state {
    FL_TODO,
    FL_CONVERTED,
    FL_UNCHANGED, /* its outputs stand and are what would be written */
    FL_FAILED,
    FL_FOREIGN, /* an output would replace a file that fairleaf did not write */
    FL_AGAIN    /* an earlier input is this one */
} fl_state;

typedef struct fl_job {
    const char *stem;     /* NULL for FL_AGAIN */
    const fl_record *old; /* NULL: none, or nothing is known of the folder */
    fl_product
        *made; /* its outputs, those that are wanted first; NULL when there is nothing to do */
    size_t products, known;  /* rows of `made`; how many of those wanted the old record has */
    fl_digest digest;        /* of the input, once it was read */
    const fl_sketch *sketch; /* of the clean text; NULL: not known */
    fl_state state;
    bool stands; /* all outputs are there, by the same recipe: only the input may differ */
} fl_job;

typedef struct fl_plan {
    fl_arena *arena;
    const fl_recipe *recipe;
    const fl_walk *walk;
    fl_job *job;           /* walk->count of them */
    fl_manifest *manifest; /* NULL: no output folder is there yet */
    fl_store *store;       /* of the manifest; NULL as above */
    bool removed;          /* something was taken away */
    bool sketched;         /* sketches of unchanged inputs were taken */
} fl_plan;

typedef struct fl_plan_how {
    bool force; /* files that fairleaf did not write may be replaced */
    bool again; /* outputs that stand are made again */
    bool dry;   /* nothing is written */
    bool durable;
} fl_plan_how;

/* Begin with arena, recipe and walk. Opens (and unless `dry` makes and locks) the output folder,
 * claims what will be written. Fails: IO, NO_MEMORY. fl_plan_close in any case. */
fairleaf_status fl_plan_make(fl_plan *p, const char *output, fl_plan_how how,
                             fairleaf_error *error);

/* Puts outputs of job `index` that are held into their places, after fl_store_sync of p->store.
 * Fails: IO, the first failure; the others are in place. */
fairleaf_status fl_plan_settle(fl_plan *p, size_t index, fairleaf_error *error);

/* What the manifest must say of job `index` as it stands now; the products are the job's. False:
 * nothing of it is there. */
bool fl_plan_record(const fl_plan *p, size_t index, fl_record *out);

/* Records whose inputs were not met in this run, and of which an output is still there. In the
 * arena. */
size_t fl_plan_gone(const fl_plan *p, fl_record ***out);
/* Removes the outputs of such a record that are as they were written; returns how many were left
 * because they are not. */
size_t fl_plan_remove(fl_plan *p, fl_record *r);

/* Writes the manifest anew, unless nothing was done. Fails: IO. */
fairleaf_status fl_plan_finish(const fl_plan *p, fairleaf_error *error);
void fl_plan_close(fl_plan *p);

#endif
