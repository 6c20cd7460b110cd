/* report/page.h - the review page of one document: a file that needs nothing beside it. */
#ifndef FL_REPORT_PAGE_H
#define FL_REPORT_PAGE_H

#include "base/buf.h"
#include "report/subject.h"

/* Groups the edits of `s` and appends the page. */
void fl_review_write(fl_buf *out, fl_subject *s);

/* Fills a slot that all pages of a review have: style, script, script-hash (as a content security
 * policy names it), version. False: it is another. */
bool fl_review_fill(fl_buf *out, fl_span slot, fl_span script);

#endif
