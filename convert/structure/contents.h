/* structure/contents.h - tables of contents: their entries look like headings and are none. */
#ifndef FL_STRUCTURE_CONTENTS_H
#define FL_STRUCTURE_CONTENTS_H

#include "structure/draft.h"

/* Gives the role FL_CONTENTS to three lines or more that end in leaders and a number, and to the
 * short lines between a heading such as `目录` and the place where the first of them comes again.
 */
void fl_find_contents(fl_draft *d);

#endif
