/* report/recorded.c - one function a member of the ledger; what does not fit makes the reader
 * wrong, which is looked at once at the end. */
#include "report/recorded.h"

#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"

#define SCHEMA "fairleaf.ledger/1"

typedef struct reader {
    fl_arena *a;
    fl_json_reader j;
    const char *wrong; /* member; NULL: none */
    fl_span found;     /* schema */
    bool schema, source, balance, edits;
} reader;

static bool is(fl_span key, const char *name) { return fl_span_equal(key, fl_span_of(name)); }

/* ---- values ---- */

static fl_span read_span(reader *r)
{
    fl_buf text = fl_buf_new(r->a, 0);
    (void)fl_json_text(&r->j, &text);
    (void)fl_buf_string(&text);
    return fl_buf_view(&text);
}

/* With a NUL behind it; NULL for null. */
static const char *read_string(reader *r)
{
    if (fl_json_null(&r->j)) return NULL;
    return read_span(r).p;
}

static fairleaf_text read_text(reader *r)
{
    fl_span s = read_span(r);
    return (fairleaf_text){ s.p, s.n };
}

static uint64_t read_count(reader *r)
{
    int64_t n = 0;
    (void)fl_json_integer(&r->j, &n);
    if (n < 0) r->j.wrong = true;
    return n < 0 ? 0 : (uint64_t)n;
}

/* A number from 0 to 1. */
static float read_share(reader *r)
{
    size_t from = r->j.at;
    (void)fl_json_skip(&r->j);
    fl_span s = fl_span_trim(fl_span_sub(r->j.text, from, r->j.at));
    float value = 0, place = 1;
    bool point = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
        } else if (s.p[i] >= '0' && s.p[i] <= '9') {
            if (point) place /= 10;
            value = point ? value + place * (float)(s.p[i] - '0')
                          : value * 10 + (float)(s.p[i] - '0');
        } else {
            r->j.wrong = true;
        }
    }
    if (s.n == 0 || value > 1.001f) r->j.wrong = true;
    return value;
}

static fl_digest read_digest(reader *r)
{
    fl_digest d = { { 0 } };
    if (!fl_digest_from_hex(read_span(r), &d)) r->j.wrong = true;
    return d;
}

static fairleaf_edit_kind read_kind(reader *r)
{
    static const char *const action[] = { "remove", "replace", "join", "insert", "mark", "note" };
    fl_span s = read_span(r);
    for (size_t i = 0; i < sizeof action / sizeof *action; i++)
        if (is(s, action[i])) return (fairleaf_edit_kind)i;
    r->j.wrong = true;
    return FAIRLEAF_EDIT_NOTE;
}

typedef struct place {
    uint32_t line;
    uint64_t from, to;
} place;

static place read_place(reader *r)
{
    place p = { 0, 0, 0 };
    fl_span key;
    for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
        if (is(key, "line")) {
            p.line = (uint32_t)read_count(r);
        } else if (is(key, "byte")) {
            (void)fl_json_array(&r->j);
            if (fl_json_element(&r->j)) p.from = read_count(r);
            if (fl_json_element(&r->j)) p.to = read_count(r);
            if (fl_json_element(&r->j) || p.to < p.from) r->j.wrong = true;
        } else {
            (void)fl_json_skip(&r->j);
        }
    }
    return p;
}

/* ---- members ---- */

static void read_source(reader *r, fl_recorded *out)
{
    fl_span key;
    for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
        if (is(key, "path"))
            out->path = read_string(r);
        else if (is(key, "container"))
            out->container = read_string(r);
        else if (is(key, "bytes"))
            out->bytes = read_count(r);
        else if (is(key, "sha256"))
            out->digest = read_digest(r);
        else if (is(key, "encoding"))
            out->encoding = read_string(r);
        else if (is(key, "confidence"))
            out->confidence = read_share(r);
        else if (is(key, "how"))
            out->how = read_string(r);
        else if (is(key, "input"))
            out->input = read_string(r);
        else
            (void)fl_json_skip(&r->j);
    }
    r->source = out->path != NULL;
}

