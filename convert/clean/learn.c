/* clean/learn.c - pages are kept as hashes of their lines (16 MB for 20,000 of them); texts only of
 * lines that were met twice. The decision is made when all pages are known, since a line is at the
 * edge of a page only when all lines outside of it are furniture or recur. */
#include "clean/learn.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "clean/boilerplate.h"
#include "clean/clean.h"
#include "rules/rule.h"

enum {
    HEAD = 40,
    TAIL = 80,          /* lines looked at from the edges */
    MOST_LINES = 400,   /* of a page: those in its midst are left out of longer ones */
    LONGEST_LINE = 600, /* bytes */
    BANDS = 8,          /* of a sketch: pages that agree in all bins of one are compared */
    ALIKE = FL_SKETCH_BINS * 8 / 10,
    MOST_ENTRIES = 1 << 21, /* lines counted at once; beyond that, lines met once are forgotten */
    EXAMPLES = 3,
};

/* ---- a page ---- */

/* Digits as one `0`, blanks as one space. */
static fl_span fold(fl_arena *a, fl_span s)
{
    fl_buf out = fl_buf_new(a, s.n + 1);
    for (size_t at = 0, next; at < s.n; at = next) {
        uint32_t c;
        next = fl_utf8_next(s, at, &c);
        char last = out.n ? out.p[out.n - 1] : '\0';
        if (fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19)) {
            if (last != '0') fl_buf_byte(&out, '0');
        } else if (fl_is_space(c)) {
            if (last != ' ') fl_buf_byte(&out, ' ');
        } else {
            fl_buf_bytes(&out, s.p + at, next - at);
        }
    }
    return fl_buf_view(&out);
}

static uint64_t hash_of(fl_span s)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    h ^= h >> 29;
    return h * 0x9E3779B97F4A7C15u << 8; /* the lowest byte is for bits */
}

static fl_span copy(fl_arena *a, fl_span s) { return (fl_span){ fl_copy(a, s), s.n }; }

/* The text of the page, as far as one can tell by single lines. */
static void take_text(fl_sketcher *sketcher, fl_page *out, fl_arena *keep, fl_span s)
{
    enum { SENTENCE = 200 }; /* bytes */
    fl_sketch_add(sketcher, s.p, s.n);
    out->whole = out->whole * 31 + hash_of(s);
    out->has_text = true;
    if (!out->sentence.p && s.n <= SENTENCE) out->sentence = copy(keep, s);
}

void fl_page_look(const fl_task *t, fl_lines *lines, fl_arena *keep, fl_page *out)
{
    fl_meta meta = { NULL, 0, 0 };
    fl_sketcher sketcher;
    fl_clean_until(t, lines, &meta, "boilerplate");
    size_t n = lines->count, middle = n > MOST_LINES ? n - MOST_LINES : 0;
    *out = (fl_page){ .head = (uint32_t)(n < HEAD ? n : HEAD),
                      .tail = (uint32_t)(n < TAIL ? n : TAIL) };
    out->line = fl_alloc(keep, n - middle, sizeof *out->line);
    out->text = fl_alloc(keep, n - middle, sizeof *out->text);
    fl_sketch_begin(&sketcher);
    for (size_t i = 0; i < n; i++) {
        fl_span s = lines->item[i].text;
        bool head = i < HEAD, tail = n - i <= TAIL;
        unsigned seen = FL_SEEN_PROTECTED;
        if (head || tail)
            seen = fl_boilerplate_see(t, lines, i, i * 2 < n ? FL_ZONE_HEAD : FL_ZONE_TAIL);
        if (s.n > LONGEST_LINE) seen = FL_SEEN_SENTENCE;
        bool text = (seen & FL_SEEN_KIND) == FL_SEEN_SENTENCE || (!head && !tail);
        if (text) take_text(&sketcher, out, keep, s);
        if (middle && i >= MOST_LINES / 2 && i < MOST_LINES / 2 + middle) continue;
        fl_arena_mark here = fl_arena_here(t->arena);
        out->line[out->count] = hash_of(fold(t->arena, s)) | seen;
        fl_arena_back(t->arena, here);
        if ((head || tail) && s.n <= LONGEST_LINE) out->text[out->count] = copy(keep, s);
        out->count++;
    }
    (void)fl_sketch_end(&sketcher, &out->sketch);
}

/* ---- what is known of a line on all pages ---- */

typedef struct text {
    fl_span example[EXAMPLES];
    size_t count;
    const char *page;
} text;

