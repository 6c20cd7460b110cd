/* clean/cells.h - one line as cells of a table, cut at bars, tabs or wide gaps. */
#ifndef FL_CLEAN_CELLS_H
#define FL_CLEAN_CELLS_H

#include "model/trail.h"

enum { FL_MOST_CELLS = 32, FL_LONGEST_ROW = 1500 /* bytes */ };

typedef enum fl_cut { FL_CUT_BARS, FL_CUT_TABS, FL_CUT_GAPS, FL_CUTS } fl_cut;

typedef struct fl_cell {
    uint32_t from, to;    /* bytes of the line's text; the same: empty */
    uint32_t left, right; /* columns of display; gaps only */
} fl_cell;

typedef struct fl_row {
    size_t line;
    size_t count;
    bool outer;    /* bars at both ends */
    bool rule;     /* nothing but dashes and bars: the line below a head */
    fl_cell *cell; /* FL_MOST_CELLS of them; made when NULL */
} fl_row;

static inline bool fl_is_bar(uint32_t c) { return c == '|' || c == 0xFF5C || c == 0x2502; }

static inline bool fl_is_cell_blank(uint32_t c)
{
    return c == ' ' || c == 0x3000 || c == 0xA0 || c == '\t';
}

/* A quick look: the bit 1 << how for each way in which the text may be cut. */
unsigned fl_cell_signs(fl_span s);

/* Cuts line `at` into cells; false when it has fewer than two, stands in a container or says only
 * labels (`单位：元  币种：人民币`). Tabs before the text are empty cells. */
bool fl_cut_line(const fl_task *t, const fl_lines *lines, size_t at, fl_cut how, fl_row *r);

#endif
