/* clean/edits.h - the changes that one rule proposes for one line, collected from left to right and
 * then made at once. */
#ifndef FL_CLEAN_EDITS_H
#define FL_CLEAN_EDITS_H

#include "model/trail.h"

typedef struct fl_edits {
    const fl_task *t;
    fl_lines *lines;
    fl_line *line;
    const char *name, *why; /* of the present rule, static */
    unsigned confidence;
    fl_change *change;
    size_t count, capacity;
} fl_edits;

/* From here on proposals are of this rule; those before must have been made. */
void fl_edits_rule(fl_edits *e, const char *name, const char *why, unsigned confidence);

/* Bytes [from, to) of the line's text become `after` (copied), where the options allow the rule and
 * no code stands; places must not go back. */
void fl_edits_replace(fl_edits *e, size_t from, size_t to, fl_span after);
void fl_edits_replace_character(fl_edits *e, size_t from, size_t to, uint32_t code_point);

/* The text stays, a person should look: a NOTE, and a warning with this message. */
void fl_edits_note(fl_edits *e, size_t from, size_t to, const char *message);

/* Makes what was proposed; the line's text is new afterwards. */
void fl_edits_make(fl_edits *e);

#endif
