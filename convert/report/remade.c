/* report/remade.c */
#include "report/remade.h"

#include "report/page.h"

static const char *property_of(const fl_recorded *l, const char *key, fl_arena *a)
{
    for (size_t i = 0; i < l->property_count; i++)
        if (strcmp(l->property[i].key, key) == 0 && l->property[i].count)
            return fl_copy(
                a, (fl_span){ l->property[i].values[0].bytes, l->property[i].values[0].length });
    return NULL;
}

static void quiet(void *context, const char *what)
{
    (void)context;
    (void)what;
}

bool fl_remade_write(fl_remade *r, fl_buf *out, const char **why)
{
    fl_check *c = &r->check;
    const fl_recorded *l = c->ledger;
    c->say = quiet;
    if (!fl_check_decode(c, r->source, why)) return false;
    fairleaf_account account = { .edits = l->edit,
                                 .edit_count = l->edit_count,
                                 .balance = l->balance,
                                 .source = { c->source.p, c->source.n } };
    fl_buf prior = fl_buf_new(c->arena, 64);
    if (r->merge) (void)fl_merge_json(r->merge, &l->digest, l->path, &prior);
    fl_subject s = { .path = l->path,
                     .bytes = l->bytes,
                     .digest = l->digest,
                     .encoding = l->encoding,
                     .how = l->how,
                     .language = property_of(l, "lang", c->arena),
                     .confidence = l->confidence,
                     .account = &account,
                     .property = l->property,
                     .property_count = l->property_count,
                     .warning = l->warning,
                     .warning_count = l->warning_count,
                     .prior = fl_buf_view(&prior),
                     .back = r->back };
    fl_review_write(out, &s);
    return true;
}

const char *fl_remade_back(fl_arena *a, const char *stem)
{
    fl_buf out = fl_buf_new(a, 64);
    fl_buf_text(&out, "../");
    for (; *stem; stem++)
        if (*stem == '/') fl_buf_text(&out, "../");
    fl_buf_text(&out, "index.html");
    return fl_buf_string(&out);
}
