/* cli/words.h - the words that an option takes: for checks, help and completion alike. */
#ifndef FL_CLI_WORDS_H
#define FL_CLI_WORDS_H

#include <fairleaf.h>

#include "cli/options.h"

enum { FL_MOST_WORDS = 40 };

/* Fills `out` with the words that option `id` takes, NULL behind the last. Returns their number; 0
 * when it takes any. */
size_t fl_option_words(fl_option_id id, const char *out[FL_MOST_WORDS + 1]);

/* The format of that name; NULL for another, or for NULL. */
const fairleaf_format_info *fl_format_find(const char *name);

#endif
