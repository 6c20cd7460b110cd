/* rules/pack.c - built-in tables and given packs become one set of rules, lists and enumerators. */
#include "rules/pack.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "rules/embed.h"
#include "rules/load.h"
#include "rules/match.h"

struct fl_packs {
    fl_pack_data data;
    fl_pack_rule *rule; /* data.rule and data.pattern, which were copied for each fl_packs */
    fl_pattern *pattern;
    atomic_uint *starved; /* see fl_packs_starved */
};

enum { MOST_RULES = UINT16_MAX };

static const fl_list nothing = { .lang = "", .name = "" };

/* ---- rules ---- */

/* Adds the rules of a pack; one takes the place of a rule with its id in an earlier pack. */
static void add_rules(fl_packs *p, const fl_pack_data *data)
{
    size_t before = p->data.rule_count;
    for (size_t i = 0; i < data->rule_count; i++) {
        size_t at = 0;
        while (at < before && strcmp(p->rule[at].id, data->rule[i].id) != 0) at++;
        if (at == before) at = p->data.rule_count++;
        p->rule[at] = data->rule[i];
        p->rule[at].pattern = &p->pattern[at];
        p->pattern[at].text = data->pattern[i].text;
        p->pattern[at].whole = data->pattern[i].whole;
    }
}

static fl_index index_zones(fl_arena *a, const fl_packs *p, const char *name, unsigned zones)
{
    size_t count = 0;
    uint16_t *number = fl_alloc(a, p->data.rule_count, sizeof *number);
    for (size_t i = 0; i < p->data.rule_count; i++)
        if (strcmp(p->rule[i].family, name) == 0 && (p->rule[i].zones & zones))
            number[count++] = (uint16_t)i;
    return fl_index_new(a, p->rule, number, count);
}

static void index_rules(fl_arena *a, fl_packs *p)
{
    for (size_t i = 0; i < p->data.rule_count; i++)
        p->pattern[i].needs = fl_literals_of(a, p->pattern[i].text);
    fl_family *family = fl_alloc(a, p->data.rule_count, sizeof *family);
    size_t count = 0;
    for (size_t i = 0; i < p->data.rule_count; i++) {
        const char *name = p->rule[i].family;
        size_t f = 0;
        while (f < count && strcmp(family[f].name, name) != 0) f++;
        if (f < count) continue;
        family[count++] = (fl_family){ name, index_zones(a, p, name, FL_ZONE_ANYWHERE),
                                       index_zones(a, p, name, FL_ZONE_BODY) };
    }
    p->data.family = family;
    p->data.family_count = count;
}

/* ---- lists ---- */

enum { KEY = 3, BITS = 512 };

static unsigned bit_of(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    uint32_t key = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
    return key * 2654435761u >> 23;
}

static void mark_words(fl_arena *a, fl_list *list)
{
    uint64_t *starts = fl_alloc(a, BITS / 32, sizeof *starts), *ends = starts + BITS / 64;
    list->starts = starts;
    list->ends = ends;
    for (size_t i = 0; i < list->count; i++) {
        fl_span word = fl_list_word(list, i);
        if (word.n < KEY) { /* a short word: every text may start or end with it */
            memset(starts, 0xFF, BITS / 32 * sizeof *starts);
            return;
        }
        unsigned start = bit_of(word.p), end = bit_of(word.p + word.n - KEY);
        starts[start / 64] |= (uint64_t)1 << start % 64;
        ends[end / 64] |= (uint64_t)1 << end % 64;
    }
}

/* The packs of one load and the lists made from theirs. */
typedef struct joiner {
    fl_arena *arena;
    const fl_pack_data *data;
    size_t count;
    fl_list *list;
    size_t list_count;
} joiner;

static bool is_joined(const joiner *j, const char *lang, const char *name)
{
    for (size_t i = 0; i < j->list_count; i++)
        if (strcmp(j->list[i].name, name) == 0 && strcmp(j->list[i].lang, lang) == 0) return true;
    return false;
}

/* Appends the words of all lists with this name and language ("": any) to *words, and where each
 * ends to `at`; without `at`, counts them. */
