/* structure/levels.h - which headings stand inside which. */
#ifndef FL_STRUCTURE_LEVELS_H
#define FL_STRUCTURE_LEVELS_H

#include "structure/draft.h"

/* Gives every heading its level, from 2 on, by containment: a style whose numbers start again below
 * a heading of another style stands inside that one, whatever the two look like. The usual rank of
 * the numbering only settles ties. */
void fl_find_levels(fl_draft *d);

#endif
