/* write/title.c */
#include "write/title.h"

#include "base/utf8.h"
#include "model/keys.h"
#include "model/walk.h"

/* Equal but for white space: a title over two lines is joined by a space in one place and not in
 * the other. */
static bool says_the_same(fl_span a, fl_span b)
{
    size_t i = 0, k = 0;
    for (;;) {
        uint32_t x = 0, y = 0;
        while (i < a.n && (i = fl_utf8_next(a, i, &x), fl_is_space(x))) x = 0;
        while (k < b.n && (k = fl_utf8_next(b, k, &y), fl_is_space(y))) y = 0;
        if (x != y) return false;
        if (x == 0) return true;
    }
}

static const fl_block *first_heading(const fl_doc *d)
{
    for (const fl_block *b = d->root->first; b; b = b->next)
        if (b->kind == FL_HEADING) return b->level == 1 ? b : NULL;
    return NULL;
}

fl_title fl_title_find(fl_arena *a, const fl_doc *d)
{
    const fl_property *p = fl_meta_get(&d->meta, "title");
    const fl_block *heading = first_heading(d);
    fl_span shown = heading ? fl_span_trim(fl_plain_text(a, heading->inlines)) : FL_SPAN("");
    if (!p || p->count == 0) return (fl_title){ shown, shown.n ? heading : NULL };
    /* A title that the caller gives stands for the one shown, whatever that says. */
    bool same = strcmp(p->rule, FL_RULE_GIVEN) == 0 || says_the_same(p->values[0], shown);
    return (fl_title){ p->values[0], same ? heading : NULL };
}

fl_doc fl_doc_without(fl_arena *a, const fl_doc *d, const fl_block *left_out)
{
    fl_doc out = *d;
    if (!left_out) return out;
    out.root = fl_block_new(a, FL_DOCUMENT);
    for (const fl_block *b = d->root->first; b; b = b->next) {
        if (b == left_out) continue;
        fl_block *copy = fl_alloc(a, 1, sizeof *copy);
        *copy = *b;
        copy->next = NULL;
        fl_block_append(out.root, copy);
    }
    return out;
}
