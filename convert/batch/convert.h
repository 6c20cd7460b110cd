/* batch/convert.h - one input on its way from a path to its outputs. */
#ifndef FL_BATCH_CONVERT_H
#define FL_BATCH_CONVERT_H

#include <fairleaf.h>

#include "batch/corrections.h"
#include "batch/load.h"
#include "batch/store.h"

/* What all inputs of a run share. */
typedef struct fl_recipe {
    const fairleaf *library;
    const fairleaf_options *options;
    const fl_corrections *corrections; /* NULL: none */
    const fairleaf_format_info *const *formats; /* ended by NULL */
    fairleaf_output output;                     /* its format is not looked at */
    bool ledger;
    uint64_t most; /* bytes of one input */
} fl_recipe;

/* One input read. */
typedef struct fl_reading {
    const char *path;
    const char *place;           /* what a ledger calls it: no absolute path leaves the machine */
    fairleaf_document *document; /* NULL when it failed */
    uint64_t bytes;
} fl_reading;

/* Loads and reads out->path ("-": standard input), which is set before, as is out->place; `loaded`
 * must outlive the document. */
fairleaf_status fl_convert_read(const fl_recipe *r, fl_loaded *loaded, fl_reading *out,
                                fairleaf_error *error);

/* Writes the document in every format, and its ledger, to `store` as stem.suffix. */
fairleaf_status fl_convert_store(const fl_recipe *r, const fl_reading *reading, fl_store *store,
                                 const char *stem, fairleaf_error *error);
/* The same in one format, to exactly `path`; the ledger beside it. */
fairleaf_status fl_convert_store_as(const fl_recipe *r, const fl_reading *reading, fl_store *store,
                                    const char *path, fairleaf_error *error);

#define FL_LEDGER_SUFFIX ".ledger.json"

#endif
