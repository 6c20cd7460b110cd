/* report/html.h - text into HTML, so that nothing of it becomes markup, script or style.
 *
 * Texts are valid UTF-8. Characters that cannot be seen or that would turn the page around
 * (controls, directional marks, zero-width ones) are shown by their numbers in element content and
 * replaced by U+FFFD in attributes. */
#ifndef FL_REPORT_HTML_H
#define FL_REPORT_HTML_H

#include "base/buf.h"

/* In elements of which only the style shows: checkers of HTML take an empty one for a slip. */
#define FL_NOT_EMPTY "<wbr>"

/* As content of an element. A tab stays; line ends are for the caller. */
void fl_html_text(fl_buf *out, fl_span s);
/* Between the double quotes of an attribute. */
void fl_html_attribute(fl_buf *out, fl_span s);
/* A path as the address of a link, between double quotes. */
void fl_html_link_address(fl_buf *out, fl_span path);
/* Between the double quotes of a CSS string in a style element. */
void fl_html_css(fl_buf *out, fl_span s);
/* JSON in a template element: `json` (already JSON) with < and & written as \u003c and \u0026. */
void fl_html_json(fl_buf *out, fl_span json);

#endif
