/* rules/embed.h - what packs hold, as tables; those of the built-in packs are constants that
 * data/embed.c writes at build time.
 *
 * Reading the built-in packs' YAML costs more than converting a small report, so it is done once,
 * when fairleaf is built, with the same loader (rules/load.h) that reads the packs of users; their
 * examples are tried then. */
#ifndef FL_RULES_EMBED_H
#define FL_RULES_EMBED_H

#include "rules/enumerators.h"
#include "rules/match.h"
#include "rules/pattern.h"
#include "rules/rule.h"

/* The templates of one language and of English; "" stands for all languages without templates. */
typedef struct fl_numbering {
    const char *lang;
    fl_enumerators enumerators;
} fl_numbering;

typedef struct fl_pack_data {
    const fl_pack_rule *rule;
    const fl_pattern *pattern; /* one for each rule */
    const fl_list *list;
    const fl_enumerator_row *enumerator;
    const fl_family *family;       /* NULL in a pack as it was read */
    const fl_numbering *numbering; /* the same; "" stands last */
    size_t rule_count, list_count, enumerator_count, family_count, numbering_count;
} fl_pack_data;

/* A rule of the built-in packs: its texts are places in fl_built_in_data.texts, so that they need
 * no relocation when the program starts. 0: none. */
typedef struct fl_built_in_rule {
    uint32_t id, about, family, meta, matches, spares, file, line, pattern;
    uint16_t pattern_length, longest;
    bool whole, part, strong, opens;
    uint8_t zones, action, confidence;
} fl_built_in_rule;

typedef struct fl_built_in_data {
    fl_pack_data data; /* without rule and pattern */
    const fl_built_in_rule *rule;
    const char *texts;
} fl_built_in_data;

extern const fl_built_in_data fl_built_in;

#endif
