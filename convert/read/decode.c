/* read/decode.c - one run over the bytes, into a text that is given more memory when it is full.
 *
 * The cells of base/charset.h ask iconv at most once for each character that occurs: 10 MB of GBK
 * take less time than iconv itself would. UTF-8 with bad bytes is walked twice: counted, then
 * written. */
#include "read/decode.h"

#include <string.h>

#include "base/charset.h"
#include "base/error.h"
#include "base/utf8.h"
#include "read/models.h"

static const char replacement[3] = { (char)0xEF, (char)0xBF, (char)0xBD };

typedef struct bad_list {
    fl_bad_bytes *item;
    size_t count, capacity;
    fl_arena *arena;
} bad_list;

static void add_bad(bad_list *list, size_t at, size_t byte, size_t length)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 16;
        list->item = fl_grow(list->arena, list->item, list->count * sizeof *list->item,
                             list->capacity * sizeof *list->item);
    }
    list->item[list->count++] = (fl_bad_bytes){ (uint32_t)at, (uint32_t)length, byte };
}

/* How many bytes from `at` are below 0x80. */
static size_t ascii_run(const unsigned char *p, size_t at, size_t n)
{
    size_t from = at;
    while (n - at >= 8) {
        uint64_t eight;
        memcpy(&eight, p + at, 8);
        if (eight & 0x8080808080808080u) break;
        at += 8;
    }
    while (at < n && p[at] < 0x80) at++;
    return at - from;
}

/* ---- UTF-8 ---- */

/* Bytes of the longest start of a character at p: what one U+FFFD stands for (Unicode 15,
 * section 3.9, "maximal subpart"). */
static size_t subpart(const unsigned char *p, size_t left)
{
    unsigned low = 0x80, high = 0xBF;
    size_t want = p[0] < 0xC2 || p[0] > 0xF4 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4, n = 1;
    if (p[0] == 0xE0) low = 0xA0;
    if (p[0] == 0xED) high = 0x9F;
    if (p[0] == 0xF0) low = 0x90;
    if (p[0] == 0xF4) high = 0x8F;
    while (n < want && n < left && p[n] >= low && p[n] <= high) {
        n++;
        low = 0x80;
        high = 0xBF;
    }
    return n;
}

/* Writes the text (out NULL: only counts it and notes what is bad). Returns its length. */
static size_t run_utf8(fl_span s, char *out, bad_list *bad)
{
    size_t at = 0, n = 0;
    while (at < s.n) {
        fl_span rest = fl_span_sub(s, at, s.n);
        size_t valid = fl_utf8_valid(rest);
        if (out) memcpy(out + n, rest.p, valid);
        n += valid;
        at += valid;
        if (at == s.n) break;
        size_t length = subpart((const unsigned char *)s.p + at, s.n - at);
        if (out)
            memcpy(out + n, replacement, 3);
        else
            add_bad(bad, n, at, length);
        n += 3;
        at += length;
    }
    return n;
}

/* ---- the others ---- */

/* The text while it grows. Room for LONGEST bytes is made before each character. */
typedef struct growing {
    char *p;
    size_t n, room;
    fl_arena *arena;
} growing;

enum { LONGEST = 8 }; /* two code points */

static void make_room(growing *g, size_t wanted)
{
    if (g->room - g->n >= wanted) return;
    g->room = g->room / 2 * 3 + wanted + 64;
    g->p = fl_grow(g->arena, g->p, g->n, g->room);
}

/* A code point from U+0800 to U+FFFF. */
static inline char *put_three(char *p, uint32_t c)
{
    p[0] = (char)(0xE0 | c >> 12);
    p[1] = (char)(0x80 | (c >> 6 & 0x3F));
    p[2] = (char)(0x80 | (c & 0x3F));
    return p + 3;
}

/* A code point of the basic plane; room is there. */
static inline void put(growing *g, uint32_t c)
{
    char *p = g->p + g->n;
    if (c < 0x80) {
        p[0] = (char)c;
        g->n += 1;
    } else if (c < 0x800) {
        p[0] = (char)(0xC0 | c >> 6);
        p[1] = (char)(0x80 | (c & 0x3F));
        g->n += 2;
    } else {
        (void)put_three(p, c);
        g->n += 3;
    }
}

