/* commonmark/table.h - a table of the tree as a grid of cells, for formats without spanning cells.
 */
#ifndef FL_COMMONMARK_TABLE_H
#define FL_COMMONMARK_TABLE_H

#include "commonmark/inlines.h"

/* Calls `cell` for every place of the grid, row by row; node is NULL where a cell spans to from the
 * left or above, or where a row is short. */
typedef void fl_grid_cell(void *context, cmark_node *cell, size_t row, size_t column);

typedef struct fl_grid {
    size_t rows, columns;
} fl_grid;

/* The size of a table's grid. Tables whose spans would make it far larger than they have cells are
 * taken without spans. */
fl_grid fl_grid_of(fl_arena *a, cmark_node *table, fl_grid_cell *cell, void *context);

/* Writes a table as GFM has it, each line behind `prefix`. */
void fl_table_write(fl_inline_writer *w, fl_buf *out, cmark_node *table, fl_span prefix);

#endif
