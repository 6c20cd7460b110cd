/* read/html/srcdoc.h - the page that an <iframe> holds in its attribute `srcdoc`: its text, parted
 * into lines where its block elements part it. */
#ifndef FL_READ_HTML_SRCDOC_H
#define FL_READ_HTML_SRCDOC_H

#include "read/html/flow.h"

/* tag: where the start tag begins in the markup; [from, to): the value. */
void fl_srcdoc_lines(fl_flow *f, uint32_t tag, uint32_t from, uint32_t to);

#endif
