/* rules/pack.c - built-in tables and given packs become one set of rules, lists and enumerators. */
#include "rules/pack.h"

#include <stdio.h>

#include "rules/embed.h"
#include "rules/load.h"
#include "rules/match.h"

typedef struct family {
    const char *name;
    const fl_index *all, *body; /* body: of the rules that may act inside the body */
} family;

struct fl_packs {
    fl_pack_rule *rule;
    fl_pattern *pattern; /* pattern[i] belongs to rule[i] */
    size_t rule_count;
    family *families;
    size_t family_count;
    fl_list *list; /* of each language, then those of all languages (lang "") */
    size_t list_count;
    fl_enumerator_row *enumerator;
    size_t enumerator_count;
};

static const fl_list nothing = { .lang = "", .name = "" };

/* ---- rules ---- */

static void add_rules(fl_packs *p, const fl_pack_data *data)
{
    size_t before = p->rule_count;
    for (size_t i = 0; i < data->rule_count; i++) {
        size_t at = 0; /* a rule takes the place of one with its id in an earlier pack */
        while (at < before && strcmp(p->rule[at].id, data->rule[i].id) != 0) at++;
        if (at == before) at = p->rule_count++;
        p->rule[at] = data->rule[i];
        p->pattern[at].text = data->pattern[i].text;
        p->pattern[at].needs = data->pattern[i].needs;
        p->pattern[at].whole = data->pattern[i].whole;
        p->rule[at].pattern = &p->pattern[at];
    }
}

static const fl_index *index_zones(fl_arena *a, const fl_packs *p, const char *name, unsigned zones)
{
    size_t count = 0;
    const fl_pack_rule **rule = fl_alloc(a, p->rule_count, sizeof *rule);
    for (size_t i = 0; i < p->rule_count; i++)
        if (strcmp(p->rule[i].family, name) == 0 && (p->rule[i].zones & zones))
            rule[count++] = &p->rule[i];
    return fl_index_new(a, rule, count);
}

static void index_rules(fl_arena *a, fl_packs *p)
{
    p->families = fl_alloc(a, p->rule_count, sizeof *p->families);
    for (size_t i = 0; i < p->rule_count; i++) {
        size_t f = 0;
        while (f < p->family_count && strcmp(p->families[f].name, p->rule[i].family) != 0) f++;
        if (f < p->family_count) continue;
        const char *name = p->rule[i].family;
        p->families[p->family_count++] = (family){ name, index_zones(a, p, name, FL_ZONE_ANYWHERE),
                                                   index_zones(a, p, name, FL_ZONE_BODY) };
    }
}

/* ---- lists ---- */

enum { KEY = 3, BITS = 512 };

static unsigned bit_of(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    uint32_t key = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
    return key * 2654435761u >> 23;
}

static void mark_words(fl_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        fl_span word = list->item[i];
        if (word.n < KEY) { /* a short word: every text may start or end with it */
            memset(list->starts, 0xFF, sizeof list->starts);
            memset(list->ends, 0xFF, sizeof list->ends);
            return;
        }
        unsigned start = bit_of(word.p), end = bit_of(word.p + word.n - KEY);
        list->starts[start / 64] |= (uint64_t)1 << start % 64;
        list->ends[end / 64] |= (uint64_t)1 << end % 64;
    }
}

/* Joins the lists of all packs that have this name and language (NULL: any) into p->list. */
static void join_lists(fl_arena *a, fl_packs *p, const fl_pack_data *data, size_t count,
                       const fl_list *like)
{
    size_t words = 0;
    bool any = like->lang[0] == '\0';
    for (size_t pass = 0; pass < 2; pass++) {
        fl_list *made = &p->list[p->list_count];
        fl_span *item = pass ? fl_alloc(a, words, sizeof *item) : NULL;
        words = 0;
        for (size_t d = 0; d < count; d++)
            for (size_t i = 0; i < data[d].list_count; i++) {
                const fl_list *list = &data[d].list[i];
                if (strcmp(list->name, like->name) != 0) continue;
                if (!any && strcmp(list->lang, like->lang) != 0) continue;
                if (item && list->count)
                    memcpy(item + words, list->item, list->count * sizeof *item);
                words += list->count;
            }
        *made = *like;
        made->item = item;
        made->count = words;
    }
    mark_words(&p->list[p->list_count++]);
}

static bool is_listed(const fl_packs *p, const char *lang, const char *name)
{
    for (size_t i = 0; i < p->list_count; i++)
        if (strcmp(p->list[i].name, name) == 0 && strcmp(p->list[i].lang, lang) == 0) return true;
    return false;
}

