/* commonmark/guard.c - a header of one alignment unit before each block remembers its size, which
 * realloc needs. */
#include "commonmark/guard.h"

#include <stdint.h>

enum { HEADER = _Alignof(max_align_t) };

static _Thread_local fl_arena *current;

static size_t *size_of(char *block) { return (size_t *)(void *)block; }

static void *take(size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - HEADER) / size) fl_arena_fail(current);
    char *block = fl_alloc(current, 1, HEADER + count * size);
    *size_of(block) = count * size;
    return block + HEADER;
}

static void *resize(void *old, size_t size)
{
    if (!old) return take(1, size);
    if (size > SIZE_MAX - HEADER) fl_arena_fail(current);
    char *block = (char *)old - HEADER;
    size_t had = *size_of(block);
    if (size <= had) return old;
    block = fl_grow(current, block, HEADER + had, HEADER + size);
    *size_of(block) = size;
    return block + HEADER;
}

static void drop(void *block) { (void)block; }

static const cmark_mem arena_memory = { take, resize, drop };

cmark_mem *fl_cmark_memory(void)
{
    return (cmark_mem *)(uintptr_t)&arena_memory; /* cmark only reads it */
}

cmark_mem *fl_cmark_begin(fl_arena *a)
{
    current = a;
    return fl_cmark_memory();
}

void fl_cmark_end(void) { current = NULL; }
