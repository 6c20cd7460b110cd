/* base/charset.c - the names table, the settled table, and iconv behind both.
 *
 * iconv converts to UTF-32LE, whose units are read byte by byte: the same on every machine. One
 * character is asked at a time and flushed, so that converters that hold a letter back for a
 * combining mark to come (CP1258, TCVN) answer at once. */
#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"

typedef struct settled {
    char charset[16]; /* no address: those are written when the program starts */
    uint32_t code, point;
} settled; /* point FL_CELL_NONE: no character */

static const fl_charset charsets[] = {
#define ROW(name, model, iconv_names, labels) { name, FL_MODEL_##model, iconv_names, labels },
#include "data/charset/names.inc"
#undef ROW
};

static const settled settled_cells[] = {
#define SETTLED(charset, code, point) { charset, code, point },
#include "data/charset/settled.inc"
#undef SETTLED
};

enum {
    CHARSETS = sizeof charsets / sizeof *charsets,
    SETTLED_CELLS = sizeof settled_cells / sizeof *settled_cells
};

struct fl_charset_door {
    iconv_t main, extra;      /* extra: JIS X 0212 of EUC-JP */
    bool has_main, has_extra; /* main waits for a question where most answers are known */
    const settled *first;     /* those of this charset */
    size_t count;
};

/* ---- names ---- */

static bool counts(char c)
{
    return c && c != ' ' && c != '-' && c != '_' && c != ':' && c != '.' && c != '\t' &&
           c != '\r' && c != '\n' && c != '\f' && c != '(' && c != ')' && c != ',';
}

/* True when the word [word, end) and `label` agree in the characters that count. */
static bool same_word(const char *word, const char *end, const char *label)
{
    for (;;) {
        while (word < end && !counts(*word)) word++;
        while (*label && !counts(*label)) label++;
        if (word == end) return *label == '\0';
        if (fl_ascii_lower(*word) != fl_ascii_lower(*label)) return false;
        word++;
        label++;
    }
}

static bool in_list(const char *list, const char *label)
{
    while (*list) {
        const char *end = strchr(list, ' ');
        if (!end) end = list + strlen(list);
        if (end > list && same_word(list, end, label)) return true;
        list = *end ? end + 1 : end;
    }
    return false;
}

const fl_charset *fl_charset_find(const char *label)
{
    for (size_t i = 0; i < CHARSETS; i++)
        if (strcmp(charsets[i].name, label) == 0) return &charsets[i];
    for (size_t i = 0; i < CHARSETS; i++) {
        const char *name = charsets[i].name;
        if (same_word(name, name + strlen(name), label) || in_list(charsets[i].labels, label))
            return &charsets[i];
    }
    return NULL;
}

bool fl_charset_same(const char *a, const char *b)
{
    const fl_charset *x = fl_charset_find(a);
    return x && x == fl_charset_find(b);
}

bool fl_charset_is_wide(const char *label)
{
    const fl_charset *c = fl_charset_find(label);
    return c && c->model >= FL_MODEL_UTF16 && c->model <= FL_MODEL_UTF32_BE;
}

/* ---- asking ---- */

static iconv_t open_any(fl_arena *a, const char *names)
{
    iconv_t cd = (iconv_t)-1;
    while (*names && cd == (iconv_t)-1) {
        size_t n = strcspn(names, " ");
        cd = iconv_open("UTF-32LE", fl_copy(a, (fl_span){ names, n }));
        names += n;
        if (*names) names++;
    }
    return cd;
}

static void close_door(void *object)
{
    struct fl_charset_door *door = object;
    if (door->main != (iconv_t)-1) iconv_close(door->main);
    if (door->extra != (iconv_t)-1) iconv_close(door->extra);
}

static bool is_scalar(uint32_t c) { return c <= 0x10FFFF && (c & 0xFFFFF800u) != 0xD800; }

/* True when iconv may keep something of one character until the next: combining marks that could
 * follow, and states of shifts. */
static bool holds_back(fl_charset_model model)
{
    return model != FL_MODEL_GB18030 && model != FL_MODEL_EUC_KR && model != FL_MODEL_JOHAB &&
           model != FL_MODEL_EUC_TW && model != FL_MODEL_SHIFT_JIS;
}

/* Converts one character; count of code points, -1 when iconv does not take it. held: asks for what
 * iconv may have held back, before and behind. */
