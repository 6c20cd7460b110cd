/* read/detect.c - marks and validity. */
#include "read/detect.h"

#include "base/utf8.h"

void fl_detect(fl_span bytes, const char *declared, fairleaf_detection *out)
{
    (void)declared;
    if (fl_utf8_valid(bytes) == bytes.n) {
        out->encoding = "UTF-8";
        out->how = "valid";
        out->confidence = 1;
    } else {
        out->encoding = NULL;
        out->how = "unknown";
        out->confidence = 0;
    }
}
