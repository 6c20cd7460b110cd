/* read/html/related.h - links to other pages that stand in the midst of a report, each a line of
 * its own: `Read more: …`, `相关阅读：…`, headlines in capitals.
 *
 * What stands before such links is data (RELATED in data/html/names.inc). A line with text of its
 * own beside the link stays. */
#ifndef FL_READ_HTML_RELATED_H
#define FL_READ_HTML_RELATED_H

#include "read/html/measure.h"

/* Leaves them out inside node `node`, and the arrows that lead from a note back to its mark. */
void fl_related_leave_out(const fl_task *t, fl_choice *choice, const fl_measure *m, uint32_t node);

#endif
