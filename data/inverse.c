/* data/inverse.c - runs while fairleaf is built: turns the tables of GBK, of bigrams and
 * triples, and of readings round and prints what convert/clean/inverse.h declares. */
#include <stdio.h>

#include "base/utf8.h"
#include "clean/gbk.h"
#include "clean/inverse.h"
#include "clean/readings.h"

#include "data/frequency/bigrams.inc"

/* What is about to be made: clean/gbk.c and clean/readings.c, which know the characters, want them.
 */
const uint8_t fl_gbk_page[256] = { 0 }, fl_reading_page[256] = { 0 };
const uint8_t fl_script_page[256] = { 0 }, fl_script_pages[][256] = { { 0 } };
const uint16_t fl_gbk_pages[][256] = { { 0 } }, fl_reading_pages[][256] = { { 0 } };

enum { POINTS = 0x10000, PAGES = POINTS / 256 };

static void take_gbk(uint32_t value[POINTS])
{
    for (unsigned lead = 0x81; lead <= 0xFE; lead++)
        for (unsigned trail = 0x40; trail <= 0xFE; trail++) {
            uint32_t c = fl_gbk_character(lead, trail);
            if (c) value[c] = lead << 8 | trail;
        }
    value[0x30FB] = 0xA1A4; /* what some decoders make of the middle dot */
}

static void take_bigrams(uint32_t value[POINTS])
{
    const fl_span all = FL_SPAN(bigram_rows);
    for (size_t at = 0; at < all.n;) {
        uint32_t c;
        size_t behind = fl_utf8_next(all, at, &c);
        if (c < POINTS) value[c] = (uint32_t)behind;
        at = fl_span_find(all, FL_SPAN("\n"), behind) + 1;
    }
}

static void take_triples(uint32_t slot[FL_TRIPLE_SLOTS])
{
    const fl_span all = FL_SPAN(triple_rows);
    for (size_t at = 0; at < all.n;) {
        uint32_t before, last;
        size_t behind = fl_utf8_next(all, at, &before);
        behind = fl_utf8_next(all, behind, &last);
        uint32_t hash = fl_triple_hash((uint16_t)before, (uint16_t)last),
                 i = fl_triple_first(hash);
        while (slot[i]) i = (i + 1) % FL_TRIPLE_SLOTS;
        slot[i] = fl_triple_tag(hash) | (uint32_t)behind;
        at = fl_span_find(all, FL_SPAN("\n"), behind) + 1;
    }
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

static void print_slots(const uint32_t slot[FL_TRIPLE_SLOTS])
{
    puts("const uint32_t fl_triple_slot[] = {");
    for (int i = 0; i < FL_TRIPLE_SLOTS; i++)
        printf("%lu%s", (unsigned long)slot[i], i % 16 == 15 ? ",\n" : ",");
    puts("};");
}

int main(void)
{
    static uint32_t gbk[POINTS], bigram[POINTS], triple[FL_TRIPLE_SLOTS], script[POINTS],
        reading[POINTS];
    puts("/* Written by data/inverse.c from data/gbk, data/frequency and data/readings. */\n"
         "#include \"clean/inverse.h\"");
    take_gbk(gbk);
    print("gbk", "uint16_t", gbk);
    take_bigrams(bigram);
    print("bigram", "uint32_t", bigram);
    take_triples(triple);
    print_slots(triple);
    take_scripts(script);
    print("script", "uint8_t", script);
    take_readings(reading);
    print("reading", "uint16_t", reading);
    return ferror(stdout) != 0;
}
