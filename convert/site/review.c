/* site/review.c - pages as `fairleaf explain --html` makes them, while the report is in memory: to
 * read its ledger again would cost as much as the conversion. */
#include "site/review.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "report/page.h"

#define REPORTS "reports/" /* a report's page: REPORTS, what both paths have in common, PAGE */
#define PAGE "/index"
#define ROOT "../../../"

/* What the paths of a report's page and of its review have in common. */
static const char *common(fl_arena *a, const char *stem)
{
    fl_span s = fl_span_of(stem);
    return fl_copy(a, fl_span_sub(s, sizeof REPORTS - 1, s.n - (sizeof PAGE - 1)));
}

static const char *address(fl_arena *a, const char *stem, const char *suffix)
{
    fl_buf out = fl_buf_new(a, 128);
    fl_buf_format(&out, ROOT "%s%s", stem, suffix);
    return fl_buf_string(&out);
}

enum { MUCH = 20 }; /* removed: more than one character of so many is to be looked at */

bool fl_site_review_wants(const fl_passage *p)
{
    const fairleaf_document *d = p->reading->document;
    const fairleaf_account *a = p->reading->account;
    const fairleaf_warning *warning;
    if (!p->build->site->how.review) return false;
    if (p->build->site->walk->count <= FL_REVIEW_ALL) return true;
    if (fairleaf_document_warnings(d, &warning) || a->balance.unaccounted) return true;
    if (fairleaf_document_detection(d)->confidence < FL_UNCERTAIN) return true;
    if (a->balance.removed * MUCH > a->balance.input) return true;
    for (size_t i = 0; i < a->edit_count; i++)
        if (fl_is_uncertain(&a->edits[i])) return true;
    return false;
}

fairleaf_status fl_site_review_page(fl_passage *p, fairleaf_error *error)
{
    static const char *const suffixes[] = { FL_PAGE_SUFFIX, NULL };
    const fairleaf_document *d = p->reading->document;
    const fairleaf_detection *found = fairleaf_document_detection(d);
    fl_buf stem = fl_buf_new(p->arena, 128), page = fl_buf_new(p->arena, 256 << 10);
    fl_buf_format(&stem, FL_REVIEW_FOLDER "%s", common(p->arena, p->stem));
    fl_record *r = fl_passage_record(p, fl_buf_string(&stem), suffixes);
    fairleaf_status status = fl_build_claim(p->build, r, error);
    if (status) return status;
    fl_subject s = { .path = p->reading->place,
                     .bytes = p->reading->bytes,
                     .digest = p->reading->digest,
                     .encoding = found->encoding,
                     .how = found->how,
                     .language = found->language,
                     .confidence = found->confidence,
                     .account = p->reading->account,
                     .back = "../../index.html",
                     .report = address(p->arena, p->stem, FL_PAGE_SUFFIX),
                     .ledger = address(p->arena, p->stem, FL_LEDGER_SUFFIX) };
    s.property_count = fairleaf_document_properties(d, &s.property);
    s.warning_count = fairleaf_document_warnings(d, &s.warning);
    s.heading_count = fairleaf_document_outline(d, &s.heading);
    fl_review_write(&page, &s);
    return fl_passage_store(p, r, FL_PAGE_SUFFIX, fl_buf_view(&page), error);
}

/* ---- the index ---- */

void fl_site_review_add(void *context, const fl_entry *e, const fl_recorded *ledger)
{
    fl_overview *o = context;
    fl_overview_add(o, common(o->arena, e->stem), ledger, NULL);
    o->document[o->count - 1].has_page = e->review != NULL;
    o->pages_made += e->review != NULL;
}

static fairleaf_status write_index(fl_build *b, const fl_overview *o, size_t index,
                                   fairleaf_error *error)
{
    char path[64] = "review/index.html";
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (!a || FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    if (index) (void)snprintf(path, sizeof path, "review/index-%zu.html", index + 1);
    fl_buf page = fl_buf_new(a, 256 << 10);
    fl_overview_write(&page, o, index, FL_SPAN("[]"));
    fairleaf_status status = fl_build_page(b, path, fl_buf_view(&page), error);
    fl_arena_free(a);
    return status;
}

fairleaf_status fl_site_review_write(fl_build *b, fl_overview *o, fairleaf_error *error)
{
    fairleaf_status status = FAIRLEAF_OK;
    fl_overview_rank(o);
    for (size_t i = 0; i < fl_overview_pages(o) && !status; i++)
        status = write_index(b, o, i, error);
    return status;
}
