/* cli/templates.h - templates of the user: read, checked and handed to the library. */
#ifndef FL_CLI_TEMPLATES_H
#define FL_CLI_TEMPLATES_H

#include <fairleaf.h>

#include "cli/command.h"

/* Reads the template at `path` under `name`, and the partials that it names, which stand beside it
 * or are built in, into *out. `hash` takes up their bytes. Anything but DONE: it failed and has
 * been said. */
fl_exit fl_templates_read(fl_arena *a, const char *path, const char *name, fairleaf_output *out,
                          uint64_t *hash);

#endif
