/* rules/load.c - a table of keys for each kind of entry; then the checks that need more than one
 * key. */
#include "rules/load.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"
#include "base/yaml.h"
#include "rules/enumerators.h"

const char *const fl_pack_keys[] = {
    "title",   "subtitle",  "date",           "author", "author_role", "source", "place", "body",
    "session", "reporters", "correspondents", "editor", "breadcrumb",  "lang",   NULL,
};

enum { DEPTH = 8, USUAL_CONFIDENCE = 90, USUAL_LONGEST = 120 };

typedef struct loader {
    fl_arena *arena;
    const char *name;
    fairleaf_error *error;
    fl_span lang;
    fl_pack_rule *rule;
    fl_pattern *pattern;
    fl_pack_data *out;
} loader;

/* ---- failing ---- */

static fairleaf_status fail(const loader *l, fl_yaml_place at, const char *what, fl_span subject)
{
    if (subject.p)
        return fl_fail_at(l->error, FAIRLEAF_RULES, at.line, at.column, at.byte,
                          "pack '%s': %s '%.*s'", l->name, what,
                          (int)(subject.n < 120 ? subject.n : 120), subject.p);
    return fl_fail_at(l->error, FAIRLEAF_RULES, at.line, at.column, at.byte, "pack '%s': %s",
                      l->name, what);
}

static const fl_span none = { NULL, 0 };

/* ---- values ---- */

static fairleaf_status is_kind(const loader *l, const fl_yaml *node, fl_yaml_kind kind)
{
    static const char *const wanted[] = { "a word is wanted", "a list is wanted",
                                          "a mapping is wanted" };
    if (node->kind != kind) return fail(l, node->at, wanted[kind], none);
    if (kind == FL_YAML_SCALAR && memchr(node->text.p, '\0', node->text.n))
        return fail(l, node->at, "a NUL inside a word", none);
    return FAIRLEAF_OK;
}

static fairleaf_status take_word(const loader *l, const fl_yaml *node, const char **out)
{
    fairleaf_status status = is_kind(l, node, FL_YAML_SCALAR);
    if (status) return status;
    if (node->text.n == 0) return fail(l, node->at, "an empty value", none);
    *out = node->text.p;
    return FAIRLEAF_OK;
}

/* The index of the word in a list that ends with NULL. */
static fairleaf_status take_choice(const loader *l, const fl_yaml *node, const char *const *choices,
                                   uint8_t *out)
{
    const char *word = NULL;
    fairleaf_status status = take_word(l, node, &word);
    if (status) return status;
    for (uint8_t i = 0; choices[i]; i++)
        if (strcmp(choices[i], word) == 0) {
            *out = i;
            return FAIRLEAF_OK;
        }
    return fail(l, node->at, "not one of the words allowed here:", node->text);
}

static fairleaf_status take_bool(const loader *l, const fl_yaml *node, bool *out)
{
    static const char *const choices[] = { "false", "true", NULL };
    uint8_t index = 0;
    fairleaf_status status = take_choice(l, node, choices, &index);
    *out = index == 1;
    return status;
}

static fairleaf_status take_number(const loader *l, const fl_yaml *node, uint32_t most,
                                   uint32_t *out)
{
    fairleaf_status status = is_kind(l, node, FL_YAML_SCALAR);
    if (status) return status;
    uint32_t value = 0;
    for (size_t i = 0; i < node->text.n; i++) {
        char c = node->text.p[i];
        if (c < '0' || c > '9' || value > most)
            return fail(l, node->at, "not a number that fits here:", node->text);
        value = value * 10 + (uint32_t)(c - '0');
    }
    if (node->text.n == 0 || value > most)
        return fail(l, node->at, "not a number that fits here:", node->text);
    *out = value;
    return FAIRLEAF_OK;
}

