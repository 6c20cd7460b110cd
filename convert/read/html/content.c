/* read/html/content.c - first what no browser shows and what is furniture by its name, then the
 * node that holds the report, then what stands in it and is not of it. */
#include "read/html/choice.h"
#include "read/html/address.h"
#include "read/html/head.h"
#include "read/html/images.h"
#include "read/html/measure.h"
#include "read/html/meta.h"
#include "read/html/names.h"
#include "read/html/pick.h"
#include "read/html/related.h"
#include "read/html/title.h"

typedef struct chooser {
    const fl_task *t;
    const fl_page *page;
    fl_choice *choice;
    fl_measure *m;
    fl_names *names;
    bool forum;                /* what readers say is the page's text */
    bool spared[FL_NAME_ROWS]; /* words that say nothing on this page */
    bool names_count;          /* false: names are not believed at all */
    uint32_t sure;             /* the element that surely holds the report, by its name; 0: none */
} chooser;

/* 0 when the caller's options do not allow it. */
static uint8_t reason_of(chooser *c, const char *rule, const char *why, unsigned confidence)
{
    if (!fl_task_allows(c->t, rule, confidence)) return 0;
    return fl_choice_reason(c->choice, rule, why, confidence);
}

/* ---- what no browser shows ---- */

/* Markup for browsers without scripts, which came as text: `<img height=1 src=…>`. */
static bool is_markup(const chooser *c, uint32_t i)
{
    const fl_node *n = &c->page->node[i];
    if (c->page->node[n->parent].tag != FL_TAG_NOSCRIPT && n->to - n->from > 2000) return false;
    fl_span s = fl_span_trim(fl_span_sub(c->page->source, n->from, n->to));
    return fl_span_starts(s, FL_SPAN("<img ")) || fl_span_starts(s, FL_SPAN("<iframe ")) ||
           fl_span_starts(s, FL_SPAN("<link "));
}

static void leave_out_unseen(chooser *c)
{
    fl_choice *choice = c->choice;
    uint8_t head = fl_choice_reason(choice, "html.head", "stands in the head of the page", 100);
    uint8_t hidden = fl_choice_reason(choice, "html.hidden", "no browser shows it", 100);
    for (uint32_t i = 1; i < c->page->count;) {
        unsigned tag = c->page->node[i].tag;
        uint8_t reason = 0;
        if (tag == FL_TAG_HEAD || (tag == FL_TAG_TITLE && !c->page->node[i].foreign)) reason = head;
        if (tag == FL_TAG_TEMPLATE || fl_tag_class(tag) & FL_TAG_SILENT) reason = hidden;
        if (!reason && tag > FL_TAG_OTHER) {
            c->names[i] = fl_names_of(c->page, i);
            if (c->names[i].says & FL_NAME_HIDDEN && c->t->options->as_is) reason = hidden;
        }
        if (fl_node_is_text(c->page, i) && is_markup(c, i)) reason = hidden;
        if (reason) fl_choice_leave_out(choice, c->page, i, reason);
        if (tag == FL_TAG_IFRAME && fl_node_attribute(c->t->arena, c->page, i, "srcdoc").n)
            choice->node[i].reason = 0; /* a page inside: browsers show it */
        i = reason ? c->page->node[i].end : i + 1;
    }
}

/* ---- furniture ---- */

typedef struct kind_of_element {
    uint8_t tag;
    const char *why;
} kind_of_element;

static const kind_of_element furniture[] = {
    { FL_TAG_NAV, "navigation" },
    { FL_TAG_ASIDE, "stands beside the text" },
    { FL_TAG_FOOTER, "foot of the page" },
    { FL_TAG_HEADER, "head of the page" },
    { FL_TAG_BUTTON, "a control" },
    { FL_TAG_SELECT, "a control" },
    { FL_TAG_TEXTAREA, "a control" },
    { FL_TAG_DATALIST, "a control" },
    { FL_TAG_FORM, "a form" },
    { FL_TAG_FIELDSET, "a form" },
    { FL_TAG_LABEL, "a control" },
    { FL_TAG_MENU, "navigation" },
    { FL_TAG_SVG, "a drawing" },
    { FL_TAG_NOSCRIPT, "for browsers without scripts" },
};

