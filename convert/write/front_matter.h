/* write/front_matter.h - metadata before the text, as site generators read it.
 *
 * Strings are always in double quotes, so that no reader takes `no`, `[a]`, `2021` or ` # x` for
 * something else; the date is a date when it is a day of the calendar (YAML, TOML), and there is no
 * date rather than a wrong one. Keys stand in the order of model/keys.h. */
#ifndef FL_WRITE_FRONT_MATTER_H
#define FL_WRITE_FRONT_MATTER_H

#include <fairleaf.h>

#include "model/doc.h"

/* Writes what how->front_matter asks for into *out (empty for none), with a blank line behind it,
 * and makes *shown the document to be written below: `d`, without the heading that says the title
 * unless how->title_heading. Fails: ARGUMENT (no such front matter). */
fairleaf_status fl_front_matter_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                      fl_span *out, fl_doc *shown, fairleaf_error *error);

/* True for a day of the calendar, written YYYY-MM-DD. */
bool fl_is_day(fl_span s);

#endif
