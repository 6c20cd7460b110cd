/* read/detect.h - which encoding a source is in. */
#ifndef FL_READ_DETECT_H
#define FL_READ_DETECT_H

#include <fairleaf.h>

#include "base/span.h"

/* Fills encoding, how, confidence, language and second of *out; encoding is NULL when it cannot be
 * told or the bytes are not text. declared: a charset that a header declared, or NULL: weighed, not
 * believed. */
void fl_detect(fl_span bytes, const char *declared, fairleaf_detection *out);

#endif
