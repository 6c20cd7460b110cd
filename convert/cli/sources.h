/* cli/sources.h - where the sources of a folder of ledgers are.
 *
 * A ledger calls its source by its place in the folder that was converted, so that no path of the
 * machine is in it. The file is found by that place below the folder that is named, or else here,
 * in the ledgers' folder, beside it, or in a folder beside it; its digest proves it. Where the
 * place leads through a file, that is a container and the source is a member of it. */
#ifndef FL_CLI_SOURCES_H
#define FL_CLI_SOURCES_H

#include <stdatomic.h>

#include "batch/members.h"
#include "report/recorded.h"

typedef struct fl_sources {
    const char **root; /* folders, each ended by a slash */
    size_t count;
    atomic_size_t last; /* the one in which a source was found last */
    fl_members *members;
} fl_sources;

/* named: the folder of --sources, or NULL. out->members is set before. */
void fl_sources_find(fl_arena *a, const char *named, const char *ledgers, fl_sources *out);

typedef enum fl_source_state {
    FL_SOURCE_FOUND,
    FL_SOURCE_CHANGED,
    FL_SOURCE_MISSING
} fl_source_state;

enum { FL_SOURCE_PATH = 8192 };

/* Loads the source of a ledger. FOUND: its digest is that of the ledger. CHANGED: only files with
 * other bytes are there; the first of them was loaded. `path` is what was loaded, or the place. */
fl_source_state fl_sources_load(fl_sources *s, const fl_recorded *ledger, fl_fetched *out,
                                char path[FL_SOURCE_PATH]);

#endif
