/* tests/unit/template.c - the cases of the public specification of Mustache (tests/template, MIT
 * licence), and what goes beyond them: messages with their places, limits, escaping. */
#include "base/json.h"
#include "base/template.h"
#include "tap.h"
#include "write/templates.h"

#include <stdlib.h>

/* ---- JSON as values ---- */

static char next_byte(const fl_json_reader *j)
{
    size_t at = j->at;
    while (at < j->text.n && strchr(" \t\r\n,:", j->text.p[at])) at++;
    return at < j->text.n ? j->text.p[at] : '\0';
}

static fl_span read_text(fl_arena *a, fl_json_reader *j)
{
    fl_buf text = fl_buf_new(a, 64);
    fl_json_text(j, &text);
    return fl_buf_view(&text);
}

/* The next value, filled into `v`. */
static void read_value(fl_arena *a, fl_json_reader *j, fl_value *v)
{
    char c = next_byte(j);
    fl_span key;
    bool is_true = false;
    if (c == '{') {
        v->kind = FL_VALUE_MAP;
        for (fl_json_object(j); fl_json_member(j, &key);)
            read_value(a, j, fl_value_add(a, v, fl_copy(a, key), FL_VALUE_FALSE));
    } else if (c == '[') {
        v->kind = FL_VALUE_LIST;
        for (fl_json_array(j); fl_json_element(j);)
            read_value(a, j, fl_value_add(a, v, NULL, FL_VALUE_FALSE));
    } else if (c == '"') {
        v->kind = FL_VALUE_TEXT;
        v->text = read_text(a, j);
    } else if (c == 't' || c == 'f') {
        fl_json_boolean(j, &is_true);
        v->kind = is_true ? FL_VALUE_TRUE : FL_VALUE_FALSE;
    } else if (c == 'n') {
        fl_json_null(j);
    } else { /* a number, as it is written */
        size_t from = j->at;
        fl_json_skip(j);
        while (strchr(" \t\r\n,:", j->text.p[from])) from++;
        v->kind = FL_VALUE_TEXT;
        v->text = fl_span_sub(j->text, from, j->at);
    }
}

static bool find_partial(void *context, fl_span name, fl_span *text)
{
    const fl_value *found = context ? fl_value_get(context, name) : NULL;
    if (found) *text = found->text;
    return found != NULL;
}

/* ---- the specification ---- */

static void play_case(fl_arena *a, const char *file, fl_json_reader *j)
{
    fl_span key, name = FL_SPAN(""), text = FL_SPAN(""), expected = FL_SPAN("");
    fl_value *data = fl_value_new(a, FL_VALUE_MAP), *partials = fl_value_new(a, FL_VALUE_MAP);
    for (fl_json_object(j); fl_json_member(j, &key);) {
        if (fl_span_equal(key, FL_SPAN("name")))
            name = read_text(a, j);
        else if (fl_span_equal(key, FL_SPAN("template")))
            text = read_text(a, j);
        else if (fl_span_equal(key, FL_SPAN("expected")))
            expected = read_text(a, j);
        else if (fl_span_equal(key, FL_SPAN("data")))
            read_value(a, j, data);
        else if (fl_span_equal(key, FL_SPAN("partials")))
            read_value(a, j, partials);
        else
            fl_json_skip(j);
    }
    fl_buf out = fl_buf_new(a, 256);
    fl_template_how how = { fl_escape_html, find_partial, partials, false };
    fairleaf_error error = { .status = FAIRLEAF_OK };
    char about[200];
    (void)snprintf(about, sizeof about, "%s: %.*s", file, (int)name.n, name.p);
    if (fl_template_render(text, data, &how, &out, &error)) printf("# %s\n", error.message);
    BYTES(about, out.p, out.n, expected.p, expected.n);
}

