/* cli/inputs.h - which inputs a run has. */
#ifndef FL_CLI_INPUTS_H
#define FL_CLI_INPUTS_H

#include "batch/corrections.h"
#include "batch/members.h"
#include "cli/command.h"

/* Walks the operands and what --files-from lists, in `a`, and lists the members of containers;
 * `output` (NULL: none) is never an input. Anything but DONE: it failed and has been said. */
fl_exit fl_inputs_walk(fl_arena *a, const fl_settings *s, fl_members *members, const char *output,
                       fl_walk *out);

/* The one document that an operand means: a file, the only member of a container, or a member named
 * behind its container. "-" is standard input. Anything but DONE: there is none, or there are more,
 * and it has been said how to name one. */
fl_exit fl_inputs_one(fl_arena *a, fl_members *members, const char *operand, fl_input *out);

/* Says what the walk met before input `until`; *said counts on. True: an input failed. */
bool fl_inputs_say(const fl_walk *w, size_t *said, size_t until);

/* Warns, unless `quiet`, of sources that the side file of metadata (NULL: none) names and that are
 * no input; returns how many. */
size_t fl_inputs_unused(fl_arena *a, const fl_corrections *c, bool quiet, const fl_input *input,
                        size_t count);

#endif
