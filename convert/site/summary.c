/* site/summary.c */
#include "site/summary.h"

#include "base/utf8.h"

enum { SHORTEST = 20, LONGEST = 120 }; /* characters: of a paragraph, of a summary */

static bool begins_with_dash(fl_span s)
{
    uint32_t c = fl_utf8_at(s, 0);
    return c == 0x2014 || c == 0x2015 || c == 0x2500;
}

static fl_span shortened(fl_arena *a, fl_span s)
{
    size_t cut = 0;
    uint32_t c;
    for (size_t n = 0; cut < s.n && n < LONGEST; n++) cut = fl_utf8_next(s, cut, &c);
    fl_buf out = fl_buf_new(a, cut + 4);
    fl_buf_span(&out, fl_span_sub(s, 0, cut));
    if (cut < s.n) fl_buf_text(&out, "\xE2\x80\xA6");
    return fl_buf_view(&out);
}

fl_span fl_summary_of(fl_arena *a, fl_span text, fl_span title)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = fl_span_find(text, FL_SPAN("\n"), at);
        if (end == SIZE_MAX) end = text.n;
        fl_span s = fl_span_trim(fl_span_sub(text, at, end));
        at = end + 1;
        if (fl_utf8_count(s) > SHORTEST && !fl_span_equal(s, title) && !begins_with_dash(s))
            return shortened(a, s);
    }
    return FL_SPAN("");
}
