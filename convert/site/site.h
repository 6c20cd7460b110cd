/* site/site.h - a folder of reports becomes a site.
 *
 * A report keeps its outputs as long as its source, the rules and the options stay: what stands is
 * known from the manifest of the output folder (batch/manifest.h). Every file appears whole or not
 * at all; lists are written after the reports that they name, and what is old is removed last: a
 * run that is killed leaves a site that can be read. */
#ifndef FL_SITE_SITE_H
#define FL_SITE_SITE_H

#include "site/asked.h"

/* Fails: IO, TEMPLATE, NO_MEMORY, and nothing was said of it; inputs that fail do not. */
fairleaf_status fl_site_make(fl_site *site, fairleaf_error *error);

#endif
