/* report/subject.h - what a page of the account is made from: one document's account and all that
 * is said beside it. A caller fills it from a document, or from a ledger and its source. */
#ifndef FL_REPORT_SUBJECT_H
#define FL_REPORT_SUBJECT_H

#include <fairleaf.h>

#include "base/arena.h"
#include "base/digest.h"

/* The edits of one rule and kind. */
typedef struct fl_rule_group {
    const char *rule, *why; /* why: what all its edits give as their reason; NULL: it differs */
    fairleaf_edit_kind kind;
    size_t count;
    uint64_t characters; /* of `before` */
    float least;         /* confidence */
} fl_rule_group;

typedef struct fl_subject {
    const char *path; /* what a decision calls the document */
    uint64_t bytes;
    fl_digest digest;
    const char *encoding, *how;      /* encoding NULL: not known */
    const char *language;            /* BCP 47, or NULL */
    float confidence;                /* of the encoding */
    const fairleaf_account *account; /* `before` of every edit lies in account->source */
    const fairleaf_property *property;
    size_t property_count;
    const fairleaf_warning *warning;
    size_t warning_count;
    const fairleaf_heading *heading; /* sorted by line */
    size_t heading_count;
    fl_span prior;    /* what was decided before: JSON as fl_merge_json writes it; empty: nothing */
    const char *back; /* address of the index; NULL: none */
    const char *report, *ledger; /* addresses of the report's own page and of its ledger, or NULL */
    /* filled by fl_subject_group */
    fl_rule_group *group; /* flags first, then the least sure rule first */
    size_t groups;
    uint16_t *group_of; /* of each edit */
} fl_subject;

/* An edit that a person should look at: flagged, or less sure than this. */
#define FL_UNCERTAIN 0.90f
static inline bool fl_is_uncertain(const fairleaf_edit *e)
{
    return e->kind == FAIRLEAF_EDIT_NOTE || e->confidence < FL_UNCERTAIN;
}

/* Counts the edits by rule and kind; in `a`. At most 65535 groups: further ones count as the last.
 */
void fl_subject_group(fl_arena *a, fl_subject *s);

/* Where an edit stands in account->source. */
static inline size_t fl_edit_from(const fl_subject *s, const fairleaf_edit *e)
{
    return (size_t)(e->before.bytes - s->account->source.bytes);
}

/* removed, replaced, joined, inserted, recognised, flagged. */
const char *fl_kind_word(fairleaf_edit_kind kind);

#endif
