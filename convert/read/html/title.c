/* read/html/title.c - texts are compared by their letters alone. */
#include "read/html/title.h"

#include "base/utf8.h"

enum { LONGEST = 600 }; /* bytes of a title */
enum { SURE = 95, LIKELY = 85, DOUBTFUL = 60 };
enum { H1_ALONE = 30 }; /* what speaks for an <h1> that the head does not say */

fl_span fl_title_fold(fl_arena *a, fl_span s)
{
    char *out = fl_alloc_bytes(a, s.n ? s.n : 1);
    size_t n = 0;
    for (size_t i = 0, next; i < s.n; i = next) {
        uint32_t c;
        next = fl_utf8_next(s, i, &c);
        if (c < 0x80 && !fl_is_ascii_alnum(c)) continue;
        if (fl_is_space(c) || (c >= 0x2010 && c < 0x2040) || c == 0xA0 || c == 0xFEFF) continue;
        if (c >= 'A' && c <= 'Z') {
            out[n++] = (char)(c + 32);
            continue;
        }
        memcpy(out + n, s.p + i, next - i);
        n += next - i;
    }
    return (fl_span){ out, n };
}

/* White space collapsed. */
static fl_span collapse(fl_arena *a, fl_span s)
{
    fl_buf b = fl_buf_new(a, s.n + 1);
    for (size_t i = 0, next; i < s.n; i = next) {
        uint32_t c;
        next = fl_utf8_next(s, i, &c);
        if (!fl_is_space(c) && c != 0xA0)
            fl_buf_span(&b, fl_span_sub(s, i, next));
        else if (b.n && b.p[b.n - 1] != ' ')
            fl_buf_byte(&b, ' ');
    }
    return fl_span_trim(fl_buf_view(&b));
}

fl_span fl_title_run(fl_arena *a, const fl_page *p, const fl_run *r)
{
    fl_buf b = fl_buf_new(a, 64);
    for (uint32_t i = r->first; i <= r->last && b.n <= LONGEST; i++)
        if (fl_node_is_text(p, i)) fl_node_text(p, i, &b);
    return b.n > LONGEST ? FL_SPAN("") : collapse(a, fl_buf_view(&b));
}

/* The part of <title> that is not the name of the site: the longest between separators. */
static fl_span without_site(fl_span title)
{
    static const char *const separators[] = { " | ", " - ", " – ", " — ", "_", " :: ",
                                              " » ", "|",   "-",   "–",   "—" };
    size_t best_from = 0, best_to = title.n;
    for (size_t k = 0; k < sizeof separators / sizeof *separators; k++) {
        fl_span sep = fl_span_of(separators[k]);
        if (fl_span_find(title, sep, 0) == SIZE_MAX) continue;
        bool tight = sep.p[0] != ' ';
        bool han = fl_is_han(fl_utf8_at(title, 0));
        if (tight && sep.p[0] != '_' && !han) continue; /* a hyphen inside a word */
        best_to = 0;
        for (size_t at = 0, end; at <= title.n; at = end + sep.n) {
            end = fl_span_find(title, sep, at);
            if (end == SIZE_MAX) end = title.n;
            /* the first one has a head start: names of sites stand last */
            if (end - at > (best_to - best_from) + (at ? 12 : 0)) {
                best_from = at;
                best_to = end;
            }
        }
        break;
    }
    return fl_span_trim(fl_span_sub(title, best_from, best_to));
}

/* Without `(page 1)`, `（第2页）` at its end. */
static fl_span without_page(fl_span title)
{
    enum { FAR = 16 };
    bool ascii = fl_span_ends(title, FL_SPAN(")")), wide = fl_span_ends(title, FL_SPAN("）"));
    if (!ascii && !wide) return title;
    bool digit = false;
    for (size_t at = title.n, k = 0; at > 0 && k < FAR; k++) {
        uint32_t c;
        at = fl_utf8_prev(title, at, &c);
        digit = digit || fl_is_digit(c);
        if (c != '(' && c != 0xFF08) continue;
        fl_span inside = fl_span_sub(title, at, title.n);
        bool page = fl_span_find(inside, FL_SPAN("页"), 0) != SIZE_MAX ||
                    fl_span_find(inside, FL_SPAN("頁"), 0) != SIZE_MAX ||
                    fl_span_find(inside, FL_SPAN("age "), 0) != SIZE_MAX;
        return digit && page && at ? fl_span_trim(fl_span_sub(title, 0, at)) : title;
    }
    return title;
}

typedef struct declared {
    fl_span title, og; /* as the head has them */
    fl_span title_folded, og_folded;
    fl_span core_folded; /* of the title without the name of the site */
} declared;

/* The title that a corpus wrote on the element around a page: `<text id="…" title="…">`. */
static fl_span title_around(fl_arena *a, const fl_page *p, uint32_t i)
{
    fl_span name = fl_node_name(p, i);
    if (!fl_span_equal(name, FL_SPAN("text")) && !fl_span_equal(name, FL_SPAN("doc")))
        return FL_SPAN("");
    return collapse(a, fl_node_attribute(a, p, i, "title"));
}

