/* read/html/lines.h - nodes of a page to lines with marks and containers.
 *
 * Every text of the page goes into the layer, in the order of the source; what the choice leaves
 * out is then taken out again, so that the trail says so. */
#ifndef FL_READ_HTML_LINES_H
#define FL_READ_HTML_LINES_H

#include "read/html/flow.h"

/* fl_flow_finish is the caller's. */
void fl_page_lines(fl_flow *flow, const fl_page *page, fl_choice *choice);

#endif
