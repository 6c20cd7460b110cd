/* tests/unit/sketch.c - texts that are nearly the same are called so, others are not. */
#include "base/sketch.h"

#include "tap.h"

enum { CHARACTERS = 2000 };

/* Chinese characters without meaning: a linear congruential generator picks them. */
static size_t text_of(char *out, uint32_t seed, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = 0; i < CHARACTERS; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t c = 0x4E00 + (seed >> 16) % 4000;
        if (i >= from && i < to) c = 0x6700; /* a stretch that is another */
        out[n++] = (char)(0xE0 | c >> 12);
        out[n++] = (char)(0x80 | (c >> 6 & 63));
        out[n++] = (char)(0x80 | (c & 63));
    }
    return n;
}

static fl_sketch sketch_of(const char *p, size_t n, size_t piece)
{
    fl_sketcher s;
    fl_sketch out;
    fl_sketch_begin(&s);
    for (size_t at = 0; at < n; at += piece)
        fl_sketch_add(&s, p + at, n - at < piece ? n - at : piece);
    (void)fl_sketch_end(&s, &out);
    return out;
}

int main(void)
{
    static char p[CHARACTERS * 3], q[CHARACTERS * 6];
    fl_sketcher s;
    fl_sketch short_one;
    size_t n = text_of(p, 1, 0, 0);
    fl_sketch whole = sketch_of(p, n, n), pieces = sketch_of(p, n, 7);
    NUMBER("cut anywhere, the same", fl_sketch_alike(&whole, &pieces), FL_SKETCH_BINS);

    size_t m = 0; /* the same as Markdown: marks, blank lines, spaces */
    for (size_t i = 0; i < n; i += 3) {
        if (i % 300 == 0) m += (size_t)sprintf(q + m, "**\n\n- ");
        memcpy(q + m, p + i, 3);
        m += 3;
    }
    fl_sketch marked = sketch_of(q, m, m);
    NUMBER("marks and line ends do not count", fl_sketch_alike(&whole, &marked), FL_SKETCH_BINS);

    size_t k = text_of(q, 1, 500, 560); /* 3 of 100 characters are others */
    fl_sketch near = sketch_of(q, k, k);
    OK("a few changes: alike", fl_sketch_alike(&whole, &near) >= 27);
    k = text_of(q, 1, 0, 1000);
    fl_sketch half = sketch_of(q, k, k);
    OK("half of it: not alike", fl_sketch_alike(&whole, &half) < 25);
    k = text_of(q, 2, 0, 0);
    fl_sketch other = sketch_of(q, k, k);
    OK("another: nothing in common", fl_sketch_alike(&whole, &other) <= 1);

    fl_sketch_begin(&s);
    fl_sketch_add(&s, p, 300);
    OK("a short text is like nothing",
       !fl_sketch_end(&s, &short_one) && fl_sketch_is_none(&short_one));

    char hex[FL_SKETCH_HEX + 1];
    fl_sketch back;
    fl_sketch_hex(&whole, hex);
    OK("there and back",
       fl_sketch_from_hex(hex, &back) && fl_sketch_alike(&whole, &back) == FL_SKETCH_BINS);
    hex[5] = 'x';
    OK("no digit", !fl_sketch_from_hex(hex, &back));
    OK("too short", !fl_sketch_from_hex("abcd", &back));
    return DONE();
}
