/* base/arena.c - chunks that double up to 256 KiB; what is larger gets a chunk of its own. */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct chunk {
    struct chunk *older;
    size_t size, used; /* of data */
    _Alignas(max_align_t) char data[];
} chunk;

typedef struct deferred {
    struct deferred *older;
    void (*undo)(void *);
    void *object;
} deferred;

struct fl_arena {
    chunk *newest;
    deferred *deferred;
    size_t limit, total;
    char *last; /* the newest block, which fl_grow may extend in place */
    jmp_buf failed;
};

enum { FIRST_CHUNK = 32 << 10, LARGEST_CHUNK = 1 << 18, ALIGNMENT = _Alignof(max_align_t) };

fl_arena *fl_arena_new(size_t limit)
{
    fl_arena *a = calloc(1, sizeof *a);
    if (a) a->limit = limit;
    return a;
}

void fl_arena_free(fl_arena *a)
{
    if (!a) return;
    for (deferred *d = a->deferred; d; d = d->older) d->undo(d->object);
    for (chunk *c = a->newest; c;) {
        chunk *older = c->older;
        free(c);
        c = older;
    }
    free(a);
}

jmp_buf *fl_arena_jump(fl_arena *a) { return &a->failed; }

_Noreturn void fl_arena_fail(fl_arena *a) { longjmp(a->failed, 1); }

size_t fl_arena_total(const fl_arena *a) { return a->total; }

static void add_chunk(fl_arena *a, size_t n)
{
    size_t size = a->newest ? a->newest->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK) size = LARGEST_CHUNK;
    if (size < n) size = n;
    if (a->limit - a->total < size) size = n; /* near the limit: only what is asked for */
    if (a->limit - a->total < size) fl_arena_fail(a);
    chunk *c = malloc(sizeof *c + size);
    if (!c) fl_arena_fail(a);
    c->older = a->newest;
    c->size = size;
    c->used = 0;
    a->newest = c;
    a->total += size;
}

static char *take(fl_arena *a, size_t n)
{
    if (n > SIZE_MAX - ALIGNMENT) fl_arena_fail(a);
    n = (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    chunk *c = a->newest;
    if (!c || c->size - c->used < n) {
        add_chunk(a, n);
        c = a->newest;
    }
    char *p = c->data + c->used;
    c->used += n;
    a->last = p;
    return p;
}

void *fl_alloc(fl_arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) fl_arena_fail(a);
    char *p = take(a, count * size);
    memset(p, 0, count * size);
    return p;
}

char *fl_alloc_bytes(fl_arena *a, size_t n) { return take(a, n); }

/* The chunk that holds nothing but a block of this many bytes at `old`; and the chunk above it. */
static chunk *chunk_of(fl_arena *a, const void *old, size_t used, chunk **newer)
{
    *newer = NULL;
    if (used < LARGEST_CHUNK) return NULL;
    for (chunk *c = a->newest; c; *newer = c, c = c->older)
        if (c->data == (const char *)old) return c;
    return NULL;
}

/* Makes a block larger that has a chunk of its own: the system moves its pages and copies nothing.
 * NULL when it has none. */
static void *grow_chunk(fl_arena *a, void *old, size_t used, size_t wanted)
{
    chunk *newer, *c = chunk_of(a, old, used, &newer);
    if (!c || wanted < c->size || wanted > SIZE_MAX - ALIGNMENT - sizeof *c) return NULL;
    size_t size = (wanted + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (a->limit - a->total < size - c->size) return NULL; /* take() says so */
    chunk *larger = realloc(c, sizeof *c + size);
    if (!larger) return NULL;
    a->total += size - larger->size;
    larger->size = larger->used = size;
    if (newer)
        newer->older = larger;
    else
        a->newest = larger;
    a->last = NULL;
    return larger->data;
}

void *fl_grow(fl_arena *a, void *old, size_t used, size_t wanted)
{
    chunk *c = a->newest;
    if (old && old == a->last && wanted <= SIZE_MAX - ALIGNMENT) {
        size_t at = (size_t)(a->last - c->data);
        size_t n = (wanted + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (c->size - at >= n) {
            c->used = at + n;
            return old;
        }
    }
    char *p = grow_chunk(a, old, used, wanted);
    if (p) return p;
    p = take(a, wanted);
    if (used) memcpy(p, old, used);
    return p;
}

fl_arena_mark fl_arena_here(fl_arena *a)
{
    return (fl_arena_mark){ a->newest, a->newest ? a->newest->used : 0, a->total };
}

void fl_arena_back(fl_arena *a, fl_arena_mark mark)
{
    while (a->newest != mark.chunk) {
        chunk *older = a->newest->older;
        a->total -= a->newest->size;
        free(a->newest);
        a->newest = older;
    }
    if (a->newest) a->newest->used = mark.used;
    a->last = NULL;
}

void fl_arena_defer(fl_arena *a, void (*undo)(void *), void *object)
{
    deferred *d = fl_alloc(a, 1, sizeof *d);
    d->older = a->deferred;
    d->undo = undo;
    d->object = object;
    a->deferred = d;
}
