/* fairleaf.c - the public functions: they own the arenas, run the four rooms in order and turn a
 * jump into a status. */
#include <fairleaf.h>

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "account.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/template.h"
#include "base/utf8.h"
#include "clean/catalogue.h"
#include "clean/clean.h"
#include "clean/joins.h"
#include "clean/learn.h"
#include "clean/script.h"
#include "clean/tables.h"
#include "decisions.h"
#include "limits.h"
#include "model/doc.h"
#include "model/keys.h"
#include "model/trail.h"
#include "read/read.h"
#include "rules/pack.h"
#include "rules/pattern.h"
#include "structure/structure.h"
#include "write/templates.h"
#include "write/write.h"

/* What fairleaf_rules hands out: made when it is first asked for. */
typedef struct rule_list {
    fl_arena *arena; /* holds this struct too */
    fairleaf_rule_info *item;
    size_t count;
} rule_list;

struct fairleaf {
    fl_arena *arena;
    fairleaf_limits limits; /* no zeros */
    fl_packs *packs;
    const fl_decisions *decisions;
    _Atomic(rule_list *) *rules; /* holds NULL until somebody asks */
};

struct fairleaf_document {
    fl_arena *arena; /* holds this struct too */
    size_t memory;   /* limit of each further arena */
    fl_lines lines;
    fl_trail *trail;
    fl_decoded decoded;
    fairleaf_detection detection;
    fl_doc doc;
    fl_decided decided;
    fairleaf_property *properties;
    size_t property_count;
    fairleaf_heading *outline;
    size_t heading_count;
    fairleaf_warning *warnings;
    size_t warning_count;
};

static const fairleaf_limits defaults = {
    .bytes = 128u << 20,
    .line_bytes = 128u << 20,
    .lines = 8000000,
    .memory = 2048ull << 20,
    .depth = 1000,
};

const char *fairleaf_version(void) { return FAIRLEAF_VERSION; }

const char *fairleaf_status_text(fairleaf_status status)
{
    static const char *const texts[] = {
#define FAIRLEAF_STATUS_TEXT(name, text) text,
        FAIRLEAF_STATUS_MAP(FAIRLEAF_STATUS_TEXT)
#undef FAIRLEAF_STATUS_TEXT
    };
    size_t i = (size_t)status;
    return i < sizeof texts / sizeof *texts ? texts[i] : "unknown status";
}

/* ---- fairleaf ---- */

/* The caller's struct, or as much of it as its version knows, over zeros. */
static void take_struct(void *into, size_t own, const void *given)
{
    memset(into, 0, own);
    size_t size;
    memcpy(&size, given, sizeof size);
    memcpy(into, given, size < own ? size : own);
}

static fairleaf_limits limits_of(const fairleaf_limits *asked)
{
    fairleaf_limits l = *asked;
    if (!l.bytes || l.bytes > defaults.bytes) l.bytes = defaults.bytes;
    if (!l.line_bytes) l.line_bytes = defaults.line_bytes;
    if (!l.lines) l.lines = defaults.lines;
    if (!l.memory) l.memory = defaults.memory;
    if (!l.depth) l.depth = defaults.depth;
    return l;
}

static fairleaf_rule_info info_of_rule(const fl_pack_rule *r, const char *pattern)
{
    static const char *const zones[] = { "", "head", "tail", "edges", "", "", "", "anywhere" };
    static const char *const actions[] = { "drop", "note", "meta", "keep" };
    return (fairleaf_rule_info){ .name = r->id,
                                 .about = r->about,
                                 .zone = zones[r->zones & FL_ZONE_ANYWHERE],
                                 .action = actions[r->action],
                                 .matches = r->matches,
                                 .spares = r->spares,
                                 .pattern = pattern,
                                 .meta = r->meta,
                                 .file = r->file,
                                 .line = r->line,
                                 .confidence = (float)r->confidence / 100,
                                 .longest = r->longest,
                                 .part = r->part,
                                 .strong = r->strong,
                                 .opens = r->opens };
}

static fairleaf_rule_info info_of_coded(const fl_coded_rule *r)
{
    return (fairleaf_rule_info){ .name = r->name,
                                 .about = r->about,
                                 .zone = r->zone,
                                 .action = r->action,
                                 .matches = r->matches,
                                 .spares = r->spares,
                                 .file = r->file,
                                 .confidence = (float)r->confidence / 100 };
}

