/* read/html/meta.c - candidates for keys; the surest one of each stays. */
#include "read/html/meta.h"

#include "base/utf8.h"
#include "read/html/byline.h"
#include "read/html/facts.h"

typedef struct finder {
    fl_arena *arena;
    const fl_page *page;
    fl_meta *out;
    uint32_t node; /* where the values that come now stand */
    const char *rule;
} finder;

typedef struct row {
    const char *name, *key;
    unsigned confidence;
} row;

static const row metas[] = {
#define META(name, key, confidence) { name, key, confidence },
#include "data/html/meta.inc"
};

static const row items[] = {
#define ITEM(name, key, confidence) { name, key, confidence },
#include "data/html/meta.inc"
};

static const struct {
    const char *text, *key;
} labels[] = {
#define LABEL(text, key) { text, key },
#include "data/html/meta.inc"
};

static bool same(fl_span s, const char *name)
{
    size_t n = strlen(name);
    if (s.n != n) return false;
    for (size_t i = 0; i < n; i++)
        if ((s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]) != name[i]) return false;
    return true;
}

static bool is(const char *key, const char *name) { return strcmp(key, name) == 0; }

/* White space inside becomes one space. */
static fl_span tidy(fl_arena *a, fl_span s)
{
    fl_buf b = fl_buf_new(a, s.n + 1);
    for (size_t i = 0, next; i < s.n; i = next) {
        uint32_t c;
        next = fl_utf8_next(s, i, &c);
        if (fl_is_space(c) || c < ' ' || c == 0x7F) {
            if (b.n && b.p[b.n - 1] != ' ') fl_buf_byte(&b, ' ');
        } else {
            fl_buf_span(&b, fl_span_sub(s, i, next));
        }
    }
    return fl_span_trim(fl_buf_view(&b));
}

/* ---- one value ---- */

static bool is_separator(uint32_t c)
{
    return c == ',' || c == ';' || c == 0xFF0C || c == 0xFF1B || c == 0x3001;
}

static void add_list(finder *f, const char *key, fl_span value, unsigned confidence)
{
    enum { MOST = 40 };
    if (fl_meta_get(f->out, key)) return;
    size_t count = 0;
    for (size_t i = 0, start = 0; i <= value.n && count < MOST;) {
        uint32_t c = ',';
        size_t next = i < value.n ? fl_utf8_next(value, i, &c) : i + 1;
        if (is_separator(c)) {
            fl_span word = fl_span_trim(fl_span_sub(value, start, i));
            if (word.n) {
                fl_property *p = fl_meta_add(f->arena, f->out, key, f->rule, word, confidence);
                p->from = f->page->node[f->node].from;
                p->to = f->page->node[f->node].to;
                p->of_markup = true;
                count++;
            }
            start = next;
        }
        i = next;
    }
}

static void propose(void *object, const char *key, fl_span value, unsigned confidence)
{
    finder *f = object;
    value = tidy(f->arena, value);
    if (is(key, "date")) value = fl_page_date(f->arena, value);
    if (is(key, "author") || is(key, "editor")) value = fl_page_name(value);
    if (!value.n) return;
    if (is(key, "keywords")) {
        add_list(f, key, value, confidence);
        return;
    }
    const fl_property *before = fl_meta_get(f->out, key);
    if (before && before->confidence >= confidence) return;
    fl_property *p = fl_meta_set(f->arena, f->out, key, f->rule, value, confidence);
    p->from = f->page->node[f->node].from;
    p->to = f->page->node[f->node].to;
    p->of_markup = true;
}

/* ---- the head, itemprop, time ---- */

static void read_meta(finder *f)
{
    const fl_page *p = f->page;
    fl_span name = fl_node_attribute(f->arena, p, f->node, "property");
    if (!name.n) name = fl_node_attribute(f->arena, p, f->node, "name");
    fl_span content = fl_node_attribute(f->arena, p, f->node, "content");
    f->rule = "html.meta";
    for (size_t i = 0; name.n && content.n && i < sizeof metas / sizeof *metas; i++)
        if (same(name, metas[i].name)) {
            propose(f, metas[i].key, content, metas[i].confidence);
            return;
        }
}

