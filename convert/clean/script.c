/* clean/script.c - whole lines are converted, since phrases decide; then the line is compared with
 * what it became. */
#include "clean/script.h"

#include "base/error.h"
#include "base/shared.h"
#include "base/utf8.h"

enum { SAMPLE = 64 << 10, SURE = 96 };

/* OpenCC's C interface, as 1.0 and 1.1 have it; an opencc_t is a pointer, -1 when opening failed.
 */
typedef struct opencc {
    void *(*open)(const char *configuration);
    int (*close)(void *converter);
    char *(*convert)(void *converter, const char *text, size_t length);
    void (*release)(char *text);
} opencc;

static const char *const symbols[] = { "opencc_open", "opencc_close", "opencc_convert_utf8",
                                       "opencc_convert_utf8_free" };
_Static_assert(sizeof(opencc) == sizeof symbols, "a function a symbol");

/* Which of OpenCC's configurations takes text there: from simplified, and from traditional. */
static const struct {
    const char *word, *from_simplified, *from_traditional;
} scripts[] = {
    { "simplified", "t2s.json", "t2s.json" },
    { "traditional", "s2t.json", NULL },
    { "tw", "s2tw.json", "t2tw.json" },
    { "hk", "s2hk.json", "t2hk.json" },
};

typedef struct converter {
    const fl_task *task;
    opencc library;
    void *opened;
    char *text; /* OpenCC's, until it is copied */
    fl_change *change;
    size_t count, capacity;
    uint16_t rule;
} converter;

static void release(void *object)
{
    converter *c = object;
    if (c->text) c->library.release(c->text);
    c->text = NULL;
}

static void close_converter(void *object)
{
    converter *c = object;
    release(c);
    if (c->opened) (void)c->library.close(c->opened);
    c->opened = NULL;
}

static bool open_converter(converter *c, const char *configuration)
{
    close_converter(c);
    void *opened = c->library.open(configuration);
    if (opened != (void *)-1) c->opened = opened;
    return c->opened != NULL;
}

/* In the arena; `s` itself when OpenCC refuses it. */
static fl_span converted(converter *c, fl_span s)
{
    c->text = s.n ? c->library.convert(c->opened, s.p, s.n) : NULL;
    if (!c->text) return s;
    fl_span text = fl_span_of(c->text);
    text.p = fl_copy(c->task->arena, text);
    release(c);
    return text;
}

/* ---- one line ---- */

static void add_change(converter *c, size_t from, size_t to, fl_span after)
{
    if (c->count == c->capacity) {
        size_t wanted = c->capacity ? c->capacity * 2 : 64, size = sizeof *c->change;
        c->change = fl_grow(c->task->arena, c->change, c->count * size, wanted * size);
        c->capacity = wanted;
    }
    c->change[c->count++] = (fl_change){ .from = (uint32_t)from,
                                         .to = (uint32_t)to,
                                         .after = after,
                                         .rule = c->rule,
                                         .kind = FAIRLEAF_EDIT_REPLACE,
                                         .confidence = SURE };
}

static bool in_code(const fl_lines *lines, const fl_line *line, size_t from, size_t to)
{
    const fl_mark *mark = fl_line_marks(lines, line);
    for (uint32_t i = 0; i < line->mark_count; i++)
        if (mark[i].kind == FL_MARK_CODE && mark[i].from < to && from < mark[i].to) return true;
    return false;
}

static bool has_kana(fl_span s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (fl_is_kana(c)) return true;
    }
    return false;
}

static bool has_han(fl_span s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (fl_is_han(c)) return true;
    }
    return false;
}

/* Runs of characters that differ, when there are as many before as after; else one run, from the
 * first to the last that differs. */
