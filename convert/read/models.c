/* read/models.c - one function for lengths, one for cells; the stateful charsets have their own
 * helpers. */
#include "read/models.h"

#include <string.h>

/* States of the stateful charsets. */
enum { ASCII, ROMAN, KANA, DOUBLE, SUPPLEMENT };

/* ---- shifts ---- */

static const struct {
    char bytes[5];
    uint8_t length, state;
} escapes[] = {
    { "\x1B(B", 3, ASCII },       { "\x1B(J", 3, ROMAN },   { "\x1B(I", 3, KANA },
    { "\x1B(H", 3, ROMAN },       { "\x1B$@", 3, DOUBLE },  { "\x1B$B", 3, DOUBLE },
    { "\x1B$(D", 4, SUPPLEMENT }, { "\x1B$(@", 4, DOUBLE }, { "\x1B$(B", 4, DOUBLE },
};

static bool is_graphic(unsigned char c) { return c >= 0x21 && c <= 0x7E; }

/* A pair in a shifted state; what cannot be half of one is a character of its own. A line end ends
 * the state: RFC 1468 and RFC 1843 want lines to start unshifted, and a lost escape then costs one
 * line. */
static fl_step pair_step(const unsigned char *p, size_t left, uint8_t *state)
{
    if (*p == '\n' || *p == '\r') *state = ASCII;
    return (fl_step){ is_graphic(*p) && left > 1 && is_graphic(p[1]) ? 2 : 1, false };
}

static fl_step iso_2022_jp_step(const unsigned char *p, size_t left, uint8_t *state)
{
    if (*p == 0x1B) {
        for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
            size_t n = escapes[i].length;
            if (left < n || memcmp(p, escapes[i].bytes, n) != 0) continue;
            *state = escapes[i].state;
            return (fl_step){ (uint32_t)n, true };
        }
        if (left >= 3 && p[1] == '&' && p[2] == '@')
            return (fl_step){ 3, true }; /* announces the 1990 edition */
        return (fl_step){ 1, false };
    }
    if (*state >= DOUBLE) return pair_step(p, left, state);
    if (*p == '\n' || *p == '\r') *state = ASCII;
    return (fl_step){ 1, false };
}

static fl_step iso_2022_kr_step(const unsigned char *p, size_t left, uint8_t *state)
{
    if (*p == 0x0E || *p == 0x0F) {
        *state = *p == 0x0E ? DOUBLE : ASCII;
        return (fl_step){ 1, true };
    }
    if (left >= 4 && memcmp(p, "\x1B$)C", 4) == 0) return (fl_step){ 4, true };
    if (*state == DOUBLE) return pair_step(p, left, state);
    return (fl_step){ 1, false };
}

static fl_step hz_step(const unsigned char *p, size_t left, uint8_t *state)
{
    unsigned char next = left > 1 ? p[1] : 0;
    if (*state == DOUBLE) {
        if (*p == '~' && next == '}') {
            *state = ASCII;
            return (fl_step){ 2, true };
        }
        return pair_step(p, left, state);
    }
    if (*p != '~') return (fl_step){ 1, false };
    if (next == '{') {
        *state = DOUBLE;
        return (fl_step){ 2, true };
    }
    if (next == '~') return (fl_step){ 2, false };
    if (next == '\n') return (fl_step){ 2, true };
    if (next == '\r' && left > 2 && p[2] == '\n') return (fl_step){ 3, true };
    return (fl_step){ 1, false };
}

/* ---- lengths ---- */

static uint32_t utf16_length(const unsigned char *p, size_t left, unsigned high)
{
    if (left < 4 || (p[high] & 0xFC) != 0xD8) return 2;
    return (p[2 + high] & 0xFC) == 0xDC ? 4 : 2;
}