/* Never what holds much of the page's text. */
static bool holds_much(const fl_sums *total, fl_sums s)
{
    enum { SHARE = 40, FEW = 5 };
    uint64_t text = s.text - s.linked, all = total->text - total->linked;
    if (text * 100 > all * SHARE) return true;
    if ((uint64_t)total->good * FEW < all) return false; /* no page of running text */
    return (uint64_t)s.good * 100 > (uint64_t)total->good * SHARE;
}

/* Comments are furniture when the page has a text of its own before them: else it is a forum. */
static void spare_comments(chooser *c)
{
    enum { TEXT = 1000 };
    uint64_t before = 0, in = 0;
    uint32_t first = 0;
    for (uint32_t i = 1; i < c->page->count;) {
        bool comment = c->names[i].says & FL_NAME_COMMENT;
        if (comment) {
            fl_sums s = fl_measure_of(c->m, i);
            if (!first && s.good) {
                first = i;
                before = c->m->before[i].good;
            }
            in += s.good;
        }
        i = comment ? c->page->node[i].end : i + 1;
    }
    c->forum = before < TEXT && before * 4 < in;
}

/* A word that stands over much of the page's text says nothing: `widget`, and `comment` in a forum.
 */
static void spare_words(chooser *c, const fl_sums *total)
{
    fl_sums sum[FL_NAME_ROWS] = { { 0, 0, 0, 0 } };
    uint32_t end[FL_NAME_ROWS] = { 0 }; /* of the outermost element with the word */
    for (uint32_t i = 1; i < c->page->count; i++) {
        const fl_names *n = &c->names[i];
        if (!n->word || i < end[n->row]) continue;
        fl_sums s = fl_measure_of(c->m, i);
        if (holds_much(total, s) || n->says & FL_NAME_COMMENT) continue; /* judged by itself */
        end[n->row] = c->page->node[i].end;
        sum[n->row].text += s.text;
        sum[n->row].linked += s.linked;
        sum[n->row].good += s.good;
    }
    for (size_t k = 0; k < FL_NAME_ROWS; k++) c->spared[k] = holds_much(total, sum[k]);
    spare_comments(c);
}

static bool has_linked_heading(const chooser *c, uint32_t i)
{
    for (uint32_t k = i + 1; k < c->page->node[i].end; k++)
        if (c->page->node[k].tag > FL_TAG_H1 && c->page->node[k].tag <= FL_TAG_H6) {
            fl_sums s = fl_measure_of(c->m, k);
            return s.text && s.linked * 10 > s.text * 9;
        }
    return false;
}

static bool is_control(unsigned tag) { return tag == FL_TAG_BUTTON || tag == FL_TAG_LABEL; }

/* A control that opens a part of the text: it stands in a heading, or holds one, or a sentence. */
static bool holds_heading(const chooser *c, uint32_t i)
{
    uint32_t parent = c->page->node[i].parent;
    unsigned around = c->page->node[parent].tag;
    if (around >= FL_TAG_H1 && around <= FL_TAG_H6) return true;
    for (uint32_t k = i + 1; k < c->page->node[i].end; k++)
        if (c->page->node[k].tag >= FL_TAG_H1 && c->page->node[k].tag <= FL_TAG_H6) return true;
    return fl_measure_of(c->m, i).good > 0;
}