/* NULL: out of memory. */
static rule_list *list_rules(const fairleaf *f)
{
    fl_arena *a = fl_arena_new((size_t)defaults.memory);
    if (!a) return NULL;
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return NULL;
    }
    const fl_pack_rule *rule;
    size_t packs = fl_packs_rules(f->packs, &rule), coded = 0;
    while (fl_coded_rules[coded].name) coded++;
    rule_list *list = fl_alloc(a, 1, sizeof *list);
    *list = (rule_list){ a, fl_alloc(a, packs + coded, sizeof *list->item), packs + coded };
    for (size_t i = 0; i < packs; i++)
        list->item[i] = info_of_rule(&rule[i], fl_copy(a, rule[i].pattern->text));
    for (size_t i = 0; i < coded; i++) list->item[packs + i] = info_of_coded(&fl_coded_rules[i]);
    return list;
}

fairleaf_status fairleaf_new(const fairleaf_config *given, fairleaf **out, fairleaf_error *error)
{
    *out = NULL;
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    if (given) take_struct(&config, sizeof config, given);
    fairleaf_limits limits = limits_of(&config.limits);
    fl_arena *a = fl_arena_new((size_t)defaults.memory); /* limits.memory is about documents */
    if (!a) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while loading rules");
    }
    fairleaf *f = fl_alloc(a, 1, sizeof *f);
    f->arena = a;
    f->limits = limits;
    f->rules = fl_alloc(a, 1, sizeof *f->rules);
    fl_span *files = fl_alloc(a, config.pack_count + 1, sizeof *files);
    for (size_t i = 0; i < config.pack_count; i++)
        files[i] = (fl_span){ config.packs[i].bytes, config.packs[i].length };
    fairleaf_status status = fl_packs_load(a, !config.no_built_in, files, config.pack_names,
                                           config.pack_count, &f->packs, error);
    if (!status)
        status = fl_decisions_read(a, (fl_span){ config.decisions.bytes, config.decisions.length },
                                   config.decisions_name, &f->decisions, error);
    if (status) {
        fl_arena_free(a);
        return status;
    }
    *out = f;
    return FAIRLEAF_OK;
}

void fairleaf_free(fairleaf *f)
{
    if (!f) return;
    const rule_list *rules = atomic_load(f->rules);
    if (rules) fl_arena_free(rules->arena);
    fl_packs_close(f->packs);
    fl_arena_free(f->arena);
}

const fairleaf_limits *fl_limits_of(const fairleaf *f) { return &f->limits; }

size_t fairleaf_rules(const fairleaf *f, const fairleaf_rule_info **out)
{
    rule_list *list = atomic_load(f->rules), *first = NULL;
    if (!list && (list = list_rules(f)) != NULL &&
        !atomic_compare_exchange_strong(f->rules, &first, list)) {
        fl_arena_free(list->arena); /* another thread asked, too */
        list = first;
    }
    *out = list ? list->item : NULL;
    return list ? list->count : 0;
}

/* ---- documents ---- */

static fairleaf_status make_document(fairleaf_document *d, const fl_task *t,
                                     const fairleaf_source *source, fairleaf_error *error)
{
    fairleaf_status status = fl_read(t, source, &d->lines, &d->decoded, &d->detection, error);
    if (status) return status;
    unsigned starved = fl_packs_starved(t->packs);
    bool any = d->lines.count > 0;
    if (t->options->as_is) {
        fl_find_tables(t, &d->lines, t->meta);
        fl_lines_compact(&d->lines);
        fl_join_lines(t, &d->lines, t->meta); /* those of one paragraph of Markdown */
        fl_lines_compact(&d->lines);
        status = fl_convert_script(t, &d->lines, t->meta, error);
        if (status) return status;
    } else {
        fl_clean(t, &d->lines, t->meta);
        status = fl_convert_script(t, &d->lines, t->meta, error);
        if (status) return status;
        status = fl_decisions_act(t, &d->decided, &d->lines, &d->decoded, error);
        if (status) return status;
    }
    if (any && d->lines.count == 0)
        fl_trail_warn(t->trail, 0, fl_trail_rule(t->trail, "read.empty", ""),
                      "all of its text was left out");
    d->doc = fl_structure(t, &d->lines, *t->meta);
    if (fl_packs_starved(t->packs) != starved) fl_arena_fail(t->arena);
    const char *name = t->options->place ? t->options->place : source->name ? source->name : "";
    d->doc.origin = (fl_origin){ .name = { fl_copy(t->arena, fl_span_of(name)), strlen(name) },
                                 .input = d->detection.input,
                                 .encoding = d->detection.encoding };
    fl_fields_apply(t->arena, &d->doc.meta, t->options->metadata, t->options->metadata_count);
    d->properties = fl_account_properties(t->arena, &d->doc.meta, &d->decoded, &d->lines,
                                          &d->property_count);
    d->outline = fl_account_outline(t->arena, d->doc.root, &d->heading_count);
    d->warnings = fl_account_warnings(t->arena, d->trail, &d->decoded, &d->warning_count);
    return FAIRLEAF_OK;
}

