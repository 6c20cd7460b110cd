/* read/marked.h - Markdown on its way to lines: the walk along the source of one block. Only
 * markdown.c and grids.c include it.
 *
 * cmark gives no byte positions of inlines. But the text of a block is a subsequence of its source:
 * the source is walked along it, and what is passed over is markup. Any such walk gives the same
 * text, so it does not matter which of two equal characters is taken as the one that was kept. */
#ifndef FL_READ_MARKED_H
#define FL_READ_MARKED_H

#include "commonmark/parse.h"
#include "model/trail.h"

enum { FL_MOST_OPEN = 32 };

/* A span that is open. */
typedef struct fl_open_mark {
    uint8_t kind; /* fl_mark_kind */
    uint32_t from;
    size_t order, marks; /* how many were opened, and how many marks there were, before it */
    fl_span target, title;
    bool goes_on; /* it was open when the line began */
    bool tag;     /* opened by a tag */
} fl_open_mark;

typedef struct fl_marked {
    const fl_task *t;
    fl_lines *out;
    fl_span text;
    size_t base;   /* of `text` in out->source */
    size_t *start; /* offset of each line in `text`; start[line_count] is text.n */
    size_t line_count;
    bool *covered;          /* lines that some block has taken or removed */
    struct fl_grids *grids; /* tables (read/grids.h) */
    uint16_t rule;
    uint32_t container;
    bool after_rule; /* a thematic break was the last thing seen */
    /* the line at hand */
    size_t at_line; /* index, from 0 */
    size_t last_line;
    fl_span source; /* its trimmed text */
    size_t cursor;  /* in source */
    fl_change *change;
    size_t change_count, change_capacity;
    uint32_t kept; /* bytes of the new text so far */
    fl_mark *mark;
    size_t *order; /* of each mark: spans are sorted as they were opened */
    size_t mark_count, mark_capacity;
    fl_open_mark open[FL_MOST_OPEN];
    size_t open_count, opened, too_deep;
    bool behind_link; /* a link or image was closed last */
    bool lost;        /* the walk failed: the block stays as found */
    uint16_t hints;
    uint8_t level;
} fl_marked;

/* What was there before a block, to go back to. */
typedef struct fl_marked_point {
    size_t lines, marks, containers, loose;
    bool after_rule;
} fl_marked_point;

fl_marked fl_marked_new(const fl_task *t, fl_span text, fl_lines *out);
fl_marked_point fl_marked_here(const fl_marked *r);
void fl_marked_back(fl_marked *r, fl_marked_point point);

fl_span fl_marked_line(const fl_marked *r, size_t line); /* its text without white space around */
fl_line *fl_marked_add(fl_marked *r, size_t line, fl_span text);
/* Lines that are nothing but markup leave through the trail. */
void fl_marked_drop(fl_marked *r, size_t line);

/* Begins a block that ends in line `last`, and its first line. */
void fl_marked_begin(fl_marked *r, size_t first, size_t last);
void fl_marked_start_line(fl_marked *r, size_t line);
/* Writes the line at hand: what the walk did not keep is markup. */
void fl_marked_end_line(fl_marked *r);
void fl_marked_next_line(fl_marked *r, bool hard); /* hard: the break between them is one */

/* A change of the line at hand; nothing when it changes nothing. */
void fl_marked_change(fl_marked *r, size_t from, size_t to, fl_span after);
/* Opens a span where the walk is, closes the one that was opened last. */
fl_open_mark *fl_marked_open(fl_marked *r, uint8_t kind, fl_span target);
void fl_marked_close(fl_marked *r);
void fl_marked_break(fl_marked *r); /* a hard line break */
/* Takes the marks of the line at hand from the `first` on, in the order in which they were opened,
 * as those of `line`, whose text begins at `from` of the kept text. */
void fl_marked_take_marks(fl_marked *r, size_t first, size_t count, fl_line *line, uint32_t from);

/* One event inside of a block. */
void fl_marked_inline(fl_marked *r, const fl_cm_event *e);

#endif