static uint8_t furniture_reason(chooser *c, uint32_t i, const fl_sums *total)
{
    const fl_names *n = &c->names[i];
    unsigned tag = c->page->node[i].tag;
    const char *why = NULL;
    for (size_t k = 0; k < sizeof furniture / sizeof *furniture && !why; k++)
        if (furniture[k].tag == tag) why = furniture[k].why;
    if (n->says & FL_NAME_HIDDEN && !holds_much(total, fl_measure_of(c->m, i)))
        return reason_of(c, "html.hidden", "no browser shows it", 100);
    if (!why && (!c->names_count || (n->word && c->spared[n->row]))) return 0;
    bool comment = n->says & FL_NAME_COMMENT;
    if (!why && comment && c->forum) return 0;
    bool named = c->names_count && n->says & FL_NAME_FURNITURE && !(n->says & FL_NAME_SHARING);
    if (is_control(tag) && !named && holds_heading(c, i)) return 0;
    if (tag == FL_TAG_FIGCAPTION) why = "a caption";
    bool note = !why && !(n->says & FL_NAME_FURNITURE) && n->says & FL_NAME_NOTE;
    if (!why && !(n->says & (FL_NAME_FURNITURE | FL_NAME_NOTE))) return 0;
    fl_sums s = fl_measure_of(c->m, i);
    bool beside = c->sure && (tag == FL_TAG_ASIDE || tag == FL_TAG_FOOTER || tag == FL_TAG_NAV) &&
                  !fl_node_inside(c->page, c->sure, i) && !fl_node_inside(c->page, i, c->sure);
    if (!beside && holds_much(total, s) && !(comment && !why)) return 0;
    if (note) {
        enum { LONGEST_NOTE = 1200 };
        if (s.good || s.text > LONGEST_NOTE || n->says & FL_NAME_TEXT) return 0;
        return reason_of(c, "html.note", n->word, 80);
    }
    if (tag == FL_TAG_HEADER && fl_node_around(c->page, i, FL_TAG_ARTICLE) &&
        has_linked_heading(c, i))
        return 0;
    if ((tag == FL_TAG_HEADER || (!why && n->says & FL_NAME_SHARING)) && s.good) return 0;
    bool caption = tag == FL_TAG_FIGCAPTION || (!why && n->says & FL_NAME_CAPTION);
    if (caption) return reason_of(c, "html.caption", "says what a picture shows", 80);
    if (why) return reason_of(c, "html.furniture", why, 90);
    return reason_of(c, "html.furniture", n->word, 85);
}

/* No running text and hardly any other is left: then what was believed is wrong. */
static bool too_little(const chooser *c, const fl_sums *total)
{
    enum { LITTLE = 2000, SHARE = 12 };
    fl_sums kept = fl_measure_of(c->m, 0);
    uint64_t text = kept.text - kept.linked, all = total->text - total->linked;
    return !kept.good && text < LITTLE && text * 100 < all * SHARE;
}

static void leave_out_furniture(chooser *c, const fl_sums *total)
{
    for (uint32_t i = 1; i < c->page->count;) {
        unsigned tag = c->page->node[i].tag;
        bool may = tag > FL_TAG_OTHER && tag != FL_TAG_HTML && tag != FL_TAG_BODY &&
                   !c->choice->node[i].reason;
        uint8_t reason = may ? furniture_reason(c, i, total) : 0;
        if (reason) fl_choice_leave_out(c->choice, c->page, i, reason);
        i = reason ? c->page->node[i].end : i + 1;
    }
}

/* The first element with the name of one that holds a report, and with sentences. */
static uint32_t find_sure(const chooser *c)
{
    for (uint32_t i = 1; i < c->page->count; i++)
        if (c->names[i].container == 2 && fl_measure_of(c->m, i).good) return i;
    return 0;
}

/* Furniture by tags and names; when that leaves next to nothing, by tags alone; then none. */
static void find_furniture(chooser *c)
{
    fl_sums total = fl_measure_of(c->m, 0);
    size_t size = c->page->count * sizeof *c->choice->node;
    fl_verdict_of_node *before = fl_alloc(c->t->arena, c->page->count, sizeof *before);
    memcpy(before, c->choice->node, size);
    spare_words(c, &total);
    c->sure = find_sure(c);
    for (int names = 1; names >= 0; names--) {
        c->names_count = names;
        leave_out_furniture(c, &total);
        fl_measure_runs(c->m);
        if (!too_little(c, &total)) return;
        memcpy(c->choice->node, before, size);
    }
    fl_measure_runs(c->m);
}

/* ---- what is not of the report ---- */

static void leave_out_range(chooser *c, uint32_t from, uint32_t to, uint8_t reason)
{
    for (uint32_t i = from; i < to; i++)
        if (!c->choice->node[i].reason) c->choice->node[i].reason = reason;
}

