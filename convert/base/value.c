/* base/value.c */
#include "base/value.h"

fl_value *fl_value_new(fl_arena *a, fl_value_kind kind)
{
    fl_value *v = fl_alloc(a, 1, sizeof *v);
    v->kind = (uint8_t)kind;
    return v;
}

fl_value *fl_value_add(fl_arena *a, fl_value *parent, const char *key, fl_value_kind kind)
{
    fl_value *v = fl_value_new(a, kind);
    if (key) v->key = fl_span_of(key);
    if (parent->last)
        parent->last->next = v;
    else
        parent->first = v;
    parent->last = v;
    return v;
}

fl_value *fl_value_text(fl_arena *a, fl_value *parent, const char *key, fl_span text)
{
    fl_value *v = fl_value_add(a, parent, key, FL_VALUE_TEXT);
    v->text = text;
    return v;
}

const fl_value *fl_value_get(const fl_value *map, fl_span key)
{
    if (map->kind != FL_VALUE_MAP) return NULL;
    for (const fl_value *v = map->first; v; v = v->next)
        if (fl_span_equal(v->key, key)) return v;
    return NULL;
}

bool fl_value_is_true(const fl_value *v)
{
    if (!v || v->kind == FL_VALUE_FALSE) return false;
    if (v->kind == FL_VALUE_TEXT) return v->text.n > 0;
    return v->kind != FL_VALUE_LIST || v->first;
}
