/* cli/options.c - the words of a command line, one after the other. */
#include "cli/options.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"

const fl_option_info fl_option_table[FL_OPTIONS] = {
#define OPTION(id, name, letter, argument, commands, group, about) \
    { name, letter, argument, commands, group, about },
#include "cli/options.def"
#undef OPTION
};

const char *const fl_group_names[FL_GROUPS] = { "Input", "Cleaning", "Output", "Batch",
                                                "Messages" };

/* ---- suggestions ---- */

enum { LONGEST_NAME = 32 };

/* Changes of one character that turn `a` into `b` (Levenshtein), with two rows; names are short. */
static size_t distance(const char *a, const char *b)
{
    size_t row[LONGEST_NAME + 1], n = strlen(b);
    if (n > LONGEST_NAME || strlen(a) > LONGEST_NAME) return LONGEST_NAME;
    for (size_t j = 0; j <= n; j++) row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1]);
            size_t least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            corner = row[j];
            row[j] = change < least ? change : least;
        }
    }
    return row[n];
}

const char *fl_nearest(const char *word, const char *const *names)
{
    const char *best = NULL;
    size_t length = strlen(word),
           least = length <= 4 ? 2 : length / 3 + 1; /* farther off is another word */
    for (; *names; names++) {
        size_t d = distance(word, *names);
        if (length >= 2 && strncmp(word, *names, length) == 0) d = 1; /* the start of a name */
        if (d < least) {
            least = d;
            best = *names;
        }
    }
    return best;
}

/* ---- reading ---- */

typedef struct reading {
    unsigned command;
    int argc, at;
    char **argv;
    fl_settings *out;
    char *problem;
} reading;

static bool fail(reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fail(reading *r, const char *format, ...)
{
    char text[FL_PROBLEM];
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(text, sizeof text, format, arguments) < 0) text[0] = '\0';
    va_end(arguments);
    (void)fl_printable(r->problem, FL_PROBLEM, fl_span_of(text));
    return false;
}

static bool keep(reading *r, fl_option_id id, const char *value)
{
    r->out->given[r->out->given_count++] = (fl_given){ id, value };
    return true;
}

/* The argument of an option: behind it in the same word, or the next word. */
static bool take_argument(reading *r, fl_option_id id, const char *shown, const char *behind)
{
    const fl_option_info *o = &fl_option_table[id];
    if (!behind) {
        if (r->at + 1 >= r->argc)
            return fail(r, "option '%s' needs an argument: %s", shown, o->argument);
        behind = r->argv[++r->at];
    }
    return keep(r, id, behind);
}

static bool unknown_long(reading *r, const char *name)
{
    const char *names[FL_OPTIONS + 1];
    size_t n = 0;
    for (size_t i = 0; i < FL_OPTIONS; i++)
        if (fl_option_table[i].commands & r->command) names[n++] = fl_option_table[i].name;
    names[n] = NULL;
    for (size_t i = 0; i < FL_OPTIONS; i++)
        if (strcmp(name, fl_option_table[i].name) == 0)
            return fail(r, "this command has no option '--%s'", name);
    const char *near = fl_nearest(name, names);
    char hint[64] = "";
    if (near) (void)snprintf(hint, sizeof hint, "; did you mean '--%s'?", near);
    return fail(r, "unknown option '--%.60s'%s", name, hint);
}

static bool read_long(reading *r, const char *word)
{
    const char *equals = strchr(word, '=');
    char name[80];
    size_t n = equals ? (size_t)(equals - word) : strlen(word);
    if (n >= sizeof name) n = sizeof name - 1;
    memcpy(name, word, n);
    name[n] = '\0';
    for (size_t i = 0; i < FL_OPTIONS; i++) {
        const fl_option_info *o = &fl_option_table[i];
        if (!(o->commands & r->command) || strcmp(o->name, name) != 0) continue;
        char shown[LONGEST_NAME + 3];
        (void)snprintf(shown, sizeof shown, "--%s", o->name);
        if (o->argument)
            return take_argument(r, (fl_option_id)i, shown, equals ? equals + 1 : NULL);
        if (equals) return fail(r, "option '%s' takes no argument", shown);
        return keep(r, (fl_option_id)i, NULL);
    }
    return unknown_long(r, name);
}

static bool has_letter(const fl_option_info *o, char letter, unsigned command)
{
    return o->letter == letter && (o->commands & command) != 0;
}

static bool read_letters(reading *r, const char *letters)
{
    for (; *letters; letters++) {
        size_t i = 0;
        while (i < FL_OPTIONS && !has_letter(&fl_option_table[i], *letters, r->command)) i++;
        char shown[3] = { '-', *letters, '\0' };
        if (i == FL_OPTIONS) return fail(r, "unknown option '%s'", shown);
        if (fl_option_table[i].argument)
            return take_argument(r, (fl_option_id)i, shown, letters[1] ? letters + 1 : NULL);
        keep(r, (fl_option_id)i, NULL);
    }
    return true;
}

bool fl_options_read(fl_arena *a, fl_words words, unsigned command, fl_settings *out,
                     char problem[FL_PROBLEM])
{
    int argc = words.count;
    char **argv = words.word;
    reading r = { command, argc, 0, argv, out, problem };
    size_t letters = 0;
    for (int i = 0; i < argc; i++) letters += strlen(argv[i]);
    *out = (fl_settings){ .command = command,
                          .given = fl_alloc(a, letters + 1, sizeof *out->given),
                          .operand = fl_alloc(a, (size_t)argc + 1, sizeof *out->operand) };
    bool options = true;
    for (; r.at < argc; r.at++) {
        const char *word = argv[r.at];
        if (!options || word[0] != '-' || word[1] == '\0')
            out->operand[out->operand_count++] = word;
        else if (strcmp(word, "--") == 0)
            options = false;
        else if (!(word[1] == '-' ? read_long(&r, word + 2) : read_letters(&r, word + 1)))
            return false;
    }
    return true;
}

/* ---- asking ---- */

const char *fl_option_value(const fl_settings *s, fl_option_id id, const char *otherwise)
{
    for (size_t i = s->given_count; i > 0; i--)
        if (s->given[i - 1].id == id) return s->given[i - 1].value;
    return otherwise;
}

bool fl_option_given(const fl_settings *s, fl_option_id id)
{
    for (size_t i = 0; i < s->given_count; i++)
        if (s->given[i].id == id) return true;
    return false;
}

const char *const *fl_option_list(fl_arena *a, const fl_settings *s, fl_option_id id, bool commas)
{
    size_t most = 0, n = 0;
    for (size_t i = 0; i < s->given_count; i++)
        if (s->given[i].id == id) most += strlen(s->given[i].value) + 1;
    if (most == 0) return NULL;
    const char **list = fl_alloc(a, most + 1, sizeof *list);
    for (size_t i = 0; i < s->given_count; i++) {
        if (s->given[i].id != id) continue;
        const char *value = s->given[i].value;
        for (const char *comma; commas && (comma = strchr(value, ',')) != NULL; value = comma + 1)
            if (comma > value) list[n++] = fl_copy(a, (fl_span){ value, (size_t)(comma - value) });
        if (*value || !commas) list[n++] = value;
    }
    return list;
}
