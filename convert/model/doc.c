/* model/doc.c - building blocks, inlines and properties. */
#include "model/doc.h"

fl_block *fl_block_new(fl_arena *a, fl_block_kind kind)
{
    fl_block *block = fl_alloc(a, 1, sizeof *block);
    block->kind = (uint8_t)kind;
    return block;
}

void fl_block_append(fl_block *parent, fl_block *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

fl_inline *fl_inline_new(fl_arena *a, fl_inline_kind kind, fl_span text)
{
    fl_inline *node = fl_alloc(a, 1, sizeof *node);
    node->kind = (uint8_t)kind;
    node->text = text;
    return node;
}

static fl_property *find(const fl_meta *meta, const char *key)
{
    for (size_t i = 0; i < meta->count; i++)
        if (strcmp(meta->item[i].key, key) == 0) return &meta->item[i];
    return NULL;
}

const fl_property *fl_meta_get(const fl_meta *meta, const char *key) { return find(meta, key); }

fl_property *fl_meta_add(fl_arena *a, fl_meta *meta, const char *key, const char *rule,
                         fl_span value, unsigned confidence)
{
    fl_property *property = find(meta, key);
    if (!property) {
        if (meta->count == meta->capacity) {
            size_t wanted = meta->capacity ? meta->capacity * 2 : 16;
            meta->item = fl_grow(a, meta->item, meta->count * sizeof *meta->item,
                                 wanted * sizeof *meta->item);
            meta->capacity = wanted;
        }
        property = &meta->item[meta->count++];
        memset(property, 0, sizeof *property);
        property->key = key;
        property->is_list = true;
    }
    property->values = fl_grow(a, property->values, property->count * sizeof(fl_span),
                               (property->count + 1) * sizeof(fl_span));
    property->values[property->count++] = value;
    property->rule = rule;
    property->confidence = (uint8_t)confidence;
    return property;
}

fl_property *fl_meta_set(fl_arena *a, fl_meta *meta, const char *key, const char *rule,
                         fl_span value, unsigned confidence)
{
    fl_property *property = find(meta, key);
    if (property) property->count = 0;
    property = fl_meta_add(a, meta, key, rule, value, confidence);
    property->is_list = property->of_markup = false;
    property->from = property->to = 0;
    return property;
}
