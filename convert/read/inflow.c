/* read/inflow.c - one block that slides along; it grows only when a caller wants more at once. */
#include "read/inflow.h"

enum { BLOCK = 128 << 10 };

void fl_inflow_begin(fl_inflow *s)
{
    s->at = s->end = 0;
    s->taken = 0;
    s->ended = s->spoilt = false;
    s->problem = (fairleaf_error){ .status = FAIRLEAF_OK };
}

static void make_room(fl_inflow *s, size_t n)
{
    size_t left = s->end - s->at;
    if (s->at && (left == 0 || s->capacity - s->at < n)) {
        if (left) memmove(s->p, s->p + s->at, left);
        s->at = 0;
        s->end = left;
    }
    if (s->capacity >= n && s->end < s->capacity) return;
    size_t wanted = s->capacity * 2 > n ? s->capacity * 2 : n;
    if (wanted < BLOCK) wanted = BLOCK;
    s->p = fl_grow(s->arena, s->p, s->end, wanted);
    s->capacity = wanted;
}

bool fl_inflow_want(fl_inflow *s, size_t n)
{
    while (s->end - s->at < n && !s->ended) {
        make_room(s, n);
        ptrdiff_t more = s->fill(s->context, s->p + s->end, s->capacity - s->end, &s->problem);
        if (more > 0)
            s->end += (size_t)more;
        else
            s->ended = true;
    }
    return s->end - s->at >= n;
}

uint64_t fl_inflow_copy(fl_inflow *s, uint64_t n, fl_buf *out)
{
    uint64_t done = 0;
    while (done < n && fl_inflow_want(s, 1)) {
        size_t part = fl_inflow_left(s);
        if (part > n - done) part = (size_t)(n - done);
        if (out) fl_buf_bytes(out, s->p + s->at, part);
        fl_inflow_take(s, part);
        done += part;
    }
    return done;
}

void fl_inflow_give_back(fl_inflow *s, fl_span bytes)
{
    size_t left = s->end - s->at, n = bytes.n;
    if (s->at < n) {
        if (s->capacity < n + left) {
            s->p = fl_grow(s->arena, s->p, s->end, n + left);
            s->capacity = n + left;
        }
        memmove(s->p + n, s->p + s->at, left);
        s->at = n;
        s->end = n + left;
    }
    s->at -= n;
    s->taken -= n;
    memcpy(s->p + s->at, bytes.p, n);
}

size_t fl_inflow_line(fl_inflow *s, size_t most)
{
    size_t searched = 0;
    while (fl_inflow_want(s, searched + 1)) {
        const char *from = s->p + s->at;
        const char *end = memchr(from + searched, '\n', fl_inflow_left(s) - searched);
        searched = end ? (size_t)(end - from) + 1 : fl_inflow_left(s);
        if (searched > most) return most + 1;
        if (end) return searched;
    }
    return searched;
}

bool fl_inflow_resume(fl_inflow *s)
{
    if (!s->problem.status || !s->resume || !s->resume(s->context)) return false;
    s->problem = (fairleaf_error){ .status = FAIRLEAF_OK };
    s->at = s->end; /* what came before belongs to what was damaged */
    s->ended = s->spoilt = false;
    return fl_inflow_want(s, 1);
}

void fl_inflow_close(fl_inflow *s)
{
    s->at = s->end;
    s->ended = true;
    s->spoilt = false;
    s->problem = (fairleaf_error){ .status = FAIRLEAF_OK };
}
