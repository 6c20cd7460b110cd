/* clean/attachments.h - sets the list of what is attached free from its label. */
#ifndef FL_CLEAN_ATTACHMENTS_H
#define FL_CLEAN_ATTACHMENTS_H

#include "model/doc.h"
#include "model/trail.h"

/* Cuts `附件：1. …` behind the colon when the next line is `2. …`: one list, not a paragraph and
 * the rest of a list. Not an edit: a line end is white space. */
void fl_cut_attachments(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
