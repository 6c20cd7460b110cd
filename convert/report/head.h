/* report/head.h - the head of a ledger from its file, without its edits. */
#ifndef FL_REPORT_HEAD_H
#define FL_REPORT_HEAD_H

#include "batch/load.h"
#include "report/recorded.h"

/* Reads no more of the file than is needed; all in `a`, `loaded` is scratch. Fails: IO, ARGUMENT,
 * NO_MEMORY. */
fairleaf_status fl_recorded_head(fl_arena *a, const char *path, fl_loaded *loaded, fl_recorded *out,
                                 fairleaf_error *error);

#endif
