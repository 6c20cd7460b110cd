/* report/remade.h - the review page of a document that was converted before, from its ledger and
 * its source. */
#ifndef FL_REPORT_REMADE_H
#define FL_REPORT_REMADE_H

#include "report/check.h"
#include "report/merge.h"

/* Begin with the check's arena, library and ledger (all of it), and end with fl_check_end, also
 * after a jump. */
typedef struct fl_remade {
    fl_check check;
    fl_span source;        /* as found */
    const fl_merge *merge; /* what was decided before; NULL: nothing */
    const char *back;      /* address of the index; NULL: none */
} fl_remade;

/* Appends the page. False: *why says what does not fit. */
bool fl_remade_write(fl_remade *r, fl_buf *out, const char **why);

/* From a page that lies in the folder `pages` as `stem`: "../" for every folder, then the index. */
const char *fl_remade_back(fl_arena *a, const char *stem);

#endif
