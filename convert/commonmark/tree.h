/* commonmark/tree.h - the document as a tree of cmark nodes: what every writer of this room starts
 * from, and what the Markdown written must read back as.
 *
 * Normal form (besides that of inlines, commonmark/normal.h): paragraphs and headings with nothing
 * to see and lists without items are left out; a list is tight when the document says so and
 * CommonMark can say it too (no item needs a blank line inside), or when there is no place where a
 * blank line would show to every parser (only below thematic breaks); an ordered list starts at no
 * more than 999 999 999.
 *
 * cmark has no tables. A table is a custom block around a custom block each for head and body,
 * these around one a row, and a row holds one custom inline a cell, which holds the cell's inlines.
 * Their on_enter and on_exit are HTML, so that cmark's own HTML writer writes the table.
 *
 * The user data of a block's node, and of a cell's, is its fl_block; that of head and body is NULL.
 */
#ifndef FL_COMMONMARK_TREE_H
#define FL_COMMONMARK_TREE_H

#include <cmark.h>

#include "commonmark/style.h"
#include "model/doc.h"

typedef struct fl_tree {
    cmark_node *root;
    size_t nodes, bytes, depth; /* bytes of all literals and addresses; depth of nested blocks */
    const fl_block *rest;       /* of a piece: the block of the document that comes next, or NULL */
} fl_tree;

/* A piece of a document: its blocks from `first` on, until their text has so many bytes. */
typedef struct fl_piece_of {
    const fl_block *first;
    size_t bytes;
} fl_piece_of;

/* Between fl_cmark_begin and fl_cmark_end. Does not recurse. Fails: memory (a jump).
 *
 * style   for Markdown: extents of strong are such as can be written, tables are in the form that
 * was chosen (HTML blocks, paragraphs); NULL: for other formats, all as the document has it */
fl_tree fl_tree_build(fl_arena *a, cmark_mem *mem, const fl_doc *d, const fl_style *style);
fl_tree fl_tree_build_piece(fl_arena *a, cmark_mem *mem, const fl_doc *d, const fl_style *style,
                            fl_piece_of piece);

static inline const fl_block *fl_tree_block(cmark_node *node)
{
    return cmark_node_get_user_data(node);
}

/* What a custom node stands for: FL_TABLE, FL_ROW, FL_CELL, or FL_DOCUMENT for head and body. */
static inline fl_block_kind fl_tree_custom(cmark_node *node)
{
    const fl_block *block = fl_tree_block(node);
    return block ? (fl_block_kind)block->kind : FL_DOCUMENT;
}

#endif
