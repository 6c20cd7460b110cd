/* write/sections.h - how headings follow each other: depth, number and name of sections, the same
 * in pages and in records. Header only. */
#ifndef FL_WRITE_SECTIONS_H
#define FL_WRITE_SECTIONS_H

#include <stdbool.h>

#include "base/buf.h"

enum { FL_LEVELS = 6 };

/* Open sections by depth from 1; [0] is the document. Begin with zeros. */
typedef struct fl_sections {
    unsigned level[FL_LEVELS + 1];  /* of their headings in the document */
    unsigned number[FL_LEVELS + 1]; /* of their headings below the same section, from 1 */
    size_t depth;
} fl_sections;

/* Closes the sections that a heading of `level` ends; returns how many. */
static inline size_t fl_sections_close(fl_sections *s, unsigned level)
{
    size_t before = s->depth;
    while (s->depth && s->level[s->depth] >= level) s->depth--;
    return before - s->depth;
}

/* Opens its section, after fl_sections_close. True when it is the first below its parent. */
static inline bool fl_sections_open(fl_sections *s, unsigned level)
{
    s->depth++; /* levels rise, so it is at most FL_LEVELS */
    s->level[s->depth] = level;
    s->number[s->depth]++;
    if (s->depth < FL_LEVELS) s->number[s->depth + 1] = 0;
    return s->number[s->depth] == 1;
}

/* `s1-2`; `s0` for the document. */
static inline void fl_sections_id(const fl_sections *s, fl_buf *out)
{
    fl_buf_text(out, s->depth ? "s" : "s0");
    for (size_t i = 1; i <= s->depth; i++) fl_buf_format(out, i > 1 ? "-%u" : "%u", s->number[i]);
}

#endif
