/* cli/help.c - --help and the completions, from the tables of commands and options. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include <fairleaf.h>

#include "cli/messages.h"

void fl_help(void)
{
    puts("Usage: fairleaf COMMAND [OPTION]... [PATH]...\n"
         "Turn raw scraped reports into clean Markdown and HTML, and account for every character.\n");
    for (const fl_command *c = fl_commands; c->name; c++) printf("  %-11s %-42s %s\n", c->name, c->about, c->example);
    puts("\nWith one file or none (standard input) and no -o, convert writes to standard output.\n"
         "'fairleaf COMMAND --help' lists the options of a command; 'man fairleaf' says the rest.\n"
         "Exit: 0 done, 1 some files failed, 2 wrong usage, 3 warnings with --fail-if-warnings.");
}

/* What may stand for an option's argument, where the library knows. */
static void list_names(fl_option_id id)
{
    if (id == FL_OPTION_FROM) {
        fputs("\n                          kinds:", stdout);
        for (size_t i = 0; fairleaf_input(i); i++) printf(" %s", fairleaf_input(i)->name);
    } else if (id == FL_OPTION_TO) {
        fputs("\n                          formats:", stdout);
        for (size_t i = 0; fairleaf_format(i); i++) printf(" %s", fairleaf_format(i)->name);
    }
}

static void help_option(const fl_option_info *o, fl_option_id id)
{
    char names[64];
    int n = o->letter ? snprintf(names, sizeof names, "-%c, --%s", o->letter, o->name)
                      : snprintf(names, sizeof names, "    --%s", o->name);
    if (o->argument && n > 0 && (size_t)n < sizeof names)
        (void)snprintf(names + n, sizeof names - (size_t)n, " %s", o->argument);
    printf("  %-23s %s", names, o->about);
    list_names(id);
    putchar('\n');
}

void fl_help_command(const fl_command *c)
{
    printf("Usage: fairleaf %s [OPTION]...%s%s\n", c->name, c->operands[0] ? " " : "", c->operands);
    printf("%c%s.\n", c->about[0] - ('a' <= c->about[0] && c->about[0] <= 'z' ? 'a' - 'A' : 0), c->about + 1);
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

/* ---- completion ---- */

static void complete_bash(void)
{
    puts("# bash completion of fairleaf: fairleaf completion bash > /etc/bash_completion.d/fairleaf\n"
         "_fairleaf() {\n    local word=${COMP_WORDS[COMP_CWORD]} options=");
    puts("    if [ \"$COMP_CWORD\" -eq 1 ]; then");
    fputs("        COMPREPLY=($(compgen -W '", stdout);
    for (const fl_command *c = fl_commands; c->name; c++) printf("%s ", c->name);
    puts("--help --version' -- \"$word\")); return\n    fi\n    case ${COMP_WORDS[COMP_CWORD-1]} in");
    fputs("    -f|--from) COMPREPLY=($(compgen -W 'auto", stdout);
    for (size_t i = 0; fairleaf_input(i); i++) printf(" %s", fairleaf_input(i)->name);
    fputs("' -- \"$word\")); return ;;\n    -t|--to) COMPREPLY=($(compgen -W '", stdout);
    for (size_t i = 0; fairleaf_format(i); i++) printf("%s ", fairleaf_format(i)->name);
    puts("' -- \"$word\")); return ;;\n"
         "    --level) COMPREPLY=($(compgen -W 'normal cautious eager' -- \"$word\")); return ;;\n"
         "    esac\n    case ${COMP_WORDS[1]} in");
    for (const fl_command *c = fl_commands; c->name; c++) {
        printf("    %s) options='", c->name);
        for (size_t i = 0; i < FL_OPTIONS; i++)
            if (fl_option_table[i].commands & c->bit) printf("--%s ", fl_option_table[i].name);
        puts("' ;;");
    }
    puts("    esac\n    case $word in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n    esac\n}\n"
         "complete -o filenames -F _fairleaf fairleaf");
}

/* Text inside single quotes of a shell, colons and brackets escaped for _arguments when `zsh`. */
static void quote(const char *text, bool zsh)
{
    for (; *text; text++) {
        if (*text == '\'') fputs("'\\''", stdout);
        else if (zsh && strchr("[]:", *text)) printf("\\%c", *text);
        else putchar(*text);
    }
}

static void complete_zsh(void)
{
    puts("#compdef fairleaf\n# zsh completion of fairleaf: fairleaf completion zsh > \"${fpath[1]}/_fairleaf\"\n"
         "_fairleaf() {\n    if (( CURRENT == 2 )); then\n        local -a commands=(");
    for (const fl_command *c = fl_commands; c->name; c++) {
        printf("            '%s:", c->name);
        quote(c->about, true);
        puts("'");
    }
    puts("        )\n        _describe command commands; return\n    fi\n    case $words[2] in");
    for (const fl_command *c = fl_commands; c->name; c++) {
        printf("    %s) _arguments", c->name);
        for (size_t i = 0; i < FL_OPTIONS; i++) {
            const fl_option_info *o = &fl_option_table[i];
            if (!(o->commands & c->bit)) continue;
            printf(" \\\n        '*--%s%s[", o->name, o->argument ? "=" : "");
            quote(o->about, true);
            printf("]%s%s%s'", o->argument ? ":" : "", o->argument ? o->argument : "", o->argument ? ":_files" : "");
        }
        puts(" \\\n        '*:file:_files' ;;");
    }
    puts("    esac\n}\n_fairleaf \"$@\"");
}

static void complete_fish(void)
{
    puts("# fish completion of fairleaf: fairleaf completion fish > ~/.config/fish/completions/fairleaf.fish");
    for (const fl_command *c = fl_commands; c->name; c++) {
        printf("complete -c fairleaf -n __fish_use_subcommand -f -a %s -d '", c->name);
        quote(c->about, false);
        puts("'");
        for (size_t i = 0; i < FL_OPTIONS; i++) {
            const fl_option_info *o = &fl_option_table[i];
            if (!(o->commands & c->bit)) continue;
            printf("complete -c fairleaf -n '__fish_seen_subcommand_from %s' -l %s", c->name, o->name);
            if (o->letter) printf(" -s %c", o->letter);
            if (o->argument) fputs(" -r", stdout);
            fputs(" -d '", stdout);
            quote(o->about, false);
            puts("'");
        }
    }
}

fl_exit fl_run_completion(fl_arena *a, const fl_settings *s)
{
    static const char *const shells[] = { "bash", "zsh", "fish", NULL };
    (void)a;
    if (s->operand_count != 1)
        return fl_usage("completion", "completion needs the name of a shell: bash, zsh or fish");
    if (strcmp(s->operand[0], "bash") == 0) complete_bash();
    else if (strcmp(s->operand[0], "zsh") == 0) complete_zsh();
    else if (strcmp(s->operand[0], "fish") == 0) complete_fish();
    else return fl_usage_unknown("completion", "shell", s->operand[0], shells);
    return FL_EXIT_DONE;
}