/* `.95`, `0.9` or `1`, in hundredths. */
static fairleaf_status take_confidence(const loader *l, const fl_yaml *node, uint8_t *out)
{
    fairleaf_status status = is_kind(l, node, FL_YAML_SCALAR);
    if (status) return status;
    const char *p = node->text.p;
    if (*p == '0') p++;
    size_t n = strlen(p);
    bool fits = n >= 2 && n <= 3 && p[0] == '.' && fl_is_digit((unsigned char)p[1]) &&
                (n == 2 || fl_is_digit((unsigned char)p[2]));
    if (strcmp(node->text.p, "1") == 0)
        *out = 100;
    else if (fits)
        *out = (uint8_t)((p[1] - '0') * 10 + (n == 3 ? p[2] - '0' : 0));
    else
        return fail(l, node->at, "a confidence is a number from 0 to 1 with two decimals, not",
                    node->text);
    return FAIRLEAF_OK;
}

/* ---- examples ---- */

static fairleaf_status try_example(const loader *l, const fl_yaml *item, fl_pack_rule *rule,
                                   fl_pattern *pattern, bool wanted)
{
    fairleaf_status status = is_kind(l, item, FL_YAML_SCALAR);
    if (status) return status;
    if (!fl_span_equal(fl_span_trim(item->text), item->text) || item->text.n == 0 ||
        strchr(item->text.p, '\n'))
        return fail(l, item->at, "an example is one line without white space at its ends, not",
                    item->text);
    fl_groups groups;
    fl_found found = fl_pattern_find(pattern, item->text, 0, &groups);
    if (found == FL_FOUND_NO_MEMORY) fl_arena_fail(l->arena);
    if (found == FL_FOUND_GAVE_UP)
        return fail(l, item->at, "the pattern takes too long on", item->text);
    if (found == FL_FOUND_YES && groups.item[0].from == groups.item[0].to)
        return fail(l, item->at, "the pattern matches nothing at all inside", item->text);
    bool reaches = rule->longest == 0 || fl_utf8_columns(item->text) <= rule->longest;
    if (wanted && !reaches) return fail(l, item->at, "longer than `longest` allows:", item->text);
    if (wanted && !found)
        return fail(l, item->at, "the pattern does not match its example", item->text);
    if (!wanted && found && reaches)
        return fail(l, item->at, "the pattern matches what it must spare:", item->text);
    return FAIRLEAF_OK;
}

static fairleaf_status take_examples(const loader *l, const fl_yaml *rule_node, const char *key,
                                     fl_pack_rule *rule, fl_pattern *pattern)
{
    bool wanted = strcmp(key, "matches") == 0;
    const fl_yaml *list = fl_yaml_get(rule_node, key);
    if (!list || (list->kind == FL_YAML_SEQUENCE && list->count == 0))
        return fail(l, list ? list->at : rule_node->at,
                    wanted ? "a rule needs a line that it must match, in `matches`:"
                           : "a rule needs a line that it must spare, in `spares`:",
                    fl_span_of(rule->id));
    fairleaf_status status = is_kind(l, list, FL_YAML_SEQUENCE);
    fl_buf lines = fl_buf_new(l->arena, 64);
    for (const fl_yaml *item = list->first; item && !status; item = item->next) {
        status = try_example(l, item, rule, pattern, wanted);
        if (lines.n) fl_buf_byte(&lines, '\n');
        fl_buf_span(&lines, item->text);
    }
    *(wanted ? &rule->matches : &rule->spares) = fl_buf_string(&lines);
    return status;
}

/* ---- rules ---- */

static bool is_name(const char *s, bool dotted)
{
    bool dot = false, part = false;
    for (; *s; s++) {
        if (*s == '.') {
            if (!part) return false;
            dot = true;
            part = false;
        } else if ((*s >= 'a' && *s <= 'z') || fl_is_digit((unsigned char)*s) ||
                   (part && (*s == '-' || *s == '_'))) {
            part = true;
        } else {
            return false;
        }
    }
    return part && dot == dotted;
}

