/* base/json.h - JSON (RFC 8259) written and read piece by piece: no tree is built, a line of JSON
 * lines costs no allocation but for the strings that are wanted. */
#ifndef FL_BASE_JSON_H
#define FL_BASE_JSON_H

#include "base/buf.h"
#include "base/span.h"

/* ---- writing. Strings are always valid UTF-8 and hold nothing that acts on a terminal or ends a
 * line; they are strings of YAML (1.1 and 1.2, double-quoted) and TOML (basic) as well. ---- */

/* `s` in quotes. Control characters (C0, DEL, C1), U+2028, U+2029, U+FEFF, U+FFFE and U+FFFF are
 * escaped; a byte that is not UTF-8 becomes the text \xNN. */
void fl_json_string(fl_buf *out, fl_span s);
/* `name` in quotes, and the colon. */
void fl_json_key(fl_buf *out, const char *name);
/* A number between 0 and 1 with at most two digits behind the point. */
void fl_json_share(fl_buf *out, float share);

/* ---- reading
 *
 *     fl_json_reader j = fl_json_read(text);
 *     for (fl_json_object(&j); fl_json_member(&j, &key);) {
 *         if (fl_span_equal(key, FL_SPAN("bytes"))) fl_json_integer(&j, &bytes);
 *         else fl_json_skip(&j);
 *     }
 *     if (!fl_json_end(&j)) …                  it was not JSON, or not what was asked for
 *
 * What does not fit sets `wrong`; from then on every function returns false and moves no further,
 * so that one look at the end is enough. ---- */

typedef struct fl_json_reader {
    fl_span text; /* valid UTF-8 (base/utf8.h) */
    size_t at;
    unsigned depth;
    bool first; /* behind an opening bracket */
    bool wrong;
} fl_json_reader;

fl_json_reader fl_json_read(fl_span text);
/* Enters an object or an array; then members or elements until they return false, which leaves. */
bool fl_json_object(fl_json_reader *j);
bool fl_json_array(fl_json_reader *j);
/* The key is as it stands in the text: an escape in it is not resolved. */
bool fl_json_member(fl_json_reader *j, fl_span *key);
bool fl_json_element(fl_json_reader *j);
/* Appends a string. A lone surrogate becomes U+FFFD. */
bool fl_json_text(fl_json_reader *j, fl_buf *out);
/* A text without escapes, as it stands in the source: a quote comes behind it. */
bool fl_json_plain(fl_json_reader *j, fl_span *out);
bool fl_json_integer(fl_json_reader *j, int64_t *out);
bool fl_json_boolean(fl_json_reader *j, bool *out);
/* True when null comes next; it is taken. */
bool fl_json_null(fl_json_reader *j);
/* Passes over one value of any kind. */
bool fl_json_skip(fl_json_reader *j);
/* True when all went well and nothing but white space is left. */
bool fl_json_end(fl_json_reader *j);

#endif
