/* site/fill.c - what stands on a report's page besides the report: where it is listed, what was
 * changed in it, and its neighbours. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "batch/pool.h"
#include "site/page.h"
#include "site/words.h"

enum { LONGEST_PATH = 8192, TAIL = 4096 };

typedef struct filling {
    fl_build *build;
    const fl_entries *entries;
    char (*fault)[240]; /* empty: none */
} filling;

static void add_link(fl_arena *a, fl_value *to, const char *key, const char *folder,
                     const char *name)
{
    if (!name) return;
    fl_buf href = fl_buf_new(a, 64);
    fl_value *link = fl_value_add(a, to, key, FL_VALUE_MAP);
    fl_buf_format(&href, FL_PAGE_ROOT "%s/%s.html", folder, fl_page_list_name(a, name));
    fl_value_text(a, link, "href", fl_buf_view(&href));
    fl_value_text(a, link, "name", fl_span_of(name));
}

static void add_number(fl_arena *a, fl_value *to, const char *key, uint64_t n)
{
    fl_buf text = fl_buf_new(a, 24);
    if (n) fl_buf_format(&text, "%llu", (unsigned long long)n);
    fl_value_text(a, to, key, fl_buf_view(&text));
}

static void add_neighbour(fl_arena *a, fl_value *turn, const char *key, const fl_entry *e)
{
    if (!e) return;
    fl_value *link = fl_value_add(a, turn, key, FL_VALUE_MAP);
    fl_buf href = fl_buf_new(a, 128);
    fl_buf_format(&href, FL_PAGE_ROOT "%s" FL_PAGE_SUFFIX, e->stem);
    fl_value_text(a, link, "href", fl_buf_view(&href));
    fl_value_text(a, link, "title", fl_span_of(e->title));
}

static const char *slug_of(fl_arena *a, const char *stem)
{
    const char *end = strrchr(stem, '/'), *from = end;
    while (from > stem && from[-1] != '/') from--;
    return fl_copy(a, (fl_span){ from, (size_t)(end - from) });
}

static fl_value *data_of(const filling *f, fl_arena *a, size_t index)
{
    const fl_entry *e = &f->entries->item[index];
    const char *language = f->build->site->language;
    fl_value *data = fl_page_data(f->build, a, FL_PAGE_ROOT);
    fl_value *year = fl_value_add(a, data, "year", FL_VALUE_MAP);
    fl_buf href = fl_buf_new(a, 64), name = fl_buf_new(a, 32);
    fl_buf_format(&href, FL_PAGE_ROOT "years/%.*s.html", e->date ? 4 : 7,
                  e->date ? e->date : "undated");
    if (e->date)
        fl_buf_format(&name, "%.4s%s", e->date, strcmp(language, "en") == 0 ? "" : "年");
    else
        fl_buf_text(&name, fl_site_word(language, "undated"));
    fl_value_text(a, year, "href", fl_buf_view(&href));
    fl_value_text(a, year, "name", fl_buf_view(&name));
    add_link(a, data, "place", "places", e->place);
    add_link(a, data, "body", "bodies", e->body);
    fl_value *account = fl_value_add(a, data, "account", FL_VALUE_MAP);
    add_number(a, account, "kept", e->kept);
    add_number(a, account, "removed", e->removed);
    add_number(a, account, "removals", e->removals);
    add_number(a, account, "repairs", e->repairs);
    add_number(a, account, "doubtful", e->doubtful);
    char hex[FL_DIGEST_HEX + 1];
    fl_digest_hex(&e->digest, hex);
    fl_value_text(a, data, "digest", fl_span_of(fl_copy(a, fl_span_of(hex))));
    fl_value_text(a, data, "source", fl_span_of(e->source));
    fl_value_text(a, data, "encoding", fl_span_of(e->encoding ? e->encoding : ""));
    fl_value_text(a, data, "slug", fl_span_of(slug_of(a, e->stem)));
    fl_buf review = fl_buf_new(a, 128);
    if (e->review) fl_buf_format(&review, FL_PAGE_ROOT "%s" FL_PAGE_SUFFIX, e->review);
    fl_value_text(a, data, "review", fl_buf_view(&review));
    const fl_entry *newer = index ? e - 1 : NULL;
    const fl_entry *older = index + 1 < f->entries->count ? e + 1 : NULL;
    if (newer || older) {
        fl_value *turn = fl_value_add(a, data, "turn", FL_VALUE_MAP);
        add_neighbour(a, turn, "previous", older);
        add_neighbour(a, turn, "next", newer);
    }
    return data;
}