static void read_item(finder *f)
{
    fl_span name = fl_node_attribute(f->arena, f->page, f->node, "itemprop");
    if (!name.n) return;
    f->rule = "html.itemprop";
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        if (!same(name, items[i].name)) continue;
        fl_span value = fl_node_attribute(f->arena, f->page, f->node, "content");
        if (!value.n) value = fl_node_attribute(f->arena, f->page, f->node, "datetime");
        if (!value.n) {
            fl_buf b = fl_buf_new(f->arena, 32);
            fl_node_text(f->page, f->node, &b);
            value = fl_buf_view(&b);
        }
        propose(f, items[i].key, value, items[i].confidence);
    }
}

static void read_element(finder *f)
{
    const fl_page *p = f->page;
    switch (p->node[f->node].tag) {
    case FL_TAG_META:
        read_meta(f);
        break;
    case FL_TAG_LINK:
        if (same(fl_node_attribute(f->arena, p, f->node, "rel"), "canonical")) {
            f->rule = "html.canonical";
            propose(f, "url", fl_node_attribute(f->arena, p, f->node, "href"), 95);
        }
        return;
    case FL_TAG_SCRIPT:
        if (same(fl_span_trim(fl_node_attribute(f->arena, p, f->node, "type")),
                 "application/ld+json")) {
            fl_buf b = fl_buf_new(f->arena, 256);
            fl_node_text(p, f->node, &b);
            f->rule = "html.json-ld";
            fl_page_json(f->arena, fl_buf_view(&b), propose, f);
        }
        return;
    case FL_TAG_TIME:
        f->rule = "html.time";
        propose(f, "date", fl_node_attribute(f->arena, p, f->node, "datetime"), 84);
        break;
    default:
        break;
    }
    read_item(f);
}

/* ---- beside the title ---- */

/* Labels and what stands behind them, up to white space or the next label. */
static void read_labels(finder *f, fl_span s)
{
    f->rule = "html.label";
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        fl_span label = fl_span_of(labels[k].text);
        size_t at = fl_span_find(s, label, 0);
        if (at == SIZE_MAX) continue;
        at += label.n;
        uint32_t c = fl_utf8_at(s, at);
        if (c != ':' && c != 0xFF1A) continue;
        at += c == ':' ? 1 : 3;
        while (at < s.n && (s.p[at] == ' ' || fl_utf8_at(s, at) == 0x3000))
            at += s.p[at] == ' ' ? 1 : 3;
        size_t end = at;
        while (end < s.n) {
            size_t next = fl_utf8_next(s, end, &c);
            if (c == ' ' || c == 0x3000 || c == '|' || c == 0xFF08 || c == '(' || c == 0xFF1A ||
                c == ')' || c == 0xFF09 || c == ']' || c == 0x3011)
                break;
            end = next;
        }
        propose(f, labels[k].key, fl_span_sub(s, at, end), 82);
    }
}

/* Short texts above and below the title. */
static void read_beside(finder *f, const fl_measure *m, const fl_title_of_page *title)
{
    enum { ABOVE = 4, BELOW = 14, LONGEST = 900 };
    uint32_t at = m->before[title->first].runs;
    uint32_t first = at > ABOVE ? at - ABOVE : 0;
    for (uint32_t r = first; r < m->run_count && r < at + BELOW; r++) {
        const fl_run *run = &m->run[r];
        if (run->text > LONGEST || (run->good && r > at)) continue;
        fl_buf b = fl_buf_new(f->arena, 64);
        for (uint32_t i = run->first; i <= run->last; i++)
            if (fl_node_is_text(f->page, i)) fl_node_text(f->page, i, &b);
        fl_span text = tidy(f->arena, fl_buf_view(&b));
        f->node = run->first;
        f->rule = "html.beside-title";
        if (r != at) propose(f, "date", text, r > at ? 83 : 81);
        read_labels(f, text);
    }
}

