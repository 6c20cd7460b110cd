/* report/subject.c */
#include "report/subject.h"

#include <stdlib.h>

#include "base/utf8.h"

static size_t group_of(fl_subject *s, size_t capacity, const fairleaf_edit *e)
{
    for (size_t i = 0; i < s->groups; i++) {
        const fl_rule_group *g = &s->group[i];
        if (g->kind == e->kind && (g->rule == e->rule || strcmp(g->rule, e->rule) == 0)) return i;
    }
    if (s->groups == capacity) return capacity - 1;
    s->group[s->groups] = (fl_rule_group){ e->rule, e->why, e->kind, 0, 0, 1 };
    return s->groups++;
}

static int by_urgency(const void *a, const void *b)
{
    const fl_rule_group *x = *(const fl_rule_group *const *)a;
    const fl_rule_group *y = *(const fl_rule_group *const *)b;
    bool flag_x = x->kind == FAIRLEAF_EDIT_NOTE, flag_y = y->kind == FAIRLEAF_EDIT_NOTE;
    if (flag_x != flag_y) return flag_x ? -1 : 1;
    if (x->least < y->least) return -1;
    if (x->least > y->least) return 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return strcmp(x->rule, y->rule);
}

void fl_subject_group(fl_arena *a, fl_subject *s)
{
    enum { MOST_GROUPS = 65535 };
    size_t n = s->account->edit_count, capacity = n < MOST_GROUPS ? n + 1 : MOST_GROUPS;
    s->group = fl_alloc(a, capacity, sizeof *s->group);
    s->groups = 0;
    s->group_of = fl_alloc(a, n + 1, sizeof *s->group_of);
    for (size_t i = 0; i < n; i++) {
        const fairleaf_edit *e = &s->account->edits[i];
        size_t at = group_of(s, capacity, e);
        fl_rule_group *g = &s->group[at];
        s->group_of[i] = (uint16_t)at;
        g->count++;
        g->characters += fl_utf8_count((fl_span){ e->before.bytes, e->before.length });
        if (e->confidence < g->least) g->least = e->confidence;
        if (g->why && (!e->why || (e->why != g->why && strcmp(e->why, g->why) != 0))) g->why = NULL;
    }
    const fl_rule_group **order = fl_alloc(a, s->groups + 1, sizeof *order);
    fl_rule_group *sorted = fl_alloc(a, s->groups + 1, sizeof *sorted);
    uint16_t *place = fl_alloc(a, s->groups + 1, sizeof *place);
    for (size_t i = 0; i < s->groups; i++) order[i] = &s->group[i];
    qsort(order, s->groups, sizeof *order, by_urgency);
    for (size_t i = 0; i < s->groups; i++) {
        sorted[i] = *order[i];
        place[order[i] - s->group] = (uint16_t)i;
    }
    for (size_t i = 0; i < n; i++) s->group_of[i] = place[s->group_of[i]];
    s->group = sorted;
}

const char *fl_kind_word(fairleaf_edit_kind kind)
{
    static const char *const word[] = { "removed",  "replaced",   "joined",
                                        "inserted", "recognised", "flagged" };
    return (size_t)kind < sizeof word / sizeof *word ? word[kind] : "flagged";
}
