/* report/page.c - templates/review.html with its slots filled. */
#include "report/page.h"

#include "report/assets.h"
#include "report/html.h"
#include "report/listing.h"
#include "report/panes.h"

enum { MANY_ROWS = 400 };

static void write_script_hash(fl_buf *out, fl_span script)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    fl_digest d = fl_digest_of(script);
    fl_buf_text(out, "'sha256-");
    for (size_t i = 0; i < FL_DIGEST_BYTES; i += 3) {
        uint32_t left = FL_DIGEST_BYTES - i < 3 ? (uint32_t)(FL_DIGEST_BYTES - i) : 3, bits = 0;
        for (size_t k = 0; k < 3; k++) bits = bits << 8 | (k < left ? d.bytes[i + k] : 0u);
        for (uint32_t k = 0; k < 4; k++)
            fl_buf_byte(out, k <= left ? digits[bits >> (18 - 6 * k) & 63] : '=');
    }
    fl_buf_byte(out, '\'');
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static void write_title(fl_buf *out, const fl_subject *s)
{
    for (size_t i = 0; i < s->property_count; i++) {
        const fairleaf_property *p = &s->property[i];
        if (strcmp(p->key, "title") != 0 || p->count == 0) continue;
        fl_html_text(out, (fl_span){ p->values[0].bytes, p->values[0].length });
        return;
    }
    fl_html_text(out, fl_span_of(base_name(s->path)));
}

static void write_panes(fl_buf *out, const fl_subject *s)
{
    fl_buf rows = fl_buf_new(out->arena, 2 * s->account->source.length + 4096);
    size_t n = fl_panes_write(&rows, s);
    fl_buf_format(out, "<div class=\"panes%s\" role=table aria-label=\"Text\"",
                  n > MANY_ROWS ? " many" : "");
    if (s->language) {
        fl_buf_text(out, " lang=\"");
        fl_html_attribute(out, fl_span_of(s->language));
        fl_buf_byte(out, '"');
    }
    fl_buf_text(out, ">\n<div class=heads role=rowgroup><div class=w role=row>"
                     "<div class=a role=columnheader lang=en>As found</div>"
                     "<div class=b role=columnheader lang=en>Cleaned</div></div></div>\n");
    fl_buf_span(out, fl_buf_view(&rows));
    fl_buf_text(out, "</div>\n");
}

static void write_link(fl_buf *out, const char *address, const char *words)
{
    if (!address) return;
    fl_buf_text(out, " · <a href=\"");
    fl_html_attribute(out, fl_span_of(address));
    fl_buf_format(out, "\">%s</a>", words);
}

bool fl_review_fill(fl_buf *out, fl_span slot, fl_span script)
{
    script = fl_span_trim(script); /* some checkers do before they take the hash */
    if (fl_span_equal(slot, FL_SPAN("style")))
        fl_buf_span(out, fl_asset_named("review.css"));
    else if (fl_span_equal(slot, FL_SPAN("script")))
        fl_buf_span(out, script);
    else if (fl_span_equal(slot, FL_SPAN("script-hash")))
        write_script_hash(out, script);
    else if (fl_span_equal(slot, FL_SPAN("version")))
        fl_html_text(out, fl_span_of(fairleaf_version()));
    else
        return false;
    return true;
}

static void fill(fl_buf *out, fl_span slot, const fl_subject *s)
{
    if (fl_review_fill(out, slot, fl_asset_named("review.js"))) return;
    if (fl_span_equal(slot, FL_SPAN("path")))
        fl_html_text(out, fl_span_of(s->path));
    else if (fl_span_equal(slot, FL_SPAN("title")))
        write_title(out, s);
    else if (fl_span_equal(slot, FL_SPAN("links"))) {
        write_link(out, s->back, "all reports");
        write_link(out, s->report, "the report");
        write_link(out, s->ledger, "its ledger");
    } else if (fl_span_equal(slot, FL_SPAN("rule-style")))
        fl_listing_style(out, s);
    else if (fl_span_equal(slot, FL_SPAN("facts")))
        fl_listing_facts(out, s);
    else if (fl_span_equal(slot, FL_SPAN("changes")))
        fl_listing_changes(out, s);
    else if (fl_span_equal(slot, FL_SPAN("panes")))
        write_panes(out, s);
    else if (fl_span_equal(slot, FL_SPAN("data")))
        fl_listing_data(out, s);
}

void fl_review_write(fl_buf *out, fl_subject *s)
{
    fl_span skeleton = fl_asset_named("review.html"), slot;
    fl_subject_group(out->arena, s);
    for (size_t at = 0; fl_skeleton_next(out, skeleton, &at, &slot);) fill(out, slot, s);
}
