/* clean/pages.h - what belongs to the pages of a printed source: page numbers, running heads, the
 * table of contents.
 *
 * Source: the layout of PDF text (pdftotext) and of RFCs at 72 columns; nothing acts on recurrence
 * alone. */
#ifndef FL_CLEAN_PAGES_H
#define FL_CLEAN_PAGES_H

#include "model/doc.h"
#include "model/trail.h"

/* Removes page-number lines (`— 12 —`, `第 3 页 共 9 页`, `Page 3 of 10`; bare numbers only when
 * three or more count up), rule pages.number; lines beside them that recur with the same words,
 * digits aside, rule pages.running-head; and runs of three or more lines that end in leaders and a
 * number, with their heading, rule pages.contents. The line behind a page number gets FL_HINT_CUT.
 */
void fl_drop_pages(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
