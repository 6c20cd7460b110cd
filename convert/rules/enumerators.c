/* rules/enumerators.c - a template becomes one flat list of steps for each way through its choices,
 * so that matching is a walk without backtracking; a table by first byte says which lists are worth
 * trying. */
#include "rules/enumerators.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "rules/numerals.h"

typedef enum step_kind {
    STEP_CHARACTER,
    STEP_BRACKET,
    STEP_CLASS,
    STEP_SPACES,
    STEP_SPACE, /* at least one */
    STEP_SLOT
} step_kind;

typedef struct step {
    fl_span text; /* CHARACTER, CLASS: the characters; BRACKET: `(` or `)` */
    uint8_t kind, slot;
} step;

enum { MOST_STEPS = 24, MOST_WAYS = 64 };

/* ---- compiling ---- */

typedef struct compiler {
    step way[MOST_WAYS][MOST_STEPS], kept[MOST_WAYS][MOST_STEPS];
    size_t length[MOST_WAYS], kept_length[MOST_WAYS], ways;
} compiler;

/* Puts `s` behind every way from `from` on; false when there is no room. */
static bool add(compiler *c, size_t from, size_t to, step s)
{
    for (size_t i = from; i < to; i++) {
        if (c->length[i] == MOST_STEPS) return false;
        c->way[i][c->length[i]++] = s;
    }
    return true;
}

/* Doubles the ways [0, n) behind the last one; false when there is no room. */
static bool copy_ways(compiler *c, size_t n)
{
    if (c->ways + n > MOST_WAYS) return false;
    for (size_t i = 0; i < n; i++) {
        memcpy(c->way[c->ways + i], c->way[i], sizeof c->way[i]);
        c->length[c->ways + i] = c->length[i];
    }
    c->ways += n;
    return true;
}

/* Reads one element other than a choice at `at`; returns the offset behind it, 0 when it cannot be
 * read. */
static size_t read_element(fl_span t, size_t at, step *out)
{
    uint32_t c;
    size_t end = fl_utf8_next(t, at, &c);
    *out = (step){ .text = fl_span_sub(t, at, end), .kind = STEP_CHARACTER };
    if (c == '_' || c == '~') {
        out->kind = c == '_' ? STEP_SPACE : STEP_SPACES;
    } else if (c == 0xFF08 || c == 0xFF09) {
        out->kind = STEP_BRACKET;
        out->text = c == 0xFF08 ? FL_SPAN("(") : FL_SPAN(")");
    } else if (c == '[' || c == '{') {
        size_t close = fl_span_find(t, c == '[' ? FL_SPAN("]") : FL_SPAN("}"), end);
        if (close == SIZE_MAX || close - end > UINT16_MAX) return 0;
        out->text = fl_span_sub(t, end, close);
        out->kind = c == '[' ? STEP_CLASS : STEP_SLOT;
        fl_slot s = FL_SLOT_CN;
        if (c == '{' && !fl_slot_named(out->text, &s)) return 0;
        out->slot = (uint8_t)s;
        return close + 1;
    }
    return end;
}

/* `(a|b)` at `at`: every way so far goes on once for each part. */
static size_t read_choice(compiler *c, fl_span t, size_t at)
{
    size_t close = fl_span_find(t, FL_SPAN(")"), at);
    size_t before = c->ways, start = 0;
    if (close == SIZE_MAX) return 0;
    bool optional = close + 1 < t.n && t.p[close + 1] == '?';
    memcpy(c->kept, c->way, before * sizeof *c->kept);
    memcpy(c->kept_length, c->length, before * sizeof *c->kept_length);
    for (size_t i = at + 1; i <= close;) {
        size_t end = i;
        for (; end < close && t.p[end] != '|';) {
            step s;
            size_t next = read_element(t, end, &s);
            if (!next || !add(c, start, c->ways, s)) return 0;
            end = next;
        }
        i = end + 1;
        if (i > close && !optional) break;
        if (i > close) optional = false; /* one more round without anything: the part left out */
        start = c->ways;
        if (c->ways + before > MOST_WAYS) return 0;
        memcpy(c->way[start], c->kept, before * sizeof *c->kept);
        memcpy(&c->length[start], c->kept_length, before * sizeof *c->kept_length);
        c->ways += before;
    }
    return close + 1 < t.n && t.p[close + 1] == '?' ? close + 2 : close + 1;
}

