/* clean/punctuation.h - Chinese punctuation that a scraper folded to ASCII is unfolded.
 *
 * Source: GB/T 15834-2011 (punctuation of Chinese is full-width). Only `, : ; ! ? ( )` were folded
 * in what was seen. */
#ifndef FL_CLEAN_PUNCTUATION_H
#define FL_CLEAN_PUNCTUATION_H

#include "model/doc.h"
#include "model/trail.h"

/* Restores `, : ; ! ? ( )` to full width where a Han character or a closing mark stands on at least
 * one side, and the partner of a bracket that was restored; rule punctuation.folded. Acts only when
 * the document proves the folding: Han text without kana or hangul, not one full-width comma, and
 * ASCII commas between Han characters. Marks between digits or Latin letters stay. */
void fl_unfold_punctuation(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
