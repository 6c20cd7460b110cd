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

/* A file of rules or decisions; its bytes are known by their digest. */
typedef struct fl_ledger_rules {
    const char *name; /* of the file, without its folder */
    fl_digest digest;
} fl_ledger_rules;

/* All but the source's bytes and the program that decides what its ledger and outputs are: who
 * gives the same bytes and this to the same build gets the same again (`fairleaf verify`). */
typedef struct fl_ledger_recipe {
    const char *build; /* of the program: fl_build (batch/build.h) */
    const fairleaf_options *options;
    const char *declared;       /* charset, as in fairleaf_source */
    const fairleaf_field *told; /* metadata besides options->metadata */
    size_t told_count;
    const fl_ledger_rules *pack; /* those beside the built-in ones */
    size_t pack_count;
    const fl_ledger_rules *decisions; /* NULL: none */
    const fairleaf_output *output;    /* of all outputs; NULL: none was made */
    const char *templates; /* hexadecimal digest of those in `output`; NULL: there are none */
} fl_ledger_recipe;

typedef struct fl_ledger_source {
    const char *path;
    size_t container; /* bytes of `path` that name the container it stands in; 0: it is a file */
    uint64_t bytes;
    fl_digest digest; /* of the payload as found */
    const fl_ledger_output *output;
    size_t output_count; /* 0: the member is left out */
    const fl_ledger_recipe *recipe;
    bool sealed; /* the last line is the digest of all lines before it: for a file of its own */
} fl_ledger_source;

void fl_ledger_write(fl_buf *out, const fl_ledger_source *source, const fairleaf_document *d,
                     const fairleaf_account *account);
/* The metadata alone: {key: {value, rule, span, confidence}}. */
void fl_ledger_metadata(fl_buf *out, const fairleaf_document *d);

/* The warnings alone: [{line, column, byte, rule, message}]. */
void fl_ledger_warnings(fl_buf *out, const fairleaf_document *d);

/* The digest of the templates of an output, in their order, for fl_ledger_recipe. */
const char *fl_ledger_templates(fl_arena *a, const fairleaf_output *output);

/* Where the line of the seal begins, and what it says; false when `ledger` has none. */
bool fl_ledger_seal(fl_span ledger, size_t *line, fl_digest *out);

/* remove, replace, join, insert, mark, note. */
const char *fl_ledger_action(fairleaf_edit_kind kind);

#endif
