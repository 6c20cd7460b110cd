/* batch/pages.c - inputs are found by their paths in a sorted table. */
#include "batch/pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/error.h"

enum { LONGEST_PATH = 8192, MOST_PAGES = 999 };
#define MARK '+' /* before the name of each further page */

static const char *const suffixes[] = { ".html", ".htm", ".shtml", ".xhtml" };

/* Bytes of `path` before the suffix of a page; 0 when it has none. */
static size_t stem_of(const char *path)
{
    size_t n = strlen(path);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t m = strlen(suffixes[i]);
        if (n > m + 1 && strcasecmp(path + n - m, suffixes[i]) == 0 && path[n - m - 1] != '/')
            return n - m;
    }
    return 0;
}

/* ---- which pages belong together ---- */

typedef struct entry {
    const char *path;
    size_t index;
} entry;

static int by_path(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

typedef struct table {
    fl_walk *walk;
    entry *entry; /* sorted */
    size_t count;
    bool *taken; /* as a further page; one an input */
} table;

/* The input that is page `number` of the report whose first page is `path`; SIZE_MAX: none. */
static size_t find(const table *t, const char *path, char separator, unsigned number)
{
    char wanted[LONGEST_PATH];
    size_t stem = stem_of(path);
    int n = snprintf(wanted, sizeof wanted, "%.*s%c%u%s", (int)stem, path, separator, number,
                     path + stem);
    const entry *found = NULL;
    if (n < 0 || (size_t)n >= sizeof wanted) return SIZE_MAX;
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int c = strcmp(t->entry[middle].path, wanted);
        if (c == 0) found = &t->entry[middle];
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return found ? found->index : SIZE_MAX;
}

/* Adds the pages behind input `index` to it. */
static void join(table *t, size_t index, char separator, unsigned number)
{
    fl_input *first = &t->walk->item[index];
    fl_buf path = fl_buf_new(t->walk->arena, 256);
    fl_buf_span(&path, fl_span_of(first->path));
    first->container = first->path;
    first->member = (uint32_t)path.n + 1;
    for (unsigned count = 0; count < MOST_PAGES; count++, number++) {
        size_t next = find(t, first->container, separator, number);
        if (next == SIZE_MAX || t->taken[next]) break;
        const fl_input *page = &t->walk->item[next];
        const char *slash = strrchr(page->path, '/');
        t->taken[next] = true;
        fl_buf_byte(&path, '/');
        fl_buf_byte(&path, MARK);
        fl_buf_span(&path, fl_span_of(slash ? slash + 1 : page->path));
        first->bytes += page->bytes;
        if (page->changed > first->changed) first->changed = page->changed;
    }
    fl_buf_byte(&path, '\0');
    first->path = path.p;
}

void fl_pages_join(fl_walk *w)
{
    static const char separators[] = { '_', '-' };
    table t = { .walk = w,
                .entry = fl_alloc(w->arena, w->count + 1, sizeof *t.entry),
                .taken = fl_alloc(w->arena, w->count + 1, sizeof *t.taken) };
    for (size_t i = 0; i < w->count; i++)
        if (!w->item[i].container && !w->item[i].inside && stem_of(w->item[i].path))
            t.entry[t.count++] = (entry){ w->item[i].path, i };
    qsort(t.entry, t.count, sizeof *t.entry, by_path);
    for (size_t k = 0; k < t.count; k++) {
        size_t index = t.entry[k].index;
        for (size_t s = 0; s < sizeof separators && !t.taken[index]; s++)
            for (unsigned number = 1; number <= 2 && !w->item[index].container; number++)
                if (find(&t, t.entry[k].path, separators[s], number) != SIZE_MAX)
                    join(&t, index, separators[s], number);
    }
    size_t kept = 0;
    for (size_t i = 0; i < w->count; i++)
        if (!t.taken[i]) w->item[kept++] = w->item[i];
    w->count = kept;
}

/* ---- their bytes ---- */

bool fl_pages_are(const char *path, const char *name) { return *name == MARK && stem_of(path); }

size_t fl_pages_first(const fl_input *input)
{
    bool several = input->container && fl_pages_are(input->container, input->path + input->member);
    return several ? strlen(input->container) : strlen(input->path);
}

static bool append(fl_loaded *out, const fl_loaded *more)
{
    size_t wanted = out->length + more->length + 1;
    if (out->capacity < wanted) {
        char *bytes = realloc(out->bytes, wanted * 2);
        if (!bytes) return false;
        out->bytes = bytes;
        out->capacity = wanted * 2;
    }
    if (more->length) memcpy(out->bytes + out->length, more->bytes, more->length);
    out->length += more->length;
    return true;
}

fairleaf_status fl_pages_load(const char *path, const char *name, uint64_t most, fl_loaded *out,
                              fairleaf_error *error)
{
    fl_loaded page = { NULL, 0, 0 };
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash + 1 - path) : 0;
    fairleaf_status status = fl_load_file(path, most, out, error);
    while (!status && *name == MARK) {
        char whole[LONGEST_PATH];
        size_t length = strcspn(++name, "/");
        int n = snprintf(whole, sizeof whole, "%.*s%.*s", folder, path, (int)length, name);
        name += length + (name[length] == '/');
        if (n < 0 || (size_t)n >= sizeof whole || length == 0)
            status = fl_fail(error, FAIRLEAF_IO, 0, "the path of a further page is too long");
        if (!status) status = fl_load_file(whole, most, &page, error);
        if (!status && out->length + page.length > most)
            status = fl_fail(error, FAIRLEAF_LIMIT, most, "its pages are larger than %llu bytes",
                             (unsigned long long)most);
        if (!status && !append(out, &page))
            status = fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    fl_loaded_free(&page);
    return status;
}
