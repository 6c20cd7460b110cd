/* data/embed.c - runs while fairleaf is built: reads the packs named as arguments and prints them
 * as C tables.
 *
 * It is linked with the loader that reads users' packs (convert/rules), so a built-in pack that is
 * wrong ends the build with file, line and reason. Output depends on nothing but the packs. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/embed.h"
#include "rules/embed.h"
#include "rules/pack.h"

const fl_built_in_data fl_built_in = { .rule = NULL }; /* what is about to be made */

/* ---- values ---- */

static void print_bytes(fl_span s)
{
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n')
            fputs("\\n", stdout);
        else if (c == '"' || c == '\\' || c == '?')
            printf("\\%c", c); /* \?: no trigraphs */
        else
            putchar(c);
    }
    putchar('"');
}

static void print_text(const char *member, const char *s)
{
    printf(".%s = ", member);
    if (s)
        print_bytes(fl_span_of(s));
    else
        putchar('0');
    fputs(", ", stdout);
}

static void print_numbers(const uint16_t *number, size_t count)
{
    putchar('{');
    for (size_t i = 0; i < count; i++) printf("%u%s", number[i], i % 16 == 15 ? ",\n" : ",");
    putchar('}');
}

static void print_long_numbers(const uint32_t *number, size_t count)
{
    putchar('{');
    for (size_t i = 0; i < count; i++)
        printf("%lu%s", (unsigned long)number[i], i % 16 == 15 ? ",\n" : ",");
    putchar('}');
}

static void print_bits(const uint64_t *bits, size_t count)
{
    putchar('{');
    for (size_t i = 0; i < count; i++)
        printf("%lluu%s", (unsigned long long)bits[i], i % 8 == 7 ? ",\n" : ",");
    putchar('}');
}

/* No string literal: it may be longer than what ISO C promises. */
static void print_characters(const char *name, const char *text, size_t length)
{
    printf("static const char %s[] = {", name);
    for (size_t i = 0; i < length; i++) printf("%d%s", text[i], i % 32 == 31 ? ",\n" : ",");
    puts("0};");
}

/* ---- tables ---- */

static uint32_t keep_text(fl_buf *texts, fl_span s)
{
    uint32_t at = (uint32_t)texts->n;
    fl_buf_span(texts, s);
    fl_buf_bytes(texts, "", 1);
    return at;
}

static void print_rule(fl_buf *texts, const fl_pack_rule *r, const fl_pattern *pattern)
{
    const char *const text[] = {
        r->id, r->about, r->family, r->meta, r->matches, r->spares, r->file
    };
    fputs("{ ", stdout);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        printf("%lu, ", text[i] ? (unsigned long)keep_text(texts, fl_span_of(text[i])) : 0);
    printf("%lu, %lu, %zu, %d, ", (unsigned long)r->line,
           (unsigned long)keep_text(texts, pattern->text), pattern->text.n, r->longest);
    printf("%d, %d, %d, %d, %d, %d, %d },\n", pattern->whole, r->part, r->strong, r->opens,
           r->zones, r->action, r->confidence);
}

static void print_rules(fl_arena *a, const fl_pack_data *d)
{
    fl_buf texts = fl_buf_new(a, 1 << 16);
    fl_buf_bytes(&texts, "", 1); /* 0 is none */
    puts("static const fl_built_in_rule rules[] = {");
    for (size_t i = 0; i < d->rule_count; i++) print_rule(&texts, &d->rule[i], &d->pattern[i]);
    puts("{ .id = 0 } };");
    print_characters("texts", texts.p, texts.n);
}

static void print_list(const fl_list *list, size_t number)
{
    char name[40];
    snprintf(name, sizeof name, "list_%zu_words", number);
    print_characters(name, list->words, list->at[list->count]);
    printf("static const uint32_t list_%zu_at[] = ", number);
    print_long_numbers(list->at, list->count + 1);
    printf(";\nstatic const uint64_t list_%zu_starts[] = ", number);
    print_bits(list->starts, 8);
    printf(", list_%zu_ends[] = ", number);
    print_bits(list->ends, 8);
    puts(";");
}

