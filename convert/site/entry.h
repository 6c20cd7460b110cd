/* site/entry.h - what lists say of a report, read from its ledger: so that a report which stands
 * need not be read again. */
#ifndef FL_SITE_ENTRY_H
#define FL_SITE_ENTRY_H

#include "site/build.h"

typedef struct fl_entry {
    const fl_record *record; /* of its page */
    const char *stem;        /* path of its page below the output folder, without suffix */
    const char *ledger;      /* path of its ledger */
    const char *title;       /* never empty */
    const char *date;        /* YYYY-MM-DD; NULL: none */
    const char *place, *body, *language; /* NULL: none */
    const char *source, *encoding;       /* what the ledger calls them */
    fl_digest digest;
    uint64_t kept, removed, replaced;     /* characters */
    uint32_t removals, repairs, doubtful; /* places */
} fl_entry;

typedef struct fl_entries {
    fl_entry *item; /* newest first; without a date last */
    size_t count;
} fl_entries;

/* Reads the ledgers of all records in `standing` that have a page. A ledger that cannot be read is
 * said, and its report left out. Fails: NO_MEMORY. */
fairleaf_status fl_entries_read(fl_build *b, fl_record **standing, size_t count, fl_entries *out,
                                fairleaf_error *error);

#endif
