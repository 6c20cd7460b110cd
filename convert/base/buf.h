/* base/buf.h - bytes that grow, in an arena. Growing jumps when memory ends (base/arena.h). */
#ifndef FL_BASE_BUF_H
#define FL_BASE_BUF_H

#include "base/arena.h"
#include "base/span.h"

typedef struct fl_buf {
    char *p;
    size_t n, capacity;
    fl_arena *arena;
} fl_buf;

fl_buf fl_buf_new(fl_arena *a, size_t capacity);
void fl_buf_reserve(fl_buf *b, size_t more); /* room for `more` bytes behind n */
void fl_buf_format(fl_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void fl_buf_number(fl_buf *b, unsigned long long n); /* in decimal digits */

static inline void fl_buf_bytes(fl_buf *b, const char *p, size_t n)
{
    if (b->capacity - b->n < n) fl_buf_reserve(b, n);
    if (n) memcpy(b->p + b->n, p, n);
    b->n += n;
}

static inline void fl_buf_byte(fl_buf *b, char c)
{
    if (b->n == b->capacity) fl_buf_reserve(b, 1);
    b->p[b->n++] = c;
}

static inline void fl_buf_span(fl_buf *b, fl_span s) { fl_buf_bytes(b, s.p, s.n); }
static inline void fl_buf_text(fl_buf *b, const char *s) { fl_buf_bytes(b, s, strlen(s)); }
static inline fl_span fl_buf_view(const fl_buf *b) { return (fl_span){ b->p, b->n }; }

/* The text with a NUL behind it that does not count in n. */
static inline const char *fl_buf_string(fl_buf *b)
{
    if (b->n == b->capacity) fl_buf_reserve(b, 1);
    b->p[b->n] = '\0';
    return b->p;
}

/* A copy of `s` with a NUL behind it. */
char *fl_copy(fl_arena *a, fl_span s);

#endif
