/* commonmark/verify.h - proof that Markdown means what the document means: cmark reads it back. */
#ifndef FL_COMMONMARK_VERIFY_H
#define FL_COMMONMARK_VERIFY_H

#include <fairleaf.h>

#include "base/span.h"
#include "commonmark/tree.h"

/* Parses `markdown` and compares it with the tree it was written from: every block, every inline,
 * text joined where it lies side by side, addresses after percent encoding; a soft break is a
 * space. A table must read back as the paragraph of its lines, which is what CommonMark makes of
 * it.
 *
 * Between fl_cmark_begin and fl_cmark_end. Fails: VERIFY, with the source line of the first block
 * that differs and both readings in the message. */
fairleaf_status fl_tree_verify(fl_arena *a, cmark_mem *mem, const fl_tree *tree, fl_span markdown,
                               fairleaf_error *error);

#endif
