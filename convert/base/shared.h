/* base/shared.h - shared libraries that are opened when they are first needed, so that a run that
 * does without them does not pay for them. The only door to dlopen. */
#ifndef FL_BASE_SHARED_H
#define FL_BASE_SHARED_H

#include <stdbool.h>
#include <stddef.h>

/* Opens the library `name` (a soname: found where the system keeps its libraries) and looks up
 * `count` functions by their names; their addresses go, in the same order, into `table`, which is a
 * struct of `count` pointers to functions. False: the library or one of the functions is not there.
 * The library stays open: opening it again costs next to nothing. */
bool fl_shared_open(const char *name, const char *const *symbol, size_t count, void *table);

#endif
