/* structure/structure.c - one paragraph a line. */
#include "structure/structure.h"

fl_doc fl_structure(const fl_task *t, const fl_lines *lines, fl_meta meta)
{
    fl_doc doc = { .root = fl_block_new(t->arena, FL_DOCUMENT), .meta = meta };
    for (size_t i = 0; i < lines->count; i++) {
        fl_block *p = fl_block_new(t->arena, FL_PARAGRAPH);
        p->inlines = fl_inline_new(t->arena, FL_TEXT, lines->item[i].text);
        p->line_first = p->line_last = lines->item[i].number;
        fl_block_append(doc.root, p);
    }
    return doc;
}
