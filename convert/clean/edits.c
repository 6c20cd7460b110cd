/* clean/edits.c - a growing array of changes, kept from line to line. */
#include "clean/edits.h"

#include "base/utf8.h"

void fl_edits_rule(fl_edits *e, const char *name, const char *why, unsigned confidence)
{
    e->name = name;
    e->why = why;
    e->confidence = confidence;
}

static bool in_code(const fl_edits *e, size_t from, size_t to)
{
    const fl_mark *mark = fl_line_marks(e->lines, e->line);
    for (uint32_t i = 0; i < e->line->mark_count; i++)
        if (mark[i].kind == FL_MARK_CODE && from < mark[i].to && mark[i].from < to) return true;
    return false;
}

static void add(fl_edits *e, fl_change change)
{
    if (in_code(e, change.from, change.to)) return;
    if (e->count == e->capacity) {
        size_t wanted = e->capacity ? e->capacity * 2 : 32;
        e->change = fl_grow(e->t->arena, e->change, e->count * sizeof *e->change,
                            wanted * sizeof *e->change);
        e->capacity = wanted;
    }
    change.rule = fl_trail_rule(e->t->trail, e->name, e->why);
    change.confidence = (uint8_t)e->confidence;
    e->change[e->count++] = change;
}

void fl_edits_replace(fl_edits *e, size_t from, size_t to, fl_span after)
{
    if (!fl_task_allows(e->t, e->name, e->confidence)) return;
    fl_change change = { .from = (uint32_t)from,
                         .to = (uint32_t)to,
                         .kind = after.n ? FAIRLEAF_EDIT_REPLACE : FAIRLEAF_EDIT_REMOVE };
    if (after.n) change.after = (fl_span){ fl_copy(e->t->arena, after), after.n };
    add(e, change);
}

void fl_edits_replace_character(fl_edits *e, size_t from, size_t to, uint32_t c)
{
    char bytes[4];
    size_t n = fl_utf8_encode(c, bytes);
    fl_edits_replace(e, from, to, (fl_span){ bytes, n });
}

void fl_edits_note(fl_edits *e, size_t from, size_t to, const char *message)
{
    uint16_t rule = fl_trail_rule(e->t->trail, e->name, e->why);
    add(e, (fl_change){ .from = (uint32_t)from, .to = (uint32_t)to, .kind = FAIRLEAF_EDIT_NOTE });
    uint32_t at = fl_line_source(e->t->trail, e->lines, e->line, from);
    fl_trail_warn(e->t->trail, at, rule, "%s", message);
}

void fl_edits_make(fl_edits *e)
{
    fl_line_change(e->t, e->lines, e->line, e->change, e->count);
    e->count = 0;
}
