/* commonmark/guard.h - cmark on the document's arena.
 *
 * cmark's own allocator aborts the program when memory ends. Here every byte that cmark takes is in
 * the arena, so a failure is the arena's one jump out of cmark and nothing has to be undone: nodes,
 * buffers and iterators lie in the arena and are freed with it. cmark's allocator hook has no
 * context argument; the arena of the moment is therefore thread-local, the one such variable of the
 * library.
 *
 *     cmark_mem *mem = fl_cmark_begin(a);
 *     cmark_node *root = cmark_node_new_with_mem(CMARK_NODE_DOCUMENT, mem);
 *     …
 *     fl_cmark_end();
 *
 * Between the two only functions that take `mem`, directly or through a node made with it, may be
 * called. A jump that leaves fl_cmark_end out does no harm: the next begin sets the arena anew. */
#ifndef FL_COMMONMARK_GUARD_H
#define FL_COMMONMARK_GUARD_H

#include <cmark.h>

#include "base/arena.h"

cmark_mem *fl_cmark_begin(fl_arena *a);
void fl_cmark_end(void);
cmark_mem *fl_cmark_memory(void); /* what fl_cmark_begin returned */

/* cmark aborts the program when one of its buffers is to hold more than INT32_MAX / 2 bytes.
 * Whoever lets it write keeps an estimate of the output below this. */
enum { FL_CMARK_BUFFER_MOST = 1000000000 };

#endif
