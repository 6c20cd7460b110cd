/* data/embed.c - runs while fairleaf is built: reads the packs named as arguments and prints them
 * as C tables.
 *
 * It is linked with the loader that reads users' packs (convert/rules), so a built-in pack that is
 * wrong ends the build with file, line and reason. Output depends on nothing but the packs. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "rules/embed.h"
#include "rules/pack.h"

const fl_pack_data fl_built_in = { .rule_count = 0 }; /* what is about to be made */

static fl_span read_file(fl_arena *a, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t n = 0, capacity = 1 << 16, got;
    char *p = fl_alloc_bytes(a, capacity);
    if (!file) {
        perror(path);
        exit(1);
    }
    while ((got = fread(p + n, 1, capacity - n, file)) > 0) {
        n += got;
        if (n == capacity) p = fl_grow(a, p, n, capacity *= 2);
    }
    if (ferror(file)) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return (fl_span){ p, n };
}

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

static void print_span(fl_span s)
{
    fputs("{ ", stdout);
    print_bytes(s);
    printf(", %zu }", s.n);
}

static void print_numbers(const uint16_t *number, size_t count)
{
    putchar('{');
    for (size_t i = 0; i < count; i++) printf("%u%s", number[i], i % 16 == 15 ? ",\n" : ",");
    putchar('}');
}

/* ---- tables ---- */

static void print_patterns(const fl_pack_data *d)
{
    puts("static const fl_pattern patterns[] = {");
    for (size_t i = 0; i < d->rule_count; i++) {
        fputs("{ .text = ", stdout);
        print_span(d->pattern[i].text);
        printf(", .whole = %d },\n", d->pattern[i].whole);
    }
    puts("{ .whole = 0 } };");
}

static void print_rules(const fl_pack_data *d)
{
    puts("static const fl_pack_rule rules[] = {");
    for (size_t i = 0; i < d->rule_count; i++) {
        const fl_pack_rule *r = &d->rule[i];
        fputs("{ ", stdout);
        print_text("id", r->id);
        print_text("about", r->about);
        print_text("family", r->family);
        print_text("meta", r->meta);
        print_text("matches", r->matches);
        print_text("spares", r->spares);
        printf(".part = %d, .strong = %d, .opens = %d, .zones = %d, ", r->part, r->strong, r->opens,
               r->zones);
        printf(".action = %d, .confidence = %d, .longest = %d },\n", r->action, r->confidence,
               r->longest);
    }
    puts("{ .id = 0 } };");
}

static void print_lists(const fl_pack_data *d)
{
    for (size_t i = 0; i < d->list_count; i++) {
        printf("static const fl_span list_%zu[] = {\n", i);
        for (size_t w = 0; w < d->list[i].count; w++) {
            print_span(d->list[i].item[w]);
            puts(",");
        }
        puts("{ 0, 0 } };");
    }
    puts("static const fl_list lists[] = {");
    for (size_t i = 0; i < d->list_count; i++) {
        const fl_list *list = &d->list[i];
        fputs("{ ", stdout);
        print_text("lang", list->lang);
        print_text("name", list->name);
        printf(".item = list_%zu, .count = %zu,\n.starts = {", i, list->count);
        for (size_t k = 0; k < 8; k++) printf("%lluu,", (unsigned long long)list->starts[k]);
        fputs("}, .ends = {", stdout);
        for (size_t k = 0; k < 8; k++) printf("%lluu,", (unsigned long long)list->ends[k]);
        puts("} },");
    }
    puts("{ .lang = 0 } };");
}

static void print_enumerators(const fl_pack_data *d)
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

/* ---- indices ---- */

static void print_block(const fl_index_block *b, const char *name, uint32_t number)
{
    printf("static const uint16_t %s_rules_%u[] = ", name, (unsigned)number);
    print_numbers(b->rule, b->rule_count);
    printf(";\nstatic const fl_index_entry %s_entries_%u[] = {\n", name, (unsigned)number);
    for (size_t i = 0; i < b->entry_count; i++) {
        const fl_index_entry *e = &b->entry[i];
        printf("{%u,%u,%u,%u,%u},%s", (unsigned)e->word, e->rule, e->next, e->length, e->nocase,
               i % 4 == 3 ? "\n" : "");
    }
    puts("{0,0,0,0,0}};");
}

static void print_index(const fl_index *index, const char *name)
{
    printf("static const char %s_words[] = {", name); /* no string: it may be longer than ISO C's */
    for (uint32_t i = 0; i < index->words_length; i++)
        printf("%d%s", index->words[i], i % 32 == 31 ? ",\n" : ",");
    puts("0};");
    for (uint32_t i = 0; i < index->block_count; i++) print_block(&index->block[i], name, i);
    printf("static const fl_index_block %s_blocks[] = {\n", name);
    for (uint32_t i = 0; i < index->block_count; i++) {
        const fl_index_block *b = &index->block[i];
        printf("{ %s_rules_%u, %s_entries_%u, %u, %u,\n", name, (unsigned)i, name, (unsigned)i,
               (unsigned)b->rule_count, (unsigned)b->entry_count);
        print_numbers(b->slot, FL_INDEX_SLOTS);
        puts(",");
        print_numbers(b->brief, 256);
        fputs(", {", stdout);
        for (size_t k = 0; k < FL_INDEX_RULES / 64; k++)
            printf("%lluu,", (unsigned long long)b->always[k]);
        puts("} },");
    }
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
            printf(".%s = { %s_%zu_words, %s_%zu_blocks, %u, %u, %uu, %uu },\n", kind[k], kind[k], i,
                   kind[k], i, (unsigned)index[k]->block_count, (unsigned)index[k]->words_length,
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
    print_patterns(d);
    print_rules(d);
    print_lists(d);
    print_enumerators(d);
    print_families(d);
    printf("const fl_pack_data fl_built_in = { rules, patterns, lists, enumerators, families,\n"
           "    %zu, %zu, %zu, %zu };\n",
           d->rule_count, d->list_count, d->enumerator_count, d->family_count);
    fl_packs_close(packs);
    fl_arena_free(a);
    return ferror(stdout) != 0;
}
