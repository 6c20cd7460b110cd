/* commonmark/flanking.h - where a run of `*` or `_` means strong or emphasis.
 *
 * A run opens when it is left-flanking and closes when it is right-flanking: that depends on the
 * character before and the character behind it, in the source as written (CommonMark 0.30 and
 * 0.31.2, 6.2). Until 0.30 punctuation is what Unicode calls P, since 0.31 symbols (S) count too,
 * and parsers of both kinds are about. What is written must hold under both, so a symbol is bad
 * inside a run and no help outside of it.
 *
 * Where a run would not hold, its outer neighbour is written as a character reference: the reader
 * sees the same character, the parser sees `;` or `&`, which is punctuation for all. */
#ifndef FL_COMMONMARK_FLANKING_H
#define FL_COMMONMARK_FLANKING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef enum fl_flank {
    FL_FLANK_SPACE,  /* white space, or the end of the line */
    FL_FLANK_MARK,   /* ASCII punctuation or general category P */
    FL_FLANK_SYMBOL, /* general category S beyond ASCII */
    FL_FLANK_LETTER  /* everything else */
} fl_flank;

fl_flank fl_flank_of(uint32_t code_point); /* 0: the end of the line */

/* Whether a run between the two opens / closes under both tables. */
bool fl_flank_opens(fl_flank before, fl_flank after);
bool fl_flank_closes(fl_flank before, fl_flank after);

/* A run of `*` as it is written, or the end of a link's text. */
typedef struct fl_run {
    fl_flank before, after;
    uint32_t length; /* how many `*`; 0: the text of a link ends here */
    uint32_t first;  /* end of a link's text: number of the first run inside of it */
} fl_run;

/* A span of strong (width 2) or emphasis (1), by the numbers of its runs. */
typedef struct fl_run_span {
    uint32_t open, close, width;
} fl_run_span;

/* Plays the parser's algorithm ("process emphasis", CommonMark 0.30, appendix) on the runs of one
 * block under both tables, and as parsers play it that use the rule of three less, and tells
 * whether exactly the spans come out. The spans are sorted by
 * `close`, an inner one before the outer. Scratch memory in `a`. */
bool fl_runs_hold(fl_arena *a, const fl_run *run, uint32_t count, const fl_run_span *span,
                  uint32_t span_count);

#endif
