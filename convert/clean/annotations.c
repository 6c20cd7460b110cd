/* clean/annotations.c - finds all glosses, weighs the characters over the whole document, then
 * takes the proven ones out. */
#include "clean/annotations.h"

#include "base/utf8.h"
#include "clean/readings.h"
#include "base/scan.h"

static const char RULE[] = "annotations.pinyin";
static const char WHY[] = "a script converter left the reading behind a character";

enum {
    CERTAIN = 99,    /* all signs, see the header */
    IN_COMPANY = 90, /* one sign is missing, in a document that is full of certain ones */
    COMPANY = 3      /* so many characters must be certain for that */
};

typedef struct found {
    uint32_t line;
    uint32_t from, to; /* the gloss with its brackets */
    int row;           /* of the character before it, in the table of readings */
} found;

typedef struct character {
    char syllable[8]; /* of its first gloss */
    uint32_t glossed, total;
    bool toned, differs; /* differs: the document gives it two readings */
    uint8_t confidence;  /* 0: not proven */
} character;

typedef struct census {
    found *item;
    size_t count, capacity;
    character *character; /* by row */
} census;

static bool is_code(const fl_lines *lines, const fl_line *line)
{
    return line->container && lines->container[line->container].kind == FL_CONTAINER_CODE;
}

/* The next `(` and the next `（` at or after a place; each is searched for once. */
typedef struct brackets {
    fl_span text;
    size_t narrow, wide; /* SIZE_MAX: there is no more */
} brackets;

static brackets brackets_of(fl_span text)
{
    /* A gloss in wide brackets that would come first in its document has a letter with a tone mark:
     * of two bytes. */
    bool wide = fl_scan_two_byte(text);
    return (brackets){ text, fl_span_find(text, FL_SPAN("("), 0),
                       wide ? fl_span_find(text, FL_SPAN("（"), 0) : SIZE_MAX };
}

static size_t next_bracket(brackets *b)
{
    size_t at = b->narrow < b->wide ? b->narrow : b->wide;
    if (at == SIZE_MAX) return at;
    if (at == b->narrow)
        b->narrow = fl_span_find(b->text, FL_SPAN("("), at + 1);
    else
        b->wide = fl_span_find(b->text, FL_SPAN("（"), at + 1);
    return at;
}

static void note(const fl_task *t, census *c, found f, const fl_gloss *gloss)
{
    if (c->count == c->capacity) {
        size_t wanted = c->capacity ? c->capacity * 2 : 64;
        c->item = fl_grow(t->arena, c->item, c->count * sizeof *c->item, wanted * sizeof *c->item);
        c->capacity = wanted;
    }
    if (!c->character) c->character = fl_alloc(t->arena, fl_reading_rows(), sizeof *c->character);
    character *seen = &c->character[f.row];
    if (seen->glossed++ == 0) {
        memcpy(seen->syllable, gloss->syllable, sizeof seen->syllable);
        seen->toned = gloss->toned;
    } else if (strcmp(seen->syllable, gloss->syllable) != 0) {
        seen->differs = true;
    }
    c->item[c->count++] = f;
}

static void find_glosses(const fl_task *t, const fl_lines *lines, size_t index, census *c)
{
    const fl_line *line = &lines->item[index];
    brackets b = brackets_of(line->text);
    for (size_t at; (at = next_bracket(&b)) != SIZE_MAX;) {
        fl_gloss gloss;
        int row = fl_reading_find(fl_utf8_before(line->text, at));
        if (row < 0 || !fl_gloss_at(line->text, at, &gloss)) continue;
        note(t, c, (found){ (uint32_t)index, (uint32_t)at, (uint32_t)gloss.end, row }, &gloss);
    }
}

/* Only characters that have a gloss somewhere are counted. */
static void count_occurrences(const fl_lines *lines, census *c)
{
    uint64_t glossed[0x10000 / 64] = { 0 };
    for (size_t i = 0; i < c->count; i++) {
        uint32_t han = fl_reading_character((size_t)c->item[i].row);
        glossed[han / 64] |= (uint64_t)1 << han % 64;
    }
    for (size_t i = 0; i < lines->count; i++) {
        fl_span text = lines->item[i].text;
        const unsigned char *p = (const unsigned char *)text.p;
        for (size_t at = 0; at < text.n;) {
            uint32_t code_point;
            if (p[at] < 0xE0) { /* no ideograph */
                at += p[at] < 0x80 ? 1 : 2;
                continue;
            }
            at = fl_utf8_next(text, at, &code_point);
            if (code_point >= 0x10000 || !(glossed[code_point / 64] >> code_point % 64 & 1))
                continue;
            c->character[fl_reading_find(code_point)].total++;
        }
    }
}

/* Gives each character its confidence. */
static void weigh(census *c)
{
    size_t certain = 0, hits = 0, rows = fl_reading_rows();
    for (size_t r = 0; r < rows; r++) {
        character *seen = &c->character[r];
        if (seen->glossed == 0 || seen->differs || !seen->toned || seen->glossed != seen->total)
            continue;
        if (fl_reading_fits((int)r, seen->syllable) != FL_READING_USUAL) continue;
        seen->confidence = CERTAIN;
        certain++;
        hits += seen->glossed;
    }
    for (size_t r = 0; r < rows; r++) {
        character *seen = &c->character[r];
        if (hits < 2) seen->confidence = 0;
        if (certain < COMPANY || seen->confidence || seen->glossed == 0 || seen->differs) continue;
        if (fl_reading_fits((int)r, seen->syllable) == FL_READING_NONE ||
            seen->glossed * 2 <= seen->total)
            continue;
        seen->confidence = IN_COMPANY;
    }
}

/* The most glosses in one line. */
static size_t most_of(const census *c)
{
    size_t most = 0;
    for (size_t i = 0, first = 0; i < c->count; i++) {
        if (c->item[i].line != c->item[first].line) first = i;
        if (i - first + 1 > most) most = i - first + 1;
    }
    return most;
}

static void drop(const fl_task *t, fl_lines *lines, const census *c)
{
    uint16_t rule = fl_trail_rule(t->trail, RULE, WHY);
    fl_change *change = fl_alloc(t->arena, most_of(c), sizeof *change);
    for (size_t i = 0; i < c->count;) {
        size_t line = c->item[i].line, n = 0;
        for (; i < c->count && c->item[i].line == line; i++) {
            unsigned confidence = c->character[c->item[i].row].confidence;
            if (!confidence || !fl_task_allows(t, RULE, confidence)) continue;
            change[n++] = (fl_change){ .from = c->item[i].from,
                                       .to = c->item[i].to,
                                       .rule = rule,
                                       .kind = FAIRLEAF_EDIT_REMOVE,
                                       .confidence = (uint8_t)confidence };
        }
        fl_line_change(t, lines, &lines->item[line], change, n);
    }
}

void fl_drop_annotations(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    census c = { 0 };
    for (size_t i = 0; i < lines->count; i++)
        if (!is_code(lines, &lines->item[i])) find_glosses(t, lines, i, &c);
    if (c.count == 0) return;
    count_occurrences(lines, &c);
    weigh(&c);
    drop(t, lines, &c);
}
