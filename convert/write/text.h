/* write/text.h - plain text: what the document says and nothing else.
 *
 * White space aside it is the clean text itself: no bullets, no marks of headings, no addresses; an
 * image is its description. Paragraphs are set apart by a blank line, items of a tight list stand
 * on lines, cells of a table are set apart by a tab, what lies inside an item is indented by two
 * spaces. The number of an ordered item is printed when the source had it in the line (its
 * enumerator). */
#ifndef FL_WRITE_TEXT_H
#define FL_WRITE_TEXT_H

#include <fairleaf.h>

#include "model/doc.h"

/* width   0: one line a paragraph; else the column that lines should not go over, broken at spaces
 * fails   never, except for memory (a jump); does not recurse */
fl_span fl_text_write(fl_arena *a, const fl_doc *d, int width);

#endif
