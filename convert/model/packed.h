/* model/packed.h - edits in little memory. A report may hold one for every ten bytes, and most are
 * alike: the same comma becomes the same mark for the same reason. So an edit is a place and the
 * number of what happens there, and what happens is kept once for all places. */
#ifndef FL_MODEL_PACKED_H
#define FL_MODEL_PACKED_H

#include "base/arena.h"
#include "base/buf.h"

/* An edit, unpacked. */
typedef struct fl_edit {
    uint32_t from, to; /* in fl_lines.source */
    uint32_t after;    /* offset in fl_trail.texts */
    uint32_t why;      /* offset in fl_trail.texts of what keep_why wrote: a reason, then each
                          alternative behind FL_ALTERNATIVE, then NUL; 0: the rule's own reason */
    uint32_t after_length;
    uint16_t rule;      /* index in fl_trail.rule */
    uint8_t kind;       /* fairleaf_edit_kind */
    uint8_t confidence; /* in hundredths */
} fl_edit;

/* An edit without its place: `length` is to - from. */
typedef struct fl_deed {
    uint32_t length, after, why, after_length;
    uint16_t rule;
    uint8_t kind, confidence;
} fl_deed;

typedef struct fl_packed_edit {
    uint32_t from, deed;
} fl_packed_edit;

/* Entries of a block; deeds that are looked at before a new one is kept. */
enum { FL_PACKED_BLOCK = 256, FL_PACKED_SEEN = 512 };

/* Begin with zeros. */
typedef struct fl_packed {
    fl_packed_edit **place; /* blocks: growing copies nothing but their list */
    fl_deed **deed;
    size_t count, deed_count, place_blocks, deed_blocks;
    uint32_t *seen; /* by their hash the last deeds, + 1 */
} fl_packed;

static inline const fl_deed *fl_packed_deed(const fl_packed *e, uint32_t i)
{
    uint32_t deed = e->place[i / FL_PACKED_BLOCK][i % FL_PACKED_BLOCK].deed;
    return &e->deed[deed / FL_PACKED_BLOCK][deed % FL_PACKED_BLOCK];
}

static inline fl_edit fl_packed_at(const fl_packed *e, uint32_t i)
{
    uint32_t from = e->place[i / FL_PACKED_BLOCK][i % FL_PACKED_BLOCK].from;
    const fl_deed *d = fl_packed_deed(e, i);
    return (fl_edit){ .from = from,
                      .to = from + d->length,
                      .after = d->after,
                      .why = d->why,
                      .after_length = d->after_length,
                      .rule = d->rule,
                      .kind = d->kind,
                      .confidence = d->confidence };
}

/* Adds an edit. Its texts were written last into `texts`, from `mark` on: they are given back when
 * the same stand there already. */
void fl_packed_add(fl_arena *a, fl_packed *e, fl_buf *texts, const fl_edit *edit, size_t mark);
/* Adds edit `i` once more. */
void fl_packed_repeat(fl_arena *a, fl_packed *e, uint32_t i);

size_t fl_packed_held(const fl_packed *e); /* bytes of memory */

#endif
