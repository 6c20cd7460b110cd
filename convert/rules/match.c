/* rules/match.c - the index and the trying of its candidates. */
#include "rules/match.h"

#include "base/buf.h"
#include "base/utf8.h"

enum {
    KEY = 3, /* bytes: one ideograph, three letters */
    LONG = 6,
    END = UINT16_MAX,
};

/* Of KEY bytes. Bit 5 is what differs between the cases of a letter. */
static uint32_t hash_of(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    uint32_t key = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
    return (key | 0x202020) * 2654435761u; /* Knuth's multiplier */
}

/* Of LONG bytes: two ideographs, of which ordinary text has the first in half of all places. */
static uint32_t hash_of_long(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    uint32_t four = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
                    (uint32_t)p[3] << 24,
             two = (uint32_t)p[4] | (uint32_t)p[5] << 8;
    uint64_t key = (uint64_t)(two | 0x2020) << 32 | (four | 0x20202020u);
    return (uint32_t)(key * 0x9E3779B97F4A7C15u >> 32);
}

/* The upper bits, as many as the tables have slots. The next 16 tell words of one slot apart. */
static unsigned slot_of(uint32_t hash) { return hash >> 20; }
static unsigned few_of(uint32_t hash) { return hash >> 23; }
static uint16_t check_of(uint32_t hash) { return (uint16_t)(hash >> 4); }

static void set_bit(uint64_t *bits, size_t i) { bits[i / 64] |= (uint64_t)1 << i % 64; }

static bool has_bit(const uint64_t *bits, size_t i) { return bits[i / 64] >> i % 64 & 1; }

/* The first bit that is set from `i` on; FL_INDEX_RULES when there is none. */
static size_t next_bit(const uint64_t *bits, size_t i)
{
    for (; i < FL_INDEX_RULES; i = (i | 63) + 1) {
        uint64_t rest = bits[i / 64] >> i % 64;
        if (rest) return i + (size_t)__builtin_ctzll(rest);
    }
    return FL_INDEX_RULES;
}

/* ---- building ---- */

/* Where the entries begin among which a word stands; its hash goes to *hash. */
static uint16_t *entries_of(fl_index_starts *starts, fl_span word, uint32_t *hash)
{
    *hash = 0;
    if (word.n < KEY) return &starts->brief[(unsigned char)fl_ascii_lower(word.p[0])];
    *hash = word.n < LONG ? hash_of(word.p) : hash_of_long(word.p);
    return word.n < LONG ? &starts->few[few_of(*hash)] : &starts->slot[slot_of(*hash)];
}

static void fill_block(fl_arena *a, fl_index_block *b, const fl_pack_rule *rule, fl_buf *words)
{
    size_t count = 0, n = 0;
    for (size_t i = 0; i < b->rule_count; i++) count += rule[b->rule[i]].pattern->needs.count;
    fl_index_entry *entry = fl_alloc(a, count, sizeof *entry);
    fl_index_starts *starts = fl_alloc(a, 1, sizeof *starts);
    memset(starts->slot, 0xFF, sizeof starts->slot);
    memset(starts->few, 0xFF, sizeof starts->few);
    memset(starts->brief, 0xFF, sizeof starts->brief);
    for (size_t i = 0; i < b->rule_count; i++) {
        const fl_literals *needs = &rule[b->rule[i]].pattern->needs;
        if (needs->count == 0) set_bit(starts->always, i);
        for (uint32_t w = 0; w < needs->count; w++, n++) {
            fl_span word = needs->item[w];
            uint32_t hash;
            uint16_t *first = entries_of(starts, word, &hash);
            entry[n] = (fl_index_entry){ (uint32_t)words->n, (uint16_t)i,     *first,
                                         check_of(hash),     (uint8_t)word.n, needs->nocase };
            *first = (uint16_t)n;
            fl_buf_span(words, word);
        }
    }
    b->entry = entry;
    b->starts = starts;
    b->entry_count = (uint32_t)n;
}