/* Room for one more element of an array that starts with 8. */
static void *room(fl_arena *a, void *array, size_t count, size_t size)
{
    if (count && (count < 8 || (count & (count - 1)))) return array;
    return fl_grow(a, array, count * size, (count < 8 ? 8 : count * 2) * size);
}

/* ---- the recipe ---- */

static bool read_true(reader *r)
{
    bool value = false;
    (void)fl_json_boolean(&r->j, &value);
    return value;
}

static size_t read_word(reader *r, const char *const *words, size_t count)
{
    fl_span s = read_span(r);
    for (size_t i = 0; i < count; i++)
        if (is(s, words[i])) return i;
    r->j.wrong = true;
    return 0;
}

static const char *const *read_list(reader *r)
{
    const char **list = NULL;
    size_t n = 0;
    for (fl_json_array(&r->j); fl_json_element(&r->j);) {
        list = room(r->a, list, n, sizeof *list);
        list[n++] = read_string(r);
    }
    list = room(r->a, list, n, sizeof *list);
    list[n] = NULL;
    return list;
}

static void read_fields(reader *r, fairleaf_options *out)
{
    fairleaf_field *field = NULL;
    fl_span key;
    for (fl_json_array(&r->j); fl_json_element(&r->j); out->metadata_count++) {
        field = room(r->a, field, out->metadata_count, sizeof *field);
        fairleaf_field *f = &field[out->metadata_count];
        *f = (fairleaf_field){ .key = NULL };
        for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
            if (is(key, "key"))
                f->key = read_string(r);
            else if (is(key, "value"))
                f->value = read_string(r);
            else if (is(key, "rule"))
                f->rule = read_string(r);
            else
                (void)fl_json_skip(&r->j);
        }
        if (!f->key || !f->value) r->j.wrong = true;
    }
    out->metadata = field;
}

static fl_ledger_rules read_rules_file(reader *r)
{
    fl_ledger_rules out = { .name = NULL };
    fl_span key;
    for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
        if (is(key, "name"))
            out.name = read_string(r);
        else if (is(key, "sha256"))
            out.digest = read_digest(r);
        else
            (void)fl_json_skip(&r->j);
    }
    if (!out.name) r->j.wrong = true;
    return out;
}

/* Options of the reading; false: another member. */
static bool read_option(reader *r, fl_span key, fairleaf_options *o)
{
    static const char *const levels[] = { "normal", "cautious", "eager" };
    static const char *const points[] = { "list", "strong", "keep" };
    if (is(key, "from"))
        o->input = read_string(r);
    else if (is(key, "encoding"))
        o->encoding = read_string(r);
    else if (is(key, "base"))
        o->base = read_string(r);
    else if (is(key, "level"))
        o->level = (fairleaf_level)read_word(r, levels, sizeof levels / sizeof *levels);
    else if (is(key, "enable"))
        o->enable = read_list(r);
    else if (is(key, "disable"))
        o->disable = read_list(r);
    else if (is(key, "points"))
        o->points = (fairleaf_points)read_word(r, points, sizeof points / sizeof *points);
    else if (is(key, "as_is"))
        o->as_is = read_true(r);
    else if (is(key, "script"))
        o->script = read_string(r);
    else if (is(key, "join_pages"))
        o->join_pages = read_true(r);
    else if (is(key, "metadata"))
        read_fields(r, o);
    else
        return false;
    return true;
}

