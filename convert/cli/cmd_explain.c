/* cli/cmd_explain.c - `fairleaf explain`: the account of one document, as text (cli/explained.h),
 * as its ledger, or as its review page. */
#include <stdio.h>

#include "batch/ledger.h"
#include "cli/explained.h"
#include "report/merge.h"
#include "report/page.h"

static void print_page(fl_arena *a, const fl_opened *opened)
{
    const fairleaf_document *d = opened->document;
    const fairleaf_detection *found = fairleaf_document_detection(d);
    fl_span bytes = { opened->loaded.loaded.bytes, opened->loaded.loaded.length };
    fl_subject s = { .path = opened->path,
                     .bytes = bytes.n,
                     .digest = fl_digest_of(bytes),
                     .encoding = found->encoding,
                     .how = found->how,
                     .language = found->language,
                     .confidence = found->confidence,
                     .account = opened->account };
    s.property_count = fairleaf_document_properties(d, &s.property);
    s.warning_count = fairleaf_document_warnings(d, &s.warning);
    s.heading_count = fairleaf_document_outline(d, &s.heading);
    if (opened->setup.decisions) { /* they have been done: the page keeps them for what it saves */
        fairleaf_text decisions = fl_decided_text(opened->setup.decisions);
        fl_merge *merge = fl_merge_new(a);
        fl_buf prior = fl_buf_new(a, 256);
        fl_merge_add(merge, (fl_span){ decisions.bytes, decisions.length });
        (void)fl_merge_json(merge, &s.digest, s.path, &prior);
        s.prior = fl_buf_view(&prior);
    }
    fl_buf out = fl_buf_new(a, 256 << 10);
    fl_review_write(&out, &s);
    (void)fwrite(out.p, 1, out.n, stdout);
}

fl_exit fl_run_explain(fl_arena *a, const fl_settings *s)
{
    fl_opened *opened;
    fl_exit failed = fl_document_open(a, s, "explain", true, &opened);
    if (failed) return failed;
    if (fl_option_given(s, FL_OPTION_JSON)) {
        fl_buf out = fl_buf_new(a, 64 << 10);
        fl_span bytes = { opened->loaded.loaded.bytes, opened->loaded.loaded.length };
        fl_ledger_recipe recipe = opened->setup.ledger;
        recipe.options = &opened->options;
        recipe.declared = opened->loaded.declared;
        fl_ledger_source source = { .path = opened->path,
                                    .container = opened->container,
                                    .bytes = bytes.n,
                                    .digest = fl_digest_of(bytes),
                                    .recipe = &recipe,
                                    .sealed = true };
        fl_ledger_write(&out, &source, opened->document, opened->account);
        (void)fwrite(out.p, 1, out.n, stdout);
        return FL_EXIT_DONE;
    }
    if (fl_option_given(s, FL_OPTION_HTML)) {
        print_page(a, opened);
        return FL_EXIT_DONE;
    }
    fl_explained_how how = { .full = fl_option_given(s, FL_OPTION_FULL),
                             .colour = fl_explained_may_colour(),
                             .rules = fl_option_list(a, s, FL_OPTION_RULE, true) };
    fl_explained_print(a, opened, &how);
    return FL_EXIT_DONE;
}
