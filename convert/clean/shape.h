/* clean/shape.h - the outward shape of a line: width, indent, how it begins and ends. What joins
 * and pages are judged by. */
#ifndef FL_CLEAN_SHAPE_H
#define FL_CLEAN_SHAPE_H

#include "model/line.h"

typedef struct fl_shape {
    uint32_t columns; /* of the text (UAX #11) */
    uint32_t indent;  /* columns of white space before it in the source */
    uint32_t first,
        last;        /* code points; last: behind closing brackets and quotes are passed over */
    uint32_t end;    /* the very last code point */
    bool terminated; /* ends a sentence: 。！？…；： and their ASCII forms, closing marks behind
                        them aside */
    bool sentence_inside; /* a 。！？ with text behind it */
    bool open;            /* a bracket or quote is open at its end */
    bool marker; /* begins like an enumerated item or heading: `一、`, `（二）`, `3.`, `第四章`,
                    `①`, `——`, `•` */
    bool tabular; /* three blanks or more inside: columns of a table or a page head */
    bool latin;   /* more Latin than East Asian letters */
} fl_shape;

fl_shape fl_shape_of(const fl_lines *lines, const fl_line *line);

/* True when the text begins like an enumerated item; a marker inside a sentence (`二、三季度`,
 * `3.5%`) does not count. */
bool fl_starts_with_marker(fl_span s);

/* Does a hard break of Markdown stand at the end of the line? */
bool fl_breaks_hard(const fl_lines *lines, const fl_line *line);

/* Are they two lines of Chinese verse? Structure knows it by its lines. */
bool fl_are_verse(const fl_shape *x, const fl_shape *y);

/* Does code go on from the line above? Then the line end between them is a space. */
bool fl_starts_in_code(const fl_lines *lines, const fl_line *line);

#endif
