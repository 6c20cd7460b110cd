/* write/title.h - the title of a document, as metadata and as the heading that shows it. */
#ifndef FL_WRITE_TITLE_H
#define FL_WRITE_TITLE_H

#include "model/doc.h"

typedef struct fl_title {
    fl_span text; /* the property, else what the heading says; empty when there is none */
    const fl_block *heading; /* the level 1 heading that stands before every other heading and says
                                the title; NULL when there is none */
} fl_title;

fl_title fl_title_find(fl_arena *a, const fl_doc *d);

/* The document without one of the blocks directly below its root; shares all other blocks' insides
 * with `d`. */
fl_doc fl_doc_without(fl_arena *a, const fl_doc *d, const fl_block *left_out);

#endif
