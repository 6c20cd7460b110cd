/* site/search.h - the search index of an archive: pairs of characters, in files that a page loads
 * when they are asked for.
 *
 *   search/index.js   how many reports and shards there are; the table of site/fold.h
 *   search/s/N.js     a shard: every pair of characters whose hash is N, with the reports that have
 *                     it. Files of script, since a page that was opened from a folder may load
 *                     nothing else
 *   search/r/N.js     title, address, date, note, language and first lines of 64 reports
 *
 * Reports are numbered as they are listed, newest first. A list of reports is a string of the
 * differences between their numbers, times four plus a weight: 3 in the title, 2 four times or more
 * in the text, 1 twice or thrice, 0 once; five bits a character, the sixth says that more follow
 * (templates/site/search.js reads it). Letters and digits count, nothing else does, as site/fold.h
 * has it. */
#ifndef FL_SITE_SEARCH_H
#define FL_SITE_SEARCH_H

#include "site/entry.h"

/* Memory does not grow with the number of reports: what is over 64 MiB goes through a file. Fails:
 * IO, NO_MEMORY. */
fairleaf_status fl_search_write(fl_build *b, const fl_entries *entries, fairleaf_error *error);

#endif
