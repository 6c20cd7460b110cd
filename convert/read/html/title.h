/* read/html/title.h - the title of the report on a page.
 *
 * It is the text that the page shows and that its <title> or og:title says too, name of the site
 * aside; an <h1> that they do not say is the title only when no text is. It becomes metadata and a
 * heading above the text; where the page shows it is left out. */
#ifndef FL_READ_HTML_TITLE_H
#define FL_READ_HTML_TITLE_H

#include "read/html/measure.h"

typedef struct fl_title_of_page {
    fl_span text;         /* empty when there is none; in the arena */
    uint32_t first, last; /* its first and last text on the page; 0: it is not shown */
    const char *rule;     /* static */
    unsigned confidence;
    fl_span folded;
} fl_title_of_page;

/* The letters of a text: no white space, no ASCII punctuation, no dashes and quotes, small. */
fl_span fl_title_fold(fl_arena *a, fl_span s);

/* The text of a run with its white space collapsed; empty when it is longer than titles are. */
fl_span fl_title_run(fl_arena *a, const fl_page *page, const fl_run *run);

fl_title_of_page fl_page_title(fl_arena *a, const fl_measure *m);

/* Leaves out where the page shows it, and where the kept text shows it again above its first
 * sentences. */
void fl_title_leave_out(fl_arena *a, fl_choice *c, fl_measure *m, const fl_title_of_page *title);

#endif
