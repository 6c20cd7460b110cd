/* site/review.h - the pages of an archive on which a person looks over what was removed and
 * repaired: an index, what is unusual first, and pages of the first reports (report/overview.h). */
#ifndef FL_SITE_REVIEW_H
#define FL_SITE_REVIEW_H

#include "report/overview.h"
#include "site/entry.h"

/* Takes up the head of a ledger; `context` is the fl_overview. */
void fl_site_review_add(void *context, const fl_entry *e, const fl_recorded *ledger);

/* Ranks, and chooses the reports that get a page: their entries say so. */
void fl_site_review_choose(fl_build *b, fl_overview *o, const fl_entries *entries);

/* Writes the pages, then the index. Fails: IO, NO_MEMORY. */
fairleaf_status fl_site_review_write(fl_build *b, fl_overview *o, fairleaf_error *error);

#endif
