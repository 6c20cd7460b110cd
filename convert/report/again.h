/* report/again.h - a document converted again as its ledger says that it was, and held against the
 * ledger and the outputs byte by byte: so a change of any of them is seen, also of a reason. */
#ifndef FL_REPORT_AGAIN_H
#define FL_REPORT_AGAIN_H

#include "report/check.h"

/* The program, rules and decisions at hand. */
typedef struct fl_at_hand {
    const fairleaf *library[2][2]; /* [with the rules][with the decisions]; NULL: not given */
    fl_ledger_recipe given;        /* build, pack, pack_count, decisions */
} fl_at_hand;

/* Why it was not done; the words for it are fl_again_words. */
typedef enum fl_again_state {
    FL_AGAIN_DONE,
    FL_AGAIN_BUILD,     /* another program */
    FL_AGAIN_RULES,     /* other rules, or none */
    FL_AGAIN_DECISIONS, /* other decisions, or none */
    FL_AGAIN_SCRIPT,    /* OpenCC is not there */
    FL_AGAIN_STATES
} fl_again_state;

/* "made by another build of fairleaf"; the ledger's own names in it. Static or in `a`. */
const char *fl_again_words(fl_arena *a, fl_again_state state, const fl_recorded *ledger);

typedef struct fl_again {
    fl_check *check; /* fl_check_source has been called; says what does not agree */
    const fl_at_hand *hand;
    fairleaf_document *document;
    const fairleaf_account *account;
} fl_again;

/* Converts `source` (which must outlive the document) and compares the ledger `json`, and the text
 * with the ledger's edits done over the source. End with fl_again_end, also after a jump. */
fl_again_state fl_again_source(fl_again *g, fl_span source, fl_span json);
/* Compares an output; nothing when there is no document, or its template is not known. */
void fl_again_output(fl_again *g, const fl_recorded_output *output, fl_span bytes);
void fl_again_end(fl_again *g);

#endif
