/* report/assets.c */
#include "report/assets.h"

fl_span fl_asset_named(const char *name)
{
    const fl_asset *a = fl_assets;
    while (a->name && strcmp(a->name, name) != 0) a++;
    return (fl_span){ a->bytes, a->length };
}

bool fl_skeleton_next(fl_buf *out, fl_span skeleton, size_t *at, fl_span *slot)
{
    size_t open = fl_span_find(skeleton, FL_SPAN("{{"), *at), close = SIZE_MAX;
    if (open != SIZE_MAX) close = fl_span_find(skeleton, FL_SPAN("}}"), open);
    size_t end = close == SIZE_MAX ? skeleton.n : open;
    fl_buf_span(out, fl_span_sub(skeleton, *at, end));
    *at = close == SIZE_MAX ? skeleton.n : close + 2;
    if (close == SIZE_MAX) return false;
    *slot = fl_span_sub(skeleton, open + 2, close);
    return true;
}
