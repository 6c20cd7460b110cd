/* read/html/scan.h - where a piece of markup ends: tags, comments, declarations, and the content of
 * elements that holds no markup. */
#ifndef FL_READ_HTML_SCAN_H
#define FL_READ_HTML_SCAN_H

#include "read/html/tags.h"

#define FL_CDATA FL_SPAN("<![CDATA[")

/* Behind the tag, comment or declaration whose `<` stands at `at`; `at` itself when the `<` is
 * text. s.n when it does not end. */
size_t fl_markup_end(fl_span s, size_t at);

/* The name of the tag at `at` (of an end tag: without its slash). */
fl_span fl_markup_name(fl_span s, size_t at);

/* The next attribute of the start tag `tag` (from `<` to behind `>`); *at is 0 at first. The value
 * is as found, without quotes; n is 0 and p not NULL when it has none. */
bool fl_markup_attribute(fl_span tag, size_t *at, fl_span *name, fl_span *value);

/* Where the content that starts at `at`, of an element `name` that holds no markup, ends: at its
 * `</name`, or s.n. */
size_t fl_markup_content_end(fl_span s, size_t at, fl_span name);

#endif
