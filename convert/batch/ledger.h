/* batch/ledger.h - the account of one document as JSON, schema fairleaf.ledger/1: one object, one
 * line an edit. */
#ifndef FL_BATCH_LEDGER_H
#define FL_BATCH_LEDGER_H

#include <fairleaf.h>

#include "base/buf.h"

typedef struct fl_ledger_source {
    const char *path;
    uint64_t bytes;
} fl_ledger_source;

void fl_ledger_write(fl_buf *out, fl_ledger_source source, const fairleaf_document *d,
                     const fairleaf_account *account);
/* The metadata alone: {key: {value, rule, span, confidence}}. */
void fl_ledger_metadata(fl_buf *out, const fairleaf_document *d);

/* The warnings alone: [{line, column, byte, rule, message}]. */
void fl_ledger_warnings(fl_buf *out, const fairleaf_document *d);

/* remove, replace, join, insert, mark, note. */
const char *fl_ledger_action(fairleaf_edit_kind kind);

#endif
