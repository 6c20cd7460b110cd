/* site/fold.c */
#include "site/fold.h"

#include "base/utf8.h"

typedef struct reading_row {
    uint16_t han, simplified, first;
    uint8_t count, flags;
} reading_row;

#include "data/readings/readings.inc"

enum { ROWS = sizeof readings / sizeof *readings, SYLLABLES = sizeof syllables };

static uint32_t simplified(uint32_t c)
{
    size_t low = 0, high = ROWS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (readings[middle].han < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ROWS && readings[low].han == c ? readings[low].simplified : c;
}

uint32_t fl_fold(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
    if (c < 0x80) return fl_is_ascii_alnum(c) ? c : 0;
    if (fl_is_han(c)) return simplified(c);
    return fl_is_letter(c) || fl_is_mark(c) ? c : 0;
}

void fl_fold_table(fl_buf *out)
{
    for (size_t i = 0; i < ROWS; i++) {
        fl_buf_code_point(out, readings[i].han);
        fl_buf_code_point(out, readings[i].simplified);
    }
}
