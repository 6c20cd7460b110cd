/* cli/sources.c */
#include "cli/sources.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/setup.h"

enum { MOST_ROOTS = 200 };

static void add_root(fl_arena *a, fl_sources *s, const char *folder, const char *name)
{
    size_t n = strlen(folder) + strlen(name) + 3;
    char *root = fl_alloc_bytes(a, n);
    const char *slash = *folder && folder[strlen(folder) - 1] != '/' ? "/" : "";
    (void)snprintf(root, n, "%s%s%s%s", folder, slash, name, *name ? "/" : "");
    if (s->count < MOST_ROOTS) s->root[s->count++] = root;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The folders in `parent`, in the order of their names. */
static void add_folders(fl_arena *a, fl_sources *s, const char *parent)
{
    DIR *all = opendir(parent);
    const struct dirent *e;
    size_t first = s->count;
    while (all && (e = readdir(all)) != NULL && s->count < MOST_ROOTS) {
        struct stat is;
        char path[FL_SOURCE_PATH];
        if (e->d_name[0] == '.') continue;
        int n = snprintf(path, sizeof path, "%s/%s", parent, e->d_name);
        if (n > 0 && (size_t)n < sizeof path && stat(path, &is) == 0 && S_ISDIR(is.st_mode))
            add_root(a, s, parent, e->d_name);
    }
    if (all) (void)closedir(all);
    qsort(s->root + first, s->count - first, sizeof *s->root, by_name);
}

void fl_sources_find(fl_arena *a, const char *named, const char *ledgers, fl_sources *out)
{
    *out = (fl_sources){ .root = fl_alloc(a, MOST_ROOTS, sizeof *out->root) };
    if (named) {
        add_root(a, out, named, "");
        return;
    }
    char parent[FL_SOURCE_PATH];
    size_t n = strlen(ledgers);
    while (n > 1 && ledgers[n - 1] == '/') n--;
    (void)snprintf(parent, sizeof parent, "%.*s/..", (int)n, ledgers);
    add_root(a, out, "", "");
    add_root(a, out, ledgers, "");
    add_root(a, out, parent, "");
    add_folders(a, out, parent);
}

/* Loads `place` below a root; true when a file is there. */
static bool try(const char *root, const char *place, fl_loaded *out, char path[FL_SOURCE_PATH])
{
    char whole[FL_SOURCE_PATH];
    struct stat is;
    int n = snprintf(whole, sizeof whole, "%s%s", root, place);
    if (n < 0 || (size_t)n >= sizeof whole || stat(whole, &is) != 0 || !S_ISREG(is.st_mode))
        return false;
    if (fl_load_file(whole, FL_MOST_BYTES, out, NULL)) return false;
    memcpy(path, whole, (size_t)n + 1);
    return true;
}

/* True for one of the outputs: a text output may be called as its source is. */
static bool is_output(const fl_recorded *ledger, const fl_digest *digest)
{
    for (size_t i = 0; i < ledger->output_count; i++)
        if (fl_digest_equal(&ledger->output[i].digest, digest)) return true;
    return false;
}

fl_source_state fl_sources_load(fl_sources *s, const fl_recorded *ledger, fl_loaded *out,
                                char path[FL_SOURCE_PATH])
{
    char other[FL_SOURCE_PATH] = "";
    size_t last = atomic_load(&s->last);
    (void)snprintf(path, FL_SOURCE_PATH, "%s", ledger->path);
    for (size_t i = 0; i <= s->count; i++) { /* first where the last one was */
        size_t at = i == 0 ? last : i - 1;
        if (at >= s->count || (i && at == last)) continue;
        if (!try(s->root[at], ledger->path, out, path)) continue;
        fl_digest digest = fl_digest_of((fl_span){ out->bytes, out->length });
        if (fl_digest_equal(&digest, &ledger->digest)) {
            atomic_store(&s->last, at);
            return FL_SOURCE_FOUND;
        }
        if (!*other && !is_output(ledger, &digest)) memcpy(other, path, FL_SOURCE_PATH);
    }
    if (!*other || !try("", other, out, path)) {
        (void)snprintf(path, FL_SOURCE_PATH, "%s", ledger->path);
        return FL_SOURCE_MISSING;
    }
    return FL_SOURCE_CHANGED;
}
