/* base/base64.h - bytes written in letters (RFC 4648). */
#ifndef FL_BASE_BASE64_H
#define FL_BASE_BASE64_H

#include "base/buf.h"

/* Decodes in place: both alphabets, padding optional, line ends passed over. False: it is not
 * base64, and what stands in `b` is spoilt. */
bool fl_base64_decode(fl_buf *b);

#endif