fl_step fl_model_step(fl_charset_model model, const unsigned char *p, size_t left, uint8_t *state)
{
    unsigned char c = *p, next = left > 1 ? p[1] : 0;
    uint32_t n = 1;
    switch (model) {
    case FL_MODEL_UTF16_LE:
        n = utf16_length(p, left, 1);
        break;
    case FL_MODEL_UTF16_BE:
        n = utf16_length(p, left, 0);
        break;
    case FL_MODEL_UTF32_LE:
    case FL_MODEL_UTF32_BE:
        n = 4;
        break;
    case FL_MODEL_GB18030:
        if (c > 0x80 && c < 0xFF) n = next >= '0' && next <= '9' ? 4 : 2;
        break;
    case FL_MODEL_BIG5:
    case FL_MODEL_EUC_KR:
    case FL_MODEL_JOHAB:
        if (c > 0x80 && c < 0xFF) n = 2;
        break;
    case FL_MODEL_SHIFT_JIS:
    case FL_MODEL_SHIFT_JIS_2004:
        if ((c > 0x80 && c < 0xA0) || (c >= 0xE0 && c < 0xFD)) n = 2;
        break;
    case FL_MODEL_EUC_JP:
    case FL_MODEL_EUC_JIS_2004:
        if (c == 0x8F)
            n = 3;
        else if (c == 0x8E || (c > 0xA0 && c < 0xFF))
            n = 2;
        break;
    case FL_MODEL_EUC_TW:
        if (c == 0x8E)
            n = 4;
        else if (c > 0xA0 && c < 0xFF)
            n = 2;
        break;
    case FL_MODEL_HZ:
        return hz_step(p, left, state);
    case FL_MODEL_ISO_2022_JP:
        return iso_2022_jp_step(p, left, state);
    case FL_MODEL_ISO_2022_KR:
        return iso_2022_kr_step(p, left, state);
    default:
        break;
    }
    return (fl_step){ n, false };
}

uint32_t fl_model_bad_length(fl_charset_model model, const unsigned char *p, size_t left,
                             size_t length)
{
    size_t n = 1, most = length < left ? length : left;
    if (model >= FL_MODEL_UTF16 && model <= FL_MODEL_UTF32_BE) return (uint32_t)most;
    if (model >= FL_MODEL_HZ) return (uint32_t)most;
    while (n < most && p[n] >= 0x80) n++;
    return (uint32_t)n;
}

bool fl_model_is_ascii_based(fl_charset_model model)
{
    return model == FL_MODEL_UTF8 || (model >= FL_MODEL_SINGLE && model < FL_MODEL_HZ);
}

/* ---- cells ---- */

static uint32_t utf16_cell(const unsigned char *p, size_t length, unsigned high)
{
    uint32_t first = (uint32_t)p[high] << 8 | p[1 - high];
    if (length == 4)
        return 0x10000 + ((first & 0x3FF) << 10) + ((uint32_t)(p[2 + high] & 3) << 8 | p[3 - high]);
    return (first & 0xF800) == 0xD800 ? FL_CELL_NONE : first;
}

static uint32_t utf32_cell(const unsigned char *p, bool big)
{
    uint32_t c = big ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]
                     : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
    return c > 0x10FFFF || (c & 0xFFFFF800u) == 0xD800 ? FL_CELL_NONE : c;
}

/* Four bytes of GB18030: 39,420 codes for the rest of the basic plane, which iconv knows, and the
 * other planes in order. */
static uint32_t gb18030_four(fl_charset_map *m, const unsigned char *p)
{
    if (p[2] < 0x81 || p[2] > 0xFE || p[3] < '0' || p[3] > '9') return FL_CELL_NONE;
    uint32_t index = ((p[0] - 0x81u) * 10 + p[1] - '0') * 1260 + (p[2] - 0x81u) * 10 + p[3] - '0';
    if (index >= 189000) return index - 189000 < 0x100000 ? index - 189000 + 0x10000 : FL_CELL_NONE;
    if (index >= 39420) return FL_CELL_NONE;
    return fl_charset_cell(m, 256 + index / 256, index % 256, p, 4);
}

static uint32_t pair_cell(fl_charset_map *m, const unsigned char *p)
{
    return fl_charset_cell(m, p[0], p[1], p, 2);
}

