/* read/html/tree.h - a page as a tree of nodes that know where in the source they stand.
 *
 * The parser behind it (HTML standard, as browsers build it) can be replaced: nobody else sees it.
 * Nodes are numbered in document order, so that others can keep what they know of them in arrays:
 * node 0 is the document, the nodes inside node i are i + 1 ... node[i].end - 1. Comments are no
 * nodes. Offsets are bytes of page->source, the decoded source. Pages that could cost the parser
 * too much (read/html/guard.h) come as a flat tree: text and the block elements that part it. */
#ifndef FL_READ_HTML_TREE_H
#define FL_READ_HTML_TREE_H

#include "base/buf.h"
#include "model/trail.h"
#include "read/html/page.h"

/* The first page in `text`, a part of `source` (behind its byte order mark). Lives in t->arena;
 * memory that the parser needed is given back to it. Never fails (a jump when memory ends). */
fl_page *fl_page_parse(const fl_task *t, fl_span source, fl_span text);

/* ---- nodes (more in read/html/page.h) ---- */

/* The innermost element `tag` around it; 0 when there is none. */
uint32_t fl_node_around(const fl_page *p, uint32_t i, fl_tag tag);

/* The name of the element as written in the source, for those that HTML does not know. */
fl_span fl_node_name(const fl_page *p, uint32_t i);

/* The value of an attribute, whatever the letter case of its name, character references decoded
 * (copied into `a` only then). p is NULL when the element has no such attribute; n is 0 when it has
 * no value. Cost: the length of the start tag. */
fl_span fl_node_attribute(fl_arena *a, const fl_page *p, uint32_t i, const char *name);

/* The next attribute of the start tag: *at is 0 at first. False when there is none. Values are as
 * found, without quotes. */
bool fl_node_attributes(const fl_page *p, uint32_t i, uint32_t *at, fl_span *name, fl_span *value);

/* Appends the text of node i, or of all text inside it, decoded, white space as found. What script
 * and style hold is left out, unless i is one of these itself. */
void fl_node_text(const fl_page *p, uint32_t i, fl_buf *out);

/* ---- the characters of a text ---- */

/* One step along a text: its bytes in the source and what they mean. */
typedef struct fl_piece {
    uint32_t from, to; /* in source */
    fl_span text;      /* plain: the source's bytes; of a reference: `decoded` */
    char decoded[8];
} fl_piece;

/* Text from *at (at first node.from) on: a run of plain characters, or one character reference;
 * tags that the parser passed over are stepped over. False at the end of the text. */
bool fl_node_piece(const fl_page *p, uint32_t i, uint32_t *at, fl_piece *piece);

/* The same for the value of an attribute, source [*at, end). */
bool fl_value_piece(const fl_page *p, uint32_t end, uint32_t *at, fl_piece *piece);

/* Appends a value with its character references decoded, as attributes have them. */
void fl_reference_decode(fl_span value, fl_buf *out);

#endif