static bool compile(compiler *c, fl_span t)
{
    c->ways = 1;
    c->length[0] = 0;
    for (size_t at = 0; at < t.n;) {
        if (t.p[at] == '(') {
            at = read_choice(c, t, at);
            if (!at) return false;
            continue;
        }
        step s;
        at = read_element(t, at, &s);
        if (!at) return false;
        size_t before = c->ways;
        bool optional = s.kind == STEP_CLASS && at < t.n && t.p[at] == '?';
        if (optional && !copy_ways(c, before)) return false;
        at += optional;
        if (!add(c, 0, before, s)) return false;
    }
    return t.n > 0;
}

/* ---- tables ---- */

/* The tables while they grow. */
typedef struct maker {
    fl_arena *arena;
    fl_buf characters;
    fl_enumerator_step *step;
    fl_enumerator_way *way;
    uint32_t steps, step_room, ways, way_room;
} maker;

static void add_way(maker *m, const step *s, size_t count, size_t row)
{
    if (count == 0 || m->ways == UINT16_MAX) return;
    if (m->ways == m->way_room) {
        uint32_t room = m->way_room ? m->way_room * 2 : 128;
        m->way = fl_grow(m->arena, m->way, m->ways * sizeof *m->way, room * sizeof *m->way);
        m->way_room = room;
    }
    if (m->step_room - m->steps < MOST_STEPS) {
        uint32_t room = m->step_room ? m->step_room * 2 : 512;
        m->step = fl_grow(m->arena, m->step, m->steps * sizeof *m->step, room * sizeof *m->step);
        m->step_room = room;
    }
    m->way[m->ways++] = (fl_enumerator_way){ m->steps, (uint16_t)count, (uint16_t)row, 0 };
    for (size_t i = 0; i < count; i++) {
        m->step[m->steps++] = (fl_enumerator_step){ (uint32_t)m->characters.n,
                                                    (uint16_t)s[i].text.n, s[i].kind, s[i].slot };
        fl_buf_span(&m->characters, s[i].text);
    }
}

static fl_span text_of(const fl_enumerators *e, const fl_enumerator_step *s)
{
    return (fl_span){ e->characters + s->text, s->length };
}

/* The characters with which a step may start; NULL: any. */
static const char *first_characters(const fl_enumerators *e, const fl_enumerator_step *s)
{
    if (s->kind == STEP_SPACES || s->kind == STEP_SPACE) return NULL;
    if (s->kind == STEP_BRACKET) return text_of(e, s).p[0] == '(' ? "(（" : ")）";
    return fl_slot_starts((fl_slot)s->slot);
}

static bool may_start(const fl_enumerators *e, uint32_t c)
{
    return e->points[c % FL_POINT_BITS / 64] >> (c % 64) & 1;
}

/* Marks the bytes with which step `s` may start, and the characters; returns those of them that
 * fl_enumerator_way.first tells apart. */
static uint64_t first_bytes(const fl_enumerators *e, const fl_enumerator_step *s, uint64_t *points,
                            bool first[256])
{
    uint64_t told = 0;
    bool literal = s->kind == STEP_CHARACTER || s->kind == STEP_CLASS;
    const char *characters = literal ? "" : first_characters(e, s);
    fl_span list = literal || !characters ? text_of(e, s) : fl_span_of(characters);
    if (!characters) {
        memset(first, true, 256);
        memset(points, 0xFF, FL_POINT_BITS / 8);
        return UINT64_MAX;
    }
    for (size_t at = 0; at < list.n;) {
        uint32_t c;
        first[(unsigned char)list.p[at]] = true;
        at = fl_utf8_next(list, at, &c);
        points[c % FL_POINT_BITS / 64] |= UINT64_C(1) << (c % 64);
        told |= UINT64_C(1) << (c % 64);
    }
    return told;
}

static void index_ways(fl_arena *a, fl_enumerators *e, fl_enumerator_way *way)
{
    bool(*first)[256] = fl_alloc(a, e->way_count + 1, sizeof *first);
    uint32_t *by_byte = fl_alloc(a, 256, sizeof *by_byte), n = 1;
    uint64_t *points = fl_alloc(a, FL_POINT_BITS / 64, sizeof *points);
    for (uint32_t i = 0; i < e->way_count; i++) {
        way[i].first = first_bytes(e, &e->step[way[i].step], points, first[i]);
        for (int b = 0; b < 256; b++) n += first[i][b];
    }
    uint16_t *list = fl_alloc(a, n + 256, sizeof *list);
    list[0] = UINT16_MAX; /* the empty run */
    n = 1;
    for (int b = 0; b < 256; b++) {
        uint32_t start = n;
        for (uint32_t i = 0; i < e->way_count; i++)
            if (first[i][b]) list[n++] = (uint16_t)i;
        if (n == start) continue;
        by_byte[b] = start;
        list[n++] = UINT16_MAX;
    }
    e->by_byte = by_byte;
    e->points = points;
    e->list = list;
    e->list_count = n;
}