/* The rules that the caller switched on, and those that a person accepted. */
static const char *const *with_accepted(fl_arena *a, const char *const *enable,
                                        const char *const *accepted)
{
    size_t n = 0, more = 0;
    if (!accepted || !accepted[0]) return enable;
    while (enable && enable[n]) n++;
    while (accepted[more]) more++;
    const char **all = fl_alloc(a, n + more + 1, sizeof *all);
    if (n) memcpy(all, enable, n * sizeof *all);
    memcpy(all + n, accepted, more * sizeof *all);
    return all;
}

/* The options of a caller whose struct may be older, and a look at the size of the source. */
static fairleaf_status take_asked(const fairleaf *f, const fairleaf_source *source,
                                  const fairleaf_options *how, fairleaf_options *out,
                                  fairleaf_error *error)
{
    *out = (fairleaf_options)FAIRLEAF_OPTIONS_INIT;
    if (how) take_struct(out, sizeof *out, how);
    if (source->length <= f->limits.bytes) return FAIRLEAF_OK;
    return fl_fail(error, FAIRLEAF_LIMIT, f->limits.bytes, "larger than %llu bytes",
                   (unsigned long long)f->limits.bytes);
}

fairleaf_status fairleaf_read(const fairleaf *f, const fairleaf_source *source,
                              const fairleaf_options *how, fairleaf_document **out,
                              fairleaf_error *error)
{
    *out = NULL;
    fairleaf_options options;
    fairleaf_status status = take_asked(f, source, how, &options, error);
    if (!status) status = fl_fields_check(options.metadata, options.metadata_count, error);
    if (status) return status;
    fl_arena *a = fl_arena_new((size_t)f->limits.memory);
    if (!a) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0,
                       "out of memory, or over the limit of %llu bytes",
                       (unsigned long long)f->limits.memory);
    }
    fairleaf_document *d = fl_alloc(a, 1, sizeof *d);
    d->arena = a;
    d->memory = (size_t)f->limits.memory;
    d->trail = fl_trail_new(a);
    fl_meta meta = { NULL, 0, 0 };
    fl_task task = { a, f->packs, &options, &f->limits, d->trail, &meta };
    status = fl_decisions_find(a, f->decisions, source, options.place, &d->decided, error);
    options.enable = with_accepted(a, options.enable, d->decided.accepted);
    if (!status) status = make_document(d, &task, source, error);
    if (status) {
        fl_arena_free(a);
        return status;
    }
    *out = d;
    return FAIRLEAF_OK;
}

void fairleaf_document_free(fairleaf_document *d)
{
    if (d) fl_arena_free(d->arena);
}

fairleaf_status fairleaf_detect(const fairleaf *f, const fairleaf_source *source,
                                fairleaf_detection *out, fairleaf_error *error)
{
    memset(out, 0, sizeof *out);
    fl_arena *a = fl_arena_new((size_t)f->limits.memory);
    if (!a) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    fl_task task = { a, f->packs, &options, &f->limits, fl_trail_new(a), NULL };
    fairleaf_status status = fl_read_detect(&task, source, out, error);
    fl_arena_free(a);
    return status;
}

const fairleaf_detection *fairleaf_document_detection(const fairleaf_document *d)
{
    return &d->detection;
}

size_t fairleaf_document_properties(const fairleaf_document *d, const fairleaf_property **out)
{
    *out = d->properties;
    return d->property_count;
}

