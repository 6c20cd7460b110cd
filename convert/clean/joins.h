/* clean/joins.h - puts paragraphs together again that a page end, a column end or a fixed width cut
 * in two.
 *
 * Source: CommonMark 0.30 calls the result one paragraph; the signs of a cut (no closing
 * punctuation, a line near the usual width, no opening mark below) are our own and are shown in
 * tests/cases/joins/. */
#ifndef FL_CLEAN_JOINS_H
#define FL_CLEAN_JOINS_H

#include "model/doc.h"
#include "model/trail.h"

/* Cuts lines that hold several paragraphs, marked only by two ideographic spaces behind a sentence
 * end. Not an edit. */
void fl_cut_paragraphs(const fl_task *t, fl_lines *lines, fl_meta *meta);

/* Takes jump lines (`（上接第二版）`, family `jump` of the packs) off the ends of lines or out as
 * lines of their own. What stands behind one gets FL_HINT_CUT. */
void fl_drop_jumps(const fl_task *t, fl_lines *lines, fl_meta *meta);

/* Joins what was cut: rules joins.soft-break (Markdown), joins.wrap (fixed width, learned from the
 * whole document), joins.cut (a page or column end, or a sentence that goes on), joins.bracket (a
 * bracket or quote open across the cut). */
void fl_join_lines(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
