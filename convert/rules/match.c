/* rules/match.c - the index and the trying of its candidates. */
#include "rules/match.h"

#include "base/utf8.h"

enum {
    SLOTS = 4096,
    KEY = 3,      /* bytes: one ideograph, three letters */
    BLOCK = 1024, /* rules whose candidates fit into bits on the stack */
    END = UINT16_MAX,
};

typedef struct entry {
    fl_span word;
    uint16_t rule, next; /* index in the block; next entry of the slot */
    bool nocase;
} entry;

typedef struct block {
    const fl_pack_rule *const *rule;
    size_t count;
    entry *item;
    uint16_t slot[SLOTS];        /* first entry, or END */
    uint16_t brief;              /* entries with words shorter than KEY */
    uint64_t always[BLOCK / 64]; /* rules that need no word */
} block;

struct fl_index {
    block *blocks;
    size_t count;
    uint32_t longest; /* columns that some rule may reach; UINT32_MAX when one has no limit */
};

/* Bit 5 is what differs between the cases of a letter. */
static unsigned slot_of(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    uint32_t key =
        (uint32_t)(p[0] | 0x20) | (uint32_t)(p[1] | 0x20) << 8 | (uint32_t)(p[2] | 0x20) << 16;
    return key * 2654435761u >> 20; /* Knuth's multiplier; the upper 12 bits: SLOTS */
}

static void set_bit(uint64_t *bits, size_t i) { bits[i / 64] |= (uint64_t)1 << i % 64; }

static void fill_block(fl_arena *a, block *b)
{
    size_t words = 0, n = 0;
    for (size_t i = 0; i < b->count; i++) words += b->rule[i]->pattern->needs.count;
    b->item = fl_alloc(a, words, sizeof *b->item);
    memset(b->slot, 0xFF, sizeof b->slot);
    b->brief = END;
    for (size_t i = 0; i < b->count; i++) {
        const fl_literals *needs = &b->rule[i]->pattern->needs;
        if (needs->count == 0) set_bit(b->always, i);
        for (uint32_t w = 0; w < needs->count; w++, n++) {
            uint16_t *first =
                needs->item[w].n < KEY ? &b->brief : &b->slot[slot_of(needs->item[w].p)];
            b->item[n] = (entry){ needs->item[w], (uint16_t)i, *first, needs->nocase };
            *first = (uint16_t)n;
        }
    }
}

const fl_index *fl_index_new(fl_arena *a, const fl_pack_rule *const *rule, size_t count)
{
    fl_index *index = fl_alloc(a, 1, sizeof *index);
    index->count = (count + BLOCK - 1) / BLOCK;
    index->blocks = fl_alloc(a, index->count, sizeof *index->blocks);
    for (size_t i = 0; i < index->count; i++) {
        block *b = &index->blocks[i];
        b->rule = rule + i * BLOCK;
        b->count = count - i * BLOCK < BLOCK ? count - i * BLOCK : BLOCK;
        fill_block(a, b);
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t longest = rule[i]->longest ? rule[i]->longest : UINT32_MAX;
        if (longest > index->longest) index->longest = longest;
    }
    return index;
}

/* ---- finding ---- */

static unsigned char lower(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

static bool word_at(const entry *e, fl_span line, size_t at)
{
    if (line.n - at < e->word.n) return false;
    if (!e->nocase) return memcmp(line.p + at, e->word.p, e->word.n) == 0;
    for (size_t i = 0; i < e->word.n; i++)
        if (lower(line.p[at + i]) != (unsigned char)e->word.p[i]) return false;
    return true;
}

static void collect(const block *b, fl_span line, uint64_t *bits)
{
    memcpy(bits, b->always, sizeof b->always);
    for (size_t at = 0; at + KEY <= line.n; at++)
        for (uint16_t i = b->slot[slot_of(line.p + at)]; i != END; i = b->item[i].next)
            if (word_at(&b->item[i], line, at)) set_bit(bits, b->item[i].rule);
    for (uint16_t i = b->brief; i != END; i = b->item[i].next)
        for (size_t at = 0; at < line.n; at++)
            if (word_at(&b->item[i], line, at)) {
                set_bit(bits, b->item[i].rule);
                break;
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
        out->value[out->value_count++] =
            (fl_match_value){ rule->meta, out->group_from, out->group_to };
}

static bool try_rule(const fl_pack_rule *rule, fl_search *s, fl_match *out)
{
    fl_groups groups;
    fl_found found = fl_pattern_find(rule->pattern, s->line, s->from, &groups);
    if (found == FL_FOUND_GAVE_UP) s->gave_up = rule;
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

static bool may_act(const fl_pack_rule *rule, const fl_search *s, uint32_t columns)
{
    if (!(rule->zones & s->zones) || (rule->longest && columns > rule->longest)) return false;
    if (s->kind == FL_SEARCH_AT) return rule->part;
    return s->kind == FL_SEARCH_WHOLE ? !rule->part : rule->part || s->from == 0;
}

bool fl_index_find(const fl_index *index, fl_search *s, fl_match *out)
{
    uint32_t most = index->longest == UINT32_MAX ? UINT16_MAX : index->longest;
    uint32_t columns = columns_up_to(s->line, most);
    bool found = false;
    if (s->line.n == 0 || columns > index->longest) return false;
    for (size_t i = 0; i < index->count; i++) {
        const block *b = &index->blocks[i];
        uint64_t bits[BLOCK / 64];
        collect(b, s->line, bits);
        for (size_t r = 0; r < b->count; r++) {
            fl_match match;
            if (!(bits[r / 64] >> r % 64 & 1) || !may_act(b->rule[r], s, columns)) continue;
            if (!try_rule(b->rule[r], s, &match) || (found && match.to <= out->to)) continue;
            *out = match;
            found = true;
            if (s->kind != FL_SEARCH_AT) return true;
        }
    }
    return found;
}