static size_t take_words(const joiner *j, const char *lang, const char *name, fl_buf *words,
                         uint32_t *at)
{
    size_t count = 0;
    for (size_t d = 0; d < j->count; d++)
        for (size_t i = 0; i < j->data[d].list_count; i++) {
            const fl_list *list = &j->data[d].list[i];
            if (list->lang[0] == '\0' || strcmp(list->name, name) != 0) continue;
            if (lang[0] && strcmp(list->lang, lang) != 0) continue;
            for (size_t w = 0; at && w < list->count; w++) {
                fl_buf_span(words, fl_list_word(list, w));
                at[count + w + 1] = (uint32_t)words->n;
            }
            count += list->count;
        }
    return count;
}

static void join(joiner *j, const char *lang, const char *name)
{
    if (is_joined(j, lang, name)) return;
    fl_list *made = &j->list[j->list_count++];
    made->lang = lang;
    made->name = name;
    made->count = take_words(j, lang, name, NULL, NULL);
    uint32_t *at = fl_alloc(j->arena, made->count + 1, sizeof *at);
    fl_buf words = fl_buf_new(j->arena, 1024);
    (void)take_words(j, lang, name, &words, at);
    made->at = at;
    made->words = words.p;
    mark_words(j->arena, made);
}

static int by_name(const void *a, const void *b)
{
    const fl_list *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->lang, y->lang);
}

static void join_lists(fl_arena *a, fl_packs *p, const fl_pack_data *data, size_t count)
{
    joiner j = { .arena = a, .data = data, .count = count };
    size_t most = 0;
    for (size_t d = 0; d < count; d++) most += data[d].list_count;
    j.list = fl_alloc(a, 2 * most, sizeof *j.list);
    for (size_t d = 0; d < count; d++)
        for (size_t i = 0; i < data[d].list_count; i++) {
            const fl_list *list = &data[d].list[i];
            if (list->lang[0] == '\0') continue; /* joined before, of built-in packs */
            join(&j, list->lang, list->name);
            join(&j, "", list->name);
        }
    qsort(j.list, j.list_count, sizeof *j.list, by_name);
    p->data.list = j.list;
    p->data.list_count = j.list_count;
}

/* ---- enumerators ---- */

/* The languages with numbering templates, each once. */
static size_t list_languages(const fl_packs *p, const char **lang)
{
    size_t n = 0;
    for (size_t i = 0; i < p->data.enumerator_count; i++) {
        size_t at = 0;
        while (at < n && strcmp(lang[at], p->data.enumerator[i].lang) != 0) at++;
        if (at == n) lang[n++] = p->data.enumerator[i].lang;
    }
    return n;
}

static void compile_enumerators(fl_arena *a, fl_packs *p)
{
    const char **lang = fl_alloc(a, p->data.enumerator_count + 1, sizeof *lang);
    fl_enumerator_row *rows = fl_alloc(a, p->data.enumerator_count + 1, sizeof *rows);
    uint16_t *index = fl_alloc(a, p->data.enumerator_count + 1, sizeof *index);
    size_t count = list_languages(p, lang);
    lang[count++] = ""; /* for a text in a language without templates of its own */
    fl_numbering *made = fl_alloc(a, count, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        size_t n = fl_packs_rows(p, lang[i], rows, index);
        made[i].lang = lang[i];
        made[i].enumerators = *fl_enumerators_compile(a, rows, n, NULL, NULL);
    }
    p->data.numbering = made;
    p->data.numbering_count = count;
}

/* ---- loading ---- */

static void join_enumerators(fl_arena *a, fl_packs *p, const fl_pack_data *data, size_t count)
{
    size_t most = 0, n = 0;
    for (size_t d = 0; d < count; d++) most += data[d].enumerator_count;
    fl_enumerator_row *row = fl_alloc(a, most, sizeof *row);
    for (size_t d = 0; d < count; d++)
        for (size_t i = 0; i < data[d].enumerator_count; i++) row[n++] = data[d].enumerator[i];
    p->data.enumerator = row;
    p->data.enumerator_count = n;
}

