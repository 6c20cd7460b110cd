/* limits.h - what the public functions beside fairleaf.c need of a `fairleaf`. */
#ifndef FL_LIMITS_H
#define FL_LIMITS_H

#include <fairleaf.h>

/* Without zeros. */
const fairleaf_limits *fl_limits_of(const fairleaf *f);

#endif
