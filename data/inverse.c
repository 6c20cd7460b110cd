/* data/inverse.c - runs while fairleaf is built: turns the tables of GBK, of frequencies and of
 * readings round and prints what convert/clean/inverse.h declares. */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "clean/gbk.h"
#include "clean/inverse.h"
#include "clean/readings.h"

#include "data/frequency/pairs.inc"
#include "data/frequency/triples.inc"

/* What is about to be made: clean/gbk.c and clean/readings.c, which know the characters, want them.
 */
const uint8_t fl_gbk_page[256] = { 0 }, fl_reading_page[256] = { 0 };
const uint8_t fl_script_page[256] = { 0 }, fl_script_pages[][256] = { { 0 } };
const uint16_t fl_gbk_pages[][256] = { { 0 } }, fl_reading_pages[][256] = { { 0 } };

enum { POINTS = 0x10000, PAGES = POINTS / 256 };

/* Decoders as browsers have them give a character to every pair: what GBK leaves free outside the
 * user-defined areas is U+E766, U+E767 ... in the order of its bytes (GB 18030, annex). */
static void take_gbk(uint32_t value[POINTS])
{
    uint32_t free = 0xE766;
    for (unsigned lead = 0x81; lead <= 0xFE; lead++)
        for (unsigned trail = 0x40; trail <= 0xFE; trail++) {
            uint32_t c = fl_gbk_character(lead, trail);
            if (trail != 0x7F) value[c ? c : free++] = lead << 8 | trail;
        }
    value[0x30FB] = 0xA1A4; /* what some decoders make of the middle dot */
}

static void take_scripts(uint32_t value[POINTS])
{
    static uint8_t script[POINTS];
    fl_reading_scripts(script);
    for (size_t c = 0; c < POINTS; c++) value[c] = script[c];
}

static void take_readings(uint32_t value[POINTS])
{
    for (uint32_t i = 0; i < fl_reading_rows(); i++) value[fl_reading_character(i)] = i + 1;
}

static bool is_used(const uint32_t *page)
{
    for (int i = 0; i < 256; i++)
        if (page[i]) return true;
    return false;
}

static void print(const char *name, const char *type, const uint32_t value[POINTS])
{
    unsigned used = 0;
    printf("const uint8_t fl_%s_page[256] = {", name);
    for (int i = 0; i < PAGES; i++) printf("%u,", is_used(value + 256 * i) ? ++used : 0);
    printf("};\nconst %s fl_%s_pages[][256] = { { 0 },\n", type, name);
    for (int i = 0; i < PAGES; i++) {
        if (!is_used(value + 256 * i)) continue;
        fputs("{ ", stdout);
        for (int k = 0; k < 256; k++)
            printf("%lu%s", (unsigned long)value[256 * i + k], k % 16 == 15 ? ",\n" : ",");
        puts("},");
    }
    puts("};");
}

/* ---- frequencies ---- */

typedef struct follower {
    uint32_t c;
    unsigned level;
} follower;

static int by_character(const void *a, const void *b)
{
    const follower *x = a, *y = b;
    return x->c < y->c ? -1 : x->c > y->c;
}

static unsigned level_of(char letter)
{
    return letter <= 'Z' ? (unsigned)(letter - 'A') : (unsigned)(letter - 'b') + 26;
}

/* 'a' is a character of the text. */
static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'b' && c <= 'z'); }

/* The followers of a row in the order of their code points; groups begin at `at`, the row ends with
 * LF. */
static size_t followers_of(fl_span rows, size_t at, follower out[POINTS])
{
    size_t count = 0;
    unsigned level = 0;
    while (rows.p[at] != '\n') {
        uint32_t c;
        size_t behind = fl_utf8_next(rows, at, &c);
        if (is_letter(rows.p[at]))
            level = level_of(rows.p[at]);
        else
            out[count++] = (follower){ c, level };
        at = behind;
    }
    qsort(out, count, sizeof *out, by_character);
    return count;
}
typedef struct numbers {
    uint32_t *of;
    size_t count, capacity;
} numbers;

