/* batch/pages.h - pages of one report that were given together become one input.
 *
 * Sites cut long reports into pages called after the first one: report.html, report_2.html,
 * report_3.html (or from _1 on, as TRS does; or with a hyphen). Such an input is called
 * report.html/+report_2.html/+report_3.html, as a member of its first page, and is the bytes of all
 * of them, one behind the other: a ledger that names it so can be held against them. Outputs are
 * called as the first page alone would be. */
#ifndef FL_BATCH_PAGES_H
#define FL_BATCH_PAGES_H

#include <fairleaf.h>

#include "batch/load.h"
#include "batch/walk.h"

/* Puts one input in the place of all pages of a report. Only files with the suffix of a page are
 * looked at, and only when the first page is among the inputs. */
void fl_pages_join(fl_walk *w);

/* True for the name of a member that means further pages behind the page `path`. */
bool fl_pages_are(const char *path, const char *name);
/* Bytes of `path` that call the first page, when it is that of an input of several. */
size_t fl_pages_first(const fl_input *input);

#define FL_PAGES_MOST (128ull << 20) /* bytes: the most that a document may have */

/* Loads them. Fails as fl_load_file does; `most` is for all together. */
fairleaf_status fl_pages_load(const char *path, const char *name, uint64_t most, fl_loaded *out,
                              fairleaf_error *error);

#endif
