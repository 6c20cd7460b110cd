/* read/html/html.h - pages: the kind of input `html`. */
#ifndef FL_READ_HTML_HTML_H
#define FL_READ_HTML_HTML_H

#include "model/trail.h"

/* 90 when the text begins as a page or an XML file does, 70 or 80 when much of it is tags that only
 * pages have; else 0: text with a few tags in it is text. */
unsigned fl_html_score(fl_span text);

/* `text` is all of out->source, the markup, perhaps without its first bytes. Afterwards
 * out->source is the text of the page, and out->layer says where in the markup it stands. */
void fl_html_lines(const fl_task *t, fl_span text, fl_lines *out);

#endif
