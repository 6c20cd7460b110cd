/* read/html/flow.h - text as browsers lay it out: white space collapsed, line ends where blocks and
 * breaks are, marks on the characters they are about.
 *
 * Text comes in the order of the source. It makes the layer (read/layer.h) and the lines over it;
 * what is left out of a line goes through the trail when all of it is there. */
#ifndef FL_READ_HTML_FLOW_H
#define FL_READ_HTML_FLOW_H

#include "read/html/choice.h"
#include "read/layer.h"

enum { FL_FLOW_MARKS = 64 };

/* A formatting element that is open. */
typedef struct fl_flow_mark {
    fl_span target, title;
    uint32_t slot; /* its mark in the line at hand, + 1; 0: nothing of it yet */
    uint8_t kind;
} fl_flow_mark;

/* Text of a line that is left out. */
typedef struct fl_flow_gap {
    uint32_t line, from, to; /* index in lines; offsets in the layer */
    const fl_reason *reason;
} fl_flow_gap;

typedef struct fl_flow {
    const fl_task *t;
    const fl_page *page;
    fl_choice *choice;
    fl_lines *out;
    fl_layer *layer;
    fl_buf text; /* of the layer */
    fl_flow_mark open[FL_FLOW_MARKS];
    unsigned open_count, too_many;
    fl_flow_gap *gap;
    size_t gap_count, gap_capacity;
    /* what the next line will be */
    uint32_t container;
    uint16_t hints, standing; /* of the next line; of all that come */
    uint8_t level;
    bool code;    /* white space counts, and every line end is one */
    bool wrapped; /* line ends of the source count as breaks */
    /* the line at hand */
    bool is_open;
    uint8_t reason;           /* of the text that comes now; 0: kept */
    bool space, space_breaks; /* white space that is not written yet; with a line end in it */
    uint32_t space_from, space_to;
    unsigned breaks;                          /* line breaks that are not written yet */
    uint32_t words, link_words, strong_words; /* bytes of kept text in it */
    bool links, strong;                       /* the text that comes now is one */
    bool end_pending; /* the last step of the layer is a line end, open to the right */
    uint32_t place;   /* of the last image, which may have no text that says where it stands */
    uint32_t counted, number; /* line ends of the markup counted up to here */
} fl_flow;

/* bytes: of all markup that comes. */
fl_flow fl_flow_new(const fl_task *t, size_t bytes, fl_lines *out);
/* What comes now is of this page, which stands behind those before it in one source. */
void fl_flow_turn(fl_flow *f, const fl_page *page, fl_choice *choice);

/* Text `i` of the page, or a stretch of the markup that is text as it is found. */
void fl_flow_text(fl_flow *f, uint32_t i);
void fl_flow_value(fl_flow *f, uint32_t from, uint32_t to);

/* One step of a text or of a value; its text is in the arena or the source, or short. */
void fl_flow_piece(fl_flow *f, const fl_piece *piece);

/* Ends the line at hand before the tag at `tag`, of which an attribute comes as text: an edit of
 * the line above leaves the tag whole. */
void fl_flow_before(fl_flow *f, uint32_t tag);
/* The value [from, to) of an attribute of the tag at `tag` as a line of its own. */
void fl_flow_attribute(fl_flow *f, uint32_t tag, uint32_t from, uint32_t to);

/* Marks, in the order in which their elements are entered; close those behind the first `count`. */
void fl_flow_open(fl_flow *f, fl_mark_kind kind, fl_span target, fl_span title);
void fl_flow_close(fl_flow *f, unsigned count);

/* An image, whose tag's second byte is image->from; its words are the markup [from, to), which may
 * be empty. unnamed: the reason by which the words alone are left out, or 0. */
void fl_flow_image(fl_flow *f, const fl_mark *image, uint32_t from, uint32_t to, uint8_t unnamed);

/* `<br>`: one ends a line, or breaks it where a line is a paragraph of its own; two end it. */
void fl_flow_break(fl_flow *f);

/* Ends the line at hand, if there is one; the next begins a block. */
void fl_flow_end(fl_flow *f);

/* A line without text, at a place of the markup, behind the first byte of its tag (so that the line
 * ends before and behind it both have room): a thematic break, an empty item. It is a line of
 * documents as they are, and blank for all others. */
void fl_flow_empty(fl_flow *f, uint32_t at, uint16_t hints);

/* All text is there: fills source, layer and texts of the lines, leaves out what is to be. */
void fl_flow_finish(fl_flow *f);

#endif
