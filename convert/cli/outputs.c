/* cli/outputs.c */
#include "cli/outputs.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "cli/messages.h"
#include "cli/templates.h"
#include "cli/words.h"

static void free_document(void *object)
{
    fairleaf_document **document = object;
    fairleaf_document_free(*document);
}

static void free_account(void *object)
{
    const fairleaf_account **account = object;
    fairleaf_account_free(*account);
}

static void free_loaded(void *object) { fl_loaded_free(object); }

/* A side file as UTF-8, whatever spreadsheet wrote it: the library decodes it as it does a source.
 */
static fairleaf_status load_text(fl_arena *a, const fairleaf *library, const char *path,
                                 fl_span *out, fairleaf_error *error)
{
    fl_loaded *file = fl_alloc(a, 1, sizeof *file);
    fairleaf_document **document = fl_alloc(a, 1, sizeof *document);
    const fairleaf_account **account = fl_alloc(a, 1, sizeof *account);
    fl_arena_defer(a, free_loaded, file);
    fl_arena_defer(a, free_document, document);
    fl_arena_defer(a, free_account, account);
    fairleaf_status status = fl_setup_load(path, file, error);
    fairleaf_source source = { path, file->bytes, file->length, NULL };
    fairleaf_options as_is = FAIRLEAF_OPTIONS_INIT;
    as_is.input = "text";
    as_is.as_is = true;
    if (!status) status = fairleaf_read(library, &source, &as_is, document, error);
    if (!status) status = fairleaf_document_account(*document, account, error);
    if (!status) *out = (fl_span){ (*account)->source.bytes, (*account)->source.length };
    return status;
}

/* A key that has one value was given two. */
static bool is_twice(const fairleaf_field *field, size_t i)
{
    const fairleaf_key_info *key;
    for (size_t k = 0; (key = fairleaf_key(k)) != NULL; k++)
        if (!key->is_list && strcmp(key->name, field[i].key) == 0) break;
    for (size_t k = 0; key && k < i; k++)
        if (strcmp(field[k].key, field[i].key) == 0) return true;
    return false;
}

static fl_exit read_fields(fl_arena *a, const fl_settings *s, fl_corrections *out)
{
    const char *const *word = fl_option_list(a, s, FL_OPTION_METADATA, false);
    if (!word) return FL_EXIT_DONE;
    size_t count = 0;
    while (word[count]) count++;
    fairleaf_field *field = fl_alloc(a, count, sizeof *field);
    for (size_t i = 0; i < count; i++)
        if (!fl_corrections_field(a, word[i], &field[i]))
            return fl_usage("convert",
                            "'%s' is no metadata: write KEY=VALUE, as in '-M title=...'; a key is "
                            "a letter, then letters, digits, _ and -",
                            word[i]);
    for (size_t i = 0; i < count; i++)
        if (is_twice(field, i))
            return fl_usage("convert", "'%s' is given twice, and has one value", field[i].key);
    out->always = field;
    out->always_count = count;
    return FL_EXIT_DONE;
}

static fl_exit read_metadata(fl_arena *a, const fl_settings *s, fl_run *run)
{
    fl_corrections *c = fl_alloc(a, 1, sizeof *c);
    fl_exit failed = read_fields(a, s, c);
    if (failed) return failed;
    for (size_t i = 0; i < c->always_count; i++) {
        fl_hash_text(&run->outputs, c->always[i].key);
        fl_hash_text(&run->outputs, c->always[i].value);
    }
    run->setup.options.metadata = c->always;
    run->setup.options.metadata_count = c->always_count;
    const char *path = fl_option_value(s, FL_OPTION_METADATA_FILE, NULL);
    if (!path) return FL_EXIT_DONE;
    c->name = path;
    fl_span bytes;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fairleaf_status status = load_text(a, run->setup.library, path, &bytes, &error);
    if (!status) status = fl_corrections_read(a, bytes, c, &error);
    if (!status) fl_hash_span(&run->outputs, bytes);
    if (status) {
        fl_message_error(stderr, path, &error);
        return FL_EXIT_USAGE;
    }
    run->recipe.corrections = c;
    return FL_EXIT_DONE;
}

