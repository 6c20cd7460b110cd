/* structure/leads.h - run-in leads: the first sentence of a paragraph that says, in a few words,
 * what it is about. */
#ifndef FL_STRUCTURE_LEADS_H
#define FL_STRUCTURE_LEADS_H

#include "structure/draft.h"

/* Single sentences on a line of their own before a paragraph, three or more in the document or
 * strong in the source, get the role FL_LEADER. */
void fl_find_leaders(fl_draft *d);

/* Sets `lead` of paragraphs, section paragraphs, points and articles. A lead never ends in its
 * closing mark. */
void fl_find_leads(fl_draft *d);

/* The lead of a point whose text is `s` and whose marker has `marker` bytes: the end of its first
 * sentence when something stands behind it and it is short enough; 0: none. */
size_t fl_point_lead(const fl_draft *d, fl_span s, size_t marker);

/* The same for a paragraph that begins with a marker: all of it when it is one short sentence, else
 * the marker; 0 when neither can be. */
size_t fl_marked_lead(const fl_draft *d, fl_span s, size_t marker);

#endif
