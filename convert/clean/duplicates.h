/* clean/duplicates.h - a title that a page gave twice. */
#ifndef FL_CLEAN_DUPLICATES_H
#define FL_CLEAN_DUPLICATES_H

#include "model/doc.h"
#include "model/trail.h"

/* Removes a line of the title zone (everything before the first line of prose) that says again what
 * an earlier line of the zone said, white space and heading marks aside; rule duplicates.title.
 * Lines further down never: what recurs there is text. */
void fl_drop_duplicates(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
