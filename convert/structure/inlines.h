/* structure/inlines.h - a stretch of a line becomes inlines: its marks, and what the recogniser
 * made strong. */
#ifndef FL_STRUCTURE_INLINES_H
#define FL_STRUCTURE_INLINES_H

#include "model/doc.h"
#include "model/line.h"

/* What part of a line, and how. */
typedef struct fl_stretch {
    uint32_t from, to; /* bytes of the line's text */
    uint32_t strong; /* strong from `from` to here; marks that are strong in the source give way. 0:
                        none */
    bool plain;      /* headings: what the source made strong is not */
} fl_stretch;

/* Puts the inlines of the stretch behind those of `block`. Marks nested deeper than 64 are left
 * out, not their text. */
void fl_add_inlines(fl_arena *a, fl_block *block, const fl_lines *lines, const fl_line *line,
                    const fl_stretch *s);

/* Puts one inline behind those of `block`. */
void fl_add_inline(fl_block *block, fl_inline *node);

#endif
