/* site/search.c - texts are read by all workers and collected in order; then the shards are
 * written. */
#include "site/search.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "batch/pool.h"
#include "site/fold.h"
#include "site/page.h"
#include "site/pairs.h"
#include "site/summary.h"

enum { LONGEST_PATH = 8192, BLOCK = 64, FEWEST_SHARDS = 4, MOST_SHARDS = 1024, PER_SHARD = 8 };

/* What one job hands over. */
typedef struct result {
    fl_arena *arena; /* NULL: nothing */
    fl_pair *pair;
    size_t count;
    fl_buf out;
    fl_span summary;
} result;

typedef struct searching {
    fl_build *build;
    const fl_entries *entries;
    size_t count; /* of entries that are found */
    unsigned shards;
    fl_pairs *pairs;
    const fl_folds *folds;
    result *result;
    fl_arena *block; /* of the block of reports that is being written */
    fl_buf reports;
    fairleaf_status status;
    fairleaf_error *error;
} searching;

static void fail(searching *s, const char *what)
{
    if (!s->status) s->status = fl_fail(s->error, FAIRLEAF_IO, 0, "the search index: %s", what);
}

static bool stop(void *context)
{
    const searching *s = context;
    return s->status || s->build->site->say.stop(s->build->site->say.context);
}

/* ---- texts ---- */

static void read_text(const searching *s, size_t index, fl_site_worker *w, result *r)
{
    char path[LONGEST_PATH];
    const fl_entry *e = &s->entries->item[index];
    (void)snprintf(path, sizeof path, "%s/%s.txt", s->build->site->output, e->stem);
    if (fl_load_file(path, SIZE_MAX / 2, &w->loaded, NULL)) w->loaded.length = 0;
    fl_span text = { w->loaded.bytes, w->loaded.length };
    text.n = fl_utf8_valid(text);
    fl_pairs_text pairs = { s->folds, fl_span_of(e->title), text, (uint32_t)index };
    r->count = fl_pairs_of(r->arena, &pairs, &r->pair);
    r->summary = fl_summary_of(r->arena, text, fl_span_of(e->title));
}

static void read_guarded(const searching *s, size_t index, fl_site_worker *w, result *r)
{
    if (!FL_ARENA_FAILED(r->arena)) read_text(s, index, w, r);
}

static void read_job(void *context, size_t index, unsigned number)
{
    searching *s = context;
    result *r = &s->result[index];
    *r = (result){ .arena = fl_arena_new(SIZE_MAX / 2) };
    if (r->arena) read_guarded(s, index, &s->build->worker[number], r);
}

/* ---- reports as they are shown ---- */

static void write_report(fl_buf *out, const fl_entry *e, fl_span summary)
{
    fl_buf note = fl_buf_new(out->arena, 64), href = fl_buf_new(out->arena, 96);
    if (e->body) fl_buf_text(&note, e->body);
    if (e->place && !(e->body && strstr(e->body, e->place)))
        fl_buf_format(&note, "%s%s", note.n ? " · " : "", e->place);
    fl_buf_format(&href, "%s" FL_PAGE_SUFFIX, e->stem);
    fl_buf_byte(out, '[');
    fl_json_string(out, fl_span_of(e->title));
    fl_buf_byte(out, ',');
    fl_json_string(out, fl_buf_view(&href));
    fl_buf_byte(out, ',');
    fl_json_string(out, fl_span_of(e->date ? e->date : ""));
    fl_buf_byte(out, ',');
    fl_json_string(out, fl_buf_view(&note));
    fl_buf_byte(out, ',');
    fl_json_string(out, fl_span_of(e->language ? e->language : ""));
    fl_buf_byte(out, ',');
    fl_json_string(out, summary);
    fl_buf_text(out, "]");
}

static void end_block(searching *s, size_t index)
{
    char path[64];
    (void)snprintf(path, sizeof path, "search/r/%zu.js", index / BLOCK);
    fl_buf_text(&s->reports, "]);\n");
    fairleaf_status status = fl_build_page(s->build, path, fl_buf_view(&s->reports), s->error);
    if (!s->status) s->status = status;
    fl_arena_free(s->block);
    s->block = NULL;
}

static void add_report(searching *s, size_t index, const result *r)
{
    if (!s->block) s->block = fl_arena_new(SIZE_MAX / 2);
    if (!s->block || FL_ARENA_FAILED(s->block)) {
        fail(s, "out of memory");
        return;
    }
    if (index % BLOCK == 0) {
        s->reports = fl_buf_new(s->block, 32 << 10);
        fl_buf_format(&s->reports, "fairleafReports(%zu,[\n", index / BLOCK);
    } else {
        fl_buf_text(&s->reports, ",\n");
    }
    write_report(&s->reports, &s->entries->item[index], r->summary);
    if (index % BLOCK == BLOCK - 1 || index + 1 == s->count) end_block(s, index);
}

static void take_text(void *context, size_t index)
{
    searching *s = context;
    result *r = &s->result[index];
    if (!r->arena || !r->pair)
        fail(s, "out of memory");
    else if (!s->status && !fl_pairs_add(s->pairs, r->pair, r->count))
        fail(s, "memory or the disk ended");
    if (!s->status) add_report(s, index, r);
    fl_arena_free(r->arena);
    r->arena = NULL;
}