static bool is_list(unsigned tag)
{
    return tag == FL_TAG_UL || tag == FL_TAG_OL || tag == FL_TAG_DL || tag == FL_TAG_DIV ||
           tag == FL_TAG_TABLE || tag == FL_TAG_SECTION || tag == FL_TAG_P || tag == FL_TAG_TD ||
           tag == FL_TAG_TR || tag == FL_TAG_LI || tag == FL_TAG_CENTER ||
           (tag >= FL_TAG_H1 && tag <= FL_TAG_H6);
}

/* The last running text inside a node; 0 when there is none. */
static uint32_t last_good(const chooser *c, uint32_t node)
{
    uint32_t r = c->m->before[c->page->node[node].end].runs;
    while (r > c->m->before[node].runs)
        if (c->m->run[--r].good) return c->m->run[r].first;
    return 0;
}

/* How many links to documents begin before each node: such a link belongs to the report that it
 * stands in. */
static uint32_t *count_attachments(const chooser *c)
{
    fl_arena *a = c->t->arena;
    uint32_t *before = fl_alloc(a, (size_t)c->page->count + 1, sizeof *before);
    for (uint32_t i = 0; i < c->page->count; i++) {
        bool is = c->page->node[i].tag == FL_TAG_A &&
                  fl_address_is_document(fl_span_trim(fl_node_attribute(a, c->page, i, "href")));
        before[i + 1] = before[i] + is;
    }
    return before;
}

/* Lists of links inside the report. */
static void leave_out_links(chooser *c, uint32_t node)
{
    enum { ASIDE = 120 }; /* text beside the links */
    fl_sums total = fl_measure_of(c->m, node);
    if ((uint64_t)total.linked * 10 > (uint64_t)total.text * 4) return; /* links are what it is */
    uint8_t reason = reason_of(c, "html.links", "a list of links", 80);
    uint32_t end = c->page->node[node].end, last = last_good(c, node);
    const uint32_t *documents = count_attachments(c);
    for (uint32_t i = node + 1; i < end;) {
        fl_sums s = fl_measure_of(c->m, i);
        if (s.runs == 1 && i < last && s.linked) { /* a line in the midst of the report */
            i++;
            continue;
        }
        bool links = is_list(c->page->node[i].tag) && s.linked && !s.good &&
                     (uint64_t)s.linked * 10 > (uint64_t)s.text * 6 &&
                     (s.runs > 1 || s.text - s.linked < ASIDE);
        links = links && documents[c->page->node[i].end] == documents[i];
        if (links) leave_out_range(c, i, c->page->node[i].end, reason);
        i = links ? c->page->node[i].end : i + 1;
    }
}

/* What stands above the title is the page's, when most of the report stands below. */
static void leave_out_above_title(chooser *c, uint32_t node, const fl_title_of_page *title)
{
    if (title->first <= node || title->first >= c->page->node[node].end) return;
    uint64_t above = c->m->before[title->first].good - c->m->before[node].good;
    if (above * 3 > fl_measure_of(c->m, node).good) return;
    uint8_t reason = reason_of(c, "html.above-title", "stands above the title of the report", 85);
    leave_out_range(c, node, title->first, reason);
}

/* The largest element around a linked line that begins behind `after`, has no text above the line
 * and little below; outside of `body`, where the paragraphs of the report stand, more. */
static uint32_t teaser_around(const chooser *c, uint32_t line, uint32_t after, uint32_t body)
{
    enum { TEXT = 1500, OUTSIDE = 6000 };
    uint32_t best = line;
    for (uint32_t i = line; i > after; i = c->page->node[i].parent) {
        uint32_t most = fl_node_inside(c->page, i, body) ? TEXT : OUTSIDE;
        if (fl_measure_of(c->m, i).good > most) break;
        if (c->m->before[line].good != c->m->before[i].good) break;
        best = i;
    }
    return best;
}

static bool is_linked_heading(const chooser *c, const fl_run *run)
{
    enum { LINE = 60 };
    unsigned tag = c->page->node[run->owner].tag;
    return run->text >= LINE && run->linked * 10 >= run->text * 9 && tag >= FL_TAG_H1 &&
           tag <= FL_TAG_H6;
}