static fairleaf_status take_id(const loader *l, const fl_yaml *node, fl_pack_rule *rule)
{
    fairleaf_status status = take_word(l, node, &rule->id);
    if (status) return status;
    if (!is_name(rule->id, true))
        return fail(l, node->at,
                    "an id is lower-case words joined by dots, such as `boilerplate.editor`, not",
                    node->text);
    rule->family = fl_copy(l->arena, (fl_span){ rule->id, strcspn(rule->id, ".") });
    for (const fl_pack_rule *other = l->rule; other < rule; other++)
        if (strcmp(other->id, rule->id) == 0)
            return fail(l, node->at, "two rules have the id", node->text);
    return FAIRLEAF_OK;
}

static fairleaf_status take_meta(const loader *l, const fl_yaml *node, fl_pack_rule *rule)
{
    uint8_t index = 0;
    fairleaf_status status = take_choice(l, node, fl_pack_keys, &index);
    if (!status) rule->meta = fl_pack_keys[index];
    return status;
}

static fairleaf_status take_zones(const loader *l, const fl_yaml *node, fl_pack_rule *rule)
{
    static const char *const zones[] = { "head", "tail", "edges", "anywhere", NULL };
    static const uint8_t bits[] = { FL_ZONE_HEAD, FL_ZONE_TAIL, FL_ZONE_EDGES, FL_ZONE_ANYWHERE };
    uint8_t index = 0;
    fairleaf_status status = take_choice(l, node, zones, &index);
    rule->zones = bits[index];
    return status;
}

static fairleaf_status take_pattern(const loader *l, const fl_yaml *node, fl_pattern *pattern)
{
    fairleaf_status status = take_word(l, node, &pattern->text.p);
    pattern->text.n = node->text.n;
    return status;
}

static fairleaf_status take_rule_key(const loader *l, const fl_yaml *v, fl_pack_rule *rule,
                                     fl_pattern *pattern)
{
    static const char *const actions[] = { "drop", "note", "meta", "keep", NULL };
    static const char *const keys[] = { "id",      "about",   "where",  "action", "pattern",
                                        "part",    "strong",  "opens",  "meta",   "confidence",
                                        "longest", "matches", "spares", NULL };
    uint32_t number = 0;
    int key = 0;
    while (keys[key] && !fl_span_equal(v->key, fl_span_of(keys[key]))) key++;
    switch (key) {
    case 0:
        return take_id(l, v, rule);
    case 1:
        return take_word(l, v, &rule->about);
    case 2:
        return take_zones(l, v, rule);
    case 3:
        return take_choice(l, v, actions, &rule->action);
    case 4:
        return take_pattern(l, v, pattern);
    case 5:
        return take_bool(l, v, &rule->part);
    case 6:
        return take_bool(l, v, &rule->strong);
    case 7:
        return take_bool(l, v, &rule->opens);
    case 8:
        return take_meta(l, v, rule);
    case 9:
        return take_confidence(l, v, &rule->confidence);
    case 10:
        if (take_number(l, v, UINT16_MAX, &number)) return FAIRLEAF_RULES;
        rule->longest = (uint16_t)number;
        return FAIRLEAF_OK;
    case 11:
    case 12:
        return FAIRLEAF_OK; /* examples are tried when the rest is known */
    default:
        return fail(l, v->key_at, "unknown key", v->key);
    }
}

static fairleaf_status check_pattern(const loader *l, const fl_yaml *node, fl_pattern *pattern)
{
    char message[120];
    size_t byte = 0;
    if (fl_pattern_check(pattern, message, sizeof message, &byte)) return FAIRLEAF_OK;
    fl_yaml_place at = node->at;
    return fl_fail_at(l->error, FAIRLEAF_RULES, at.line, at.column, at.byte,
                      "pack '%s': pattern, at its byte %zu: %s", l->name, byte + 1, message);
}

static void close_pattern(void *pattern) { fl_pattern_close(pattern); }

