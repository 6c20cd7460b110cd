/* read/escapes.h - charsets that write everything in seven bits: ISO-2022 and HZ. */
#ifndef FL_READ_ESCAPES_H
#define FL_READ_ESCAPES_H

#include "base/span.h"

/* The charset whose escapes stand in `bytes` and what they enclose makes sense in, or NULL. Source:
 * RFC 1468, RFC 1554, RFC 1557, RFC 1922, RFC 1843. language: BCP 47, set when found. */
const char *fl_escapes_find(fl_span bytes, const char **language);

#endif