/* The last running text that does not stand below a linked heading. */
static uint32_t begin_of_tail(const chooser *c, uint32_t first, uint32_t last, uint32_t body)
{
    uint32_t begin = first, end = 0, after = c->m->run[first].first;
    for (uint32_t r = first + 1; r < last; r++) {
        const fl_run *run = &c->m->run[r];
        if (run->first < end) continue;
        if (is_linked_heading(c, run))
            end = c->page->node[teaser_around(c, run->owner, after, body)].end;
        else if (run->good)
            begin = r;
    }
    return begin;
}

/* The element whose children the paragraphs of the report are. */
static uint32_t body_of(const chooser *c, uint32_t first)
{
    uint32_t owner = c->m->run[first].owner;
    return c->page->node[owner].tag == FL_TAG_P ? c->page->node[owner].parent : owner;
}

/* Other reports: a linked line and the first lines of each, below the report. Beside its paragraphs
 * they may be its own sections, so that there they go only when they are few. */
static void leave_out_teasers(chooser *c, uint32_t node)
{
    enum { TEXT = 1500 };
    uint32_t first = c->m->before[node].runs, last = c->m->before[c->page->node[node].end].runs;
    uint64_t good = fl_measure_of(c->m, node).good, beside = 0, inside = 0;
    uint8_t reason = reason_of(c, "html.teaser", "the beginning of another page, with a link to it",
                               80);
    while (first < last && !c->m->run[first].good) first++;
    if (first == last) return;
    uint32_t body = body_of(c, first);
    first = begin_of_tail(c, first, last, body);
    for (int act = 0; act < 2; act++) {
        uint32_t end = 0;
        for (uint32_t r = first + 1; r < last; r++) {
            const fl_run *run = &c->m->run[r];
            if (run->first < end || !is_linked_heading(c, run)) continue;
            uint32_t teaser = teaser_around(c, run->owner, c->m->run[first].first, body);
            uint64_t *sum = fl_node_inside(c->page, teaser, body) ? &beside : &inside;
            end = c->page->node[teaser].end;
            if (!act) *sum += fl_measure_of(c->m, teaser).good;
            if (act && (sum == &inside || beside * 10 <= good * 4))
                leave_out_range(c, teaser, end, reason);
        }
        if (good - inside < TEXT) return;
    }
}

/* Between the title and the element that holds the report: all of it when there is much, else the
 * running text. */
static void leave_out_below_title(chooser *c, uint32_t node, uint32_t from, uint8_t reason)
{
    const fl_sums *a = &c->m->before[from], *b = &c->m->before[node];
    uint64_t text = b->text - a->text - (b->linked - a->linked);
    uint64_t inside = fl_measure_of(c->m, node).text;
    if (text * 100 >= inside * 15 && (b->linked - a->linked) * 2 < b->text - a->text) return;
    uint32_t at = from;
    for (uint32_t r = a->runs; r < b->runs; r++) {
        if (!c->m->run[r].good) continue;
        leave_out_range(c, at, c->m->run[r].first, reason);
        at = c->m->run[r].last + 1;
    }
    leave_out_range(c, at, node, reason);
}

static void leave_out_the_rest(chooser *c, fl_pick pick, const fl_title_of_page *title)
{
    uint8_t outside = reason_of(
        c, "html.outside", "stands outside of the element that holds the report", pick.confidence);
    uint32_t from = pick.node;
    if (title->first && title->last < pick.node) from = title->last + 1;
    leave_out_range(c, 1, from, outside);
    leave_out_below_title(c, pick.node, from, outside);
    leave_out_range(c, c->page->node[pick.node].end, c->page->count, outside);
}

/* True when text i stands in a heading that is not below one of `tag`. */
static bool is_same_or_higher(const chooser *c, uint32_t i, unsigned tag)
{
    for (uint32_t k = c->m->owner[i], up = 0; k && up < 3; k = c->page->node[k].parent, up++) {
        unsigned t = c->page->node[k].tag;
        if (t >= FL_TAG_H1 && t <= FL_TAG_H6) return t <= tag;
    }
    return false;
}