size_t fairleaf_document_outline(const fairleaf_document *d, const fairleaf_heading **out)
{
    *out = d->outline;
    return d->heading_count;
}

size_t fairleaf_document_decisions(const fairleaf_document *d, const uint32_t **out)
{
    *out = d->decided.line;
    return d->decided.document_count;
}

size_t fairleaf_document_warnings(const fairleaf_document *d, const fairleaf_warning **out)
{
    *out = d->warnings;
    return d->warning_count;
}

fairleaf_status fairleaf_document_account(const fairleaf_document *d, const fairleaf_account **out,
                                          fairleaf_error *error)
{
    *out = NULL;
    fl_arena *a = fl_arena_new(d->memory);
    if (!a) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while making the account");
    }
    *out = fl_account_new(a, d->trail, &d->lines, &d->decoded);
    return FAIRLEAF_OK;
}

void fairleaf_document_offsets(const fairleaf_document *d, const uint64_t *byte, size_t count,
                               uint64_t *offset)
{
    fl_account_offsets(&d->decoded, byte, count, offset);
}

void fairleaf_account_free(const fairleaf_account *account)
{
    if (account) fl_arena_free(fl_account_arena(account));
}

fairleaf_status fairleaf_write(const fairleaf_document *d, const fairleaf_output *how,
                               fairleaf_sink sink, void *context, fairleaf_error *error)
{
    fairleaf_output output = FAIRLEAF_OUTPUT_INIT;
    if (how) take_struct(&output, sizeof output, how);
    fl_arena *a = fl_arena_new(d->memory);
    if (!a) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while writing");
    }
    fl_doc doc = d->doc;
    const fl_output_format *format = fl_output_format_find(output.format ? output.format : "");
    if (format && format->places)
        doc.origin.line_byte = fl_account_line_bytes(a, &d->decoded, &doc.origin.lines);
    fairleaf_status status = fl_write(a, &doc, &output, sink, context, error);
    fl_arena_free(a);
    return status;
}

/* ---- learning ---- */

struct fairleaf_page {
    fl_arena *arena; /* holds this struct too */
    fl_page page;
};

struct fairleaf_learner {
    fl_arena *arena; /* holds this struct too */
    size_t memory;
    fl_learner *learner;
};

static fairleaf_status no_memory(fairleaf_error *error, const char *when)
{
    return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory %s", when);
}

/* The lines of the source in `a`, what is kept of them in `page`. */
static fairleaf_status look(const fairleaf *f, const fairleaf_source *source,
                            const fairleaf_options *options, fl_arena *a, fairleaf_page *page,
                            fairleaf_error *error)
{
    fl_lines lines = { .count = 0 };
    fl_decoded decoded;
    fairleaf_detection detection;
    fl_task task = { a, f->packs, options, &f->limits, fl_trail_new(a), NULL };
    fairleaf_status status = fl_read(&task, source, &lines, &decoded, &detection, error);
    if (status) return status;
    fl_page_look(&task, &lines, page->arena, &page->page);
    page->page.name = fl_copy(page->arena, fl_span_of(source->name));
    return FAIRLEAF_OK;
}

fairleaf_status fairleaf_learn_look(const fairleaf *f, const fairleaf_source *source,
                                    const fairleaf_options *how, fairleaf_page **out,
                                    fairleaf_error *error)
{
    *out = NULL;
    fairleaf_options options;
    fairleaf_status status = take_asked(f, source, how, &options, error);
    if (status) return status;
    fl_arena *a = fl_arena_new((size_t)f->limits.memory);
    fl_arena *keep = fl_arena_new((size_t)f->limits.memory);
    fairleaf_page *page = NULL;
    if (!a || !keep) goto failed;
    if (FL_ARENA_FAILED(a)) goto failed;
    if (FL_ARENA_FAILED(keep)) goto failed;
    page = fl_alloc(keep, 1, sizeof *page);
    page->arena = keep;
    status = look(f, source, &options, a, page, error);
    fl_arena_free(a);
    if (status)
        fl_arena_free(keep);
    else
        *out = page;
    return status;
failed:
    fl_arena_free(a);
    fl_arena_free(keep);
    return no_memory(error, "while looking at a page");
}

void fairleaf_page_free(fairleaf_page *page)
{
    if (page) fl_arena_free(page->arena);
}

