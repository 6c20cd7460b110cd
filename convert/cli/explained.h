/* cli/explained.h - the account of one document as text for a terminal. */
#ifndef FL_CLI_EXPLAINED_H
#define FL_CLI_EXPLAINED_H

#include "cli/document.h"

typedef struct fl_explained_how {
    bool full;                /* every change, not two examples of each repair */
    bool colour;              /* standard output is a terminal that shows colours */
    const char *const *rules; /* globs: only changes and warnings of these; NULL: all */
} fl_explained_how;

/* Prints counts by rule, metadata, what was removed (in full), repairs by kind with two examples
 * each, and last what a person should look at: flags, warnings, changes that are less than 0.90
 * sure. */
void fl_explained_print(fl_arena *a, const fl_opened *opened, const fl_explained_how *how);

/* True when standard output is a terminal and nobody has asked for no colours (NO_COLOR,
 * TERM=dumb). */
bool fl_explained_may_colour(void);

#endif
