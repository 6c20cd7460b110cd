/* site/fold.h - what a search takes for the same: case of ASCII, full-width forms, and characters
 * whose simplified form is another (協 is 协). Table: data/readings. */
#ifndef FL_SITE_FOLD_H
#define FL_SITE_FOLD_H

#include "base/buf.h"

/* What counts of a character: 0 for what parts words. */
uint32_t fl_fold(uint32_t c);

/* Every character with a simplified form, and that form behind it: for the page's script. */
void fl_fold_table(fl_buf *out);

#endif
