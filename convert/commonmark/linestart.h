/* commonmark/linestart.h - what would start a block, or a construct of some dialect, at the start
 * of a line of a paragraph: list markers, quotes, headings, fences, definitions, … */
#ifndef FL_COMMONMARK_LINESTART_H
#define FL_COMMONMARK_LINESTART_H

#include "base/buf.h"
#include "commonmark/context.h"

/* Writes the first bytes of `text` so that nothing starts and returns how many they were; 0 when
 * nothing needs it. `*`, `_`, backticks, `|`, `<`, `{` and the like are not its business, nor are
 * rows of hyphens: they are escaped wherever they stand. */
size_t fl_escape_line_start(fl_buf *out, fl_span text, const fl_text_context *context);

/* True when a line may be broken before `text`: no parser sees a block in a line that starts so. */
bool fl_line_may_start(fl_span text);

#endif
