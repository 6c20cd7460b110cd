/* commonmark/lower.h - trees for the writers of cmark that would write something wrong.
 *
 * What cmark 0.30.2 gets wrong is turned into custom nodes, whose text it writes as it is. LaTeX:
 * counters of lists that do not start at 1 are one too high, `\\` takes a `*` or `[` of the next
 * line for its own, `\end{verbatim}` in code ends it, headings of level 6 are lost. man: items are
 * numbered in quadratic time and take memory that a jump would lose, a hard break is written into
 * the line. */
#ifndef FL_COMMONMARK_LOWER_H
#define FL_COMMONMARK_LOWER_H

#include "commonmark/tree.h"

/* Both change the tree for good. Do not recurse, linear. */
void fl_tree_lower_latex(fl_arena *a, fl_tree *tree);
void fl_tree_lower_man(fl_arena *a, fl_tree *tree);

#endif
