/* base/csv.h - tables as comma-separated values (RFC 4180), read and written.
 *
 * Spreadsheets run a cell that starts with = + - or @ as a formula; scraped text must not become
 * one. Such a cell is written with an apostrophe before it, which is what spreadsheets themselves
 * do to text, and read without it. */
#ifndef FL_BASE_CSV_H
#define FL_BASE_CSV_H

#include <fairleaf.h>

#include "base/buf.h"
#include "base/span.h"

typedef struct fl_csv_row {
    fl_span *cell;
    size_t count;
    uint32_t line; /* from 1: where the row starts; cells may hold line ends */
    uint64_t byte; /* from 0 */
} fl_csv_row;

typedef struct fl_csv {
    fl_csv_row *row; /* rows without any text are left out */
    size_t count;
} fl_csv;

/* Reads a table. The separator is a comma, semicolon or tab, whichever stands first in the first
 * line outside quotes. `bytes` may start with a byte order mark and must outlive the table. Fails:
 * ARGUMENT with the line (a quote that does not end, or text behind one). */
fairleaf_status fl_csv_read(fl_arena *a, fl_span bytes, fl_csv *out, fairleaf_error *error);

/* Writes one cell; the caller writes commas and line ends. */
void fl_csv_cell(fl_buf *out, fl_span s);

#endif
