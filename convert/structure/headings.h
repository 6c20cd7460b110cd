/* structure/headings.h - headings without a number, alone or over two lines. */
#ifndef FL_STRUCTURE_HEADINGS_H
#define FL_STRUCTURE_HEADINGS_H

#include "structure/draft.h"

/* Finds short open lines between paragraphs that look alike (two in the document, or marked by the
 * source, or a word such as 附件). Two neighbours are one heading over two lines when that is the
 * document's habit, else two levels. */
void fl_find_headings(fl_draft *d);

#endif
