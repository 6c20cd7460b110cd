/* read/header.h - header fields as mail has them (RFC 5322), and after it HTTP (RFC 9112), MIME
 * (RFC 2045) and WARC (ISO 28500). Line ends may be LF alone; nothing is copied. */
#ifndef FL_READ_HEADER_H
#define FL_READ_HEADER_H

#include "base/buf.h"
#include "base/span.h"

/* Length of the fields at the start of `s` with the empty line behind them; s.n when none comes. */
size_t fl_header_length(fl_span s);

/* The value of the first field called `name` (in lower case), trimmed; p is NULL when there is
 * none. A value over several lines keeps its line ends. */
fl_span fl_header_field(fl_span head, const char *name);

/* "text/html" of "Text/HTML; charset=gbk", as it stands. */
fl_span fl_header_type(fl_span value);
/* True when `value` is `type` (in lower case), or begins with it when that ends with a slash. */
bool fl_header_is(fl_span value, const char *type);

/* Writes the parameter `name` (in lower case) of a value to `out`, which is emptied first: without
 * quotes. */
void fl_header_parameter(fl_span value, const char *name, fl_buf *out);

/* Writes a value to `out`, which is emptied first: on one line, without control characters; what is
 * not UTF-8 is left out. */
void fl_header_copy(fl_span value, fl_buf *out);

/* A decimal number that is the whole value. False: it is none, or does not fit. */
bool fl_header_number(fl_span value, uint64_t *out);

#endif
