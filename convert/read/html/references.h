/* read/html/references.h - character references as HTML reads them.
 *
 * Source: the HTML standard, "character reference state" and its table of names
 * (data/entities/references.inc); numbers 128 to 159 mean windows-1252. */
#ifndef FL_READ_HTML_REFERENCES_H
#define FL_READ_HTML_REFERENCES_H

#include "base/span.h"

/* Length of the reference whose `&` stands at `at` and what it means in out[0..*n), UTF-8; 0 when
 * none stands there. In attributes a name without semicolon counts only when neither `=` nor a
 * letter or digit follows. */
size_t fl_reference_read(fl_span s, size_t at, bool in_attribute, char out[8], size_t *n);

#endif