/* A pair of a shifted state, asked as the EUC pair that it is. */
static uint32_t shifted_cell(fl_charset_map *m, const unsigned char *p, uint8_t state)
{
    unsigned char high[3] = { 0x8F, p[0] | 0x80, p[1] | 0x80 };
    if (state == SUPPLEMENT) return fl_charset_cell(m, 256u + high[1], high[2], high, 3);
    return pair_cell(m, high + 1);
}

static uint32_t stateful_cell(fl_charset_map *m, const unsigned char *p, size_t length,
                              uint8_t state)
{
    fl_charset_model model = m->charset->model;
    unsigned char c = *p;
    if (c >= 0x80) return FL_CELL_NONE;
    if (model == FL_MODEL_HZ && length == 2 && state == ASCII) return '~';
    if (state >= DOUBLE && length == 2) return shifted_cell(m, p, state);
    if (state >= DOUBLE && is_graphic(c)) return FL_CELL_NONE;
    if (model == FL_MODEL_ISO_2022_JP && state == ROMAN)
        return c == '\\' ? 0xA5 : c == '~' ? 0x203E : c;
    if (model == FL_MODEL_ISO_2022_JP && state == KANA && is_graphic(c))
        return c < 0x60 ? c + 0xFF40u : FL_CELL_NONE;
    return c;
}

/* Characters of one byte in the multi-byte charsets. */
static uint32_t single_cell(fl_charset_map *m, unsigned char c)
{
    if (c < 0x80) return c;
    switch (m->charset->model) {
    case FL_MODEL_SINGLE:
        return m->row[0][c];
    case FL_MODEL_GB18030:
        return c == 0x80 ? 0x20AC : FL_CELL_NONE;
    case FL_MODEL_SHIFT_JIS:
        if (c == 0x80) return 0x80;
        /* fall through */
    case FL_MODEL_SHIFT_JIS_2004:
        return c > 0xA0 && c < 0xE0 ? c + 0xFEC0u : FL_CELL_NONE;
    default:
        return FL_CELL_NONE;
    }
}

static unsigned char first_trail(fl_charset_model model)
{
    switch (model) {
    case FL_MODEL_EUC_JP:
    case FL_MODEL_EUC_JIS_2004:
    case FL_MODEL_EUC_TW:
        return 0xA1;
    case FL_MODEL_JOHAB:
        return 0x31;
    default:
        return 0x40;
    }
}

uint32_t fl_model_cell(fl_charset_map *m, const unsigned char *p, size_t length, uint8_t state)
{
    fl_charset_model model = m->charset->model;
    switch (model) {
    case FL_MODEL_UTF16_LE:
        return utf16_cell(p, length, 1);
    case FL_MODEL_UTF16_BE:
        return utf16_cell(p, length, 0);
    case FL_MODEL_UTF32_LE:
    case FL_MODEL_UTF32_BE:
        return utf32_cell(p, model == FL_MODEL_UTF32_BE);
    case FL_MODEL_HZ:
    case FL_MODEL_ISO_2022_JP:
    case FL_MODEL_ISO_2022_KR:
        return stateful_cell(m, p, length, state);
    default:
        break;
    }
    if (length == 1) return single_cell(m, *p);
    if (length == 4)
        return model == FL_MODEL_GB18030 ? gb18030_four(m, p) : fl_charset_ask(m, p, 4);
    if (model == FL_MODEL_EUC_JP && *p == 0x8E)
        return p[1] > 0xA0 && p[1] < 0xE0 ? p[1] + 0xFEC0u : FL_CELL_NONE;
    if (p[1] < first_trail(model) || p[1] == 0xFF) return FL_CELL_NONE;
    if (length == 3)
        return p[2] < 0xA1 || p[2] == 0xFF ? FL_CELL_NONE
                                           : fl_charset_cell(m, 256u + p[1], p[2], p, 3);
    return pair_cell(m, p);
}
