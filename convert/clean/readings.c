/* clean/readings.c - a generated table, and its rows by character (clean/inverse.h); a small reader
 * of pinyin syllables. */
#include "clean/readings.h"

#include "base/utf8.h"

typedef struct reading_row {
    uint16_t han, simplified;
    uint16_t first; /* in `syllables` */
    uint8_t count;  /* 0: used in simplified text too */
    uint8_t flags;
} reading_row;
enum {
    GONE = 1,  /* traditional text does not use the simplified form */
    SECOND = 2 /* another traditional form is the usual one */
};

#include "data/readings/readings.inc"

size_t fl_reading_rows(void) { return sizeof readings / sizeof *readings; }

uint32_t fl_reading_character(size_t row) { return readings[row].han; }

static const reading_row *row_of(uint32_t c)
{
    if (c >= 0x10000) return NULL;
    unsigned number = fl_reading_pages[fl_reading_page[c >> 8]][c & 0xFF];
    return number ? &readings[number - 1] : NULL;
}

int fl_reading_find(uint32_t c)
{
    const reading_row *row = row_of(c);
    return row && row->count ? (int)(row - readings) : -1;
}

int fl_reading_fits(int row, const char *syllable)
{
    const reading_row *r = &readings[row];
    for (unsigned i = 0; i < r->count; i++)
        if (strcmp(syllables[r->first + i], syllable) == 0)
            return i ? FL_READING_OTHER : FL_READING_USUAL;
    return FL_READING_NONE;
}

uint32_t fl_simplified_of(uint32_t c)
{
    const reading_row *row = row_of(c);
    return row ? row->simplified : c;
}

void fl_reading_scripts(uint8_t script[0x10000])
{
    for (size_t i = 0; i < fl_reading_rows(); i++) {
        const reading_row *r = &readings[i];
        if (r->count) script[r->han] |= FL_SCRIPT_TRADITIONAL;
        if (r->flags & SECOND) script[r->han] |= FL_SCRIPT_SECOND_FORM;
        if (r->flags & GONE) script[r->simplified] |= FL_SCRIPT_SIMPLIFIED;
    }
}

/* The letter of a syllable, with the two that fonts of schoolbooks have instead of a and g; 0 for
 * anything else. */
static uint32_t letter_of(uint32_t c, bool *toned)
{
    static const uint32_t with_tone[] = {
        0x101, 0xE1,  0x1CE, 0xE0,  0x113, 0xE9,  0x11B, 0xE8,  0x12B,
        0xED,  0x1D0, 0xEC,  0x14D, 0xF3,  0x1D2, 0xF2,  0x16B, 0xFA,
        0x1D4, 0xF9,  0x1D6, 0x1D8, 0x1DA, 0x1DC, 0x144, 0x148, 0x1F9,
    };
    if (c >= 'a' && c <= 'z') return c;
    if (c == 0x251) return 'a';
    if (c == 0x261) return 'g';
    if (c == 0xFC) return c;
    for (size_t i = 0; i < sizeof with_tone / sizeof *with_tone; i++) {
        if (with_tone[i] != c) continue;
        *toned = true;
        return c;
    }
    return 0;
}

bool fl_gloss_at(fl_span text, size_t at, fl_gloss *out)
{
    uint32_t c = 0;
    size_t n = 0;
    if (at >= text.n) return false;
    at = fl_utf8_next(text, at, &c);
    if (c != '(' && c != 0xFF08) return false;
    out->toned = false;
    while (at < text.n) {
        at = fl_utf8_next(text, at, &c);
        if (c == ')' || c == 0xFF09) {
            out->syllable[n] = '\0';
            out->end = at;
            return n > 0;
        }
        bool toned = false;
        c = letter_of(c, &toned);
        char letter[4];
        size_t length = c ? fl_utf8_encode(c, letter) : 0;
        if (c == 0 || (toned && out->toned) || n + length >= sizeof out->syllable) return false;
        out->toned |= toned;
        memcpy(out->syllable + n, letter, length);
        n += length;
    }
    return false;
}
