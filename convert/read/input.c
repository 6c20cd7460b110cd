/* read/input.c - the table of input kinds, and the way from bytes to lines. */
#include "read/read.h"

#include "base/error.h"
#include "read/detect.h"
#include "read/text.h"

const fl_input_kind fl_input_kinds[] = {
    { { "text", "text/plain", "plain text" }, fl_text_score, fl_text_lines },
    { { NULL, NULL, NULL }, NULL, NULL },
};

fairleaf_status fl_read_detect(const fl_task *t, const fairleaf_source *source, fairleaf_detection *found,
                               fairleaf_error *error)
{
    (void)t;
    (void)error;
    fl_detect((fl_span){ source->bytes, source->length }, source->declared, found);
    found->input = "text";
    return FAIRLEAF_OK;
}

fairleaf_status fl_read(const fl_task *t, const fairleaf_source *source, fl_lines *out, fl_decoded *decoded,
                        fairleaf_detection *found, fairleaf_error *error)
{
    fl_span bytes = { source->bytes, source->length };
    fairleaf_status status = fl_read_detect(t, source, found, error);
    if (status) return status;
    if (!found->encoding) return fl_fail(error, FAIRLEAF_ENCODING, 0, "cannot tell the encoding");
    status = fl_decode(t, bytes, found->encoding, decoded, error);
    if (status) return status;
    out->source = decoded->text;
    fl_input_kinds[0].lines(t, decoded->text, out);
    return FAIRLEAF_OK;
}
