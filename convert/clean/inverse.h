/* clean/inverse.h - tables of data/ turned round, so that a character is found at once.
 *
 * Making them took as long as cleaning a small report, so a program of the build (data/inverse.c)
 * writes them as constants. What is found by a code point
 * stands in pages of 256 entries by its upper byte; page 0 is empty and stands for all pages
 * without an entry. */
#ifndef FL_CLEAN_INVERSE_H
#define FL_CLEAN_INVERSE_H

#include <stdint.h>

/* The two bytes of a character of GBK, 0 when there are none. */
extern const uint8_t fl_gbk_page[256];
extern const uint16_t fl_gbk_pages[][256];

/* data/frequency as a tree. The row of a character, from 1, 0 when it has none; by row: the level
 * of what its followers leave, its own level, and the first of its pairs. By pair, sorted by `next`
 * in a row: the follower, its level, the level of what is left behind both, and the first of its
 * triples. The number behind the last is there too. A level is so many steps down from probability
 * 1. */
extern const uint8_t fl_frequency_page[256];
extern const uint16_t fl_frequency_pages[][256];
extern const uint8_t fl_frequency_backoff[], fl_frequency_own[];
extern const uint32_t fl_pair_first[];
extern const uint16_t fl_pair_next[];
extern const uint8_t fl_pair_level[], fl_pair_backoff[];
extern const uint32_t fl_triple_first[];
extern const uint16_t fl_triple_next[];
extern const uint8_t fl_triple_level[];
extern const float fl_frequency_step;

/* FL_SCRIPT_... of a character (clean/readings.h). */
extern const uint8_t fl_script_page[256];
extern const uint8_t fl_script_pages[][256];

/* The row of a character in data/readings/readings.inc, from 1, 0 when it has none. */
extern const uint8_t fl_reading_page[256];
extern const uint16_t fl_reading_pages[][256];

#endif