static void put_cell(growing *g, uint32_t cell)
{
    g->n += fl_utf8_encode(fl_cell_first(cell), g->p + g->n);
    if (cell & FL_CELL_PAIR) g->n += fl_utf8_encode(fl_cell_second(cell), g->p + g->n);
}

/* Units of UTF-16 from `at` on that are characters by themselves; returns the offset behind them.
 */
static size_t put_units(growing *g, fl_span s, size_t at, unsigned high)
{
    const unsigned char *p = (const unsigned char *)s.p;
    while (at + 2 <= s.n) {
        make_room(g, LONGEST);
        char *out = g->p + g->n, *end = g->p + g->room - LONGEST;
        uint32_t c = 0;
        for (; at + 2 <= s.n && out <= end; at += 2) { /* most of Chinese text */
            c = (uint32_t)p[at + high] << 8 | p[at + 1 - high];
            if (c < 0x800 || (c & 0xF800) == 0xD800) break;
            out = put_three(out, c);
        }
        g->n = (size_t)(out - g->p);
        if (at + 2 > s.n || out > end) continue;
        if (c >= 0x800) break; /* half of a pair */
        put(g, c);
        at += 2;
    }
    return at;
}

/* Characters of two bytes from `at` on that are known, of three bytes in UTF-8; returns the offset
 * behind them. */
static size_t put_pairs(growing *g, const fl_charset_map *m, fl_span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p;
    make_room(g, LONGEST);
    char *out = g->p + g->n, *end = g->p + g->room - LONGEST;
    for (; at + 1 < s.n && out <= end; at += 2) {
        uint32_t c = fl_charset_known(m, p[at], p[at + 1]);
        if (c < 0x800) break;
        out = put_three(out, c);
    }
    g->n = (size_t)(out - g->p);
    return at;
}

/* Characters of one byte and of two whose cells are known, up to the first that is not; returns its
 * offset. */
static size_t put_known(growing *g, const fl_charset_map *m, fl_span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p;
    bool single = m->charset->model == FL_MODEL_SINGLE;
    while (at < s.n) {
        if (p[at] < 0x80) {
            size_t run = ascii_run(p, at, s.n);
            make_room(g, run);
            memcpy(g->p + g->n, p + at, run);
            g->n += run;
            at += run;
            continue;
        }
        if (m->known) {
            size_t from = at;
            at = put_pairs(g, m, s, at);
            if (at > from) continue;
            uint32_t known = at + 1 < s.n ? fl_charset_known(m, p[at], p[at + 1]) : 0;
            if (known) {
                make_room(g, LONGEST);
                put(g, known);
                at += 2;
                continue;
            }
        }
        const uint32_t *row = m->row[single ? 0 : p[at]];
        if (!row || (!single && at + 1 == s.n)) break;
        uint32_t cell = row[single ? p[at] : p[at + 1]];
        if (cell - 1 >= 0xFFFF) break; /* not asked yet, none, two, or not of the basic plane */
        make_room(g, LONGEST);
        put(g, cell);
        at += single ? 1 : 2;
    }
    return at;
}

/* Bytes that hold the text of `n` bytes unless much of it is bad; what stays unused is memory that
 * is never touched. */
static size_t usual_room(fl_charset_model model, size_t n)
{
    return (model == FL_MODEL_SINGLE ? 3 * n : n / 2 * 3) + 64;
}

