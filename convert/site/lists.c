/* site/lists.c - a list is a run of reports in pages of PAGE_ROWS; one page is made at a time. */
#include "site/lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "site/page.h"
#include "site/words.h"

enum { PAGE_ROWS = 100, NEAR = 2, NAME = 128 };

/* What pages of one list have in common. */
typedef struct list {
    const char *folder; /* "" for the home page; else ended by a slash */
    const char *first;  /* name of its first page, without suffix */
    const char *kind;   /* what it is a list of; NULL: all */
    const char *title;
    const fl_entry **item;
    size_t count;
    bool home;
} list;

/* ---- one page ---- */

/* Name of page `index`, from the home page. */
static void page_path(char out[NAME], const list *l, size_t index)
{
    if (index == 0)
        (void)snprintf(out, NAME, "%s%s.html", l->folder, l->first);
    else if (l->home)
        (void)snprintf(out, NAME, "pages/%zu.html", index + 1);
    else
        (void)snprintf(out, NAME, "%s%s-%zu.html", l->folder, l->first, index + 1);
}

static void add_address(fl_arena *a, fl_value *to, const char *key, const char *root,
                        const char *path)
{
    fl_buf href = fl_buf_new(a, 96);
    fl_buf_text(&href, root);
    fl_buf_text(&href, path);
    fl_value_text(a, to, key, fl_buf_view(&href));
}

static void add_page_address(fl_arena *a, fl_value *to, const char *key, const list *l,
                             const char *root, size_t index)
{
    char path[NAME];
    page_path(path, l, index);
    add_address(a, to, key, root, fl_copy(a, fl_span_of(path)));
}

static void add_count(fl_arena *a, fl_value *to, const char *key, size_t n)
{
    fl_buf text = fl_buf_new(a, 24);
    fl_buf_format(&text, "%zu", n);
    fl_value_text(a, to, key, fl_buf_view(&text));
}

static void add_paging(fl_arena *a, fl_value *data, const list *l, const char *root, size_t index)
{
    size_t pages = (l->count + PAGE_ROWS - 1) / PAGE_ROWS, before = 0;
    if (pages < 2) return;
    fl_value *paging = fl_value_add(a, data, "paging", FL_VALUE_MAP);
    if (index) add_page_address(a, paging, "previous", l, root, index - 1);
    if (index + 1 < pages) add_page_address(a, paging, "next", l, root, index + 1);
    fl_value *numbers = fl_value_add(a, paging, "pages", FL_VALUE_LIST);
    for (size_t i = 0; i < pages; i++) {
        bool near = i + NEAR >= index && i <= index + NEAR;
        if (i && i + 1 < pages && !near) continue;
        if (i > before + 1) {
            fl_value *gap = fl_value_add(a, numbers, NULL, FL_VALUE_MAP);
            (void)fl_value_add(a, gap, "gap", FL_VALUE_TRUE);
            (void)fl_value_add(a, gap, "here", FL_VALUE_FALSE);
            fl_value_text(a, gap, "href", FL_SPAN(""));
        }
        before = i;
        fl_value *page = fl_value_add(a, numbers, NULL, FL_VALUE_MAP);
        add_count(a, page, "n", i + 1);
        (void)fl_value_add(a, page, "gap", FL_VALUE_FALSE);
        (void)fl_value_add(a, page, "here", i == index ? FL_VALUE_TRUE : FL_VALUE_FALSE);
        if (i == index)
            fl_value_text(a, page, "href", FL_SPAN(""));
        else
            add_page_address(a, page, "href", l, root, i);
    }
}

static void add_item(const fl_build *b, fl_arena *a, fl_value *to, const fl_entry *e,
                     const char *root)
{
    fl_value *item = fl_value_add(a, to, NULL, FL_VALUE_MAP);
    fl_buf day = fl_buf_new(a, 32), note = fl_buf_new(a, 64), path = fl_buf_new(a, 96);
    fl_span date = fl_span_of(e->date ? e->date : "");
    fl_site_day(&day, b->site->language, date);
    fl_value_text(a, item, "date", date);
    fl_value_text(a, item, "day", fl_buf_view(&day));
    fl_buf_format(&path, "%s" FL_PAGE_SUFFIX, e->stem);
    add_address(a, item, "href", root, fl_buf_string(&path));
    fl_value_text(a, item, "title", fl_span_of(e->title));
    fl_value_text(a, item, "language", fl_span_of(e->language ? e->language : ""));
    if (e->body) fl_buf_text(&note, e->body);
    if (e->place && !(e->body && strstr(e->body, e->place))) {
        if (note.n) fl_buf_text(&note, " · ");
        fl_buf_text(&note, e->place);
    }
    fl_value_text(a, item, "note", fl_buf_view(&note));
}

