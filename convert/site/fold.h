/* site/fold.h - what a search takes for the same: case of ASCII, full-width forms, and characters
 * whose simplified form is another (協 is 协). Table: data/readings. */
#ifndef FL_SITE_FOLD_H
#define FL_SITE_FOLD_H

#include "base/buf.h"

/* The simplified form of every character that has one, 0 for the others; in `a`. */
typedef struct fl_folds {
    uint16_t simplified[0x10000];
} fl_folds;
const fl_folds *fl_folds_new(fl_arena *a);

/* What counts of a character: 0 for what parts words. */
uint32_t fl_fold(const fl_folds *folds, uint32_t c);

/* Every character with a simplified form, and that form behind it: for the page's script. */
void fl_fold_table(fl_buf *out);

#endif
