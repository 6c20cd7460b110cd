/* base/template.c - a template is cut into tokens once, then played. */
#include "base/template.h"

#include <stdio.h>

#include "base/error.h"

enum { MOST_DEEP = 64, LONGEST_DELIMITER = 16 };

typedef enum token_kind { TEXT, ESCAPED, AS_IT_IS, SECTION, INVERTED, END, PARTIAL } token_kind;

typedef struct token {
    fl_span text;   /* of TEXT; else the name */
    fl_span indent; /* PARTIAL alone in its line: the white space before it */
    size_t at;      /* of the tag */
    size_t end;     /* SECTION, INVERTED: index of its END */
    uint8_t kind;   /* token_kind */
} token;

/* A template as read; partials are kept by name and indent. */
typedef struct script {
    struct script *next;
    fl_span name, indent, text;
    token *token;
    size_t count;
} script;

/* ---- places and messages ---- */

/* What is wrong at byte `at` of a script, whose lines may have been indented. */
static fairleaf_status fail_at(const script *s, size_t at, fairleaf_error *error,
                               const char *message, fl_span name)
{
    uint32_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < at && i < s->text.n; i++) {
        if (s->text.p[i] != '\n') continue;
        line++;
        start = i + 1;
    }
    size_t column = at - start, indent = column < s->indent.n ? column : s->indent.n;
    char shown[80], where[100] = "";
    (void)fl_printable(shown, sizeof shown, name);
    if (s->name.n) {
        char called[60];
        (void)fl_printable(called, sizeof called, s->name);
        (void)snprintf(where, sizeof where, "in '%s': ", called);
    }
    fl_fail_at(error, FAIRLEAF_TEMPLATE, line, (uint32_t)(column - indent) + 1,
               at - (uint64_t)s->indent.n * line, "%s%s%s%s", where, message, name.n ? " " : "",
               shown);
    return FAIRLEAF_TEMPLATE;
}

/* ---- reading ---- */

typedef struct reader {
    fl_arena *arena;
    script *script;
    size_t at, capacity;
    char open[LONGEST_DELIMITER + 1], close[LONGEST_DELIMITER + 1];
    size_t section[MOST_DEEP]; /* indices of tokens */
    size_t depth;
    fairleaf_error *error;
} reader;

static token *add(reader *r, token_kind kind, fl_span text, size_t at)
{
    script *s = r->script;
    if (s->count == r->capacity) {
        size_t wanted = r->capacity ? r->capacity * 2 : 64;
        s->token = fl_grow(r->arena, s->token, s->count * sizeof *s->token,
                           wanted * sizeof *s->token);
        r->capacity = wanted;
    }
    token *t = &s->token[s->count++];
    *t = (token){ .text = text, .kind = (uint8_t)kind, .at = at };
    return t;
}

static fairleaf_status fail(reader *r, size_t at, const char *message, fl_span name)
{
    return fail_at(r->script, at, r->error, message, name);
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static fl_span trim(fl_span s)
{
    while (s.n && is_space(s.p[0])) s = fl_span_sub(s, 1, s.n);
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    return s;
}

static bool has_space(fl_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_space(s.p[i])) return true;
    return false;
}

/* `<% %>` inside of `{{=<% %>=}}`. */
static fairleaf_status set_delimiters(reader *r, size_t at, fl_span words)
{
    words = trim(words);
    size_t gap = 0;
    while (gap < words.n && !is_space(words.p[gap])) gap++;
    fl_span open = fl_span_sub(words, 0, gap), close = trim(fl_span_sub(words, gap, words.n));
    bool wrong = open.n == 0 || close.n == 0 || has_space(close) || open.n > LONGEST_DELIMITER ||
                 close.n > LONGEST_DELIMITER;
    for (size_t i = 0; i < words.n; i++) wrong = wrong || words.p[i] == '=' || !words.p[i];
    if (wrong) return fail(r, at, "two delimiters are wanted, as in {{=<% %>=}}", FL_SPAN(""));
    memcpy(r->open, open.p, open.n);
    r->open[open.n] = '\0';
    memcpy(r->close, close.p, close.n);
    r->close[close.n] = '\0';
    return FAIRLEAF_OK;
}

static fairleaf_status close_section(reader *r, size_t at, fl_span name)
{
    if (r->depth == 0) return fail(r, at, "no section is open that could be closed:", name);
    size_t open = r->section[--r->depth];
    token *section = &r->script->token[open];
    if (!fl_span_equal(section->text, name))
        return fail(r, at, "the section that is open is another one than", name);
    section->end = r->script->count;
    add(r, END, name, at);
    return FAIRLEAF_OK;
}

/* A tag as it stands between its delimiters. */
typedef struct tag {
    size_t at, end; /* from its first byte to behind its last */
    char sigil;     /* 0: none */
    fl_span name;
} tag;

