/* write/inlines.h - the inlines of one block as HTML that is valid whatever they hold. */
#ifndef FL_WRITE_INLINES_H
#define FL_WRITE_INLINES_H

#include "base/buf.h"
#include "commonmark/normal.h"

/* Text is escaped; links and images whose address is not allowed (commonmark/address.h), or no
 * address at all, are their text. */
void fl_html_pieces(fl_buf *out, const fl_pieces *p);

/* Writes `address` as the value of href or src: percent encoding where RFC 3986 wants it, a host
 * as it is, references escaped. False: it cannot be made one, and nothing was written. */
bool fl_html_address(fl_buf *out, fl_span address);

#endif
