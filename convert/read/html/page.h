/* read/html/page.h - a page as an array of nodes in document order. Header only.
 *
 * Node 0 is the document, the nodes inside node i are i + 1 ... node[i].end - 1. */
#ifndef FL_READ_HTML_PAGE_H
#define FL_READ_HTML_PAGE_H

#include "base/span.h"
#include "read/html/tags.h"

typedef struct fl_node {
    uint32_t parent;
    uint32_t end;      /* behind its last descendant: node[i].end is its next sibling, if any */
    uint32_t from, to; /* text: what it was made of, with references, and tags that the parser
                          passed over; element: its start tag. Equal: made by the parser */
    uint16_t depth;    /* nodes around it; the document's is 0 */
    uint8_t tag;       /* fl_tag; FL_TAG_TEXT: a text */
    bool foreign;      /* of SVG or MathML */
} fl_node;

typedef struct fl_page {
    fl_span source; /* all of the decoded source */
    fl_node *node;
    uint32_t count;
    bool flat;       /* read without the parser */
    bool xml;        /* flat: XML, in which CDATA sections are text (or markup) as all else */
    bool cut;        /* it ends inside a tag, a script or a text */
    uint32_t second; /* in source: where the next page begins; 0: nowhere */
    fl_span title;   /* of the page before it, folded as by fl_title_fold; p is NULL: none */
    const char *why; /* flat: what there was too much of, for a message */
} fl_page;

static inline bool fl_node_is_text(const fl_page *p, uint32_t i)
{
    return p->node[i].tag == FL_TAG_TEXT;
}
/* The first node inside it, and the next one beside it; 0 when there is none. */
static inline uint32_t fl_node_first(const fl_page *p, uint32_t i)
{
    return p->node[i].end > i + 1 ? i + 1 : 0;
}
static inline uint32_t fl_node_next(const fl_page *p, uint32_t i)
{
    uint32_t next = p->node[i].end;
    return i && next < p->node[p->node[i].parent].end ? next : 0;
}
/* True for i == outer, too. */
static inline bool fl_node_inside(const fl_page *p, uint32_t i, uint32_t outer)
{
    return i >= outer && i < p->node[outer].end;
}
#endif
