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
    *out = (fl_sources){ .root = fl_alloc(a, MOST_ROOTS, sizeof *out->root),
                         .members = out->members };
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

/* Loads the member that the path leads to through a file. */
static bool try_inside(fl_members *m, char *whole, fl_fetched *out)
{
    struct stat is;
    for (char *slash = strchr(whole + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool there = stat(whole, &is) == 0, file = there && S_ISREG(is.st_mode);
        bool loaded = file && slash[1] &&
                      fl_members_fetch(m, whole, slash + 1, out, NULL) == FAIRLEAF_OK;
        *slash = '/';
        if (!there || file) return loaded;
    }
    return false;
}

/* Loads `place` below a root, as it stands or (`unpacked`) the only document in it; true when it is
 * there. */
static bool try(const fl_sources *s, const char *root, const char *place, bool unpacked,
                fl_fetched *out)
{
    char whole[FL_SOURCE_PATH];
    struct stat is;
    int n = snprintf(whole, sizeof whole, "%s%s", root, place);
    if (n < 1 || (size_t)n >= sizeof whole) return false;
    if (stat(whole, &is) != 0) return unpacked && try_inside(s->members, whole, out);
    if (!S_ISREG(is.st_mode)) return false;
    if (!unpacked) return fl_load_file(whole, FL_MOST_BYTES, &out->loaded, NULL) == FAIRLEAF_OK;
    fairleaf_text head = { out->loaded.bytes, out->loaded.length };
    return out->loaded.length && fairleaf_container_kind(head, whole, NULL) &&
           fl_members_fetch(s->members, whole, "", out, NULL) == FAIRLEAF_OK;
}

/* True for one of the outputs: a text output may be called as its source is. */
static bool is_output(const fl_recorded *ledger, const fl_digest *digest)
{
    for (size_t i = 0; i < ledger->output_count; i++)
        if (fl_digest_equal(&ledger->output[i].digest, digest)) return true;
    return false;
}

/* A file that was not converted itself but what is packed in it: first the one, then the other. */
static bool proves(const fl_sources *s, const fl_recorded *ledger, const char *root,
                   fl_fetched *out, fl_digest *other)
{
    for (int unpacked = 0; unpacked < 2; unpacked++) {
        if (!try(s, root, ledger->path, unpacked != 0, out)) continue;
        *other = fl_digest_of((fl_span){ out->loaded.bytes, out->loaded.length });
        if (fl_digest_equal(other, &ledger->digest)) return true;
    }
    return false;
}

fl_source_state fl_sources_load(fl_sources *s, const fl_recorded *ledger, fl_fetched *out,
                                char path[FL_SOURCE_PATH])
{
    const char *changed = NULL;
    size_t last = atomic_load(&s->last);
    static const fl_digest none;
    for (size_t i = 0; i <= s->count; i++) { /* first where the last one was */
        size_t at = i == 0 ? last : i - 1;
        if (at >= s->count || (i && at == last)) continue;
        fl_digest digest = none;
        bool found = proves(s, ledger, s->root[at], out, &digest);
        if (found) atomic_store(&s->last, at);
        if (found) (void)snprintf(path, FL_SOURCE_PATH, "%s%s", s->root[at], ledger->path);
        if (found) return FL_SOURCE_FOUND;
        bool there = !fl_digest_equal(&digest, &none);
        if (there && !changed && !is_output(ledger, &digest)) changed = s->root[at];
    }
    (void)snprintf(path, FL_SOURCE_PATH, "%s%s", changed ? changed : "", ledger->path);
    if (!changed) return FL_SOURCE_MISSING;
    fl_digest digest;
    (void)proves(s, ledger, changed, out, &digest);
    return FL_SOURCE_CHANGED;
}