/* ---- shards ---- */

static void write_number(fl_buf *out, uint32_t n)
{
    do {
        unsigned symbol = (n & 31) | (n > 31 ? 32u : 0);
        fl_buf_byte(out, (char)(symbol == 44 ? 'p' : '0' + symbol)); /* 44 would be a backslash */
        n >>= 5;
    } while (n);
}

static void write_shard(searching *s, unsigned shard, result *r)
{
    if (!fl_pairs_shard(s->pairs, shard, r->arena, &r->pair, &r->count)) {
        r->pair = NULL;
        return;
    }
    r->out = fl_buf_new(r->arena, r->count * 2 + 4096);
    fl_buf_format(&r->out, "fairleafShard(%u,{", shard);
    uint32_t before = 0;
    for (size_t i = 0; i < r->count; i++) {
        fl_pair p = r->pair[i];
        if (i == 0 || fl_pair_key(p) != fl_pair_key(r->pair[i - 1])) {
            fl_buf_text(&r->out, i ? "\",\n\"" : "\n\"");
            fl_buf_code_point(&r->out, fl_pair_first(p));
            fl_buf_code_point(&r->out, fl_pair_second(p));
            fl_buf_text(&r->out, "\":\"");
            before = 0;
        }
        write_number(&r->out, (fl_pair_report(p) - before) << 2 | fl_pair_weight(p));
        before = fl_pair_report(p);
    }
    fl_buf_text(&r->out, r->count ? "\"});\n" : "});\n");
}

static void shard_guarded(searching *s, unsigned shard, result *r)
{
    if (FL_ARENA_FAILED(r->arena))
        r->pair = NULL;
    else
        write_shard(s, shard, r);
}

static void shard_job(void *context, size_t index, unsigned number)
{
    searching *s = context;
    result *r = &s->result[index];
    (void)number;
    *r = (result){ .arena = fl_arena_new(SIZE_MAX / 2) };
    if (r->arena) shard_guarded(s, (unsigned)index, r);
}

static void take_shard(void *context, size_t index)
{
    searching *s = context;
    result *r = &s->result[index];
    char path[64];
    (void)snprintf(path, sizeof path, "search/s/%zu.js", index);
    if (!r->arena || !r->pair)
        fail(s, "memory or the disk ended");
    else if (!s->status)
        s->status = fl_build_page(s->build, path, fl_buf_view(&r->out), s->error);
    fl_arena_free(r->arena);
    r->arena = NULL;
}

/* ---- the whole ---- */

static fairleaf_status write_pages(fl_build *b, const searching *s, fairleaf_error *error)
{
    fl_buf page = fl_buf_new(b->arena, 16384), index = fl_buf_new(b->arena, 256);
    fl_buf_format(&index, "var fairleafIndex = {reports: %zu, shards: %u, block: %d, fold: \"",
                  s->count, s->shards, BLOCK);
    fl_fold_table(&index);
    fl_buf_text(&index, "\"};\n");
    fairleaf_status status = fl_build_page(b, "search/index.js", fl_buf_view(&index), error);
    if (!status)
        status = fl_build_page(b, "assets/search.js", fl_page_template(b->site, "search.js"),
                               error);
    if (!status)
        status = fl_page_render(b->site, "search.html", fl_page_data(b, b->arena, ""), &page,
                                error);
    return status ? status : fl_build_page(b, "search.html", fl_buf_view(&page), error);
}

static void run(searching *s, size_t count, void (*job)(void *, size_t, unsigned),
                void (*take)(void *, size_t))
{
    fl_pool_jobs jobs = { count, NULL, s, job, take, stop };
    if (!s->status && !fl_pool_run(&jobs, s->build->site->workers)) fail(s, "out of memory");
}

fairleaf_status fl_search_write(fl_build *b, const fl_entries *entries, fairleaf_error *error)
{
    char path[LONGEST_PATH];
    searching s = { .build = b, .entries = entries, .count = entries->count, .error = error };
    if (s.count > FL_PAIR_REPORTS) s.count = FL_PAIR_REPORTS;
    for (s.shards = FEWEST_SHARDS; s.shards < MOST_SHARDS && s.shards * PER_SHARD < s.count;)
        s.shards *= 2;
    (void)snprintf(path, sizeof path, "%s/" FL_MANIFEST_FOLDER "/search", b->site->output);
    size_t most = s.count > s.shards ? s.count : s.shards;
    s.result = fl_alloc(b->arena, most + 1, sizeof *s.result);
    s.folds = fl_folds_new(b->arena);
    s.pairs = fl_pairs_new(s.shards, path);
    if (!s.pairs) fail(&s, "out of memory");
    run(&s, s.count, read_job, take_text);
    if (!stop(&s)) run(&s, s.shards, shard_job, take_shard);
    fl_pairs_free(s.pairs);
    fl_arena_free(s.block);
    return s.status || stop(&s) ? s.status : write_pages(b, &s, error);
}
