/* base/json.h - JSON written piece by piece into a buffer (RFC 8259). Strings are always valid
 * UTF-8 and hold no byte that acts on a terminal or ends a line of JSON lines. */
#ifndef FL_BASE_JSON_H
#define FL_BASE_JSON_H

#include "base/buf.h"
#include "base/span.h"

/* `s` in quotes. Control characters, U+2028 and U+2029 are escaped; a byte that is not UTF-8
 * becomes the text \xNN. */
void fl_json_string(fl_buf *out, fl_span s);
/* `name` in quotes, and the colon. */
void fl_json_key(fl_buf *out, const char *name);
/* A number between 0 and 1 with at most two digits behind the point. */
void fl_json_share(fl_buf *out, float share);

#endif