static void read_output_options(reader *r, fl_ledger_recipe *out, fairleaf_output *o)
{
    fl_span key;
    for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
        if (is(key, "width"))
            o->width = (int)read_count(r);
        else if (is(key, "front_matter"))
            o->front_matter = read_string(r);
        else if (is(key, "title_heading"))
            o->title_heading = read_true(r);
        else if (is(key, "standalone"))
            o->standalone = read_true(r);
        else if (is(key, "by"))
            o->by = read_string(r);
        else if (is(key, "columns"))
            o->columns = read_list(r);
        else if (is(key, "strong"))
            o->strong = read_string(r);
        else if (is(key, "tables"))
            o->tables = read_string(r);
        else if (is(key, "footnotes"))
            o->footnotes = read_true(r);
        else if (is(key, "templates"))
            out->templates = read_string(r);
        else
            (void)fl_json_skip(&r->j);
    }
}

static void read_recipe(reader *r, fl_recorded *all)
{
    static const fairleaf_options no_options = FAIRLEAF_OPTIONS_INIT;
    static const fairleaf_output no_output = FAIRLEAF_OUTPUT_INIT;
    fl_ledger_recipe *out = &all->recipe;
    fairleaf_options *options = fl_alloc(r->a, 1, sizeof *options);
    fairleaf_output *output = fl_alloc(r->a, 1, sizeof *output);
    fl_ledger_rules *pack = NULL, *decisions = fl_alloc(r->a, 1, sizeof *decisions);
    fl_span key;
    *options = no_options;
    *output = no_output;
    *out = (fl_ledger_recipe){ .options = options, .output = output };
    for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
        if (is(key, "build")) {
            out->build = read_string(r);
        } else if (is(key, "declared")) {
            out->declared = read_string(r);
        } else if (is(key, "rules")) {
            for (fl_json_array(&r->j); fl_json_element(&r->j); out->pack_count++) {
                pack = room(r->a, pack, out->pack_count, sizeof *pack);
                pack[out->pack_count] = read_rules_file(r);
            }
        } else if (is(key, "decisions")) {
            *decisions = read_rules_file(r);
            out->decisions = decisions;
        } else if (is(key, "output")) {
            read_output_options(r, out, output);
        } else if (!read_option(r, key, options)) {
            (void)fl_json_skip(&r->j);
        }
    }
    out->pack = pack;
}

/* ---- what was made, and how sure ---- */

static void read_outputs(reader *r, fl_recorded *out)
{
    fl_span key;
    for (fl_json_array(&r->j); fl_json_element(&r->j); out->output_count++) {
        out->output = room(r->a, out->output, out->output_count, sizeof *out->output);
        fl_recorded_output *o = &out->output[out->output_count];
        *o = (fl_recorded_output){ .path = NULL };
        for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
            if (is(key, "path"))
                o->path = read_string(r);
            else if (is(key, "format"))
                o->format = read_string(r);
            else if (is(key, "bytes"))
                o->bytes = read_count(r);
            else if (is(key, "sha256"))
                o->digest = read_digest(r);
            else
                (void)fl_json_skip(&r->j);
        }
        if (!o->path || !o->format || strchr(o->path, '/')) r->j.wrong = true;
    }
}

static void read_balance(reader *r, fl_recorded *out)
{
    fl_span key;
    fairleaf_balance *b = &out->balance;
    for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
        if (is(key, "input"))
            b->input = read_count(r);
        else if (is(key, "kept"))
            b->kept = read_count(r);
        else if (is(key, "removed"))
            b->removed = read_count(r);
        else if (is(key, "replaced"))
            b->replaced = read_count(r);
        else if (is(key, "inserted"))
            b->inserted = read_count(r);
        else if (is(key, "unaccounted"))
            b->unaccounted = read_count(r);
        else
            (void)fl_json_skip(&r->j);
    }
    r->balance = true;
}

