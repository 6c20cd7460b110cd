/* site/pairs.h - pairs of neighbouring characters with the reports that have them, in shards. */
#ifndef FL_SITE_PAIRS_H
#define FL_SITE_PAIRS_H

#include <fairleaf.h>

#include "base/buf.h"
#include "site/fold.h"

/* 21 bits of either character, 20 of the report's number, 2 of the weight. */
typedef uint64_t fl_pair;
enum { FL_PAIR_REPORTS = 1 << 20 };

static inline uint32_t fl_pair_first(fl_pair p) { return (uint32_t)(p >> 43) & 0x1FFFFF; }
static inline uint32_t fl_pair_second(fl_pair p) { return (uint32_t)(p >> 22) & 0x1FFFFF; }
static inline uint32_t fl_pair_report(fl_pair p) { return (uint32_t)(p >> 2) & 0xFFFFF; }
static inline unsigned fl_pair_weight(fl_pair p) { return (unsigned)p & 3; }
static inline uint64_t fl_pair_key(fl_pair p) { return p >> 22; }

typedef struct fl_pairs_text {
    const fl_folds *folds;
    fl_span title, text;
    uint32_t report;
} fl_pairs_text;

/* The pairs of one report, each once. In `a`; returns their number. */
size_t fl_pairs_of(fl_arena *a, const fl_pairs_text *t, fl_pair **out);

/* Collects pairs; what is too much for memory goes to the file `path`, which is removed at the end.
 * `shards` is a power of two. */
typedef struct fl_pairs fl_pairs;
fl_pairs *fl_pairs_new(unsigned shards, const char *path);
void fl_pairs_free(fl_pairs *p);
/* Reports must come in the order of their numbers. False: memory or the disk ended. */
bool fl_pairs_add(fl_pairs *p, const fl_pair *pair, size_t count);
/* When all are added: those of one shard, sorted by pair, then by report. In `a`. By any number of
 * workers at once. False: memory or the disk ended. */
bool fl_pairs_shard(const fl_pairs *p, unsigned shard, fl_arena *a, fl_pair **out, size_t *count);

#endif
