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

typedef enum fl_search_kind { FL_SEARCH_ANY, FL_SEARCH_WHOLE, FL_SEARCH_AT } fl_search_kind;

/* What is looked for: see fl_match_line, fl_match_whole, fl_match_at. */
typedef struct fl_search {
    fl_span line;
    size_t from;
    unsigned zones;
    fl_search_kind kind;
    const fl_pack_rule *gave_up;    /* whose pattern reached a limit; NULL: none */
} fl_search;

bool fl_index_find(const fl_index *index, fl_search *search, fl_match *out);

#endif
