/* clean/catalogue.h - the rules that need code: what a list of all rules says of them.
 *
 * Rules that are patterns of lines stand in packs (rules/pack.h); these are the others that a pass
 * of this room gives as a reason, and that --enable and --disable know. tests/api/rules.c converts
 * the examples. */
#ifndef FL_CLEAN_CATALOGUE_H
#define FL_CLEAN_CATALOGUE_H

#include <stdint.h>

typedef struct fl_coded_rule {
    const char *name, *about;
    const char *zone, *action;    /* as in fairleaf_rule_info */
    uint8_t confidence;           /* in hundredths; 0: worked out for each place */
    const char *file;             /* where it stands in the sources */
    const char *matches, *spares; /* short documents: the rule acts in one, not in the other */
} fl_coded_rule;

extern const fl_coded_rule fl_coded_rules[]; /* ended by a name of NULL */

#endif
