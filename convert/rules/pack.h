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
#include "rules/enumerators.h"
#include "rules/rule.h"

typedef struct fl_packs fl_packs;

/* Loads `count` packs (names for messages) after the built-in ones. Everything is copied into `a`.
 * Fails: RULES, with line, column and byte in the pack named in the message. */
fairleaf_status fl_packs_load(fl_arena *a, bool built_in, const fl_span *files,
                              const char *const *names, size_t count, fl_packs **out,
                              fairleaf_error *error);
void fl_packs_close(fl_packs *p); /* frees compiled patterns; the rest is the arena's */

/* How often a pattern found no memory to look with, so far, for any thread. What such a look says
 * is not true: a document during which it grew has to be given up. */
unsigned fl_packs_starved(const fl_packs *p);

size_t fl_packs_rules(const fl_packs *p, const fl_pack_rule **out);
size_t fl_packs_enumerators(const fl_packs *p, const fl_enumerator_row **out);

/* The numbering templates for a text in `lang` ("": unknown), compiled: those of the language, then
 * those of English. Markers count rows as fl_packs_rows does. */
const fl_enumerators *fl_packs_numbering(const fl_packs *p, const char *lang);
/* Copies their rows and, in index, the number of each among those of fl_packs_enumerators, from 1;
 * both have room for all of these. Returns how many there are. */
size_t fl_packs_rows(const fl_packs *p, const char *lang, fl_enumerator_row *rows, uint16_t *index);

/* The list `name` of `lang` (NULL: of every language, one after the other, merged); never NULL,
 * perhaps empty. */
const fl_list *fl_packs_list(const fl_packs *p, const char *lang, const char *name);

/* The first rule of `family` (NULL: any) that may act in one of `zones` and matches at or after
 * `from`. A line that is longer than a rule's `longest` is never matched by it. Linear or bounded:
 * match and depth limits are set; when one is reached, *gave_up (may be NULL) becomes that rule,
 * else it is left alone. */
bool fl_match_line(const fl_packs *p, const char *family, unsigned zones, fl_span line, size_t from,
                   fl_match *out, const fl_pack_rule **gave_up);
/* Of the rules without `part`, which match the whole line, the surest. */
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

/* The tables of loaded packs (rules/embed.h), for the program that makes constants of them. */
const struct fl_pack_data *fl_packs_data(const fl_packs *p);

#endif