static void print_lists(const fl_pack_data *d)
{
    for (size_t i = 0; i < d->list_count; i++) print_list(&d->list[i], i);
    puts("static const fl_list lists[] = {");
    for (size_t i = 0; i < d->list_count; i++) {
        const fl_list *list = &d->list[i];
        fputs("{ ", stdout);
        print_text("lang", list->lang);
        print_text("name", list->name);
        printf("list_%zu_words, list_%zu_at, %zu, list_%zu_starts, list_%zu_ends },\n", i, i,
               list->count, i, i);
    }
    puts("{ .lang = 0 } };");
}

static void print_rows(const fl_pack_data *d)
{
    puts("static const fl_enumerator_row enumerators[] = {");
    for (size_t i = 0; i < d->enumerator_count; i++) {
        const fl_enumerator_row *row = &d->enumerator[i];
        fputs("{ ", stdout);
        print_text("id", row->id);
        print_text("lang", row->lang);
        print_text("template", row->template);
        print_text("note", row->note);
        printf(".rank = %d, .kind = '%c' },\n", row->rank, row->kind);
    }
    puts("{ .id = 0 } };");
}

static void print_enumerators(const fl_enumerators *e, size_t number)
{
    char name[40];
    snprintf(name, sizeof name, "characters_%zu", number);
    print_characters(name, e->characters, e->length);
    printf("static const fl_enumerator_step steps_%zu[] = {\n", number);
    for (uint32_t i = 0; i < e->step_count; i++)
        printf("{%lu,%u,%u,%u},%s", (unsigned long)e->step[i].text, e->step[i].length,
               e->step[i].kind, e->step[i].slot, i % 8 == 7 ? "\n" : "");
    printf("{0,0,0,0}};\nstatic const fl_enumerator_way ways_%zu[] = {\n", number);
    for (uint32_t i = 0; i < e->way_count; i++)
        printf("{%lu,%u,%u,0x%llXu},%s", (unsigned long)e->way[i].step, e->way[i].step_count,
               e->way[i].row, (unsigned long long)e->way[i].first, i % 4 == 3 ? "\n" : "");
    printf("{0,0,0,0}};\nstatic const uint16_t ways_list_%zu[] = ", number);
    print_numbers(e->list, e->list_count);
    printf(";\nstatic const uint32_t by_byte_%zu[] = ", number);
    print_long_numbers(e->by_byte, 256);
    printf(";\nstatic const uint64_t points_%zu[] = ", number);
    print_bits(e->points, FL_POINT_BITS / 64);
    puts(";");
}

static void print_numbering(const fl_pack_data *d)
{
    for (size_t i = 0; i < d->numbering_count; i++)
        print_enumerators(&d->numbering[i].enumerators, i);
    puts("static const fl_numbering numbering[] = {");
    for (size_t i = 0; i < d->numbering_count; i++) {
        const fl_enumerators *e = &d->numbering[i].enumerators;
        fputs("{ ", stdout);
        print_text("lang", d->numbering[i].lang);
        printf("{ characters_%zu, steps_%zu, ways_%zu, ways_list_%zu, by_byte_%zu, points_%zu,\n",
               i, i, i, i, i, i);
        printf("%lu, %lu, %lu, %lu } },\n", (unsigned long)e->length, (unsigned long)e->step_count,
               (unsigned long)e->way_count, (unsigned long)e->list_count);
    }
    puts("{ .lang = 0 } };");
}

/* ---- indices ---- */

static void print_block(const fl_index_block *b, const char *name, uint32_t number)
{
    printf("static const uint16_t %s_rules_%u[] = ", name, (unsigned)number);
    print_numbers(b->rule, b->rule_count);
    printf(";\nstatic const fl_index_entry %s_entries_%u[] = {\n", name, (unsigned)number);
    for (size_t i = 0; i < b->entry_count; i++) {
        const fl_index_entry *e = &b->entry[i];
        printf("{%u,%u,%u,%u,%u,%u},%s", (unsigned)e->word, e->rule, e->next, e->check, e->length,
               e->nocase, i % 4 == 3 ? "\n" : "");
    }
    printf("{0,0,0,0,0,0}};\nstatic const fl_index_starts %s_starts_%u = {\n", name,
           (unsigned)number);
    print_numbers(b->starts->slot, FL_INDEX_SLOTS);
    puts(",");
    print_numbers(b->starts->few, FL_INDEX_SHORT_SLOTS);
    puts(",");
    print_numbers(b->starts->brief, 256);
    puts(",");
    print_bits(b->starts->always, FL_INDEX_RULES / 64);
    puts("};");
}

