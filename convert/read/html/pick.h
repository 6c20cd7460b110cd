/* read/html/pick.h - which node of a page holds the report.
 *
 * Paragraphs of running text vote for the elements around them; the winner grows to its parent
 * while that adds text and hardly links. Elements with known names (data/html/names.inc) and
 * `article`, `main` are tried first. Source of the idea of voting: what reading modes of browsers
 * are known to do; table cells and text parted by <br> vote here as paragraphs do. */
#ifndef FL_READ_HTML_PICK_H
#define FL_READ_HTML_PICK_H

#include "read/html/measure.h"
#include "read/html/names.h"

typedef struct fl_pick {
    uint32_t node;   /* 0: the page has no text */
    const char *why; /* static */
    unsigned confidence;
} fl_pick;

/* names: one a node, those of elements filled in. */
fl_pick fl_page_pick(fl_arena *a, const fl_measure *m, const fl_names *names);

#endif
