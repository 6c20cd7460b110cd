/* read/member.c - names that are not UTF-8 are decoded one by one, with GB18030 as what they
 * declare: archives without UTF-8 names come from Chinese systems here, and others are told apart
 * by their characters. */
#include "read/member.h"

#include <stdio.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "read/detect.h"

enum { PART_BYTES = 180, NAME_BYTES = 1000, MOST_PARTS = 32, ABOUT_BYTES = 60, CHARSETS = 8 };

struct fl_names {
    fl_arena *arena;
    uint64_t *taken; /* hashes of names: open addressing, 0 is free */
    size_t count, slots;
    fl_charset_map *map[CHARSETS];
    size_t maps;
    fl_buf decoded;
};

void fl_member_new(fl_arena *a, fl_member *m)
{
    *m = (fl_member){ .number = 0 };
    fl_buf *const all[] = { &m->name,      &m->url,       &m->id,      &m->mime,     &m->charset,
                            &m->retrieved, &m->truncated, &m->payload, &m->unpacked, &m->type };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) *all[i] = fl_buf_new(a, 0);
    for (size_t i = 0; i < FL_MEMBER_FIELDS; i++) m->key[i] = m->value[i] = fl_buf_new(a, 0);
}

void fl_member_clear(fl_member *m)
{
    fl_buf *const all[] = { &m->url,       &m->id,      &m->mime,     &m->charset, &m->retrieved,
                            &m->truncated, &m->payload, &m->unpacked, &m->type };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) all[i]->n = 0;
    m->bytes = (fl_span){ "", 0 };
    m->fields = 0;
}

fl_names *fl_names_new(fl_arena *a)
{
    fl_names *n = fl_alloc(a, 1, sizeof *n);
    n->arena = a;
    n->decoded = fl_buf_new(a, 0);
    return n;
}

/* ---- other names than UTF-8 ---- */

static const fl_charset_map *map_of(fl_names *n, const char *label)
{
    for (size_t i = 0; i < n->maps; i++)
        if (strcmp(n->map[i]->charset->name, label) == 0) return n->map[i];
    fl_charset_map *map;
    if (n->maps == CHARSETS || !fl_charset_find(label) ||
        fl_charset_open(n->arena, label, &map, NULL) != FAIRLEAF_OK)
        return NULL;
    n->map[n->maps++] = map;
    return map;
}

/* One character at p; how many bytes it has. What is none becomes `_`. */
static size_t decode_one(const fl_charset_map *m, const unsigned char *p, size_t left, fl_buf *out)
{
    uint32_t cell = FL_CELL_NONE;
    size_t n = 1;
    if (*p < 0x80) {
        fl_buf_byte(out, (char)*p);
        return 1;
    }
    if (m && m->charset->model == FL_MODEL_SINGLE) {
        cell = m->row[0][*p];
    } else if (m) {
        for (n = 2; n <= 4 && n <= left; n++)
            if ((cell = fl_charset_ask((fl_charset_map *)m, p, n)) != FL_CELL_NONE) break;
    }
    if (cell == FL_CELL_NONE) {
        fl_buf_byte(out, '_');
        return 1;
    }
    fl_buf_code_point(out, fl_cell_first(cell));
    if (fl_cell_second(cell)) fl_buf_code_point(out, fl_cell_second(cell));
    return n;
}

static fl_span decode(fl_names *n, fl_span raw)
{
    fairleaf_detection found = { .encoding = NULL };
    if (fl_utf8_valid(raw) == raw.n) return raw;
    fl_detect(raw, "GB18030", &found);
    const fl_charset_map *map = found.encoding ? map_of(n, found.encoding) : NULL;
    n->decoded.n = 0;
    for (size_t at = 0; at < raw.n;)
        at += decode_one(map, (const unsigned char *)raw.p + at, raw.n - at, &n->decoded);
    return fl_buf_view(&n->decoded);
}

/* ---- safe names ---- */

static uint64_t hash_of(fl_span s)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return h ? h : 1;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0xFEFF || c >= 0xFFFE ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* One part of a path, cut when no file system would take it: its suffix is kept. */
static void append_part(fl_buf *out, fl_span part)
{
    size_t from = out->n;
    for (size_t at = 0; at < part.n;) {
        uint32_t c;
        size_t next = fl_utf8_next(part, at, &c);
        if (is_control(c))
            fl_buf_byte(out, '_');
        else
            fl_buf_span(out, fl_span_sub(part, at, next));
        at = next;
    }
    if (out->n - from <= PART_BYTES) return;
    fl_span whole = { out->p + from, out->n - from };
    size_t suffix = whole.n, cut = PART_BYTES - 30;
    while (suffix > 0 && whole.p[suffix - 1] != '.' && whole.n - suffix < 10) suffix--;
    suffix = suffix > 0 && whole.p[suffix - 1] == '.' ? suffix - 1 : whole.n;
    while ((whole.p[cut] & 0xC0) == 0x80) cut--;
    char end[40];
    int n = snprintf(end, sizeof end, "~%08x%.*s", (unsigned)(hash_of(whole) & 0xFFFFFFFF),
                     (int)(whole.n - suffix), whole.p + suffix);
    out->n = from + cut;
    fl_buf_bytes(out, end, (size_t)n);
}

