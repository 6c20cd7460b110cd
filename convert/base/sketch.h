/* base/sketch.h - how alike two texts are, told from 64 bytes kept of each (minwise hashing with
 * one permutation: A. Broder, "On the resemblance and containment of documents", 1997; P. Li, A.
 * Owen, C.-H. Zhang, "One permutation hashing", 2012).
 *
 * A text counts as the set of its runs of twelve bytes (four Chinese characters) that end at a
 * character; white space and ASCII punctuation are passed over, so that Markdown, text and lines
 * broken elsewhere are alike. Of every bin the smallest hash is kept; the share of equal bins
 * estimates the share of common runs (Jaccard), at 0.8 to within 0.07. */
#ifndef FL_BASE_SKETCH_H
#define FL_BASE_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FL_SKETCH_BINS = 32, FL_SKETCH_HEX = FL_SKETCH_BINS * 4 };

typedef struct fl_sketch {
    uint16_t bin[FL_SKETCH_BINS];
} fl_sketch;

/* Begin, any number of adds with UTF-8 cut anywhere, end. */
typedef struct fl_sketcher {
    uint64_t high, low; /* the last bytes that were kept */
    size_t kept, runs;
    uint32_t least[FL_SKETCH_BINS];
} fl_sketcher;
void fl_sketch_begin(fl_sketcher *s);
void fl_sketch_add(fl_sketcher *s, const char *bytes, size_t n);
/* False for a text too short to be called like another: the sketch is all zeros then. */
bool fl_sketch_end(const fl_sketcher *s, fl_sketch *out);

bool fl_sketch_is_none(const fl_sketch *s);

/* Equal bins, 0 to FL_SKETCH_BINS. */
unsigned fl_sketch_alike(const fl_sketch *a, const fl_sketch *b);

/* In lower-case hexadecimal, with a NUL; and back. False: not a sketch. */
void fl_sketch_hex(const fl_sketch *s, char out[FL_SKETCH_HEX + 1]);
bool fl_sketch_from_hex(const char *hex, fl_sketch *out);

#endif
