/* cli/progress.h - one line on a terminal that says how far a batch is; nothing anywhere else. */
#ifndef FL_CLI_PROGRESS_H
#define FL_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct fl_progress {
    bool wanted, shown;
    int64_t last; /* when it was shown, in nanoseconds */
} fl_progress;

/* Standard error is a terminal, and nobody asked for quiet. */
void fl_progress_begin(fl_progress *p, bool quiet);
/* Shows it, at most ten times a second. */
void fl_progress_show(fl_progress *p, size_t done, size_t all, size_t failed);
/* Before anything else is written to the terminal, and at the end. */
void fl_progress_clear(fl_progress *p);

#endif
