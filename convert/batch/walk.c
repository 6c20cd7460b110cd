/* batch/walk.c - a folder is read, closed, sorted and only then entered: deep trees need one
 * descriptor. */
#include "batch/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "batch/store.h"

enum { DEEPEST = 1000 };

typedef struct entry {
    const char *name;
    struct stat is;
    int problem; /* errno, when it could not be looked at */
    bool link;
} entry;

static void note(fl_walk *w, const char *path, const char *what, bool failed)
{
    if (w->notice_count == w->notice_capacity) {
        size_t used = w->notice_count * sizeof *w->notice;
        w->notice_capacity = w->notice_capacity * 2 + 8;
        w->notice = fl_grow(w->arena, w->notice, used, w->notice_capacity * sizeof *w->notice);
    }
    w->notice[w->notice_count++] = (fl_walk_notice){ path, what, failed, false };
}

static void fail(fl_walk *w, const char *path, int problem)
{
    fl_buf what = fl_buf_new(w->arena, 64);
    fl_buf_format(&what, "cannot open: %s", strerror(problem));
    note(w, path, fl_buf_string(&what), true);
}

static void take(fl_walk *w, const char *path, size_t place, const struct stat *is)
{
    if (w->count == w->capacity) {
        size_t used = w->count * sizeof *w->item;
        w->capacity = w->capacity * 2 + 16;
        w->item = fl_grow(w->arena, w->item, used, w->capacity * sizeof *w->item);
    }
    w->item[w->count++] = (fl_input){ .path = path,
                                      .place = (uint32_t)place,
                                      .line = (uint32_t)w->notice_count,
                                      .bytes = (uint64_t)is->st_size,
                                      .changed = fl_file_time(is),
                                      .device = (uint64_t)is->st_dev,
                                      .file = (uint64_t)is->st_ino };
}

static bool is_output(const fl_walk *w, const struct stat *is)
{
    return w->has_output && (uint64_t)is->st_dev == w->output_device &&
           (uint64_t)is->st_ino == w->output_file;
}

static const char *join(fl_arena *a, const char *folder, const char *name)
{
    size_t n = strlen(folder), m = strlen(name);
    bool slash = n && folder[n - 1] == '/';
    char *path = fl_alloc_bytes(a, n + m + 2);
    memcpy(path, folder, n);
    if (!slash) path[n++] = '/';
    memcpy(path + n, name, m + 1);
    return path;
}

/* True when the globs let a file at `place` in. The last one that matches decides; when none does,
 * a file is left out only if some glob names what is wanted. A glob without a slash is about the
 * name, else about the whole place. */
static bool is_wanted(const fl_walk *w, const char *place)
{
    const char *slash = strrchr(place, '/'), *name = slash ? slash + 1 : place;
    bool wanted = true;
    for (const char *const *g = w->globs; g && *g; g++)
        if (**g != '!') wanted = false;
    for (const char *const *g = w->globs; g && *g; g++) {
        bool excludes = **g == '!';
        const char *glob = *g + excludes;
        if (fnmatch(glob, strchr(glob, '/') ? place : name, 0) == 0) wanted = !excludes;
    }
    return wanted;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const entry *)a)->name, ((const entry *)b)->name);
}

/* All entries that are not hidden, sorted; NULL when the folder cannot be read. */
static entry *list(fl_walk *w, const char *path, size_t *count)
{
    DIR *folder = opendir(path);
    entry *all = NULL;
    size_t n = 0, capacity = 0;
    if (!folder) {
        fail(w, path, errno);
        return NULL;
    }
    const struct dirent *e;
    while (errno = 0, (e = readdir(folder)) != NULL) {
        if (e->d_name[0] == '.') continue;
        if (n == capacity) {
            capacity = capacity * 2 + 32;
            entry *more = realloc(
                all,
                capacity * sizeof *all); /* not the arena's: a jump would leave `folder` open */
            if (!more) break;
            all = more;
        }
        entry *new = &all[n];
        *new = (entry){ .name = strdup(e->d_name) };
        if (!new->name) break;
        n++;
        if (fstatat(dirfd(folder), e->d_name, &new->is, AT_SYMLINK_NOFOLLOW) != 0)
            new->problem = errno;
        new->link = !new->problem &&S_ISLNK(new->is.st_mode);
        if (new->link && fstatat(dirfd(folder), e->d_name, &new->is, 0) != 0) new->problem = errno;
    }
    int problem = errno;
    (void)closedir(folder);
    if (problem) fail(w, path, problem);
    if (n) qsort(all, n, sizeof *all, by_name);
    *count = n;
    return all;
}

