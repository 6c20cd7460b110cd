/* cli/progress.c */
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PAUSE = 100000000 }; /* nanoseconds */

void fl_progress_begin(fl_progress *p, bool quiet)
{
    const char *kind = getenv("TERM");
    *p = (fl_progress){ .wanted = !quiet && isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb") };
}

void fl_progress_show(fl_progress *p, size_t done, size_t all, size_t failed)
{
    struct timespec now;
    if (!p->wanted || clock_gettime(CLOCK_MONOTONIC, &now) != 0) return;
    int64_t time = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    if (p->last == 0) p->last = time; /* what is done at once needs no line */
    if (time - p->last < PAUSE) return;
    p->last = time;
    p->shown = true;
    fprintf(stderr, "\r%zu of %zu (%zu %%)", done, all, all ? done * 100 / all : 100);
    if (failed) fprintf(stderr, ", %zu failed", failed);
    fputs("\033[K", stderr);
    fflush(stderr);
}

void fl_progress_clear(fl_progress *p)
{
    if (p->shown) fputs("\r\033[K", stderr);
    p->shown = false;
}
