/* batch/store.c - one descriptor for the output folder, one for the folder written last. */
#define _GNU_SOURCE /* syncfs */
#include "batch/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

enum { LONGEST_PATH = 4096, NAME_BYTES = 255, BESIDE_BYTES = 64 };

#define BESIDE ".fairleaf-" /* then the process, "-" and what makes it unique in it */
#define SHARED "one-"       /* before the process, when other processes may write to the folder */

struct fl_store {
    int root, folder, file;    /* -1: none is open */
    char path[LONGEST_PATH];   /* of `folder`, below the root */
    char name[NAME_BYTES + 1]; /* of the output that was begun */
    char beside[BESIDE_BYTES]; /* its name until then */
    int problem;               /* errno of the last failure */
    fl_stored last;
    uint32_t serial; /* in `beside` */
    bool durable, alone, grouped, synced;
    uint64_t *swept; /* hashes of the folders that were swept: open addressing, 0 is free */
    size_t swept_count, swept_slots;
};

static fairleaf_status fail(fl_store *s, fairleaf_error *error, const char *what, const char *path)
{
    s->problem = errno;
    return fl_fail(error, FAIRLEAF_IO, 0, "%s '%s': %s", what, path, strerror(errno));
}

/* ---- folders ---- */

static void make_folders(const char *path)
{
    char part[LONGEST_PATH];
    size_t n = strlen(path);
    if (n >= sizeof part) return;
    memcpy(part, path, n + 1);
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(part, 0777);
        *slash = '/';
    }
    (void)mkdir(part, 0777); /* what went wrong is seen when it is opened */
}

fairleaf_status fl_store_new(const char *folder, fl_store **out, fairleaf_error *error)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    fl_store *s = *out = calloc(1, sizeof *s);
    if (!s) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    s->folder = s->file = -1;
    s->root = open(folder, flags);
    if (s->root < 0 && errno == ENOENT) {
        make_folders(folder);
        s->root = open(folder, flags);
    }
    if (s->root >= 0) return FAIRLEAF_OK;
    fairleaf_status status = fail(s, error, "cannot open the output folder", folder);
    fl_store_free(s);
    *out = NULL;
    return status;
}

fairleaf_status fl_store_new_for(const char *path, fl_store **out, const char **name,
                                 fairleaf_error *error)
{
    char folder[LONGEST_PATH] = ".";
    const char *slash = strrchr(path, '/');
    size_t n = slash == path ? 1 : slash ? (size_t)(slash - path) : 0;
    *out = NULL;
    if (n >= sizeof folder)
        return fl_fail(error, FAIRLEAF_IO, 0, "the path of the output is too long");
    if (slash) {
        memcpy(folder, path, n);
        folder[n] = '\0';
    }
    *name = slash ? slash + 1 : path;
    return fl_store_new(folder, out, error);
}

static void leave_folder(fl_store *s)
{
    if (s->folder < 0) return;
    if (s->durable) (void)fsync(s->folder); /* the names */
    (void)close(s->folder);
    s->folder = -1;
}

void fl_store_free(fl_store *s)
{
    if (!s) return;
    fl_store_drop(s);
    leave_folder(s);
    free(s->swept);
    if (s->root >= 0) (void)close(s->root);
    free(s);
}

void fl_store_make_durable(fl_store *s) { s->durable = true; }

bool fl_store_make_grouped(fl_store *s)
{
    s->durable = true;
#ifdef __linux__
    s->grouped = true;
#endif
    return s->grouped;
}

void fl_store_make_alone(fl_store *s) { s->alone = true; }

int fl_store_descriptor(const fl_store *s) { return s->root; }

/* Opens the folder `name` in `parent`, and makes it when `make`; never through a link. */
static int open_folder(int parent, const char *name, bool make, bool *made)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    if (strcmp(name, "..") == 0) {
        errno = EINVAL; /* nothing is written outside */
        return -1;
    }
    int folder = openat(parent, name, flags);
    *made = false;
    if (folder >= 0 || errno != ENOENT || !make) return folder;
    *made = mkdirat(parent, name, 0777) == 0;
    if (!*made && errno != EEXIST) return -1;
    return openat(parent, name, flags);
}

/* True for what a process was writing that will not go on: in a folder that is ours alone,
 * everything but our own. */
static bool is_left_over(const fl_store *s, const char *name)
{
    const char *number = name + sizeof BESIDE - 1;
    if (strncmp(name, BESIDE, sizeof BESIDE - 1) != 0) return false;
    bool shared = strncmp(number, SHARED, sizeof SHARED - 1) == 0;
    if (shared) number += sizeof SHARED - 1;
    long process = strtol(number, NULL, 10);
    if (process <= 0 || process == (long)getpid()) return false;
    return (s->alone && !shared) || (kill((pid_t)process, 0) != 0 && errno == ESRCH);
}

