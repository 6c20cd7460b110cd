/* cli/cmd_rules.c - `fairleaf rules`: every rule in a line, or all that is known of some. */
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "cli/messages.h"
#include "cli/setup.h"

/* The most careful level at which the rule acts by itself; NULL: at none, or it depends on the
 * place. */
static const char *level_of(const fairleaf_rule_info *r)
{
    if (r->confidence >= .945f) return "cautious";
    if (r->confidence >= .795f) return "normal";
    return r->confidence >= .595f ? "eager" : NULL;
}

/* ---- JSON ---- */

static void add_text(fl_buf *out, const char *name, const char *value)
{
    fl_buf_byte(out, out->n && out->p[out->n - 1] != '\n' ? ',' : '{');
    fl_json_key(out, name);
    if (value)
        fl_json_string(out, fl_span_of(value));
    else
        fl_buf_text(out, "null");
}

static void add_value(fl_buf *out, const char *name, const char *value)
{
    fl_buf_byte(out, ',');
    fl_json_key(out, name);
    fl_buf_text(out, value);
}

static void add_json(fl_buf *out, const fairleaf_rule_info *r)
{
    add_text(out, "rule", r->name);
    add_text(out, "about", r->about);
    add_text(out, "zone", r->zone);
    add_text(out, "action", r->action);
    add_text(out, "level", level_of(r));
    fl_buf_byte(out, ',');
    fl_json_key(out, "confidence");
    if (r->confidence > 0)
        fl_json_share(out, r->confidence);
    else
        fl_buf_text(out, "null");
    add_text(out, "file", r->file);
    fl_buf_format(out, ",\"line\":%u,\"longest\":%u", (unsigned)r->line, (unsigned)r->longest);
    add_value(out, "part", r->part ? "true" : "false");
    add_value(out, "strong", r->strong ? "true" : "false");
    add_value(out, "opens", r->opens ? "true" : "false");
    add_text(out, "meta", r->meta);
    add_text(out, "pattern", r->pattern);
    add_text(out, "matches", r->matches);
    add_text(out, "spares", r->spares);
    fl_buf_text(out, "}\n");
}

/* ---- text ---- */

/* `n` bytes of a pack or an example as a terminal may see them. */
static void print_text(const char *text, size_t n)
{
    enum { PIECE = 400 };
    char shown[PIECE * 4 + 1];
    while (n) { /* cut between characters */
        size_t some = n < PIECE ? n : PIECE;
        while (some < n && some > 1 && ((unsigned char)text[some] & 0xC0) == 0x80) some--;
        (void)fl_printable(shown, sizeof shown, (fl_span){ text, some });
        fputs(shown, stdout);
        text += some;
        n -= some;
    }
}

static void print_row(const char *name, const char *text)
{
    printf("  %-11s ", name);
    print_text(text, strlen(text));
    putchar('\n');
}

static void print_line(const fairleaf_rule_info *r)
{
    printf("%-32s %-8s %-8s ", r->name, r->zone, r->action);
    print_text(r->about, strlen(r->about));
    putchar('\n');
}

/* What a word of a pack means, in words. */
typedef struct meaning {
    const char *word, *text;
} meaning;

static const char *meaning_of(const meaning *m, const char *word)
{
    while (word && m->word && strcmp(m->word, word) != 0) m++;
    return word && m->word ? m->text : "";
}

static void print_confidence(const fairleaf_rule_info *r)
{
    static const meaning levels[] = { { "cautious", "acts at every level" },
                                      { "normal", "acts at the levels normal and eager" },
                                      { "eager", "acts at the level eager, else beside another "
                                                 "line that goes" },
                                      { NULL, NULL } };
    if (r->confidence <= 0)
        puts("  confidence  worked out for each place");
    else
        printf("  confidence  %.2f: %s\n", (double)r->confidence,
               level_of(r) ? meaning_of(levels, level_of(r))
                           : "acts only beside another line that goes");
}

