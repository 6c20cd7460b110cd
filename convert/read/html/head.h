/* read/html/head.h - the lines of a report above its first sentence: its title where the head of
 * the page does not say it, who wrote it, when and where it appeared. */
#ifndef FL_READ_HTML_HEAD_H
#define FL_READ_HTML_HEAD_H

#include "read/html/measure.h"
#include "read/html/title.h"

/* Leaves out, of what is kept inside node `node` and above it, the lines that are metadata (which
 * they become: t->meta, when it is there) and links to other pages. Text with sentences, decks,
 * salutations and dates without a time of day stay: they belong to the report. */
void fl_head_leave_out(const fl_task *t, fl_choice *choice, fl_measure *m, uint32_t node,
                       fl_title_of_page *title);

#endif