static void push(numbers *n, uint32_t number)
{
    if (n->count == n->capacity) {
        n->capacity = n->capacity ? n->capacity * 2 : 1 << 16;
        n->of = realloc(n->of, n->capacity * sizeof *n->of);
        if (!n->of) abort();
    }
    n->of[n->count++] = number;
}

static void print_numbers(const char *name, const char *type, const numbers *n)
{
    printf("const %s fl_%s[] = {\n", type, name);
    for (size_t i = 0; i < n->count; i++)
        printf("%lu%s", (unsigned long)n->of[i], i % 32 == 31 ? ",\n" : ",");
    puts("};");
    free(n->of);
}

/* Rows of triples stand in the order of the pairs that they begin with, and every one of these
 * pairs has been kept: one walk along both. */
static void take_triples(uint32_t first, uint32_t second, size_t *at, numbers out[3])
{
    static follower behind[POINTS];
    const fl_span rows = FL_SPAN(triple_rows);
    uint32_t x = 0, y = 0;
    size_t from = *at;
    if (from < rows.n) from = fl_utf8_next(rows, fl_utf8_next(rows, from, &x), &y);
    bool own = x == first && y == second;
    push(&out[0], own ? level_of(rows.p[from]) : 0);
    if (!own) return;
    size_t count = followers_of(rows, from + 1, behind);
    for (size_t i = 0; i < count; i++) {
        push(&out[1], behind[i].c);
        push(&out[2], behind[i].level);
    }
    *at = fl_span_find(rows, FL_SPAN("\n"), from) + 1;
}

static void print_frequencies(void)
{
    static uint32_t row[POINTS];
    static follower behind[POINTS];
    numbers backoff = { 0 }, own = { 0 }, first = { 0 }, next = { 0 }, level = { 0 }, third = { 0 },
            triple[3] = { { 0 } };
    const fl_span rows = FL_SPAN(pair_rows);
    size_t triples = 0;
    uint32_t count = 0;
    for (size_t at = 0; at < rows.n; at = fl_span_find(rows, FL_SPAN("\n"), at) + 1) {
        uint32_t c;
        at = fl_utf8_next(rows, at, &c);
        if (c < POINTS) row[c] = ++count;
        push(&backoff, level_of(rows.p[at]));
        push(&own, level_of(rows.p[at + 1]));
        push(&first, (uint32_t)next.count);
        size_t n = followers_of(rows, at + 2, behind);
        for (size_t i = 0; i < n; i++) {
            push(&next, behind[i].c);
            push(&level, behind[i].level);
            push(&third, (uint32_t)triple[1].count);
            take_triples(c, behind[i].c, &triples, triple);
        }
    }
    if (triples != FL_SPAN(triple_rows).n) abort(); /* a row whose pair was not kept */
    push(&first, (uint32_t)next.count);
    push(&third, (uint32_t)triple[1].count);
    print("frequency", "uint16_t", row);
    print_numbers("frequency_backoff", "uint8_t", &backoff);
    print_numbers("frequency_own", "uint8_t", &own);
    print_numbers("pair_first", "uint32_t", &first);
    print_numbers("pair_next", "uint16_t", &next);
    print_numbers("pair_level", "uint8_t", &level);
    print_numbers("pair_backoff", "uint8_t", &triple[0]);
    print_numbers("triple_first", "uint32_t", &third);
    print_numbers("triple_next", "uint16_t", &triple[1]);
    print_numbers("triple_level", "uint8_t", &triple[2]);
    printf("const float fl_frequency_step = %.2ff;\n", (double)PAIR_STEP);
}

int main(void)
{
    static uint32_t gbk[POINTS], script[POINTS], reading[POINTS];
    puts("/* Written by data/inverse.c from data/gbk, data/frequency and data/readings. */\n"
         "#include \"clean/inverse.h\"");
    take_gbk(gbk);
    print("gbk", "uint16_t", gbk);
    print_frequencies();
    take_scripts(script);
    print("script", "uint8_t", script);
    take_readings(reading);
    print("reading", "uint16_t", reading);
    return ferror(stdout) != 0;
}
