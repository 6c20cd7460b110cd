/* clean/inverse.h - tables of data/ turned round, so that a character is found at once.
 *
 * Making them took as long as cleaning a small report, so a program of the build (data/inverse.c)
 * writes them as constants. All but the slots are pages of 256 entries by the upper byte of a code
 * point; page 0 is empty and stands for all pages without an entry. */
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

/* Where the rows of two characters go on behind them: 20 bits, and above them 12 of their hash, so
 * that a slot of other characters is passed by without a look at its row. Open addressing, 0 is
 * free. */
enum { FL_TRIPLE_SLOTS = 1 << 17, FL_TRIPLE_OFFSET = (1 << 20) - 1 };
extern const uint32_t fl_triple_slot[];

static inline uint32_t fl_triple_hash(uint16_t before, uint16_t last)
{
    return (uint32_t)(((uint64_t)before << 16 | last) * 0x9E3779B97F4A7C15u >> 32);
}
static inline uint32_t fl_triple_first(uint32_t hash) { return hash >> 15; }
static inline uint32_t fl_triple_tag(uint32_t hash)
{
    return hash << 17 & ~(uint32_t)FL_TRIPLE_OFFSET;
}

/* FL_SCRIPT_... of a character (clean/readings.h). */
extern const uint8_t fl_script_page[256];
extern const uint8_t fl_script_pages[][256];

/* The row of a character in data/readings/readings.inc, from 1, 0 when it has none. */
extern const uint8_t fl_reading_page[256];
extern const uint16_t fl_reading_pages[][256];

#endif
