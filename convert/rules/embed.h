/* rules/embed.h - what packs hold, as tables; those of the built-in packs are constants that
 * data/embed.c writes at build time.
 *
 * Reading the built-in packs' YAML costs more than converting a small report, so it is done once,
 * when fairleaf is built, with the same loader (rules/load.h) that reads the packs of users; their
 * examples are tried then. */
#ifndef FL_RULES_EMBED_H
#define FL_RULES_EMBED_H

#include "rules/match.h"
#include "rules/pattern.h"
#include "rules/rule.h"

typedef struct fl_pack_data {
    const fl_pack_rule *rule;  /* `pattern` is NULL in constants: compiling writes to patterns */
    const fl_pattern *pattern; /* one for each rule */
    const fl_list *list;
    const fl_enumerator_row *enumerator;
    const fl_family *family; /* NULL in a pack as it was read */
    size_t rule_count, list_count, enumerator_count, family_count;
} fl_pack_data;

extern const fl_pack_data fl_built_in;

#endif
