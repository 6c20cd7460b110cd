/* write/words.h - words that a page adds to a report, in the report's language. */
#ifndef FL_WRITE_WORDS_H
#define FL_WRITE_WORDS_H

#include "base/buf.h"
#include "base/span.h"

/* The word for a key of metadata, or for: contents, facts, untitled. English for languages that are
 * not known; NULL when there is no such word. `lang` is BCP 47, perhaps empty. */
const char *fl_word(fl_span lang, const char *key);

/* A day (YYYY-MM-DD) as the language writes it. */
void fl_word_day(fl_buf *out, fl_span lang, fl_span day);

/* The language as it may stand in an attribute: `und` when it is empty or no BCP 47. */
fl_span fl_word_language(fl_span lang);

#endif
