/* cli/help.c - --help, from the tables of commands and options. */
#include "cli/command.h"

#include <stdio.h>

#include <fairleaf.h>

#include "cli/words.h"

void fl_help(void)
{
    puts("Usage: fairleaf COMMAND [OPTION]... [PATH]...\n"
         "Turn raw scraped reports into clean Markdown and HTML, "
         "and account for every character.\n");
    for (const fl_command *c = fl_commands; c->name; c++)
        printf("  %-11s %-42s %s\n", c->name, c->about, c->example);
    puts("\nWith one file or none (standard input) and no -o, convert writes to standard output.\n"
         "'fairleaf COMMAND --help' lists the options of a command; 'man fairleaf' says the rest.\n"
         "Exit: 0 done, 1 some files failed, 2 wrong usage, 3 warnings with --fail-if-warnings.");
}

/* What may stand for an option's argument, below it. */
static void list_words(fl_option_id id)
{
    const char *word[FL_MOST_WORDS + 1];
    size_t n = fl_option_words(id, word);
    for (size_t i = 0; i < n; i++)
        printf("%s%s", i ? " " : "\n                          ", word[i]);
}

static void help_option(const fl_option_info *o, fl_option_id id)
{
    char names[64];
    int n = o->letter ? snprintf(names, sizeof names, "-%c, --%s", o->letter, o->name)
                      : snprintf(names, sizeof names, "    --%s", o->name);
    if (o->argument && n > 0 && (size_t)n < sizeof names)
        (void)snprintf(names + n, sizeof names - (size_t)n, " %s", o->argument);
    printf("  %-23s %s", names, o->about);
    list_words(id);
    putchar('\n');
}

void fl_help_command(const fl_command *c)
{
    printf("Usage: fairleaf %s [OPTION]...%s%s\n", c->name, c->operands[0] ? " " : "", c->operands);
    printf("%c%s.\n", c->about[0] - ('a' <= c->about[0] && c->about[0] <= 'z' ? 'a' - 'A' : 0),
           c->about + 1);
    for (fl_group g = 0; g < FL_GROUPS; g++) {
        bool first = true;
        for (size_t i = 0; i < FL_OPTIONS; i++) {
            if (fl_option_table[i].group != g || !(fl_option_table[i].commands & c->bit)) continue;
            if (first) printf("\n%s:\n", fl_group_names[g]);
            first = false;
            help_option(&fl_option_table[i], (fl_option_id)i);
        }
    }
    printf("\nExample: %s\n", c->example);
}
