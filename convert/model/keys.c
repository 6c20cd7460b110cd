/* model/keys.c - one table; everything else reads it. */
#include "model/keys.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"

const fairleaf_key_info fl_keys[] = {
    { "title", false, "title of the report" },
    { "subtitle", false, "second line of the title" },
    { "date", false, "day of the report, ISO 8601" },
    { "author", false, "who gives the report" },
    { "author_role", false, "office of the author" },
    { "reporters", true, "journalists of the byline" },
    { "correspondents", true, "correspondents of the byline" },
    { "editor", false, "who edited the page" },
    { "source", false, "publication or site" },
    { "place", false, "province, city or county that the report is about" },
    { "body", false, "the body whose work is reported" },
    { "session", false, "session to which the report was given" },
    { "breadcrumb", true, "where the page stood in its site" },
    { "lang", false, "language, BCP 47" },
    { "site", false, "name of the site" },
    { "section", false, "where in the site or publication" },
    { "url", false, "address of the page" },
    { "description", false, "what the page says it is about" },
    { "keywords", true, "what the page says it is about, word by word" },
    { NULL, false, NULL },
};

const fairleaf_key_info *fl_key_find(const char *key)
{
    for (const fairleaf_key_info *k = fl_keys; k->name; k++)
        if (strcmp(k->name, key) == 0) return k;
    return NULL;
}

fairleaf_status fl_fields_check(const fairleaf_field *field, size_t count, fairleaf_error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (!fl_span_is_name(fl_span_of(field[i].key)))
            return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                           "'%s' is no key of metadata: a letter, then letters, digits, _ and -",
                           field[i].key);
        fl_span value = fl_span_of(field[i].value);
        if (fl_utf8_valid(value) != value.n)
            return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "the value of '%s' is not UTF-8",
                           field[i].key);
    }
    return FAIRLEAF_OK;
}

static bool seen_before(const fairleaf_field *field, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(field[k].key, field[i].key) == 0) return true;
    return false;
}

static void remove_key(fl_meta *meta, const char *key)
{
    size_t kept = 0;
    for (size_t i = 0; i < meta->count; i++)
        if (strcmp(meta->item[i].key, key) != 0) meta->item[kept++] = meta->item[i];
    meta->count = kept;
}

void fl_fields_apply(fl_arena *a, fl_meta *meta, const fairleaf_field *field, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!seen_before(field, i)) remove_key(meta, field[i].key);
    for (size_t i = 0; i < count; i++) {
        fl_span value = fl_span_of(field[i].value);
        if (value.n == 0) continue;
        const fairleaf_key_info *known = fl_key_find(field[i].key);
        const char *key = known ? known->name : fl_copy(a, fl_span_of(field[i].key));
        const char *rule = field[i].rule ? field[i].rule : FL_RULE_GIVEN;
        fl_property *p = fl_meta_add(a, meta, key, rule,
                                     (fl_span){ fl_copy(a, value), value.n }, 100);
        p->from = p->to = 0;
        p->is_list = known ? known->is_list : p->count > 1;
        if (!p->is_list && p->count > 1) p->values[0] = p->values[--p->count]; /* the last counts */
    }
}

const fl_property **fl_meta_sorted(fl_arena *a, const fl_meta *meta)
{
    const fl_property **out = fl_alloc(a, meta->count + 1, sizeof *out);
    size_t n = 0;
    for (const fairleaf_key_info *k = fl_keys; k->name; k++) {
        const fl_property *p = fl_meta_get(meta, k->name);
        if (p) out[n++] = p;
    }
    for (size_t i = 0; i < meta->count; i++)
        if (!fl_key_find(meta->item[i].key)) out[n++] = &meta->item[i];
    return out;
}
