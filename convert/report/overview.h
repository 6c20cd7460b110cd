/* report/overview.h - a batch looked over: what is unusual first, in pages of FL_INDEX_ROWS
 * reports.
 *
 * A report goes up for every flag and every change that is less than 0.90 sure, for warnings, for a
 * doubtful encoding, for a missing title, and when the share of its text that was removed is far
 * from the usual one of the batch (median, in units of the median distance from it). Characters
 * that are unaccounted for, and a ledger that cannot be read, go before everything. */
#ifndef FL_REPORT_OVERVIEW_H
#define FL_REPORT_OVERVIEW_H

#include "base/buf.h"
#include "report/recorded.h"

enum { FL_INDEX_ROWS = 500 };

/* What is kept of one ledger: about 150 bytes and its names. */
typedef struct fl_overview_document {
    const char *stem;   /* path of the outputs below the folder, without suffix */
    const char *source; /* what the ledger calls it */
    const char *title;  /* NULL: none was found */
    const char *fault;  /* why the ledger cannot be read; NULL: it can */
    fl_digest digest;   /* of the source */
    uint64_t input, removed, replaced, unaccounted;
    uint32_t edits, flags, uncertain, warnings, decided;
    float least;    /* confidence */
    float encoding; /* confidence */
    float score;    /* filled by fl_overview_rank */
    bool has_page;
} fl_overview_document;

typedef struct fl_overview_rule {
    const char *rule;
    fairleaf_edit_kind kind;
    uint64_t documents, edits, uncertain, characters;
    float least;
} fl_overview_rule;

typedef struct fl_overview {
    fl_arena *arena;
    const char *folder;
    const char *reports; /* address of the folder with the reports' own pages, stem/index.html, and
                            their ledgers beside them, in an archive whose home page is above
                            the index; NULL: there are none */
    fl_overview_document *document;
    size_t count, capacity;
    fl_overview_rule *rule;
    size_t rules, rule_capacity;
    float usual, spread; /* share removed: the median, and the median distance from it */
    size_t pages_made;
} fl_overview;

/* Takes up what the head of a ledger says; ledger NULL: it could not be read, because of `fault`.
 */
void fl_overview_add(fl_overview *o, const char *stem, const fl_recorded *ledger,
                     const char *fault);
/* Gives the scores and sorts by them; rules by how unsure they are. */
void fl_overview_rank(fl_overview *o);
/* Number of index pages, at least one. */
size_t fl_overview_pages(const fl_overview *o);
/* The index'th page; `rules` is a JSON array of what is decided about whole rules. */
void fl_overview_write(fl_buf *out, const fl_overview *o, size_t index, fl_span rules);

#endif