static void compare(converter *c, const fl_lines *lines, const fl_line *line, fl_span after)
{
    fl_span before = line->text;
    bool even = fl_utf8_count(before) == fl_utf8_count(after);
    size_t i = 0, k = 0, end_i = before.n, end_k = after.n;
    c->count = 0;
    while (!even && end_i && end_k && before.p[end_i - 1] == after.p[end_k - 1]) end_i--, end_k--;
    while (!even && end_i < before.n && (before.p[end_i] & 0xC0) == 0x80) end_i++, end_k++;
    while (i < end_i && k < end_k) {
        uint32_t x, y;
        size_t from_i = i, from_k = k;
        size_t next_i = fl_utf8_next(before, i, &x), next_k = fl_utf8_next(after, k, &y);
        if (x == y) {
            i = next_i;
            k = next_k;
            continue;
        }
        while (even && x != y) {
            i = next_i;
            k = next_k;
            if (i == before.n) break;
            next_i = fl_utf8_next(before, i, &x);
            next_k = fl_utf8_next(after, k, &y);
        }
        if (!even) i = end_i, k = end_k;
        if (!in_code(lines, line, from_i, i))
            add_change(c, from_i, i, fl_span_sub(after, from_k, k));
    }
    if ((i < end_i || k < end_k) && !in_code(lines, line, i, end_i + 1))
        add_change(c, i, end_i, fl_span_sub(after, k, end_k));
}

static bool is_code(const fl_lines *lines, const fl_line *line)
{
    return line->container && lines->container[line->container].kind == FL_CONTAINER_CODE;
}

static void convert_lines(converter *c, fl_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        fl_line *line = &lines->item[i];
        if (is_code(lines, line) || !has_han(line->text) || has_kana(line->text)) continue;
        fl_span after = converted(c, line->text);
        if (fl_span_equal(after, line->text)) continue;
        compare(c, lines, line, after);
        if (c->count) fl_line_change(c->task, lines, line, c->change, c->count);
    }
}

/* ---- the document ---- */

/* How many characters of the first lines the opened converter would change. */
static size_t count_changed(converter *c, const fl_lines *lines)
{
    size_t changed = 0, seen = 0;
    for (size_t i = 0; i < lines->count && seen < SAMPLE; i++) {
        fl_span before = lines->item[i].text, after = converted(c, before);
        seen += before.n;
        for (size_t at = 0, to = 0; at < before.n && to < after.n;) {
            uint32_t x, y;
            at = fl_utf8_next(before, at, &x);
            to = fl_utf8_next(after, to, &y);
            changed += x != y;
        }
    }
    return changed;
}

/* NULL: the text is there already. False: OpenCC has no such configuration. */
static bool choose(converter *c, const fl_lines *lines, size_t script, const char **out)
{
    *out = scripts[script].from_simplified;
    if (script == 0) return true;
    if (!open_converter(c, "s2t.json")) return false;
    size_t simplified = count_changed(c, lines);
    if (!open_converter(c, "t2s.json")) return false;
    if (count_changed(c, lines) > simplified) *out = scripts[script].from_traditional;
    return true;
}

static void convert_meta(converter *c, fl_meta *meta)
{
    for (size_t i = 0; i < meta->count; i++)
        for (size_t k = 0; k < meta->item[i].count; k++)
            if (has_han(meta->item[i].values[k]) && !has_kana(meta->item[i].values[k]))
                meta->item[i].values[k] = converted(c, meta->item[i].values[k]);
}

fairleaf_status fl_convert_script(const fl_task *t, fl_lines *lines, fl_meta *meta,
                                  fairleaf_error *error)
{
    const char *word = t->options->script, *configuration;
    size_t script = 0, most = sizeof scripts / sizeof *scripts;
    if (!word || (!t->options->as_is && !fl_task_allows(t, "script.converted", SURE)))
        return FAIRLEAF_OK; /* it was asked for, also when the rest is to be as it is */
    while (script < most && strcmp(word, scripts[script].word) != 0) script++;
    if (script == most)
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                       "unknown script '%s': simplified, traditional, tw or hk", word);
    converter *c = fl_alloc(t->arena, 1, sizeof *c);
    c->task = t;
    if (!fl_shared_open("libopencc.so.1.1", symbols, sizeof symbols / sizeof *symbols, &c->library))
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                       "another script needs OpenCC, which is not installed (Debian: apt install "
                       "libopencc1.1)");
    fl_arena_defer(t->arena, close_converter, c);
    c->rule = fl_trail_rule(t->trail, "script.converted", "the script that was asked for");
    if (!choose(c, lines, script, &configuration) ||
        (configuration && !open_converter(c, configuration)))
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                       "OpenCC has no tables for '%s' (Debian: apt install libopencc-data)", word);
    if (!configuration) return FAIRLEAF_OK;
    convert_lines(c, lines);
    convert_meta(c, meta);
    close_converter(c);
    return FAIRLEAF_OK;
}
