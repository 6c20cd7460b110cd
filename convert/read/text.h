/* read/text.h - plain text to lines. */
#ifndef FL_READ_TEXT_H
#define FL_READ_TEXT_H

#include "model/trail.h"

unsigned fl_text_score(fl_span text); /* always 10: what everything is that nothing else claims */

/* `text` is out->source, perhaps without its first bytes. One fl_line for each line that is not
 * blank. Line ends: LF, CRLF, CR, VT, FF, NEL, U+2028, U+2029; a FF is also a page cut. */
void fl_text_lines(const fl_task *t, fl_span text, fl_lines *out);

#endif
