/* base/sketch.c */
#include "base/sketch.h"

#include <stdio.h>
#include <string.h>

enum { RUN_BYTES = 12, FEWEST_RUNS = 100 };

void fl_sketch_begin(fl_sketcher *s)
{
    *s = (fl_sketcher){ .kept = 0 };
    memset(s->least, 0xFF, sizeof s->least);
}

/* The finaliser of splitmix64: every bit of the result depends on every bit of x. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

static bool is_passed_over(unsigned char c)
{
    return c <= ' ' || (c < 0x80 && !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                                      (c >= 'a' && c <= 'z')));
}

/* Takes the run that ends before the next character. */
static void take_run(fl_sketcher *s)
{
    uint64_t h = mix(s->low ^ mix(s->high));
    unsigned bin = (unsigned)(h >> 59);
    uint32_t value = (uint32_t)h;
    s->runs++;
    if (value < s->least[bin]) s->least[bin] = value;
}

void fl_sketch_add(fl_sketcher *s, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (is_passed_over(c)) continue;
        if ((c & 0xC0) != 0x80 && s->kept >= RUN_BYTES) take_run(s);
        s->high = (s->high << 8 | s->low >> 56) & 0xFFFFFFFF; /* 4 and 8 bytes: a run of twelve */
        s->low = s->low << 8 | c;
        s->kept++;
    }
}

bool fl_sketch_end(const fl_sketcher *s, fl_sketch *out)
{
    fl_sketcher last = *s;
    *out = (fl_sketch){ .bin = { 0 } };
    if (last.kept >= RUN_BYTES) take_run(&last);
    if (last.runs < FEWEST_RUNS) return false;
    for (size_t i = 0; i < FL_SKETCH_BINS; i++) {
        size_t from = i; /* an empty bin takes what the next one has that is not empty */
        while (last.least[from] == UINT32_MAX) from = (from + 1) % FL_SKETCH_BINS;
        out->bin[i] = (uint16_t)(last.least[from] + (from != i));
    }
    return true;
}

bool fl_sketch_is_none(const fl_sketch *s)
{
    static const fl_sketch none;
    return memcmp(s, &none, sizeof none) == 0;
}

unsigned fl_sketch_alike(const fl_sketch *a, const fl_sketch *b)
{
    unsigned n = 0;
    for (size_t i = 0; i < FL_SKETCH_BINS; i++) n += a->bin[i] == b->bin[i];
    return n;
}

void fl_sketch_hex(const fl_sketch *s, char out[FL_SKETCH_HEX + 1])
{
    for (size_t i = 0; i < FL_SKETCH_BINS; i++) (void)snprintf(out + 4 * i, 5, "%04x", s->bin[i]);
}

bool fl_sketch_from_hex(const char *hex, fl_sketch *out)
{
    if (strlen(hex) != FL_SKETCH_HEX || strspn(hex, "0123456789abcdef") != FL_SKETCH_HEX)
        return false;
    for (size_t i = 0; i < FL_SKETCH_BINS; i++) {
        unsigned value = 0;
        if (sscanf(hex + 4 * i, "%4x", &value) != 1) return false;
        out->bin[i] = (uint16_t)value;
    }
    return true;
}