typedef struct entry {
    uint64_t hash; /* 0: free */
    text *text;    /* NULL until met twice */
    uint32_t pages, last;
    uint32_t in_head;         /* pages with it in their head */
    uint32_t heads, tails;    /* where it may go, */
    uint32_t against, inside; /* at an edge where it may not, and in the text */
    uint8_t seen;
} entry;

typedef struct kept {
    const char *name;
    const uint64_t *line;
    uint32_t count, head, tail;
} kept;

typedef struct band {
    uint64_t key;  /* 0: free */
    uint32_t page; /* the first that had it */
} band;

struct fl_learner {
    fl_arena *arena;
    kept *page;
    fl_sketch *sketch;
    size_t pages, page_capacity;
    entry *entry;
    size_t entries, entry_slots;
    band *band;
    size_t bands, band_slots;
    uint32_t alike, empty;
    fl_span sentence;
};

fl_learner *fl_learner_new(fl_arena *a)
{
    fl_learner *l = fl_alloc(a, 1, sizeof *l);
    l->arena = a;
    return l;
}

static entry *slot_of(entry *table, size_t slots, uint64_t hash)
{
    size_t at = (size_t)(hash >> 20) & (slots - 1);
    while (table[at].hash && table[at].hash != hash) at = (at + 1) & (slots - 1);
    return &table[at];
}

/* The entry of a line, NULL when it has none. */
static entry *find(const fl_learner *l, uint64_t line)
{
    uint64_t hash = line & ~(uint64_t)0xFF;
    entry *e = l->entry_slots ? slot_of(l->entry, l->entry_slots, hash) : NULL;
    return e && e->hash ? e : NULL;
}

/* A larger table; when it would be too large, the same without the lines that were met once. */
static void make_room(fl_learner *l)
{
    bool forget = l->entry_slots >= MOST_ENTRIES * 2;
    size_t slots = forget ? l->entry_slots : l->entry_slots ? l->entry_slots * 2 : 1 << 14;
    entry *table = fl_alloc(l->arena, slots, sizeof *table);
    l->entries = 0;
    for (size_t i = 0; i < l->entry_slots; i++) {
        const entry *e = &l->entry[i];
        if (!e->hash || (forget && e->pages < 2)) continue;
        *slot_of(table, slots, e->hash) = *e;
        l->entries++;
    }
    l->entry = table;
    l->entry_slots = slots;
}

static void keep_example(fl_learner *l, entry *e, fl_span s, const char *page)
{
    if (!e->text) {
        e->text = fl_alloc(l->arena, 1, sizeof *e->text);
        e->text->page = page;
    }
    text *t = e->text;
    for (size_t i = 0; i < t->count; i++)
        if (fl_span_equal(t->example[i], s)) return;
    if (t->count < EXAMPLES) t->example[t->count++] = copy(l->arena, s);
}

static void count_line(fl_learner *l, uint64_t line, fl_span s, const char *name)
{
    if (l->entries * 2 >= l->entry_slots) make_room(l);
    uint64_t hash = line & ~(uint64_t)0xFF;
    entry *e = slot_of(l->entry, l->entry_slots, hash);
    uint32_t page = (uint32_t)l->pages + 1;
    if (!e->hash) {
        *e = (entry){ .hash = hash, .seen = (uint8_t)line };
        l->entries++;
    }
    if (e->last != page) e->pages++;
    e->last = page;
    if (e->pages >= 2) keep_example(l, e, s, name);
}

/* ---- pages that are alike ---- */

static band *band_of(const fl_learner *l, uint64_t key)
{
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (l->band_slots - 1);
    while (l->band[at].key && l->band[at].key != key) at = (at + 1) & (l->band_slots - 1);
    return &l->band[at];
}

static void grow_bands(fl_learner *l)
{
    size_t before = l->band_slots;
    const band *old = l->band;
    l->band_slots = before ? before * 2 : 1 << 13;
    l->band = fl_alloc(l->arena, l->band_slots, sizeof *l->band);
    for (size_t i = 0; i < before; i++)
        if (old[i].key) *band_of(l, old[i].key) = old[i];
}

static uint64_t key_of(const fl_sketch *s, size_t number)
{
    enum { BINS = FL_SKETCH_BINS / BANDS };
    uint64_t key = number + 1;
    for (size_t i = 0; i < BINS; i++) key = (key ^ s->bin[number * BINS + i]) * 1099511628211u + 1;
    return key ? key : 1;
}