static void print_examples(const char *title, const char *lines)
{
    if (!lines) return;
    printf("  %s\n", title);
    for (const char *end; *lines; lines = *end ? end + 1 : end) {
        end = lines + strcspn(lines, "\n");
        fputs("    | ", stdout);
        print_text(lines, (size_t)(end - lines));
        putchar('\n');
    }
}

static void print_detail(const fairleaf_rule_info *r)
{
    static const meaning zones[] = { { "head", "before the first line of the body" },
                                     { "tail", "behind the last line of the body" },
                                     { "edges", "before the body and behind it" },
                                     { "anywhere", "in the body as well" },
                                     { NULL, NULL } };
    static const meaning actions[] = { { "drop", "leaves it out" },
                                       { "note", "keeps it, and marks it for a person" },
                                       { "meta", "keeps it, and takes what it says as metadata" },
                                       { "keep", "protects it from all other rules" },
                                       { "repair", "puts what it stood for in its place" },
                                       { "join", "takes the line end away" },
                                       { NULL, NULL } };
    printf("%s\n  ", r->name);
    print_text(r->about, strlen(r->about));
    puts("\n");
    print_confidence(r);
    printf("  zone        %s: %s\n", r->zone, meaning_of(zones, r->zone));
    printf("  action      %s: %s\n", r->action, meaning_of(actions, r->action));
    if (r->part) puts("  part        an element of a bar, which goes when elements cover it");
    if (r->opens)
        puts("  opens       what stands below, to the end, belongs to the page as well");
    else if (r->strong)
        puts("  strong      two such lines, one below the other, end the text");
    if (r->longest) printf("  longest     %u columns\n", (unsigned)r->longest);
    if (r->meta) print_row("metadata", r->meta);
    fputs("  from        ", stdout);
    print_text(r->file, strlen(r->file));
    if (r->line) printf(":%u", (unsigned)r->line);
    puts(r->pattern ? "" : " (it needs code)");
    if (r->pattern) print_row("pattern", r->pattern);
    print_examples(r->pattern ? "matches" : "acts in", r->matches);
    print_examples(r->pattern ? "spares" : "but not in", r->spares);
}

/* ---- what is asked for ---- */

static bool is_asked(const fl_settings *s, const char *name)
{
    for (size_t i = 0; i < s->operand_count; i++)
        if (fnmatch(s->operand[i], name, 0) == 0) return true;
    return s->operand_count == 0;
}

/* The first operand that names no rule, with the rule that was most likely meant. */
static fl_exit check_operands(fl_arena *a, const fl_settings *s, const fairleaf_rule_info *rule,
                              size_t count)
{
    const char **names = fl_alloc(a, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++) names[i] = rule[i].name;
    for (size_t i = 0; i < s->operand_count; i++) {
        size_t k = 0;
        while (k < count && fnmatch(s->operand[i], names[k], 0) != 0) k++;
        if (k < count) continue;
        const char *near = fl_nearest(s->operand[i], names);
        if (near) return fl_usage("rules", "no rule '%s'; did you mean '%s'?", s->operand[i], near);
        return fl_usage("rules", "no rule '%s'; 'fairleaf rules' lists all", s->operand[i]);
    }
    return FL_EXIT_DONE;
}

fl_exit fl_run_rules(fl_arena *a, const fl_settings *s)
{
    fl_setup setup;
    fl_exit failed = fl_setup_make(a, s, &setup);
    if (failed) return failed;
    const fairleaf_rule_info *rule;
    size_t count = fairleaf_rules(setup.library, &rule), shown = 0;
    failed = check_operands(a, s, rule, count);
    if (failed) return failed;
    bool json = fl_option_given(s, FL_OPTION_JSON);
    fl_buf out = fl_buf_new(a, 4096);
    for (size_t i = 0; i < count; i++) {
        if (!is_asked(s, rule[i].name)) continue;
        if (json) {
            add_json(&out, &rule[i]);
        } else if (s->operand_count == 0) {
            print_line(&rule[i]);
        } else {
            if (shown++) putchar('\n');
            print_detail(&rule[i]);
        }
    }
    (void)fwrite(out.p, 1, out.n, stdout);
    return FL_EXIT_DONE;
}