static void read_rules(reader *r, fl_recorded *out)
{
    fl_span key;
    for (fl_json_array(&r->j); fl_json_element(&r->j); out->rule_count++) {
        out->rule = room(r->a, out->rule, out->rule_count, sizeof *out->rule);
        fl_recorded_rule *rule = &out->rule[out->rule_count];
        *rule = (fl_recorded_rule){ .rule = NULL };
        for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
            if (is(key, "rule"))
                rule->rule = read_string(r);
            else if (is(key, "action"))
                rule->kind = read_kind(r);
            else if (is(key, "edits"))
                rule->edits = read_count(r);
            else if (is(key, "uncertain"))
                rule->uncertain = read_count(r);
            else if (is(key, "characters"))
                rule->characters = read_count(r);
            else if (is(key, "confidence"))
                rule->least = read_share(r);
            else
                (void)fl_json_skip(&r->j);
        }
        if (!rule->rule) r->j.wrong = true;
    }
}

static void read_warnings(reader *r, fl_recorded *out)
{
    fl_span key;
    for (fl_json_array(&r->j); fl_json_element(&r->j); out->warning_count++) {
        out->warning = room(r->a, out->warning, out->warning_count, sizeof *out->warning);
        fairleaf_warning *w = &out->warning[out->warning_count];
        *w = (fairleaf_warning){ .rule = NULL };
        for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
            if (is(key, "line"))
                w->line = (uint32_t)read_count(r);
            else if (is(key, "column"))
                w->column = (uint32_t)read_count(r);
            else if (is(key, "byte"))
                w->byte = read_count(r);
            else if (is(key, "rule"))
                w->rule = read_string(r);
            else if (is(key, "message"))
                w->message = read_string(r);
            else
                (void)fl_json_skip(&r->j);
        }
        if (!w->rule || !w->message) r->j.wrong = true;
    }
}

/* One string, or a list of them. */
static void read_values(reader *r, fairleaf_property *p)
{
    fairleaf_text *values = NULL;
    size_t at = r->j.at; /* which of both it is shows behind white space */
    while (at < r->j.text.n && strchr(" \t\r\n", r->j.text.p[at])) at++;
    p->is_list = at < r->j.text.n && r->j.text.p[at] == '[';
    if (p->is_list) (void)fl_json_array(&r->j);
    while (!r->j.wrong && (p->is_list ? fl_json_element(&r->j) : p->count == 0)) {
        values = room(r->a, values, p->count, sizeof *values);
        values[p->count++] = read_text(r);
    }
    p->values = values;
}

static void read_metadata(reader *r, fl_recorded *out)
{
    fl_span key, member;
    for (fl_json_object(&r->j); fl_json_member(&r->j, &key); out->property_count++) {
        out->property = room(r->a, out->property, out->property_count, sizeof *out->property);
        fairleaf_property *p = &out->property[out->property_count];
        *p = (fairleaf_property){ .key = fl_copy(r->a, key) };
        for (fl_json_object(&r->j); fl_json_member(&r->j, &member);) {
            if (is(member, "value")) {
                read_values(r, p);
            } else if (is(member, "rule")) {
                p->rule = read_string(r);
            } else if (is(member, "confidence")) {
                p->confidence = read_share(r);
            } else if (is(member, "span")) {
                place at = read_place(r);
                p->line = at.line;
                p->byte = at.from;
                p->bytes = at.to - at.from;
            } else {
                (void)fl_json_skip(&r->j);
            }
        }
    }
}

static void read_alternatives(reader *r, fairleaf_edit *e)
{
    fairleaf_text *alternative = NULL;
    for (fl_json_array(&r->j); fl_json_element(&r->j);) {
        alternative = room(r->a, alternative, e->alternative_count, sizeof *alternative);
        alternative[e->alternative_count++] = read_text(r);
    }
    e->alternatives = alternative;
}