/* True when text was left out between two nodes as other than hidden. */
static bool lost_between(const chooser *c, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint8_t reason = c->choice->node[i].reason;
        if (!reason || !fl_node_is_text(c->page, i) || !fl_measure_any(c->m, i)) continue;
        if (strcmp(c->choice->reason[reason].rule, "html.hidden") != 0) return true;
    }
    return false;
}

/* A heading below which everything was left out heads nothing: `Related posts`, `Comments`. */
static void leave_out_empty_heads(chooser *c, uint32_t node)
{
    enum { LONGEST = 400 };
    const fl_page *p = c->page;
    uint8_t reason = reason_of(c, "html.heads-nothing", "what stood below it is left out", 80);
    uint32_t end = p->node[node].end;
    for (uint32_t i = node + 1; i < end; i++) {
        unsigned tag = p->node[i].tag;
        if (tag < FL_TAG_H2 || tag > FL_TAG_H6) continue;
        fl_sums s = fl_measure_of(c->m, i);
        uint32_t r = c->m->before[p->node[i].end].runs, next = end;
        if (!s.text || s.text > LONGEST || r == 0 || c->m->run[r - 1].first < i) continue;
        if (r < c->m->run_count && c->m->run[r].first < end) next = c->m->run[r].first;
        if (next < end && !is_same_or_higher(c, next, tag)) continue;
        if (lost_between(c, p->node[i].end, next)) leave_out_range(c, i, p->node[i].end, reason);
    }
}

/* ---- the choice ---- */

/* False for a page behind another one whose title is not that of the first. */
static bool is_title_above(const fl_page *page, const fl_title_of_page *title)
{
    fl_span above = page->title;
    if (!above.p || above.n == 0 || title->folded.n == 0) return !above.p;
    return fl_span_starts(title->folded, above) || fl_span_starts(above, title->folded);
}

static void show_title(chooser *c, const fl_title_of_page *title)
{
    for (uint32_t i = title->first; title->first && i <= title->last; i++)
        if (fl_node_is_text(c->page, i)) c->choice->node[i].reason = 0;
}

/* A page of frames is but a list of other pages. */
static bool has_frames(const fl_page *page)
{
    for (uint32_t i = 1; i < page->count; i++)
        if (page->node[i].tag == FL_TAG_FRAMESET) return true;
    return false;
}

fl_choice *fl_page_choose(const fl_task *t, const fl_page *page)
{
    chooser c = { .t = t, .page = page };
    c.choice = fl_alloc(t->arena, 1, sizeof *c.choice);
    c.choice->node = fl_alloc(t->arena, page->count, sizeof *c.choice->node);
    c.choice->reason_count = 1;
    c.names = fl_alloc(t->arena, page->count, sizeof *c.names);
    leave_out_unseen(&c);
    if (t->options->as_is) {
        if (t->meta) fl_page_meta(t, page, c.names, NULL, NULL);
        return c.choice;
    }
    c.m = fl_measure_new(t->arena, page, c.choice);
    fl_measure_runs(c.m);
    fl_title_of_page title = fl_page_title(t->arena, c.m);
    if (has_frames(page)) title.confidence = 95; /* nothing else could say it */
    if (t->meta) fl_page_meta(t, page, c.names, c.m, &title);
    if (has_frames(page)) return c.choice;
    find_furniture(&c);
    fl_pick pick = fl_page_pick(t->arena, c.m, c.names);
    if (!pick.node) return c.choice;
    leave_out_links(&c, pick.node);
    fl_related_leave_out(t, c.choice, c.m, pick.node);
    leave_out_above_title(&c, pick.node, &title);
    leave_out_teasers(&c, pick.node);
    leave_out_the_rest(&c, pick, &title);
    c.choice->title = title.folded;
    if (!is_title_above(page, &title))
        show_title(&c, &title);
    else if (fl_task_allows(t, "html.title", title.confidence))
        fl_title_leave_out(t->arena, c.choice, c.m, &title);
    fl_measure_runs(c.m);
    fl_head_leave_out(t, c.choice, c.m, pick.node, &title);
    fl_measure_runs(c.m);
    leave_out_empty_heads(&c, pick.node);
    fl_images_judge(t->arena, page, c.choice, title.folded);
    return c.choice;
}
