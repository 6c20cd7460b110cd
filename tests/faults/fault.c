/* tests/faults/fault.c - a library to preload: one call of a system or memory function fails.
 *
 * FAULT is CALL:ERRNO:K (the K-th call of CALL fails with that number, once), CALL:ERRNO:K+ (and
 * all after it), write:short:K+ and read:short:K+ (they move one byte in place of many),
 * CALL:kill:K (the process is killed before it). FAULT_LOG names a file that says how many calls
 * there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char call[32];
enum { SHORT = -1, KILL = -2 };
static int number; /* errno, or one of these */
static long from;
static int on; /* all later ones too */
static atomic_long count;
static atomic_int busy = 1; /* until it is set up */

__attribute__((constructor)) static void begin(void)
{
    const char *fault = getenv("FAULT");
    char what[16], plus = 0;
    if (fault && sscanf(fault, "%31[^:]:%15[^:]:%ld%c", call, what, &from, &plus) >= 3)
        number = !strcmp(what, "short") ? SHORT : !strcmp(what, "kill") ? KILL : atoi(what);
    on = plus == '+';
    busy = 0;
}

__attribute__((destructor)) static void end(void)
{
    const char *log = getenv("FAULT_LOG");
    busy = 1;
    FILE *f = log ? fopen(log, "w") : NULL;
    if (!f) return;
    fprintf(f, "%ld\n", (long)count);
    fclose(f);
}

/* True when this call of `name` is the one. */
static int hit(const char *name)
{
    if (busy || strcmp(name, call) != 0) return 0;
    long n = atomic_fetch_add(&count, 1) + 1;
    if (!number || (on ? n < from : n != from)) return 0;
    if (number == KILL) (void)kill(getpid(), SIGKILL);
    if (number > 0) errno = number;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int open(const char *path, int flags, ...)
{
    va_list a;
    va_start(a, flags);
    unsigned mode = flags & O_CREAT ? va_arg(a, unsigned) : 0;
    va_end(a);
    return hit("open") ? -1 : REAL(open)(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list a;
    va_start(a, flags);
    unsigned mode = flags & O_CREAT ? va_arg(a, unsigned) : 0;
    va_end(a);
    return hit("openat") ? -1 : REAL(openat)(folder, path, flags, mode);
}

ssize_t read(int file, void *to, size_t n)
{
    if (hit("read")) {
        if (number > 0) return -1;
        n = n ? 1 : 0;
    }
    return REAL(read)(file, to, n);
}

ssize_t write(int file, const void *bytes, size_t n)
{
    if (hit("write")) {
        if (number > 0) return -1;
        n = n ? 1 : 0;
    }
    return REAL(write)(file, bytes, n);
}

int close(int file)
{
    int is = REAL(close)(file); /* Linux has closed it, whatever it says */
    return hit("close") ? -1 : is;
}

int fsync(int file) { return hit("fsync") ? -1 : REAL(fsync)(file); }

int syncfs(int file) { return hit("syncfs") ? -1 : REAL(syncfs)(file); }

int fstat(int file, struct stat *out) { return hit("fstat") ? -1 : REAL(fstat)(file, out); }

int fstatat(int folder, const char *path, struct stat *out, int flags)
{
    return hit("fstatat") ? -1 : REAL(fstatat)(folder, path, out, flags);
}

int renameat(int a, const char *x, int b, const char *y)
{
    return hit("renameat") ? -1 : REAL(renameat)(a, x, b, y);
}

int unlinkat(int folder, const char *path, int flags)
{
    return hit("unlinkat") ? -1 : REAL(unlinkat)(folder, path, flags);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    return hit("mkdirat") ? -1 : REAL(mkdirat)(folder, path, mode);
}

/* dlsym allocates: what it asks for meanwhile is not counted, and given by the C library itself. */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t n);
void *malloc(size_t n) { return hit("malloc") ? NULL : __libc_malloc(n); }
void *calloc(size_t k, size_t size) { return hit("malloc") ? NULL : __libc_calloc(k, size); }
void *realloc(void *p, size_t n) { return hit("malloc") ? NULL : __libc_realloc(p, n); }