static fairleaf_status read_tag(reader *r, size_t at, tag *out)
{
    fl_span s = r->script->text;
    size_t from = at + strlen(r->open);
    while (from < s.n && is_space(s.p[from])) from++;
    *out = (tag){ .at = at };
    if (from < s.n && strchr("#^/!=>&{", s.p[from]) && s.p[from]) out->sigil = s.p[from++];
    char close[LONGEST_DELIMITER + 2] = "";
    if (out->sigil == '{') strcat(close, "}");
    if (out->sigil == '=') strcat(close, "=");
    strcat(close, r->close);
    size_t to = fl_span_find(s, fl_span_of(close), from);
    if (to == SIZE_MAX) return fail(r, at, "a tag is not closed:", fl_span_of(r->open));
    out->end = to + strlen(close);
    out->name = trim(fl_span_sub(s, from, to));
    if (out->sigil == '!' || out->sigil == '=') return FAIRLEAF_OK;
    if (out->name.n == 0) return fail(r, at, "a tag has no name", FL_SPAN(""));
    if (has_space(out->name)) return fail(r, at, "a name has no white space:", out->name);
    return FAIRLEAF_OK;
}

static fairleaf_status add_tag(reader *r, const tag *t, fl_span indent)
{
    switch (t->sigil) {
    case '!':
        return FAIRLEAF_OK;
    case '=':
        return set_delimiters(r, t->at, t->name);
    case '/':
        return close_section(r, t->at, t->name);
    case '#':
    case '^':
        if (r->depth == MOST_DEEP) return fail(r, t->at, "sections nest too deep at", t->name);
        r->section[r->depth++] = r->script->count;
        add(r, t->sigil == '#' ? SECTION : INVERTED, t->name, t->at);
        return FAIRLEAF_OK;
    case '>':
        add(r, PARTIAL, t->name, t->at)->indent = indent;
        return FAIRLEAF_OK;
    case '&':
    case '{':
        add(r, AS_IT_IS, t->name, t->at);
        return FAIRLEAF_OK;
    default:
        add(r, ESCAPED, t->name, t->at);
        return FAIRLEAF_OK;
    }
}

/* When nothing but white space stands beside the tag in its line, the line belongs to the tag:
 * *from moves to the start of the line, and behind its end goes the returned offset. */
static size_t take_line(const reader *r, const tag *t, size_t text, size_t *from)
{
    fl_span s = r->script->text;
    size_t start = t->at, end = t->end;
    if (!t->sigil || strchr("&{", t->sigil)) return t->end;
    while (start > text && (s.p[start - 1] == ' ' || s.p[start - 1] == '\t')) start--;
    if (start > 0 && s.p[start - 1] != '\n') return t->end;
    while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t')) end++;
    if (end < s.n && s.p[end] == '\r' && end + 1 < s.n && s.p[end + 1] == '\n') end++;
    if (end < s.n && s.p[end] != '\n') return t->end;
    *from = start;
    return end < s.n ? end + 1 : end;
}

static fairleaf_status read_script(fl_arena *a, script *s, fairleaf_error *error)
{
    reader r = { .arena = a, .script = s, .open = "{{", .close = "}}", .error = error };
    while (r.at < s->text.n) {
        size_t at = fl_span_find(s->text, fl_span_of(r.open), r.at);
        if (at == SIZE_MAX) break;
        tag t;
        fairleaf_status status = read_tag(&r, at, &t);
        if (status) return status;
        size_t until = t.at, behind = take_line(&r, &t, r.at, &until);
        if (until > r.at) add(&r, TEXT, fl_span_sub(s->text, r.at, until), r.at);
        status = add_tag(&r, &t, fl_span_sub(s->text, until, t.at));
        if (status) return status;
        r.at = behind;
    }
    if (r.at < s->text.n) add(&r, TEXT, fl_span_sub(s->text, r.at, s->text.n), r.at);
    if (r.depth == 0) return FAIRLEAF_OK;
    const token *open = &s->token[r.section[r.depth - 1]];
    return fail(&r, open->at, "a section is not closed:", open->text);
}

/* ---- playing ---- */

/* What names are looked up in, innermost first. */
typedef struct frame {
    const struct frame *outer;
    const fl_value *value;
} frame;

typedef struct player {
    const fl_template_how *how;
    fl_buf *out;
    script *partials;
    size_t deep; /* partials inside of partials */
    fairleaf_error *error;
} player;

static const fl_value *find(const frame *f, fl_span name)
{
    if (fl_span_equal(name, FL_SPAN("."))) return f->value;
    size_t dot = fl_span_find(name, FL_SPAN("."), 0);
    fl_span first = dot == SIZE_MAX ? name : fl_span_sub(name, 0, dot);
    const fl_value *v = NULL;
    for (; f && !v; f = f->outer) v = fl_value_get(f->value, first);
    while (v && dot != SIZE_MAX) {
        name = fl_span_sub(name, dot + 1, name.n);
        dot = fl_span_find(name, FL_SPAN("."), 0);
        v = fl_value_get(v, dot == SIZE_MAX ? name : fl_span_sub(name, 0, dot));
    }
    return v;
}

static void write_value(const player *p, const fl_value *v, bool escaped)
{
    fl_span text = v && v->kind == FL_VALUE_TEXT   ? v->text
                   : v && v->kind == FL_VALUE_TRUE ? FL_SPAN("true")
                                                   : FL_SPAN("");
    if (escaped && p->how->escape)
        p->how->escape(p->out, text);
    else
        fl_buf_span(p->out, text);
}