fairleaf_status fairleaf_learner_new(const fairleaf *f, fairleaf_learner **out,
                                     fairleaf_error *error)
{
    *out = NULL;
    fl_arena *a = fl_arena_new((size_t)f->limits.memory);
    if (!a) return no_memory(error, "while learning");
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return no_memory(error, "while learning");
    }
    fairleaf_learner *l = fl_alloc(a, 1, sizeof *l);
    *l = (fairleaf_learner){ a, (size_t)f->limits.memory, fl_learner_new(a) };
    *out = l;
    return FAIRLEAF_OK;
}

void fairleaf_learner_free(fairleaf_learner *l)
{
    if (l) fl_arena_free(l->arena);
}

fairleaf_status fairleaf_learn_add(fairleaf_learner *l, const fairleaf_page *page,
                                   fairleaf_error *error)
{
    if (FL_ARENA_FAILED(l->arena)) return no_memory(error, "while learning");
    fl_learner_add(l->learner, &page->page);
    return FAIRLEAF_OK;
}

/* What is written must be a pack that can be read. */
static fairleaf_status check_pack(fl_arena *a, fl_span pack, fairleaf_error *error)
{
    static const char *const name[] = { "learned" };
    fl_packs *packs;
    fairleaf_status status = fl_packs_load(a, false, &pack, name, 1, &packs, error);
    if (!status) fl_packs_close(packs);
    return status;
}

fairleaf_status fairleaf_learn_write(fairleaf_learner *l, fairleaf_sink sink, void *context,
                                     fairleaf_error *error)
{
    fl_arena *a = fl_arena_new(l->memory);
    if (!a) return no_memory(error, "while writing what was learned");
    if (FL_ARENA_FAILED(a)) goto failed;
    if (FL_ARENA_FAILED(l->arena)) goto failed;
    fl_lessons lessons = fl_learner_lessons(l->learner);
    fl_buf out = fl_buf_new(a, 1 << 14);
    fl_lessons_write(&lessons, &out);
    fairleaf_status status = check_pack(a, fl_buf_view(&out), error);
    if (!status && !sink(context, out.p, out.n))
        status = fl_fail(error, FAIRLEAF_STOPPED, 0, "the sink asked to stop");
    fl_arena_free(a);
    return status;
failed:
    fl_arena_free(a);
    return no_memory(error, "while writing what was learned");
}

/* ---- tables ---- */

const fairleaf_format_info *fairleaf_format(size_t index)
{
    for (size_t i = 0; fl_output_formats[i].info.name; i++)
        if (i == index) return &fl_output_formats[i].info;
    return NULL;
}

const fairleaf_key_info *fairleaf_key(size_t index)
{
    for (size_t i = 0; fl_keys[i].name; i++)
        if (i == index) return &fl_keys[i];
    return NULL;
}

const fairleaf_template *fairleaf_built_in_template(size_t index)
{
    for (size_t i = 0; fl_templates[i].name; i++)
        if (i == index) return &fl_templates[i];
    return NULL;
}

const fairleaf_input_info *fairleaf_input(size_t index)
{
    for (size_t i = 0; fl_input_kinds[i].info.name; i++)
        if (i == index) return &fl_input_kinds[i].info;
    return NULL;
}

typedef struct partial_sink {
    void (*partial)(void *context, fairleaf_text name);
    void *context;
} partial_sink;

static void pass_partial(void *object, fl_span name)
{
    const partial_sink *sink = object;
    if (sink->partial) sink->partial(sink->context, (fairleaf_text){ name.p, name.n });
}

fairleaf_status fairleaf_check_template(fairleaf_text text,
                                        void (*partial)(void *context, fairleaf_text name),
                                        void *context, fairleaf_error *error)
{
    fl_arena *a = fl_arena_new((size_t)defaults.memory);
    if (!a) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while reading a template");
    }
    fl_span s = { text.bytes, text.length };
    partial_sink sink = { partial, context };
    size_t valid = fl_utf8_valid(s);
    fairleaf_status status = valid == s.n ? fl_template_check(a, s, pass_partial, &sink, error)
                                          : fl_fail(error, FAIRLEAF_TEMPLATE, valid,
                                                    "the template is not UTF-8");
    fl_arena_free(a);
    return status;
}
