/* rules/literals.c - a small reader of PCRE2 patterns.
 *
 * A sequence is read from left to right. As long as its atoms are characters, classes or groups of
 * plain words, the words that they can make are collected (a run); whatever else comes ends the
 * run. Of all runs and required groups of a sequence the best is taken: the one whose shortest word
 * is longest. An alternation needs one word of any of its branches. */
#include "rules/literals.h"

#include "base/utf8.h"

enum {
    DEEPEST = 20,
    LONGEST_WORD = 24,
    LARGEST_CLASS = 40,
    ENOUGH = 6, /* bytes: beyond two ideographs a longer word is no better */
};

typedef struct word {
    char p[LONGEST_WORD];
    size_t n;
} word;
typedef struct words {
    word item[FL_LITERALS_MOST];
    size_t count;
} words;

typedef struct scanner {
    fl_arena *arena;
    fl_span s;
    size_t at;
    bool nocase, lost; /* lost: something that is not understood */
} scanner;

static bool alternation(scanner *r, unsigned depth, words *out);

static bool more(const scanner *r) { return r->at < r->s.n && !r->lost; }
static char here(const scanner *r) { return r->s.p[r->at]; }
static bool is_at(const scanner *r, const char *text)
{
    size_t n = strlen(text);
    return r->s.n - r->at >= n && memcmp(r->s.p + r->at, text, n) == 0;
}

/* ---- words ---- */

static size_t shortest(const words *w)
{
    size_t n = w->count ? SIZE_MAX : 0;
    for (size_t i = 0; i < w->count; i++)
        if (w->item[i].n < n) n = w->item[i].n;
    return n;
}

static bool is_better(const words *a, const words *b)
{
    size_t x = shortest(a), y = shortest(b);
    if (x > ENOUGH) x = ENOUGH;
    if (y > ENOUGH) y = ENOUGH;
    return x != y ? x > y : a->count < b->count;
}

static void take_better(words *best, const words *w)
{
    if (shortest(w) > 0 && (best->count == 0 || is_better(w, best))) *best = *w;
}

/* Every word of the run followed by every character of `tail`; false when that makes too many or
 * too long ones. */
static bool extend(words *run, const words *tail)
{
    size_t count = run->count ? run->count : 1;
    if (count * tail->count > FL_LITERALS_MOST) return false;
    if (tail->count > 1 && shortest(run) >= ENOUGH) return false;
    words made = { .count = 0 };
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < tail->count; k++) {
            word *w = &made.item[made.count++];
            w->n = 0;
            if (run->count) *w = run->item[i];
            if (w->n + tail->item[k].n > LONGEST_WORD) return false;
            memcpy(w->p + w->n, tail->item[k].p, tail->item[k].n);
            w->n += tail->item[k].n;
        }
    *run = made;
    return true;
}

/* ---- atoms ---- */

/* Letters whose other case we do not fold: in a pattern without case they are no word. */
static bool has_case(fl_span s)
{
    unsigned char lead = (unsigned char)s.p[0];
    return (s.n == 2 && lead > 0xC2) || (s.n == 3 && (lead == 0xE1 || lead == 0xEF));
}

static void add_character(words *w, fl_span s, bool nocase)
{
    if (nocase && has_case(s)) return;
    word *c = &w->item[w->count++];
    c->n = s.n;
    memcpy(c->p, s.p, s.n);
    if (nocase && s.n == 1 && c->p[0] >= 'A' && c->p[0] <= 'Z') c->p[0] = (char)(c->p[0] + 32);
}

static fl_span one_character(scanner *r)
{
    uint32_t c;
    size_t from = r->at;
    r->at = fl_utf8_next(r->s, r->at, &c);
    return fl_span_sub(r->s, from, r->at);
}

static void skip_braces(scanner *r)
{
    if (!more(r) || here(r) != '{') return;
    while (more(r) && here(r) != '}') r->at++;
    r->at++;
}

/* Behind a backslash. A character goes to `out`; a class or an assertion leaves it empty. */
static void escape(scanner *r, words *out)
{
    char c = here(r);
    if (!fl_is_ascii_alnum((unsigned char)c)) {
        add_character(out, one_character(r), r->nocase);
        return;
    }
    r->at++;
    if (c == 'Q' || c == 'E' || c == 'c' || c == 'K') r->lost = true;
    if (c == 'p' || c == 'P') {
        if (more(r) && here(r) == '{')
            skip_braces(r);
        else
            r->at++;
    } else if (c == 'x' || c == 'g' || c == 'k' || c == 'N' || c == 'o') {
        if (c == 'x' && more(r) && here(r) != '{')
            r->at += 2;
        else if (more(r) && (here(r) == '<' || here(r) == '\''))
            r->lost = true;
        else
            skip_braces(r);
    } else if (fl_is_digit((unsigned char)c)) {
        while (more(r) && fl_is_digit((unsigned char)here(r))) r->at++;
    }
}

