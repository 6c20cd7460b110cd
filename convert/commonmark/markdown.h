/* commonmark/markdown.h - the tree as Markdown: CommonMark, with tables as GFM has them.
 *
 * - One paragraph is one line; with a width lines are broken, at spaces that are there, where no
 *   parser sees a block in the line that follows. Headings, tables and code are never broken.
 * - Headings by `#`, strong and emphasis by `*`, thematic breaks `***`, code fenced, hard breaks
 * two spaces.
 * - Lists: `- ` and `1. `; where an item holds more than its text, text starts in column 4, which
 *   Python-Markdown and kramdown need. Lists in a row take turns: `-` and `*`, `1.` and `1)`.
 * - Tables: the first row is the header, since GFM knows no table without; cells that span leave
 *   empty cells; a break is ` <br/> `, the only HTML that is ever written.
 *
 * Source: CommonMark 0.30, GFM 0.29 (tables), measurements with 37 renderers. */
#ifndef FL_COMMONMARK_MARKDOWN_H
#define FL_COMMONMARK_MARKDOWN_H

#include "base/buf.h"
#include "commonmark/tree.h"

/* Between fl_cmark_begin and fl_cmark_end. Does not recurse; time and memory are linear.
 *
 * style   what the tree was built with; marks of notes (commonmark/notes.h) are escaped unless
 *         `footnotes`; width 0: one line a paragraph; else the column that lines
 *         should not go over */
void fl_markdown_write(fl_buf *out, const fl_tree *tree, const fl_style *style);

/* What stands above a piece of a document; zeros at its start. */
typedef struct fl_markdown_above {
    bool text;  /* something was written, */
    bool begun; /* a block of the document among it, */
    char last;  /* which was a list with this marker; 0: another block */
} fl_markdown_above;

/* The same for the pieces of a document, one after the other. */
void fl_markdown_write_piece(fl_buf *out, const fl_tree *tree, const fl_style *style,
                             fl_markdown_above *above);

#endif