static void append_folder(fl_buf *out, fl_span folder)
{
    out->n = 0;
    fl_buf_span(out, folder);
    if (folder.n) fl_buf_byte(out, '/');
}

/* False when the name has been given before. */
static bool take(fl_names *n, fl_span name)
{
    uint64_t h = hash_of(name);
    if (n->count * 2 >= n->slots) {
        size_t slots = n->slots ? n->slots * 4 : 64;
        uint64_t *taken = fl_alloc(n->arena, slots, sizeof *taken);
        for (size_t i = 0; i < n->slots; i++) {
            size_t at = (size_t)n->taken[i] & (slots - 1);
            while (n->taken[i] && taken[at]) at = (at + 1) & (slots - 1);
            if (n->taken[i]) taken[at] = n->taken[i];
        }
        n->taken = taken;
        n->slots = slots;
    }
    size_t at = (size_t)h & (n->slots - 1);
    for (; n->taken[at]; at = (at + 1) & (n->slots - 1))
        if (n->taken[at] == h) return false;
    n->taken[at] = h;
    n->count++;
    return true;
}

/* A name that was given before gets a number in front of its suffix. */
static void make_unique(fl_names *n, fl_buf *out)
{
    if (take(n, fl_buf_view(out))) return;
    size_t whole = out->n, dot = whole;
    while (dot > 0 && out->p[dot - 1] != '.' && out->p[dot - 1] != '/') dot--;
    dot = dot > 1 && out->p[dot - 1] == '.' && out->p[dot - 2] != '/' ? dot - 1 : whole;
    const char *suffix = fl_copy(n->arena, fl_span_sub(fl_buf_view(out), dot, whole));
    unsigned number = 2;
    do {
        out->n = dot;
        fl_buf_format(out, "~%u%s", number++, suffix);
    } while (!take(n, fl_buf_view(out)));
}

bool fl_names_entry(fl_names *n, fl_span folder, const char *entry, fl_buf *out)
{
    fl_span raw = decode(n, fl_span_of(entry)), part[MOST_PARTS];
    char separator = memchr(raw.p, '/', raw.n) ? '/' : '\\';
    size_t parts = 0;
    bool cut = false;
    for (size_t at = 0; at < raw.n;) {
        const char *end = memchr(raw.p + at, separator, raw.n - at);
        size_t to = end ? (size_t)(end - raw.p) : raw.n;
        fl_span one = fl_span_sub(raw, at, to);
        bool up = fl_span_equal(one, FL_SPAN("..")),
             none = one.n == 0 || (one.n == 1 && *one.p == '.');
        bool drive = parts == 0 && one.n == 2 && one.p[1] == ':';
        at = to + 1;
        if (up || none || drive) continue;
        if (*one.p == '.') return false;
        cut |= parts == MOST_PARTS;
        part[parts < MOST_PARTS ? parts++ : MOST_PARTS - 1] = one;
    }
    if (parts == 0) part[parts++] = FL_SPAN("unnamed");
    append_folder(out, folder);
    size_t from = out->n;
    for (size_t i = 0; i < parts && !cut; i++) {
        if (i) fl_buf_byte(out, '/');
        append_part(out, part[i]);
    }
    if (cut || out->n - from > NAME_BYTES) { /* too deep: the folders become one */
        out->n = from;
        fl_buf_format(out, "~%08x/", (unsigned)(hash_of(raw) & 0xFFFFFFFF));
        append_part(out, part[parts - 1]);
    }
    make_unique(n, out);
    return true;
}

void fl_names_record(fl_span folder, uint64_t number, fl_span about, fl_buf *out)
{
    append_folder(out, folder);
    fl_buf_format(out, "%06llu", (unsigned long long)number);
    if (about.n == 0) return;
    size_t scheme = fl_span_find(about, FL_SPAN("://"), 0);
    if (scheme != SIZE_MAX) about = fl_span_sub(about, scheme + 3, about.n);
    if (about.n > ABOUT_BYTES) { /* the end tells more than the beginning */
        size_t from = about.n - ABOUT_BYTES;
        while (from < about.n && (about.p[from] & 0xC0) == 0x80) from++;
        about = fl_span_sub(about, from, about.n);
    }
    bool gap = true;
    for (size_t at = 0; at < about.n;) {
        uint32_t c;
        size_t next = fl_utf8_next(about, at, &c);
        bool word = (c >= 0x80 && !is_control(c)) || (c >= '0' && c <= '9') || c == '_' ||
                    ((c | 32) >= 'a' && (c | 32) <= 'z') || (c == '.' && !gap);
        if (word && gap) fl_buf_byte(out, '-');
        if (word) fl_buf_span(out, fl_span_sub(about, at, next));
        gap = !word;
        at = next;
    }
}
