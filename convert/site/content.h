/* site/content.h - a report as content for a site generator: front matter, Markdown, ledger. */
#ifndef FL_SITE_CONTENT_H
#define FL_SITE_CONTENT_H

#include "site/entry.h"
#include "site/passage.h"

/* Writes the outputs of one report. Fails: IO, NO_MEMORY. */
fairleaf_status fl_content_write(fl_passage *p, fairleaf_error *error);

/* Writes what stands beside the reports; they are in the order in which they are listed. Fails: IO.
 */
fairleaf_status fl_content_finish(fl_build *b, const fl_entries *entries, fairleaf_error *error);

#endif
