/* site/lists.h - the lists of an archive: all reports, and those of a year, a place and a body. */
#ifndef FL_SITE_LISTS_H
#define FL_SITE_LISTS_H

#include "site/entry.h"

/* Writes all of them, the home page last. Fails: IO, TEMPLATE, NO_MEMORY. */
fairleaf_status fl_lists_write(fl_build *b, const fl_entries *entries, fairleaf_error *error);

#endif
