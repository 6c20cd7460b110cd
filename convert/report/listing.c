/* report/listing.c - equal changes of one rule are found by sorting; each entry shows the first of
 * its places with the words around it. */
#include "report/listing.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/utf8.h"
#include "report/html.h"

/* Characters of context, of a text in an entry, of one that a decision quotes; entries that are
 * shown one by one before the list by rule; places that an entry links to. */
enum { AROUND = 10, EXCERPT = 160, QUOTED = 200, FIRST = 300, LINKS = 48 };

static fl_span span_of(fairleaf_text t) { return (fl_span){ t.bytes, t.length }; }

static bool stands(const fairleaf_edit *e)
{
    return e->kind == FAIRLEAF_EDIT_MARK || e->kind == FAIRLEAF_EDIT_NOTE;
}

void fl_count(fl_buf *out, uint64_t n, const char *one, const char *many)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0) fl_buf_byte(out, ',');
        fl_buf_byte(out, digits[i]);
    }
    fl_buf_format(out, " %s", n == 1 ? one : many);
}

/* ---- facts ---- */

static void write_bar(fl_buf *out, const fairleaf_balance *b)
{
    const struct {
        const char *name;
        uint64_t count;
    } part[] = { { "kept", b->kept }, { "removed", b->removed }, { "replaced", b->replaced } };
    fl_buf_text(out, "<div class=bar role=img aria-label=\"");
    for (size_t i = 0; i < 3; i++) {
        if (i) fl_buf_text(out, ", ");
        fl_count(out, part[i].count, part[i].name, part[i].name);
    }
    fl_buf_text(out, "\">");
    for (size_t i = 0; i < 3; i++)
        if (part[i].count)
            fl_buf_format(out, "<span class=%s style=\"flex-grow:%llu\">" FL_NOT_EMPTY "</span>",
                          part[i].name, (unsigned long long)part[i].count);
    fl_buf_text(out, "</div>");
}

static void write_kinds(fl_buf *out, const fl_subject *s)
{
    fl_buf_text(out, "<ul class=legend aria-label=\"Kinds of changes\">");
    for (int kind = 0; kind <= FAIRLEAF_EDIT_NOTE; kind++) {
        uint64_t count = 0;
        for (size_t i = 0; i < s->groups; i++)
            if ((int)s->group[i].kind == kind) count += s->group[i].count;
        if (!count) continue;
        fl_buf_format(out, "<li class=\"sw k%d\">", kind);
        fl_count(out, count, fl_kind_word((fairleaf_edit_kind)kind),
                 fl_kind_word((fairleaf_edit_kind)kind));
        fl_buf_text(out, "</li>");
    }
    fl_buf_text(out, "</ul>");
}

void fl_listing_facts(fl_buf *out, const fl_subject *s)
{
    const fairleaf_balance *b = &s->account->balance;
    fl_buf_text(out, "<p class=facts>");
    fl_html_text(out, fl_span_of(s->encoding ? s->encoding : "encoding not known"));
    if (s->how) {
        fl_buf_text(out, " (");
        fl_html_text(out, fl_span_of(s->how));
        fl_buf_text(out, ")");
    }
    fl_buf_text(out, " · ");
    fl_count(out, b->input, "character", "characters");
    fl_buf_text(out, ": ");
    fl_count(out, b->kept, "kept", "kept");
    fl_buf_text(out, ", ");
    fl_count(out, b->removed, "removed", "removed");
    fl_buf_text(out, ", ");
    fl_count(out, b->replaced, "replaced", "replaced");
    fl_buf_text(out, ", ");
    fl_count(out, b->inserted, "put in", "put in");
    fl_buf_format(out, " · <span class=%s>%llu unaccounted for</span></p>",
                  b->unaccounted ? "bad" : "good", (unsigned long long)b->unaccounted);
    write_bar(out, b);
    write_kinds(out, s);
}

/* ---- entries ---- */

/* At most `most` characters, from the start or the end. */
static fl_span some(fl_span s, size_t most, bool from_end)
{
    uint32_t c;
    size_t at = from_end ? s.n : 0;
    for (; most > 0 && at != (from_end ? 0 : s.n); most--)
        at = from_end ? fl_utf8_prev(s, at, &c) : fl_utf8_next(s, at, &c);
    return from_end ? fl_span_sub(s, at, s.n) : fl_span_sub(s, 0, at);
}

