/* read/meter.h - what a container may become: a file of 10 kB that unpacks to 10 GB is refused. */
#ifndef FL_READ_METER_H
#define FL_READ_METER_H

#include "base/error.h"

typedef struct fl_meter {
    uint64_t length; /* of the container as found */
    uint64_t most;   /* bytes that may come out of it in all */
    uint64_t ratio;  /* times its length that may come out, beyond FL_METER_FREE */
    uint64_t out;    /* bytes that came out of all decompressors */
} fl_meter;

#define FL_METER_FREE (64u << 20) /* what anything may become: one large member */

/* Counts `n` more bytes. False: too many, and *problem says so. */
static inline bool fl_meter_count(fl_meter *m, uint64_t n, fairleaf_error *problem)
{
    m->out += n;
    if (m->out > m->most) {
        (void)fl_fail(problem, FAIRLEAF_LIMIT, 0,
                      "unpacks to more than %llu bytes; --unpack-most allows more",
                      (unsigned long long)m->most);
        return false;
    }
    if (m->out <= FL_METER_FREE || m->out / m->ratio <= m->length) return true;
    (void)fl_fail(problem, FAIRLEAF_LIMIT, 0,
                  "unpacks to more than %llu times its size; --unpack-ratio allows more",
                  (unsigned long long)m->ratio);
    return false;
}

#endif
