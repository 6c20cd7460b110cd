/* model/doc.h - the document: blocks and inlines with CommonMark's names. Every writer, the outline
 * and the site read it. */
#ifndef FL_MODEL_DOC_H
#define FL_MODEL_DOC_H

#include <fairleaf.h>

#include "base/arena.h"
#include "base/span.h"

typedef enum fl_inline_kind {
    FL_TEXT, /* text: no line ends, no control characters */
    FL_STRONG,
    FL_EMPH,  /* children */
    FL_CODE,  /* text */
    FL_LINK,  /* target, children */
    FL_IMAGE, /* target, children are its description */
    FL_SOFT_BREAK,
    FL_LINE_BREAK
} fl_inline_kind;

typedef struct fl_inline {
    struct fl_inline *first, *next;
    fl_span text;   /* FL_TEXT, FL_CODE; FL_LINK, FL_IMAGE: title, empty if none */
    fl_span target; /* FL_LINK, FL_IMAGE */
    uint8_t kind;   /* fl_inline_kind */
} fl_inline;

typedef enum fl_block_kind {
    FL_DOCUMENT,
    FL_HEADING,
    FL_PARAGRAPH,
    FL_LIST,
    FL_ITEM,
    FL_BLOCK_QUOTE,
    FL_CODE_BLOCK,
    FL_THEMATIC_BREAK,
    FL_TABLE,
    FL_ROW,
    FL_CELL
} fl_block_kind;

/* Text that counts: `一、`, `（二）`, `1.`. style is the index of its template in the language
 * packs; 0: none. */
typedef struct fl_enumerator {
    fl_span text;
    uint32_t ordinal;
    uint8_t style;
} fl_enumerator;

typedef struct fl_block {
    struct fl_block *first, *last, *next; /* children of document, list, item, quote, table, row */
    fl_inline *inlines;                   /* heading, paragraph, cell */
    fl_span text;                         /* code block: its text, every line ended by LF */
    fl_span info;                         /* code block: info string */
    fl_enumerator enumerator; /* heading, item: the marker at the start of its text; of an item of
                                 an ordered list: the marker that stood before it. Empty if none */
    uint32_t line_first, line_last; /* lines of the source; 0 if none */
    uint32_t start;                 /* ordered list: first number */
    uint16_t columns, rows;         /* cell: spans, 0 is 1 */
    uint8_t kind;                   /* fl_block_kind */
    uint8_t level;                  /* heading: 1 to 6 */
    bool tight;                     /* list */
    bool ordered;                   /* list */
    bool head;                      /* row: header cells */
    bool told;      /* heading: the title of a page, from its metadata; not a part of the text */
    char delimiter; /* ordered list: '.' or ')' */
} fl_block;

/* One property. Spans of values live in the arena; from, to: place in the decoded source, 0, 0 if
 * none. */
typedef struct fl_property {
    const char *key, *rule; /* static */
    fl_span *values;
    size_t count;
    uint32_t from, to;
    bool is_list;
    bool of_markup;     /* from and to are places in the markup of a page, not in its text */
    uint8_t confidence; /* in hundredths */
} fl_property;

typedef struct fl_meta {
    fl_property *item;
    size_t count, capacity;
} fl_meta;

/* Where a document comes from. */
typedef struct fl_origin {
    fl_span name;              /* what the caller calls its source; empty when it has no name */
    const char *input;         /* kind of input; NULL: not known */
    const char *encoding;      /* IANA name; NULL: not known */
    const uint64_t *line_byte; /* byte of the source where each line starts, and behind the last its
                                  length; NULL unless the format asks for places */
    size_t lines;
} fl_origin;

typedef struct fl_doc {
    fl_block *root; /* FL_DOCUMENT */
    fl_meta meta;
    fl_origin origin;
} fl_doc;

fl_block *fl_block_new(fl_arena *a, fl_block_kind kind);
void fl_block_append(fl_block *parent, fl_block *child);
fl_inline *fl_inline_new(fl_arena *a, fl_inline_kind kind, fl_span text);

/* Sets or replaces a property with one value / adds a value to a list property. */
fl_property *fl_meta_set(fl_arena *a, fl_meta *meta, const char *key, const char *rule,
                         fl_span value, unsigned confidence);
fl_property *fl_meta_add(fl_arena *a, fl_meta *meta, const char *key, const char *rule,
                         fl_span value, unsigned confidence);
const fl_property *fl_meta_get(const fl_meta *meta, const char *key); /* NULL when there is none */

#endif
