/* batch/convert.h - one input on its way from a path to its outputs. */
#ifndef FL_BATCH_CONVERT_H
#define FL_BATCH_CONVERT_H

#include <fairleaf.h>

#include "base/digest.h"
#include "batch/corrections.h"
#include "batch/ledger.h"
#include "batch/manifest.h"
#include "batch/members.h"
#include "batch/store.h"

#define FL_LEDGER_SUFFIX ".ledger.json"

/* One output of every input. */
typedef struct fl_wanted {
    const char *suffix;
    const char *format; /* NULL: the ledger */
    uint64_t recipe;    /* hash of all but the input that decides what is written */
} fl_wanted;

/* What all inputs of a run share. */
typedef struct fl_recipe {
    const fairleaf *library;
    const fairleaf_options *options;
    const fl_corrections *corrections; /* NULL: none */
    fairleaf_output output;            /* its format is not looked at */
    fl_wanted *wanted;
    size_t wanted_count;
    uint64_t most; /* bytes of one input */
    fl_members *members;
    fl_ledger_recipe ledger; /* for ledgers, as far as it is the same for all inputs */
} fl_recipe;

/* One input read. */
typedef struct fl_reading {
    const char *path;
    const char *place; /* what a ledger calls it: no absolute path leaves the machine */
    size_t container;  /* bytes of `place` that name the container; 0: it is a file */
    uint64_t bytes;
    fl_digest digest;                /* of the bytes: the ledger gives it */
    fairleaf_document *document;     /* NULL when it failed */
    const fairleaf_account *account; /* of the document, when the caller has made it */
    /* how it was read, for its ledger: what the options say, and besides that what its container
     * tells of it */
    fairleaf_options options;
    const char *declared;
    fairleaf_field told[FL_FETCHED_FIELDS];
    size_t told_count;
} fl_reading;

/* A reading of an input, to be filled. */
fl_reading fl_convert_reading(const fl_input *input);

/* The bytes of an input; "-" is standard input. */
fairleaf_status fl_convert_load(const fl_recipe *r, const fl_input *input, fl_fetched *out,
                                fairleaf_error *error);
/* Reads the document, which decisions may call by its path or its place; `loaded` must outlive it.
 */
fairleaf_status fl_convert_read(const fl_recipe *r, const fl_fetched *loaded, fl_reading *reading,
                                fairleaf_error *error);

/* What the ledger of a reading says of how it was made; it points into both. */
fl_ledger_recipe fl_convert_recipe(const fl_recipe *r, const fl_reading *reading);

/* fairleaf_write, but that a place in a template is said in words: to a caller who names the input
 * a place is one in the input. */
fairleaf_status fl_convert_write(const fairleaf_document *d, const fairleaf_output *how,
                                 fairleaf_sink sink, void *context, fairleaf_error *error);

/* What fairleaf_write gives, kept together. Not in an arena: its jump must not pass through the
 * library. Begin with zeros; free `bytes`. */
typedef struct fl_collected {
    char *bytes;
    size_t length, capacity;
} fl_collected;

/* A fairleaf_sink whose context is a fl_collected; false: out of memory. */
bool fl_collect(void *collected, const char *bytes, size_t length);
void fl_collected_free(void *collected); /* for fl_arena_defer, too */

/* Where one document's outputs go. */
typedef struct fl_target {
    fl_store *store;
    const char *stem; /* the outputs are stem + suffix */
    bool exact;       /* the first output is called `stem` itself; the ledger stem + its suffix */
    fl_product *made; /* wanted_count rows, filled as outputs come into place; NULL: not asked */
} fl_target;

/* Writes all that is wanted. On failure the outputs before the failing one are in place. */
fairleaf_status fl_convert_store(const fl_recipe *r, const fl_reading *reading,
                                 const fl_target *target, fairleaf_error *error);

#endif
