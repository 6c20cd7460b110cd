/* site/reports.c - read, named, claimed, written. */
#include "site/reports.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "site/content.h"
#include "site/page.h"

/* ---- what is wanted ---- */

void fl_reports_want(fl_build *b)
{
    static const fl_wanted archive[] = { { ".md", "markdown", 0 },
                                         { ".txt", "text", 0 },
                                         { FL_LEDGER_SUFFIX, NULL, 0 },
                                         { FL_SOURCE_SUFFIX, NULL, 0 },
                                         { FL_PAGE_SUFFIX, "html", 0 } };
    static const fl_wanted content[] = { { FL_LEDGER_SUFFIX, NULL, 0 }, { ".md", "markdown", 0 } };
    const fl_wanted *from = b->site->generator ? content : archive;
    size_t n = b->site->generator ? sizeof content / sizeof *content
                                  : sizeof archive / sizeof *archive;
    uint64_t h = b->site->base;
    fl_hash_text(&h, b->site->generator ? b->site->generator->name : "archive");
    fl_hash_text(&h, b->site->how.review ? "review" : "");
    for (size_t i = 0; i < b->template_count; i++) {
        fl_hash_text(&h, b->templates[i].name);
        fl_hash_span(&h, (fl_span){ b->templates[i].text.bytes, b->templates[i].text.length });
    }
    b->outputs = *b->site->recipe;
    b->outputs.wanted = fl_alloc(b->arena, n, sizeof *b->outputs.wanted);
    b->outputs.wanted_count = n;
    memcpy(b->outputs.wanted, from, n * sizeof *from);
    for (size_t i = 0; i < n; i++) b->outputs.wanted[i].recipe = h;
}

/* ---- one report ---- */

static fl_span day_of(const fairleaf_document *d)
{
    const fairleaf_property *property;
    size_t count = fairleaf_document_properties(d, &property);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(property[i].key, "date") != 0 || property[i].count == 0) continue;
        fl_span day = { property[i].values[0].bytes, property[i].values[0].length };
        if (fl_slug_is_day(day)) return day;
    }
    return FL_SPAN("");
}

/* What was made is ours even when the rest could not be: so that the next run may replace it. */
static void keep_what_is_there(fl_report *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->makes; i++) {
        size_t there = 0;
        for (size_t k = 0; k < r->made[i].products; k++)
            there += r->made[i].product[k].changed != 0;
        if (there) r->made[kept++] = r->made[i];
    }
    r->makes = kept;
    if (!kept) r->made = NULL;
}

static fairleaf_status write_report(fl_passage *p, fairleaf_error *error)
{
    const fl_site *site = p->build->site;
    const fl_generator *g = site->generator;
    fairleaf_status status = fl_build_store(p->build, p->worker, &p->store, error);
    if (status) return status;
    p->date = day_of(p->reading->document);
    const char *pattern = g ? (p->date.n ? g->dated : g->undated)
                            : (p->date.n ? FL_PAGE_DATED : FL_PAGE_UNDATED);
    p->stem = fl_slug_path(p->arena, pattern, p->date, p->report->id);
    status = g ? fl_content_write(p, error) : fl_page_write_report(p, error);
    for (size_t i = 0; i < p->report->makes; i++)
        p->report->made[i].changed = fl_build_settled(p->input, &p->report->made[i]);
    return status;
}

static fairleaf_status read_report(fl_passage *p, fl_reading *reading, fairleaf_error *error)
{
    fl_build *b = p->build;
    fl_fetched *loaded = &p->worker->source;
    fairleaf_status status = fl_convert_load(&b->outputs, p->input, loaded, error);
    if (status) return status;
    reading->digest = fl_digest_of((fl_span){ loaded->loaded.bytes, loaded->loaded.length });
    if (!fl_digest_equal(&reading->digest, &p->report->digest))
        return fl_fail(error, FAIRLEAF_IO, 0, "it changed while it was read: run again");
    return fl_convert_read(&b->outputs, loaded, reading, error);
}

static fairleaf_status make_guarded(fl_passage *p, fl_reading *reading, fairleaf_error *error)
{
    if (FL_ARENA_FAILED(p->worker->arena) || FL_ARENA_FAILED(p->arena))
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    fairleaf_status status = read_report(p, reading, error);
    if (!status) status = write_report(p, error);
    if (status == FAIRLEAF_IO && p->store && fl_store_is_full(p->store))
        atomic_store(&p->build->full, true);
    return status;
}

static void make(void *context, size_t index, unsigned number)
{
    fl_build *b = context;
    fl_report *r = &b->report[index];
    const fl_input *input = &b->site->walk->item[index];
    fairleaf_error error = { .status = FAIRLEAF_OK };
    if (r->state != FL_TODO) return;
    fl_reading reading = fl_convert_reading(input);
    fl_passage p = { .build = b,
                     .worker = &b->worker[number],
                     .arena = fl_arena_new(SIZE_MAX / 2),
                     .reading = &reading,
                     .report = r,
                     .input = input };
    error.status = p.arena ? make_guarded(&p, &reading, &error)
                           : fl_fail(&error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    r->state = error.status ? FL_FAILED : FL_CONVERTED;
    if (error.status) keep_what_is_there(r);
    b->site->say.input(b->site->say.context, index, reading.document, &error);
    fairleaf_account_free(reading.account);
    fairleaf_document_free(reading.document);
    fl_arena_free(p.arena);
}

static void made(void *context, size_t index)
{
    fl_build *b = context;
    const fl_report *r = &b->report[index];
    fl_site *site = b->site;
    site->made += r->state == FL_CONVERTED;
    site->unchanged += r->state == FL_UNCHANGED;
    site->failed += r->state == FL_FAILED;
    for (size_t i = 0; i < r->makes; i++) fl_build_append(b, &r->made[i]);
    site->say.turn(site->say.context, index, r->state);
}

fairleaf_status fl_reports_make(fl_build *b, fairleaf_error *error)
{
    if (!fl_build_run(b, b->site->walk->count, make, made))
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < b->site->walk->count; i++)
        b->site->left += b->report[i].state == FL_TODO;
    return FAIRLEAF_OK;
}
