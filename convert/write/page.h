/* write/page.h - a page around a text: the template, and what it is filled with. What a template
 * may name is said in templates/page.html. */
#ifndef FL_WRITE_PAGE_H
#define FL_WRITE_PAGE_H

#include <fairleaf.h>

#include "model/doc.h"

/* Writes the page of a document in how->format, which has templates. Names are escaped as the
 * format wants it. Fails: ARGUMENT (no template for the format), TEMPLATE, and what the format
 * fails with. */
fairleaf_status fl_page_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                              fl_span *out, fairleaf_error *error);

#endif
