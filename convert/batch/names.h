/* batch/names.h - what each output is called.
 *
 * An output has the place and name of its input with another suffix: raw/2021/a.txt becomes
 * 2021/a.md. When that gives two inputs one name, all of them keep theirs in front of the suffix
 * (a.txt.md, a.html.md); when that does not help, eight digits of a hash of the path follow
 * (a.txt-1b4d21c6.md). All is decided from the whole list, never by who comes first, and names are
 * compared without case and composition, so that the archive survives file systems that see no
 * difference. */
#ifndef FL_BATCH_NAMES_H
#define FL_BATCH_NAMES_H

#include "base/arena.h"
#include "batch/walk.h"

/* The path of each output below the output folder, without its suffix; NULL for an input that an
 * earlier one is again (the same file for the same place). `suffixes` are those that outputs will
 * get (".md"), ended by NULL. All in `a`. */
const char **fl_names_settle(fl_arena *a, const fl_input *input, size_t count,
                             const char *const *suffixes);

#endif
