/* model/restore.h - takes single edits back when the cleaning is done.
 *
 * The passes have run and do not run again: what a person takes back changes nothing else. A pass
 * that was told beforehand to spare a place would see another text and might act otherwise ten
 * lines below. */
#ifndef FL_MODEL_RESTORE_H
#define FL_MODEL_RESTORE_H

#include "model/trail.h"

typedef enum fl_verdict_kind {
    FL_EDIT_STANDS,
    FL_EDIT_CONFIRMED, /* stands, and is sure now; a NOTE is settled and goes */
    FL_EDIT_UNDONE,    /* the source's text comes back */
    FL_EDIT_OTHER      /* another text stands in its place */
} fl_verdict_kind;

typedef struct fl_edit_verdict {
    fl_span text; /* FL_EDIT_OTHER: without line ends; copied */
    uint8_t kind; /* fl_verdict_kind */
} fl_edit_verdict;

/* verdict[i] is about edit[i]: all edits as fl_trail_collect gave them. Where a line end comes
 * back, a line parts in two; where a line comes back, it stands in its place again. Edits of
 * another text get the rule `other`; when one stood for whole lines, the last line end stays out of
 * it. Warnings of the same rule at a place that was decided are settled and go. Nothing outside the
 * spans of the edits changes. */
void fl_trail_restore(const fl_task *t, fl_lines *lines, const fl_edit *edit,
                      const fl_edit_verdict *verdict, size_t count, uint16_t other);

#endif