/* Behind `[`. The characters of a small class go to `out`. */
static void class(scanner *r, words *out)
{
    bool listed = true, first = true;
    if (more(r) && here(r) == '^') {
        listed = false;
        r->at++;
    }
    for (; more(r) && (first || here(r) != ']'); first = false) {
        words one = { .count = 0 };
        if (is_at(r, "[:")) {
            listed = false;
            while (more(r) && !is_at(r, ":]")) r->at++;
            r->at += 2;
            continue;
        }
        if (here(r) == '\\') {
            r->at++;
            if (more(r)) escape(r, &one);
        } else {
            if (here(r) == '-' && !first && r->at + 1 < r->s.n && r->s.p[r->at + 1] != ']')
                listed = false;
            add_character(&one, one_character(r), r->nocase);
        }
        if (one.count == 0 || out->count == LARGEST_CLASS) listed = false;
        if (listed) out->item[out->count++] = one.item[0];
    }
    if (!more(r)) r->lost = true;
    r->at++;
    if (!listed) out->count = 0;
}

/* Behind `(`. What the group needs goes to `out`; true when it is nothing but these words. */
static bool group(scanner *r, unsigned depth, words *out)
{
    bool asserts = false;
    if (more(r) && here(r) == '*') r->lost = true;
    if (is_at(r, "?:") || is_at(r, "?>") || is_at(r, "?|")) {
        r->at += 2;
    } else if (is_at(r, "?=") || is_at(r, "?!")) {
        r->at += 2;
        asserts = true;
    } else if (is_at(r, "?<=") || is_at(r, "?<!")) {
        r->at += 3;
        asserts = true;
    } else if (is_at(r, "?<") || is_at(r, "?P<")) {
        while (more(r) && here(r) != '>') r->at++;
        r->at++;
    } else if (is_at(r, "?")) {
        r->lost = true;
    }
    if (depth == DEEPEST) r->lost = true;
    bool plain = more(r) && alternation(r, depth + 1, out);
    if (!more(r) || here(r) != ')') r->lost = true;
    r->at++;
    if (asserts) out->count = 0;
    return plain && !asserts;
}

/* ---- sequences ---- */

typedef enum repeat { ONCE, OPTIONAL, REPEATED } repeat;

static repeat quantifier(scanner *r)
{
    repeat found = ONCE;
    if (!more(r)) return ONCE;
    char c = here(r);
    if (c == '?' || c == '*')
        found = OPTIONAL;
    else if (c == '+')
        found = REPEATED;
    else if (c == '{' && r->at + 1 < r->s.n && fl_is_digit((unsigned char)r->s.p[r->at + 1]))
        found = r->s.p[r->at + 1] == '0' ? OPTIONAL : REPEATED;
    if (found == ONCE) return ONCE;
    if (c == '{')
        skip_braces(r);
    else
        r->at++;
    if (more(r) && (here(r) == '?' || here(r) == '+')) r->at++;
    return found;
}

/* True when the atom is nothing but the words in *out: characters, or a group of plain words. */
static bool atom(scanner *r, unsigned depth, words *out)
{
    char c = here(r);
    out->count = 0;
    if (c == '(') {
        r->at++;
        return group(r, depth, out);
    }
    if (c == '[') {
        r->at++;
        class(r, out);
    } else if (c == '\\') {
        r->at++;
        if (more(r)) escape(r, out);
    } else if (c == '.' || c == '^' || c == '$') {
        r->at++;
    } else {
        add_character(out, one_character(r), r->nocase);
    }
    return out->count > 0;
}

/* True when the sequence is nothing but the words in *best. */
static bool sequence(scanner *r, unsigned depth, words *best)
{
    words *run = fl_alloc(r->arena, 2, sizeof *run), *found = run + 1;
    bool plain = true;
    best->count = 0;
    while (more(r) && here(r) != '|' && here(r) != ')') {
        bool is_words = atom(r, depth, found);
        repeat times = quantifier(r);
        if (is_words && times != OPTIONAL) {
            if (!extend(run, found)) {
                take_better(best, run);
                *run = *found;
                plain = false;
            }
            if (times == ONCE) continue;
        } else if (times != OPTIONAL) {
            take_better(best, found);
        }
        plain = false;
        take_better(best, run);
        run->count = 0;
    }
    take_better(best, run);
    return plain && run->count > 0;
}

static bool alternation(scanner *r, unsigned depth, words *out)
{
    words *branch = fl_alloc(r->arena, 1, sizeof *branch);
    bool all = true, plain = true;
    out->count = 0;
    for (;;) {
        plain &= sequence(r, depth, branch);
        if (branch->count == 0 || out->count + branch->count > FL_LITERALS_MOST) all = false;
        for (size_t i = 0; all && i < branch->count; i++) out->item[out->count++] = branch->item[i];
        if (!more(r) || here(r) != '|') break;
        r->at++;
    }
    if (!all) out->count = 0;
    return plain && all;
}

fl_literals fl_literals_of(fl_arena *a, fl_span pattern)
{
    scanner r = { .arena = a, .s = pattern };
    words *w = fl_alloc(a, 1, sizeof *w);
    if (is_at(&r, "(?i)")) {
        r.nocase = true;
        r.at = 4;
    }
    alternation(&r, 0, w);
    fl_literals found = { .nocase = r.nocase };
    if (r.lost || r.at < r.s.n || w->count == 0) return found;
    fl_span *item = fl_alloc(a, w->count, sizeof *item);
    for (size_t i = 0; i < w->count; i++) item[i] = (fl_span){ w->item[i].p, w->item[i].n };
    found.item = item;
    found.count = (uint32_t)w->count;
    return found;
}
