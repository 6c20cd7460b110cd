/* model/line.h - lines of a source on their way through the house.
 *
 * `read` makes them, `clean` changes them through the trail, `structure` reads them. A line's text
 * is either a part of the decoded source itself (nothing was changed) or a copy in the arena with
 * the changes done. Blank lines have no entry: the line below them carries FL_HINT_BLANK_BEFORE. */
#ifndef FL_MODEL_LINE_H
#define FL_MODEL_LINE_H

#include "base/arena.h"
#include "base/span.h"

/* A styled range of a line's text, in bytes of `text`. Sorted by `from`, outer before inner,
 * properly nested. */
typedef enum fl_mark_kind {
    FL_MARK_STRONG,
    FL_MARK_EMPH,
    FL_MARK_CODE,
    FL_MARK_LINK,
    FL_MARK_IMAGE,
    FL_MARK_BREAK
} fl_mark_kind;

typedef struct fl_mark {
    uint32_t from, to; /* FL_MARK_BREAK: a hard line break stands there, instead of the white space
                          between the two, if any */
    fl_span target;    /* address of a link or image; else empty */
    uint8_t kind;
    fl_span title; /* of a link or image; empty if none */
    bool goes_on;  /* from the mark of its kind at the end of the line above: one when they are
                      joined */
} fl_mark;

enum {                           /* what the source said: to be weighed, not believed */
       FL_HINT_BLANK_BEFORE = 1, /* one blank line or more stands above */
       FL_HINT_HEADING = 2,      /* marked as a heading; fl_line.level says how deep */
       FL_HINT_STRONG = 4,       /* the whole line is strong */
       FL_HINT_CENTRED = 8,
       FL_HINT_LINKS = 16,        /* most of its text is link text */
       FL_HINT_PREFORMATTED = 32, /* white space counts */
       FL_HINT_RULE = 64,         /* a thematic break stands above; all that an empty line is */
       FL_HINT_JOINED = 128,      /* made of several lines of the source */
       FL_HINT_CUT = 256,         /* a page or column cut or a removed jump line stands before it */
       FL_HINT_SOFT =
           1024, /* continues the paragraph of the line above (a soft or hard break of Markdown) */
       FL_HINT_INDENTED =
           512, /* an indent was taken off its start (ideographic spaces, two spaces or more) */
};

typedef enum fl_container_kind {
    FL_CONTAINER_NONE,
    FL_CONTAINER_BULLET_LIST,
    FL_CONTAINER_ORDERED_LIST,
    FL_CONTAINER_ITEM,
    FL_CONTAINER_QUOTE,
    FL_CONTAINER_TABLE,
    FL_CONTAINER_ROW,
    FL_CONTAINER_CELL,
    FL_CONTAINER_CODE
} fl_container_kind;

/* What a line stands in. Container 0 is the document itself. */
typedef struct fl_container {
    uint32_t parent;        /* index; 0 for the outermost */
    uint8_t kind;           /* fl_container_kind */
    bool tight;             /* lists */
    bool head;              /* rows: header cells */
    uint16_t columns, rows; /* cells: spans; columns of a row: how many cells it has, 0: those that
                               have lines */
    uint32_t start; /* ordered lists: first number; cells without span: which of the row, from 1;
                       0: the next one. A cell without text has no line and no container */
    char delimiter; /* ordered lists: '.' or ')'; code: 0 */
    fl_span info;   /* code: the info string */
} fl_container;

typedef struct fl_line {
    fl_span text;      /* present text, without white space at its ends and without its line end */
    uint32_t from, to; /* its bytes in fl_lines.source: from its first character (an indent lies
                          before it and belongs to no line) to behind its line end */
    uint32_t number;   /* first line of the source that it came from, from 1 */
    uint32_t edit_first, edit_count; /* its edits in the trail's pool (model/trail.h); of a removed
                                        line, edit_first is its loose edit */
    uint32_t mark_first, mark_count; /* its marks in fl_lines.mark */
    uint32_t container;              /* index in fl_lines.container */
    uint16_t hints;
    uint8_t level; /* FL_HINT_HEADING: 1 to 6 */
} fl_line;

typedef struct fl_lines {
    fl_span
        source; /* the whole decoded source, line ends as found; lives as long as the document */
    fl_line *item;
    size_t count, capacity;
    fl_mark *mark;
    size_t mark_count, mark_capacity;
    fl_container *container; /* item 0 stands for the document */
    size_t container_count, container_capacity;
    bool marked;                  /* the source has markup of its own (Markdown, HTML) */
    const struct fl_layer *layer; /* a page: `source` is its text, and this says where it stands in
                                     the markup (read/layer.h); else NULL */
} fl_lines;

void fl_lines_expect(fl_arena *a, fl_lines *lines, size_t count); /* makes room for so many more */
fl_line *fl_lines_add(fl_arena *a, fl_lines *lines);              /* a zeroed line at the end */
fl_mark *fl_lines_add_mark(fl_arena *a, fl_lines *lines);         /* a zeroed mark at the end */
uint32_t fl_lines_add_container(fl_arena *a, fl_lines *lines, uint32_t parent,
                                fl_container_kind kind);
static inline const fl_mark *fl_line_marks(const fl_lines *lines, const fl_line *line)
{
    return lines->mark + line->mark_first;
}

#endif