/* Line ends show as signs. */
static void write_lines(fl_buf *out, fl_span s)
{
    size_t from = 0;
    for (size_t at = 0; at < s.n;) {
        size_t n = fl_line_end_at(s, at);
        if (n == 0) {
            at++;
            continue;
        }
        fl_html_text(out, fl_span_sub(s, from, at));
        fl_buf_text(out, "<i class=n>" FL_NOT_EMPTY "</i>");
        from = at = at + n;
    }
    fl_html_text(out, fl_span_sub(s, from, s.n));
}

static void write_excerpt(fl_buf *out, const char *tag, fl_span s)
{
    fl_span shown = some(s, EXCERPT, false);
    fl_buf_format(out, "<%s>", tag);
    write_lines(out, shown);
    if (fl_span_trim(shown).n == 0) fl_buf_text(out, FL_NOT_EMPTY);
    fl_buf_format(out, "%s</%s>", shown.n < s.n ? "…" : "", tag);
}

/* Writes the words that stand before (or behind) `at` on its line, with … where the line goes on.
 */
static void write_words(fl_buf *out, fl_span source, size_t at, bool before)
{
    size_t from = at, to = at;
    for (int i = 0; i < AROUND; i++) {
        uint32_t c;
        size_t next = before ? from : to;
        if (next == (before ? 0 : source.n)) break;
        next = before ? fl_utf8_prev(source, next, &c) : fl_utf8_next(source, next, &c);
        if (fl_line_end_at(source, before ? next : to)) break;
        *(before ? &from : &to) = next;
    }
    uint32_t c;
    size_t edge = before ? from : to;
    if (before && edge > 0) edge = fl_utf8_prev(source, edge, &c);
    bool more = before ? from > 0 && !fl_line_end_at(source, edge)
                       : to < source.n && !fl_line_end_at(source, edge);
    if (before && more) fl_buf_text(out, "<i class=m>…</i>");
    fl_html_text(out, fl_span_sub(source, from, to));
    if (!before && more) fl_buf_text(out, "<i class=m>…</i>");
}

static bool ends_line(fl_span s)
{
    uint32_t c;
    return s.n && fl_line_end_at(s, fl_utf8_prev(s, s.n, &c)) != 0;
}

static void write_change(fl_buf *out, const fl_subject *s, const fairleaf_edit *e)
{
    fl_span source = span_of(s->account->source), before = span_of(e->before);
    size_t from = fl_edit_from(s, e);
    fl_buf_format(out, "<p class=\"x k%d\" dir=auto>", (int)e->kind);
    write_words(out, source, from, true);
    write_excerpt(out, stands(e) ? "mark" : "del", before);
    if (!stands(e) && e->after.length) {
        if (e->kind == FAIRLEAF_EDIT_REPLACE) fl_buf_text(out, "<i class=m>→</i>");
        write_excerpt(out, "ins", span_of(e->after));
    }
    if (e->kind == FAIRLEAF_EDIT_JOIN || !ends_line(before))
        write_words(out, source, from + before.n, false);
    fl_buf_text(out, "</p>");
}

/* ---- first ---- */

typedef struct sortable {
    const fl_subject *s;
    size_t index;
} sortable;

/* What a person should look at: what is not sure, and what was chosen among several. */
static bool is_first(const fairleaf_edit *e) { return fl_is_uncertain(e) || e->alternative_count; }

