/* read/letters.h - how well bytes read as text of a single-byte charset, and in which language.
 *
 * The likelihood is comparable with those of read/multibyte.h: the same cost for ASCII, and for
 * each high byte how often its letter follows the one before it in the language. Upper-case letters
 * inside words, symbols inside words, controls and bytes without a character cost more. */
#ifndef FL_READ_LETTERS_H
#define FL_READ_LETTERS_H

#include "base/span.h"

typedef struct fl_letters_guess {
    const char *charset;  /* a name of data/charset/names.inc */
    const char *language; /* BCP 47 */
    float likelihood;     /* with what is known of how common the charset is */
} fl_letters_guess;

/* The best guess, and in *second the best of those that give another text. prior: the charset that
 * was declared, or NULL; bonus: what the declaration counts. At most 4096 bytes are looked at. */
fl_letters_guess fl_letters_best(fl_span s, const char *declared, float bonus,
                                 fl_letters_guess *second);

#endif
