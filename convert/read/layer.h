/* read/layer.h - where the text of a page stands in its markup.
 *
 * What the house works on is the text of a page as a browser lays it out (fl_lines.source): one
 * line for each line, white space collapsed, character references decoded. It stands to the markup
 * as the markup stands to the bytes of the file: decoding gives it, and every character has its
 * place. So tags are no edits; leaving out text is one. The layer depends on the page alone, never
 * on options, so that a ledger can be checked without them. */
#ifndef FL_READ_LAYER_H
#define FL_READ_LAYER_H

#include "base/buf.h"

/* From `at` of the text to the next step: made of markup [from, to). When both are equally long
 * they are the same characters, else one unit: a reference, a run of white space, or the line end
 * that stands for the tags between two lines. Markup between two steps is no text. */
typedef struct fl_layer_step {
    uint32_t at, from, to;
} fl_layer_step;

typedef struct fl_layer {
    fl_span text;
    fl_layer_step *step; /* rising in all members; ends with one at text.n */
    size_t count, capacity;
} fl_layer;

/* Adds a step for `length` bytes of text at `at`; one that goes on where the last one stopped
 * becomes part of it. The last step of all has length 0. */
void fl_layer_add(fl_arena *a, fl_layer *l, uint32_t length, const fl_layer_step *step);

/* The place in the markup where the character at `at` of the text starts, and behind the character
 * that ends there. *cursor starts at 0 and only speeds up questions in rising order. */
uint32_t fl_layer_from(const fl_layer *l, size_t *cursor, uint32_t at);
uint32_t fl_layer_to(const fl_layer *l, size_t *cursor, uint32_t at);

/* The character that stands at `markup` or is the next one behind it. */
uint32_t fl_layer_at(const fl_layer *l, size_t *cursor, uint32_t markup);

#endif
