/* base/value.h - what a template is filled with: a small tree of texts, lists and maps. */
#ifndef FL_BASE_VALUE_H
#define FL_BASE_VALUE_H

#include "base/arena.h"
#include "base/span.h"

typedef enum fl_value_kind {
    FL_VALUE_FALSE,
    FL_VALUE_TRUE,
    FL_VALUE_TEXT, /* true unless it is empty */
    FL_VALUE_LIST, /* true unless it is empty */
    FL_VALUE_MAP
} fl_value_kind;

typedef struct fl_value {
    struct fl_value *first, *last, *next; /* of a list or map, in order */
    fl_span key;                          /* in a map */
    fl_span text;
    uint8_t kind; /* fl_value_kind */
} fl_value;

fl_value *fl_value_new(fl_arena *a, fl_value_kind kind);
/* A new value behind those of `parent`: of a map, under `key`; of a list, `key` is NULL. */
fl_value *fl_value_add(fl_arena *a, fl_value *parent, const char *key, fl_value_kind kind);
/* The same for a text; spans stay borrowed. */
fl_value *fl_value_text(fl_arena *a, fl_value *parent, const char *key, fl_span text);

/* The value under `key` of a map; NULL when there is none, or `map` is something else. */
const fl_value *fl_value_get(const fl_value *map, fl_span key);
bool fl_value_is_true(const fl_value *v); /* NULL is false */

#endif