/* The built-in packs alone: their rules are written out, since those are numbers until then. */
static fl_packs *built_in_packs(fl_arena *a)
{
    const fl_built_in_data *from = &fl_built_in;
    fl_packs *p = fl_alloc(a, 1, sizeof *p);
    p->data = from->data;
    p->data.rule = p->rule = fl_alloc(a, p->data.rule_count, sizeof *p->rule);
    p->data.pattern = p->pattern = fl_alloc(a, p->data.rule_count, sizeof *p->pattern);
    for (size_t i = 0; i < p->data.rule_count; i++) {
        const fl_built_in_rule *r = &from->rule[i];
        const char *texts = from->texts;
        p->pattern[i].text = (fl_span){ texts + r->pattern, r->pattern_length };
        p->pattern[i].whole = r->whole;
        p->rule[i] = (fl_pack_rule){ .id = texts + r->id,
                                     .about = texts + r->about,
                                     .family = texts + r->family,
                                     .meta = r->meta ? texts + r->meta : NULL,
                                     .matches = texts + r->matches,
                                     .spares = texts + r->spares,
                                     .file = texts + r->file,
                                     .line = r->line,
                                     .pattern = &p->pattern[i],
                                     .part = r->part,
                                     .strong = r->strong,
                                     .opens = r->opens,
                                     .zones = r->zones,
                                     .action = r->action,
                                     .confidence = r->confidence,
                                     .longest = r->longest };
    }
    return p;
}

/* Makes one set out of `count` packs. */
static fl_packs *merge(fl_arena *a, const fl_pack_data *data, size_t count)
{
    fl_packs *p = fl_alloc(a, 1, sizeof *p);
    size_t rules = 0;
    for (size_t i = 0; i < count; i++) rules += data[i].rule_count;
    p->data.rule = p->rule = fl_alloc(a, rules, sizeof *p->rule);
    p->data.pattern = p->pattern = fl_alloc(a, rules, sizeof *p->pattern);
    for (size_t i = 0; i < count; i++) add_rules(p, &data[i]);
    join_enumerators(a, p, data, count);
    compile_enumerators(a, p);
    join_lists(a, p, data, count);
    index_rules(a, p);
    return p;
}

fairleaf_status fl_packs_load(fl_arena *a, bool built_in, const fl_span *files,
                              const char *const *names, size_t count, fl_packs **out,
                              fairleaf_error *error)
{
    fl_pack_data *data = fl_alloc(a, count + 1, sizeof *data);
    size_t rules = 0;
    if (built_in) {
        *out = built_in_packs(a);
        (*out)->starved = fl_alloc(a, 1, sizeof *(*out)->starved);
        if (count == 0) return FAIRLEAF_OK;
        data[0] = (*out)->data;
    }
    for (size_t i = 0; i < count; i++) {
        char number[32];
        (void)snprintf(number, sizeof number, "pack %zu", i + 1);
        const char *name = names && names[i] ? names[i] : number;
        fairleaf_status status = fl_pack_read(a, files[i], name, &data[i + 1], error);
        if (status) return status;
        rules += data[i + 1].rule_count;
    }
    if (rules > MOST_RULES - fl_built_in.data.rule_count)
        return fl_fail(error, FAIRLEAF_RULES, 0, "more than %d rules", MOST_RULES);
    *out = merge(a, data, count + 1);
    (*out)->starved = fl_alloc(a, 1, sizeof *(*out)->starved);
    return FAIRLEAF_OK;
}

const fl_pack_data *fl_packs_data(const fl_packs *p) { return &p->data; }

void fl_packs_close(fl_packs *p)
{
    for (size_t i = 0; i < p->data.rule_count; i++) fl_pattern_close(&p->pattern[i]);
}

size_t fl_packs_rules(const fl_packs *p, const fl_pack_rule **out)
{
    *out = p->rule;
    return p->data.rule_count;
}

size_t fl_packs_enumerators(const fl_packs *p, const fl_enumerator_row **out)
{
    *out = p->data.enumerator;
    return p->data.enumerator_count;
}

size_t fl_packs_rows(const fl_packs *p, const char *lang, fl_enumerator_row *rows, uint16_t *index)
{
    const char *const from[] = { lang, "en" };
    size_t n = 0;
    for (size_t round = 0; round < 2; round++) {
        if (round && strcmp(lang, "en") == 0) break;
        for (size_t i = 0; i < p->data.enumerator_count && i < UINT16_MAX; i++) {
            if (strcmp(p->data.enumerator[i].lang, from[round]) != 0) continue;
            index[n] = (uint16_t)(i + 1);
            rows[n++] = p->data.enumerator[i];
        }
    }
    return n;
}