static fairleaf_status take_rule(const loader *l, const fl_yaml *node, fl_pack_rule *rule,
                                 fl_pattern *pattern)
{
    static const char *const needed[] = { "id", "about", "where", "pattern", NULL };
    fairleaf_status status = is_kind(l, node, FL_YAML_MAPPING);
    rule->confidence = USUAL_CONFIDENCE;
    rule->file = l->name;
    rule->line = node->at.line;
    for (const fl_yaml *v = node->first; v && !status; v = v->next)
        status = take_rule_key(l, v, rule, pattern);
    for (int i = 0; needed[i] && !status; i++)
        if (!fl_yaml_get(node, needed[i]))
            status = fail(l, node->at, "a rule lacks", fl_span_of(needed[i]));
    if (status) return status;
    if ((strcmp(rule->family, "keep") == 0) != (rule->action == FL_ACTION_KEEP))
        return fail(l, node->at,
                    "`action: keep` and the family `keep` belong together:", fl_span_of(rule->id));
    pattern->whole = !rule->part;
    if (!fl_yaml_get(node, "longest") && !rule->part) rule->longest = USUAL_LONGEST;
    if (rule->longest == 0 && !rule->part)
        return fail(l, node->at, "`longest: 0` is for rules with `part`", none);
    status = check_pattern(l, fl_yaml_get(node, "pattern"), pattern);
    if (status) return status;
    fl_arena_defer(l->arena, close_pattern, pattern);
    status = take_examples(l, node, "matches", rule, pattern);
    if (!status) status = take_examples(l, node, "spares", rule, pattern);
    fl_pattern_close(pattern);
    return status;
}

static fairleaf_status take_rules(loader *l, const fl_yaml *list)
{
    fairleaf_status status = is_kind(l, list, FL_YAML_SEQUENCE);
    if (status) return status;
    l->rule = fl_alloc(l->arena, list->count, sizeof *l->rule);
    l->pattern = fl_alloc(l->arena, list->count, sizeof *l->pattern);
    l->out->rule = l->rule;
    l->out->pattern = l->pattern;
    for (const fl_yaml *node = list->first; node && !status; node = node->next) {
        size_t i = l->out->rule_count++;
        status = take_rule(l, node, &l->rule[i], &l->pattern[i]);
    }
    return status;
}

/* ---- lists and enumerators ---- */

static fairleaf_status take_list(const loader *l, const fl_yaml *node, fl_list *list)
{
    fairleaf_status status = is_kind(l, node, FL_YAML_SEQUENCE);
    if (status) return status;
    if (!is_name(node->key.p, false))
        return fail(l, node->key_at, "not a name for a list:", node->key);
    fl_buf words = fl_buf_new(l->arena, 256);
    uint32_t *at = fl_alloc(l->arena, node->count + 1, sizeof *at);
    list->lang = l->lang.p;
    list->name = node->key.p;
    list->at = at;
    for (const fl_yaml *v = node->first; v && !status; v = v->next) {
        const char *word = NULL;
        status = take_word(l, v, &word);
        fl_buf_span(&words, v->text);
        at[++list->count] = (uint32_t)words.n;
    }
    list->words = words.p;
    return status;
}

static fairleaf_status take_lists(loader *l, const fl_yaml *node)
{
    fairleaf_status status = is_kind(l, node, FL_YAML_MAPPING);
    if (status) return status;
    fl_list *list = fl_alloc(l->arena, node->count, sizeof *list);
    l->out->list = list;
    for (const fl_yaml *v = node->first; v && !status; v = v->next)
        status = take_list(l, v, &list[l->out->list_count++]);
    return status;
}

static fairleaf_status take_enumerator_key(const loader *l, const fl_yaml *v,
                                           fl_enumerator_row *row)
{
    static const char *const keys[] = { "id", "template", "rank", "kind", "note", NULL };
    static const char *const kinds[] = { "h", "p", "b", "a", "s", "n", NULL };
    uint32_t rank = 0;
    uint8_t index = 0;
    int key = 0;
    fairleaf_status status;
    while (keys[key] && !fl_span_equal(v->key, fl_span_of(keys[key]))) key++;
    switch (key) {
    case 0:
        return take_word(l, v, &row->id);
    case 1:
        return take_word(l, v, &row->template);
    case 2:
        status = take_number(l, v, 99, &rank);
        row->rank = (uint8_t)rank;
        return status;
    case 3:
        status = take_choice(l, v, kinds, &index);
        row->kind = kinds[index][0];
        return status;
    case 4:
        return take_word(l, v, &row->note);
    default:
        return fail(l, v->key_at, "unknown key", v->key);
    }
}

