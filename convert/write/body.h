/* write/body.h - the text of a report as HTML for a page of its own.
 *
 * Other than the fragment that cmark writes (commonmark/render.h) it has sections with headings of
 * ids and levels that follow each other, lists that show the markers of the text and no others,
 * tables in groups with headings for their columns. Nothing of the document can become markup: text
 * is escaped, addresses are limited. */
#ifndef FL_WRITE_BODY_H
#define FL_WRITE_BODY_H

#include "base/value.h"
#include "commonmark/normal.h"
#include "model/doc.h"

typedef struct fl_body {
    fl_span html;
    /* {items: [{id, text, more: the same or false}]}: the headings outside of quotes and lists */
    fl_value *contents;
    size_t headings; /* how many there are in `contents` */
} fl_body;

/* Writes the blocks of `d` from `first` on (a child of its root; NULL: none). Headings start at h2.
 */
fl_body fl_body_write(fl_arena *a, const fl_doc *d, const fl_block *first);

#endif
