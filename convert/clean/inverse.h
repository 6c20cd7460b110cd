/* clean/inverse.h - three tables of data/ turned round, so that a character is found at once.
 *
 * Making them took as long as cleaning a small report, so a program of the build (data/inverse.c)
 * writes them as constants. All are pages of 256 entries by the upper byte of a code point; page 0
 * is empty and stands for all pages without an entry. */
#ifndef FL_CLEAN_INVERSE_H
#define FL_CLEAN_INVERSE_H

#include <stdint.h>

/* The two bytes of a character of GBK, 0 when there are none. */
extern const uint8_t fl_gbk_page[256];
extern const uint16_t fl_gbk_pages[][256];

/* Where the row of a character goes on behind it in data/frequency/bigrams.inc, 0 when it has none.
 */
extern const uint8_t fl_bigram_page[256];
extern const uint32_t fl_bigram_pages[][256];

/* The row of a character in data/readings/readings.inc, from 1, 0 when it has none. */
extern const uint8_t fl_reading_page[256];
extern const uint16_t fl_reading_pages[][256];

#endif
