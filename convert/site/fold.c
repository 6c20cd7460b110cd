/* site/fold.c */
#include "site/fold.h"

#include "base/utf8.h"

typedef struct reading_row {
    uint16_t han, simplified, first;
    uint8_t count, flags;
} reading_row;

#include "data/readings/readings.inc"

enum { ROWS = sizeof readings / sizeof *readings, SYLLABLES = sizeof syllables };

const fl_folds *fl_folds_new(fl_arena *a)
{
    fl_folds *out = fl_alloc(a, 1, sizeof *out);
    for (size_t i = 0; i < ROWS; i++) out->simplified[readings[i].han] = readings[i].simplified;
    return out;
}

uint32_t fl_fold(const fl_folds *folds, uint32_t c)
{
    if (c >= 0x4E00 && c <= 0x9FFF) return folds->simplified[c] ? folds->simplified[c] : c;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
    if (c < 0x80) return fl_is_ascii_alnum(c) ? c : 0;
    if (c < 0x10000 && folds->simplified[c]) return folds->simplified[c];
    return fl_is_han(c) || fl_is_letter(c) || fl_is_mark(c) ? c : 0;
}

void fl_fold_table(fl_buf *out)
{
    for (size_t i = 0; i < ROWS; i++) {
        fl_buf_code_point(out, readings[i].han);
        fl_buf_code_point(out, readings[i].simplified);
    }
}
