/* read/html/byline.h - lines that say who wrote a report, and nothing else.
 *
 * `本报记者 王某 李某`, `光明日报记者 王建宏`, `文/李某`, `By Anna Miller and Li Wei`: what a
 * writer is to the paper (ROLE in data/html/meta.inc) with names beside it, or names alone. Source:
 * how Chinese papers and news agencies sign; the surnames are those of the language packs. */
#ifndef FL_READ_HTML_BYLINE_H
#define FL_READ_HTML_BYLINE_H

#include "base/buf.h"
#include "rules/pack.h"

typedef struct fl_byline {
    fl_span names; /* with one space between two; in the arena */
    bool labelled; /* a colon or a slash stands behind the role */
    bool bare;     /* names alone: a byline only where nothing else can stand */
} fl_byline;

/* `s` without white space at its ends. False when anything in it is neither. */
bool fl_byline_read(fl_arena *a, const fl_packs *packs, fl_span s, fl_byline *out);

#endif