/* True when the page's text is nearly that of an earlier one; else it is remembered. */
static bool is_alike(fl_learner *l, const fl_page *page)
{
    bool brief = fl_sketch_is_none(&page->sketch);
    uint64_t key[BANDS] = { page->whole ? page->whole : 1 };
    size_t count = brief ? 1 : BANDS;
    for (size_t i = 0; i < count && !brief; i++) key[i] = key_of(&page->sketch, i);
    if ((l->bands + BANDS) * 2 >= l->band_slots) grow_bands(l);
    for (size_t i = 0; i < count; i++) {
        const band *b = band_of(l, key[i]);
        if (b->key && (brief || fl_sketch_alike(&l->sketch[b->page], &page->sketch) >= ALIKE))
            return true;
    }
    for (size_t i = 0; i < count; i++) {
        band *b = band_of(l, key[i]);
        if (b->key) continue;
        *b = (band){ key[i], (uint32_t)l->pages };
        l->bands++;
    }
    return false;
}

void fl_learner_add(fl_learner *l, const fl_page *page)
{
    if (!page->has_text || page->count == 0) {
        l->empty++;
        return;
    }
    if (is_alike(l, page)) {
        l->alike++;
        return;
    }
    if (l->pages == l->page_capacity) {
        size_t used = l->pages;
        l->page_capacity = used ? used * 2 : 256;
        l->page = fl_grow(l->arena, l->page, used * sizeof *l->page,
                          l->page_capacity * sizeof *l->page);
        l->sketch = fl_grow(l->arena, l->sketch, used * sizeof *l->sketch,
                            l->page_capacity * sizeof *l->sketch);
    }
    uint64_t *line = fl_alloc(l->arena, page->count, sizeof *line);
    memcpy(line, page->line, page->count * sizeof *line);
    const char *name = fl_copy(l->arena, fl_span_of(page->name));
    for (uint32_t i = 0; i < page->count; i++)
        if (page->text[i].n) count_line(l, line[i], page->text[i], name);
    l->page[l->pages] = (kept){ name, line, page->count, page->head, page->tail };
    l->sketch[l->pages++] = page->sketch;
    if (!l->sentence.p && page->sentence.p) l->sentence = copy(l->arena, page->sentence);
}

/* ---- deciding ---- */

static unsigned kind(uint64_t line) { return (unsigned)line & FL_SEEN_KIND; }

typedef struct deciding {
    const fl_learner *l;
    uint32_t least; /* pages on which a line must stand */
} deciding;

static bool recurs(const deciding *d, uint64_t line)
{
    const entry *e = find(d->l, line);
    return e && e->pages >= d->least;
}

/* How many lines before the text: sentences end the head, whether they recur or not. */
static uint32_t head_of(const kept *p)
{
    uint32_t n = 0;
    while (n < p->head && (kind(p->line[n]) == FL_SEEN_SHORT || kind(p->line[n]) == FL_SEEN_KNOWN))
        n++;
    return n;
}

/* The first line of the tail: sentences that recur belong to it, if something that rules know
 * stands above them. */
static uint32_t tail_of(const deciding *d, const kept *p, uint32_t head)
{
    uint32_t from = p->count;
    while (from > head && from + p->tail > p->count) {
        uint64_t line = p->line[from - 1];
        bool may = kind(line) == FL_SEEN_SHORT || kind(line) == FL_SEEN_KNOWN ||
                   (kind(line) == FL_SEEN_SENTENCE && recurs(d, line));
        if (!may) break;
        from--;
    }
    return from;
}

/* Line `i` is in a run of lines that stand on half of the pages, [from, to) being its zone, and not
 * the one that is next to the text, which may belong to it: a closing formula, the name of an
 * office. */
static bool in_block(const deciding *d, const kept *p, uint32_t i, uint32_t from, uint32_t to)
{
    enum { BLOCK = 3 };
    uint32_t first = i, end = i, common = (uint32_t)(d->l->pages + 1) / 2;
    if (common < d->least) common = d->least;
    for (const entry *e; first > from && (e = find(d->l, p->line[first - 1])); first--)
        if (e->pages < common) break;
    for (const entry *e; end < to && (e = find(d->l, p->line[end])); end++)
        if (e->pages < common) break;
    return end - first >= BLOCK && i != (from ? first : end - 1);
}

/* Below line `i` of the head stands what may be the title of this page, and between them something
 * that rules know; or line `i` is one of a block. */
static bool stands_above_title(const deciding *d, const kept *p, uint32_t i, uint32_t head)
{
    bool known = in_block(d, p, i, 0, head);
    for (uint32_t k = i + 1; k < head; k++) {
        uint64_t line = p->line[k];
        known = known || kind(line) == FL_SEEN_KNOWN;
        if (!known || kind(line) != FL_SEEN_SHORT || !(line & FL_SEEN_TITLE_LIKE)) continue;
        const entry *e = find(d->l, line);
        if ((line & FL_SEEN_TITLE_WORD) || !e || e->in_head < d->least) return true;
    }
    return false;
}

