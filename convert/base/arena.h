/* base/arena.h - memory of one document: taken in bits, freed at once, limited, and failing in one
 * place.
 *
 * Only fairleaf.c makes and frees arenas. It says once where an allocation that fails comes back
 * to:
 *
 *     fl_arena *a = fl_arena_new(limit);
 *     if (!a) return FAIRLEAF_NO_MEMORY;
 *     if (FL_ARENA_FAILED(a)) { fl_arena_free(a); return FAIRLEAF_NO_MEMORY; }
 *
 * From then on fl_alloc never returns NULL: it jumps there instead. Callers below therefore test
 * nothing and free nothing; what must be closed (an iconv_t) is deferred to the arena before it is
 * opened. */
#ifndef FL_BASE_ARENA_H
#define FL_BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>

typedef struct fl_arena fl_arena;

/* limit: most bytes that may be taken in all; NULL when not even the arena itself can be had. */
fl_arena *fl_arena_new(size_t limit);
void fl_arena_free(fl_arena *a); /* runs what was deferred, last first; NULL is allowed */

/* Where failing allocations jump to; non-zero after a jump. Must be called in a function that is
 * still running. */
#define FL_ARENA_FAILED(a) (setjmp(*fl_arena_jump(a)) != 0)
jmp_buf *fl_arena_jump(fl_arena *a);
_Noreturn void fl_arena_fail(fl_arena *a); /* jumps as a failed allocation does */

/* count * size zeroed bytes, aligned for anything; never NULL; count or size may be 0. Jumps when
 * memory ends. */
void *fl_alloc(fl_arena *a, size_t count, size_t size);
/* The same without zeroing, for bytes. */
char *fl_alloc_bytes(fl_arena *a, size_t n);
/* A block of `used` bytes that may grow: in place when it is the newest, else copied. old may be
 * NULL. */
void *fl_grow(fl_arena *a, void *old, size_t used, size_t wanted);

/* A point to which the arena can be rolled back: everything allocated since is given back to it.
 * Nothing may have been deferred in between, and no block from before it have grown. For scratch
 * memory inside one function. */
typedef struct fl_arena_mark {
    void *chunk;
    size_t used, total;
} fl_arena_mark;
fl_arena_mark fl_arena_here(fl_arena *a);
void fl_arena_back(fl_arena *a, fl_arena_mark mark);

/* Calls undo(object) when the arena is freed. Defer first, open second: a jump in between then
 * leaks nothing. */
void fl_arena_defer(fl_arena *a, void (*undo)(void *), void *object);

size_t fl_arena_total(const fl_arena *a); /* bytes taken from the system so far */

#endif
