/* site/reports.h - every report that has to be made is read and written. */
#ifndef FL_SITE_REPORTS_H
#define FL_SITE_REPORTS_H

#include "site/build.h"

/* Says what is wanted of each report: sets b->outputs, whose library and options are set. */
void fl_reports_want(fl_build *b);

/* Makes them. Fails: NO_MEMORY; what single reports meet is said and counted. */
fairleaf_status fl_reports_make(fl_build *b, fairleaf_error *error);

#endif
