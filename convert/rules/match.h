/* rules/match.h - which of many rules may match a line, in one walk along it.
 *
 * Every rule of a family whose pattern needs a word stands in a hash table under that word's first
 * three bytes. One walk along a line finds the rules whose words occur; only their patterns are
 * tried. */
#ifndef FL_RULES_MATCH_H
#define FL_RULES_MATCH_H

#include "rules/pack.h"
#include "rules/pattern.h"

typedef struct fl_index fl_index;

/* Rules [0, count) of one family, in the order in which they are tried; the array must outlive the
 * index. */
const fl_index *fl_index_new(fl_arena *a, const fl_pack_rule *const *rule, size_t count);

/* See fl_match_line. */
bool fl_index_find(const fl_index *index, unsigned zones, fl_span line, size_t from, fl_match *out,
                   bool *gave_up);

#endif
