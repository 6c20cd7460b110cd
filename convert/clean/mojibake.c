/* clean/mojibake.c - finds the lines that may hold mojibake; UTF-8 read as GBK is undone here. */
#include "clean/mojibake.h"

#include "base/utf8.h"
#include "clean/edits.h"
#include "clean/gbk.h"
#include "clean/latin.h"
#include "base/scan.h"
#include "clean/unread.h"

enum {
    LEAST = 3,   /* characters that must come out of a run */
    HOT_LINE = 2 /* suspects in a line before it is looked at closer */
};
static const float GAIN = 2.5f; /* of ln P a character, restored over as it stands */

typedef struct work {
    fl_edits edits;
    fl_frequency *frequency;    /* only when a line asks for it */
    bool proven;                /* a long run was found in this document */
    uint64_t hot[0x10000 / 64]; /* bits by code point: what GBK makes of how Han begins in UTF-8 */
} work;

/* The character of three bytes at p. */
static bool is_hot(const work *w, const unsigned char *p)
{
    return w->hot[(p[0] & 15) << 6 | (p[1] & 63)] >> (p[2] & 63) & 1;
}

/* Han are E4 to E9 and a byte of 80 to BF in UTF-8; marks and kana start with E2 80, E3 80 to E3 83
 * and EF BC. */
static void mark_hot(work *w)
{
    static const uint8_t range[][3] = { { 0xE2, 0x80, 0x80 }, { 0xE3, 0x80, 0x83 },
                                        { 0xE4, 0x80, 0xBF }, { 0xE5, 0x80, 0xBF },
                                        { 0xE6, 0x80, 0xBF }, { 0xE7, 0x80, 0xBF },
                                        { 0xE8, 0x80, 0xBF }, { 0xE9, 0x80, 0xBF },
                                        { 0xEF, 0xBC, 0xBC } };
    for (size_t i = 0; i < sizeof range / sizeof *range; i++)
        for (unsigned trail = range[i][1]; trail <= range[i][2]; trail++) {
            uint32_t c = fl_gbk_character(range[i][0], trail);
            w->hot[c >> 6] |= (uint64_t)1 << (c & 63);
        }
}

static bool is_han_byte(unsigned char b) { return b >= 0xE4 && b <= 0xE9; }
/* Of a character by its first byte, without branches. */
static size_t length_of(unsigned char b)
{
    return 1 + (size_t)(b >= 0x80) + (size_t)(b >= 0xE0) + (size_t)(b >= 0xF0);
}

/* True when one of every second Han is a suspect. In mojibake they stand three apart: of two in a
 * row, one is seen. */
static bool has_hot(const work *w, fl_span s)
{
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    for (;;) {
        while (p < end && !is_han_byte(*p)) p += length_of(*p);
        if (p >= end) return false;
        if (is_hot(w, p)) return true;
        p += 3;
        p += p < end && is_han_byte(*p) ? 3 : 0;
    }
}

static bool is_suspect(const work *w, fl_span s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    unsigned count = 0;
    if (!has_hot(w, s)) return false;
    for (size_t at = 0; at < s.n && count < HOT_LINE; at += length_of(p[at]))
        count += is_han_byte(p[at]) && is_hot(w, p + at);
    return count == HOT_LINE;
}

static const fl_frequency *frequency(work *w)
{
    if (!w->frequency) w->frequency = fl_frequency_new(w->edits.t->arena);
    return w->frequency;
}

/* Mean ln P of a character, and the share of pairs that the table lists ('?' left out). */
static float mean_of(const fl_frequency *f, fl_span s, float *listed)
{
    fl_token before = FL_TOKEN_EDGE, last = FL_TOKEN_EDGE;
    float sum = 0, pairs = 0, good = 0;
    size_t n = 0;
    for (size_t at = 0; at < s.n; n++) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        fl_token t = fl_frequency_token(c);
        sum += fl_frequency_of(f, before, last, t);
        if (n && t != '?' && last != '?') {
            pairs++;
            good += fl_frequency_lists(f, last, t);
        }
        before = last;
        last = t;
    }
    *listed = pairs > 0 ? good / pairs : 0;
    return n ? sum / (float)n : 0;
}

/* Text of kana: the table knows nothing of it, but chance does not write it either. */
static bool is_japanese(fl_span s)
{
    size_t kana = 0, n = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (c == '?' || c == 0x3001 || c == 0x3002) continue;
        if (!fl_is_kana(c) && !fl_is_han(c)) return false;
        kana += fl_is_kana(c);
        n++;
    }
    return n >= 6 && kana * 5 >= n * 2;
}

static bool reads_better(work *w, fl_span before, const fl_unread *r)
{
    float listed, unused;
    fl_span after = fl_buf_view(&r->text);
    size_t least = w->proven ? 1 : LEAST;
    if (r->whole < least || r->open + r->guessed > r->whole) return false;
    if (is_japanese(after)) return true;
    float gain = mean_of(frequency(w), after, &listed) - mean_of(frequency(w), before, &unused);
    return gain >= GAIN && (listed >= .5f || (w->proven && r->whole < LEAST));
}

/* Proposes every run of the line; returns how many. */
static size_t propose(work *w)
{
    fl_edits *e = &w->edits;
    fl_span s = e->line->text;
    fl_unread r = { .text = fl_buf_new(e->t->arena, 64) };
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c;
        end = fl_utf8_next(s, at, &c);
        if (c < 0x800 || c > 0xFFFF || !is_hot(w, (const unsigned char *)s.p + at) ||
            !fl_unread_gbk(frequency(w), s, at, &r))
            continue;
        if (!reads_better(w, fl_span_sub(s, at, r.end), &r)) continue;
        fl_edits_replace(e, at, r.end, fl_buf_view(&r.text));
        end = r.end;
    }
    return e->count;
}

static void repair_gbk(work *w)
{
    fl_edits *e = &w->edits;
    fl_edits_rule(e, "mojibake.gbk", "UTF-8 that was read as GBK", 95);
    if (propose(w) && !w->proven) { /* short runs beside a long one are the same */
        w->proven = true;
        e->count = 0;
        (void)propose(w);
    }
    fl_edits_make(e);
}

static bool is_code(const fl_lines *lines, const fl_line *line)
{
    return line->container && lines->container[line->container].kind == FL_CONTAINER_CODE;
}

void fl_repair_mojibake(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    work w = { .edits = { .t = t, .lines = lines } };
    mark_hot(&w);
    for (size_t i = 0; i < lines->count; i++) {
        fl_line *line = &lines->item[i];
        bool latin = fl_scan_two_byte(line->text), hot = is_suspect(&w, line->text);
        if ((!latin && !hot) || is_code(lines, line)) continue;
        w.edits.line = line;
        if (hot) repair_gbk(&w);
        if (latin && fl_looks_legacy(line->text)) fl_repair_legacy(&w.edits, frequency(&w));
        if (latin) fl_repair_latin(&w.edits);
    }
}