static fl_span run_map(fl_charset_map *m, fl_span s, bad_list *bad)
{
    const unsigned char *p = (const unsigned char *)s.p;
    fl_charset_model model = m->charset->model;
    bool ascii = fl_model_is_ascii_based(model);
    growing g = { .room = usual_room(model, s.n), .arena = m->arena };
    uint8_t state = 0;
    g.p = fl_alloc_bytes(m->arena, g.room);
    for (size_t at = 0; at < s.n;) {
        if (ascii)
            at = put_known(&g, m, s, at);
        else if (model == FL_MODEL_UTF16_LE || model == FL_MODEL_UTF16_BE)
            at = put_units(&g, s, at, model == FL_MODEL_UTF16_LE);
        if (at == s.n) break;
        size_t left = s.n - at;
        fl_step step = fl_model_step(model, p + at, left, &state);
        if (!step.shift) {
            uint32_t cell = step.length <= left ? fl_model_cell(m, p + at, step.length, state)
                                                : FL_CELL_NONE;
            make_room(&g, LONGEST);
            if (cell == FL_CELL_NONE) {
                step.length = fl_model_bad_length(model, p + at, left, step.length);
                add_bad(bad, g.n, at, step.length);
                cell = 0xFFFD;
            }
            put_cell(&g, cell);
        }
        at += step.length;
    }
    return (fl_span){ g.p, g.n };
}

/* A charset that only iconv knows: one run, since its shifts are iconv's; source lengths are noted
 * for the way back. A length over 254 is written as 255s before the rest. */
static void run_other(fl_charset_map *m, fl_span s, fl_decoded *out, bad_list *bad)
{
    const unsigned char *p = (const unsigned char *)s.p;
    fl_buf text = fl_buf_new(m->arena, s.n + 16), lengths = fl_buf_new(m->arena, s.n / 2 + 16);
    size_t at = 0, from = 0;
    while (at < s.n) {
        uint32_t points[4];
        size_t count, used = fl_charset_next(m, p + at, s.n - at, points, &count);
        if (used == 0) {
            add_bad(bad, text.n, at, 1);
            points[0] = 0xFFFD;
            count = used = 1;
        }
        at += used;
        for (size_t i = 0; i < count; i++) {
            size_t length = at - from;
            for (; length >= 255; length -= 255) fl_buf_byte(&lengths, (char)255);
            fl_buf_byte(&lengths, (char)length);
            fl_buf_code_point(&text, points[i]);
            from = at;
        }
    }
    out->text = fl_buf_view(&text);
    out->lengths = (const uint8_t *)lengths.p;
}

/* ---- which charset ---- */

/* UTF-16 and UTF-32 without a byte order in their name: the mark says it; without one, the order in
 * which the first unit is a likelier character. */
static const char *ordered(fl_span bytes, fl_charset_model model)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    if (model == FL_MODEL_UTF32) {
        if (bytes.n >= 4 && p[0] == 0 && (p[1] <= 0x10 && (p[2] || p[1] || p[3])))
            return "UTF-32BE";
        return "UTF-32LE";
    }
    if (bytes.n >= 2 && p[0] == 0xFE && p[1] == 0xFF) return "UTF-16BE";
    if (bytes.n >= 2 && p[0] == 0 && p[1] != 0) return "UTF-16BE";
    return "UTF-16LE";
}

static const char *marked(fl_span bytes, const fl_charset *asked)
{
    bool is_utf32 = asked && asked->model >= FL_MODEL_UTF32 && asked->model <= FL_MODEL_UTF32_BE;
    if (fl_span_starts(bytes, FL_SPAN("\xEF\xBB\xBF")) && fl_utf8_valid(bytes) == bytes.n)
        return "UTF-8";
    if (is_utf32) {
        if (fl_span_starts(bytes, FL_SPAN("\xFF\xFE\0\0"))) return "UTF-32LE";
        if (fl_span_starts(bytes, FL_SPAN("\0\0\xFE\xFF"))) return "UTF-32BE";
        return NULL;
    }
    if (fl_span_starts(bytes, FL_SPAN("\xFF\xFE"))) return "UTF-16LE";
    if (fl_span_starts(bytes, FL_SPAN("\xFE\xFF"))) return "UTF-16BE";
    return NULL;
}