static declared read_head(fl_arena *a, const fl_page *p)
{
    declared d = { .title = FL_SPAN(""), .og = FL_SPAN("") };
    fl_span around = FL_SPAN("");
    for (uint32_t i = 1; i < p->count; i++) {
        if (p->node[i].tag == FL_TAG_OTHER && !p->node[i].foreign && !around.n)
            around = title_around(a, p, i);
        if (p->node[i].tag == FL_TAG_TITLE && !p->node[i].foreign && !d.title.n) {
            fl_buf b = fl_buf_new(a, 64);
            fl_node_text(p, i, &b);
            d.title = collapse(a, fl_buf_view(&b));
        }
        if (p->node[i].tag == FL_TAG_META && !d.og.n) {
            fl_span key = fl_node_attribute(a, p, i, "property");
            if (!key.n) key = fl_node_attribute(a, p, i, "name");
            if (fl_span_equal(key, FL_SPAN("og:title")) ||
                fl_span_equal(key, FL_SPAN("ArticleTitle")))
                d.og = collapse(a, fl_node_attribute(a, p, i, "content"));
        }
    }
    if (!d.title.n) d.title = around;
    d.title_folded = fl_title_fold(a, d.title);
    d.og_folded = fl_title_fold(a, d.og);
    d.core_folded = fl_title_fold(a, without_page(without_site(d.title)));
    return d;
}

static uint32_t heading_around(const fl_measure *m, const fl_run *r)
{
    const fl_page *p = m->page;
    for (uint32_t i = r->owner, k = 0; i && k < 4; i = p->node[i].parent, k++)
        if (p->node[i].tag >= FL_TAG_H1 && p->node[i].tag <= FL_TAG_H6) return i;
    return 0;
}

/* How much speaks for a run as the title; 0: nothing. */
static unsigned rate(const fl_measure *m, const declared *d, const fl_run *r, fl_span folded)
{
    enum { SHORT = 6 };
    uint32_t heading = heading_around(m, r);
    unsigned tag = heading ? m->page->node[heading].tag : 0;
    bool h1 = tag == FL_TAG_H1;
    if (folded.n < SHORT) return 0;
    bool all = fl_span_equal(folded, d->og_folded) || fl_span_equal(folded, d->title_folded) ||
               fl_span_equal(folded, d->core_folded);
    bool starts = fl_span_starts(d->title_folded, folded);
    bool part = starts || fl_span_find(d->title_folded, folded, 0) != SIZE_MAX ||
                (d->og_folded.n && fl_span_find(d->og_folded, folded, 0) != SIZE_MAX);
    bool longer = d->og_folded.n >= SHORT && fl_span_starts(folded, d->og_folded);
    if (!all && !part && !longer) return h1 && !r->linked ? H1_ALONE : 0;
    /* `part` of little of it is more likely the name of the site or of a column */
    bool much = folded.n * 10 >= d->core_folded.n * 4;
    bool site = !starts && fl_span_ends(d->title_folded, folded);
    if (!all && ((!much && (!h1 || site)) || (site && r->linked))) return 0;
    unsigned rating = all ? 100 : starts ? 80 : site ? 30 : 60;
    rating += h1 ? 60 : heading ? 25 : 0;
    if (r->linked) rating -= 40;
    return rating;
}

fl_title_of_page fl_page_title(fl_arena *a, const fl_measure *m)
{
    enum { FAR = 600 };
    declared d = read_head(a, m->page);
    fl_title_of_page best = { .text = FL_SPAN(""), .rule = "html.title" };
    unsigned most = 0;
    for (uint32_t k = 0; k < m->run_count && k < FAR; k++) {
        const fl_run *r = &m->run[k];
        if (r->text < 20 || r->text > 1500) continue;
        fl_span text = fl_title_run(a, m->page, r), folded = fl_title_fold(a, text);
        unsigned rating = rate(m, &d, r, folded);
        if (rating <= most) continue;
        most = rating;
        best.text = text;
        best.folded = folded;
        best.first = r->first;
        best.last = r->last;
        best.confidence = rating >= 80 ? SURE : rating > H1_ALONE ? LIKELY : DOUBTFUL;
    }
    if (most > H1_ALONE || (most && !d.og.n && !d.title.n)) return best;
    if (d.og.n || d.title.n) {
        fl_span said = d.og.n ? d.og : d.title;
        if (most && said.n) return best;
        best.text = without_page(without_site(said));
        best.folded = fl_title_fold(a, best.text);
        best.confidence = d.og.n ? LIKELY : DOUBTFUL;
        best.rule = d.og.n ? "html.og-title" : "html.title-element";
    }
    return best;
}

/* The title once more: the same letters, or all but a few of them. */
static bool says_it_again(fl_span folded, fl_span title)
{
    if (fl_span_equal(folded, title)) return true;
    return folded.n * 10 >= title.n * 4 && fl_span_find(title, folded, 0) != SIZE_MAX;
}

void fl_title_leave_out(fl_arena *a, fl_choice *c, fl_measure *m, const fl_title_of_page *title)
{
    enum { NEAR = 12 }; /* runs of the report among which the title may stand again */
    if (!title->text.n) return;
    uint8_t reason = fl_choice_reason(c, "html.title", "the title: it is the heading of the report",
                                      title->confidence);
    for (uint32_t i = title->first; title->first && i <= title->last; i++)
        if (fl_node_is_text(m->page, i))
            c->node[i] = (fl_verdict_of_node){ reason, FL_VERDICT_TITLE };
    fl_measure_runs(m);
    for (uint32_t r = 0; r < m->run_count && r < NEAR; r++) {
        const fl_run *run = &m->run[r];
        fl_span folded = fl_title_fold(a, fl_title_run(a, m->page, run));
        if (folded.n && says_it_again(folded, title->folded)) {
            for (uint32_t i = run->first; i <= run->last; i++)
                if (fl_node_is_text(m->page, i)) c->node[i].reason = reason;
        } else if (run->good) {
            return;
        }
    }
}
