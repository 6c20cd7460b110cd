/* rules/embed.h - what a pack holds, as tables; the built-in packs are C tables that data/embed.c
 * writes at build time.
 *
 * Reading the built-in packs' YAML costs more than converting a small report, so it is done once,
 * when fairleaf is built, with the same loader (rules/load.h) that reads the packs of users; their
 * examples are tried then. */
#ifndef FL_RULES_EMBED_H
#define FL_RULES_EMBED_H

#include "rules/pack.h"
#include "rules/pattern.h"

typedef struct fl_pack_data {
    const fl_pack_rule *rule;   /* `pattern` is NULL: patterns are copied, compiling writes to them */
    const fl_pattern *pattern;  /* one for each rule */
    size_t rule_count;
    const fl_list *list;
    size_t list_count;
    const fl_enumerator_row *enumerator;
    size_t enumerator_count;
} fl_pack_data;

extern const fl_pack_data fl_built_in;

#endif
