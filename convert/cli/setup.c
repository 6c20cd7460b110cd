/* cli/setup.c - words are checked here, so that the library is only asked for what exists. */
#include "cli/setup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/messages.h"
#include "cli/words.h"

static const char *command_name(unsigned bit)
{
    for (const fl_command *c = fl_commands; c->name; c++)
        if (c->bit == bit) return c->name;
    return NULL;
}

static void free_library(void *object)
{
    fairleaf **library = object;
    fairleaf_free(*library);
}

static void free_loaded(void *object) { fl_loaded_free(object); }

/* Reads the files of --rules; their bytes live in the arena's care until it is freed. */
static fl_exit read_packs(fl_arena *a, const fl_settings *s, fairleaf_config *config)
{
    const char *const *path = fl_option_list(a, s, FL_OPTION_RULES, false);
    if (!path) return FL_EXIT_DONE;
    size_t count = 0;
    while (path[count]) count++;
    fairleaf_text *packs = fl_alloc(a, count, sizeof *packs);
    for (size_t i = 0; i < count; i++) {
        fairleaf_error error = { .status = FAIRLEAF_OK };
        fl_loaded *file = fl_alloc(a, 1, sizeof *file);
        fl_arena_defer(a, free_loaded, file);
        if (fl_setup_load(path[i], file, &error)) {
            fl_message_error(stderr, path[i], &error);
            return FL_EXIT_USAGE;
        }
        packs[i] = (fairleaf_text){ file->bytes, file->length };
    }
    config->packs = packs;
    config->pack_names = path;
    config->pack_count = count;
    return FL_EXIT_DONE;
}

/* Reads the file of --decisions. */
static fl_exit read_decisions(fl_arena *a, const fl_settings *s, fl_setup *out,
                              fairleaf_config *config)
{
    const char *path = fl_option_value(s, FL_OPTION_DECISIONS, NULL);
    fairleaf_error error = { .status = FAIRLEAF_OK };
    if (!path) return FL_EXIT_DONE;
    if (fl_option_list(a, s, FL_OPTION_DECISIONS, false)[1])
        return fl_usage(command_name(s->command),
                        "one file of decisions: 'fairleaf review FOLDER -o REVIEW --decisions A "
                        "--decisions B' merges several into REVIEW/decisions.yaml");
    if (fl_decided_load(a, path, &out->decisions, &error)) {
        fl_message_error(stderr, path, &error);
        return FL_EXIT_USAGE;
    }
    config->decisions = fl_decided_text(out->decisions);
    config->decisions_name = path;
    return FL_EXIT_DONE;
}

/* ---- public ---- */

fl_exit fl_setup_word(const fl_settings *s, fl_option_id id, const char *what, size_t *out)
{
    const char *word[FL_MOST_WORDS + 1];
    size_t n = fl_option_words(id, word);
    const char *given = fl_option_value(s, id, word[0]);
    for (*out = 0; *out < n; (*out)++)
        if (strcmp(given, word[*out]) == 0) return FL_EXIT_DONE;
    return fl_usage_unknown(command_name(s->command), what, given, word);
}

fl_exit fl_setup_make(fl_arena *a, const fl_settings *s, fl_setup *out)
{
    *out = (fl_setup){ .options = FAIRLEAF_OPTIONS_INIT };
    fairleaf_options *o = &out->options;
    o->input = fl_option_value(s, FL_OPTION_FROM, NULL);
    o->encoding = fl_option_value(s, FL_OPTION_ENCODING, NULL);
    o->enable = fl_option_list(a, s, FL_OPTION_ENABLE, true);
    o->disable = fl_option_list(a, s, FL_OPTION_DISABLE, true);
    o->base = fl_option_value(s, FL_OPTION_BASE, NULL);
    o->join_pages = fl_option_given(s, FL_OPTION_JOIN_PAGES);
    o->as_is = fl_option_given(s, FL_OPTION_AS_IS);
    o->script = fl_option_value(s, FL_OPTION_SCRIPT, NULL);
    size_t level = 0, points = 0, input, script;
    fl_exit status = fl_setup_word(s, FL_OPTION_FROM, "kind of input", &input);
    if (!status) status = fl_setup_word(s, FL_OPTION_LEVEL, "level", &level);
    if (!status) status = fl_setup_word(s, FL_OPTION_POINTS, "way to write points", &points);
    if (!status && o->script) status = fl_setup_word(s, FL_OPTION_SCRIPT, "script", &script);
    o->level = (fairleaf_level)level;
    o->points = (fairleaf_points)points;
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    if (!status) status = read_packs(a, s, &config);
    if (!status) status = read_decisions(a, s, out, &config);
    if (status) return status;

    fairleaf_error error = { .status = FAIRLEAF_OK };
    fairleaf **library = fl_alloc(a, 1, sizeof *library);
    fl_arena_defer(a, free_library, library);
    if (fairleaf_new(&config, library, &error)) {
        bool decisions = error.status == FAIRLEAF_DECISIONS;
        fl_message_error(stderr,
                         decisions                ? config.decisions_name
                         : config.pack_count == 1 ? config.pack_names[0]
                                                  : "fairleaf",
                         &error);
        return decisions || error.status == FAIRLEAF_RULES ? FL_EXIT_USAGE : FL_EXIT_FAILED;
    }
    out->library = *library;
    out->packs = config.packs;
    out->pack_count = config.pack_count;
    out->roles = fl_option_list(a, s, FL_OPTION_FIELDS, true);
    return fl_setup_members(a, s, out->library, &out->members);
}

