/* rules/match.h - which of many rules may match a line, in one walk along it.
 *
 * Every rule of a family whose pattern needs a word stands in a hash table under that word's first
 * six bytes, or three. One walk along a line finds the rules whose words occur; only their patterns
 * are tried. The tables hold numbers, not addresses, so that those of the built-in packs can be
 * constants (data/embed.c). */
#ifndef FL_RULES_MATCH_H
#define FL_RULES_MATCH_H

#include "base/arena.h"
#include "rules/pattern.h"
#include "rules/rule.h"

enum { FL_INDEX_SLOTS = 4096, FL_INDEX_SHORT_SLOTS = 512, FL_INDEX_RULES = 1024 };

/* A word that a rule needs. */
typedef struct fl_index_entry {
    uint32_t word;  /* where it starts in fl_index.words */
    uint16_t rule;  /* of the block */
    uint16_t next;  /* entry of the same slot; UINT16_MAX: none */
    uint16_t check; /* more of the hash: another word is passed by without a look at it */
    uint8_t length;
    uint8_t nocase; /* letters of either case */
} fl_index_entry;

typedef struct fl_index_starts {
    uint16_t slot[FL_INDEX_SLOTS];        /* first entry by the hash of six bytes, or UINT16_MAX */
    uint16_t few[FL_INDEX_SHORT_SLOTS];   /* the same for shorter words, by three bytes */
    uint16_t brief[256];                  /* the same for still shorter ones, by their first byte */
    uint64_t always[FL_INDEX_RULES / 64]; /* rules that need no word */
} fl_index_starts;

/* At most FL_INDEX_RULES rules, whose candidates fit into bits on the stack. */
typedef struct fl_index_block {
    const uint16_t *rule; /* numbers in the array of all rules, in the order of trying */
    const fl_index_entry *entry;
    const fl_index_starts *starts;
    uint32_t rule_count, entry_count;
} fl_index_block;

typedef struct fl_index {
    const char *words;
    const fl_index_block *block;
    uint32_t block_count, words_length;
    uint32_t longest;       /* columns that some rule may reach; UINT32_MAX: one has no limit */
    uint32_t longest_whole; /* the same for rules that match whole lines */
} fl_index;

/* The rules of one family, the second time only those that may act inside the body. */
typedef struct fl_family {
    const char *name;
    fl_index all, body;
} fl_family;

/* `number` are the numbers of `count` rules in `rule`. */
fl_index fl_index_new(fl_arena *a, const fl_pack_rule *rule, const uint16_t *number, size_t count);

typedef enum fl_search_kind { FL_SEARCH_ANY, FL_SEARCH_WHOLE, FL_SEARCH_AT } fl_search_kind;

/* What is looked for: see fl_match_line, fl_match_whole, fl_match_at. */
typedef struct fl_search {
    fl_span line;
    size_t from;
    unsigned zones;
    fl_search_kind kind;
    const fl_pack_rule *gave_up; /* whose pattern reached a limit; NULL: none */
    bool starved;                /* memory ended during a look */
} fl_search;

/* `rule` is the array of all rules that the index's numbers mean. */
bool fl_index_find(const fl_index *index, const fl_pack_rule *rule, fl_search *search,
                   fl_match *out);

#endif
