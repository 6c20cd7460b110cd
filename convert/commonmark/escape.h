/* commonmark/escape.h - plain text as Markdown that every renderer reads as just that text.
 *
 * Nothing is escaped that cannot act where it stands: ordinary prose comes out as it is. What acts is
 * known for CommonMark and GFM (18 renderers), for site generators as they are set up, and for the
 * dialects (kramdown, Python-Markdown, Pandoc's, MyST, MDX, lowdown, discount, …). How it is escaped:
 *
 * - by backslash where all of them know it: \ ` * _ [ ] { } ( ) # + - . !
 * - by character reference elsewhere, since half of them show the backslash: < > & | ~ ^ $ " ' = : @ % ?
 *
 * Marks that need a partner to act (`~`, `$`, `^`, `==`) stay when the block has one of them. Marks
 * that typographers exchange (`"`, `'`, `--`, `...`) are pinned in blocks with characters beyond
 * Latin, where they guess wrong; in English prose they may do their work. An address without brackets
 * (`https://…`, `www.…`) stays when GFM would link just the address, and loses its colon (or dot) to a
 * reference when GFM would take Chinese text behind it for a part of it.
 *
 * Source: the specifications (CommonMark 0.30, GFM 0.29) and measurements with 37 renderers. */
#ifndef FL_COMMONMARK_ESCAPE_H
#define FL_COMMONMARK_ESCAPE_H

#include "base/buf.h"

/* What a block's texts hold together; fl_escape_scan adds to it. */
typedef struct fl_scan {
    uint32_t tildes, dollars, carets, underscores;
    bool special;               /* some byte may need an escape */
    bool wide;                  /* some character beyond Latin, Greek, Cyrillic … (U+0800) */
} fl_scan;

typedef enum fl_text_place { FL_TEXT_PARAGRAPH, FL_TEXT_HEADING, FL_TEXT_CELL } fl_text_place;

/* Where a text stands. */
typedef struct fl_text_context {
    const fl_scan *scan;        /* of the whole block */
    fl_text_place place;
    uint32_t before, after;     /* characters written before and behind it; 0: ends of the line */
    bool line_start, line_end;  /* nothing stands before (behind) it in its line */
    bool in_link;               /* text of a link or description of an image */
    bool document_start;        /* first line of the document */
    bool encode_first, encode_last;     /* its first (last) character is to be a reference: flanking */
} fl_text_context;

void fl_escape_scan(fl_scan *scan, fl_span text);

/* Writes `text`, which has no line ends, as Markdown. Linear. */
void fl_escape_text(fl_buf *out, fl_span text, const fl_text_context *context);

/* Writes a character reference in decimal, which every renderer knows. */
void fl_escape_reference(fl_buf *out, uint32_t code_point);

/* True when the `&` at `at` starts what CommonMark or HTML could take for a character reference. */
bool fl_reference_at(fl_span s, size_t at);

#endif