static int convert(iconv_t cd, bool held, const unsigned char *bytes, size_t n, uint32_t points[4])
{
    char out[16], in[8], *into = out, *from = in;
    size_t room = sizeof out, left = n;
    if (cd == (iconv_t)-1) return -1;
    memcpy(in, bytes, n);
    if (held) (void)iconv(cd, NULL, NULL, NULL, NULL);
    if (iconv(cd, &from, &left, &into, &room) == (size_t)-1 || left) return -1;
    if (held && iconv(cd, NULL, NULL, &into, &room) == (size_t)-1) return -1;
    int count = (int)((sizeof out - room) / 4);
    for (int i = 0; i < count; i++) {
        const unsigned char *u = (const unsigned char *)out + 4 * i;
        points[i] = (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 |
                    (uint32_t)u[3] << 24;
        if (!is_scalar(points[i])) return -1;
    }
    return count;
}

/* JIS X 0208 is asked of CP932, which has the NEC and IBM rows as well: EUC-JP of glibc and of
 * libiconv differ in them. */
static void euc_to_shift_jis(unsigned row, unsigned column, unsigned char out[2])
{
    unsigned lead = row / 2 + 0x81, trail = row & 1 ? column + 0x9F : column + 0x40;
    if (lead >= 0xA0) lead += 0x40;
    if (!(row & 1) && trail >= 0x7F) trail++;
    out[0] = (unsigned char)lead;
    out[1] = (unsigned char)trail;
}

static uint32_t find_settled(const struct fl_charset_door *door, uint32_t code)
{
    size_t low = 0, high = door->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (door->first[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < door->count && door->first[low].code == code ? door->first[low].point : 0;
}

uint32_t fl_charset_ask(fl_charset_map *m, const unsigned char *bytes, size_t n)
{
    struct fl_charset_door *door = m->door;
    fl_charset_model model = m->charset->model;
    unsigned char pair[2];
    uint32_t code = 0, points[4];
    if (!door->has_main) {
        door->has_main = true;
        door->main = open_any(m->arena, m->charset->iconv);
    }
    iconv_t cd = door->main;
    if (model == FL_MODEL_EUC_JP || model == FL_MODEL_ISO_2022_JP) {
        if (n == 3) {
            if (!door->has_extra) {
                door->has_extra = true;
                door->extra = iconv_open("UTF-32LE", "EUC-JP");
            }
            cd = door->extra;
        } else {
            if (bytes[0] > 0xFC)
                return FL_CELL_NONE; /* beyond row 92 CP932 has characters of its users */
            euc_to_shift_jis(bytes[0] - 0xA1u, bytes[1] - 0xA1u, pair);
            bytes = pair;
        }
    }
    for (size_t i = 0; i < n; i++) code = code << 8 | bytes[i];
    uint32_t known = find_settled(door, code);
    if (known) return known;
    int count = convert(cd, holds_back(model), bytes, n, points);
    if (count == 1) return points[0] ? points[0] : FL_CELL_NONE;
    if (count == 2 && points[0] < 0x10000 && points[1] < 0x8000)
        return FL_CELL_PAIR | points[1] << 16 | points[0];
    return FL_CELL_NONE;
}

uint32_t fl_charset_cell(fl_charset_map *m, unsigned row, unsigned column,
                         const unsigned char *bytes, size_t n)
{
    uint32_t known = n == 2 ? fl_charset_known(m, bytes[0], bytes[1]) : 0;
    if (known) return known;
    if (!m->row[row]) m->row[row] = fl_alloc(m->arena, 256, sizeof **m->row);
    uint32_t *cell = &m->row[row][column];
    if (!*cell) *cell = fl_charset_ask(m, bytes, n);
    return *cell;
}

size_t fl_charset_next(fl_charset_map *m, const unsigned char *p, size_t left, uint32_t points[4],
                       size_t *count)
{
    enum { LONGEST = 16 };
    char in[LONGEST], out[16];
    size_t most = left < LONGEST ? left : LONGEST, used = 0;
    *count = 0;
    memcpy(in, p, most);
    for (size_t n = 1; n <= most; n++) {
        char *from = in + used, *into = out;
        size_t bytes = n - used, room = sizeof out;
        size_t result = iconv(m->door->main, &from, &bytes, &into, &room);
        used = (size_t)(from - in);
        if (room < sizeof out) {
            *count = (sizeof out - room) / 4;
            for (size_t i = 0; i < *count; i++) {
                const unsigned char *u = (const unsigned char *)out + 4 * i;
                points[i] = (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 |
                            (uint32_t)u[3] << 24;
                if (!is_scalar(points[i])) points[i] = 0xFFFD;
            }
            return used;
        }
        if (result != (size_t)-1 && used) return used; /* a shift, or a letter held back */
        if (result == (size_t)-1 && errno != EINVAL) return 0;
    }
    return 0;
}

/* ---- opening ---- */

/* Which rows of the settled table speak of a charset's characters: those of the charset that iconv
 * is asked for. */
static void find_rows(struct fl_charset_door *door, const fl_charset *c)
{
    const char *name = c->name;
    if (c->model == FL_MODEL_EUC_JP || c->model == FL_MODEL_ISO_2022_JP) name = "Shift_JIS";
    if (c->model == FL_MODEL_HZ) name = "GB18030";
    for (size_t i = 0; i < SETTLED_CELLS; i++) {
        if (strcmp(settled_cells[i].charset, name) != 0) continue;
        if (!door->count) door->first = &settled_cells[i];
        door->count++;
    }
}

/* All 256 cells of a charset with one byte a character; false when it is not one. */
static bool fill_single(fl_charset_map *m)
{
    bool windows = strncmp(m->charset->name, "windows-", 8) == 0,
         known = m->charset->model == FL_MODEL_SINGLE;
    uint32_t *cell = fl_alloc(m->arena, 256, sizeof *cell);
    unsigned found = 0;
    for (unsigned i = 0; i < 256; i++) {
        unsigned char byte = (unsigned char)i;
        uint32_t points[4];
        if (known && i < 0x80) {
            cell[i] = i;
            continue;
        }
        cell[i] = find_settled(m->door, i);
        if (cell[i]) continue;
        int count = convert(m->door->main, true, &byte, 1, points);
        if (count == 1 && points[0] < 0x10000)
            cell[i] = points[0];
        else if (count >= 0 && !known)
            return false; /* a shift, or more than this table holds */
        else
            cell[i] = windows && i < 0xA0
                          ? i
                          : FL_CELL_NONE; /* the holes of windows-125x are C1 controls */
        found += cell[i] != FL_CELL_NONE;
    }
    m->row[0] = cell;
    return known || found >= 190; /* the leads of a multi-byte charset do not stand alone */
}

fairleaf_status fl_charset_open(fl_arena *a, const char *label, fl_charset_map **out,
                                fairleaf_error *error)
{
    const fl_charset *c = fl_charset_find(label);
    fl_charset_map *m = fl_alloc(a, 1, sizeof *m);
    struct fl_charset_door *door = fl_alloc(a, 1, sizeof *door);
    m->arena = a;
    m->door = door;
    if (!c) {
        fl_charset *made = fl_alloc(a, 1, sizeof *made);
        made->name = made->iconv = fl_copy(a, fl_span_of(label));
        made->model = FL_MODEL_OTHER;
        c = made;
        if (!*label || strpbrk(label, " /"))
            return fl_fail(error, FAIRLEAF_ENCODING, 0, "no decoder for '%s'", label);
    }
    m->charset = c;
    find_rows(door, c);
    door->main = door->extra = (iconv_t)-1;
    m->known = c->model == FL_MODEL_GB18030 ? fl_cells_gb18030
               : c->model == FL_MODEL_BIG5  ? fl_cells_big5
                                            : NULL;
    door->has_main = !m->known;
    fl_arena_defer(a, close_door, door);
    if (*c->iconv && !m->known) {
        door->main = open_any(a, c->iconv);
        if (door->main == (iconv_t)-1)
            return fl_fail(error, FAIRLEAF_ENCODING, 0, "no decoder for '%s'", label);
    }
    if (c->model == FL_MODEL_SINGLE) {
        (void)fill_single(m);
    } else if (c->model == FL_MODEL_OTHER && fill_single(m)) {
        fl_charset *single = fl_alloc(a, 1, sizeof *single);
        *single = *c;
        single->model = FL_MODEL_SINGLE;
        m->charset = single;
    } else if (c->model == FL_MODEL_OTHER) {
        (void)iconv(door->main, NULL, NULL, NULL, NULL);
    }
    *out = m;
    return FAIRLEAF_OK;
}