static int by_doubt(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    const fairleaf_edit *e = &x->s->account->edits[x->index], *f = &y->s->account->edits[y->index];
    bool flag_e = e->kind == FAIRLEAF_EDIT_NOTE, flag_f = f->kind == FAIRLEAF_EDIT_NOTE;
    if (flag_e != flag_f) return flag_e ? -1 : 1;
    if (e->confidence < f->confidence) return -1;
    if (e->confidence > f->confidence) return 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* What stood there, what stands there now, why, and what else it may be: each with its name. */
static void write_told(fl_buf *out, const fairleaf_edit *e)
{
    fl_buf_text(out, "<dl class=told>");
    if (e->kind == FAIRLEAF_EDIT_REPLACE) {
        fl_buf_text(out, "<dt>Found</dt><dd class=k1 dir=auto>");
        write_excerpt(out, "del", span_of(e->before));
        fl_buf_text(out, "</dd><dt>Put in</dt><dd class=k1 dir=auto>");
        write_excerpt(out, "ins", span_of(e->after));
        fl_buf_text(out, "</dd>");
    }
    if (e->why) {
        fl_buf_text(out, "<dt>Why</dt><dd>");
        fl_html_text(out, fl_span_of(e->why));
        fl_buf_text(out, "</dd>");
    }
    for (size_t i = 0; i < e->alternative_count; i++) {
        fl_buf_text(out, i ? ", " : "<dt>Could be</dt><dd dir=auto>");
        write_excerpt(out, "b", span_of(e->alternatives[i]));
    }
    fl_buf_text(out, e->alternative_count ? "</dd></dl>" : "</dl>");
}

static void write_first_entry(fl_buf *out, const fl_subject *s, size_t index)
{
    const fairleaf_edit *e = &s->account->edits[index];
    fl_buf_format(out, "<li><p class=at><a href=#e%zu>line %u</a> ", index + 1, e->line);
    fl_buf_format(out, "<b>%s</b> <span class=c>%.2f sure</span> <code>", fl_kind_word(e->kind),
                  (double)e->confidence);
    fl_html_text(out, fl_span_of(e->rule));
    fl_buf_text(out, "</code></p>");
    write_change(out, s, e);
    write_told(out, e);
    fl_buf_text(out, "</li>\n");
}

/* True when an entry about an edit says it: a doubtful edit of the same rule on the same line. */
static bool is_said(const fl_subject *s, const fairleaf_warning *w, size_t *edit)
{
    const fairleaf_account *a = s->account;
    while (*edit < a->edit_count && a->edits[*edit].line < w->line) (*edit)++;
    for (size_t i = *edit; i < a->edit_count && a->edits[i].line == w->line; i++)
        if (is_first(&a->edits[i]) && strcmp(a->edits[i].rule, w->rule) == 0) return true;
    return false;
}

static size_t write_warnings(fl_buf *out, const fl_subject *s)
{
    size_t edit = 0, written = 0;
    for (size_t i = 0; i < s->warning_count && written < FIRST; i++) {
        const fairleaf_warning *w = &s->warning[i];
        if (is_said(s, w, &edit)) continue;
        written++;
        fl_buf_text(out, "<li><p class=at>");
        if (s->account->source.length) /* an empty source has no lines to point to */
            fl_buf_format(out, "<a href=#L%u>line %u</a> ", w->line, w->line);
        fl_buf_text(out, "<b>warning</b> <code>");
        fl_html_text(out, fl_span_of(w->rule));
        fl_buf_text(out, "</code></p><p class=why>");
        fl_html_text(out, fl_span_of(w->message));
        fl_buf_text(out, "</p></li>\n");
    }
    return written;
}

static void write_first(fl_buf *out, const fl_subject *s)
{
    size_t n = 0;
    const fairleaf_account *a = s->account;
    sortable *doubt = fl_alloc(out->arena, a->edit_count + 1, sizeof *doubt);
    for (size_t i = 0; i < a->edit_count; i++)
        if (is_first(&a->edits[i])) doubt[n++] = (sortable){ s, i };
    qsort(doubt, n, sizeof *doubt, by_doubt);
    fl_buf_text(out, "<section class=first aria-labelledby=first><h2 id=first>Look here first</h2>"
                     "\n");
    fl_buf list = fl_buf_new(out->arena, 4096);
    size_t written = write_warnings(&list, s);
    for (size_t i = 0; i < n && i < FIRST; i++) write_first_entry(&list, s, doubt[i].index);
    if (n + written) {
        fl_buf_text(out, "<ol>\n");
        fl_buf_span(out, fl_buf_view(&list));
        fl_buf_text(out, "</ol>\n");
    }
    if (n > FIRST)
        fl_buf_format(out, "<p>And %zu more, in the list by rule.</p>\n", n - FIRST);
    else if (n + written == 0)
        fl_buf_text(out, "<p class=none>Nothing: no flag, and every change is at least "
                         "0.90 sure.</p>\n");
    fl_buf_text(out, "</section>\n");
}

/* ---- by rule ---- */

static int by_text(fairleaf_text a, fairleaf_text b)
{
    size_t n = a.length < b.length ? a.length : b.length;
    int order = n ? memcmp(a.bytes, b.bytes, n) : 0;
    return order ? order : a.length < b.length ? -1 : a.length > b.length;
}

static int by_change(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    const fl_subject *s = x->s;
    if (s->group_of[x->index] != s->group_of[y->index])
        return s->group_of[x->index] < s->group_of[y->index] ? -1 : 1;
    const fairleaf_edit *e = &s->account->edits[x->index], *f = &s->account->edits[y->index];
    int order = by_text(e->before, f->before);
    if (!order) order = by_text(e->after, f->after);
    return order ? order : x->index < y->index ? -1 : 1;
}

/* Long texts are never taken as one: the page's script does not have them to compare. */
static bool is_quoted(fairleaf_text t) { return some(span_of(t), QUOTED, false).n == t.length; }

static bool is_same_change(const fl_subject *s, size_t a, size_t b)
{
    const fairleaf_edit *e = &s->account->edits[a], *f = &s->account->edits[b];
    return is_quoted(e->before) && is_quoted(e->after) && s->group_of[a] == s->group_of[b] &&
           by_text(e->before, f->before) == 0 && by_text(e->after, f->after) == 0;
}

typedef struct entry {
    size_t first, count; /* in the sorted order */
} entry;

/* Within a rule by the place of the first; rules stay together. */
typedef struct entry_order {
    entry entry;
    uint16_t group;
    size_t place;
} entry_order;

static int by_place(const void *a, const void *b)
{
    const entry_order *x = a, *y = b;
    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static void write_entry(fl_buf *out, const fl_subject *s, const sortable *order, entry which)
{
    const fairleaf_edit *first = &s->account->edits[order[which.first].index];
    fl_buf_text(out, "<li>");
    write_change(out, s, first);
    if (!s->group[s->group_of[order[which.first].index]].why && first->why) {
        fl_buf_text(out, "<p class=why>");
        fl_html_text(out, fl_span_of(first->why));
        fl_buf_text(out, "</p>");
    }
    fl_buf_text(out, "<p class=at>");
    if (which.count > 1) fl_buf_format(out, "<b>×%zu</b> ", which.count);
    fl_buf_text(out, which.count > 1 ? "lines" : "line");
    uint32_t line = 0, nth = 0; /* further places on a line are its second, its third, ... */
    for (size_t i = 0; i < which.count && i < LINKS; i++) {
        size_t index = order[which.first + i].index;
        uint32_t here = s->account->edits[index].line;
        nth = here == line ? nth + 1 : 1;
        line = here;
        fl_buf_format(out, nth > 1 ? " <a class=s href=#e%zu>%u</a>" : " <a href=#e%zu>%u</a>",
                      index + 1, nth > 1 ? nth : line);
    }
    if (which.count > LINKS) fl_buf_format(out, " and %zu more", which.count - LINKS);
    fl_buf_text(out, "</p></li>\n");
}

static void open_group(fl_buf *out, const fl_subject *s, size_t group)
{
    const fl_rule_group *g = &s->group[group];
    fl_buf_format(out, "<details open data-r=%zu><summary><span class=\"sw k%d\">%s</span> <code>",
                  group, (int)g->kind, fl_kind_word(g->kind));
    fl_html_text(out, fl_span_of(g->rule));
    fl_buf_text(out, "</code> <span class=c>");
    fl_count(out, g->count, "place", "places");
    fl_buf_format(out, ", %.2f sure</span></summary>", (double)g->least);
    if (g->why) {
        fl_buf_text(out, "<p class=why>");
        fl_html_text(out, fl_span_of(g->why));
        fl_buf_text(out, "</p>");
    }
    fl_buf_text(out, "<ul>\n");
}

static void write_groups(fl_buf *out, const fl_subject *s)
{
    size_t n = s->account->edit_count, entries = 0;
    sortable *order = fl_alloc(out->arena, n + 1, sizeof *order);
    for (size_t i = 0; i < n; i++) order[i] = (sortable){ s, i };
    qsort(order, n, sizeof *order, by_change);
    entry_order *all = fl_alloc(out->arena, n + 1, sizeof *all);
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && is_same_change(s, order[i].index, order[next].index);)
            next++;
        all[entries++] =
            (entry_order){ { i, next - i }, s->group_of[order[i].index], order[i].index };
    }
    qsort(all, entries, sizeof *all, by_place);
    for (size_t i = 0; i < entries; i++) {
        bool first = i == 0 || all[i - 1].group != all[i].group;
        if (first && i) fl_buf_text(out, "</ul></details>\n");
        if (first) open_group(out, s, all[i].group);
        write_entry(out, s, order, all[i].entry);
    }
    if (entries) fl_buf_text(out, "</ul></details>\n");
}

