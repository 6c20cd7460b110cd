/* clean/punctuation.c - one look at the document for the proof, one at each line for the marks. */
#include "clean/punctuation.h"

#include "base/utf8.h"
#include "base/scan.h"

enum { DEEPEST = 64 }; /* brackets open at once in one line */

typedef struct proof {
    size_t han, other, wide_commas, commas;
} proof;

/* Kana and hangul decide against; a `,` counts when both its neighbours are Han or Chinese closing
 * and opening marks. */
static void look(fl_span s, proof *found)
{
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        if (p[at] < 0x80) {
            if (p[at] == ',' && fl_is_han(fl_utf8_before(s, at)) &&
                fl_is_han(fl_utf8_at(s, at + 1)))
                found->commas++;
            at++;
            continue;
        }
        size_t run = at;
        while (at < s.n && p[at] >= 0xE5 && p[at] <= 0xE9) at += 3; /* U+5000 to U+9FFF */
        if (at > run) {
            found->han += (at - run) / 3;
            continue;
        }
        at = fl_utf8_next(s, at, &c);
        if (c >= 0x4E00 && c < 0x5000)
            found->han++;
        else if (c == 0xFF0C)
            found->wide_commas++;
        else if (fl_is_kana(c) || fl_is_hangul(c))
            found->other++;
    }
}

enum { BLOCK = 32 }; /* bytes that are counted at once, without branches */

/* Han (U+4E00 to U+9FFF) that begin in the block, which one more byte follows; false when something
 * else than they, ASCII and the marks of U+2xxx and U+30xx begins in it: `look` decides. */
static bool count_block(const unsigned char *p, size_t *han)
{
    unsigned char odd = 0, count = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char han_lead = (unsigned char)((unsigned char)(p[i] - 0xE5) <= 0xE9 - 0xE5),
                      e4_lead = (unsigned char)((p[i] == 0xE4) & (p[i + 1] >= 0xB8)),
                      high = (unsigned char)(p[i] >= 0xEA), e3 = (unsigned char)(p[i] == 0xE3);
        count = (unsigned char)(count + han_lead + e4_lead);
        odd |= high | (e3 & (unsigned char)(p[i + 1] != 0x80)) | (unsigned char)(p[i] == 0xE1);
    }
    *han += count;
    return !odd;
}

/* What `look` finds in a line where all is Han and ASCII and its common marks; false when it is
 * not so. */
static bool look_fast(fl_span s, proof *found)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0, han = 0;
    if (s.n == 0) return true;
    for (; s.n - at > BLOCK; at += BLOCK)
        if (!count_block(p + at, &han)) return false;
    unsigned char rest[BLOCK + 1] = { 0 };
    memcpy(rest, p + at, s.n - at);
    if (!count_block(rest, &han)) return false;
    found->han += han;
    const char *end = s.p + s.n;
    for (const char *c = s.p; (c = memchr(c, ',', (size_t)(end - c))) != NULL; c++)
        found->commas += fl_is_han(fl_utf8_before(s, (size_t)(c - s.p))) &&
                         fl_is_han(fl_utf8_at(s, (size_t)(c - s.p) + 1));
    return true;
}

/* Chinese closing marks: a quote, bracket or title mark that ends before the mark in question. */
static bool is_closing_mark(uint32_t c)
{
    return c == 0x201D || c == 0x2019 || c == 0xFF09 || (c >= 0x3009 && c <= 0x3011 && (c & 1)) ||
           c == 0x3015;
}

static bool is_near(uint32_t c) { return fl_is_han(c) || is_closing_mark(c); }

/* Bits of the characters from U+0020. */
static bool is_folded_mark(char c)
{
    static const uint32_t marks = 1u << (',' - ' ') | 1u << (':' - ' ') | 1u << (';' - ' ') |
                                  1u << ('!' - ' ') | 1u << ('?' - ' ') | 1u << ('(' - ' ') |
                                  1u << (')' - ' ');
    unsigned bit = (unsigned char)c - (unsigned)' ';
    return bit < 32 && (marks >> bit & 1);
}