static void specification(fl_arena *a, const char *name)
{
    char path[100];
    (void)snprintf(path, sizeof path, "tests/template/%s.json", name);
    FILE *file = fopen(path, "rb");
    char *bytes = fl_alloc_bytes(a, 1 << 20);
    size_t n = file ? fread(bytes, 1, 1 << 20, file) : 0;
    if (file) fclose(file);
    fl_json_reader j = fl_json_read((fl_span){ bytes, n });
    fl_span key;
    for (fl_json_object(&j); fl_json_member(&j, &key);) {
        if (!fl_span_equal(key, FL_SPAN("tests"))) {
            fl_json_skip(&j);
            continue;
        }
        for (fl_json_array(&j); fl_json_element(&j);) play_case(a, name, &j);
    }
    OK(name, n > 0 && fl_json_end(&j));
}

/* ---- messages ---- */

static const struct {
    const char *about, *text, *message;
    uint32_t line, column;
    uint64_t byte;
} wrong[] = {
    { "a tag left open", "甲\n  {{a", "a tag is not closed: {{", 2, 3, 6 },
    { "a section left open", "{{#a}}\n{{#b}}{{/b}}\n", "a section is not closed: a", 1, 1, 0 },
    { "another one closed", "{{#a}}\n {{/b}}", "the section that is open is another one than b", 2,
      2, 8 },
    { "none open", "{{/a}}", "no section is open that could be closed: a", 1, 1, 0 },
    { "no name", "x{{ }}", "a tag has no name", 1, 2, 1 },
    { "white space in a name", "{{a b}}", "a name has no white space: a b", 1, 1, 0 },
    { "one delimiter", "{{=<%=}}", "two delimiters are wanted, as in {{=<% %>=}}", 1, 1, 0 },
    { "no such partial", "x\n{{> none}}", "there is no partial none", 2, 1, 2 },
    { "wrong in a partial", "{{> bad}}", "in 'bad': a tag is not closed: {{", 2, 1, 2 },
    { "wrong in an indented partial", "  {{> bad}}\n", "in 'bad': a tag is not closed: {{", 2, 1,
      2 },
    { "a partial inside of itself", "{{> self}}", "in 'self': partials nest too deep at self", 1, 2,
      1 },
};

static void messages(fl_arena *a)
{
    fl_value *partials = fl_value_new(a, FL_VALUE_MAP);
    fl_value_text(a, partials, "bad", FL_SPAN("x\n{{a"));
    fl_value_text(a, partials, "self", FL_SPAN("x{{> self}}"));
    fl_template_how how = { fl_escape_html, find_partial, partials, true };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        fairleaf_error error = { .status = FAIRLEAF_OK };
        fl_buf out = fl_buf_new(a, 64);
        NUMBER(wrong[i].about,
               fl_template_render(fl_span_of(wrong[i].text), partials, &how, &out, &error),
               FAIRLEAF_TEMPLATE);
        TEXT("  what is said", fl_span_of(error.message), wrong[i].message);
        NUMBER("  line", error.line, wrong[i].line);
        NUMBER("  column", error.column, wrong[i].column);
        NUMBER("  byte", error.byte, wrong[i].byte);
    }
    fl_buf deep = fl_buf_new(a, 1024);
    for (int i = 0; i < 65; i++) fl_buf_text(&deep, "{{#a}}");
    fairleaf_error error = { .status = FAIRLEAF_OK };
    NUMBER("65 sections", fl_template_check(a, fl_buf_view(&deep), NULL, NULL, &error),
           FAIRLEAF_TEMPLATE);
    NUMBER("  where", error.column, 64 * 6 + 1);
}

/* ---- values ---- */

static void count(void *context, fl_span name)
{
    (void)name;
    ++*(int *)context;
}