static void read_edit(reader *r, fairleaf_edit *e, uint64_t id)
{
    fl_span key;
    *e = (fairleaf_edit){ .rule = NULL };
    for (fl_json_object(&r->j); fl_json_member(&r->j, &key);) {
        if (is(key, "id")) {
            if (read_count(r) != id) r->j.wrong = true;
        } else if (is(key, "span")) {
            place at = read_place(r);
            e->line = at.line;
            e->byte = at.from;
            e->bytes = at.to - at.from;
        } else if (is(key, "rule"))
            e->rule = read_string(r);
        else if (is(key, "action"))
            e->kind = read_kind(r);
        else if (is(key, "before"))
            e->before = read_text(r);
        else if (is(key, "after"))
            e->after = read_text(r);
        else if (is(key, "confidence"))
            e->confidence = read_share(r);
        else if (is(key, "why"))
            e->why = read_string(r);
        else if (is(key, "alternatives"))
            read_alternatives(r, e);
        else
            (void)fl_json_skip(&r->j);
    }
    if (!e->rule || !e->before.bytes || !e->after.bytes) r->j.wrong = true;
}

static void read_edits(reader *r, fl_recorded *out)
{
    for (fl_json_array(&r->j); fl_json_element(&r->j); out->edit_count++) {
        out->edit = room(r->a, out->edit, out->edit_count, sizeof *out->edit);
        read_edit(r, &out->edit[out->edit_count], out->edit_count + 1);
    }
    r->edits = true;
}

/* ---- the whole ---- */

typedef struct member {
    const char *name;
    void (*read)(reader *r, fl_recorded *out);
} member;

static void read_schema(reader *r, fl_recorded *out)
{
    (void)out;
    r->found = read_span(r);
    r->schema = is(r->found, SCHEMA);
}

static void read_tool(reader *r, fl_recorded *out) { out->tool = read_string(r); }

static const member members[] = {
    { "schema", read_schema }, { "tool", read_tool },         { "source", read_source },
    { "recipe", read_recipe }, { "outputs", read_outputs },   { "balance", read_balance },
    { "rules", read_rules },   { "warnings", read_warnings }, { "metadata", read_metadata },
    { "edits", read_edits },
};

static fairleaf_status refuse(const reader *r, const char *what, const char *detail,
                              fairleaf_error *error)
{
    uint32_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < r->j.at && i < r->j.text.n; i++) {
        if (r->j.text.p[i] != '\n') continue;
        line++;
        start = i + 1;
    }
    return fl_fail_at(error, FAIRLEAF_ARGUMENT, line, (uint32_t)(r->j.at - start) + 1, r->j.at,
                      "%s%s", what, detail);
}

fairleaf_status fl_recorded_read(fl_arena *a, fl_span json, fl_recorded_part part, fl_recorded *out,
                                 fairleaf_error *error)
{
    reader r = { .a = a, .j = fl_json_read(json) };
    fl_span key;
    *out = (fl_recorded){ .path = NULL };
    size_t valid = fl_utf8_valid(json);
    bool ended = false;
    for (fl_json_object(&r.j); !ended && fl_json_member(&r.j, &key);) {
        const member *m = members, *end = members + sizeof members / sizeof *members;
        while (m < end && !is(key, m->name)) m++;
        ended = part == FL_RECORDED_HEAD && m < end && m->read == read_edits && r.source;
        if (ended)
            r.edits = true;
        else if (m < end)
            m->read(&r, out);
        else
            (void)fl_json_skip(&r.j);
        if (m < end && m->read == read_schema && !r.schema && !r.j.wrong)
            return refuse(&r, "this version reads ledgers of schema '" SCHEMA "', not ",
                          fl_copy(a, r.found), error);
        if (r.j.wrong) r.wrong = fl_copy(a, key);
    }
    if (!ended && !fl_json_end(&r.j))
        return refuse(&r, "not a ledger: this is wrong: ", r.wrong ? r.wrong : "JSON", error);
    if (valid < r.j.at) {
        r.j.at = valid;
        return refuse(&r, "not a ledger: bytes that are not UTF-8", "", error);
    }
    const char *missing = !r.schema    ? "schema"
                          : !r.source  ? "source"
                          : !r.balance ? "balance"
                          : !r.edits   ? "edits"
                                       : NULL;
    return missing ? refuse(&r, "not a ledger: it has no ", missing, error) : FAIRLEAF_OK;
}