static fairleaf_status check_template(const loader *l, const fl_yaml *node,
                                      const fl_enumerator_row *row)
{
    const fl_yaml *at = fl_yaml_get(node, "template");
    fl_arena_mark here = fl_arena_here(l->arena);
    size_t bad;
    (void)fl_enumerators_compile(l->arena, row, 1, NULL, &bad);
    fl_arena_back(l->arena, here);
    if (bad == 0) return fail(l, at->at, "not a template that can be read:", at->text);
    return FAIRLEAF_OK;
}

static fairleaf_status take_enumerators(loader *l, const fl_yaml *list)
{
    static const char *const needed[] = { "id", "template", "rank", "kind", NULL };
    fairleaf_status status = is_kind(l, list, FL_YAML_SEQUENCE);
    if (status) return status;
    fl_enumerator_row *row = fl_alloc(l->arena, list->count, sizeof *row);
    l->out->enumerator = row;
    for (const fl_yaml *node = list->first; node && !status; node = node->next) {
        fl_enumerator_row *r = &row[l->out->enumerator_count++];
        r->lang = l->lang.p;
        r->note = "";
        status = is_kind(l, node, FL_YAML_MAPPING);
        for (const fl_yaml *v = node->first; v && !status; v = v->next)
            status = take_enumerator_key(l, v, r);
        for (int i = 0; needed[i] && !status; i++)
            if (!fl_yaml_get(node, needed[i]))
                status = fail(l, node->at, "an enumerator lacks", fl_span_of(needed[i]));
        if (!status) status = check_template(l, node, r);
        for (const fl_enumerator_row *other = row; other < r && !status; other++)
            if (strcmp(other->id, r->id) == 0)
                status = fail(l, node->at, "two enumerators have the id", fl_span_of(r->id));
    }
    return status;
}

/* ---- the file ---- */

static fairleaf_status take_top_key(loader *l, const fl_yaml *v, const fl_yaml *lang)
{
    const char *word;
    if (fl_span_equal(v->key, FL_SPAN("lang"))) return take_word(l, v, &word);
    if (fl_span_equal(v->key, FL_SPAN("about"))) return take_word(l, v, &word);
    if (fl_span_equal(v->key, FL_SPAN("rules"))) return take_rules(l, v);
    bool lists = fl_span_equal(v->key, FL_SPAN("lists"));
    if (!lists && !fl_span_equal(v->key, FL_SPAN("enumerators")))
        return fail(l, v->key_at, "unknown key", v->key);
    if (!lang)
        return fail(l, v->key_at, "lists and enumerators need `lang`, the language they are for",
                    none);
    return lists ? take_lists(l, v) : take_enumerators(l, v);
}

fairleaf_status fl_pack_read(fl_arena *a, fl_span bytes, const char *name, fl_pack_data *out,
                             fairleaf_error *error)
{
    fairleaf_error inner = { .status = FAIRLEAF_OK };
    loader l = { .arena = a, .name = name, .error = error, .out = out };
    fl_yaml *root;
    *out = (fl_pack_data){ .rule_count = 0 };
    fairleaf_status status = fl_yaml_read(a, bytes, DEPTH, &root, &inner);
    if (status)
        return fl_fail_at(error, status, inner.line, inner.column, inner.byte, "pack '%s': %s",
                          name, inner.message);
    if (!root) return FAIRLEAF_OK;
    status = is_kind(&l, root, FL_YAML_MAPPING);
    if (status) return status;
    const fl_yaml *lang = fl_yaml_get(root, "lang");
    if (lang && lang->kind == FL_YAML_SCALAR) l.lang = lang->text;
    for (const fl_yaml *v = root->first; v && !status; v = v->next)
        status = take_top_key(&l, v, lang);
    return status;
}
