/* site/pairs.c */
#include "site/pairs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "site/fold.h"

enum { IN_MEMORY = 8 << 20, BITS = 11, ROUNDS = 4 }; /* pairs; of a key, four times eleven bits */

/* ---- of one report ---- */

/* Pairs that were met, found by their keys: a power of two slots, 0 is an empty one. */
typedef struct met {
    fl_pair *slot;
    size_t mask;
    fl_pair *out; /* where each stands, in the order in which they are met */
    uint32_t *times;
    uint32_t *place; /* of a slot's pair in out */
    size_t count;
} met;

static void meet(met *m, fl_pair p)
{
    uint64_t key = fl_pair_key(p);
    size_t at = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & m->mask;
    while (m->slot[at] && m->slot[at] != key) at = (at + 1) & m->mask;
    if (m->slot[at]) {
        m->times[m->place[at]]++;
        return;
    }
    m->slot[at] = key; /* of two characters: never 0 */
    m->place[at] = (uint32_t)m->count;
    m->times[m->count] = 1;
    m->out[m->count++] = p;
}

static void collect(met *m, const fl_pairs_text *t, fl_span s, unsigned weight)
{
    uint32_t before = 0, c;
    for (size_t at = 0; at < s.n;) {
        at = fl_utf8_next(s, at, &c);
        c = fl_fold(t->folds, c);
        if (before && c)
            meet(m, (fl_pair)before << 43 | (fl_pair)c << 22 | (fl_pair)t->report << 2 | weight);
        before = c;
    }
}

size_t fl_pairs_of(fl_arena *a, const fl_pairs_text *t, fl_pair **out)
{
    size_t characters = fl_utf8_count(t->title) + fl_utf8_count(t->text) + 1, slots = 64;
    while (slots < 2 * characters) slots *= 2;
    met m = { .slot = fl_alloc(a, slots, sizeof *m.slot),
              .mask = slots - 1,
              .out = fl_alloc(a, characters, sizeof *m.out),
              .times = fl_alloc(a, characters, sizeof *m.times),
              .place = fl_alloc(a, slots, sizeof *m.place) };
    collect(&m, t, t->title, 3);
    collect(&m, t, t->text, 0);
    for (size_t i = 0; i < m.count; i++)
        m.out[i] |= m.times[i] >= 4 ? 2u : m.times[i] >= 2 ? 1u : 0u;
    *out = m.out;
    return m.count;
}

/* ---- of all ---- */

typedef struct piece {
    long at; /* in the file */
    size_t count;
} piece;

typedef struct bucket {
    fl_pair *pair;
    size_t count, capacity;
    piece *piece;
    size_t pieces, piece_capacity;
} bucket;

struct fl_pairs {
    unsigned shards;
    const char *path;
    FILE *file; /* NULL: all is in memory */
    bucket *bucket;
    size_t count; /* in memory */
    long end;     /* of the file */
};

fl_pairs *fl_pairs_new(unsigned shards, const char *path)
{
    fl_pairs *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->shards = shards;
    p->path = path;
    p->bucket = calloc(shards, sizeof *p->bucket);
    if (p->bucket) return p;
    free(p);
    return NULL;
}

void fl_pairs_free(fl_pairs *p)
{
    if (!p) return;
    for (unsigned i = 0; i < p->shards; i++) {
        free(p->bucket[i].pair);
        free(p->bucket[i].piece);
    }
    free(p->bucket);
    if (p->file) {
        (void)fclose(p->file);
        (void)remove(p->path);
    }
    free(p);
}

/* As templates/site/search.js has it. */
static unsigned shard_of(fl_pair pair, unsigned shards)
{
    uint32_t h = fl_pair_first(pair) * 0x9E3779B1u ^ fl_pair_second(pair) * 0x85EBCA6Bu;
    return (h >> 16) & (shards - 1);
}

static void *larger(void *old, size_t *capacity, size_t size)
{
    size_t wanted = *capacity ? *capacity * 2 : 16;
    void *new = realloc(old, wanted * size);
    if (new) *capacity = wanted;
    return new;
}

/* Brings all that is in memory to the file. */
static bool spill(fl_pairs *p)
{
    if (!p->file) p->file = fopen(p->path, "wb");
    if (!p->file) return false;
    for (unsigned i = 0; i < p->shards; i++) {
        bucket *b = &p->bucket[i];
        if (b->count == 0) continue;
        if (b->pieces == b->piece_capacity) {
            piece *more = larger(b->piece, &b->piece_capacity, sizeof *b->piece);
            if (!more) return false;
            b->piece = more;
        }
        if (fwrite(b->pair, sizeof *b->pair, b->count, p->file) != b->count) return false;
        b->piece[b->pieces++] = (piece){ p->end, b->count };
        p->end += (long)(b->count * sizeof *b->pair);
        b->count = 0;
    }
    p->count = 0;
    return fflush(p->file) == 0;
}

bool fl_pairs_add(fl_pairs *p, const fl_pair *pair, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bucket *b = &p->bucket[shard_of(pair[i], p->shards)];
        if (b->count == b->capacity) {
            fl_pair *more = larger(b->pair, &b->capacity, sizeof *b->pair);
            if (!more) return false;
            b->pair = more;
        }
        b->pair[b->count++] = pair[i];
    }
    p->count += count;
    return p->count < IN_MEMORY || spill(p);
}

static bool read_pieces(const fl_pairs *p, const bucket *b, fl_pair *out)
{
    FILE *file = fopen(p->path, "rb");
    bool read = file != NULL;
    for (size_t i = 0; i < b->pieces && read; i++) {
        read = fseek(file, b->piece[i].at, SEEK_SET) == 0 &&
               fread(out, sizeof *out, b->piece[i].count, file) == b->piece[i].count;
        out += b->piece[i].count;
    }
    if (file) (void)fclose(file);
    return read;
}

/* Sorts by the key, reports keep their order; `other` is room for as many. */
static void sort_pairs(fl_pair *pair, fl_pair *other, size_t count)
{
    enum { SLOTS = 1 << BITS };
    for (unsigned round = 0; round < ROUNDS; round++) {
        size_t start[SLOTS + 1] = { 0 };
        unsigned shift = 22 + round * BITS;
        for (size_t i = 0; i < count; i++) start[(pair[i] >> shift & (SLOTS - 1)) + 1]++;
        for (size_t i = 1; i <= SLOTS; i++) start[i] += start[i - 1];
        for (size_t i = 0; i < count; i++) other[start[pair[i] >> shift & (SLOTS - 1)]++] = pair[i];
        fl_pair *swap = pair;
        pair = other;
        other = swap;
    }
}

bool fl_pairs_shard(const fl_pairs *p, unsigned shard, fl_arena *a, fl_pair **out, size_t *count)
{
    const bucket *b = &p->bucket[shard];
    size_t spilt = 0;
    for (size_t i = 0; i < b->pieces; i++) spilt += b->piece[i].count;
    *count = spilt + b->count;
    *out = fl_alloc(a, *count + 1, sizeof **out);
    fl_pair *other = fl_alloc(a, *count + 1, sizeof *other);
    if (b->pieces && !read_pieces(p, b, *out)) return false;
    if (b->count) memcpy(*out + spilt, b->pair, b->count * sizeof **out);
    sort_pairs(*out, other, *count);
    return true;
}
