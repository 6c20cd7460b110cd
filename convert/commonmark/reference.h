/* commonmark/reference.h - character references. */
#ifndef FL_COMMONMARK_REFERENCE_H
#define FL_COMMONMARK_REFERENCE_H

#include "base/buf.h"

/* Writes a code point as a reference: by name for < > & ", else in decimal, which all renderers
 * know. */
void fl_reference_write(fl_buf *out, uint32_t code_point);

/* True when the `&` at `at` starts what CommonMark or HTML could take for a character reference. */
bool fl_reference_at(fl_span s, size_t at);

#endif
