/* clean/residue.h - what a table or an image left behind when a page was turned into text. */
#ifndef FL_CLEAN_RESIDUE_H
#define FL_CLEAN_RESIDUE_H

#include "model/doc.h"
#include "model/trail.h"

/* Takes `![]()` (no description, no address) out of lines, rule residue.image; takes runs of empty
 * table cells off the ends of lines that have no other cells, and lines of nothing else, rule
 * residue.table. Lines of a real table (two cells with text or more, in the line or beside it)
 * stay. */
void fl_drop_residue(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
