/* base/buf.c - buffers double, in place when they are the arena's newest block. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

fl_buf fl_buf_new(fl_arena *a, size_t capacity)
{
    fl_buf b = { NULL, 0, 0, a };
    if (capacity) fl_buf_reserve(&b, capacity);
    return b;
}

void fl_buf_reserve(fl_buf *b, size_t more)
{
    if (more > SIZE_MAX / 4 - b->n) fl_arena_fail(b->arena);
    if (b->capacity - b->n >= more && b->p) return;
    size_t wanted = b->capacity * 2 > b->n + more ? b->capacity * 2 : b->n + more;
    if (wanted < 64) wanted = 64;
    b->p = fl_grow(b->arena, b->p, b->n, wanted);
    b->capacity = wanted;
}

void fl_buf_format(fl_buf *b, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0) return;
    fl_buf_reserve(b, (size_t)n + 1);
    va_start(arguments, format);
    (void)vsnprintf(b->p + b->n, (size_t)n + 1, format, arguments);
    va_end(arguments);
    b->n += (size_t)n;
}

char *fl_copy(fl_arena *a, fl_span s)
{
    char *p = fl_alloc_bytes(a, s.n + 1);
    if (s.n) memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return p;
}