/* ---- metadata ---- */

static void write_metadata(fl_buf *out, const fl_subject *s)
{
    if (s->property_count == 0) return;
    fl_buf_text(out, "<section aria-labelledby=found><h2 id=found>What the report says of itself"
                     "</h2>\n<dl class=meta>\n");
    for (size_t i = 0; i < s->property_count; i++) {
        const fairleaf_property *p = &s->property[i];
        fl_buf_text(out, "<dt>");
        fl_html_text(out, fl_span_of(p->key));
        fl_buf_text(out, "</dt><dd dir=auto>");
        for (size_t k = 0; k < p->count; k++) {
            if (k) fl_buf_text(out, "<br>");
            write_lines(out, span_of(p->values[k]));
        }
        if (p->line && !fl_span_starts(fl_span_of(p->rule), FL_SPAN("html.")))
            fl_buf_format(out, " <a href=#L%u>line %u</a>", p->line, p->line);
        else if (p->line) /* in the markup of a page, which is not shown */
            fl_buf_format(out, " line %u", p->line);
        fl_buf_text(out, "</dd>\n");
    }
    fl_buf_text(out, "</dl></section>\n");
}

void fl_listing_changes(fl_buf *out, const fl_subject *s)
{
    write_first(out, s);
    fl_buf_text(out, "<section class=all aria-labelledby=all><h2 id=all>All ");
    fl_count(out, s->account->edit_count, "change", "changes");
    fl_buf_text(out, ", by rule</h2>\n");
    if (s->account->edit_count == 0) fl_buf_text(out, "<p class=none>Nothing was changed.</p>\n");
    write_groups(out, s);
    fl_buf_text(out, "</section>\n");
    write_metadata(out, s);
}

