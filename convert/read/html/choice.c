/* read/html/choice.c - reasons are few; nodes are a range of numbers. */
#include "read/html/choice.h"

uint8_t fl_choice_reason(fl_choice *c, const char *rule, const char *why, unsigned confidence)
{
    for (unsigned i = 1; i < c->reason_count; i++)
        if (strcmp(c->reason[i].rule, rule) == 0 && strcmp(c->reason[i].why, why) == 0 &&
            c->reason[i].confidence == confidence)
            return (uint8_t)i;
    if (c->reason_count > FL_CHOICE_REASONS) return FL_CHOICE_REASONS;
    c->reason[c->reason_count] = (fl_reason){ rule, why, (uint8_t)confidence };
    return (uint8_t)c->reason_count++;
}

void fl_choice_leave_out(fl_choice *c, const fl_page *page, uint32_t i, uint8_t reason)
{
    for (uint32_t k = i; k < page->node[i].end; k++) c->node[k].reason = reason;
}
