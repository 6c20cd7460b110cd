/* batch/load.c - the size is taken from the file, but believed only when the end has been read. */
#include "batch/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "batch/signals.h"

enum { LEAST_ROOM = 64 << 10 };

static fairleaf_status fail_system(fairleaf_error *error, const char *what)
{
    return fl_fail(error, FAIRLEAF_IO, 0, "%s: %s", what, strerror(errno));
}

static fairleaf_status make_room(fl_loaded *l, size_t wanted, fairleaf_error *error)
{
    if (l->capacity >= wanted) return FAIRLEAF_OK;
    free(l->bytes); /* nothing has been read yet: no copy */
    l->bytes = malloc(wanted);
    l->capacity = l->bytes ? wanted : 0;
    return l->bytes ? FAIRLEAF_OK : fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
}

static fairleaf_status grow(fl_loaded *l, fairleaf_error *error)
{
    char *more = realloc(l->bytes, l->capacity * 2);
    if (!more) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    l->bytes = more;
    l->capacity *= 2;
    return FAIRLEAF_OK;
}

fairleaf_status fl_load_descriptor(int descriptor, uint64_t most, fl_loaded *out,
                                   fairleaf_error *error)
{
    out->length = 0;
    struct stat is;
    size_t expected = LEAST_ROOM;
    if (fstat(descriptor, &is) == 0 && S_ISREG(is.st_mode)) {
        if ((uint64_t)is.st_size > most)
            return fl_fail(error, FAIRLEAF_LIMIT, 0, "larger than %llu bytes",
                           (unsigned long long)most);
        if ((size_t)is.st_size >= expected)
            expected = (size_t)is.st_size + 1; /* one more: to see the end */
    }
    fairleaf_status status = make_room(out, expected, error);
    while (!status) {
        if (out->length == out->capacity && (status = grow(out, error)) != FAIRLEAF_OK) break;
        ssize_t n = read(descriptor, out->bytes + out->length, out->capacity - out->length);
        if (n == 0) break;
        if (n > 0)
            out->length += (size_t)n;
        else if (errno != EINTR)
            status = fail_system(error, "cannot read");
        else if (fl_signals_seen())
            status = fl_fail(error, FAIRLEAF_STOPPED, 0, "stopped by a signal");
        if (out->length > most)
            status = fl_fail(error, FAIRLEAF_LIMIT, 0, "larger than %llu bytes",
                             (unsigned long long)most);
    }
    return status;
}

/* Pipes that the shell made for `<(command)`, and standard input by name. */
static bool is_handed_over(const char *path)
{
    return strcmp(path, "/dev/stdin") == 0 || strncmp(path, "/dev/fd/", 8) == 0 ||
           strncmp(path, "/proc/self/fd/", 14) == 0;
}

fairleaf_status fl_load_file(const char *path, uint64_t most, fl_loaded *out, fairleaf_error *error)
{
    struct stat is;
    out->length = 0;
    if (stat(path, &is) != 0) return fail_system(error, "cannot open");
    if (S_ISDIR(is.st_mode)) return fl_fail(error, FAIRLEAF_IO, 0, "is a folder");
    if (!S_ISREG(is.st_mode) && !(S_ISFIFO(is.st_mode) && is_handed_over(path)))
        return fl_fail(error, FAIRLEAF_IO, 0, "is not a regular file; '-' reads standard input");
    int flags = O_RDONLY | O_CLOEXEC |
                (S_ISREG(is.st_mode) ? O_NONBLOCK : 0); /* became a FIFO in between: no hang */
    int descriptor = open(path, flags);
    if (descriptor < 0) return fail_system(error, "cannot open");
    fairleaf_status status = fl_load_descriptor(descriptor, most, out, error);
    (void)close(descriptor);
    return status;
}

fairleaf_status fl_load_head(const char *path, size_t most, fl_loaded *out, fairleaf_error *error)
{
    out->length = 0;
    fairleaf_status status = make_room(out, most, error);
    if (status) return status;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return fail_system(error, "cannot open");
    while (out->length < most) {
        ssize_t n = read(descriptor, out->bytes + out->length, most - out->length);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) status = fail_system(error, "cannot read");
        if (n <= 0) break;
        out->length += (size_t)n;
    }
    (void)close(descriptor);
    return status;
}

void fl_loaded_free(fl_loaded *loaded)
{
    free(loaded->bytes);
    *loaded = (fl_loaded){ NULL, 0, 0 };
}