const fl_enumerators *fl_packs_numbering(const fl_packs *p, const char *lang)
{
    size_t i = 0;
    while (i + 1 < p->data.numbering_count && strcmp(p->data.numbering[i].lang, lang) != 0) i++;
    return &p->data.numbering[i].enumerators;
}

/* ---- asking ---- */

static bool find(const fl_packs *p, const char *name, fl_search *search, fl_match *out,
                 const fl_pack_rule **gave_up)
{
    bool found = false;
    for (size_t i = 0; i < p->data.family_count && !found; i++) {
        const fl_family *f = &p->data.family[i];
        if (name && strcmp(f->name, name) != 0) continue;
        const fl_index *index = search->zones == FL_ZONE_BODY ? &f->body : &f->all;
        found = fl_index_find(index, p->rule, search, out);
    }
    if (gave_up && search->gave_up) *gave_up = search->gave_up;
    if (search->starved) atomic_fetch_add_explicit(p->starved, 1, memory_order_relaxed);
    return found;
}

unsigned fl_packs_starved(const fl_packs *p)
{
    return atomic_load_explicit(p->starved, memory_order_relaxed);
}

bool fl_match_line(const fl_packs *p, const char *name, unsigned zones, fl_span line, size_t from,
                   fl_match *out, const fl_pack_rule **gave_up)
{
    fl_search search = { .line = line, .from = from, .zones = zones, .kind = FL_SEARCH_ANY };
    return find(p, name, &search, out, gave_up);
}

bool fl_match_whole(const fl_packs *p, const char *name, unsigned zones, fl_span line,
                    fl_match *out, const fl_pack_rule **gave_up)
{
    fl_search search = { .line = line, .zones = zones, .kind = FL_SEARCH_WHOLE };
    return find(p, name, &search, out, gave_up);
}

bool fl_match_at(const fl_packs *p, const char *name, unsigned zones, fl_span line, size_t at,
                 fl_match *out, const fl_pack_rule **gave_up)
{
    fl_search search = { .line = line, .from = at, .zones = zones, .kind = FL_SEARCH_AT };
    return find(p, name, &search, out, gave_up);
}

const fl_list *fl_packs_list(const fl_packs *p, const char *lang, const char *name)
{
    if (!lang) lang = "";
    if (p->data.list_count == 0) return &nothing;
    fl_list wanted = { .lang = lang, .name = name };
    const fl_list *found = bsearch(&wanted, p->data.list, p->data.list_count, sizeof *p->data.list,
                                   by_name);
    return found ? found : &nothing;
}

static bool has_bit(const uint64_t *bits, const char *text)
{
    return bits[bit_of(text) / 64] >> bit_of(text) % 64 & 1;
}

/* The longest word with which `line` starts (or ends). Most words are told apart by their first (or
 * last) bytes. */
static bool longest(const fl_list *list, fl_span line, bool at_end, fl_span *item)
{
    fl_span found = { NULL, 0 };
    for (size_t i = 0; i < list->count; i++) {
        fl_span word = fl_list_word(list, i);
        if (word.n > line.n || (found.p && word.n <= found.n)) continue;
        const char *there = at_end ? line.p + line.n - word.n : line.p;
        size_t key = at_end && word.n > KEY ? word.n - KEY : 0;
        if (word.n >= KEY && memcmp(there + key, word.p + key, KEY) != 0) continue;
        if (memcmp(there, word.p, word.n) != 0) continue;
        if (!item) return true; /* which one does not matter */
        found = word;
    }
    if (found.p) *item = found;
    return found.p != NULL;
}

bool fl_list_starts(const fl_list *list, fl_span line, fl_span *item)
{
    if (list->count == 0 || (line.n >= KEY && !has_bit(list->starts, line.p))) return false;
    return longest(list, line, false, item);
}

bool fl_list_ends(const fl_list *list, fl_span line, fl_span *item)
{
    if (list->count == 0 || (line.n >= KEY && !has_bit(list->ends, line.p + line.n - KEY)))
        return false;
    return longest(list, line, true, item);
}

bool fl_list_has(const fl_list *list, fl_span line)
{
    if (list->count == 0 || (line.n >= KEY && !has_bit(list->starts, line.p))) return false;
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i + 1] - list->at[i] == line.n &&
            memcmp(list->words + list->at[i], line.p, line.n) == 0)
            return true;
    return false;
}
