/* commonmark/parse.h - Markdown as a flat list of events, read by cmark.
 *
 * Three things are done to the text before cmark sees it and undone in what comes out, so that
 * literals are the source's own:
 *
 * Strong beside Chinese. CommonMark does not take `**甲。**乙` as strong, since a closing run
 * behind punctuation must be followed by white space or punctuation. Here a run of two or more `*`
 * between a punctuation mark and a Chinese, Japanese or Korean character counts as CommonMark
 * counts it beside white space (the idea of the "CJK-friendly" amendment).
 *
 * Notes. `[^1]: text` is text, as plain CommonMark does not know notes: else it would be taken for
 * the address of a link.
 *
 * Hostile text. The parser of cmark 0.30.2 needs quadratic time or far too much memory for some
 * texts that nobody writes. Over these limits the characters in question are plain text:
 *
 * - `![` that no simple `]` follows: 500 a paragraph; `[`: 50 000 a paragraph;
 * - container markers (`>`, `-`, `1.`) behind column 200 of a line, the spaces of quotes aside, so
 *   no more than 200 quotes or 100 lists are nested;
 * - link reference definitions when the longest one times the `[` of the document exceeds 64 MiB.
 *
 * Source: CommonMark 0.30 for the kinds; the limits are measured in tests/unit/parse.c. */
#ifndef FL_COMMONMARK_PARSE_H
#define FL_COMMONMARK_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

typedef enum fl_cm_kind {
    /* blocks */
    FL_CM_DOCUMENT,
    FL_CM_BLOCK_QUOTE,
    FL_CM_LIST,
    FL_CM_ITEM,
    FL_CM_CODE_BLOCK,
    FL_CM_HTML_BLOCK,
    FL_CM_PARAGRAPH,
    FL_CM_HEADING,
    FL_CM_THEMATIC_BREAK,
    /* inlines */
    FL_CM_TEXT,
    FL_CM_SOFT_BREAK,
    FL_CM_LINE_BREAK,
    FL_CM_CODE,
    FL_CM_HTML_INLINE,
    FL_CM_EMPH,
    FL_CM_STRONG,
    FL_CM_LINK,
    FL_CM_IMAGE
} fl_cm_kind;

/* Kinds with children come twice, entered and left; the others (code block, HTML block, thematic
 * break, text, breaks, code, HTML inline) once, with enter true. No two text events follow each
 * other. */
typedef struct fl_cm_event {
    fl_span literal;                /* text, code, code block, HTML */
    fl_span target;                 /* link, image: address; code block: info string */
    fl_span title;                  /* link, image; empty if none */
    uint32_t start;                 /* ordered list: first number */
    uint32_t line_first, line_last; /* blocks: lines of `markdown`, from 1; inlines: 0 */
    uint8_t kind;                   /* fl_cm_kind */
    uint8_t level;                  /* heading: 1 to 6 */
    char delimiter;                 /* ordered list: '.' or ')' */
    bool enter, tight, ordered;
} fl_cm_event;

/* Parses `markdown` (UTF-8) and returns how many events there are; the first enters and the last
 * leaves the document.
 *
 * a       holds the events and their spans
 * fails   never, except for memory (a jump: base/arena.h) */
size_t fl_commonmark_events(fl_arena *a, fl_span markdown, const fl_cm_event **out);

#endif