fairleaf_status fl_decode(const fl_task *t, fl_span bytes, const char *encoding, fl_decoded *out,
                          fairleaf_error *error)
{
    const fl_charset *asked = fl_charset_find(encoding);
    const char *name = marked(bytes, asked);
    if (!name && asked && (asked->model == FL_MODEL_UTF16 || asked->model == FL_MODEL_UTF32))
        name = ordered(bytes, asked->model);
    if (!name) name = encoding;
    const fl_charset *charset = fl_charset_find(name);
    bad_list bad = { NULL, 0, 0, t->arena };
    *out =
        (fl_decoded){ .text = bytes, .bytes = bytes, .encoding = charset ? charset->name : name };
    if (charset && charset->model == FL_MODEL_UTF8) {
        if (fl_utf8_valid(bytes) == bytes.n) return FAIRLEAF_OK;
        size_t n = run_utf8(bytes, NULL, &bad);
        char *text = fl_alloc_bytes(t->arena, n);
        (void)run_utf8(bytes, text, NULL);
        out->text = (fl_span){ text, n };
    } else {
        fl_charset_map *m;
        if (charset && fl_model_is_ascii_based(charset->model) &&
            ascii_run((const unsigned char *)bytes.p, 0, bytes.n) == bytes.n)
            return FAIRLEAF_OK;
        fairleaf_status status = fl_charset_open(t->arena, name, &m, error);
        if (status) return status;
        out->map = m;
        out->encoding = m->charset->name;
        if (m->charset->model == FL_MODEL_OTHER) {
            run_other(m, bytes, out, &bad);
        } else {
            out->text = run_map(m, bytes, &bad);
        }
    }
    out->bad = bad.item;
    out->bad_count = bad.count;
    return FAIRLEAF_OK;
}

/* ---- the way back ---- */

static uint64_t utf8_byte(const fl_decoded *d, fl_decode_cursor *c, uint32_t at)
{
    while (c->bad < d->bad_count && d->bad[c->bad].at < at) {
        c->byte = d->bad[c->bad].byte + d->bad[c->bad].length;
        c->at = d->bad[c->bad].at + 3;
        c->bad++;
    }
    return c->byte + (at - c->at);
}

static uint32_t text_length(const fl_decoded *d, uint32_t at)
{
    unsigned char c = (unsigned char)d->text.p[at];
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* lengths: cursor.bad counts the bytes of the list that were read. */
static uint64_t listed_byte(const fl_decoded *d, fl_decode_cursor *c, uint32_t at)
{
    while (c->at < at) {
        uint32_t next = c->at + text_length(d, c->at);
        if (next > at) break;
        while (d->lengths[c->bad] == 255) {
            c->byte += 255;
            c->bad++;
        }
        c->byte += d->lengths[c->bad++];
        c->at = next;
    }
    return c->byte;
}

/* Decoded bytes of the character (one code point or two) whose source bytes are p. */
static uint32_t decoded_length(const fl_decoded *d, uint32_t at, const unsigned char *p,
                               size_t length)
{
    uint32_t n = text_length(d, at);
    const uint32_t *row = length == 2   ? d->map->row[p[0]]
                          : length == 3 ? d->map->row[256 + p[1]]
                                        : NULL;
    if (row && d->map->charset->model < FL_MODEL_HZ && row[p[length - 1]] & FL_CELL_PAIR)
        n += text_length(d, at + n);
    return n;
}

uint64_t fl_decoded_byte(const fl_decoded *d, fl_decode_cursor *c, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)d->bytes.p;
    if (at >= d->text.n) return d->bytes.n;
    if (d->text.p == d->bytes.p) return at;
    if (!d->map) return utf8_byte(d, c, at);
    if (d->lengths) return listed_byte(d, c, at);
    while (c->at < at && c->byte < d->bytes.n) {
        const fl_bad_bytes *bad = c->bad < d->bad_count && d->bad[c->bad].at == c->at
                                      ? &d->bad[c->bad]
                                      : NULL;
        fl_decode_cursor next = *c;
        fl_step step;
        do {
            if (bad && next.byte >= bad->byte) break;
            step = fl_model_step(d->map->charset->model, p + next.byte, d->bytes.n - next.byte,
                                 &next.state);
            next.byte += step.length;
        } while (step.shift && next.byte < d->bytes.n);
        if (bad) {
            next.byte = bad->byte + bad->length;
            next.at += 3;
            next.bad++;
        } else {
            next.at += decoded_length(d, c->at, p + next.byte - step.length, step.length);
        }
        if (next.at > at) break;
        *c = next;
    }
    return c->byte;
}
