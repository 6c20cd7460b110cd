/* site/slug.h - the names of reports in addresses: ASCII, and the same wherever the report is
 * built.
 *
 * A slug is the date of the report, when it has one, and the first digits of the SHA-256 of its
 * source: 2021-02-06-5d41402a. Titles are not in it: they are long, not ASCII, and get corrected.
 */
#ifndef FL_SITE_SLUG_H
#define FL_SITE_SLUG_H

#include "base/arena.h"
#include "base/digest.h"

enum { FL_SLUG_ID = 32, FL_SLUG = 48 };

typedef struct fl_slug_source {
    const fl_digest *digest; /* of the source; NULL: could not be read, gets no id */
    const char *place;       /* of the source */
    char id[FL_SLUG_ID];
} fl_slug_source;

/* Fills the ids: eight digits; sixteen for sources that would meet; a number behind them for those
 * that are byte for byte the same, in the order of their places. */
void fl_slugs_settle(fl_arena *a, fl_slug_source *source, size_t count);

/* The date (YYYY-MM-DD; empty: none) and the id. */
void fl_slug_write(char out[FL_SLUG], fl_span date, const char *id);

/* True for a day that the calendar has, as YYYY-MM-DD. */
bool fl_slug_is_day(fl_span s);

/* Patterns of paths: {slug}, {id}, {date} and {year} are filled in. In `a`. */
const char *fl_slug_path(fl_arena *a, const char *pattern, fl_span date, const char *id);

#endif
