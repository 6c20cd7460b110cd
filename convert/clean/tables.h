/* clean/tables.h - tables written in text: columns set off by bars, tabs or wide gaps. */
#ifndef FL_CLEAN_TABLES_H
#define FL_CLEAN_TABLES_H

#include "model/doc.h"
#include "model/trail.h"

/* Neighbouring lines that fall into the same columns become rows of a table (model/line.h): every
 * cell a line of its own. Bars between cells are taken away, rule tables.bars, and so is the line
 * of dashes below a head, rule tables.rule; tabs and gaps are white space.
 *
 * As it is (options->as_is), only tables of Markdown are: bars, and dashes below the head.
 *
 * What counts as proof is more for gaps than for bars: see prove() in tables.c. Lines of contents,
 * of labels (`来源：… 时间：…`) and of prose with a tab in it stay lines. */
void fl_find_tables(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
