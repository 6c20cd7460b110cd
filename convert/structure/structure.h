/* structure/structure.h - the room `structure`: kept lines become a document. */
#ifndef FL_STRUCTURE_STRUCTURE_H
#define FL_STRUCTURE_STRUCTURE_H

#include "model/doc.h"
#include "model/trail.h"

/* Recognises title, headings, leads, points and metadata. meta: what `clean` found already; it is
 * taken over. options->as_is: marks and containers as the source has them, no recognisers. No text
 * is changed, white space aside. */
fl_doc fl_structure(const fl_task *t, const fl_lines *lines, fl_meta meta);

#endif
