/* structure/verse.c - 五言 and 七言: as many characters in every line, a mark at its end. */
#include "structure/verse.h"

#include "base/utf8.h"

enum { LEAST_LINES = 4, SHORTEST = 5, LONGEST = 12 };

static bool could_be_verse(const fl_draft *d, const fl_part *p)
{
    return d->cjk && p->role == FL_PLAIN && !p->segment && p->chars >= SHORTEST &&
           p->chars <= LONGEST && (p->flags & (FL_ENDS | FL_ENDS_COMMA | FL_ENDS_SEMICOLON)) &&
           !(p->line->hints & FL_HINT_HEADING);
}

void fl_find_verse(fl_draft *d)
{
    for (size_t i = 0; i < d->count;) {
        size_t end = i;
        bool comma = false;
        while (end < d->count && could_be_verse(d, &d->part[end]) &&
               d->part[end].chars == d->part[i].chars)
            comma |= (d->part[end++].flags & FL_ENDS_COMMA) != 0;
        if (end - i >= LEAST_LINES && comma)
            for (size_t k = i; k < end; k++) d->part[k].role = FL_VERSE;
        i = end > i ? end : i + 1;
    }
}
