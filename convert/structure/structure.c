/* structure/structure.c - the stages, in order. Each sees what those above it decided. */
#include "structure/structure.h"

#include "structure/build.h"
#include "structure/captions.h"
#include "structure/contents.h"
#include "structure/headings.h"
#include "structure/judge.h"
#include "structure/kept.h"
#include "structure/language.h"
#include "structure/leads.h"
#include "structure/levels.h"
#include "structure/meta.h"
#include "structure/parts.h"
#include "structure/questions.h"
#include "structure/segments.h"
#include "structure/title.h"
#include "structure/verse.h"

static void (*const stages[])(fl_draft *d) = {
    fl_find_language, fl_make_parts,     fl_find_contents, /* before markers: entries count up as
                                                              headings do */
    fl_find_captions, fl_find_questions, fl_find_segments, fl_find_verse, fl_judge_segments,
    fl_find_title, /* ends at the first
marker that counts */
    fl_find_headings, fl_find_leaders,   fl_find_levels,   fl_find_leads, fl_find_properties,
};

static fl_doc as_is(const fl_task *t, const fl_lines *lines, fl_meta meta)
{
    fl_doc doc = { .root = fl_block_new(t->arena, FL_DOCUMENT), .meta = meta };
    fl_keep_lines(t, doc.root, lines, 0, lines->count);
    return doc;
}

/* The title that a page says outside of the text stands above it as a heading. */
static void add_told_title(const fl_task *t, fl_doc *doc)
{
    const fl_property *p = fl_meta_get(&doc->meta, "title");
    if (!p || !fl_span_starts(fl_span_of(p->rule), FL_SPAN("html."))) return;
    fl_block *heading = fl_block_new(t->arena, FL_HEADING);
    heading->level = 1;
    heading->told = true;
    heading->inlines = fl_inline_new(t->arena, FL_TEXT, p->values[0]);
    heading->next = doc->root->first;
    doc->root->first = heading;
    if (!doc->root->last) doc->root->last = heading;
}

fl_doc fl_structure(const fl_task *t, const fl_lines *lines, fl_meta meta)
{
    if (t->options->as_is) return as_is(t, lines, meta);
    fl_doc doc = { .meta = meta };
    fl_draft *d = fl_alloc(t->arena, 1, sizeof *d);
    d->task = t;
    d->arena = t->arena;
    d->lines = lines;
    d->meta = &doc.meta;
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) stages[i](d);
    doc.root = fl_build_document(d);
    add_told_title(t, &doc);
    return doc;
}
