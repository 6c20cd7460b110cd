/* read/html/address.h - addresses of a page, made absolute.
 *
 * Source: RFC 3986, section 5.2, with the leniences of the WHATWG URL standard that pages need:
 * white space around and line ends inside are dropped. Nothing is refused here: which addresses may
 * be written is the writers' business. */
#ifndef FL_READ_HTML_ADDRESS_H
#define FL_READ_HTML_ADDRESS_H

#include "base/buf.h"

/* `address` against `base`, which may be empty: then it stays relative. A mere fragment stays one.
 * Lives in `a`, or is a part of `address`. */
fl_span fl_address_resolve(fl_arena *a, fl_span base, fl_span address);

/* True for the address of a file that is read or unpacked, such as a PDF: an attachment. */
bool fl_address_is_document(fl_span address);

#endif
