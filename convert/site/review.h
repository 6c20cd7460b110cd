/* site/review.h - the pages of an archive on which a person looks over what was removed and
 * repaired: one of each report, and an index, what is unusual first (report/overview.h). */
#ifndef FL_SITE_REVIEW_H
#define FL_SITE_REVIEW_H

#include "report/overview.h"
#include "site/entry.h"
#include "site/passage.h"

#define FL_SITE_REVIEW_REPORTS "../reports/" /* from the index */

/* True when the report, whose account was made, gets a page. */
bool fl_site_review_wants(const fl_passage *p);

/* The page of one report, whose account was made. Fails: IO. */
fairleaf_status fl_site_review_page(fl_passage *p, fairleaf_error *error);

/* Takes up the head of a ledger; `context` is the fl_overview. */
void fl_site_review_add(void *context, const fl_entry *e, const fl_recorded *ledger);

/* Ranks, and writes the index. Fails: IO, NO_MEMORY. */
fairleaf_status fl_site_review_write(fl_build *b, fl_overview *o, fairleaf_error *error);

#endif
