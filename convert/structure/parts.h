/* structure/parts.h - what can be measured of a line by itself. */
#ifndef FL_STRUCTURE_PARTS_H
#define FL_STRUCTURE_PARTS_H

#include "structure/draft.h"

/* Makes the parts of a draft whose language is known: length, first sentence, how the line ends,
 * letter case. */
void fl_make_parts(fl_draft *d);

/* The same for one part, again: its marker is now known, and `1. ` ends no sentence. */
void fl_measure_part(const fl_draft *d, fl_part *p);

/* Would the measured part have FL_ALONE if its marker had this many bytes? */
bool fl_stands_alone(const fl_draft *d, const fl_part *p, size_t marker);

/* The end of the sentence that starts at `from`: *stop is where its closing mark begins (s.n if it
 * has none), the result is behind the mark and the quotes and brackets that close there. A mark
 * inside quotes or brackets ends nothing unless they close at once behind it. Looks at most some
 * 700 bytes ahead: then both are s.n. */
size_t fl_sentence_end(const fl_draft *d, fl_span s, size_t from, size_t *stop);

/* True when `word` stands in `s`; letters of either case are the same. */
bool fl_has_word(fl_span s, fl_span word);

/* Does the line `s` end, or the line `t` below it begin, with a word such as `of`, or `s` end in
 * 和, 的 or the like? Then the two are one heading. */
bool fl_hangs_on(const fl_draft *d, fl_span s, fl_span t);

#endif
