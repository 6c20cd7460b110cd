/* commonmark/context.h - where a text stands that is to be escaped. Header only. */
#ifndef FL_COMMONMARK_CONTEXT_H
#define FL_COMMONMARK_CONTEXT_H

#include <stdbool.h>
#include <stdint.h>

/* What a block's texts hold together; fl_escape_scan adds to it. */
typedef struct fl_scan {
    uint32_t tildes, dollars, carets, underscores;
    bool special; /* some byte may need an escape */
    bool wide;    /* some character beyond Latin, Greek, Cyrillic … (U+0800) */
    bool latin;   /* some ASCII letter */
    bool code;    /* set by the caller: there is code in the block */
} fl_scan;

typedef enum fl_text_place { FL_TEXT_PARAGRAPH, FL_TEXT_HEADING, FL_TEXT_CELL } fl_text_place;

/* Where a text stands. */
typedef struct fl_text_context {
    const fl_scan *scan; /* of the whole block */
    fl_text_place place;
    uint32_t before, after;    /* characters written before and behind it; 0: ends of the line */
    bool line_start, line_end; /* nothing stands before (behind) it in its line */
    bool in_link;              /* text of a link or description of an image */
    bool in_image;             /* description of an image */
    bool document_start;       /* first line of the document */
    bool encode_first, encode_last; /* its first (last) character is to be a reference: flanking */
} fl_text_context;

#endif
