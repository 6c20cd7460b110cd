/* rules/rule.h - what packs hold: rules, lists, numbering templates; what a match of a rule says.
 *
 * Header only. Strings and arrays live as long as the packs. */
#ifndef FL_RULES_RULE_H
#define FL_RULES_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

/* Where a rule may act: before the first body line, behind the last, between them. */
enum {
    FL_ZONE_HEAD = 1,
    FL_ZONE_TAIL = 2,
    FL_ZONE_EDGES = 3,
    FL_ZONE_BODY = 4,
    FL_ZONE_ANYWHERE = 7
};

/* keep: protects the line from other rules; only in the family `keep`. */
typedef enum fl_rule_action {
    FL_ACTION_DROP,
    FL_ACTION_NOTE,
    FL_ACTION_META,
    FL_ACTION_KEEP
} fl_rule_action;

typedef struct fl_pattern fl_pattern; /* rules/pattern.h */

typedef struct fl_pack_rule {
    const char *id;      /* `boilerplate.editor` */
    const char *about;   /* one sentence, which explain prints as the reason */
    const char *family;  /* the id up to its first dot */
    const char *meta;    /* metadata key for the first group (or the match); NULL: none */
    const char *matches; /* examples, one a line: what it must match, */
    const char *spares;  /* and what it must not */
    const char *file;    /* the pack that it comes from, */
    uint32_t line;       /* and where it starts there */
    fl_pattern *pattern; /* must match the whole trimmed line, unless `part` */
    bool part;           /* acts on the part of the line that matches, not on the line */
    bool strong;         /* two strong lines together open or close the body */
    bool opens;          /* what stands below it, to the end, belongs to the page as well */
    uint8_t zones;       /* FL_ZONE_… */
    uint8_t action;      /* fl_rule_action */
    uint8_t confidence;  /* in hundredths */
    uint16_t longest;    /* columns; a longer line is never matched. 0: any (with `part`) */
} fl_pack_rule;

/* A named list of a language: title words, salutations, openings that are never leads, … in the
 * order of the file. Word i is bytes [at[i], at[i + 1]) of `words`: numbers, not addresses, so that
 * the thousands of words of the built-in packs cost nothing at start. */
typedef struct fl_list {
    const char *lang, *name;
    const char *words;
    const uint32_t *at; /* count + 1 of them */
    size_t count;
    const uint64_t *starts, *ends; /* 8 each: hashes of first and last bytes, to search in few of
                                      them; NULL in a pack as it was read */
} fl_list;

static inline fl_span fl_list_word(const fl_list *list, size_t i)
{
    return (fl_span){ list->words + list->at[i], list->at[i + 1] - list->at[i] };
}

/* A numbering template as in data/lang: `（{cn}）`. rank: usual depth, 1 is outermost; kind: h
 * heading, p point, b both, a article, s heading above decimals only, n no marker by itself.
 * note: traps, free text. */
typedef struct fl_enumerator_row {
    const char *id, *lang, *template, *note;
    uint8_t rank;
    char kind;
} fl_enumerator_row;

/* A piece of a line that is metadata: offsets in the line. */
typedef struct fl_match_value {
    const char *key; /* one of fl_pack_keys[] */
    uint32_t from, to;
} fl_match_value;

/* What a rule found in a line: offsets in the line. group is the first capturing group that took
 * part, or the match. values: groups named like a metadata key, and what the rule's `meta` names.
 */
typedef struct fl_match {
    const fl_pack_rule *rule;
    uint32_t from, to, group_from, group_to;
    fl_match_value value[5];
    uint32_t value_count;
} fl_match;

extern const char *const fl_pack_keys[]; /* metadata keys that a rule may name, ended by NULL */

#endif
