/* site/build.h - one run: what the output folder holds, and what becomes of every report. */
#ifndef FL_SITE_BUILD_H
#define FL_SITE_BUILD_H

#include "batch/pool.h"
#include "site/asked.h"
#include "site/slug.h"

#define FL_PAGE_SUFFIX ".html"
#define FL_SOURCE_SUFFIX ".source.txt"
#define FL_REVIEW_FOLDER "review/pages/"

/* Of more reports than this only those get a page for looking over in which there is something to
 * look at; of the others there is the ledger. */
enum { FL_REVIEW_ALL = 1000 };

/* One input of the walk. */
typedef struct fl_report {
    fl_state state;
    bool stands;      /* its outputs do; only the source may differ */
    bool read;        /* the digest is known */
    fl_digest digest; /* of the source */
    const char *id;   /* of its slug */
    fl_record **old;  /* what the manifest says of its place; neighbours in by_place */
    size_t olds;
    fl_record *made; /* what the manifest must say; NULL: as before */
    size_t makes;
} fl_report;

/* What one worker keeps from one report to the next. */
typedef struct fl_site_worker {
    fl_arena *arena; /* of what is kept until the end */
    fl_fetched source;
    fl_loaded loaded, image;
    fl_store *store;
} fl_site_worker;

typedef struct fl_build {
    fl_site *site;
    fl_arena *arena;
    fl_store *store;
    fl_manifest *manifest;
    fl_report *report;    /* walk->count of them */
    fl_record **by_place; /* records of reports in the manifest, sorted by place */
    size_t records;
    fl_record **page; /* records of pages that stand for themselves: lists, feed, search */
    size_t pages, page_capacity;
    fl_site_worker *worker;
    fl_recipe outputs;                  /* those that batch/convert writes */
    const fairleaf_template *templates; /* of a report's page; see site/page.h */
    size_t template_count;
    fl_lock *claiming; /* of the manifest */
    atomic_bool full;  /* the disk: every further output would fail */
} fl_build;

/* Opens the output folder and its manifest, and finds out which reports have to be made. Fails: IO,
 * NO_MEMORY. fl_build_close in any case. */
fairleaf_status fl_build_open(fl_build *b, fairleaf_error *error);
void fl_build_close(fl_build *b);

/* True for the record of something that belongs to the site as a whole. */
bool fl_build_is_page(const fl_record *r);

/* True for the record of a page on which a report is looked over. */
bool fl_build_is_review(const fl_record *r);

/* Says in the manifest that the outputs of `r` will be ours, before they are there. Fails: IO, when
 * one is there and is not. May be called by several workers. */
fairleaf_status fl_build_claim(fl_build *b, const fl_record *r, fairleaf_error *error);

/* The same of outputs that were claimed before and are about to be replaced. */
void fl_build_claim_again(fl_build *b, const fl_record *r);

/* Says in the manifest what stands now. May be called by several workers. */
void fl_build_append(fl_build *b, const fl_record *r);

/* Writes one output of the site as a whole, unless it stands and is the same. `path` has its
 * suffix. Fails: IO. */
fairleaf_status fl_build_page(fl_build *b, const char *path, fl_span bytes, fairleaf_error *error);

/* The record of the page at `path`, when there was one; its digest may be set until the end. */
fl_record *fl_build_page_record(const fl_build *b, const char *path);

/* Takes the store of a worker, opening it when it is needed first. Fails: IO. */
fairleaf_status fl_build_store(fl_build *b, fl_site_worker *w, fl_store **out,
                               fairleaf_error *error);

/* Records of all reports as they stand now, in the order of their stems; in the arena. */
size_t fl_build_standing(const fl_build *b, fl_record ***out);

/* Removes what is old, and writes the manifest. Fails: IO. */
fairleaf_status fl_build_finish(fl_build *b, fairleaf_error *error);

/* The output with this suffix, or NULL. */
const fl_product *fl_build_product(const fl_record *r, const char *suffix);
/* The source is, by size and time, what it was. */
bool fl_build_same_input(const fl_record *old, const fl_input *input);
/* The time to record of a source: 0 when it may have changed while its outputs were written. */
int64_t fl_build_settled(const fl_input *input, const fl_record *r);

/* Runs jobs over the workers; false: memory ended. */
bool fl_build_run(fl_build *b, size_t count, void (*run)(void *, size_t, unsigned),
                  void (*report)(void *, size_t));

#endif
