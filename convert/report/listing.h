/* report/listing.h - what a review page says beside the text: facts, the list of changes, and the
 * same as data for the page's script. */
#ifndef FL_REPORT_LISTING_H
#define FL_REPORT_LISTING_H

#include "base/buf.h"
#include "report/subject.h"

/* Encoding, characters kept and changed, a bar of them, kinds of changes. */
void fl_listing_facts(fl_buf *out, const fl_subject *s);
/* What to look at first, all changes by rule (equal ones as one entry), metadata. */
void fl_listing_changes(fl_buf *out, const fl_subject *s);
/* A JSON object in a form that may stand in a script element; templates/review.js reads it. */
void fl_listing_data(fl_buf *out, const fl_subject *s);
/* Rule and reason of each span as style, for readers without script. */
void fl_listing_style(fl_buf *out, const fl_subject *s);

/* "1 change", "1,234 changes": with commas between thousands. */
void fl_count(fl_buf *out, uint64_t n, const char *one, const char *many);

#endif