/* Counts the lines of the page's head. */
static void count_head(const deciding *d, const kept *p)
{
    uint32_t head = head_of(p);
    for (uint32_t i = 0; i < head; i++) {
        entry *e = find(d->l, p->line[i]);
        if (e) e->in_head++;
    }
}

static void judge_page(const deciding *d, const kept *p)
{
    uint32_t head = head_of(p), tail = tail_of(d, p, head);
    bool closed = false;          /* something that rules know stands above, in the tail */
    if (head == p->count) return; /* no text */
    for (uint32_t i = 0; i < p->count; i++) {
        entry *e = find(d->l, p->line[i]);
        if (i >= tail && kind(p->line[i]) == FL_SEEN_KNOWN) closed = true;
        if (!e || kind(p->line[i]) == FL_SEEN_KNOWN) continue;
        bool sentence = kind(p->line[i]) == FL_SEEN_SENTENCE;
        if (i < head) {
            if (stands_above_title(d, p, i, head))
                e->heads++;
            else
                e->against++;
        } else if (i >= tail) {
            if (closed || (!sentence && in_block(d, p, i, tail, p->count)))
                e->tails++;
            else if (sentence)
                e->inside++;
            else
                e->against++;
        } else {
            e->inside++;
        }
    }
}

static bool holds_digit(const entry *e)
{
    for (size_t i = 0; i < e->text->example[0].n; i++)
        if (fl_is_digit((unsigned char)e->text->example[0].p[i])) return true;
    return false;
}

/* What may be said of a line that recurs; false: nothing. */
static bool lesson_of(fl_learner *l, const entry *e, uint32_t least, fl_learned *out)
{
    uint32_t good = e->heads + e->tails;
    if (e->pages < least || !e->text || good + e->against < least) return false;
    if (e->inside * 20 > good + e->against) return false; /* now and then a page is misread */
    bool head = e->heads > e->tails || (!good && e->in_head);
    bool sure = good >= least && good * 10 >= (good + e->against) * 9;
    if (e->seen & FL_SEEN_TITLE_WORD) sure = false; /* a yearly title, the name of an office */
    if (head && holds_digit(e)) sure = false;       /* the number of a document */
    if (e->heads && e->tails) sure = false;         /* a title, and a link to it */
    bool sentence = (e->seen & FL_SEEN_KIND) == FL_SEEN_SENTENCE;
    if (sentence && (head || !sure)) return false;
    *out = (fl_learned){ .fold = fold(l->arena, e->text->example[0]),
                         .example_count = e->text->count,
                         .page = e->text->page,
                         .pages = e->pages,
                         .head = head,
                         .sentence = sentence,
                         .sure = sure };
    memcpy(out->example, e->text->example, sizeof out->example);
    return true;
}

static int by_weight(const void *a, const void *b)
{
    const fl_learned *x = a, *y = b;
    if (x->sure != y->sure) return x->sure ? -1 : 1;
    if (x->head != y->head) return x->head ? -1 : 1;
    if (x->pages != y->pages) return x->pages > y->pages ? -1 : 1;
    size_t n = x->fold.n < y->fold.n ? x->fold.n : y->fold.n;
    int order = memcmp(x->fold.p, y->fold.p, n);
    return order ? order : x->fold.n < y->fold.n ? -1 : x->fold.n > y->fold.n;
}

fl_lessons fl_learner_lessons(fl_learner *l)
{
    enum { LEAST = 3, SHARE = 20 }; /* pages; one in so many */
    deciding d = { l, (uint32_t)(l->pages + SHARE - 1) / SHARE };
    if (d.least < LEAST) d.least = LEAST;
    fl_lessons out = {
        .pages = (uint32_t)l->pages, .alike = l->alike, .empty = l->empty, .sentence = l->sentence
    };
    for (size_t i = 0; i < l->entry_slots; i++) {
        entry *e = &l->entry[i];
        e->in_head = e->heads = e->tails = e->against = e->inside = 0;
    }
    for (size_t i = 0; i < l->pages; i++) count_head(&d, &l->page[i]);
    for (size_t i = 0; i < l->pages; i++) judge_page(&d, &l->page[i]);
    size_t most = 0;
    for (size_t i = 0; i < l->entry_slots; i++) most += l->entry[i].pages >= d.least;
    out.item = fl_alloc(l->arena, most, sizeof *out.item);
    for (size_t i = 0; i < l->entry_slots; i++)
        if (lesson_of(l, &l->entry[i], d.least, &out.item[out.count])) out.count++;
    qsort(out.item, out.count, sizeof *out.item, by_weight);
    return out;
}
