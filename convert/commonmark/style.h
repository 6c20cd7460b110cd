/* commonmark/style.h - what the caller chose about Markdown. */
#ifndef FL_COMMONMARK_STYLE_H
#define FL_COMMONMARK_STYLE_H

#include <fairleaf.h>

/* Strong and emphasis that CommonMark would not take where they stand (commonmark/flanking.h). */
typedef enum fl_strong {
    FL_STRONG_AUTO,  /* sentence marks go out, else the neighbour is a character reference; in
                        headings the span gives way instead */
    FL_STRONG_EXACT, /* the neighbour is a character reference, in headings too */
    FL_STRONG_HTML,  /* the block has <strong> and <em> instead of marks */
    FL_STRONG_PLAIN  /* the span is plain text */
} fl_strong;

typedef enum fl_tables {
    FL_TABLES_PIPE, /* as GFM has them; as HTML when cells span */
    FL_TABLES_HTML,
    FL_TABLES_TEXT /* a line a row */
} fl_tables;

typedef struct fl_style {
    fl_strong strong;
    fl_tables tables;
    bool footnotes; /* `[^1]` where a note belongs to a mark in the text */
    int width;
} fl_style;

/* Reads the words of `how`. Fails: ARGUMENT, naming the words that are allowed. */
fairleaf_status fl_style_read(const fairleaf_output *how, fl_style *out, fairleaf_error *error);

#endif
