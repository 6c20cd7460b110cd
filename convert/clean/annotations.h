/* clean/annotations.h - takes away the readings that a script converter left behind characters:
 * `現(xiàn)代` is `現代`.
 *
 * A gloss is taken for the converter's only when everything speaks for it: it is a reading of that
 * very character, the character exists in traditional text only, its simplified form is common
 * (nobody explains it to a reader), the document gives it one reading, every occurrence has it, and
 * the document has two such glosses. Glosses that a writer meant differ in at least one of these:
 * `龑(yǎn)` is rare, `長(zhǎng)` beside `長(cháng)` has two readings, a first mention is glossed
 * once. Source: counted on scraped pages, where 535 of 535 junk glosses pass and none of the meant
 * ones does.
 *
 * Rule: annotations.pinyin */
#ifndef FL_CLEAN_ANNOTATIONS_H
#define FL_CLEAN_ANNOTATIONS_H

#include "model/doc.h"
#include "model/trail.h"

/* Runs behind the slips, for which a gloss is evidence. */
void fl_drop_annotations(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
