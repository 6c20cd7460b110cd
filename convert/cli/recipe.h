/* cli/recipe.h - from the options of `convert` to what a run does with every input. */
#ifndef FL_CLI_RECIPE_H
#define FL_CLI_RECIPE_H

#include "cli/run.h"

/* Fills run->setup, ->recipe and the rest but the arena, which is set. Anything but DONE: it has
 * been said. */
fl_exit fl_recipe_read(const fl_settings *s, fl_run *run);

#endif
