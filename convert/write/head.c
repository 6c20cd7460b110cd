/* write/head.c */
#include "write/head.h"

#include "base/utf8.h"
#include "model/walk.h"

enum { LONGEST_SUBTITLE = 60, LONGEST_BYLINE = 40 }; /* characters: a paragraph of text is longer */

static bool names(const fl_doc *d, const char *key, fl_span text)
{
    const fl_property *p = fl_meta_get(&d->meta, key);
    for (size_t i = 0; p && i < p->count; i++)
        if (p->values[i].n && fl_span_find(text, p->values[i], 0) != SIZE_MAX) return true;
    return false;
}

static bool is_enclosed(fl_span text)
{
    uint32_t first = fl_utf8_at(text, 0), last = fl_utf8_before(text, text.n);
    return (first == '(' || first == 0xFF08) && (last == ')' || last == 0xFF09);
}

static bool begins_with_dash(fl_span text)
{
    uint32_t first = fl_utf8_at(text, 0);
    return first == 0x2014 || first == 0x2015 || first == 0x2500; /* — ― ─ */
}

const char *fl_head_kind(fl_arena *a, const fl_doc *d, const fl_block *b)
{
    if (b->kind != FL_PARAGRAPH) return NULL;
    fl_span text = fl_span_trim(fl_plain_text(a, b->inlines));
    size_t characters = fl_utf8_count(text);
    const fl_property *subtitle = fl_meta_get(&d->meta, "subtitle");
    if (text.n == 0) return NULL;
    if (subtitle && subtitle->count && fl_span_equal(subtitle->values[0], text)) return "subtitle";
    if (characters > LONGEST_SUBTITLE) return NULL;
    if (begins_with_dash(text)) return "subtitle";
    if (is_enclosed(text)) return "occasion";
    if (characters > LONGEST_BYLINE) return NULL;
    bool named = names(d, "author", text) || names(d, "reporters", text) || names(d, "date", text);
    return named && !fl_is_sentence_end(fl_utf8_before(text, text.n)) ? "byline" : NULL;
}
