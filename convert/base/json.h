/* base/json.h - JSON written piece by piece into a buffer (RFC 8259). Strings are always valid
 * UTF-8 and hold nothing that acts on a terminal or ends a line of JSON lines. They are strings of
 * YAML (1.1 and 1.2, double-quoted) and TOML (basic) as well. */
#ifndef FL_BASE_JSON_H
#define FL_BASE_JSON_H

#include "base/buf.h"
#include "base/span.h"

/* `s` in quotes. Control characters (C0, DEL, C1), U+2028, U+2029, U+FEFF, U+FFFE and U+FFFF are
 * escaped; a byte that is not UTF-8 becomes the text \xNN. */
void fl_json_string(fl_buf *out, fl_span s);
/* `name` in quotes, and the colon. */
void fl_json_key(fl_buf *out, const char *name);
/* A number between 0 and 1 with at most two digits behind the point. */
void fl_json_share(fl_buf *out, float share);

#endif
