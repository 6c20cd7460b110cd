/* batch/results.h - what became of every input of a run: `--report FILE`, JSON lines (schema
 * fairleaf.report/1).
 *
 * A head, one line an input in the order of the inputs, one line a group of near-duplicates (they
 * are listed, never dropped), a line of totals:
 *
 *     {"schema":"fairleaf.report/1","tool":"fairleaf 0.1.0"}
 *     {"path":"raw/a.txt","status":"converted","bytes":812,"sha256":"…",
 *      "outputs":[{"path":"a.md","bytes":790}],"encoding":"GB18030","confidence":0.98,
 *      "title":"…","edits":3,"removed":41,"replaced":2,"warnings":0}
 *     {"path":"raw/b.txt","status":"failed",…,"error":{"code":"encoding","message":"…"}}
 *     {"near_duplicates":["raw/a.txt","raw/c.txt"],"likeness":0.97}
 *     {"totals":{"converted":1,…}}
 *
 * Status is converted, unchanged, failed, skipped (none of a converter's files), again (an earlier
 * input is this one), not-started. A path that is not UTF-8 stands in path_hex as well. */
#ifndef FL_BATCH_RESULTS_H
#define FL_BATCH_RESULTS_H

#include "batch/plan.h"

typedef struct fl_results fl_results;

/* Begins the report at `path` ("-": standard output). It appears when it is closed. Fails: IO,
 * NO_MEMORY. */
fairleaf_status fl_results_open(fl_arena *a, const char *path, fl_results **out,
                                fairleaf_error *error);

/* What only the one who reads the document can say, as members of a line of JSON, in malloc'd
 * memory (NULL: out of memory); with the sketch of its clean text. For any thread. */
char *fl_results_detail(const fl_reading *reading, const fairleaf_error *error, fl_sketch *sketch,
                        bool *sketched);

/* Adds the line of job `index`; `detail` as above, NULL allowed. */
void fl_results_add(fl_results *r, const fl_plan *p, size_t index, const char *detail);
void fl_results_notice(fl_results *r, const fl_walk_notice *n);

typedef struct fl_totals {
    size_t converted, unchanged, failed, warned, removed;
} fl_totals;

/* Lists the near-duplicates among the jobs whose sketch is known, and ends the report. Returns in
 * `groups` how many there were. Fails: IO, and nothing is left of it. */
fairleaf_status fl_results_close(fl_results *r, const fl_plan *p, const fl_totals *totals,
                                 size_t *groups, fairleaf_error *error);

#endif
