/* site/words.h - what stands around the reports, in the languages of a site, and text made fit for
 * where it goes. */
#ifndef FL_SITE_WORDS_H
#define FL_SITE_WORDS_H

#include "base/buf.h"
#include "base/value.h"

/* The words under `key` in zh-Hans, zh-Hant or en (any other: zh-Hans); the key itself when there
 * are none. Static. */
const char *fl_site_word(const char *language, const char *key);

/* All words as a map "word". */
void fl_site_words(fl_arena *a, fl_value *data, const char *language);

/* A day as it is written in the language. */
void fl_site_day(fl_buf *out, const char *language, fl_span day);

/* The index'th language (NULL behind the last). */
const char *fl_site_language(size_t index);

/* One line of text as Markdown that every renderer reads alike. */
void fl_site_escape_markdown(fl_buf *out, fl_span text);

#endif
