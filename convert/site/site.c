/* site/site.c - the order of the work: reports, what stands on their pages besides, search, lists,
 * and last what is old goes. */
#include "site/site.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "site/content.h"
#include "site/feed.h"
#include "site/lists.h"
#include "site/page.h"
#include "site/reports.h"
#include "site/review.h"
#include "site/search.h"
#include "site/words.h"

/* ---- nothing has changed ---- */

/* What the pages of the site as a whole depend on. */
static fl_digest state_of(const fl_build *b, fl_record **standing, size_t count)
{
    fl_digester d;
    const fl_site *s = b->site;
    uint64_t h = b->outputs.wanted[0].recipe;
    fl_hash_text(&h, s->title);
    fl_hash_text(&h, s->address);
    fl_hash_text(&h, s->language);
    uint64_t numbers[] = { h, count };
    fl_digest_begin(&d);
    fl_digest_add(&d, (const char *)numbers, sizeof numbers);
    for (size_t i = 0; i < count; i++) {
        fl_digest_add(&d, standing[i]->stem, strlen(standing[i]->stem) + 1);
        fl_digest_add(&d, (const char *)standing[i]->digest.bytes, FL_DIGEST_BYTES);
    }
    return fl_digest_end(&d);
}

/* All pages of the last run stand, and were made of the same reports in the same way. */
static bool is_unchanged(fl_build *b, const fl_digest *state, const char *last)
{
    fl_record *const *all;
    size_t count = fl_manifest_records(b->manifest, &all);
    const fl_record *home = fl_manifest_find(b->manifest, last);
    for (size_t i = 0; i < b->site->walk->count; i++)
        if (b->report[i].made || b->report[i].state == FL_TODO) return false;
    if (!home || !fl_digest_equal(&home->digest, state) || b->site->how.again) return false;
    for (size_t i = 0; i < count; i++) {
        if (all[i]->removed) return false;
        if (!fl_build_is_page(all[i])) continue;
        if (!fl_product_stands(fl_store_descriptor(b->store), all[i]->stem, all[i]->product))
            return false;
    }
    return true;
}

/* ---- an archive ---- */

static fairleaf_status write_assets(fl_build *b, fairleaf_error *error)
{
    static const char *const files[] = { "assets/site.css", "assets/icon.svg" };
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t i = 0; i < sizeof files / sizeof *files && !status; i++)
        status = fl_build_page(b, files[i], fl_page_template(b->site, strchr(files[i], '/') + 1),
                               error);
    if (status) return status;
    fl_buf page = fl_buf_new(b->arena, 16384);
    const char *address = b->site->address ? b->site->address : "";
    status = fl_page_render(b->site, "404.html", fl_page_data(b, b->arena, address), &page, error);
    return status ? status : fl_build_page(b, "404.html", fl_buf_view(&page), error);
}

static fairleaf_status write_archive(fl_build *b, const fl_entries *entries, fairleaf_error *error)
{
    fairleaf_status status = write_assets(b, error);
    if (!status) status = fl_page_fill(b, entries, error);
    if (!status) status = fl_search_write(b, entries, error);
    if (!status) status = fl_feed_write(b, entries, error);
    if (!status) status = fl_lists_write(b, entries, error);
    return status;
}

/* ---- the whole ---- */

static fairleaf_status write_site(fl_build *b, fairleaf_error *error)
{
    fl_record **standing;
    fl_entries entries = { NULL, 0 };
    size_t count = fl_build_standing(b, &standing);
    const fl_generator *g = b->site->generator;
    fl_digest state = state_of(b, standing, count);
    const char *last = !g ? "index" : g->index;
    if (g && g->listing == FL_LISTING_NONE) {
        return FAIRLEAF_OK;
    }
    if (is_unchanged(b, &state, last)) return FAIRLEAF_OK;
    bool review = !g && b->site->how.review;
    fl_overview overview = { .arena = b->arena,
                             .reports = FL_SITE_REVIEW_REPORTS,
                             .folder = b->site->title
                                           ? b->site->title
                                           : fl_site_word(b->site->language, "archive") };
    fl_entries_also also = { review ? fl_site_review_add : NULL, &overview };
    entries.count = count;
    fairleaf_status status = fl_entries_read(b, standing, &entries, also, error);
    if (status) return status;
    if (review) status = fl_site_review_write(b, &overview, error);
    if (!status)
        status = g ? fl_content_finish(b, &entries, error) : write_archive(b, &entries, error);
    if (status || b->site->say.stop(b->site->say.context)) return status;
    if (b->pages) b->page[b->pages - 1]->digest = state; /* the last one to be written */
    return FAIRLEAF_OK;
}

static fairleaf_status make(fl_build *b, fairleaf_error *error)
{
    fairleaf_status status = b->site->generator ? FAIRLEAF_OK : fl_page_templates(b, error);
    if (status) return status;
    fl_reports_want(b);
    status = fl_build_open(b, error);
    if (!status) status = fl_reports_make(b, error);
    bool stopped = b->site->say.stop(b->site->say.context) || atomic_load(&b->full);
    if (!status && !stopped) status = write_site(b, error);
    return status ? status : fl_build_finish(b, error);
}

fairleaf_status fl_site_make(fl_site *site, fairleaf_error *error)
{
    fl_build b = { .site = site, .arena = site->arena };
    fairleaf_status status = make(&b, error);
    fl_build_close(&b);
    return status;
}
