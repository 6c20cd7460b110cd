/* containers.c - the public functions for containers: they own the arena and turn a jump into a
 * status. */
#include "limits.h"

#include <string.h>

#include "base/error.h"
#include "read/unpack.h"

enum { RECORD_FIELDS = 4, DEPTH = 8, DEEPEST = 64, RATIO = 250 };
#define TOTAL (64ull << 30)

struct fairleaf_unpacking {
    fl_arena *arena; /* holds this struct too */
    fairleaf_container container;
    fl_unpack *unpack;
    fairleaf_member member;
    fairleaf_field field[RECORD_FIELDS + FL_MEMBER_FIELDS];
    uint64_t index;
    bool over;
};

static const char *const kinds[] = {
    NULL, "gzip", "packed", "tar", "zip", "warc", "jsonl", "mhtml"
};

const char *fairleaf_container_kind(fairleaf_text head, const char *name, const char *const *roles)
{
    size_t n = head.length < FL_BOX_HEAD ? head.length : FL_BOX_HEAD;
    return kinds[fl_box_of((fl_span){ head.bytes, n }, name, roles)];
}

static ptrdiff_t read_bytes(void *context, uint64_t byte, char *out, size_t room)
{
    const fairleaf_container *c = context;
    uint64_t left = byte < c->length ? c->length - byte : 0;
    if (room > left) room = (size_t)left;
    if (room) memcpy(out, c->bytes + byte, room);
    return (ptrdiff_t)room;
}

static void prepare(fairleaf_unpacking *u, const fairleaf_container *given, uint64_t most)
{
    fairleaf_container *c = &u->container;
    size_t size = given->size < sizeof *c ? given->size : sizeof *c;
    memcpy(c, given, size);
    uint32_t depth = !c->depth ? DEPTH : c->depth > DEEPEST ? DEEPEST : c->depth;
    fl_unpacking how = { .name = c->name,
                         .source = { c->read ? c->read : read_bytes, c->read ? c->context : c,
                                     c->length },
                         .most = most,
                         .limits = { .length = c->length,
                                     .most = c->most ? c->most : TOTAL,
                                     .ratio = c->ratio ? c->ratio : RATIO },
                         .depth = depth,
                         .roles = c->roles };
    u->unpack = fl_unpack_new(u->arena, &how);
}

fairleaf_status fairleaf_unpack(const fairleaf *f, const fairleaf_container *container,
                                fairleaf_unpacking **out, fairleaf_error *error)
{
    *out = NULL;
    const fairleaf_limits *limits = fl_limits_of(f);
    fl_arena *a = fl_arena_new((size_t)limits->memory);
    if (!a) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    fairleaf_unpacking *u = fl_alloc(a, 1, sizeof *u);
    u->arena = a;
    prepare(u, container, limits->bytes);
    *out = u;
    return FAIRLEAF_OK;
}

static const char *text_of(const fl_buf *b) { return b->n ? fl_buf_string((fl_buf *)b) : NULL; }

static void add_field(fairleaf_unpacking *u, const char *key, const fl_buf *value)
{
    if (value->n == 0) return;
    u->field[u->member.metadata_count++] = (fairleaf_field){ key, text_of(value),
                                                             "container.record" };
}

static void hand_out(fairleaf_unpacking *u, const fl_member *m)
{
    fairleaf_member *out = &u->member;
    const char *name = text_of(&m->name);
    out->name = name ? name : "";
    out->source = (fairleaf_source){ NULL, m->bytes.p, m->bytes.n, text_of(&m->charset) };
    out->mime = text_of(&m->mime);
    out->metadata = u->field;
    out->metadata_count = 0;
    add_field(u, "url", &m->url);
    add_field(u, "retrieved", &m->retrieved);
    add_field(u, "record", &m->id);
    add_field(u, "truncated", &m->truncated);
    for (size_t i = 0; i < m->fields; i++) {
        fairleaf_field field = m->field[i];
        field.rule = "container.record";
        u->field[out->metadata_count++] = field;
    }
}

fairleaf_status fairleaf_unpack_next(fairleaf_unpacking *u, const fairleaf_member **out,
                                     fairleaf_error *error)
{
    *out = NULL;
    if (u->over) return FAIRLEAF_OK;
    if (FL_ARENA_FAILED(u->arena)) {
        u->over = true;
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while unpacking");
    }
    fairleaf_error own;
    const fl_member *m;
    fl_found found = fl_unpack_next(u->unpack, &m, &own);
    if (found == FL_FOUND_END) {
        u->over = true;
        return FAIRLEAF_OK;
    }
    hand_out(u, m);
    *out = &u->member;
    u->member.index = u->index++;
    if (found == FL_FOUND_MEMBER) return FAIRLEAF_OK;
    if (error) *error = own;
    return own.status;
}

const char *fairleaf_unpack_passed(const fairleaf_unpacking *u, size_t index, uint64_t *count)
{
    return fl_unpack_passed(u->unpack, index, count);
}

void fairleaf_unpack_free(fairleaf_unpacking *u)
{
    if (u) fl_arena_free(u->arena);
}
