/* cli/outputs.h - the options of `convert` that say what outputs hold. */
#ifndef FL_CLI_OUTPUTS_H
#define FL_CLI_OUTPUTS_H

#include "cli/run.h"

/* Reads them into run->recipe, whose formats are set, and into run->setup.options. Anything but
 * DONE: it failed and has been said. */
fl_exit fl_outputs_read(fl_arena *a, const fl_settings *s, fl_run *run);

#endif
