/* read/decode.c - two runs over the bytes: one that counts the text and notes what is bad, one that
 * writes it.
 *
 * So the text gets exactly the memory that it needs and the output never fills. Both runs read the
 * cells of base/charset.h, which ask iconv once for each character that occurs: 10 MB of GBK take
 * less time than iconv itself would. */
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

static inline size_t put(char *out, size_t n, uint32_t c)
{
    if (!out) return n + (c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
    return n + fl_utf8_encode(c, out + n);
}

static size_t put_cell(char *out, size_t n, uint32_t cell)
{
    n = put(out, n, fl_cell_first(cell));
    return cell & FL_CELL_PAIR ? put(out, n, fl_cell_second(cell)) : n;
}

static size_t run_map(fl_charset_map *m, fl_span s, char *out, bad_list *bad)
{
    const unsigned char *p = (const unsigned char *)s.p;
    fl_charset_model model = m->charset->model;
    bool ascii = fl_model_is_ascii_based(model), pairs = ascii && model != FL_MODEL_SINGLE;
    uint8_t state = 0;
    size_t at = 0, n = 0;
    while (at < s.n) {
        if (ascii && p[at] < 0x80) {
            size_t run = ascii_run(p, at, s.n);
            if (out) memcpy(out + n, p + at, run);
            n += run;
            at += run;
            continue;
        }
        const uint32_t *row = pairs ? m->row[p[at]] : NULL;
        uint32_t cell = row && at + 1 < s.n ? row[p[at + 1]] : 0;
        if (cell - 1 < 0xFFFF) {
            n = put(out, n, cell);
            at += 2;
            continue;
        }
        size_t left = s.n - at;
        fl_step step = fl_model_step(model, p + at, left, &state);
        if (!step.shift) {
            cell = step.length <= left ? fl_model_cell(m, p + at, step.length, state)
                                       : FL_CELL_NONE;
            if (cell == FL_CELL_NONE) {
                step.length = fl_model_bad_length(model, p + at, left, step.length);
                if (!out) add_bad(bad, n, at, step.length);
                cell = 0xFFFD;
            }
            n = put_cell(out, n, cell);
        }
        at += step.length;
    }
    return n;
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
            size_t n = run_map(m, bytes, NULL, &bad);
            char *text = fl_alloc_bytes(t->arena, n);
            (void)run_map(m, bytes, text, NULL);
            out->text = (fl_span){ text, n };
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
