/* read/inflow.h - bytes that come piece by piece: of a container, of what a decompressor makes of
 * it, of one entry of an archive. Layers read from one another through it. */
#ifndef FL_READ_INFLOW_H
#define FL_READ_INFLOW_H

#include <fairleaf.h>

#include "base/buf.h"

typedef struct fl_inflow {
    fl_arena *arena;
    char *p; /* [at, end) has come and is not taken yet */
    size_t at, end, capacity;
    uint64_t taken; /* bytes before `at`, from the beginning */
    bool ended;     /* no more will come: the end, or a problem */
    fairleaf_error problem;
    bool spoilt; /* the problem is about bytes that were given already */
    /* Gives up to `room` bytes; 0: the end. Negative: it failed, and *problem says why. */
    ptrdiff_t (*fill)(void *context, char *out, size_t room, fairleaf_error *problem);
    /* Behind a problem: goes on where the next piece begins that can be read. False: there is none.
     * NULL: never. */
    bool (*resume)(void *context);
    void *context;
} fl_inflow;

/* Begins again with another source; the room is kept. */
void fl_inflow_begin(fl_inflow *s);

/* Sees to it that `n` bytes stand at p + at. False: fewer came; what came stands there. */
bool fl_inflow_want(fl_inflow *s, size_t n);
static inline size_t fl_inflow_left(const fl_inflow *s) { return s->end - s->at; }
static inline fl_span fl_inflow_view(const fl_inflow *s)
{
    return (fl_span){ s->p ? s->p + s->at : "", s->end - s->at };
}

/* Takes `n` bytes that stand there. */
static inline void fl_inflow_take(fl_inflow *s, size_t n)
{
    s->at += n;
    s->taken += n;
}

/* Appends the next `n` bytes to `out` (NULL: they are passed over); returns how many came. */
uint64_t fl_inflow_copy(fl_inflow *s, uint64_t n, fl_buf *out);

/* Puts bytes that were taken last in front again. */
void fl_inflow_give_back(fl_inflow *s, fl_span bytes);

/* Length of the next line with its LF, or of what is left when none comes; 0 at the end. A line
 * that is longer than `most` gives most + 1. */
size_t fl_inflow_line(fl_inflow *s, size_t most);

/* Behind a problem: true when reading goes on. */
bool fl_inflow_resume(fl_inflow *s);
/* Nothing more comes; a problem is forgotten, for it has been said. */
void fl_inflow_close(fl_inflow *s);

#endif
