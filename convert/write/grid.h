/* write/grid.h - a table whose spans hold: every cell has a place of its own, no row and no column
 * is without a cell that begins in it, all rows are equally long, head and body do not reach into
 * each other. Spans that say otherwise are cut. */
#ifndef FL_WRITE_GRID_H
#define FL_WRITE_GRID_H

#include "model/doc.h"

typedef struct fl_grid_place {
    const fl_block *cell; /* NULL: a place that the source left empty */
    uint32_t columns, rows;
} fl_grid_place;

typedef struct fl_grid_row {
    fl_grid_place *place;
    size_t count;
    bool head;
} fl_grid_row;

typedef struct fl_grid_table {
    fl_grid_row *row;
    size_t count;
} fl_grid_table;

/* Head rows are those at the start that are marked so. Spans are dropped when they would make the
 * table far larger than it has cells. */
fl_grid_table fl_grid_make(fl_arena *a, const fl_block *table);

#endif