/* Puts `text` between the two marks of a slot; a page without them stays as it is. */
static void fill_slot(fl_buf *page, const char *name, fl_span text, bool last)
{
    char open[48], close[48];
    (void)snprintf(open, sizeof open, "<!--fairleaf:%s-->", name);
    (void)snprintf(close, sizeof close, "<!--/fairleaf:%s-->", name);
    size_t tail = page->n > TAIL ? page->n - TAIL : 0; /* the last one is mostly near the end */
    size_t from = fl_span_find(fl_buf_view(page), fl_span_of(open), last ? tail : 0);
    if (from == SIZE_MAX && last) from = fl_span_find(fl_buf_view(page), fl_span_of(open), 0);
    if (from == SIZE_MAX) return;
    from += strlen(open);
    size_t to = fl_span_find(fl_buf_view(page), fl_span_of(close), from);
    if (to == SIZE_MAX) return;
    fl_buf rest = fl_buf_new(page->arena, page->n - to + 1);
    fl_buf_bytes(&rest, page->p + to, page->n - to);
    page->n = from;
    fl_buf_span(page, text);
    fl_buf_span(page, fl_buf_view(&rest));
}

static fairleaf_status fill_page(const filling *f, fl_arena *a, size_t index, fl_site_worker *w,
                                 fairleaf_error *error)
{
    fl_build *b = f->build;
    const fl_record *r = f->entries->item[index].record;
    fl_product *page = (fl_product *)fl_build_product(r, FL_PAGE_SUFFIX);
    fl_value *data = data_of(f, a, index);
    fl_buf card = fl_buf_new(a, 4096), turn = fl_buf_new(a, 1024);
    fairleaf_status status = fl_page_render(b->site, "card.html", data, &card, error);
    if (!status) status = fl_page_render(b->site, "turn.html", data, &turn, error);
    if (status) return status;
    uint64_t h = fl_build_product(r, ".md")->recipe;
    fl_hash_span(&h, fl_buf_view(&card));
    fl_hash_span(&h, fl_buf_view(&turn));
    if (page->recipe == h) return FAIRLEAF_OK;
    char path[LONGEST_PATH];
    (void)snprintf(path, sizeof path, "%s/%s" FL_PAGE_SUFFIX, b->site->output, r->stem);
    status = fl_load_file(path, SIZE_MAX / 2, &w->loaded, error);
    fl_store *store;
    if (!status) status = fl_build_store(b, w, &store, error);
    if (status) return status;
    fl_buf whole = fl_buf_new(a, w->loaded.length + card.n + turn.n + 64);
    fl_buf_bytes(&whole, w->loaded.bytes, w->loaded.length);
    fill_slot(&whole, "card", fl_buf_view(&card), false);
    fill_slot(&whole, "turn", fl_buf_view(&turn), true);
    page->changed = 0;
    fl_build_claim_again(b, r);
    status = fl_store_begin(store, path + strlen(b->site->output) + 1, error);
    if (status) return status;
    (void)fl_store_append(store, whole.p, whole.n);
    status = fl_store_commit(store, error);
    if (status) return status;
    fl_stored stored = fl_store_last(store);
    page->recipe = h;
    page->bytes = stored.bytes;
    page->changed = stored.changed;
    fl_build_append(b, r);
    return FAIRLEAF_OK;
}

static fairleaf_status fill_guarded(const filling *f, fl_arena *a, size_t index, fl_site_worker *w,
                                    fairleaf_error *error)
{
    if (FL_ARENA_FAILED(a)) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    return fill_page(f, a, index, w, error);
}

static void fill(void *context, size_t index, unsigned number)
{
    const filling *f = context;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    fairleaf_status status = a ? fill_guarded(f, a, index, &f->build->worker[number], &error)
                               : fl_fail(&error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (status) (void)snprintf(f->fault[index], sizeof *f->fault, "%s", error.message);
    fl_arena_free(a);
}

static void filled(void *context, size_t index)
{
    const filling *f = context;
    fl_site *site = f->build->site;
    if (!*f->fault[index]) return;
    site->failed++;
    site->say.note(site->say.context, f->entries->item[index].stem, "error", f->fault[index]);
}

static bool stop(void *context)
{
    const filling *f = context;
    return f->build->site->say.stop(f->build->site->say.context);
}

fairleaf_status fl_page_fill(fl_build *b, const fl_entries *entries, fairleaf_error *error)
{
    filling f = { b, entries, fl_alloc(b->arena, entries->count + 1, 240) };
    fl_pool_jobs jobs = { entries->count, NULL, &f, fill, filled, stop };
    if (fl_pool_run(&jobs, b->site->workers)) return FAIRLEAF_OK;
    return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
}
