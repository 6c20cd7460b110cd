/* structure/build.h - parts with their roles become blocks. */
#ifndef FL_STRUCTURE_BUILD_H
#define FL_STRUCTURE_BUILD_H

#include "structure/draft.h"

/* The document's root with all blocks. Every character of every kept line is in it once, white
 * space at seams aside. */
fl_block *fl_build_document(const fl_draft *d);

#endif
