/* base/charset.h - character encodings: their names, how their bytes group, and what a character of
 * theirs is. The only door to iconv.
 *
 * Names follow the label table of the WHATWG Encoding Standard (gb2312 means GB18030, iso-8859-1
 * windows-1252), with those of IANA and iconv beside them; the rows are data/charset/names.inc.
 * What iconv does not know or knows in more than one way (glibc and libiconv differ) is settled by
 * data/charset/settled.inc, so that every machine decodes alike. iconv is asked once for each
 * character that occurs; answers are kept in the map. What GB18030 and Big5-HKSCS write with two
 * bytes was asked when fairleaf was built (data/cells.c). */
#ifndef FL_BASE_CHARSET_H
#define FL_BASE_CHARSET_H

#include <fairleaf.h>

#include "base/arena.h"

/* How bytes group into characters. */
typedef enum fl_charset_model {
    FL_MODEL_UTF8,
    FL_MODEL_UTF16,
    FL_MODEL_UTF16_LE,
    FL_MODEL_UTF16_BE,
    FL_MODEL_UTF32,
    FL_MODEL_UTF32_LE,
    FL_MODEL_UTF32_BE,
    FL_MODEL_SINGLE,
    FL_MODEL_GB18030,
    FL_MODEL_BIG5,
    FL_MODEL_SHIFT_JIS,
    FL_MODEL_SHIFT_JIS_2004,
    FL_MODEL_EUC_JP,
    FL_MODEL_EUC_JIS_2004,
    FL_MODEL_EUC_KR,
    FL_MODEL_JOHAB,
    FL_MODEL_EUC_TW,
    FL_MODEL_HZ,
    FL_MODEL_ISO_2022_JP,
    FL_MODEL_ISO_2022_KR,
    FL_MODEL_OTHER /* only iconv knows */
} fl_charset_model;

typedef struct fl_charset {
    const char *name; /* as reported */
    fl_charset_model model;
    const char *iconv; /* names to try, separated by spaces; empty: iconv is not needed */
    const char *labels;
} fl_charset;

/* The charset that a label means, or NULL when the table does not have it (iconv may). Case and
 * punctuation do not count. */
const fl_charset *fl_charset_find(const char *label);

/* True when both labels mean one charset of the table. */
bool fl_charset_same(const char *a, const char *b);

/* True when the label means UTF-16 or UTF-32 in any byte order: NUL bytes are usual in them. */
bool fl_charset_is_wide(const char *label);

/* Code points of the basic plane by lead and trail byte; 0: to be asked. */
enum { FL_KNOWN_LEAD = 0x81, FL_KNOWN_TRAIL = 0x40, FL_KNOWN_LEADS = 126, FL_KNOWN_TRAILS = 192 };
extern const uint16_t fl_cells_gb18030[FL_KNOWN_LEADS][FL_KNOWN_TRAILS];
extern const uint16_t fl_cells_big5[FL_KNOWN_LEADS][FL_KNOWN_TRAILS];

/* What iconv says about the characters of one charset, asked once each. */
typedef struct fl_charset_map {
    const fl_charset *charset;
    const uint16_t (*known)[FL_KNOWN_TRAILS]; /* NULL for most charsets */
    uint32_t
        *row[512]; /* cells by row and second byte; made when first needed. See fl_charset_cell */
    struct fl_charset_door *door;
    fl_arena *arena;
} fl_charset_map;

/* Opens a charset by any name. The map lives in `a`. Fails: ENCODING (unknown here and to iconv).
 */
fairleaf_status fl_charset_open(fl_arena *a, const char *label, fl_charset_map **out,
                                fairleaf_error *error);

/* A cell: 0 not asked yet (except in FL_MODEL_SINGLE, whose row 0 is always full), FL_CELL_NONE no
 * character, else one code point; with FL_CELL_PAIR set two (both below U+10000): see fl_cell_first
 * and fl_cell_second. */
#define FL_CELL_NONE 0x7FFFFFFFu
#define FL_CELL_PAIR 0x80000000u
static inline uint32_t fl_cell_first(uint32_t cell)
{
    return cell & FL_CELL_PAIR ? cell & 0xFFFF : cell;
}
static inline uint32_t fl_cell_second(uint32_t cell)
{
    return cell & FL_CELL_PAIR ? (cell & ~FL_CELL_PAIR) >> 16 : 0;
}

/* The code point of two bytes, or 0 when `known` does not have it. */
static inline uint32_t fl_charset_known(const fl_charset_map *m, unsigned lead, unsigned trail)
{
    lead -= FL_KNOWN_LEAD;
    trail -= FL_KNOWN_TRAIL;
    return m->known && lead < FL_KNOWN_LEADS && trail < FL_KNOWN_TRAILS ? m->known[lead][trail] : 0;
}

/* The cell of the character that is written `bytes` (n of them, 2 to 4) in the map's charset. row,
 * column: where it is kept; row under 512, column under 256. */
uint32_t fl_charset_cell(fl_charset_map *m, unsigned row, unsigned column,
                         const unsigned char *bytes, size_t n);

/* The same without keeping it. */
uint32_t fl_charset_ask(fl_charset_map *m, const unsigned char *bytes, size_t n);

/* FL_MODEL_OTHER: feeds the next bytes to iconv until it gives characters. Returns how many were
 * consumed: 0 when none of the bytes at p can be decoded. *count (up to 4) code points are in
 * `points`; 0 with bytes consumed: a shift only. */
size_t fl_charset_next(fl_charset_map *m, const unsigned char *p, size_t left, uint32_t points[4],
                       size_t *count);

#endif
