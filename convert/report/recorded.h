/* report/recorded.h - a ledger (docs/ledger.schema.json) read back. */
#ifndef FL_REPORT_RECORDED_H
#define FL_REPORT_RECORDED_H

#include <fairleaf.h>

#include "base/buf.h"
#include "base/digest.h"
#include "batch/ledger.h"

typedef struct fl_recorded_output {
    const char *path, *format;
    uint64_t bytes;
    fl_digest digest;
} fl_recorded_output;

/* The edits of one rule and action, as counted in the ledger. */
typedef struct fl_recorded_rule {
    const char *rule;
    fairleaf_edit_kind kind;
    uint64_t edits, uncertain, characters;
    float least; /* confidence */
} fl_recorded_rule;

typedef struct fl_recorded {
    const char *tool;                          /* program and version */
    const char *path, *encoding, *how, *input; /* encoding NULL: not known */
    const char *container; /* the beginning of path; NULL: the source is a file */
    uint64_t bytes;
    fl_digest digest;
    float confidence;
    fl_ledger_recipe recipe; /* build NULL: the ledger says nothing of it */
    fl_recorded_output *output;
    size_t output_count;
    fairleaf_balance balance;
    fl_recorded_rule *rule;
    size_t rule_count;
    fairleaf_warning *warning;
    size_t warning_count;
    fairleaf_property *property;
    size_t property_count;
    fairleaf_edit *edit;
    size_t edit_count; /* 0 when only the head was read */
} fl_recorded;

typedef enum fl_recorded_part {
    FL_RECORDED_HEAD, /* reading stops at the edits: `json` may end behind them */
    FL_RECORDED_ALL
} fl_recorded_part;

/* Reads a ledger; all of it in `a`. Members that are not known are passed over. Fails: ARGUMENT
 * (not JSON, not a ledger, of another version; a member is missing or wrong). */
fairleaf_status fl_recorded_read(fl_arena *a, fl_span json, fl_recorded_part part, fl_recorded *out,
                                 fairleaf_error *error);

#endif
