/* read/html/measure.h - how much text stands in each node of a page, and what kind of text.
 *
 * A run is text that a reader sees as one paragraph: between two borders of block elements or line
 * breaks. Amounts are in tenths of a Chinese character; a letter of an alphabet counts four tenths,
 * white space and punctuation nothing. Amounts of nodes are sums of what stands before them in
 * document order, so that those of any node are one subtraction. */
#ifndef FL_READ_HTML_MEASURE_H
#define FL_READ_HTML_MEASURE_H

#include "read/html/choice.h"

typedef struct fl_run {
    uint32_t first, last; /* its first and last text */
    uint32_t owner;       /* the innermost block element around it */
    uint32_t text, linked;
    uint16_t marks, stops; /* marks of punctuation, those among them that end sentences */
    bool good;             /* running text */
    bool ends;             /* its last character ends a sentence */
} fl_run;

typedef struct fl_sums {
    uint32_t text, linked, good, runs; /* runs: number of runs that begin before the node */
} fl_sums;

typedef struct fl_measure {
    const fl_page *page;
    const fl_choice *choice;
    uint32_t *owner; /* of each node: itself, or the innermost block element around it */
    bool *linked;    /* in a link */
    struct fl_text_size *size;
    fl_run *run;
    uint32_t run_count;
    fl_sums *before; /* page->count + 1 */
} fl_measure;

/* Looks at every text once. */
fl_measure *fl_measure_new(fl_arena *a, const fl_page *page, const fl_choice *choice);

/* Makes the runs and sums of what `choice` keeps at present. */
void fl_measure_runs(fl_measure *m);

/* True when text i has more than white space. */
bool fl_measure_any(const fl_measure *m, uint32_t i);

/* What stands in node i. */
static inline fl_sums fl_measure_of(const fl_measure *m, uint32_t i)
{
    const fl_sums *a = &m->before[i], *b = &m->before[m->page->node[i].end];
    return (fl_sums){ b->text - a->text, b->linked - a->linked, b->good - a->good,
                      b->runs - a->runs };
}

#endif
