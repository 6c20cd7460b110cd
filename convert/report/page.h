/* report/page.h - the review page of one document: a file that needs nothing beside it. */
#ifndef FL_REPORT_PAGE_H
#define FL_REPORT_PAGE_H

#include "base/buf.h"
#include "report/subject.h"

/* Groups the edits of `s` and appends the page. */
void fl_review_write(fl_buf *out, fl_subject *s);

/* 'sha256-…' of a script, as a content security policy names it. */
void fl_page_script_hash(fl_buf *out, fl_span script);

#endif
