/* structure/verse.h - lines of verse. */
#ifndef FL_STRUCTURE_VERSE_H
#define FL_STRUCTURE_VERSE_H

#include "structure/draft.h"

/* Gives four neighbouring short lines or more that have the same length and end in a mark the role
 * FL_VERSE: one paragraph, a line break between them. */
void fl_find_verse(fl_draft *d);

#endif
