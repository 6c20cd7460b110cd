/* report/overview.c */
#include "report/overview.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/utf8.h"
#include "report/assets.h"
#include "report/html.h"
#include "report/listing.h"
#include "report/page.h"
#include "report/subject.h"

enum { LONGEST_TITLE = 160 };

/* ---- taking up ---- */

static fl_overview_rule *rule_of(fl_overview *o, const char *name, fairleaf_edit_kind kind)
{
    for (size_t i = 0; i < o->rules; i++)
        if (o->rule[i].kind == kind && strcmp(o->rule[i].rule, name) == 0) return &o->rule[i];
    if (o->rules == o->rule_capacity) {
        size_t wanted = o->rule_capacity ? o->rule_capacity * 2 : 64;
        o->rule = fl_grow(o->arena, o->rule, o->rules * sizeof *o->rule, wanted * sizeof *o->rule);
        o->rule_capacity = wanted;
    }
    o->rule[o->rules] =
        (fl_overview_rule){ .rule = fl_copy(o->arena, fl_span_of(name)), .kind = kind, .least = 1 };
    return &o->rule[o->rules++];
}

static void add_rules(fl_overview *o, fl_overview_document *d, const fl_recorded *l)
{
    d->least = 1;
    for (size_t i = 0; i < l->rule_count; i++) {
        const fl_recorded_rule *r = &l->rule[i];
        fl_overview_rule *all = rule_of(o, r->rule, r->kind);
        all->documents++;
        all->edits += r->edits;
        all->uncertain += r->uncertain;
        all->characters += r->characters;
        if (r->least < all->least) all->least = r->least;
        d->edits += (uint32_t)r->edits;
        if (r->kind == FAIRLEAF_EDIT_NOTE)
            d->flags += (uint32_t)r->edits;
        else
            d->uncertain += (uint32_t)r->uncertain;
        if (r->least < d->least) d->least = r->least;
    }
}

static const char *title_of(fl_overview *o, const fl_recorded *l)
{
    for (size_t i = 0; i < l->property_count; i++) {
        const fairleaf_property *p = &l->property[i];
        if (strcmp(p->key, "title") != 0 || p->count == 0 || p->values[0].length == 0) continue;
        fl_span title = { p->values[0].bytes, p->values[0].length };
        if (title.n > LONGEST_TITLE) {
            title.n = LONGEST_TITLE;
            while (title.n && ((unsigned char)title.p[title.n] & 0xC0) == 0x80) title.n--;
        }
        return fl_copy(o->arena, title);
    }
    return NULL;
}

void fl_overview_add(fl_overview *o, const char *stem, const fl_recorded *l, const char *fault)
{
    if (o->count == o->capacity) {
        size_t wanted = o->capacity ? o->capacity * 2 : 256;
        o->document = fl_grow(o->arena, o->document, o->count * sizeof *o->document,
                              wanted * sizeof *o->document);
        o->capacity = wanted;
    }
    fl_overview_document *d = &o->document[o->count++];
    *d = (fl_overview_document){ .stem = fl_copy(o->arena, fl_span_of(stem)) };
    if (!l) {
        d->fault = fl_copy(o->arena, fl_span_of(fault));
        return;
    }
    d->source = fl_copy(o->arena, fl_span_of(l->path));
    d->title = title_of(o, l);
    d->digest = l->digest;
    d->input = l->balance.input;
    d->removed = l->balance.removed;
    d->replaced = l->balance.replaced;
    d->unaccounted = l->balance.unaccounted;
    d->warnings = (uint32_t)l->warning_count;
    d->encoding = l->confidence;
    add_rules(o, d, l);
}

/* ---- ranking ---- */

static float share_of(const fl_overview_document *d)
{
    return d->input ? (float)d->removed / (float)d->input : 0;
}

