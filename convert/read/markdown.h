/* read/markdown.h - Markdown, and text that merely looks like it, to lines with marks and
 * containers.
 *
 * Source: CommonMark 0.30 as cmark reads it, after strong runs that CommonMark does not take beside
 * Chinese have been made readable (commonmark/parse.h). The markup itself leaves the text through
 * the trail, rule `markdown.markup`. */
#ifndef FL_READ_MARKDOWN_H
#define FL_READ_MARKDOWN_H

#include "model/trail.h"

/* 60 when headings, strong runs, links or fences show that somebody wrote Markdown; else 0. */
unsigned fl_markdown_score(fl_span text);

/* `text` is out->source, perhaps without its first bytes. One fl_line for each line of the source
 * that holds text; lines of one paragraph after its first carry FL_HINT_SOFT. A line whose markup
 * cannot be told from its text stays as found. */
void fl_markdown_lines(const fl_task *t, fl_span text, fl_lines *out);

#endif
