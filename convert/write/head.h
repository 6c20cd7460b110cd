/* write/head.h - the paragraphs below a title that belong to it. */
#ifndef FL_WRITE_HEAD_H
#define FL_WRITE_HEAD_H

#include "model/doc.h"

/* What a paragraph in the place of `b` is to the title: "subtitle" when it says the subtitle or
 * begins with a dash as subtitles do, "occasion" when brackets enclose it, "byline" when it is
 * short and names the author, reporters or date; NULL when it belongs to the text. */
const char *fl_head_kind(fl_arena *a, const fl_doc *d, const fl_block *b);

#endif