static void values(fl_arena *a)
{
    fl_value *data = fl_value_new(a, FL_VALUE_MAP);
    fl_value_text(a, data, "text", FL_SPAN("<a href=\"x\" id='y'>&"));
    fl_value_text(a, data, "empty", FL_SPAN(""));
    fl_value_add(a, data, "yes", FL_VALUE_TRUE);
    static const struct {
        const char *about, *text, *wanted;
    } row[] = {
        { "both quotes", "{{text}}", "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;" },
        { "as it is", "{{{text}}}{{&empty}}", "<a href=\"x\" id='y'>&" },
        { "an empty text is false", "{{#empty}}x{{/empty}}{{^empty}}y{{/empty}}", "y" },
        { "a text is true, and the item", "{{#text}}{{.}}{{/text}}",
          "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;" },
        { "true", "{{#yes}}{{yes}}{{/yes}}", "true" },
        { "braces that are no tag", "{ {x} }}", "{ {x} }}" },
    };
    fl_template_how how = { fl_escape_html, NULL, NULL, false };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_buf out = fl_buf_new(a, 64);
        NUMBER(row[i].about, fl_template_render(fl_span_of(row[i].text), data, &how, &out, NULL),
               FAIRLEAF_OK);
        TEXT("  gives", fl_buf_view(&out), row[i].wanted);
    }
    fl_buf out = fl_buf_new(a, 64);
    how.escape = NULL;
    NUMBER("no escaping", fl_template_render(FL_SPAN("{{text}}"), data, &how, &out, NULL),
           FAIRLEAF_OK);
    TEXT("  gives", fl_buf_view(&out), "<a href=\"x\" id='y'>&");
    int partials = 0;
    NUMBER("partials are named",
           fl_template_check(a, FL_SPAN("{{>a}}{{#b}}{{>c}}{{/b}}"), count, &partials, NULL),
           FAIRLEAF_OK);
    NUMBER("  each of them", partials, 2);
}

/* ---- damage ---- */

/* The built-in page with bytes exchanged, cut and doubled, the same every time: read, filled or
 * refused, whatever it has become. */
static void damaged(fl_arena *a)
{
    fl_span page = FL_SPAN("");
    for (size_t i = 0; fl_templates[i].name; i++)
        if (strcmp(fl_templates[i].name, "page.html") == 0)
            page = (fl_span){ fl_templates[i].text.bytes, fl_templates[i].text.length };
    fl_value *data = fl_value_new(a, FL_VALUE_MAP);
    fl_value_text(a, data, "title", FL_SPAN("x"));
    fl_value_add(a, fl_value_add(a, data, "items", FL_VALUE_LIST), NULL, FL_VALUE_MAP);
    unsigned state = 1, filled = 0, refused = 0;
    for (unsigned round = 0; round < 3000; round++) {
        fl_arena_mark here = fl_arena_here(a);
        char *bytes = fl_alloc_bytes(a, page.n);
        memcpy(bytes, page.p, page.n);
        size_t n = page.n;
        for (unsigned i = 0; i < 1 + round % 6 && n > 8; i++) {
            state = state * 1664525u + 1013904223u;
            size_t at = state % (n - 4);
            if ((state >> 24) % 3 == 0)
                n = at + 4;
            else
                bytes[at] = "{}#^/!>&=.\n x"[(state >> 16) % 13];
        }
        fl_buf out = fl_buf_new(a, 4096);
        fl_template_how how = { fl_escape_html, find_partial, data, round % 2 };
        fairleaf_error error = { .status = FAIRLEAF_OK };
        if (fl_template_render((fl_span){ bytes, n }, data, &how, &out, &error))
            refused++;
        else
            filled++;
        fl_arena_back(a, here);
    }
    OK("damaged templates are filled", filled > 100);
    OK("or refused", refused > 100);
}

int main(void)
{
    static const char *const files[] = { "comments", "delimiters", "interpolation",
                                         "inverted", "partials",   "sections" };
    fl_arena *a = fl_arena_new(256 << 20);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) specification(a, files[i]);
    messages(a);
    values(a);
    damaged(a);
    fl_arena_free(a);
    return DONE();
}
