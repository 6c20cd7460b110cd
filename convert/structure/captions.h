/* structure/captions.h - lines that belong to a table or figure: `表1 …`, `单位：万元`, `注：…`. */
#ifndef FL_STRUCTURE_CAPTIONS_H
#define FL_STRUCTURE_CAPTIONS_H

#include "structure/draft.h"

/* Gives plain parts that name a table or figure by its number, or say below or above it in what
 * unit and from where its numbers are, the role FL_CAPTION: they are paragraphs, whatever headings
 * look like. */
void fl_find_captions(fl_draft *d);

/* True when `s` begins with a word such as 注 or 单位 and a colon. */
bool fl_is_note_label(const fl_draft *d, fl_span s);

#endif
