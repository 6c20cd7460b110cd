/* rules/numerals.h - the numbers of enumerators, as many scripts write them. */
#ifndef FL_RULES_NUMERALS_H
#define FL_RULES_NUMERALS_H

#include "base/span.h"

enum { FL_MARKER_PARTS = 6 };

typedef struct fl_marker {
    uint32_t length;  /* bytes that the template covers */
    uint16_t row;     /* index in the rows that were compiled */
    uint16_t ordinal; /* 1 is the first; of a decimal the last part, of several slots the first one;
                         0: the template does not count */
    uint16_t
        part[FL_MARKER_PARTS]; /* {dec}, {adec}: all parts (A is 1); else only the first is set */
    uint8_t depth;             /* number of parts, 0 when it does not count */
} fl_marker;

/* The slots of templates, in the order of rules/enumerators.h. */
typedef enum fl_slot {
    FL_SLOT_CN,
    FL_SLOT_CNF,
    FL_SLOT_JIA,
    FL_SLOT_AR,
    FL_SLOT_FW,
    FL_SLOT_CIRC,
    FL_SLOT_PAR,
    FL_SLOT_PCN,
    FL_SLOT_PNT,
    FL_SLOT_ROM,
    FL_SLOT_ROML,
    FL_SLOT_ROMC,
    FL_SLOT_AL,
    FL_SLOT_AL_UPPER,
    FL_SLOT_KANA,
    FL_SLOT_IROHA,
    FL_SLOT_GANA,
    FL_SLOT_CYR,
    FL_SLOT_DEC,
    FL_SLOT_ADEC,
    FL_SLOT_COUNT
} fl_slot;

/* The slot of that name; false when there is none. */
bool fl_slot_named(fl_span name, fl_slot *out);

/* Reads a number at `at` and returns the offset behind it, SIZE_MAX when there is none. Sets
 * ordinal, part and depth of *m; a second number of a marker is read, but the first one counts. */
size_t fl_read_slot(fl_slot slot, fl_span s, size_t at, fl_marker *m);

/* The characters with which a number of the slot may start. */
const char *fl_slot_starts(fl_slot slot);

#endif