static int by_value(const void *a, const void *b)
{
    const float *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* Median of the shares, and of their distances from it. */
static void find_usual(fl_overview *o)
{
    fl_arena_mark mark = fl_arena_here(o->arena);
    float *value = fl_alloc(o->arena, o->count + 1, sizeof *value);
    size_t n = 0;
    for (size_t i = 0; i < o->count; i++)
        if (!o->document[i].fault && o->document[i].input) value[n++] = share_of(&o->document[i]);
    qsort(value, n, sizeof *value, by_value);
    o->usual = n ? value[n / 2] : 0;
    for (size_t i = 0; i < n; i++)
        value[i] = value[i] > o->usual ? value[i] - o->usual : o->usual - value[i];
    qsort(value, n, sizeof *value, by_value);
    o->spread = n ? value[n / 2] : 0;
    if (o->spread < .005f) o->spread = .005f; /* half a percent is never far */
    fl_arena_back(o->arena, mark);
}

/* Distance of a share from the usual one, in spreads; 5 and more is far (3.4 standard deviations of
 * a normal distribution). */
static float distance_of(const fl_overview *o, const fl_overview_document *d)
{
    float share = share_of(d);
    return (share > o->usual ? share - o->usual : o->usual - share) / o->spread;
}

static float at_most(float value, float most) { return value < most ? value : most; }

static float score_of(const fl_overview *o, const fl_overview_document *d)
{
    if (d->fault) return 2000;
    float distance = distance_of(o, d), score = d->unaccounted ? 1000 : 0;
    score += at_most(3 * (float)d->flags, 60) + at_most((float)d->uncertain, 40);
    score += at_most(2 * (float)d->warnings, 40);
    if (distance >= 5) score += 10 + at_most(distance, 30);
    if (d->encoding < .9f) score += 15;
    if (!d->title) score += 5;
    return score + (1 - d->least);
}

static int by_score(const void *a, const void *b)
{
    const fl_overview_document *x = a, *y = b;
    if (x->score > y->score) return -1;
    if (x->score < y->score) return 1;
    return strcmp(x->stem, y->stem);
}

static int by_doubt(const void *a, const void *b)
{
    const fl_overview_rule *x = a, *y = b;
    if (x->least < y->least) return -1;
    if (x->least > y->least) return 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return strcmp(x->rule, y->rule);
}

void fl_overview_rank(fl_overview *o)
{
    find_usual(o);
    for (size_t i = 0; i < o->count; i++) o->document[i].score = score_of(o, &o->document[i]);
    if (o->count) qsort(o->document, o->count, sizeof *o->document, by_score);
    if (o->rules) qsort(o->rule, o->rules, sizeof *o->rule, by_doubt);
}

size_t fl_overview_pages(const fl_overview *o)
{
    return o->count ? (o->count + FL_INDEX_ROWS - 1) / FL_INDEX_ROWS : 1;
}

/* ---- writing ---- */

static void percent(fl_buf *out, float share)
{
    fl_buf_format(out, share > 0 && share < .0995f ? "%.1f %%" : "%.0f %%", (double)share * 100);
}

static void reason(fl_buf *out, size_t *n, const char *text, uint64_t count)
{
    fl_buf_text(out, (*n)++ ? "; " : "");
    if (count)
        fl_count(out, count, text, text);
    else
        fl_buf_text(out, text);
}

static void write_reasons(fl_buf *out, const fl_overview *o, const fl_overview_document *d)
{
    size_t n = 0;
    if (d->fault) {
        fl_buf_text(out, "<b class=bad>the ledger cannot be read</b>: ");
        fl_html_text(out, fl_span_of(d->fault));
        return;
    }
    if (d->unaccounted) reason(out, &n, "characters unaccounted for", d->unaccounted);
    if (d->flags) reason(out, &n, d->flags == 1 ? "flag" : "flags", d->flags);
    if (d->uncertain) {
        reason(out, &n, d->uncertain == 1 ? "change" : "changes", d->uncertain);
        fl_buf_format(out, " less than 0.90 sure (least %.2f)", (double)d->least);
    }
    if (d->warnings) reason(out, &n, d->warnings == 1 ? "warning" : "warnings", d->warnings);
    if (distance_of(o, d) >= 5) {
        reason(out, &n, "", 0);
        percent(out, share_of(d));
        fl_buf_text(out, " removed, usual is ");
        percent(out, o->usual);
    }
    if (d->encoding < .9f) {
        reason(out, &n, "encoding only ", 0);
        fl_buf_format(out, "%.2f sure", (double)d->encoding);
    }
    if (!d->title) reason(out, &n, "no title found", 0);
    if (d->decided) reason(out, &n, "decided", d->decided);
}

static void write_address(fl_buf *out, const fl_overview *o, const fl_overview_document *d,
                          const char *open, const char *close)
{
    fl_buf_text(out, open);
    fl_buf_text(out, o->reports);
    fl_html_link_address(out, fl_span_of(d->stem));
    fl_buf_text(out, close);
}

static void write_row(fl_buf *out, const fl_overview *o, const fl_overview_document *d)
{
    const char *name = d->title ? d->title : d->source ? d->source : d->stem;
    fl_buf_text(out, "<tr><td dir=auto>");
    if (d->has_page) {
        fl_buf_text(out, "<a href=\"pages/");
        fl_html_link_address(out, fl_span_of(d->stem));
        fl_buf_text(out, ".html\">");
    }
    fl_html_text(out, fl_span_of(name));
    fl_buf_text(out, d->has_page ? "</a>" : "");
    fl_buf_text(out, "<span class=path>");
    fl_html_text(out, fl_span_of(d->source ? d->source : d->stem));
    if (o->reports) {
        write_address(out, o, d, " · <a href=\"", "/index.html\">report</a>");
        write_address(out, o, d, " · <a href=\"", "/index.ledger.json\">ledger</a>");
    }
    fl_buf_text(out, "</span></td><td>");
    write_reasons(out, o, d);
    fl_buf_text(out, "</td>");
    if (d->fault) {
        fl_buf_text(out, "<td></td><td></td><td></td></tr>\n");
        return;
    }
    fl_buf_format(out, "<td class=num>%llu</td><td class=num><span class=share style=\"--s:%.3f\">",
                  (unsigned long long)d->input, (double)share_of(d));
    percent(out, share_of(d));
    fl_buf_format(out, "</span></td><td class=num>%u</td></tr>\n", d->edits);
}

static void write_facts(fl_buf *out, const fl_overview *o)
{
    uint64_t input = 0, removed = 0, replaced = 0, unaccounted = 0, look = 0;
    for (size_t i = 0; i < o->count; i++) {
        const fl_overview_document *d = &o->document[i];
        input += d->input;
        removed += d->removed;
        replaced += d->replaced;
        unaccounted += d->unaccounted;
        look += d->fault || d->flags || d->uncertain || d->warnings || distance_of(o, d) >= 5;
    }
    fl_buf_text(out, "<p class=facts>");
    fl_count(out, o->count, "report", "reports");
    fl_buf_text(out, ", ");
    fl_count(out, look, "of them to look at", "of them to look at");
    fl_buf_text(out, " · ");
    fl_count(out, input, "character", "characters");
    fl_buf_text(out, ": ");
    fl_count(out, removed, "removed", "removed");
    fl_buf_text(out, ", ");
    fl_count(out, replaced, "replaced", "replaced");
    fl_buf_format(out, " · <span class=%s>", unaccounted ? "bad" : "good");
    fl_count(out, unaccounted, "unaccounted for", "unaccounted for");
    fl_buf_text(out, "</span></p>");
}

static void write_rules(fl_buf *out, const fl_overview *o)
{
    for (size_t i = 0; i < o->rules; i++) {
        const fl_overview_rule *r = &o->rule[i];
        fl_buf_format(out, "<tr data-rule=\"");
        fl_html_attribute(out, fl_span_of(r->rule));
        fl_buf_format(out, "\"><td><span class=\"sw k%d\">%s</span> <code>", (int)r->kind,
                      fl_kind_word(r->kind));
        fl_html_text(out, fl_span_of(r->rule));
        fl_buf_format(
            out,
            "</code></td><td class=num>%llu</td><td class=num>%llu</td>"
            "<td class=num>%llu</td><td class=num>%llu</td><td class=num>%.2f</td></tr>\n",
            (unsigned long long)r->documents, (unsigned long long)r->edits,
            (unsigned long long)r->characters, (unsigned long long)r->uncertain, (double)r->least);
    }
}

static void index_name(fl_buf *out, size_t index)
{
    if (index == 0)
        fl_buf_text(out, "index.html");
    else
        fl_buf_format(out, "index-%zu.html", index + 1);
}

static void write_turns(fl_buf *out, const fl_overview *o, size_t index)
{
    size_t n = fl_overview_pages(o);
    if (n == 1) return;
    fl_buf_text(out, "<nav class=turns aria-label=\"Pages of this list\">");
    for (size_t i = 0; i < n; i++) {
        if (i == index) {
            fl_buf_format(out, " <b>%zu</b>", i + 1);
            continue;
        }
        fl_buf_text(out, " <a href=\"");
        index_name(out, i);
        fl_buf_format(out, "\">%zu</a>", i + 1);
    }
    fl_buf_text(out, "</nav>");
}

static void write_rows(fl_buf *out, const fl_overview *o, size_t index)
{
    size_t from = index * FL_INDEX_ROWS, to = from + FL_INDEX_ROWS;
    for (size_t i = from; i < to && i < o->count; i++) write_row(out, o, &o->document[i]);
}

static void write_made(fl_buf *out, const fl_overview *o)
{
    if (o->pages_made == o->count) return;
    fl_buf_text(out, "<p class=\"note\">");
    fl_count(out, o->pages_made, "report has its page", "reports have their pages");
    if (!o->reports)
        fl_buf_text(out, "; <code>fairleaf review --pages N</code> makes more, "
                         "<code>--glob NAME</code> those of single reports");
    fl_buf_text(out, ".</p>");
}

static void fill(fl_buf *out, fl_span slot, const fl_overview *o, size_t index, fl_span rules)
{
    if (fl_review_fill(out, slot, fl_asset_named("index.js"))) return;
    if (fl_span_equal(slot, FL_SPAN("folder")))
        fl_html_text(out, fl_span_of(o->folder));
    else if (fl_span_equal(slot, FL_SPAN("links")))
        fl_buf_text(out,
                    o->reports ? "of <a href=\"../index.html\">the archive</a>" : "of a batch");
    else if (fl_span_equal(slot, FL_SPAN("facts")))
        write_facts(out, o);
    else if (fl_span_equal(slot, FL_SPAN("rules")))
        write_rules(out, o);
    else if (fl_span_equal(slot, FL_SPAN("rows")))
        write_rows(out, o, index);
    else if (fl_span_equal(slot, FL_SPAN("turns")))
        write_turns(out, o, index);
    else if (fl_span_equal(slot, FL_SPAN("made")))
        write_made(out, o);
    else if (fl_span_equal(slot, FL_SPAN("data")))
        fl_html_json(out, rules);
}

void fl_overview_write(fl_buf *out, const fl_overview *o, size_t index, fl_span rules)
{
    fl_span skeleton = fl_asset_named("index.html"), slot;
    for (size_t at = 0; fl_skeleton_next(out, skeleton, &at, &slot);)
        fill(out, slot, o, index, rules);
}
