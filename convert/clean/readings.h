/* clean/readings.h - traditional characters, their simplified forms, and the Mandarin readings that
 * stand behind them in brackets (`現(xiàn)`).
 *
 * The table is generated (data/readings/generate.py; sources in data/NOTICE) and holds the
 * characters whose simplified form is common. Code points outside it are not an error: they are
 * only unknown. */
#ifndef FL_CLEAN_READINGS_H
#define FL_CLEAN_READINGS_H

#include "base/span.h"
#include "clean/inverse.h"

enum { FL_READING_NONE, FL_READING_OTHER, FL_READING_USUAL };

/* A reading in brackets of either width, one syllable, small letters. */
typedef struct fl_gloss {
    char syllable[8]; /* NUL-terminated, precomposed */
    size_t end;       /* offset behind its closing bracket */
    bool toned;       /* has a tone mark */
} fl_gloss;

size_t fl_reading_rows(void); /* indices are below this */

/* The character of a row: for the program of the build that finds rows by character. */
uint32_t fl_reading_character(size_t row);

/* Index of a character that only traditional text has, or -1. */
int fl_reading_find(uint32_t code_point);

/* How the reading fits the character with that index. */
int fl_reading_fits(int row, const char *syllable);

uint32_t fl_simplified_of(uint32_t code_point); /* itself when it has no other form here */

/* Which script a character belongs to. FL_SCRIPT_SECOND_FORM is a flag: another traditional form of
 * the same simplified character is the usual one. */
enum { FL_SCRIPT_BOTH, FL_SCRIPT_TRADITIONAL, FL_SCRIPT_SIMPLIFIED, FL_SCRIPT_SECOND_FORM = 4 };
static inline uint8_t fl_script_of(uint32_t code_point)
{
    if (code_point >= 0x10000) return FL_SCRIPT_BOTH;
    return fl_script_pages[fl_script_page[code_point >> 8]][code_point & 0xFF];
}

/* The same by code point, worked out from the table: for the program of the build. */
void fl_reading_scripts(uint8_t script[0x10000]);

/* Reads the gloss that opens at `at` of UTF-8 text; false when none does. */
bool fl_gloss_at(fl_span text, size_t at, fl_gloss *out);

#endif
