/* read/html/facts.h - dates and names in short texts of a page, and JSON-LD. */
#ifndef FL_READ_HTML_FACTS_H
#define FL_READ_HTML_FACTS_H

#include "base/buf.h"

/* The first full date in `s`, as YYYY-MM-DD in `a`; empty when there is none. Knows 2021-02-06
 * (also / and .), 20210206 at the start, 2021年2月6日, 6 February 2021, Feb 6, 2021. */
fl_span fl_page_date(fl_arena *a, fl_span s);

/* True when a time of day stands in it: `9:30`. */
bool fl_page_has_hour(fl_span s);

/* A name without `By`, and what stands behind a bar or a line end; empty when it is an address or
 * too long to be one. */
fl_span fl_page_name(fl_span s);

/* Calls found(object, key, value, confidence) for what JSON-LD says about the page. Keys are
 * static.
 */
void fl_page_json(fl_arena *a, fl_span json,
                  void (*found)(void *object, const char *key, fl_span value, unsigned confidence),
                  void *object);

#endif