static bool same_year(const fl_entry *x, const fl_entry *y)
{
    if (!x->date || !y->date) return !x->date && !y->date;
    return strncmp(x->date, y->date, 4) == 0;
}

static void name_year(fl_buf *out, const char *language, const char *date)
{
    if (date)
        fl_buf_format(out, "%.4s%s", date, strcmp(language, "en") == 0 ? "" : "年");
    else
        fl_buf_text(out, fl_site_word(language, "undated"));
}

static void add_years(const fl_build *b, fl_arena *a, fl_value *data, const list *l,
                      const char *root, size_t index)
{
    fl_value *years = fl_value_add(a, data, "years", FL_VALUE_LIST), *items = NULL;
    size_t to = (index + 1) * PAGE_ROWS < l->count ? (index + 1) * PAGE_ROWS : l->count;
    for (size_t i = index * PAGE_ROWS; i < to; i++) {
        const fl_entry *e = l->item[i];
        if (!items || !same_year(e, l->item[i - 1])) {
            fl_value *year = fl_value_add(a, years, NULL, FL_VALUE_MAP);
            fl_buf name = fl_buf_new(a, 24), id = fl_buf_new(a, 16);
            name_year(&name, b->site->language, e->date);
            fl_buf_format(&id, "%.*s", e->date ? 4 : 7, e->date ? e->date : "undated");
            fl_value_text(a, year, "name", fl_buf_view(&name));
            fl_value_text(a, year, "id", fl_buf_view(&id));
            items = fl_value_add(a, year, "items", FL_VALUE_LIST);
        }
        add_item(b, a, items, e, root);
    }
}

static fairleaf_status write_page(fl_build *b, fl_arena *a, const list *l, size_t index,
                                  fairleaf_error *error)
{
    char path[NAME];
    page_path(path, l, index);
    const char *root = strchr(path, '/') ? "../" : "";
    fl_value *data = fl_page_data(b, a, root);
    fl_value_text(a, data, "title", fl_span_of(l->title));
    fl_value_text(a, data, "kind", fl_span_of(l->kind ? l->kind : ""));
    (void)fl_value_add(a, data, "home", l->home && index == 0 ? FL_VALUE_TRUE : FL_VALUE_FALSE);
    add_count(a, data, "count", l->count);
    fl_buf page = fl_buf_new(a, 24);
    const char *words = fl_site_word(b->site->language, "page"), *hole = strstr(words, "{n}");
    if (index) fl_buf_format(&page, "%.*s%zu%s", (int)(hole - words), words, index + 1, hole + 3);
    fl_value_text(a, data, "page", fl_buf_view(&page));
    add_years(b, a, data, l, root, index);
    add_paging(a, data, l, root, index);
    fl_buf html = fl_buf_new(a, 64 << 10);
    fairleaf_status status = fl_page_render(b->site, "list.html", data, &html, error);
    return status ? status : fl_build_page(b, path, fl_buf_view(&html), error);
}

/* In memory of its own, so that long lists take no more than short ones. */
static fairleaf_status write_page_apart(fl_build *b, const list *l, size_t index,
                                        fairleaf_error *error)
{
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (!a || FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    fairleaf_status status = write_page(b, a, l, index, error);
    fl_arena_free(a);
    return status;
}

/* All pages of a list, from the last to the first. */
static fairleaf_status write_list(fl_build *b, const list *l, fairleaf_error *error)
{
    size_t pages = l->count ? (l->count + PAGE_ROWS - 1) / PAGE_ROWS : 1;
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t i = pages; i-- > 0 && !status;) status = write_page_apart(b, l, i, error);
    return status;
}

/* ---- years, places, bodies ---- */

typedef struct group {
    const char *name; /* NULL: without a date */
    const char *page; /* name of its page */
    size_t from, count;
} group;

typedef struct grouping {
    const char *folder, *word; /* of all groups; of one */
    const char *(*key)(const fl_entry *e);
    bool newest; /* groups are listed newest first; else the largest first */
} grouping;

static const char *year_of(const fl_entry *e) { return e->date ? e->date : "undated"; }
static const char *place_of(const fl_entry *e) { return e->place; }
static const char *body_of(const fl_entry *e) { return e->body; }

static const grouping groupings[] = { { "years", "year", year_of, true },
                                      { "places", "place", place_of, false },
                                      { "bodies", "body", body_of, false } };

typedef struct keyed {
    const char *key;
    size_t length; /* of what counts of it */
    const fl_entry *entry;
} keyed;

