/* cli/inputs.h - which inputs a run has. */
#ifndef FL_CLI_INPUTS_H
#define FL_CLI_INPUTS_H

#include "batch/corrections.h"
#include "batch/walk.h"
#include "cli/command.h"

/* Walks the operands and what --files-from lists, in `a`; `output` (NULL: none) is never an input.
 * Anything but DONE: it failed and has been said. */
fl_exit fl_inputs_walk(fl_arena *a, const fl_settings *s, const char *output, fl_walk *out);

/* Warns, unless `quiet`, of sources that the side file of metadata (NULL: none) names and that are
 * no input; returns how many. */
size_t fl_inputs_unused(fl_arena *a, const fl_corrections *c, bool quiet, const fl_input *input,
                        size_t count);

#endif
