/* model/keys.h - the keys of metadata, and what the caller says about them. */
#ifndef FL_MODEL_KEYS_H
#define FL_MODEL_KEYS_H

#include <fairleaf.h>

#include "model/doc.h"

/* In the order in which they are shown; ended by a name of NULL. */
extern const fairleaf_key_info fl_keys[];

/* The row of `key`, or NULL when fairleaf has no such key of its own. */
const fairleaf_key_info *fl_key_find(const char *key);

/* A key is a letter, then letters, digits, `_` and `-`; a value is UTF-8. Fails: ARGUMENT. */
fairleaf_status fl_fields_check(const fairleaf_field *field, size_t count, fairleaf_error *error);

/* Puts the caller's fields in the place of what was found under their keys, with their rule,
 * else `metadata.given`, and full confidence; a key whose only value is empty goes away. Copies. */
void fl_fields_apply(fl_arena *a, fl_meta *meta, const fairleaf_field *field, size_t count);

/* The properties in the order of fl_keys, those with other keys behind them as they stand. */
const fl_property **fl_meta_sorted(fl_arena *a, const fl_meta *meta);

#define FL_RULE_GIVEN "metadata.given"

#endif