/* ---- style and data ---- */

void fl_listing_style(fl_buf *out, const fl_subject *s)
{
    for (size_t i = 0; i < s->groups; i++) {
        const fl_rule_group *g = &s->group[i];
        fl_buf_format(out, ".r%zu{--say:\"", i);
        fl_html_css(out, fl_span_of(g->rule));
        if (g->why) {
            fl_buf_text(out, "\\A ");
            fl_html_css(out, fl_span_of(g->why));
        }
        fl_buf_text(out, "\"}\n");
    }
}

static void quote(fl_buf *out, fairleaf_text t)
{
    fl_buf_byte(out, ',');
    if (is_quoted(t))
        fl_json_string(out, span_of(t));
    else
        fl_buf_text(out, "null");
}

/* [group, line, from, to, confidence in hundredths, before, after, why or 0, alternative...] */
static void write_edit(fl_buf *out, const fl_subject *s, size_t index)
{
    const fairleaf_edit *e = &s->account->edits[index];
    const fl_rule_group *g = &s->group[s->group_of[index]];
    const uint64_t number[] = { s->group_of[index], e->line, e->byte, e->byte + e->bytes,
                                (uint64_t)(e->confidence * 100 + .5f) };
    fl_buf_text(out, index ? ",\n" : "\n");
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        fl_buf_byte(out, i ? ',' : '[');
        fl_buf_number(out, number[i]);
    }
    quote(out, e->before);
    quote(out, e->after);
    fl_buf_byte(out, ',');
    if (e->why && (!g->why || strcmp(e->why, g->why) != 0))
        fl_json_string(out, fl_span_of(e->why));
    else
        fl_buf_byte(out, '0');
    for (size_t i = 0; i < e->alternative_count; i++) {
        fl_buf_byte(out, ',');
        fl_json_string(out, span_of(e->alternatives[i]));
    }
    fl_buf_byte(out, ']');
}

void fl_listing_data(fl_buf *out, const fl_subject *s)
{
    char hex[FL_DIGEST_HEX + 1];
    fl_digest_hex(&s->digest, hex);
    fl_buf json = fl_buf_new(out->arena, 4096);
    fl_buf_text(&json, "{\"source\":");
    fl_json_string(&json, fl_span_of(s->path));
    fl_buf_format(&json, ",\"sha256\":\"%s\",\"rules\":[", hex);
    for (size_t i = 0; i < s->groups; i++) {
        const fl_rule_group *g = &s->group[i];
        fl_buf_text(&json, i ? ",[" : "[");
        fl_json_string(&json, fl_span_of(g->rule));
        fl_buf_format(&json, ",%d,", (int)g->kind);
        fl_json_string(&json, fl_span_of(g->why));
        fl_buf_byte(&json, ']');
    }
    fl_buf_text(&json, "],\"prior\":");
    fl_buf_span(&json, s->prior.n ? s->prior : FL_SPAN("[]"));
    fl_buf_text(&json, ",\"edits\":[");
    for (size_t i = 0; i < s->account->edit_count; i++) write_edit(&json, s, i);
    fl_buf_text(&json, "]}");
    fl_html_json(out, fl_buf_view(&json));
}