fl_index fl_index_new(fl_arena *a, const fl_pack_rule *rule, const uint16_t *number, size_t count)
{
    fl_index index = { .block_count = (uint32_t)((count + FL_INDEX_RULES - 1) / FL_INDEX_RULES) };
    fl_index_block *block = fl_alloc(a, index.block_count, sizeof *block);
    fl_buf words = fl_buf_new(a, 1024);
    for (uint32_t i = 0; i < index.block_count; i++) {
        size_t left = count - (size_t)i * FL_INDEX_RULES;
        block[i].rule = number + (size_t)i * FL_INDEX_RULES;
        block[i].rule_count = (uint32_t)(left < FL_INDEX_RULES ? left : FL_INDEX_RULES);
        fill_block(a, &block[i], rule, &words);
    }
    for (size_t i = 0; i < count; i++) {
        const fl_pack_rule *r = &rule[number[i]];
        uint32_t longest = r->longest ? r->longest : UINT32_MAX;
        if (longest > index.longest) index.longest = longest;
        if (!r->part && longest > index.longest_whole) index.longest_whole = longest;
    }
    index.block = block;
    index.words = words.p;
    index.words_length = (uint32_t)words.n;
    return index;
}

/* ---- finding ---- */

static bool starts_with(fl_span rest, const fl_index_entry *e, const char *words)
{
    const char *word = words + e->word;
    if (rest.n < e->length) return false;
    if (!e->nocase) return memcmp(rest.p, word, e->length) == 0;
    for (size_t i = 0; i < e->length; i++)
        if (fl_ascii_lower(rest.p[i]) != word[i]) return false;
    return true;
}

/* The rules of which a word stands at the start of `rest`, among the entries from `i` on. */
static void collect_at(const fl_index_block *b, const char *words, fl_span rest, uint32_t hash,
                       uint16_t i, uint64_t *bits)
{
    uint16_t check = check_of(hash);
    for (; i != END; i = b->entry[i].next)
        if (b->entry[i].check == check && !has_bit(bits, b->entry[i].rule) &&
            starts_with(rest, &b->entry[i], words))
            set_bit(bits, b->entry[i].rule);
}

/* The same where there are only a few words: each is searched for. False when one of them may have
 * letters of either case. */
static bool collect_few(const fl_index_block *b, const char *words, fl_span line, uint64_t *bits)
{
    enum { FEW = 8 };
    if (b->entry_count > FEW) return false;
    for (size_t i = 0; i < b->entry_count; i++)
        if (b->entry[i].nocase) return false;
    for (size_t i = 0; i < b->entry_count; i++) {
        const fl_index_entry *e = &b->entry[i];
        fl_span word = { words + e->word, e->length };
        if (!has_bit(bits, e->rule) && fl_span_find(line, word, 0) != SIZE_MAX)
            set_bit(bits, e->rule);
    }
    return true;
}

/* Words start at characters, and those that are shorter than KEY not at one of three bytes. */
static void collect(const fl_index_block *b, const char *words, fl_span line, uint64_t *bits)
{
    const fl_index_starts *starts = b->starts;
    memcpy(bits, starts->always, sizeof starts->always);
    if (collect_few(b, words, line, bits)) return;
    for (size_t at = 0; at < line.n;) {
        const fl_span rest = fl_span_sub(line, at, line.n);
        unsigned char lead = (unsigned char)rest.p[0];
        uint32_t long_hash = rest.n < LONG ? 0 : hash_of_long(rest.p),
                 hash = rest.n < KEY ? 0 : hash_of(rest.p);
        uint16_t i = rest.n < LONG ? END : starts->slot[slot_of(long_hash)],
                 few = rest.n < KEY ? END : starts->few[few_of(hash)];
        if (i != END) collect_at(b, words, rest, long_hash, i, bits);
        if (few != END) collect_at(b, words, rest, hash, few, bits);
        if (lead < 0xE0)
            collect_at(b, words, rest, 0, starts->brief[(unsigned char)fl_ascii_lower(rest.p[0])],
                       bits);
        at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }
}

