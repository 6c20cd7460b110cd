/* site/summary.h - the first lines of a report, for lists of what was found and for the feed. */
#ifndef FL_SITE_SUMMARY_H
#define FL_SITE_SUMMARY_H

#include "base/buf.h"

/* The first paragraph of `text` that is neither the title, a subtitle nor a salutation, cut to 120
 * characters; empty when there is none. */
fl_span fl_summary_of(fl_arena *a, fl_span text, fl_span title);

#endif
