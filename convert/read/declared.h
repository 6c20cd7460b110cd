/* read/declared.h - the charset that a page or an XML file declares in its own first bytes. */
#ifndef FL_READ_DECLARED_H
#define FL_READ_DECLARED_H

#include "base/span.h"

/* The name in `<meta charset=…>`, `<meta … content="…; charset=…">`, `<?xml … encoding=…?>` or
 * `@charset "…";` among the first 4096 bytes, as the charsets table spells it; NULL when there is
 * none or nobody knows it. */
const char *fl_declared_charset(fl_span bytes);

#endif