static void print_index(const fl_index *index, const char *name)
{
    char words[60];
    snprintf(words, sizeof words, "%s_words", name);
    print_characters(words, index->words, index->words_length);
    for (uint32_t i = 0; i < index->block_count; i++) print_block(&index->block[i], name, i);
    printf("static const fl_index_block %s_blocks[] = {\n", name);
    for (uint32_t i = 0; i < index->block_count; i++)
        printf("{ %s_rules_%u, %s_entries_%u, &%s_starts_%u, %u, %u },\n", name, (unsigned)i, name,
               (unsigned)i, name, (unsigned)i, (unsigned)index->block[i].rule_count,
               (unsigned)index->block[i].entry_count);
    puts("{ .rule_count = 0 } };");
}

static void print_families(const fl_pack_data *d)
{
    char name[40];
    for (size_t i = 0; i < d->family_count; i++) {
        snprintf(name, sizeof name, "all_%zu", i);
        print_index(&d->family[i].all, name);
        snprintf(name, sizeof name, "body_%zu", i);
        print_index(&d->family[i].body, name);
    }
    puts("static const fl_family families[] = {");
    for (size_t i = 0; i < d->family_count; i++) {
        const fl_index *index[] = { &d->family[i].all, &d->family[i].body };
        const char *kind[] = { "all", "body" };
        fputs("{ ", stdout);
        print_text("name", d->family[i].name);
        for (size_t k = 0; k < 2; k++)
            printf(".%s = { %s_%zu_words, %s_%zu_blocks, %u, %u, %uu, %uu },\n", kind[k], kind[k],
                   i, kind[k], i, (unsigned)index[k]->block_count, (unsigned)index[k]->words_length,
                   (unsigned)index[k]->longest, (unsigned)index[k]->longest_whole);
        puts("},");
    }
    puts("{ .name = 0 } };");
}

/* Two packs that have a rule with one id: the second would silently take the place of the first. */
static void refuse_twins(fl_arena *a, const fl_span *files, char **names, size_t count,
                         size_t merged)
{
    size_t rules = 0;
    for (size_t i = 0; i < count; i++) {
        fl_packs *alone;
        const char *name = names[i];
        if (fl_packs_load(a, false, &files[i], &name, 1, &alone, NULL) == FAIRLEAF_OK)
            rules += fl_packs_data(alone)->rule_count;
    }
    if (rules == merged) return;
    fputs("two built-in packs have a rule with the same id\n", stderr);
    exit(1);
}

int main(int argc, char **argv)
{
    fl_arena *a = fl_arena_new((size_t)1 << 30);
    if (!a || FL_ARENA_FAILED(a)) {
        fputs("out of memory\n", stderr);
        return 1;
    }
    size_t count = (size_t)argc - 1;
    fl_span *files = fl_alloc(a, count, sizeof *files);
    for (size_t i = 0; i < count; i++) files[i] = read_file(a, argv[i + 1]);
    fl_packs *packs;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    if (fl_packs_load(a, false, files, (const char *const *)(argv + 1), count, &packs, &error)) {
        fprintf(stderr, "%u:%u: error: %s\n", (unsigned)error.line, (unsigned)error.column,
                error.message);
        return 1;
    }
    const fl_pack_data *d = fl_packs_data(packs);
    refuse_twins(a, files, argv + 1, count, d->rule_count);
    puts(
        "/* Written by data/embed.c from data/lang and data/rules. */\n#include \"rules/embed.h\"\n");
    print_rules(a, d);
    print_lists(d);
    print_rows(d);
    print_numbering(d);
    print_families(d);
    printf(
        "const fl_built_in_data fl_built_in = { { 0, 0, lists, enumerators, families, numbering,\n"
        "    %zu, %zu, %zu, %zu, %zu }, rules, texts };\n",
        d->rule_count, d->list_count, d->enumerator_count, d->family_count, d->numbering_count);
    fl_packs_close(packs);
    fl_arena_free(a);
    return ferror(stdout) != 0;
}
