/* clean/shift.h - reads a stretch of text that was decoded one byte late.
 *
 * When GBK text loses the first byte of a character, its decoder writes one '?' and pairs the bytes
 * behind it wrongly until a border coincides again:   CAA1 A3A8 855E (省（區)  ->  ? A1A3 A885 5E
 * ->  `?。▍^` The run ends at a byte that was read alone: an ASCII character that is really a
 * second byte, or one more '?' for a byte that could not pair with the next. Every byte but the
 * lost ones is still there, so that all is determined but the first character, and the last one
 * when its second byte was lost too. What is open is chosen by clean/frequency.h. */
#ifndef FL_CLEAN_SHIFT_H
#define FL_CLEAN_SHIFT_H

#include "base/span.h"
#include "clean/frequency.h"

/* A character of the damaged line; glosses behind characters are no units of their own. */
typedef struct fl_unit {
    uint32_t c;
    uint32_t from, to; /* its bytes in the line */
    uint32_t gloss;    /* where its gloss opens; 0: it has none */
} fl_unit;

typedef struct fl_damage {
    fl_span line;
    const fl_unit *unit;
    size_t count;
    size_t at;         /* index of the '?' or U+FFFD */
    bool starts, ends; /* the units reach the line's start / end */
    bool folded;       /* full-width forms of the document were folded to ASCII after the damage */
    uint8_t script;    /* FL_SCRIPT_... of the document */
} fl_damage;

enum { FL_SHIFT_LONGEST = 300, FL_SHIFT_GUESSES = 64 };

typedef struct fl_guess {
    const uint32_t *character; /* what stood there; valid until the next call */
    size_t length;
    size_t end;  /* index of the unit behind the damage */
    float score; /* natural logarithm of its odds against the text as it stands */
    bool blind;  /* both bytes of its only character were lost */
} fl_guess;

typedef struct fl_shift fl_shift;

fl_shift *fl_shift_new(fl_arena *a, fl_frequency *frequency);

/* Writes the best guesses, best first, and returns how many there are (0: the run cannot be a
 * slip). */
size_t fl_shift_guess(fl_shift *s, const fl_damage *d, fl_guess out[FL_SHIFT_GUESSES]);

#endif
