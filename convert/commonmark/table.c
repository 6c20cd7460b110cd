/* commonmark/table.c - the grid is walked twice: to know its size, then to write it. */
#include "commonmark/table.h"

#include "commonmark/tree.h"

enum { FREE_PLACES = 1000, PLACES_A_CELL = 16 };

typedef struct walk {
    uint16_t *covered; /* rows that are still covered from above, by column */
    size_t capacity;
    fl_arena *arena;
    bool spans;
} walk;

static cmark_node *first_row(cmark_node *table)
{
    cmark_node *part = cmark_node_first_child(table);
    return part ? cmark_node_first_child(part) : NULL;
}

static cmark_node *next_row(cmark_node *row)
{
    cmark_node *next = cmark_node_next(row);
    if (next) return next;
    cmark_node *part = cmark_node_next(cmark_node_parent(row));
    return part ? cmark_node_first_child(part) : NULL;
}

static uint16_t *covered_at(walk *w, size_t column)
{
    if (column >= w->capacity) {
        size_t wanted = column * 2 + 16, used = w->capacity * sizeof *w->covered;
        w->covered = fl_grow(w->arena, w->covered, used, wanted * sizeof *w->covered);
        memset(w->covered + w->capacity, 0, wanted * sizeof *w->covered - used);
        w->capacity = wanted;
    }
    return &w->covered[column];
}

static size_t span_of(const walk *w, size_t wanted) { return w->spans && wanted > 1 ? wanted : 1; }

/* How many places the spans of a cell take at most: decides whether spans are kept. */
static bool spans_are_sane(cmark_node *table)
{
    uint64_t places = FREE_PLACES, rows = 0, widest = 0;
    for (cmark_node *row = first_row(table); row; row = next_row(row), rows++) {
        uint64_t width = 0;
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
            const fl_block *block = fl_tree_block(cell);
            width += block->columns > 1 ? block->columns : 1;
            places += PLACES_A_CELL;
        }
        if (width > widest) widest = width;
    }
    return widest * rows <= places;
}

static size_t walk_row(walk *w, cmark_node *row, size_t number, fl_grid_cell *report, void *context)
{
    size_t column = 0;
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        const fl_block *block = fl_tree_block(cell);
        for (; *covered_at(w, column) > 0; column++) {
            --*covered_at(w, column);
            if (report) report(context, NULL, number, column);
        }
        size_t wide = span_of(w, block->columns), high = span_of(w, block->rows);
        for (size_t i = 0; i < wide; i++, column++) {
            *covered_at(w, column) = (uint16_t)(high - 1);
            if (report) report(context, i ? NULL : cell, number, column);
        }
    }
    for (size_t i = column; i < w->capacity; i++) {
        if (w->covered[i] == 0) continue;
        w->covered[i]--;
        for (; column <= i; column++)
            if (report) report(context, NULL, number, column);
    }
    return column;
}

fl_grid fl_grid_of(fl_arena *a, cmark_node *table, fl_grid_cell *report, void *context)
{
    walk w = { .arena = a, .spans = spans_are_sane(table) };
    fl_grid grid = { 0, 0 };
    for (cmark_node *row = first_row(table); row; row = next_row(row), grid.rows++) {
        size_t columns = walk_row(&w, row, grid.rows, report, context);
        if (columns > grid.columns) grid.columns = columns;
    }
    return grid;
}

typedef struct writing {
    fl_inline_writer *inlines;
    fl_buf *out;
    fl_span prefix;
    size_t row, column, columns; /* the place that is written next */
} writing;

/* Fills up the row, and writes the delimiter row below the first. */
static void end_row(writing *w)
{
    for (; w->column < w->columns; w->column++) fl_buf_text(w->out, w->column ? "  |" : "|  |");
    fl_buf_byte(w->out, '\n');
    if (w->row == 0) {
        fl_buf_span(w->out, w->prefix);
        for (size_t i = 0; i < w->columns; i++) fl_buf_text(w->out, i ? " --- |" : "| --- |");
        fl_buf_byte(w->out, '\n');
    }
    w->row++;
    w->column = 0;
}

static void write_cell(void *context, cmark_node *cell, size_t row, size_t column)
{
    writing *w = context;
    (void)column;
    while (w->row < row) {
        end_row(w);
        fl_buf_span(w->out, w->prefix);
    }
    if (w->column++ == 0) fl_buf_byte(w->out, '|');
    fl_buf_byte(w->out, ' ');
    if (cell) fl_inlines_write(w->inlines, w->out, cell, FL_TEXT_CELL, (fl_span){ NULL, 0 }, false);
    fl_buf_text(w->out, " |");
}

void fl_table_write(fl_inline_writer *inlines, fl_buf *out, cmark_node *table, fl_span prefix)
{
    fl_grid grid = fl_grid_of(inlines->arena, table, NULL, NULL);
    writing w = { inlines, out, prefix, 0, 0, grid.columns };
    fl_grid_of(inlines->arena, table, write_cell, &w);
    while (w.row < grid.rows) {
        end_row(&w);
        if (w.row < grid.rows) fl_buf_span(out, prefix);
    }
}
