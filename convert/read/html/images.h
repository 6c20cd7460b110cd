/* read/html/images.h - which pictures of a page, and which words about them, are worth keeping.
 *
 * A picture in a link without words leads to another page: it goes. An alternative text that is the
 * title, a file name or what another picture said before says nothing: the picture stays. */
#ifndef FL_READ_HTML_IMAGES_H
#define FL_READ_HTML_IMAGES_H

#include "read/html/choice.h"

/* title: folded as by fl_title_fold. */
void fl_images_judge(fl_arena *a, const fl_page *page, fl_choice *choice, fl_span title);

#endif