static int by_key(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int order = strncmp(x->key, y->key, x->length > y->length ? x->length : y->length);
    return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static int by_name_backwards(const void *a, const void *b)
{
    const group *x = a, *y = b;
    if (!x->name || !y->name) return !x->name - !y->name;
    return strcmp(y->name, x->name);
}

static int by_count(const void *a, const void *b)
{
    const group *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* The reports that have a key, one group after the other; newest first in each. */
static size_t find_groups(fl_arena *a, const fl_entries *entries, const grouping *g,
                          const fl_entry ***items, group **out)
{
    keyed *all = fl_alloc(a, entries->count + 1, sizeof *all);
    size_t n = 0, groups = 0;
    for (size_t i = 0; i < entries->count; i++) {
        const char *key = g->key(&entries->item[i]);
        if (!key) continue;
        bool year = g->newest && entries->item[i].date;
        all[n++] = (keyed){ key, year ? 4 : strlen(key) + 1, &entries->item[i] };
    }
    qsort(all, n, sizeof *all, by_key);
    *items = fl_alloc(a, n + 1, sizeof(fl_entry *));
    *out = fl_alloc(a, n + 1, sizeof **out);
    for (size_t i = 0; i < n; i++) {
        (*items)[i] = all[i].entry;
        bool same = i && all[i].length == all[i - 1].length &&
                    strncmp(all[i].key, all[i - 1].key, all[i].length) == 0;
        group *last = &(*out)[groups ? groups - 1 : 0];
        if (same) {
            last->count++;
            continue;
        }
        const char *name = fl_copy(
            a, fl_span_sub(fl_span_of(all[i].key), 0,
                           g->newest && all[i].entry->date ? 4 : strlen(all[i].key)));
        bool undated = g->newest && !all[i].entry->date;
        (*out)[groups++] = (group){ undated ? NULL : name,
                                    g->newest ? name : fl_page_list_name(a, name), i, 1 };
    }
    qsort(*out, groups, sizeof **out, g->newest ? by_name_backwards : by_count);
    return groups;
}

/* The list of all groups. */
static fairleaf_status write_groups(fl_build *b, fl_arena *a, const grouping *g, const group *all,
                                    size_t count, fairleaf_error *error)
{
    const char *language = b->site->language;
    fl_value *data = fl_page_data(b, a, "../");
    fl_value_text(a, data, "title", fl_span_of(fl_site_word(language, g->folder)));
    fl_value *rows = fl_value_add(a, data, "groups", FL_VALUE_LIST);
    for (size_t i = 0; i < count; i++) {
        fl_value *item = fl_value_add(a, rows, NULL, FL_VALUE_MAP);
        fl_buf href = fl_buf_new(a, 32), name = fl_buf_new(a, 32);
        fl_buf_format(&href, "%s.html", all[i].page);
        if (g->newest)
            name_year(&name, language, all[i].name);
        else
            fl_buf_text(&name, all[i].name);
        fl_value_text(a, item, "href", fl_buf_view(&href));
        fl_value_text(a, item, "name", fl_buf_view(&name));
        add_count(a, item, "count", all[i].count);
    }
    fl_buf html = fl_buf_new(a, 64 << 10), path = fl_buf_new(a, 32);
    fairleaf_status status = fl_page_render(b->site, "groups.html", data, &html, error);
    fl_buf_format(&path, "%s/index.html", g->folder);
    return status ? status : fl_build_page(b, fl_buf_string(&path), fl_buf_view(&html), error);
}

static fairleaf_status write_grouping(fl_build *b, fl_arena *a, const fl_entries *entries,
                                      const grouping *g, fairleaf_error *error)
{
    const fl_entry **items;
    group *groups;
    size_t count = find_groups(a, entries, g, &items, &groups);
    fl_buf folder = fl_buf_new(a, 16);
    fl_buf_format(&folder, "%s/", g->folder);
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t i = 0; i < count && !status; i++) {
        fl_buf title = fl_buf_new(a, 32);
        if (g->newest)
            name_year(&title, b->site->language, groups[i].name);
        else
            fl_buf_text(&title, groups[i].name);
        list l = { .folder = fl_buf_string(&folder),
                   .first = groups[i].page,
                   .kind = fl_site_word(b->site->language, g->word),
                   .title = fl_buf_string(&title),
                   .item = items + groups[i].from,
                   .count = groups[i].count };
        status = write_list(b, &l, error);
    }
    return status ? status : write_groups(b, a, g, groups, count, error);
}

fairleaf_status fl_lists_write(fl_build *b, const fl_entries *entries, fairleaf_error *error)
{
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t i = 0; i < sizeof groupings / sizeof *groupings && !status; i++)
        status = write_grouping(b, b->arena, entries, &groupings[i], error);
    if (status) return status;
    list all = { .folder = "", .first = "index", .count = entries->count, .home = true };
    all.title = b->site->title ? b->site->title : fl_site_word(b->site->language, "archive");
    all.item = fl_alloc(b->arena, entries->count + 1, sizeof(fl_entry *));
    for (size_t i = 0; i < entries->count; i++) all.item[i] = &entries->item[i];
    return write_list(b, &all, error);
}
