/* commonmark/extent.h - strong and emphasis give marks away where CommonMark would not take them.
 *
 * A closing run behind punctuation must be followed by white space or punctuation, an opening one
 * mirrored (commonmark/flanking.h). Where that does not hold
 *
 * - in a heading, a run gives marks at its edges away until it does (`甲**“乙”**丙` is
 *   `甲“**乙**”丙`), and all of it when nothing else helps: the other way, a character reference,
 *   would end up in the heading's id;
 * - elsewhere it gives sentence marks at its end away (`**甲。**乙` is `**甲**。乙`) if that is
 *   enough, and else stays as it is. */
#ifndef FL_COMMONMARK_EXTENT_H
#define FL_COMMONMARK_EXTENT_H

#include "commonmark/normal.h"

/* After fl_normal_inlines. What is beside a link's edge is left to the writer. */
void fl_extent_settle(fl_pieces *p);

#endif
