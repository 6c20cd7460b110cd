/* commonmark/notes.h - notes and their marks in the text, for readers of Markdown that know `[^1]`.
 *
 * A document has no notes: they are paragraphs like others. A top-level paragraph is a note when it
 * starts with `[1]`, `［1］` or `[^name]`, no other one starts with the same label, and the label
 * stands in the text above. Everything else stays as it is.
 *
 * Source: GitHub's and Pandoc's footnotes, which agree on `[^label]` and `[^label]: text`. */
#ifndef FL_COMMONMARK_NOTES_H
#define FL_COMMONMARK_NOTES_H

#include "commonmark/tree.h"

/* Puts custom inlines in the places of marks, with `[^label]` for on_enter, and of the labels of
 * notes, with `[^label]: `. Between fl_cmark_begin and fl_cmark_end. */
void fl_notes_mark(fl_arena *a, cmark_mem *mem, const fl_tree *tree);

#endif
