/* model/walk.h - through a document from its first byte to its last, without recursion: deep
 * documents cost memory of the arena, never the stack. */
#ifndef FL_MODEL_WALK_H
#define FL_MODEL_WALK_H

#include "base/buf.h"
#include "model/doc.h"

/* Blocks: each one is entered, then what is in it is walked, then it is left.
 *
 *     fl_walk w = fl_walk_new(a, root);
 *     while (fl_walk_next(&w)) { w.block, w.entering, w.parent }
 */
typedef struct fl_walk {
    const fl_block *root, *block;
    const fl_block *parent; /* NULL for the root */
    bool entering;          /* else leaving */
    size_t depth;           /* blocks around it */
    const fl_block **open;  /* they, outermost first */
    size_t capacity;
    fl_arena *arena;
} fl_walk;
fl_walk fl_walk_new(fl_arena *a, const fl_block *root);
bool fl_walk_next(fl_walk *w);
/* Called when a block was just entered: what is in it is not walked, and it is not left. */
void fl_walk_skip(fl_walk *w);

/* What inlines say without their styles; breaks are spaces. */
void fl_plain_inlines(fl_arena *a, const fl_inline *inlines, fl_buf *out);
fl_span fl_plain_text(fl_arena *a, const fl_inline *inlines);

#endif
