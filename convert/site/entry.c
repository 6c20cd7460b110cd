/* site/entry.c - heads of ledgers, by all workers; then sorted. */
#include "site/entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "report/head.h"
#include "batch/pool.h"

enum { LONGEST_PATH = 8192, TITLE_BYTES = 4096 };

typedef struct pair {
    const fl_record *page, *ledger, *review;
} pair;

/* What one job hands over. */
typedef struct head {
    fl_arena *arena;
    fl_recorded *ledger; /* NULL: it could not be read */
    char fault[240];
} head;

typedef struct entering {
    fl_build *build;
    pair *pair;
    fl_entry *entry; /* title NULL: it could not be read */
    head *head;
    size_t count;
    fl_entries_also also;
} entering;

/* ---- pages and their ledgers ---- */

static int by_source(const void *a, const void *b)
{
    const fl_record *x = *(fl_record *const *)a, *y = *(fl_record *const *)b;
    int order = strcmp(x->place, y->place);
    if (!order) order = memcmp(x->digest.bytes, y->digest.bytes, FL_DIGEST_BYTES);
    return order ? order : strcmp(x->stem, y->stem);
}

static bool same_source(const fl_record *x, const fl_record *y)
{
    return strcmp(x->place, y->place) == 0 && fl_digest_equal(&x->digest, &y->digest);
}

static bool has(const fl_record *r, const char *suffix)
{
    const fl_product *p = fl_build_product(r, suffix);
    return p && p->changed;
}

static size_t find_pairs(fl_build *b, fl_record **standing, size_t count, pair **out)
{
    const char *page = b->site->generator ? ".md" : FL_PAGE_SUFFIX;
    fl_record **all = fl_alloc(b->arena, count + 1, sizeof(fl_record *));
    size_t n = 0;
    *out = fl_alloc(b->arena, count + 1, sizeof **out);
    if (count) memcpy(all, standing, count * sizeof *all);
    qsort(all, count, sizeof *all, by_source);
    for (size_t from = 0, to; from < count; from = to) {
        pair p = { NULL, NULL, NULL };
        for (to = from; to < count && same_source(all[to], all[from]); to++) {
            if (fl_build_is_review(all[to])) {
                if (has(all[to], FL_PAGE_SUFFIX)) p.review = all[to];
                continue;
            }
            if (has(all[to], page)) p.page = all[to];
            if (has(all[to], FL_LEDGER_SUFFIX)) p.ledger = all[to];
        }
        if (p.page && p.ledger) (*out)[n++] = p;
    }
    return n;
}

/* ---- one ledger ---- */

static const char *value_of(fl_arena *a, const fl_recorded *l, const char *key)
{
    for (size_t i = 0; i < l->property_count; i++) {
        const fairleaf_property *p = &l->property[i];
        if (strcmp(p->key, key) != 0 || p->count == 0) continue;
        fl_span s = fl_span_trim((fl_span){ p->values[0].bytes, p->values[0].length });
        return s.n ? fl_copy(a, s) : NULL;
    }
    return NULL;
}

static void count_rules(fl_entry *e, const fl_recorded *l)
{
    for (size_t i = 0; i < l->rule_count; i++) {
        const fl_recorded_rule *r = &l->rule[i];
        uint32_t n = (uint32_t)r->edits;
        if (r->kind == FAIRLEAF_EDIT_REMOVE) e->removals += n;
        if (r->kind == FAIRLEAF_EDIT_REPLACE || r->kind == FAIRLEAF_EDIT_INSERT ||
            r->kind == FAIRLEAF_EDIT_JOIN)
            e->repairs += n;
        e->doubtful += (uint32_t)r->uncertain;
    }
}

