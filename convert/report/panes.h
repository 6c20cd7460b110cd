/* report/panes.h - the source as found and the clean text side by side.
 *
 * One row for each stretch between two line ends that both texts have: a line, a removed line with
 * nothing beside it, or the lines that became one. Edits are elements (del and mark on the left,
 * ins on the right), kept text is bare: the page grows with the edits, not with the characters. */
#ifndef FL_REPORT_PANES_H
#define FL_REPORT_PANES_H

#include "base/buf.h"
#include "report/subject.h"

/* Rows in groups of FL_ROWS, which a browser may leave out while they are not in sight. Returns the
 * number of rows. */
size_t fl_panes_write(fl_buf *out, const fl_subject *s);

enum { FL_ROWS = 40 };

#endif
