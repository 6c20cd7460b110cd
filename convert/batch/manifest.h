/* batch/manifest.h - what the output folder holds, and what it was made from:
 * OUTPUT/.fairleaf/manifest.jsonl.
 *
 * One JSON object a line, one line an input (schema fairleaf.manifest/1):
 *
 *     {"stem":"2021/a","input":"2021/a.txt","bytes":812,"changed":1609459200000000000,
 *      "file":4711,"sha256":"…","sketch":"…",
 *      "outputs":[{"suffix":".md","recipe":"9c5f…","bytes":790,"changed":1609459201000000000}]}
 *
 * While a run lasts, lines are appended, a later line for a stem replacing the earlier one: first a
 * claim for everything that will be written (outputs without bytes), then each input when its
 * outputs are in place. A run that is killed thus leaves a manifest that is true. At its end the
 * file is written anew, sorted. A line that cannot be read is passed over: its outputs are made
 * again. One run at a time holds the folder (a lock). */
#ifndef FL_BATCH_MANIFEST_H
#define FL_BATCH_MANIFEST_H

#include <fairleaf.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/sketch.h"
#include "batch/store.h"

typedef struct fl_product {
    const char *suffix; /* of the output's name, behind the stem */
    uint64_t recipe;    /* hash of everything but the input that decides what is written */
    uint64_t bytes;
    int64_t changed; /* nanoseconds; 0: claimed, not known to be there */
    uint32_t held;   /* fl_stored.held: it is not in its place yet */
} fl_product;

typedef struct fl_record {
    const char *stem;     /* path below the output folder, without suffix */
    const char *place;    /* of the input, for people */
    uint64_t bytes, file; /* of the input: size, st_ino */
    int64_t changed;
    fl_digest digest;
    const fl_sketch *sketch; /* of the clean text; NULL: not known (only --report asks for it) */
    fl_product *product;
    size_t products;
    bool taken,
        removed; /* for the caller: an input of this run has this stem; its outputs were removed */
} fl_record;

typedef struct fl_manifest fl_manifest;

/* Opens the manifest of the folder of `store` and locks it; `write` false only reads. What it says
 * is in `a`. Fails: IO (also when another run holds the folder). */
fairleaf_status fl_manifest_open(fl_arena *a, fl_store *store, bool write, fl_manifest **out,
                                 fairleaf_error *error);
/* Unlocks and closes, without writing; NULL is allowed. */
void fl_manifest_close(fl_manifest *m);

/* The record of a stem, or NULL. */
fl_record *fl_manifest_find(const fl_manifest *m, const char *stem);
size_t fl_manifest_records(const fl_manifest *m, fl_record *const **out);

/* Appends a line; flush brings what was appended to the file. Memory that runs out, or a file that
 * cannot grow, only costs the next run work. */
void fl_manifest_append(fl_manifest *m, const fl_record *r);
void fl_manifest_flush(fl_manifest *m);

/* Writes the whole anew: `count` records sorted by stem. Fails: IO, and the appended lines stay. */
fairleaf_status fl_manifest_write(fl_manifest *m, fl_record *const *record, size_t count,
                                  fairleaf_error *error);

/* True when there is anything called `stem` + `suffix` below the folder `root`. */
bool fl_product_is_there(int root, const char *stem, const char *suffix);
/* True when the file `stem` + product->suffix is as the product says. */
bool fl_product_stands(int root, const char *stem, const fl_product *p);

#define FL_MANIFEST_FOLDER ".fairleaf"

#endif
