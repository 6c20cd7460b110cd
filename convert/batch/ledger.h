/* batch/ledger.h - the account of one document as JSON, schema fairleaf.ledger/1
 * (docs/ledger.schema.json): one object, one line an edit.
 *
 * What a batch is looked over by (source, outputs, balance, rules, warnings, metadata) stands
 * before the edits, so that a reader need not go through them (report/record.h). */
#ifndef FL_BATCH_LEDGER_H
#define FL_BATCH_LEDGER_H

#include <fairleaf.h>

#include "base/buf.h"
#include "base/digest.h"

/* One output that was made of the document. */
typedef struct fl_ledger_output {
    const char *path; /* beside the ledger */
    const char *format;
    uint64_t bytes;
    fl_digest digest;
} fl_ledger_output;

/* Edits that are less sure, and flags, are counted as uncertain. */
#define FL_LEDGER_UNCERTAIN 0.90f

typedef struct fl_ledger_source {
    const char *path;
    size_t container; /* bytes of `path` that name the container it stands in; 0: it is a file */
    uint64_t bytes;
    fl_digest digest; /* of the payload as found */
    const fl_ledger_output *output;
    size_t output_count; /* 0: the member is left out */
} fl_ledger_source;

void fl_ledger_write(fl_buf *out, const fl_ledger_source *source, const fairleaf_document *d,
                     const fairleaf_account *account);
/* The metadata alone: {key: {value, rule, span, confidence}}. */
void fl_ledger_metadata(fl_buf *out, const fairleaf_document *d);

/* The warnings alone: [{line, column, byte, rule, message}]. */
void fl_ledger_warnings(fl_buf *out, const fairleaf_document *d);

/* remove, replace, join, insert, mark, note. */
const char *fl_ledger_action(fairleaf_edit_kind kind);

#endif