/* Columns of the line, counted until `most` is passed. */
static uint32_t columns_up_to(fl_span line, uint32_t most)
{
    uint32_t columns = 0, c;
    for (size_t at = 0; at < line.n && columns <= most; columns += (uint32_t)fl_utf8_width(c))
        at = fl_utf8_next(line, at, &c);
    return columns;
}

static void keep_values(const fl_pack_rule *rule, const fl_groups *groups, fl_match *out)
{
    const size_t most = sizeof out->value / sizeof *out->value;
    out->value_count = 0;
    for (size_t g = 1; g < groups->count; g++)
        for (int k = 0; groups->item[g].name && fl_pack_keys[k]; k++)
            if (strcmp(groups->item[g].name, fl_pack_keys[k]) == 0 && out->value_count < most)
                out->value[out->value_count++] =
                    (fl_match_value){ fl_pack_keys[k], groups->item[g].from, groups->item[g].to };
    if (rule->meta && out->value_count < most)
        out->value[out->value_count++] = (fl_match_value){ rule->meta, out->group_from,
                                                           out->group_to };
}

static bool try_rule(const fl_pack_rule *rule, fl_search *s, fl_match *out)
{
    fl_groups groups;
    fl_found found = fl_pattern_find(rule->pattern, s->line, s->from, &groups);
    if (found == FL_FOUND_GAVE_UP) s->gave_up = rule;
    if (found == FL_FOUND_NO_MEMORY) s->starved = true;
    if (found != FL_FOUND_YES || groups.item[0].from >= groups.item[0].to) return false;
    if (s->kind == FL_SEARCH_AT && groups.item[0].from != s->from) return false;
    const fl_group *group = &groups.item[groups.count > 1];
    out->rule = rule;
    out->from = groups.item[0].from;
    out->to = groups.item[0].to;
    out->group_from = group->from;
    out->group_to = group->to;
    keep_values(rule, &groups, out);
    return true;
}

/* `columns` is counted when a rule with a limit asks first. */
static bool may_act(const fl_pack_rule *rule, const fl_search *s, uint32_t *columns)
{
    if (!(rule->zones & s->zones)) return false;
    if (s->kind == FL_SEARCH_AT && !rule->part) return false;
    if (s->kind == FL_SEARCH_WHOLE && rule->part) return false;
    if (s->kind == FL_SEARCH_ANY && !rule->part && s->from > 0) return false;
    if (rule->longest == 0 || s->line.n <= rule->longest) return true; /* no byte is wider */
    if (*columns == 0) *columns = columns_up_to(s->line, UINT16_MAX);
    return *columns <= rule->longest;
}

/* Longer matches win at one place, surer ones of the whole line. */
static bool may_be_better(const fl_pack_rule *rule, const fl_search *s, const fl_match *found)
{
    return s->kind == FL_SEARCH_AT ? found->to < s->line.n
                                   : rule->confidence > found->rule->confidence;
}

bool fl_index_find(const fl_index *index, const fl_pack_rule *rule, fl_search *s, fl_match *out)
{
    uint32_t longest = s->kind == FL_SEARCH_WHOLE ? index->longest_whole : index->longest;
    uint32_t columns = 0;
    bool found = false;
    if (s->line.n == 0) return false;
    if (longest < s->line.n) {
        columns = columns_up_to(s->line, longest);
        if (columns > longest) return false;
    }
    for (uint32_t i = 0; i < index->block_count; i++) {
        const fl_index_block *b = &index->block[i];
        uint64_t bits[FL_INDEX_RULES / 64];
        collect(b, index->words, s->line, bits);
        for (size_t r = 0; (r = next_bit(bits, r)) < b->rule_count; r++) {
            const fl_pack_rule *candidate = &rule[b->rule[r]];
            fl_match match;
            if (!may_act(candidate, s, &columns)) continue;
            if (found && !may_be_better(candidate, s, out)) continue;
            if (!try_rule(candidate, s, &match)) continue;
            if (found && s->kind == FL_SEARCH_AT && match.to <= out->to) continue;
            *out = match;
            found = true;
            if (s->kind == FL_SEARCH_ANY) return true;
        }
    }
    return found;
}
