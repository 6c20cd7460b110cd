/* read/models.h - where one character ends and the next begins, for every way in which bytes group
 * into characters.
 *
 * Lengths follow from the bytes alone, so that a decoded text can be walked beside its source
 * without asking iconv again. Sources: the decoders of the WHATWG Encoding Standard; RFC 1468
 * (ISO-2022-JP), RFC 1557 (ISO-2022-KR), RFC 1843 (HZ), which the Standard no longer decodes. */
#ifndef FL_READ_MODELS_H
#define FL_READ_MODELS_H

#include "base/charset.h"

/* What is written at one place: a shift (no character), or a character of `length` bytes if iconv
 * agrees. */
typedef struct fl_step {
    uint32_t length; /* at least 1; may reach beyond the end of the bytes */
    bool shift;
} fl_step;

/* The step at p (left > 0 bytes). state: 0 at the start of a source; shifts change it. */
fl_step fl_model_step(fl_charset_model model, const unsigned char *p, size_t left, uint8_t *state);

/* The code points (a cell of base/charset.h) of the character of `length` bytes at p; state as
 * fl_model_step left it. FL_CELL_NONE: these bytes are no character. */
uint32_t fl_model_cell(fl_charset_map *m, const unsigned char *p, size_t length, uint8_t state);

/* How many bytes one U+FFFD stands for when the character of `length` bytes at p is none: a byte
 * below 0x80 is never taken along, whatever stands before it. */
uint32_t fl_model_bad_length(fl_charset_model model, const unsigned char *p, size_t left,
                             size_t length);

/* True when a byte below 0x80 always is the ASCII character, whatever stands before it (in a place
 * where a character starts). */
bool fl_model_is_ascii_based(fl_charset_model model);

#endif