/* Where the marks of a line stand, as many as there is room for; returns how many there are. */
static size_t find_marks(fl_span s, size_t *at, size_t room)
{
    size_t count = 0;
    for (size_t i = fl_scan_ascii(s, 0); i < s.n; i = fl_scan_ascii(s, i))
        for (; i < s.n && (unsigned char)s.p[i] < 0x80; i++) {
            if (!is_folded_mark(s.p[i])) continue;
            if (count < room) at[count] = i;
            count++;
        }
    return count;
}

static fl_span wide(char c)
{
    switch (c) {
    case ',':
        return FL_SPAN("\xEF\xBC\x8C");
    case ':':
        return FL_SPAN("\xEF\xBC\x9A");
    case ';':
        return FL_SPAN("\xEF\xBC\x9B");
    case '!':
        return FL_SPAN("\xEF\xBC\x81");
    case '?':
        return FL_SPAN("\xEF\xBC\x9F");
    case '(':
        return FL_SPAN("\xEF\xBC\x88");
    default:
        return FL_SPAN("\xEF\xBC\x89");
    }
}

/* Which marks of a line become wide; brackets go in pairs. The neighbour of a mark may be a mark
 * that becomes wide itself. */
static size_t choose(fl_span s, bool *chosen, size_t *at, size_t count)
{
    size_t open[DEEPEST], depth = 0, n = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t before = fl_utf8_before(s, at[i]), after = fl_utf8_at(s, at[i] + 1);
        bool follows_wide = i > 0 && at[i - 1] + 1 == at[i] && chosen[i - 1] &&
                            s.p[at[i - 1]] == ')';
        chosen[i] = is_near(before) || is_near(after) || follows_wide;
        if (s.p[at[i]] == '(' && depth < DEEPEST) open[depth++] = i;
        if (s.p[at[i]] != ')' || depth == 0) continue;
        size_t partner = open[--depth];
        chosen[i] |= chosen[partner];
        chosen[partner] = chosen[i];
    }
    for (size_t i = 0; i < count; i++) n += chosen[i];
    return n;
}

/* Memory for the marks of one line, kept from line to line. */
typedef struct room {
    size_t capacity, *at;
    bool *chosen;
    fl_change *change;
} room;

static void make_room(fl_arena *a, room *r, size_t count)
{
    if (count <= r->capacity) return;
    r->capacity = count * 2;
    r->at = fl_alloc(a, r->capacity, sizeof *r->at);
    r->chosen = fl_alloc(a, r->capacity, sizeof *r->chosen);
    r->change = fl_alloc(a, r->capacity, sizeof *r->change);
}

static void unfold_line(const fl_task *t, fl_lines *lines, fl_line *line, uint16_t rule, room *r)
{
    fl_span s = line->text;
    size_t count = find_marks(s, r->at, r->capacity);
    if (count > r->capacity) {
        make_room(t->arena, r, count);
        (void)find_marks(s, r->at, count);
    }
    if (count == 0) return;
    if (choose(s, r->chosen, r->at, count) == 0) return;
    size_t changes = 0;
    for (size_t i = 0; i < count; i++)
        if (r->chosen[i])
            r->change[changes++] = (fl_change){ .from = (uint32_t)r->at[i],
                                                .to = (uint32_t)r->at[i] + 1,
                                                .confidence = 97,
                                                .after = wide(s.p[r->at[i]]),
                                                .rule = rule,
                                                .kind = FAIRLEAF_EDIT_REPLACE };
    fl_line_change(t, lines, line, r->change, changes);
}

void fl_unfold_punctuation(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    if (!fl_task_allows(t, "punctuation.folded", 97)) return;
    proof found = { 0, 0, 0, 0 };
    for (size_t i = 0; i < lines->count && !found.other && !found.wide_commas; i++)
        if (!look_fast(lines->item[i].text, &found)) look(lines->item[i].text, &found);
    if (found.other || found.wide_commas || found.commas < 2 || found.commas * 200 < found.han)
        return;
    uint16_t rule = fl_trail_rule(
        t->trail, "punctuation.folded",
        "the document writes Chinese with ASCII commas only: its punctuation was folded");
    room r = { .capacity = 0 };
    for (size_t i = 0; i < lines->count; i++)
        if (!(lines->item[i].hints & FL_HINT_PREFORMATTED))
            unfold_line(t, lines, &lines->item[i], rule, &r);
}