static void add_lists(fl_arena *a, fl_packs *p, const fl_pack_data *data, size_t count)
{
    size_t most = 0;
    for (size_t d = 0; d < count; d++) most += data[d].list_count;
    p->list = fl_alloc(a, 2 * most, sizeof *p->list);
    for (size_t d = 0; d < count; d++)
        for (size_t i = 0; i < data[d].list_count; i++) {
            const fl_list *list = &data[d].list[i];
            fl_list own = { .lang = list->lang, .name = list->name },
                    all = { .lang = "", .name = list->name };
            if (!is_listed(p, own.lang, own.name)) join_lists(a, p, data, count, &own);
            if (!is_listed(p, "", all.name)) join_lists(a, p, data, count, &all);
        }
}

/* ---- loading ---- */

static void add_enumerators(fl_packs *p, const fl_pack_data *data)
{
    for (size_t i = 0; i < data->enumerator_count; i++)
        p->enumerator[p->enumerator_count++] = data->enumerator[i];
}

fairleaf_status fl_packs_load(fl_arena *a, bool built_in, const fl_span *files,
                              const char *const *names, size_t count, fl_packs **out,
                              fairleaf_error *error)
{
    fl_packs *p = fl_alloc(a, 1, sizeof *p);
    fl_pack_data *data = fl_alloc(a, count + 1, sizeof *data);
    size_t rules = 0, enumerators = 0;
    if (built_in) data[0] = fl_built_in;
    for (size_t i = 0; i < count; i++) {
        char number[32];
        (void)snprintf(number, sizeof number, "pack %zu", i + 1);
        fairleaf_status status =
            fl_pack_read(a, files[i], names && names[i] ? names[i] : number, &data[i + 1], error);
        if (status) return status;
    }
    for (size_t i = 0; i <= count; i++) {
        rules += data[i].rule_count;
        enumerators += data[i].enumerator_count;
    }
    p->rule = fl_alloc(a, rules, sizeof *p->rule);
    p->pattern = fl_alloc(a, rules, sizeof *p->pattern);
    p->enumerator = fl_alloc(a, enumerators, sizeof *p->enumerator);
    for (size_t i = 0; i <= count; i++) {
        add_rules(p, &data[i]);
        add_enumerators(p, &data[i]);
    }
    add_lists(a, p, data, count + 1);
    index_rules(a, p);
    *out = p;
    return FAIRLEAF_OK;
}

void fl_packs_close(fl_packs *p)
{
    for (size_t i = 0; i < p->rule_count; i++) fl_pattern_close(&p->pattern[i]);
}

size_t fl_packs_rules(const fl_packs *p, const fl_pack_rule **out)
{
    *out = p->rule;
    return p->rule_count;
}

size_t fl_packs_enumerators(const fl_packs *p, const fl_enumerator_row **out)
{
    *out = p->enumerator;
    return p->enumerator_count;
}

/* ---- asking ---- */

static bool find(const fl_packs *p, const char *name, fl_search *search, fl_match *out, const fl_pack_rule **gave_up)
{
    bool found = false;
    for (size_t i = 0; i < p->family_count && !found; i++)
        if (!name || strcmp(p->families[i].name, name) == 0) {
            const family *f = &p->families[i];
            found = fl_index_find(search->zones == FL_ZONE_BODY ? f->body : f->all, search, out);
        }
    if (gave_up && search->gave_up) *gave_up = search->gave_up;
    return found;
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
    for (size_t i = 0; i < p->list_count; i++)
        if (strcmp(p->list[i].name, name) == 0 && strcmp(p->list[i].lang, lang) == 0)
            return &p->list[i];
    return &nothing;
}

static bool has_bit(const uint64_t *bits, const char *text)
{
    return bits[bit_of(text) / 64] >> bit_of(text) % 64 & 1;
}

/* The longest word with which `line` starts (or ends), or NULL. */
static const fl_span *longest(const fl_list *list, fl_span line, bool (*fits)(fl_span, fl_span))
{
    const fl_span *found = NULL;
    for (size_t i = 0; i < list->count; i++)
        if ((!found || list->item[i].n > found->n) && fits(line, list->item[i]))
            found = &list->item[i];
    return found;
}

bool fl_list_starts(const fl_list *list, fl_span line, fl_span *item)
{
    if (list->count == 0 || (line.n >= KEY && !has_bit(list->starts, line.p))) return false;
    const fl_span *found = longest(list, line, fl_span_starts);
    if (found && item) *item = *found;
    return found != NULL;
}

bool fl_list_ends(const fl_list *list, fl_span line, fl_span *item)
{
    if (list->count == 0 || (line.n >= KEY && !has_bit(list->ends, line.p + line.n - KEY)))
        return false;
    const fl_span *found = longest(list, line, fl_span_ends);
    if (found && item) *item = *found;
    return found != NULL;
}

bool fl_list_has(const fl_list *list, fl_span line)
{
    if (list->count == 0 || (line.n >= KEY && !has_bit(list->starts, line.p))) return false;
    for (size_t i = 0; i < list->count; i++)
        if (fl_span_equal(list->item[i], line)) return true;
    return false;
}
