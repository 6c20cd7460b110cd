/* structure/kept.h - lines whose blocks the source gives: lists, quotes, code, tables, and all of a
 * document as it is. */
#ifndef FL_STRUCTURE_KEPT_H
#define FL_STRUCTURE_KEPT_H

#include "model/doc.h"
#include "model/trail.h"

/* Puts lines [from, to) behind the blocks of `root`: containers become blocks, marks inlines,
 * headings headings. Containers nested deeper than limits->depth are left out, not their lines. */
void fl_keep_lines(const fl_task *t, fl_block *root, const fl_lines *lines, size_t from, size_t to);

#endif
