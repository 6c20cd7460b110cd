/* read/grids.h - tables of Markdown: rows of cells between bars (GFM 0.29, section 4.10), in any
 * container and with any number of columns, and HTML tables of the kind that our own Markdown holds
 * (`--tables html`, spans). */
#ifndef FL_READ_GRIDS_H
#define FL_READ_GRIDS_H

#include "read/marked.h"

/* Parses the cells of all tables with bars at once; `e` are the events of the document. Before
 * fl_read_bars. */
void fl_bars_prepare(fl_marked *r, const fl_cm_event *e, size_t count);

/* True when the paragraph in lines [first, last] is a table with bars; then it was read. */
bool fl_read_bars(fl_marked *r, size_t first, size_t last);

/* True when the HTML in lines [first, last] is a table and nothing else, made of cells, spans, line
 * breaks and the spans that Markdown has; then it was read. Other attributes are passed over. */
bool fl_read_html_table(fl_marked *r, size_t first, size_t last);

/* A piece of the line at hand that goes into a cell. */
typedef struct fl_piece_of_line {
    uint32_t cell, from, to; /* container; kept text */
    size_t mark_first, mark_count;
} fl_piece_of_line;

typedef struct fl_line_pieces {
    fl_piece_of_line *item;
    size_t count, capacity;
} fl_line_pieces;

/* Begins a piece where the walk is; ends the last one there, which is dropped when nothing is in it
 * unless `kept`. */
void fl_piece_begin(fl_marked *r, fl_line_pieces *p, uint32_t cell);
void fl_piece_end(fl_marked *r, fl_line_pieces *p, bool kept);
/* Writes the line at hand as one line for each piece; nothing but pieces is kept text. */
void fl_pieces_write(fl_marked *r, fl_line_pieces *p);

#endif
