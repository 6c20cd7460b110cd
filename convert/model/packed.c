/* model/packed.c - what is alike is found by a hash among the last deeds; a miss costs a deed more,
 * nothing else. */
#include "model/packed.h"

static fl_span text_at(const fl_buf *texts, uint32_t at, uint32_t length)
{
    return (fl_span){ texts->p + at, length };
}

static fl_span why_at(const fl_buf *texts, uint32_t why)
{
    return why ? fl_span_of(texts->p + why) : (fl_span){ NULL, 0 };
}

static bool is_same(const fl_buf *texts, const fl_deed *a, const fl_deed *b)
{
    return a->length == b->length && a->rule == b->rule && a->kind == b->kind &&
           a->confidence == b->confidence &&
           fl_span_equal(text_at(texts, a->after, a->after_length),
                         text_at(texts, b->after, b->after_length)) &&
           (a->why == b->why || fl_span_equal(why_at(texts, a->why), why_at(texts, b->why)));
}

/* Of the first bytes only: one that comes out like another costs a deed. */
static uint32_t hash_of(const fl_buf *texts, const fl_deed *d)
{
    uint64_t after = 0, why = 0, h;
    memcpy(&after, texts->p + d->after, d->after_length < 8 ? d->after_length : 8);
    for (const char *p = texts->p + d->why; d->why && *p && why < UINT64_C(1) << 56; p++)
        why = why << 8 | (unsigned char)*p;
    h = (after ^ why << 1) + ((uint64_t)d->length << 32 | d->after_length);
    h = (h ^ (uint64_t)d->rule << 16 ^ (uint64_t)d->kind << 8 ^ d->confidence) *
        UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(h >> 40) % FL_PACKED_SEEN;
}

/* Room for one more entry behind `count` in a list of blocks, which has `*blocks` places. */
static void *room(fl_arena *a, void *list, size_t count, size_t *blocks, size_t size)
{
    void **block = list;
    if (count % FL_PACKED_BLOCK) return list;
    size_t at = count / FL_PACKED_BLOCK;
    if (at == *blocks) {
        size_t wanted = *blocks ? *blocks * 2 : 8;
        block = fl_grow(a, block, *blocks * sizeof *block, wanted * sizeof *block);
        memset(block + at, 0, (wanted - at) * sizeof *block);
        *blocks = wanted;
    }
    if (!block[at]) block[at] = fl_alloc_bytes(a, FL_PACKED_BLOCK * size);
    return block;
}

static void add_place(fl_arena *a, fl_packed *e, uint32_t from, uint32_t deed)
{
    e->place = room(a, e->place, e->count, &e->place_blocks, sizeof **e->place);
    e->place[e->count / FL_PACKED_BLOCK][e->count % FL_PACKED_BLOCK] = (fl_packed_edit){ from,
                                                                                         deed };
    e->count++;
}

void fl_packed_add(fl_arena *a, fl_packed *e, fl_buf *texts, const fl_edit *edit, size_t mark)
{
    fl_deed d = { .length = edit->to - edit->from,
                  .after = edit->after,
                  .why = edit->why,
                  .after_length = edit->after_length,
                  .rule = edit->rule,
                  .kind = edit->kind,
                  .confidence = edit->confidence };
    if (!e->seen) e->seen = fl_alloc(a, FL_PACKED_SEEN, sizeof *e->seen);
    uint32_t *seen = &e->seen[hash_of(texts, &d)];
    if (*seen) {
        uint32_t old = *seen - 1;
        if (is_same(texts, &e->deed[old / FL_PACKED_BLOCK][old % FL_PACKED_BLOCK], &d)) {
            texts->n = mark;
            add_place(a, e, edit->from, old);
            return;
        }
    }
    e->deed = room(a, e->deed, e->deed_count, &e->deed_blocks, sizeof **e->deed);
    e->deed[e->deed_count / FL_PACKED_BLOCK][e->deed_count % FL_PACKED_BLOCK] = d;
    *seen = (uint32_t)++e->deed_count;
    add_place(a, e, edit->from, *seen - 1);
}

void fl_packed_repeat(fl_arena *a, fl_packed *e, uint32_t i)
{
    fl_packed_edit p = e->place[i / FL_PACKED_BLOCK][i % FL_PACKED_BLOCK];
    add_place(a, e, p.from, p.deed);
}

size_t fl_packed_held(const fl_packed *e)
{
    size_t blocks = 0, deeds = 0;
    while (blocks < e->place_blocks && e->place[blocks]) blocks++;
    while (deeds < e->deed_blocks && e->deed[deeds]) deeds++;
    return (blocks * sizeof **e->place + deeds * sizeof **e->deed) * FL_PACKED_BLOCK +
           (e->place_blocks + e->deed_blocks) * sizeof(void *) +
           (e->seen ? FL_PACKED_SEEN * sizeof *e->seen : 0);
}
