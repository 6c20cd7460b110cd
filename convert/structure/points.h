/* structure/points.h - points counted off inside a paragraph: 一是…。二是…。 */
#ifndef FL_STRUCTURE_POINTS_H
#define FL_STRUCTURE_POINTS_H

#include "structure/draft.h"

enum { FL_MOST_POINTS = 32 };

typedef struct fl_point {
    uint32_t from, marker;
    uint16_t ordinal, row;
} fl_point; /* row UINT16_MAX: a word */

/* The points that start in `s` at `from` or behind a mark after it: they count up from 1, are two
 * or more, and long enough to be set off (36 characters on the average). Returns their number, 0
 * when they stay in the text. */
size_t fl_find_points(const fl_draft *d, fl_span s, size_t from, fl_point out[FL_MOST_POINTS]);

#endif
