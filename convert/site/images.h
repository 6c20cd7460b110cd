/* site/images.h - pictures that a report shows by a relative path come along.
 *
 * Only files below the folder of the report, with the suffix of a picture; what a path leads to
 * outside of it is left and said. */
#ifndef FL_SITE_IMAGES_H
#define FL_SITE_IMAGES_H

#include "site/passage.h"

/* Those that a page (HTML as the library writes it) shows, to the folder of the page. Fails: IO. */
fairleaf_status fl_images_of_page(fl_passage *p, fl_span html, fairleaf_error *error);
/* Those of the document. Fails: IO, NO_MEMORY. */
fairleaf_status fl_images_of_document(fl_passage *p, fairleaf_error *error);

/* True when the picture at `address` was copied. */
bool fl_images_have(const fl_passage *p, fl_span address);

#endif
