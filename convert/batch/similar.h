/* batch/similar.h - which texts of a batch are nearly the same: one report from two sites. */
#ifndef FL_BATCH_SIMILAR_H
#define FL_BATCH_SIMILAR_H

#include "base/arena.h"
#include "base/sketch.h"

/* Sets group[i] to the least index of a text that is nearly the text i, over any number of steps: i
 * itself when there is none. `sketch[i]` NULL: not known, like nothing. In time n log n; memory
 * from the arena. */
void fl_similar_group(fl_arena *a, const fl_sketch *const *sketch, size_t count, size_t *group);

#endif