static fairleaf_status play(player *p, const script *s, size_t from, size_t to, const frame *f);

static fl_span indented(fl_arena *a, fl_span text, fl_span indent)
{
    if (indent.n == 0) return text;
    fl_buf out = fl_buf_new(a, text.n + 64);
    for (size_t i = 0; i < text.n; i++) {
        if (i == 0 || text.p[i - 1] == '\n') fl_buf_span(&out, indent);
        fl_buf_byte(&out, text.p[i]);
    }
    return fl_buf_view(&out);
}

static fairleaf_status load_partial(player *p, const script *by, const token *t, script **out)
{
    for (script *s = p->partials; s; s = s->next)
        if (fl_span_equal(s->name, t->text) && fl_span_equal(s->indent, t->indent)) {
            *out = s;
            return FAIRLEAF_OK;
        }
    fl_span text = FL_SPAN("");
    bool found = p->how->partial && p->how->partial(p->how->context, t->text, &text);
    if (!found && p->how->strict)
        return fail_at(by, t->at, p->error, "there is no partial", t->text);
    script *s = *out = fl_alloc(p->out->arena, 1, sizeof *s);
    s->name = t->text;
    s->indent = t->indent;
    s->text = indented(p->out->arena, text, t->indent);
    s->next = p->partials;
    p->partials = s;
    return read_script(p->out->arena, s, p->error);
}

static fairleaf_status play_partial(player *p, const script *by, const token *t, const frame *f)
{
    if (p->deep == MOST_DEEP)
        return fail_at(by, t->at, p->error, "partials nest too deep at", t->text);
    script *s = NULL;
    fairleaf_status status = load_partial(p, by, t, &s);
    if (status) return status;
    p->deep++;
    status = play(p, s, 0, s->count, f);
    p->deep--;
    return status;
}

static fairleaf_status play_section(player *p, const script *s, size_t at, const frame *f)
{
    const token *t = &s->token[at];
    const fl_value *v = find(f, t->text);
    bool is_true = fl_value_is_true(v);
    if (t->kind == INVERTED) return is_true ? FAIRLEAF_OK : play(p, s, at + 1, t->end, f);
    if (!is_true) return FAIRLEAF_OK;
    frame inner = { f, v };
    if (v->kind != FL_VALUE_LIST) return play(p, s, at + 1, t->end, &inner);
    for (const fl_value *item = v->first; item; item = item->next) {
        inner.value = item;
        fairleaf_status status = play(p, s, at + 1, t->end, &inner);
        if (status) return status;
    }
    return FAIRLEAF_OK;
}

/* Recursion is bounded by MOST_DEEP sections in each of MOST_DEEP partials. */
static fairleaf_status play(player *p, const script *s, size_t from, size_t to, const frame *f)
{
    for (size_t i = from; i < to; i++) {
        const token *t = &s->token[i];
        fairleaf_status status = FAIRLEAF_OK;
        switch ((token_kind)t->kind) {
        case TEXT:
            fl_buf_span(p->out, t->text);
            break;
        case ESCAPED:
            write_value(p, find(f, t->text), true);
            break;
        case AS_IT_IS:
            write_value(p, find(f, t->text), false);
            break;
        case PARTIAL:
            status = play_partial(p, s, t, f);
            break;
        case SECTION:
        case INVERTED:
            status = play_section(p, s, i, f);
            i = t->end;
            break;
        case END:
            break;
        }
        if (status) return status;
    }
    return FAIRLEAF_OK;
}

/* ---- public ---- */

fairleaf_status fl_template_render(fl_span text, const fl_value *data, const fl_template_how *how,
                                   fl_buf *out, fairleaf_error *error)
{
    script s = { .text = text };
    fairleaf_status status = read_script(out->arena, &s, error);
    if (status) return status;
    player p = { .how = how, .out = out, .error = error };
    frame root = { NULL, data };
    return play(&p, &s, 0, s.count, &root);
}

fairleaf_status fl_template_check(fl_arena *a, fl_span text,
                                  void (*seen)(void *context, fl_span name), void *context,
                                  fairleaf_error *error)
{
    script s = { .text = text };
    fairleaf_status status = read_script(a, &s, error);
    for (size_t i = 0; !status && seen && i < s.count; i++)
        if (s.token[i].kind == PARTIAL) seen(context, s.token[i].text);
    return status;
}

void fl_escape_html(fl_buf *out, fl_span s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *as = s.p[i] == '&'    ? "&amp;"
                         : s.p[i] == '<'  ? "&lt;"
                         : s.p[i] == '>'  ? "&gt;"
                         : s.p[i] == '"'  ? "&quot;"
                         : s.p[i] == '\'' ? "&#39;"
                                          : NULL;
        if (!as) continue;
        fl_buf_span(out, fl_span_sub(s, from, i));
        fl_buf_text(out, as);
        from = i + 1;
    }
    fl_buf_span(out, fl_span_sub(s, from, s.n));
}
