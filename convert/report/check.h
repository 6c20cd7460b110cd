/* report/check.h - a ledger held against its source and its outputs. */
#ifndef FL_REPORT_CHECK_H
#define FL_REPORT_CHECK_H

#include "base/arena.h"
#include "report/recorded.h"

typedef struct fl_check {
    fl_arena *arena;
    const fairleaf *library;
    const fl_recorded *ledger;
    void (*say)(void *context, const char *what); /* one disagreement; any bytes may be in it */
    void *context;
    size_t faults;
    fl_span source; /* decoded; lives with the document */
    fairleaf_document *document;
    const fairleaf_account *account; /* of the document, which is not cleaned */
    fl_span clean;                   /* the edits done over the source; p NULL: could not be done */
} fl_check;

/* Digest and size, then every edit: that it stands where it says and finds what it says was there,
 * that doing them all gives as many characters as the ledger counts, and undoing them gives the
 * source. Sets source and clean. True when there was nothing to say. */
bool fl_check_source(fl_check *c, fl_span bytes);
/* Digest and size of an output, then of a text whether it is `clean`, white space aside. */
void fl_check_output(fl_check *c, const fl_recorded_output *output, fl_span bytes);
/* A text against `clean`, white space aside; `what` it is called. A title that stands outside of
 * the text may stand above it, and be missing below front matter. */
void fl_check_text(fl_check *c, const char *what, fl_span text);
/* The ledger as a file against the digest that it gives of itself. */
void fl_check_seal(fl_check *c, fl_span json);

/* Says a disagreement. */
void fl_check_say(fl_check *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Frees the document; source is gone then. */
void fl_check_end(fl_check *c);

/* Decodes the source of a ledger without cleaning it, and points the ledger's edits into it. False:
 * *why says what does not fit. What it sets is freed by fl_check_end. */
bool fl_check_decode(fl_check *c, fl_span bytes, const char **why);

#endif
