/* structure/meta.h - properties that the title zone and the dateline give. */
#ifndef FL_STRUCTURE_META_H
#define FL_STRUCTURE_META_H

#include "structure/draft.h"

/* Adds title, subtitle, date, author, author_role, source, place, body, session, reporters and
 * correspondents to the draft's properties, where they can be read without doubt; what is there
 * already stays. */
void fl_find_properties(fl_draft *d);

#endif
