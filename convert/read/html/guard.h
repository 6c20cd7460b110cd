/* read/html/guard.h - keeps the parser from pages that would cost it seconds or gigabytes.
 *
 * Measured with gumbo 0.10.1: 100,000 nested elements 23 s; 20,000 open formatting elements before
 * 200 paragraphs 3.6 s and 1.5 GB; 50,000 attributes of one tag 4.4 s. A page over a limit is read
 * as a flat tree: all its text, parted where block elements start and end. */
#ifndef FL_READ_HTML_GUARD_H
#define FL_READ_HTML_GUARD_H

#include "model/trail.h"
#include "read/html/page.h"

/* What one pass over the tags of a page found. */
typedef struct fl_survey {
    uint32_t starts, ends; /* tags */
    uint32_t blocks, rows; /* tags of block elements that are no cells; of table rows among them */
    bool xml;              /* XML, but not a page */
    bool cut;              /* it ends inside a tag, a script or a text */
    uint32_t second;       /* where a second page begins, behind the end of the first; 0: nowhere */
    const char *why;       /* what there is too much of; NULL: the parser can have it */
} fl_survey;

/* Of the first page in `text`. */
fl_survey fl_page_survey(const fl_task *t, fl_span text);

/* The flat tree: html, the title in its head, and a body of texts, one for each stretch between two
 * tags of block elements. A row of a table is one text, or all rows when there are very many.
 * Fills page->node, count, flat. */
void fl_page_flatten(const fl_task *t, fl_page *page, fl_span text, const fl_survey *found);

#endif
