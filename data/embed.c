/* data/embed.c - runs while fairleaf is built: reads the packs named as arguments and prints them
 * as C tables.
 *
 * It is linked with the loader that reads users' packs (convert/rules/load.c), so a built-in pack
 * that is wrong ends the build with file, line and reason. Output depends on nothing but the packs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "rules/load.h"

typedef struct packs {
    fl_pack_data *item;
    size_t count;
} packs;

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

static void print_bytes(fl_span s)
{
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n') fputs("\\n", stdout);
        else if (c == '"' || c == '\\' || c == '?') printf("\\%c", c); /* \?: no trigraphs */
        else putchar(c);
    }
    putchar('"');
}

static void print_text(const char *s)
{
    if (s) print_bytes(fl_span_of(s));
    else putchar('0');
}

static void print_span(fl_span s)
{
    fputs("{ ", stdout);
    print_bytes(s);
    printf(", %zu }", s.n);
}

static void print_words(const packs *p)
{
    puts("static const fl_span words[] = {");
    for (size_t f = 0; f < p->count; f++)
        for (size_t i = 0; i < p->item[f].rule_count; i++) {
            const fl_literals *needs = &p->item[f].pattern[i].needs;
            for (uint32_t w = 0; w < needs->count; w++) {
                print_span(needs->item[w]);
                puts(",");
            }
        }
    puts("{ 0, 0 } };");
}

static void print_patterns(const packs *p)
{
    size_t word = 0;
    puts("static const fl_pattern patterns[] = {");
    for (size_t f = 0; f < p->count; f++)
        for (size_t i = 0; i < p->item[f].rule_count; i++) {
            const fl_pattern *pattern = &p->item[f].pattern[i];
            fputs("{ .text = ", stdout);
            print_span(pattern->text);
            printf(", .needs = { words + %zu, %u, %d }, .whole = %d },\n", word,
                   (unsigned)pattern->needs.count, pattern->needs.nocase, pattern->whole);
            word += pattern->needs.count;
        }
    puts("{ .whole = 0 } };");
}

static void print_rule(const fl_pack_rule *r)
{
    const char *const text[] = { r->id, r->about, r->family, r->meta, r->matches, r->spares };
    const char *const member[] = { "id", "about", "family", "meta", "matches", "spares" };
    fputs("{ ", stdout);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        printf(".%s = ", member[i]);
        print_text(text[i]);
        fputs(",\n  ", stdout);
    }
    printf(".part = %d, .strong = %d, .opens = %d, .zones = %d, ", r->part, r->strong, r->opens,
           r->zones);
    printf(".action = %d, .confidence = %d, .longest = %d },\n", r->action, r->confidence,
           r->longest);
}

static void print_rules(const packs *p)
{
    puts("static const fl_pack_rule rules[] = {");
    for (size_t f = 0; f < p->count; f++)
        for (size_t i = 0; i < p->item[f].rule_count; i++) print_rule(&p->item[f].rule[i]);
    puts("{ .id = 0 } };");
}

static void print_lists(const packs *p)
{
    size_t number = 0;
    for (size_t f = 0; f < p->count; f++)
        for (size_t i = 0; i < p->item[f].list_count; i++) {
            const fl_list *list = &p->item[f].list[i];
            printf("static const fl_span list_%zu[] = {\n", number++);
            for (size_t w = 0; w < list->count; w++) {
                print_span(list->item[w]);
                puts(",");
            }
            puts("{ 0, 0 } };");
        }
    puts("static const fl_list lists[] = {");
    number = 0;
    for (size_t f = 0; f < p->count; f++)
        for (size_t i = 0; i < p->item[f].list_count; i++) {
            const fl_list *list = &p->item[f].list[i];
            fputs("{ .lang = ", stdout);
            print_text(list->lang);
            fputs(", .name = ", stdout);
            print_text(list->name);
            printf(", .item = list_%zu, .count = %zu },\n", number++, list->count);
        }
    puts("{ .lang = 0 } };");
}

static void print_enumerators(const packs *p)
{
    puts("static const fl_enumerator_row enumerators[] = {");
    for (size_t f = 0; f < p->count; f++)
        for (size_t i = 0; i < p->item[f].enumerator_count; i++) {
            const fl_enumerator_row *row = &p->item[f].enumerator[i];
            const char *const text[] = { row->id, row->lang, row->template, row->note };
            const char *const member[] = { "id", "lang", "template", "note" };
            fputs("{ ", stdout);
            for (size_t t = 0; t < sizeof text / sizeof *text; t++) {
                printf(".%s = ", member[t]);
                print_text(text[t]);
                fputs(", ", stdout);
            }
            printf(".rank = %d, .kind = '%c' },\n", row->rank, row->kind);
        }
    puts("{ .id = 0 } };");
}

static void refuse_twins(const packs *p)
{
    for (size_t f = 0; f < p->count; f++)
        for (size_t i = 0; i < p->item[f].rule_count; i++)
            for (size_t g = 0; g < f; g++)
                for (size_t k = 0; k < p->item[g].rule_count; k++)
                    if (strcmp(p->item[f].rule[i].id, p->item[g].rule[k].id) == 0) {
                        fprintf(stderr, "two built-in packs have a rule '%s'\n",
                                p->item[f].rule[i].id);
                        exit(1);
                    }
}

int main(int argc, char **argv)
{
    fl_arena *a = fl_arena_new((size_t)1 << 30);
    if (!a || FL_ARENA_FAILED(a)) {
        fputs("out of memory\n", stderr);
        return 1;
    }
    packs p = { fl_alloc(a, (size_t)argc, sizeof *p.item), 0 };
    size_t rules = 0, lists = 0, enumerators = 0;
    for (int i = 1; i < argc; i++) {
        fairleaf_error error = { .status = FAIRLEAF_OK };
        fl_pack_data *data = &p.item[p.count++];
        if (fl_pack_read(a, read_file(a, argv[i]), argv[i], data, &error)) {
            fprintf(stderr, "%s:%u:%u: error: %s\n", argv[i], error.line, error.column,
                    error.message);
            return 1;
        }
        rules += data->rule_count;
        lists += data->list_count;
        enumerators += data->enumerator_count;
    }
    refuse_twins(&p);
    puts(
        "/* Written by data/embed.c from data/lang and data/rules. */\n#include \"rules/embed.h\"\n");
    print_words(&p);
    print_patterns(&p);
    print_rules(&p);
    print_lists(&p);
    print_enumerators(&p);
    printf(
        "const fl_pack_data fl_built_in = { rules, patterns, %zu, lists, %zu, enumerators, %zu };\n",
        rules, lists, enumerators);
    fl_arena_free(a);
    return ferror(stdout) != 0;
}
