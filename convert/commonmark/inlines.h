/* commonmark/inlines.h - the inlines of one block as Markdown. */
#ifndef FL_COMMONMARK_INLINES_H
#define FL_COMMONMARK_INLINES_H

#include <cmark.h>

#include "base/buf.h"
#include "commonmark/escape.h"
#include "commonmark/flanking.h"

typedef enum fl_token_kind {
    FL_TOKEN_TEXT,
    FL_TOKEN_CODE,
    FL_TOKEN_LINK,
    FL_TOKEN_LINK_END,
    FL_TOKEN_IMAGE,
    FL_TOKEN_BREAK,
    FL_TOKEN_RUN,
    FL_TOKEN_NOTE /* a mark of a note; starts a note when a space ends it */
} fl_token_kind;

/* What is written one after the other. */
typedef struct fl_token {
    fl_span text, title;           /* text, code, address; title of link or image */
    uint32_t marks_from, marks_to; /* run: all marks of strong and emphasis in a row */
    uint32_t run;                  /* run: its number */
    uint8_t kind;                  /* fl_token_kind */
    bool closes, opens;            /* run */
    bool in_link;
    bool encode_first, encode_last; /* text: written as a character reference */
} fl_token;

/* Kept from block to block, so that its memory is used again: `arena` is to be set, the rest zero.
 */
typedef struct fl_inline_writer {
    fl_arena *arena;
    fl_token *token;
    fl_run *run;
    fl_run_span *span;
    cmark_node **span_node; /* of each span */
    size_t count, capacity, run_count, run_capacity, span_count, span_capacity, node_capacity;
    fl_buf marks;      /* `s` and `e`: what the runs close, `S` and `E`: what they open */
    bool strong, emph; /* which of them the block has */
    bool underscores;  /* emphasis is written with `_` */
    bool html;         /* to be set: a block with a run that would not hold is written with tags */
    bool tags;         /* the block is such a one */
    bool no_notes;     /* to be set: marks of notes are escaped */
} fl_inline_writer;

/* Writes what stands in `block` (paragraph, heading, cell). `next_line` is written behind the line
 * end of a hard break (what quotes and items have at the start of each line).
 *
 * document_start: it is the first line of the document */
void fl_inlines_write(fl_inline_writer *w, fl_buf *out, cmark_node *block, fl_text_place place,
                      fl_span next_line, bool document_start);

/* Makes strong and emphasis plain text where a run would not hold without a character reference, or
 * would be read wrongly. */
void fl_inlines_thin(fl_inline_writer *w, cmark_node *block);

#endif