/* Pages are wanted: all formats must have them. */
static fl_exit read_page(fl_arena *a, const fl_settings *s, fl_run *run)
{
    fairleaf_output *o = &run->recipe.output;
    const char *path = fl_option_value(s, FL_OPTION_TEMPLATE, NULL);
    const fairleaf_format_info *first = NULL;
    o->standalone = path || fl_option_given(s, FL_OPTION_STANDALONE);
    fl_hash_text(&run->outputs, o->standalone ? "page" : "");
    if (!o->standalone) return FL_EXIT_DONE;
    if (o->front_matter && strcmp(o->front_matter, "none") != 0)
        return fl_usage("convert", "front matter does not go with a page of its own");
    for (size_t i = 0; i < run->recipe.wanted_count; i++) {
        const fairleaf_format_info *format = fl_format_find(run->recipe.wanted[i].format);
        if (!format) continue;
        if (!(format->has & FAIRLEAF_HAS_TEMPLATE))
            return fl_usage("convert", "the format '%s' has no page of its own", format->name);
        if (path && first)
            return fl_usage("convert", "--template is for one format: leave out -t %s or -t %s",
                            first->name, format->name);
        if (!path && strcmp(format->name, "html") != 0)
            return fl_usage("convert", "a page of %s needs a template: --template FILE, or -t html",
                            format->name);
        first = format;
    }
    if (!path || !first) return FL_EXIT_DONE;
    fl_buf name = fl_buf_new(a, 32);
    fl_buf_format(&name, "page%s", first->suffix);
    return fl_templates_read(a, path, fl_buf_string(&name), o, &run->outputs);
}

static fl_exit check_columns(const char *const *columns)
{
    for (size_t i = 0; columns && columns[i]; i++) {
        if (!fl_span_is_name(fl_span_of(columns[i])))
            return fl_usage("convert",
                            "'%s' is no column: a key of metadata, path, characters "
                            "or headings",
                            columns[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(columns[i], columns[k]) == 0)
                return fl_usage("convert", "column '%s' stands twice", columns[i]);
    }
    return FL_EXIT_DONE;
}

fl_exit fl_outputs_read(fl_arena *a, const fl_settings *s, fl_run *run)
{
    fairleaf_output *o = &run->recipe.output;
    size_t front_matter, by, strong, tables;
    fl_exit status = fl_setup_word(s, FL_OPTION_FRONT_MATTER, "front matter", &front_matter);
    if (!status) status = fl_setup_word(s, FL_OPTION_BY, "part", &by);
    if (!status) status = fl_setup_word(s, FL_OPTION_STRONG, "form of strong", &strong);
    if (!status) status = fl_setup_word(s, FL_OPTION_TABLES, "form of tables", &tables);
    if (status) return status;
    o->strong = fl_option_value(s, FL_OPTION_STRONG, NULL);
    o->tables = fl_option_value(s, FL_OPTION_TABLES, NULL);
    o->footnotes = fl_option_given(s, FL_OPTION_FOOTNOTES);
    o->by = fl_option_value(s, FL_OPTION_BY, NULL);
    o->columns = fl_option_list(a, s, FL_OPTION_COLUMNS, true);
    status = check_columns(o->columns);
    if (status) return status;
    o->front_matter = fl_option_value(s, FL_OPTION_FRONT_MATTER, NULL);
    o->title_heading = fl_option_given(s, FL_OPTION_TITLE_HEADING);
    run->outputs = FL_HASH_START;
    fl_hash_text(&run->outputs, o->front_matter);
    fl_hash_text(&run->outputs, o->title_heading ? "title" : "");
    fl_hash_text(&run->outputs, o->by);
    fl_hash_text(&run->outputs, o->strong);
    fl_hash_text(&run->outputs, o->tables);
    fl_hash_text(&run->outputs, o->footnotes ? "footnotes" : "");
    fl_hash_list(&run->outputs, o->columns);
    for (size_t i = 0; front_matter && i < run->recipe.wanted_count; i++) {
        const fairleaf_format_info *format = fl_format_find(run->recipe.wanted[i].format);
        if (format && !(format->has & FAIRLEAF_HAS_FRONT_MATTER))
            return fl_usage("convert", "the format '%s' has no front matter", format->name);
    }
    fl_exit failed = read_page(a, s, run);
    return failed ? failed : read_metadata(a, s, run);
}
