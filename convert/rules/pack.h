/* rules/pack.h - rule packs and language packs: YAML files (fairleaf-pack(5)) loaded once, then
 * only read.
 *
 * A pack file is a mapping. `rules:` is a list of line rules; `lang:` names a language, `lists:`
 * gives it named word lists and `enumerators:` its numbering templates. Built-in packs (data/lang,
 * data/rules) become tables when fairleaf is built. A rule without a line that it must match and
 * one that it must spare is refused, as is an example that does not hold, an unknown key, and a
 * pattern that does not compile. A later pack's rule takes the place of an earlier one with its id;
 * lists of one name are joined. */
#ifndef FL_RULES_PACK_H
#define FL_RULES_PACK_H

#include <fairleaf.h>

#include "base/arena.h"
#include "base/span.h"

/* Where a rule may act: before the first body line, behind the last, between them. */
enum { FL_ZONE_HEAD = 1, FL_ZONE_TAIL = 2, FL_ZONE_BODY = 4, FL_ZONE_ANYWHERE = 7 };

typedef enum fl_rule_action { FL_ACTION_DROP, FL_ACTION_NOTE, FL_ACTION_META } fl_rule_action;

typedef struct fl_pattern fl_pattern;   /* rules/pattern.h */

typedef struct fl_pack_rule {
    const char *id;             /* `boilerplate.editor` */
    const char *about;          /* one sentence, which explain prints as the reason */
    const char *family;         /* the id up to its first dot */
    const char *meta;           /* metadata key for the first group (or the match); NULL: none */
    const char *matches;        /* examples, one a line: what it must match, */
    const char *spares;         /* and what it must not */
    fl_pattern *pattern;        /* must match the whole trimmed line, unless `part` */
    bool part;                  /* acts on the part of the line that matches, not on the line */
    bool strong;                /* two strong lines together open or close the body */
    bool opens;                 /* what stands below it, to the end, belongs to the page as well */
    uint8_t zones;              /* FL_ZONE_… */
    uint8_t action;             /* fl_rule_action */
    uint8_t confidence;         /* in hundredths */
    uint16_t longest;           /* columns; a longer line is never matched. 0: any (with `part`) */
} fl_pack_rule;

/* A named list of a language: title words, salutations, openings that are never leads, … in the
 * order of the file. */
typedef struct fl_list {
    const char *lang, *name;
    const fl_span *item;
    size_t count;
    uint64_t starts[8], ends[8];    /* hashes of first and last bytes, to search in few of them */
} fl_list;

/* A numbering template as in data/lang: `（{cn}）`. rank: usual depth, 1 is outermost; kind: h
 * heading, p point, b both, a article, l lead-in word. note: traps, free text. */
typedef struct fl_enumerator_row {
    const char *id, *lang, *template, *note;
    uint8_t rank;
    char kind;
} fl_enumerator_row;

typedef struct fl_packs fl_packs;

/* Loads `count` packs (names for messages) after the built-in ones. Everything is copied into `a`.
 * Fails: RULES, with line, column and byte in the pack named in the message. */
fairleaf_status fl_packs_load(fl_arena *a, bool built_in, const fl_span *files,
                              const char *const *names, size_t count, fl_packs **out,
                              fairleaf_error *error);
void fl_packs_close(fl_packs *p); /* frees compiled patterns; the rest is the arena's */

size_t fl_packs_rules(const fl_packs *p, const fl_pack_rule **out);
size_t fl_packs_enumerators(const fl_packs *p, const fl_enumerator_row **out);
/* The list `name` of `lang` (NULL: of every language, one after the other, merged); never NULL,
 * perhaps empty. */
const fl_list *fl_packs_list(const fl_packs *p, const char *lang, const char *name);

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

/* The first rule of `family` (NULL: any) that may act in one of `zones` and matches at or after
 * `from`. A line that is longer than a rule's `longest` is never matched by it. Linear or bounded:
 * match and depth limits are set; when one is reached, *gave_up (may be NULL) becomes that rule, else
 * it is left alone. */
bool fl_match_line(const fl_packs *p, const char *family, unsigned zones, fl_span line, size_t from,
                   fl_match *out, const fl_pack_rule **gave_up);
/* The same for rules without `part` only: they match the whole line. */
bool fl_match_whole(const fl_packs *p, const char *family, unsigned zones, fl_span line,
                    fl_match *out, const fl_pack_rule **gave_up);
/* The longest match of a rule with `part` that starts exactly at `at`. */
bool fl_match_at(const fl_packs *p, const char *family, unsigned zones, fl_span line, size_t at,
                 fl_match *out, const fl_pack_rule **gave_up);

/* True when `line` starts with / ends with / equals an item of the list; *item (may be NULL) says
 * which. */
bool fl_list_starts(const fl_list *list, fl_span line, fl_span *item);
bool fl_list_ends(const fl_list *list, fl_span line, fl_span *item);
bool fl_list_has(const fl_list *list, fl_span line);

#endif