static void walk_folder(fl_walk *w, const char *path, size_t place, unsigned depth);

static void visit(fl_walk *w, const char *path, size_t place, const entry *e, unsigned depth)
{
    if (e->problem && e->link && e->problem == ENOENT)
        note(w, path, "a link to nothing", true);
    else if (e->problem)
        fail(w, path, e->problem);
    else if (S_ISREG(e->is.st_mode) && is_wanted(w, path + place) && !is_output(w, &e->is))
        take(w, path, place, &e->is);
    else if (S_ISREG(e->is.st_mode))
        return;
    else if (!S_ISDIR(e->is.st_mode))
        note(w, path, "passed over: neither a file nor a folder", false);
    else if (is_output(w, &e->is))
        return;
    else if (e->link)
        note(w, path, "passed over: a link to a folder", false);
    else if (depth >= DEEPEST)
        note(w, path, "folders are nested too deep", true);
    else
        walk_folder(w, path, place, depth + 1);
}

static void walk_folder(fl_walk *w, const char *path, size_t place, unsigned depth)
{
    size_t count = 0;
    entry *all = list(w, path, &count);
    for (size_t i = 0; i < count; i++) {
        visit(w, join(w->arena, path, all[i].name), place, &all[i], depth);
        free((char *)all[i].name);
    }
    free(all);
}

/* Where the last component of an operand begins: "raw" of "a/raw/". Its end for ".", ".." and "/",
 * which name no folder. */
static size_t last_component(const char *path)
{
    size_t n = strlen(path), end = n;
    while (end > 1 && path[end - 1] == '/') end--;
    size_t from = end;
    while (from > 0 && path[from - 1] != '/') from--;
    const char *name = path + from;
    bool none = end - from == 0 || (end - from == 1 && name[0] == '.') ||
                (end - from == 2 && name[0] == '.' && name[1] == '.');
    return none ? n : from;
}

/* A path that leads through a file: a member of it, if it is a container. False: it does not. */
static bool take_inside(fl_walk *w, const char *path, size_t place)
{
    struct stat is;
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        if (slash == path || !slash[1]) continue;
        const char *file = fl_copy(w->arena, (fl_span){ path, (size_t)(slash - path) });
        if (stat(file, &is) != 0) return false;
        if (!S_ISREG(is.st_mode)) continue;
        take(w, file, place < (size_t)(slash - path) ? place : last_component(file), &is);
        w->item[w->count - 1].inside = slash + 1;
        return true;
    }
    return false;
}

/* `place` is where that of a file, or of a folder that keeps its name, begins. */
static void add(fl_walk *w, const char *path, size_t place)
{
    struct stat is;
    size_t n = strlen(path);
    if (stat(path, &is) != 0) {
        int problem = errno;
        if (problem != ENOTDIR || !take_inside(w, path, place)) fail(w, path, problem);
    } else if (S_ISDIR(is.st_mode)) {
        size_t inside = n && path[n - 1] == '/' ? n : n + 1;
        w->folders++;
        walk_folder(w, path, w->keep_names && place < n ? place : inside, 1);
    } else {
        take(w, path, place, &is); /* no regular file: refused when it is loaded */
        w->item[w->count - 1].named = S_ISREG(is.st_mode);
    }
}

void fl_walk_add(fl_walk *w, const char *operand)
{
    const char *path = fl_copy(w->arena, fl_span_of(operand));
    add(w, path, last_component(path));
}

/* Behind leading slashes and the last "..", where the place of a listed path begins. */
static size_t inner_part(const char *path)
{
    size_t from = 0;
    for (size_t at = 0; path[at];) {
        size_t n = strcspn(path + at, "/");
        bool up = n == 2 && path[at] == '.' && path[at + 1] == '.';
        bool none = n == 0 || (n == 1 && path[at] == '.');
        if (up || (none && from == at)) from = at + n + (path[at + n] == '/');
        at += n + (path[at + n] == '/');
    }
    return path[from] ? from : last_component(path);
}

void fl_walk_add_list(fl_walk *w, fl_span list, char separator)
{
    w->keep_names = true;
    for (size_t at = 0; at < list.n;) {
        const char *end = memchr(list.p + at, separator, list.n - at);
        size_t to = end ? (size_t)(end - list.p) : list.n, n = to - at;
        if (separator == '\n' && n && list.p[to - 1] == '\r') n--;
        const char *path = fl_copy(w->arena, fl_span_sub(list, at, at + n));
        if (n) add(w, path, inner_part(path));
        at = to + 1;
    }
}
