/* cli/cmd_outline.c - `fairleaf outline`: the headings as a tree, each with the line of the source
 * where it stands. */
#include "base/json.h"
#include "cli/document.h"

#include <stdio.h>

#include "base/error.h"

static fl_span span_of(fairleaf_text t) { return (fl_span){ t.bytes, t.length }; }

static void print_json(fl_arena *a, const fl_opened *opened, const fairleaf_heading *heading,
                       size_t count)
{
    fl_buf out = fl_buf_new(a, 4096);
    fl_buf_text(&out, "{\"schema\":\"fairleaf.outline/1\",\"path\":");
    fl_json_string(&out, fl_span_of(opened->path));
    fl_buf_text(&out, ",\"headings\":[");
    for (size_t i = 0; i < count; i++) {
        fl_buf_format(&out, "%s\n  {\"level\":%u,\"line\":%u,\"marker\":", i ? "," : "",
                      heading[i].level, heading[i].line);
        fl_json_string(&out, span_of(heading[i].marker));
        fl_buf_text(&out, ",\"text\":");
        fl_json_string(&out, span_of(heading[i].text));
        fl_buf_byte(&out, '}');
    }
    fl_buf_text(&out, "]}\n");
    (void)fwrite(out.p, 1, out.n, stdout);
}

fl_exit fl_run_outline(fl_arena *a, const fl_settings *s)
{
    fl_opened *opened;
    fl_exit failed = fl_document_open(a, s, "outline", false, &opened);
    if (failed) return failed;
    const fairleaf_heading *heading;
    size_t count = fairleaf_document_outline(opened->document, &heading);
    if (fl_option_given(s, FL_OPTION_JSON)) {
        print_json(a, opened, heading, count);
        return FL_EXIT_DONE;
    }
    for (size_t i = 0; i < count; i++) {
        fl_span text = span_of(heading[i].text);
        size_t most = text.n * 8 + 1;
        char *shown = fl_alloc_bytes(a, most);
        (void)fl_printable(shown, most, text);
        printf("%6u  %*s%s\n", heading[i].line, 2 * (heading[i].level - 1), "", shown);
    }
    return FL_EXIT_DONE;
}
