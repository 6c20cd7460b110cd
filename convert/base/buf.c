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

void fl_buf_number(fl_buf *b, unsigned long long n)
{
    char digits[24];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    fl_buf_bytes(b, digits + at, sizeof digits - at);
}

/* What most formats ask for: %s, %c, %d, %u, %lu, %llu, %zu; false: it is another. */
static bool format_usual(fl_buf *b, const char *f, va_list arguments)
{
    for (const char *hole; (hole = strchr(f, '%')) != NULL; f = hole + 1) {
        fl_buf_bytes(b, f, (size_t)(hole - f));
        if (*++hole == 's')
            fl_buf_text(b, va_arg(arguments, const char *));
        else if (*hole == 'd') {
            int n = va_arg(arguments, int);
            if (n < 0) fl_buf_byte(b, '-');
            fl_buf_number(b, n < 0 ? 0ull - (unsigned long long)n : (unsigned long long)n);
        } else if (*hole == 'c')
            fl_buf_byte(b, (char)va_arg(arguments, int));
        else if (*hole == 'u')
            fl_buf_number(b, va_arg(arguments, unsigned));
        else if (hole[0] == 'z' && hole[1] == 'u' && hole++)
            fl_buf_number(b, va_arg(arguments, size_t));
        else if (hole[0] == 'l' && hole[1] == 'u' && hole++)
            fl_buf_number(b, va_arg(arguments, unsigned long));
        else if (hole[0] == 'l' && hole[1] == 'l' && hole[2] == 'u' && (hole += 2))
            fl_buf_number(b, va_arg(arguments, unsigned long long));
        else
            return false;
    }
    fl_buf_text(b, f);
    return true;
}

void fl_buf_format(fl_buf *b, const char *format, ...)
{
    va_list arguments;
    size_t start = b->n;
    va_start(arguments, format);
    bool done = format_usual(b, format, arguments);
    va_end(arguments);
    if (done) return;
    b->n = start;
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
