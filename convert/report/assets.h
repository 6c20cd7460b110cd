/* report/assets.h - the files of templates/ as bytes: put into the program when it is built
 * (data/files.c). */
#ifndef FL_REPORT_ASSETS_H
#define FL_REPORT_ASSETS_H

#include "base/buf.h"
#include "base/span.h"

typedef struct fl_asset {
    const char *name; /* of the file in templates/ */
    const char *bytes;
    size_t length;
} fl_asset;

extern const fl_asset fl_assets[]; /* ended by a name of NULL */

/* The bytes of a file that exists. */
fl_span fl_asset_named(const char *name);

/* Appends `skeleton` up to its next slot, {{name}}, which goes to *slot; moves *at behind it. False
 * when the rest of the skeleton was appended. */
bool fl_skeleton_next(fl_buf *out, fl_span skeleton, size_t *at, fl_span *slot);

#endif
