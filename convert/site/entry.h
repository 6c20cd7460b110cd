/* site/entry.h - what lists say of a report, read from its ledger: so that a report which stands
 * need not be read again. */
#ifndef FL_SITE_ENTRY_H
#define FL_SITE_ENTRY_H

#include "report/recorded.h"
#include "site/build.h"

typedef struct fl_entry {
    const fl_record *record; /* of its page */
    const char *stem;        /* path of its page below the output folder, without suffix */
    const char *title;       /* never empty */
    const char *date;        /* YYYY-MM-DD; NULL: none */
    const char *place, *body, *language; /* NULL: none */
    const char *source, *encoding;       /* what the ledger calls them */
    fl_digest digest;
    uint64_t kept, removed, replaced;     /* characters */
    uint32_t removals, repairs, doubtful; /* places */
    const char *review; /* path of the page on which it is looked over, without suffix; or NULL */
} fl_entry;

typedef struct fl_entries {
    fl_entry *item; /* newest first; without a date last */
    size_t count;
} fl_entries;

/* Who else wants the head of every ledger, one at a time; it is gone afterwards. */
typedef struct fl_entries_also {
    void (*take)(void *context, const fl_entry *e, const fl_recorded *ledger); /* NULL: nobody */
    void *context;
} fl_entries_also;

/* Reads the ledgers of all records in `standing` (`count` of them, in out->count) that have a page.
 * A ledger that cannot be read is said, and its report left out. Fails: NO_MEMORY. */
fairleaf_status fl_entries_read(fl_build *b, fl_record **standing, fl_entries *out,
                                fl_entries_also also, fairleaf_error *error);

#endif
