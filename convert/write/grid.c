/* write/grid.c - cells are placed on a grid as browsers do it (HTML, 4.9.12), then rows and columns
 * in which nothing begins are taken out. */
#include "write/grid.h"

enum { FREE_PLACES = 1000, PLACES_A_CELL = 16, MOST_COLUMNS = 1000 };

typedef struct spot {
    const fl_block *cell;
    uint32_t row, column, columns, rows;
} spot;

typedef struct grid {
    fl_arena *arena;
    spot *spot;
    size_t count, capacity;
    uint32_t *covered; /* rows that are still covered from above, by column */
    size_t columns, room;
    bool spans;
} grid;

static uint32_t *covered_at(grid *g, size_t column)
{
    if (column >= g->room) {
        size_t wanted = column * 2 + 16, size = sizeof *g->covered;
        g->covered = fl_grow(g->arena, g->covered, g->room * size, wanted * size);
        memset(g->covered + g->room, 0, (wanted - g->room) * size);
        g->room = wanted;
    }
    return &g->covered[column];
}

static void add(grid *g, spot s)
{
    if (g->count == g->capacity) {
        size_t wanted = g->capacity ? g->capacity * 2 : 64;
        g->spot = fl_grow(g->arena, g->spot, g->count * sizeof s, wanted * sizeof s);
        g->capacity = wanted;
    }
    g->spot[g->count++] = s;
    if (s.column + s.columns > g->columns) g->columns = s.column + s.columns;
}

static bool spans_are_sane(const fl_block *table)
{
    uint64_t places = FREE_PLACES, rows = 0, widest = 0;
    for (const fl_block *row = table->first; row; row = row->next, rows++) {
        uint64_t width = 0;
        for (const fl_block *cell = row->first; cell; cell = cell->next) {
            width += cell->columns > 1 ? cell->columns : 1;
            places += PLACES_A_CELL;
        }
        if (width > widest) widest = width;
    }
    return widest * rows <= places;
}

/* `left` is how many rows of the row's group there are from it on. */
static void place_row(grid *g, const fl_block *row, uint32_t number, uint32_t left)
{
    uint32_t column = 0;
    for (const fl_block *cell = row->first; cell; cell = cell->next) {
        while (*covered_at(g, column)) column++;
        uint32_t wide = g->spans && cell->columns > 1 ? cell->columns : 1;
        uint32_t high = g->spans && cell->rows > 1 ? cell->rows : 1;
        if (wide > MOST_COLUMNS) wide = MOST_COLUMNS;
        if (high > left) high = left;
        uint32_t clear = 1;
        while (clear < wide && !*covered_at(g, column + clear)) clear++;
        for (uint32_t i = 0; i < clear; i++) *covered_at(g, column + i) = high;
        add(g, (spot){ cell, number, column, clear, high });
        column += clear;
    }
    for (size_t i = 0; i < g->room; i++)
        if (g->covered[i]) g->covered[i]--;
}

/* ---- empty places at the ends of short rows ---- */

static int by_place(const spot *a, const spot *b)
{
    if (a->row != b->row) return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* Spots stand in the order of rows and columns; those added keep it. */
static void fill_gaps(grid *g, uint32_t rows)
{
    grid full = { .arena = g->arena, .spans = g->spans };
    if (g->columns) (void)covered_at(&full, g->columns - 1);
    size_t at = 0;
    for (uint32_t row = 0; row < rows; row++) {
        for (uint32_t column = 0; column < g->columns; column++) {
            if (full.covered[column]) continue;
            spot here = { NULL, row, column, 1, 1 };
            if (at < g->count && by_place(&g->spot[at], &here) == 0) here = g->spot[at++];
            for (uint32_t i = 0; i < here.columns; i++) full.covered[column + i] = here.rows;
            add(&full, here);
        }
        for (uint32_t i = 0; i < g->columns; i++)
            if (full.covered[i]) full.covered[i]--;
    }
    *g = full;
}

/* ---- the whole ---- */

static uint32_t begun(const uint32_t *before, uint32_t from, uint32_t length)
{
    return before[from + length] - before[from];
}

fl_grid_table fl_grid_make(fl_arena *a, const fl_block *table)
{
    uint32_t rows = 0, heads = 0, number = 0;
    for (const fl_block *row = table->first; row; row = row->next) rows++;
    for (const fl_block *row = table->first; row && row->head; row = row->next) heads++;
    grid g = { .arena = a, .spans = spans_are_sane(table) };
    for (const fl_block *row = table->first; row; row = row->next, number++) {
        if (number == heads && g.room) memset(g.covered, 0, g.room * sizeof *g.covered);
        place_row(&g, row, number, (number < heads ? heads : rows) - number);
    }
    fill_gaps(&g, rows);

    /* How many columns, rows before each have a cell that begins in them. */
    uint32_t *column = fl_alloc(a, g.columns + 1, sizeof *column);
    uint32_t *row = fl_alloc(a, (size_t)rows + 1, sizeof *row);
    for (size_t i = 0; i < g.count; i++) column[g.spot[i].column + 1] = row[g.spot[i].row + 1] = 1;
    for (size_t i = 0; i < g.columns; i++) column[i + 1] += column[i];
    for (size_t i = 0; i < rows; i++) row[i + 1] += row[i];

    fl_grid_table out = { fl_alloc(a, (size_t)row[rows] + 1, sizeof *out.row), row[rows] };
    fl_grid_place *place = fl_alloc(a, g.count + 1, sizeof *place);
    for (size_t i = 0; i < g.count; i++) {
        const spot *s = &g.spot[i];
        fl_grid_row *r = &out.row[row[s->row]];
        if (!r->place) r->place = &place[i];
        r->head = s->row < heads;
        r->place[r->count++] = (fl_grid_place){ s->cell, begun(column, s->column, s->columns),
                                                begun(row, s->row, s->rows) };
    }
    return out;
}
