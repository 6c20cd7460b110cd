/* structure/segments.h - markers judged as runs that count up, over the whole document; one marker
 * alone stays text. */
#ifndef FL_STRUCTURE_SEGMENTS_H
#define FL_STRUCTURE_SEGMENTS_H

#include "structure/draft.h"

/* Finds the markers at the starts of plain parts and makes them segments: a number goes on with the
 * open segment of its style, 1 opens a new one. */
void fl_find_segments(fl_draft *d);

/* True for what counts nothing and belongs together only when it stands close: dashes, `首先，`. */
bool fl_is_near_row(const fl_enumerator_row *row);

/* True for markers that start paragraphs rather than list items (`一、`, `（一）`). */
bool fl_is_section_row(const fl_draft *d, uint16_t row);

#endif
