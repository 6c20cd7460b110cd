/* batch/corrections.h - a side file that says for many sources what their metadata is.
 *
 * YAML:  raw/a.txt: {title: …, reporters: [甲, 乙], place: }      an empty value takes a key away
 * CSV:   path,title,reporters,…                                  an empty cell leaves what is found
 *
 * A source is named by its path as given on the command line, or below the folder given there.
 * Lists stand in one cell of CSV with `; ` between. Columns that `--to csv` counts (characters,
 * headings) are passed over, so that its own output can be corrected and given back. */
#ifndef FL_BATCH_CORRECTIONS_H
#define FL_BATCH_CORRECTIONS_H

#include <fairleaf.h>

#include "base/arena.h"
#include "base/span.h"

typedef struct fl_correction {
    const char *path;
    uint32_t line; /* in the side file */
    uint64_t byte;
    fairleaf_field *field;
    size_t count;
} fl_correction;

typedef struct fl_corrections {
    const char *name;    /* of the side file */
    fl_correction *item; /* sorted by path */
    size_t count;
    const fairleaf_field *always; /* holds for every source and is the last word */
    size_t always_count;
} fl_corrections;

/* Reads a side file; one whose first line starts with the word `path`, and a comma, semicolon or
 * tab, is CSV. `bytes` is UTF-8 and outlives the result, which is in `a`; `always` is set before.
 * Fails: ARGUMENT with the place. */
fairleaf_status fl_corrections_read(fl_arena *a, fl_span bytes, fl_corrections *out,
                                    fairleaf_error *error);

/* What holds for a source, or NULL when nothing is said about it in particular. */
const fl_correction *fl_corrections_find(const fl_corrections *c, const char *path,
                                         const char *place);

/* KEY=VALUE as a field: copies. False: there is no `=`, or what stands before it is no key. */
bool fl_corrections_field(fl_arena *a, const char *word, fairleaf_field *out);

#endif