static void sweep(const fl_store *s, int folder)
{
    int own = dup(folder);
    DIR *all = own < 0 ? NULL : fdopendir(own);
    if (!all) {
        if (own >= 0) (void)close(own);
        return;
    }
    const struct dirent *e;
    while ((e = readdir(all)) != NULL)
        if (is_left_over(s, e->d_name)) (void)unlinkat(folder, e->d_name, 0);
    (void)closedir(all);
}

/* True when `path` was not swept before by this store; big folders are read once, not for every
 * file. */
static bool is_unswept(fl_store *s, const char *path)
{
    uint64_t h = 14695981039346656037u;
    for (; *path; path++) h = (h ^ (unsigned char)*path) * 1099511628211u;
    if (s->swept_count * 2 >= s->swept_slots) {
        size_t slots = s->swept_slots ? s->swept_slots * 2 : 64;
        uint64_t *larger = calloc(slots, sizeof *larger);
        if (!larger) return false;
        for (size_t i = 0; i < s->swept_slots; i++) {
            size_t at = (size_t)s->swept[i] & (slots - 1);
            while (s->swept[i] && larger[at]) at = (at + 1) & (slots - 1);
            if (s->swept[i]) larger[at] = s->swept[i];
        }
        free(s->swept);
        s->swept = larger;
        s->swept_slots = slots;
    }
    size_t at = (size_t)h & (s->swept_slots - 1);
    for (; s->swept[at]; at = (at + 1) & (s->swept_slots - 1))
        if (s->swept[at] == h) return false;
    s->swept[at] = h;
    s->swept_count++;
    return true;
}

static bool enter_folder(fl_store *s, const char *path, size_t length, bool make)
{
    if (s->folder >= 0 && strlen(s->path) == length && memcmp(s->path, path, length) == 0)
        return true;
    leave_folder(s);
    if (length >= sizeof s->path) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(s->path, path, length);
    s->path[length] = '\0';
    int at = openat(s->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool made = false; /* the last folder of the path: nothing can be left over in it */
    for (char *name = s->path; at >= 0 && *name;) {
        size_t n = strcspn(name, "/");
        bool last = name[n] == '\0';
        name[n] = '\0';
        int next = n ? open_folder(at, name, make, &made) : dup(at);
        int problem = errno;
        if (!last) name[n] = '/';
        (void)close(at);
        at = next;
        errno = problem;
        name += n + !last;
    }
    if (at < 0) return false;
    if (make && is_unswept(s, s->path) && !made) sweep(s, at);
    s->folder = at;
    return true;
}

/* ---- files ---- */

static void name_beside(fl_store *s, uint32_t serial)
{
    (void)snprintf(s->beside, sizeof s->beside, BESIDE "%s%ld-%u", s->alone ? "" : SHARED,
                   (long)getpid(), serial);
}

fairleaf_status fl_store_begin(fl_store *s, const char *path, fairleaf_error *error)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    fl_store_drop(s);
    s->problem = 0;
    if (!enter_folder(s, path, slash ? (size_t)(slash - path) : 0, true)) {
        if (errno == ELOOP || errno == ENOTDIR) {
            s->problem = errno;
            return fl_fail(error, FAIRLEAF_IO, 0,
                           "cannot write '%s': a folder on the way is a link or a file", path);
        }
        return fail(s, error, "cannot make the folder of", path);
    }
    if (strlen(name) > NAME_BYTES) {
        errno = ENAMETOOLONG;
        return fail(s, error, "cannot write", path);
    }
    memcpy(s->name, name, strlen(name) + 1);
    if (!s->grouped) s->serial = 0; /* else those before may still be there */
    for (;; s->serial++) {          /* another worker's name in the same folder: the next one */
        name_beside(s, s->serial);
        s->file = openat(s->folder, s->beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                         0666);
        if (s->file >= 0) break;
        if (errno != EEXIST) return fail(s, error, "cannot write", path);
    }
    struct stat is; /* an output that is made again keeps its permissions */
    if (fstatat(s->folder, s->name, &is, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(is.st_mode))
        (void)fchmod(s->file, is.st_mode & 0777);
    return FAIRLEAF_OK;
}

/* Returns errno, 0 when all was written. */
static int write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(descriptor, bytes, length);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes += n;
        length -= (size_t)n;
    }
    return 0;
}

