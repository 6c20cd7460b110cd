/* commonmark/normal.h - inlines in normal form: what a reader sees, and nothing that depends on how
 * the document came to be nested.
 *
 * A paragraph is a row of pieces, each with the styles that hold for it. So strong inside strong is
 * strong, `strong(甲) strong(乙)` side by side are one, strong around nothing is nothing, and:
 *
 * - white space at the edge of a styled run is outside of it (CommonMark cannot style it);
 * - ASCII white space at the ends of a block and beside a line break is gone, soft breaks and
 *   control characters are spaces, breaks at the ends of a block or side by side are one or none;
 * - code side by side is one; code of nothing but spaces is a space; code with `]:` inside of a
 * link is text (at the start of a paragraph it would define a link, whatever is done);
 * - a link whose address is not allowed is its text, an image the same (commonmark/address.h);
 * - links do not nest: the outer one counts; a link around white space is none. */
#ifndef FL_COMMONMARK_NORMAL_H
#define FL_COMMONMARK_NORMAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/doc.h"

typedef struct fl_piece {
    fl_span text;          /* text, code, description of an image */
    fl_span target, title; /* image */
    const fl_inline *link; /* the link it is part of, or NULL */
    uint8_t kind;          /* FL_TEXT, FL_CODE, FL_IMAGE, FL_LINE_BREAK */
    bool strong, emph;
    bool white; /* text: nothing but white space */
} fl_piece;

typedef enum fl_place {
    FL_IN_PARAGRAPH,
    FL_IN_HEADING,
    FL_IN_CELL,
    FL_IN_LINE /* a part of one line of a paragraph */
} fl_place;

typedef struct fl_pieces {
    fl_arena *arena;
    fl_piece *item;
    size_t count, capacity;
    const fl_inline **open; /* scratch: inlines around the one that is looked at */
    size_t open_capacity;
    fl_place place;
} fl_pieces;

/* Fills p->item with the pieces of a block's inlines; none when there is nothing to see. What was
 * in it before is forgotten, its memory used again. In headings and lines breaks are spaces. */
void fl_normal_inlines(fl_pieces *p, const fl_inline *inlines, fl_place place);

/* Adds a piece; adds text, whose white space at the ends, if it is styled, becomes pieces of its
 * own: no style could hold it. */
fl_piece *fl_pieces_add(fl_pieces *p, fl_piece piece);
void fl_pieces_add_text(fl_pieces *p, fl_piece piece);

/* Makes one of codes side by side whose styles are the same. */
void fl_pieces_join(fl_pieces *p);

/* Text without control characters (C0, C1, DEL) and line separators (U+2028, U+2029): `s` itself,
 * or a copy with spaces in their place (U+FFFD for NUL, which no string of cmark can hold). */
fl_span fl_normal_text(fl_arena *a, fl_span s);

#endif
