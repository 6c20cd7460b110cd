/* rules/load.h - one pack file: YAML becomes tables, and whatever is wrong with it is refused. */
#ifndef FL_RULES_LOAD_H
#define FL_RULES_LOAD_H

#include <fairleaf.h>

#include "rules/embed.h"

/* Reads and checks the pack `name` (for messages). All of *out lives in `a`; `bytes` is not used
 * afterwards. Every pattern is compiled and tried on its examples. Fails: RULES with the place; the
 * message starts with the pack's name. */
fairleaf_status fl_pack_read(fl_arena *a, fl_span bytes, const char *name, fl_pack_data *out,
                             fairleaf_error *error);

#endif
