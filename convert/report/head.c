/* report/head.c - most heads are short: the first 16 KiB are tried, then all. */
#include "report/head.h"

enum { HEAD_BYTES = 16 << 10 };

fairleaf_status fl_recorded_head(fl_arena *a, const char *path, fl_loaded *loaded, fl_recorded *out,
                                 fairleaf_error *error)
{
    fairleaf_status status = fl_load_head(path, HEAD_BYTES, loaded, error);
    if (status) return status;
    fl_span head = { loaded->bytes, loaded->length };
    if (head.n == HEAD_BYTES &&
        fl_recorded_read(a, head, FL_RECORDED_HEAD, out, NULL) == FAIRLEAF_OK)
        return FAIRLEAF_OK;
    if (head.n == HEAD_BYTES) status = fl_load_file(path, SIZE_MAX / 2, loaded, error);
    if (status) return status;
    head = (fl_span){ loaded->bytes, loaded->length };
    return fl_recorded_read(a, head, FL_RECORDED_HEAD, out, error);
}