fl_enumerators *fl_enumerators_compile(fl_arena *a, const fl_enumerator_row *rows, size_t count,
                                       const bool *keep, size_t *bad)
{
    fl_enumerators *e = fl_alloc(a, 1, sizeof *e);
    compiler *c = fl_alloc(a, 1, sizeof *c);
    maker m = { .arena = a, .characters = fl_buf_new(a, 1024) };
    if (bad) *bad = count;
    for (size_t r = 0; r < count && r < UINT16_MAX; r++) {
        if (keep && !keep[r]) continue;
        if (!compile(c, fl_span_of(rows[r].template))) {
            if (bad && *bad == count) *bad = r;
            continue;
        }
        for (size_t w = 0; w < c->ways; w++) add_way(&m, c->way[w], c->length[w], r);
    }
    *e = (fl_enumerators){ .characters = m.characters.p,
                           .length = (uint32_t)m.characters.n,
                           .step = m.step,
                           .step_count = m.steps,
                           .way = m.way,
                           .way_count = m.ways };
    index_ways(a, e, m.way);
    return e;
}

/* ---- matching ---- */

static bool is_blank(uint32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000; }

static size_t skip_spaces(fl_span s, size_t at)
{
    uint32_t c;
    while (at < s.n) {
        size_t next = fl_utf8_next(s, at, &c);
        if (!is_blank(c)) break;
        at = next;
    }
    return at;
}

/* The offset behind the step, SIZE_MAX when it does not match. */
static size_t take(const fl_enumerator_step *s, fl_span text, fl_span line, size_t at, fl_marker *m)
{
    uint32_t c = fl_utf8_at(line, at);
    switch (s->kind) {
    case STEP_CHARACTER:
        return fl_span_starts(fl_span_sub(line, at, line.n), text) ? at + text.n : SIZE_MAX;
    case STEP_BRACKET:
        if (c == (uint32_t)text.p[0]) return at + 1;
        return c == (text.p[0] == '(' ? 0xFF08u : 0xFF09u) ? at + 3 : SIZE_MAX;
    case STEP_CLASS:
        for (size_t i = 0; c && i < text.n;) {
            uint32_t one;
            i = fl_utf8_next(text, i, &one);
            if (one == c) return fl_utf8_next(line, at, &c);
        }
        return SIZE_MAX;
    case STEP_SPACES:
        return skip_spaces(line, at);
    case STEP_SPACE: {
        size_t end = skip_spaces(line, at);
        return end == at && at < line.n ? SIZE_MAX : end;
    }
    default:
        return fl_read_slot((fl_slot)s->slot, line, at, m);
    }
}

static bool walk(const fl_enumerators *e, const fl_enumerator_way *w, fl_span line, size_t at,
                 fl_marker *m)
{
    size_t start = at;
    *m = (fl_marker){ .row = w->row };
    for (uint32_t i = w->step; i < w->step + w->step_count; i++) {
        at = take(&e->step[i], text_of(e, &e->step[i]), line, at, m);
        if (at == SIZE_MAX) return false;
    }
    uint32_t before = fl_utf8_before(line, at), behind = fl_utf8_at(line, at);
    bool dot = before == '.' || before == 0xFF0E;
    if (dot && (fl_is_digit(behind) || (behind >= 0xFF10 && behind <= 0xFF19))) return false;
    m->length = (uint32_t)(at - start);
    return true;
}

bool fl_enumerators_may_match(const fl_enumerators *e, fl_span line, size_t at)
{
    return at < line.n && may_start(e, fl_utf8_at(line, at));
}

size_t fl_enumerators_match(const fl_enumerators *e, fl_span line, size_t at, fl_marker *out,
                            size_t room)
{
    size_t found = 0;
    uint32_t c = fl_utf8_at(line, at);
    if (at >= line.n || !room || !may_start(e, c)) return 0;
    const uint16_t *list = e->list + e->by_byte[(unsigned char)line.p[at]];
    for (; *list != UINT16_MAX; list++) {
        fl_marker m;
        if (!(e->way[*list].first >> (c % 64) & 1)) continue;
        if (!walk(e, &e->way[*list], line, at, &m)) continue;
        size_t i = found;
        while (i > 0 && out[i - 1].length < m.length) i--;
        if (i > 0 && out[i - 1].row == m.row) continue; /* a shorter way of the same row */
        if (i == room) continue;
        if (found == room) found--;
        memmove(out + i + 1, out + i, (found - i) * sizeof *out);
        out[i] = m;
        found++;
    }
    return found;
}
