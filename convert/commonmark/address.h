/* commonmark/address.h - addresses of links and images. */
#ifndef FL_COMMONMARK_ADDRESS_H
#define FL_COMMONMARK_ADDRESS_H

#include "base/buf.h"

/* True when an address may stand in any output: http, https, mailto, ftp, tel, data:image of type
 * png, jpeg, gif or webp, and whatever has no scheme (relative, `#…`). Control characters, which
 * browsers skip, and white space around it do not count. */
bool fl_address_allowed(fl_span address);

/* The address without control characters and without spaces around it; `s` itself or a copy. */
fl_span fl_address_clean(fl_arena *a, fl_span s);

/* Writes a clean address as a link destination of Markdown that every dialect reads alike: percent
 * encoding for white space, control characters, brackets, parentheses, quotes, backslash and what
 * else could end it or act inside it (RFC 3986, 2.1); the rest, Chinese too, as it is. */
void fl_address_write(fl_buf *out, fl_span address);

#endif