/* No date beside the title: the first short text of the page that has day and time. */
static void read_stamp(finder *f, const fl_measure *m)
{
    enum { LONGEST = 700, FAR = 2000 };
    f->rule = "html.time-stamp";
    for (uint32_t r = 0; r < m->run_count && r < FAR && !fl_meta_get(f->out, "date"); r++) {
        const fl_run *run = &m->run[r];
        if (run->text > LONGEST || run->text < 30 || run->good) continue;
        fl_buf b = fl_buf_new(f->arena, 64);
        for (uint32_t i = run->first; i <= run->last; i++)
            if (fl_node_is_text(f->page, i)) fl_node_text(f->page, i, &b);
        f->node = run->first;
        if (fl_page_has_hour(fl_buf_view(&b))) propose(f, "date", fl_buf_view(&b), 72);
    }
}

/* A Chinese text that says more than a name is none: `■该作者文章`. */
static bool may_be_name(finder *f, const fl_packs *packs, fl_span s)
{
    bool han = false, other = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        han = han || fl_is_han(c);
        other = other || (!fl_is_han(c) && !fl_is_ascii_alnum(c) && c != 0xB7);
    }
    fl_byline byline;
    return !han || !other || fl_byline_read(f->arena, packs, s, &byline);
}

/* Elements whose names say that the author stands in them. */
static void read_bylines(finder *f, const fl_packs *packs, const fl_names *names,
                         const fl_measure *m)
{
    enum { LONGEST = 400, SHORTEST = 15 };
    f->rule = "html.byline";
    for (uint32_t i = 1; i < f->page->count && !fl_meta_get(f->out, "author"); i++) {
        const char *word = names[i].word;
        if (!word || (!is(word, "author") && !is(word, "authors") && !is(word, "byline"))) continue;
        fl_sums s = fl_measure_of(m, i);
        if (s.good || s.text < SHORTEST || s.text > LONGEST) continue;
        fl_buf b = fl_buf_new(f->arena, 64);
        fl_node_text(f->page, i, &b);
        f->node = i;
        if (may_be_name(f, packs, fl_span_trim(fl_buf_view(&b))))
            propose(f, "author", fl_buf_view(&b), 76);
    }
}

void fl_page_meta(const fl_task *t, const fl_page *page, const fl_names *names, const fl_measure *m,
                  const fl_title_of_page *title)
{
    fl_arena *a = t->arena;
    fl_meta *out = t->meta;
    finder f = { a, page, out, 0, "" };
    for (f.node = 1; f.node < page->count; f.node++)
        if (page->node[f.node].tag > FL_TAG_OTHER) read_element(&f);
    if (m && title->first) read_beside(&f, m, title);
    if (m) read_bylines(&f, t->packs, names, m);
    if (title && title->text.n) {
        f.node = title->first;
        f.rule = title->rule;
        propose(&f, "title", title->text, title->confidence);
    }
    const fl_property *url = fl_meta_get(out, "url");
    if (url && !fl_meta_get(out, "date")) {
        f.node = 0;
        f.rule = "html.url";
        fl_span date = fl_page_date(a, url->values[0]);
        if (date.n) propose(&f, "date", date, 75);
    }
    if (m && !fl_meta_get(out, "date")) read_stamp(&f, m);
}

void fl_page_meta_add(const fl_task *t, const fl_page *page, uint32_t node, const char *key,
                      fl_span value, unsigned confidence)
{
    finder f = { t->arena, page, t->meta, node, "html.beside-title" };
    if (is(key, "title")) f.rule = "html.title";
    if (is(key, "author")) f.rule = "html.byline";
    if (t->meta) propose(&f, key, value, confidence);
}
