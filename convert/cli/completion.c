/* cli/completion.c - `fairleaf completion`: scripts for three shells, from the tables of commands
 * and options. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/messages.h"
#include "cli/words.h"

static void print_words(fl_option_id id)
{
    const char *word[FL_MOST_WORDS + 1];
    size_t n = fl_option_words(id, word);
    for (size_t i = 0; i < n; i++) printf("%s%s", i ? " " : "", word[i]);
}

static bool has_words(fl_option_id id)
{
    const char *word[FL_MOST_WORDS + 1];
    return fl_option_words(id, word) > 0;
}

/* Text inside single quotes of a shell; for _arguments of zsh with brackets and colons escaped. */
static void quote(const char *text, bool zsh)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (zsh && strchr("[]:", *text))
            printf("\\%c", *text);
        else
            putchar(*text);
    }
}

/* ---- bash ---- */

static void bash_words(void)
{
    puts("    case ${COMP_WORDS[COMP_CWORD-1]} in");
    for (fl_option_id id = 0; id < FL_OPTIONS; id++) {
        if (!has_words(id)) continue;
        const fl_option_info *o = &fl_option_table[id];
        if (o->letter) printf("    -%c|", o->letter);
        printf("%s--%s) COMPREPLY=($(compgen -W '", o->letter ? "" : "    ", o->name);
        print_words(id);
        puts("' -- \"$word\")); return ;;");
    }
    puts("    esac");
}

static void complete_bash(void)
{
    puts("# bash completion of fairleaf\n"
         "_fairleaf() {\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} options=\n"
         "    if [ \"$COMP_CWORD\" -eq 1 ]; then");
    fputs("        COMPREPLY=($(compgen -W '", stdout);
    for (const fl_command *c = fl_commands; c->name; c++) printf("%s ", c->name);
    puts("--help --version' -- \"$word\"))\n"
         "        return\n"
         "    fi");
    bash_words();
    puts("    case ${COMP_WORDS[1]} in");
    for (const fl_command *c = fl_commands; c->name; c++) {
        printf("    %s) options='", c->name);
        for (fl_option_id id = 0; id < FL_OPTIONS; id++)
            if (fl_option_table[id].commands & c->bit) printf("--%s ", fl_option_table[id].name);
        puts("' ;;");
    }
    puts("    esac\n"
         "    case $word in\n"
         "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
         "    esac\n"
         "}\n"
         "complete -o filenames -F _fairleaf fairleaf");
}

/* ---- zsh ---- */

static void zsh_option(fl_option_id id)
{
    const fl_option_info *o = &fl_option_table[id];
    printf(" \\\n        '*--%s%s[", o->name, o->argument ? "=" : "");
    quote(o->about, true);
    putchar(']');
    if (o->argument) printf(":%s:", o->argument);
    if (has_words(id)) {
        putchar('(');
        print_words(id);
        putchar(')');
    } else if (o->argument) {
        fputs("_files", stdout);
    }
    putchar('\'');
}

static void complete_zsh(void)
{
    puts("#compdef fairleaf\n"
         "# zsh completion of fairleaf\n"
         "_fairleaf() {\n"
         "    if (( CURRENT == 2 )); then\n"
         "        local -a commands=(");
    for (const fl_command *c = fl_commands; c->name; c++) {
        printf("            '%s:", c->name);
        quote(c->about, true);
        puts("'");
    }
    puts("        )\n"
         "        _describe command commands\n"
         "        return\n"
         "    fi\n"
         "    case $words[2] in");
    for (const fl_command *c = fl_commands; c->name; c++) {
        printf("    %s) _arguments", c->name);
        for (fl_option_id id = 0; id < FL_OPTIONS; id++)
            if (fl_option_table[id].commands & c->bit) zsh_option(id);
        puts(" \\\n        '*:file:_files' ;;");
    }
    puts("    esac\n"
         "}\n"
         "_fairleaf \"$@\"");
}

/* ---- fish ---- */

static void fish_option(const fl_command *c, fl_option_id id)
{
    const fl_option_info *o = &fl_option_table[id];
    printf("complete -c fairleaf -n '__fish_seen_subcommand_from %s' -l %s", c->name, o->name);
    if (o->letter) printf(" -s %c", o->letter);
    if (o->argument) fputs(" -r", stdout);
    if (has_words(id)) {
        fputs(" -f -a '", stdout);
        print_words(id);
        putchar('\'');
    }
    fputs(" -d '", stdout);
    quote(o->about, false);
    puts("'");
}

static void complete_fish(void)
{
    puts("# fish completion of fairleaf");
    for (const fl_command *c = fl_commands; c->name; c++) {
        printf("complete -c fairleaf -n __fish_use_subcommand -f -a %s -d '", c->name);
        quote(c->about, false);
        puts("'");
        for (fl_option_id id = 0; id < FL_OPTIONS; id++)
            if (fl_option_table[id].commands & c->bit) fish_option(c, id);
    }
}

fl_exit fl_run_completion(fl_arena *a, const fl_settings *s)
{
    static const char *const names[] = { "bash", "zsh", "fish", NULL };
    static void (*const complete[])(void) = { complete_bash, complete_zsh, complete_fish };
    (void)a;
    if (s->operand_count != 1)
        return fl_usage("completion", "completion needs the name of a shell: bash, zsh or fish");
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(s->operand[0], names[i]) != 0) continue;
        complete[i]();
        return FL_EXIT_DONE;
    }
    return fl_usage_unknown("completion", "shell", s->operand[0], names);
}