/* A number with k, M, G or T behind it. */
static bool read_size(const char *word, uint64_t *out)
{
    static const char units[] = "kMGT";
    char *end;
    errno = 0;
    unsigned long long n = strtoull(word, &end, 10);
    if (*word < '0' || *word > '9' || errno) return false;
    const char *unit = *end ? strchr(units, *end == 'K' ? 'k' : *end) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    if (unit) end++;
    if (*end == 'i' && unit) end++;
    if (*end == 'B') end++;
    *out = (uint64_t)n << shift;
    return *end == '\0' && n && *out >> shift == n;
}

/* ROLE=NAME; a role that JSON lines do not know is a key of metadata. */
static fl_exit check_fields(const fl_settings *s, const char *const *field)
{
    for (; field && *field; field++) {
        const char *equals = strchr(*field, '=');
        size_t n = equals ? (size_t)(equals - *field) : 0;
        if (n == 0 || !equals[1] || !fl_span_is_name((fl_span){ *field, n }))
            return fl_usage(command_name(s->command),
                            "--fields takes ROLE=NAME, such as text=body, not '%s'", *field);
    }
    return FL_EXIT_DONE;
}

fl_exit fl_setup_members(fl_arena *a, const fl_settings *s, const fairleaf *library,
                         fl_members **out)
{
    fl_members_how how = { .library = library,
                           .roles = fl_option_list(a, s, FL_OPTION_FIELDS, true) };
    const char *most = fl_option_value(s, FL_OPTION_UNPACK_MOST, NULL);
    long ratio = 0;
    fl_exit status = fl_setup_number(s, FL_OPTION_UNPACK_RATIO, (fl_range){ 1, 1000000000 },
                                     &ratio);
    how.ratio = (uint32_t)ratio;
    if (!status && most && !read_size(most, &how.most_unpacked))
        status = fl_usage(command_name(s->command),
                          "--unpack-most takes a size such as 500M or 200G, not '%s'", most);
    if (!status) status = check_fields(s, how.roles);
    if (!status) *out = fl_members_new(a, &how);
    return status;
}

fl_exit fl_setup_number(const fl_settings *s, fl_option_id id, fl_range range, long *out)
{
    const char *word = fl_option_value(s, id, NULL);
    if (!word) return FL_EXIT_DONE;
    char *end;
    errno = 0;
    *out = strtol(word, &end, 10);
    if (*word && !*end && !errno && *out >= range.least && *out <= range.most) return FL_EXIT_DONE;
    return fl_usage(command_name(s->command), "--%s takes a number from %ld to %ld, not '%s'",
                    fl_option_table[id].name, range.least, range.most, word);
}

fairleaf_status fl_setup_load(const char *path, fl_loaded *out, fairleaf_error *error)
{
    if (strcmp(path, "-") == 0) return fl_load_descriptor(STDIN_FILENO, FL_MOST_BYTES, out, error);
    return fl_load_file(path, FL_MOST_BYTES, out, error);
}

const char *fl_setup_operand(const fl_settings *s, const char *command)
{
    if (s->operand_count == 1) return s->operand[0];
    if (s->operand_count == 0 && !isatty(STDIN_FILENO)) return "-";
    if (s->operand_count == 0)
        fl_usage(command, "no input named; '-' is standard input");
    else
        fl_usage(command, "one file at a time: '%s' is one too many", s->operand[1]);
    return NULL;
}
