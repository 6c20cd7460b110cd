/* commonmark/prepare.h - what is done to Markdown before cmark parses it, and undone in what comes
 * out: see parse.h.
 *
 * Characters that are to be plain text are replaced by noncharacters, which no rule of CommonMark
 * knows; a rare punctuation mark that the text does not hold is put between a run of `*` and the
 * Chinese character beside it. Both are found again in every literal, wherever it comes from (text,
 * code, addresses). */
#ifndef FL_COMMONMARK_PREPARE_H
#define FL_COMMONMARK_PREPARE_H

#include "base/arena.h"
#include "base/span.h"

typedef struct fl_prepared {
    fl_span text;       /* what cmark is to parse: as many lines as the Markdown has */
    const char *spacer; /* the punctuation mark put in (NUL-terminated), or NULL */
    bool masked;        /* noncharacters stand for marks of CommonMark */
} fl_prepared;

/* text is `markdown` itself when nothing had to be done. Linear. */
fl_prepared fl_prepare_markdown(fl_arena *a, fl_span markdown);

/* `literal` as the Markdown had it; `literal` itself when nothing of ours is in it. */
fl_span fl_prepared_restore(fl_arena *a, const fl_prepared *p, fl_span literal);

/* The first container marker behind column 200: from there on they are text; SIZE_MAX: none. */
size_t fl_commonmark_too_deep(fl_span markdown);

#endif