static void unescape(fl_buf *out, fl_span s)
{
    static const struct {
        const char *name;
        char c;
    } entity[] = {
        { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' }
    };
    for (size_t at = 0; at < s.n; at++) {
        size_t i = 0, n = sizeof entity / sizeof *entity;
        fl_span rest = fl_span_sub(s, at, s.n);
        while (i < n && !fl_span_starts(rest, fl_span_of(entity[i].name))) i++;
        fl_buf_byte(out, i < n ? entity[i].c : s.p[at]);
        if (i < n) at += strlen(entity[i].name) - 1;
    }
}

/* The title that the page shows, when the metadata has none. */
static const char *title_of_page(fl_build *b, fl_site_worker *w, const fl_record *r)
{
    char path[LONGEST_PATH];
    bool html = !b->site->generator;
    (void)snprintf(path, sizeof path, "%s/%s%s", b->site->output, r->stem,
                   html ? FL_PAGE_SUFFIX : ".md");
    fl_buf title = fl_buf_new(w->arena, 128);
    if (fl_load_head(path, TITLE_BYTES, &w->image, NULL)) return NULL;
    fl_span start = { w->image.bytes, w->image.length };
    fl_span open = html ? FL_SPAN("<title>") : FL_SPAN("\ntitle: ");
    size_t from = fl_span_find(start, open, 0);
    if (from == SIZE_MAX) return NULL;
    from += open.n;
    size_t to = fl_span_find(start, html ? FL_SPAN("</title>") : FL_SPAN("\n"), from);
    if (to == SIZE_MAX) return NULL;
    fl_span text = fl_span_sub(start, from, to);
    if (html) {
        unescape(&title, text);
    } else {
        fl_json_reader j = fl_json_read(text);
        (void)fl_json_text(&j, &title);
    }
    return title.n ? fl_buf_string(&title) : NULL;
}

static const char *kept(fl_arena *a, const char *text)
{
    return text ? fl_copy(a, fl_span_of(text)) : NULL;
}

static void take_facts(fl_build *b, fl_site_worker *w, const fl_recorded *l, fl_entry *e)
{
    fl_arena *a = w->arena;
    e->source = kept(a, l->path);
    e->encoding = kept(a, l->encoding);
    e->digest = l->digest;
    e->kept = l->balance.kept;
    e->removed = l->balance.removed;
    e->replaced = l->balance.replaced;
    count_rules(e, l);
    e->date = value_of(a, l, "date");
    if (e->date && !fl_slug_is_day(fl_span_of(e->date))) e->date = NULL;
    e->place = value_of(a, l, "place");
    e->body = value_of(a, l, "body");
    e->language = value_of(a, l, "lang");
    e->title = value_of(a, l, "title");
    if (!e->title) e->title = title_of_page(b, w, e->record);
    if (!e->title) e->title = e->source;
}

static void read_entry(entering *t, size_t index, fl_site_worker *w, head *h)
{
    char path[LONGEST_PATH];
    fl_build *b = t->build;
    fl_entry *e = &t->entry[index];
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_recorded *l = fl_alloc(h->arena, 1, sizeof *l);
    e->record = t->pair[index].page;
    e->stem = e->record->stem;
    if (t->pair[index].review) e->review = t->pair[index].review->stem;
    (void)snprintf(path, sizeof path, "%s/%s" FL_LEDGER_SUFFIX, b->site->output,
                   t->pair[index].ledger->stem);
    if (fl_recorded_head(h->arena, path, &w->loaded, l, &error)) {
        (void)snprintf(h->fault, sizeof h->fault, "%s", error.message);
        return;
    }
    take_facts(b, w, l, e);
    h->ledger = l;
}

static void enter(void *context, size_t index, unsigned number)
{
    entering *t = context;
    fl_site_worker *w = &t->build->worker[number];
    head *h = &t->head[index];
    h->arena = fl_arena_new(SIZE_MAX / 2);
    if (!h->arena || FL_ARENA_FAILED(h->arena) || FL_ARENA_FAILED(w->arena)) return;
    read_entry(t, index, w, h);
}

static void entered(void *context, size_t index)
{
    entering *t = context;
    head *h = &t->head[index];
    const fl_site *site = t->build->site;
    if (!h->ledger) {
        t->entry[index].title = NULL;
        t->build->site->failed++;
        site->say.note(site->say.context, t->pair[index].ledger->stem, "error",
                       *h->fault ? h->fault : "out of memory");
    } else if (t->also.take) {
        t->also.take(t->also.context, &t->entry[index], h->ledger);
    }
    fl_arena_free(h->arena);
    h->arena = NULL;
    h->ledger = NULL;
}

static bool go_on(void *context)
{
    (void)context;
    return false;
}

/* ---- order ---- */

static int newest_first(const void *a, const void *b)
{
    const fl_entry *x = a, *y = b;
    if (!x->date != !y->date) return x->date ? -1 : 1;
    int order = x->date ? strcmp(y->date, x->date) : strcmp(x->title, y->title);
    return order ? order : strcmp(x->stem, y->stem);
}

fairleaf_status fl_entries_read(fl_build *b, fl_record **standing, fl_entries *out,
                                fl_entries_also also, fairleaf_error *error)
{
    entering t = { .build = b, .also = also };
    t.count = find_pairs(b, standing, out->count, &t.pair);
    t.entry = fl_alloc(b->arena, t.count + 1, sizeof *t.entry);
    t.head = fl_alloc(b->arena, t.count + 1, sizeof *t.head);
    fl_pool_jobs jobs = { t.count, NULL, &t, enter, entered, go_on };
    if (!fl_pool_run(&jobs, b->site->workers))
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    *out = (fl_entries){ t.entry, 0 };
    for (size_t i = 0; i < t.count; i++)
        if (t.entry[i].title) t.entry[out->count++] = t.entry[i];
    qsort(out->item, out->count, sizeof *out->item, newest_first);
    return FAIRLEAF_OK;
}
