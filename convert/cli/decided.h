/* cli/decided.h - the file of --decisions: loaded for the library, and asked at the end of a batch
 * which of its documents were not met. */
#ifndef FL_CLI_DECIDED_H
#define FL_CLI_DECIDED_H

#include <fairleaf.h>

#include "base/arena.h"
#include "base/digest.h"

typedef struct fl_decided_file fl_decided_file;

/* Loads the file; in the arena's care. Fails: IO, LIMIT, NO_MEMORY. */
fairleaf_status fl_decided_load(fl_arena *a, const char *path, fl_decided_file **out,
                                fairleaf_error *error);
fairleaf_text fl_decided_text(const fl_decided_file *f);

/* Remembers that a document was met; by any number of threads at once. f NULL: nothing. */
void fl_decided_met(fl_decided_file *f, const fairleaf_document *d);

/* The same for one of which there is no document (it failed, or its outputs stand): known by its
 * name, its place, or its digest (NULL: not known). */
void fl_decided_named(fl_decided_file *f, const char *name, const char *place,
                      const fl_digest *digest);

/* The same for a run of one document, which must be in the file when documents are: warns
 * otherwise. Returns the number of warnings. f NULL: 0. */
size_t fl_decided_check(const fl_decided_file *f, const fairleaf_document *d, const char *path);

/* Warns on standard error of each document of the file that was not met; returns how many. f NULL:
 * 0. */
size_t fl_decided_say_unmet(const fl_decided_file *f);

#endif
