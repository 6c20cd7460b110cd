/* read/html/tables.h - which tables of a page hold data; the others only lay it out. */
#ifndef FL_READ_HTML_TABLES_H
#define FL_READ_HTML_TABLES_H

#include "read/html/choice.h"

/* One byte a node: 1 for each table of data. Signs of data: header cells, a caption, a border, or
 * short cells in regular rows; of layout: a table inside it, one column, headings, lists or forms
 * in cells, long cells. What the choice says of a table counts more. */
const uint8_t *fl_tables_of_data(const fl_task *t, const fl_page *page, const fl_choice *choice);

#endif
