/* cli/main.c - the program: finds the command, reads its options, runs it. The only place that
 * returns an exit status. */
#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <fairleaf.h>

#include "cli/command.h"
#include "cli/messages.h"

const fl_command fl_commands[] = {
    { "convert", "PATH...", "clean and convert files or folders", "fairleaf convert raw/ -o clean/",
      FL_FOR_CONVERT, fl_run_convert },
    { "detect", "PATH...", "say which encoding each file is in", "fairleaf detect --json raw/*.txt",
      FL_FOR_DETECT, fl_run_detect },
    { "explain", "FILE", "show what was removed, repaired and why", "fairleaf explain report.txt",
      FL_FOR_EXPLAIN, fl_run_explain },
    { "review", "FOLDER", "make pages to look over a batch", "fairleaf review clean/ -o review/",
      FL_FOR_REVIEW, fl_run_review },
    { "site", "PATH...", "make an archive or content of a site", "fairleaf site raw/ -o public/",
      FL_FOR_SITE, fl_run_site },
    { "verify", "FOLDER", "check outputs against their sources",
      "fairleaf verify clean/ --sources raw/", FL_FOR_VERIFY, fl_run_verify },
    { "outline", "FILE", "print the headings as a tree", "fairleaf outline report.txt",
      FL_FOR_OUTLINE, fl_run_outline },
    { "learn", "FOLDER", "find the lines that a site repeats", "fairleaf learn site/ > rules.yaml",
      FL_FOR_LEARN, fl_run_learn },
    { "rules", "[RULE]...", "list all rules, or say all about some",
      "fairleaf rules boilerplate.editor.zh", FL_FOR_RULES, fl_run_rules },
    { "templates", "[NAME]", "list the templates of pages, or print one",
      "fairleaf templates page.html", FL_FOR_TEMPLATES, fl_run_templates },
    { "completion", "bash|zsh|fish", "print the completion of a shell", "fairleaf completion bash",
      FL_FOR_COMPLETION, fl_run_completion },
    { NULL, NULL, NULL, NULL, 0, NULL },
};

static const fl_command *find(const char *name)
{
    for (const fl_command *c = fl_commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

static fl_exit unknown_command(const char *name)
{
    const char *names[sizeof fl_commands / sizeof *fl_commands];
    size_t n = 0;
    for (const fl_command *c = fl_commands; c->name; c++) names[n++] = c->name;
    names[n] = NULL;
    return fl_usage_unknown(NULL, "command", name, names);
}

static fl_exit without_command(fl_arena *a, fl_words words)
{
    fl_settings settings;
    char problem[FL_PROBLEM];
    if (!fl_options_read(a, words, FL_FOR_NONE, &settings, problem))
        return fl_usage(NULL, "%s", problem);
    if (fl_option_given(&settings, FL_OPTION_VERSION))
        printf("fairleaf %s\n", fairleaf_version());
    else
        fl_help();
    return FL_EXIT_DONE;
}

static fl_exit run(fl_arena *a, fl_words words)
{
    if (words.count == 0) return fl_usage(NULL, "a command is missing: fairleaf convert FILE");
    const char *name = words.word[0];
    if (name[0] == '-' && name[1]) return without_command(a, words);
    bool help = strcmp(name, "help") == 0;
    if (help && words.count == 1) {
        fl_help();
        return FL_EXIT_DONE;
    }
    const fl_command *c = find(words.word[help]);
    if (!c) return unknown_command(words.word[help]);
    fl_settings settings;
    char problem[FL_PROBLEM];
    bool read = fl_options_read(a, (fl_words){ words.count - 1, words.word + 1 }, c->bit, &settings,
                                problem);
    if (help || fl_option_given(&settings, FL_OPTION_HELP)) {
        fl_help_command(c);
        return FL_EXIT_DONE;
    }
    if (!read) return fl_usage(c->name, "%s", problem);
    return c->run(a, &settings);
}

static int no_memory(fl_arena *a)
{
    fputs("fairleaf: error: out of memory [no-memory]\n", stderr);
    fl_arena_free(a);
    return FL_EXIT_FAILED;
}

/* The memory of one document is there for the next: giving it back to the system and asking for it
 * again took a tenth of the time of a batch. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, 4 << 20);
    (void)mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
}

int main(int argc, char **argv)
{
    keep_memory();
    signal(SIGPIPE, SIG_IGN); /* a write that fails is seen where it is made */
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (!a) return no_memory(a);
    if (FL_ARENA_FAILED(a)) return no_memory(a);
    fl_exit status = run(a, (fl_words){ argc ? argc - 1 : 0, argv + 1 });
    if (!fl_stdout_done()) {
        fprintf(stderr, "fairleaf: error: cannot write to standard output: %s [io]\n",
                strerror(errno));
        status = FL_EXIT_FAILED;
    }
    fl_arena_free(a);
    return (int)status;
}
