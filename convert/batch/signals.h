/* batch/signals.h - SIGINT, SIGTERM and SIGHUP ask the program to end in order.
 *
 * The first one is only remembered: running documents are finished or dropped, nothing half-written
 * stays, then fl_signals_die ends the program by the same signal, as its parent expects. A second
 * one ends it at once. */
#ifndef FL_BATCH_SIGNALS_H
#define FL_BATCH_SIGNALS_H

#include <stdbool.h>

/* Also makes a write beyond the file size limit an error instead of a signal. */
void fl_signals_install(void);
bool fl_signals_seen(void);
/* Returns when no signal was seen. */
void fl_signals_die(void);

#endif
