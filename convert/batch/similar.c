/* batch/similar.c - texts that agree in all bins of a band meet (locality-sensitive hashing); those
 * that meet are compared with the first that came. At a likeness of 0.85 two texts miss each other
 * in all eight bands once in 330 times. */
#include "batch/similar.h"

#include <stdlib.h>
#include <string.h>

enum { BANDS = 8, BAND_BINS = FL_SKETCH_BINS / BANDS, ALIKE = FL_SKETCH_BINS * 8 / 10 };

typedef struct meeting {
    uint64_t band;
    size_t index;
} meeting;

static int by_band(const void *a, const void *b)
{
    const meeting *x = a, *y = b;
    if (x->band != y->band) return x->band < y->band ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static size_t root_of(size_t *group, size_t i)
{
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
}

static void join(size_t *group, size_t a, size_t b)
{
    a = root_of(group, a);
    b = root_of(group, b);
    group[a < b ? b : a] = a < b ? a : b;
}

/* The texts of one band that meet: each is compared with the first of every kind so far. */
static void compare(const fl_sketch *const *sketch, const meeting *m, size_t n, size_t *group)
{
    enum { KINDS = 16 };
    size_t kind[KINDS], kinds = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < kinds && fl_sketch_alike(sketch[kind[k]], sketch[m[i].index]) < ALIKE) k++;
        if (k < kinds)
            join(group, kind[k], m[i].index);
        else if (kinds < KINDS)
            kind[kinds++] = m[i].index;
    }
}

void fl_similar_group(fl_arena *a, const fl_sketch *const *sketch, size_t count, size_t *group)
{
    meeting *m = fl_alloc(a, count + 1, sizeof *m);
    for (size_t i = 0; i < count; i++) group[i] = i;
    for (size_t band = 0; band < BANDS; band++) {
        size_t n = 0;
        for (size_t i = 0; i < count; i++) {
            if (!sketch[i]) continue;
            m[n] = (meeting){ 0, i };
            for (size_t k = 0; k < BAND_BINS; k++)
                m[n].band = m[n].band << 16 | sketch[i]->bin[band * BAND_BINS + k];
            n++;
        }
        qsort(m, n, sizeof *m, by_band);
        for (size_t from = 0, to; from < n; from = to) {
            for (to = from + 1; to < n && m[to].band == m[from].band;) to++;
            if (to - from > 1) compare(sketch, m + from, to - from, group);
        }
    }
    for (size_t i = 0; i < count; i++) group[i] = root_of(group, i);
}