bool fl_store_append(void *context, const char *bytes, size_t length)
{
    fl_store *s = context;
    if (!s->problem) s->problem = write_all(s->file, bytes, length);
    return s->problem == 0;
}

fairleaf_status fl_store_commit(fl_store *s, fairleaf_error *error)
{
    struct stat is;
    bool now = s->durable && !s->grouped;
    if (!s->problem && now && fsync(s->file) != 0) s->problem = errno;
    if (!s->problem && fstat(s->file, &is) != 0) s->problem = errno;
    if (close(s->file) != 0 && !s->problem) s->problem = errno;
    s->file = -1;
    if (!s->problem && !s->grouped && renameat(s->folder, s->beside, s->folder, s->name) != 0)
        s->problem = errno;
    if (!s->problem) {
        s->last = (fl_stored){ (uint64_t)is.st_size, fl_file_time(&is),
                               s->grouped ? s->serial++ + 1 : 0 };
        return FAIRLEAF_OK;
    }
    (void)unlinkat(s->folder, s->beside, 0);
    errno = s->problem;
    return fail(s, error, "cannot write", s->name);
}

void fl_store_sync(fl_store *s)
{
#ifdef __linux__
    s->synced = syncfs(s->root) == 0;
#else
    s->synced = false;
#endif
}

/* For one file of which it is not known whether it is on the disk. Returns errno. */
static int sync_beside(const fl_store *s)
{
    int file = openat(s->folder, s->beside, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) return errno;
    int problem = fsync(file) != 0 ? errno : 0;
    if (close(file) != 0 && !problem) problem = errno;
    return problem;
}

fairleaf_status fl_store_settle(fl_store *s, const char *path, uint32_t held, fairleaf_error *error)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    name_beside(s, held - 1);
    if (!enter_folder(s, path, slash ? (size_t)(slash - path) : 0, false)) {
        fairleaf_status status = fail(s, error, "cannot open the folder of", path);
        char beside[LONGEST_PATH + BESIDE_BYTES];
        (void)snprintf(beside, sizeof beside, "%.*s%s", (int)(name - path), path, s->beside);
        (void)unlinkat(s->root, beside, 0);
        return status;
    }
    s->problem = s->synced ? 0 : sync_beside(s);
    if (!s->problem && renameat(s->folder, s->beside, s->folder, name) != 0) s->problem = errno;
    if (!s->problem) return FAIRLEAF_OK;
    (void)unlinkat(s->folder, s->beside, 0);
    errno = s->problem;
    return fail(s, error, "cannot write", path);
}

fl_stored fl_store_last(const fl_store *s) { return s->last; }

bool fl_store_remove(fl_store *s, const char *path)
{
    char part[LONGEST_PATH];
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    if (strlen(path) >= sizeof part || !enter_folder(s, path, length, false)) return false;
    if (unlinkat(s->folder, slash ? slash + 1 : path, 0) != 0) return false;
    leave_folder(s);
    memcpy(part, path, length + 1);
    for (part[length] = '\0'; length > 0; part[length] = '\0') {
        if (unlinkat(s->root, part, AT_REMOVEDIR) != 0) break;
        while (length > 0 && part[length - 1] != '/') length--;
        if (length > 0) length--;
    }
    return true;
}

void fl_store_drop(fl_store *s)
{
    if (s->file < 0) return;
    (void)close(s->file);
    s->file = -1;
    (void)unlinkat(s->folder, s->beside, 0);
}

bool fl_store_is_full(const fl_store *s)
{
    return s->problem == ENOSPC || s->problem == EDQUOT || s->problem == EROFS;
}

/* ---- devices ---- */

fairleaf_status fl_device_open(const char *path, fl_device *out, fairleaf_error *error)
{
    out->problem = 0;
    out->descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (out->descriptor >= 0) return FAIRLEAF_OK;
    return fl_fail(error, FAIRLEAF_IO, 0, "cannot write '%s': %s", path, strerror(errno));
}

bool fl_device_append(void *context, const char *bytes, size_t length)
{
    fl_device *d = context;
    if (!d->problem) d->problem = write_all(d->descriptor, bytes, length);
    return d->problem == 0;
}

fairleaf_status fl_device_close(fl_device *d, const char *path, fairleaf_error *error)
{
    if (close(d->descriptor) != 0 && !d->problem) d->problem = errno;
    if (!d->problem) return FAIRLEAF_OK;
    return fl_fail(error, FAIRLEAF_IO, 0, "cannot write '%s': %s", path, strerror(d->problem));
}
