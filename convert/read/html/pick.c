/* read/html/pick.c - votes, then the known names, then growing. */
#include "read/html/pick.h"

typedef struct picker {
    fl_arena *arena;
    const fl_measure *m;
    const fl_page *page;
    const fl_names *names;
    float *score;
    uint32_t body;
    fl_sums total; /* of the body */
} picker;

/* ---- votes ---- */

/* Elements that are a paragraph themselves: what is inside votes for the element around them. */
static bool is_paragraph(unsigned tag)
{
    return tag == FL_TAG_P || tag == FL_TAG_LI || tag == FL_TAG_BLOCKQUOTE || tag == FL_TAG_PRE ||
           tag == FL_TAG_DD || tag == FL_TAG_DT || (tag >= FL_TAG_H1 && tag <= FL_TAG_H6) ||
           tag == FL_TAG_FIGCAPTION || tag == FL_TAG_TR || tag == FL_TAG_TBODY ||
           tag == FL_TAG_CENTER;
}

/* The element around it that stands for more than one paragraph. */
static uint32_t around(const picker *k, uint32_t i)
{
    const fl_measure *m = k->m;
    uint32_t n = m->owner[i];
    while (n > k->body && is_paragraph(k->page->node[n].tag)) n = m->owner[k->page->node[n].parent];
    return n > k->body ? n : k->body;
}

static uint32_t outwards(const picker *k, uint32_t n)
{
    return n > k->body ? around(k, k->page->node[n].parent) : k->body;
}

static void vote(picker *k)
{
    enum { LEVELS = 4 };
    static const float share[LEVELS] = { 1.0F, .5F, .17F, .1F };
    for (uint32_t r = 0; r < k->m->run_count; r++) {
        const fl_run *run = &k->m->run[r];
        if (!run->good) continue;
        float length = (float)run->text / 500;
        float weight = 1 + (float)(run->marks < 12 ? run->marks : 12) / 2 +
                       (length < 4 ? length : 4);
        uint32_t n = around(k, run->first);
        for (int level = 0; level < LEVELS && n >= k->body; level++) {
            k->score[n] += weight * share[level];
            if (n == k->body) break;
            n = outwards(k, n);
        }
    }
}

static float link_density(fl_sums s) { return s.text ? (float)s.linked / (float)s.text : 0; }

static uint32_t winner(const picker *k)
{
    uint32_t best = 0;
    float most = 0;
    for (uint32_t i = k->body; i < k->page->count; i++) {
        if (k->score[i] <= 0) continue;
        float score = k->score[i] * (1 - link_density(fl_measure_of(k->m, i)));
        if (k->names[i].says & FL_NAME_TEXT) score *= 1.2F;
        if (k->names[i].says & FL_NAME_FURNITURE) score *= .6F;
        if (score > most) {
            most = score;
            best = i;
        }
    }
    return best;
}

/* ---- known names ---- */

static bool is_known(const picker *k, uint32_t i, unsigned least)
{
    unsigned tag = k->page->node[i].tag;
    if (k->names[i].container >= least) return true;
    return least < 2 && (tag == FL_TAG_ARTICLE || tag == FL_TAG_MAIN);
}

/* Running text counts four times as much as other text without links. */
static uint64_t worth(const picker *k, uint32_t i)
{
    fl_sums s = fl_measure_of(k->m, i);
    return (uint64_t)s.good * 3 + (s.text - s.linked);
}

/* The known element with most text; the innermost of those that hold nearly as much. */
static uint32_t known(const picker *k, unsigned least)
{
    uint32_t best = 0;
    uint64_t most = 0;
    for (uint32_t i = k->body + 1; i < k->page->count; i++) {
        if (!is_known(k, i, least)) continue;
        uint64_t value = worth(k, i);
        bool inside = best && fl_node_inside(k->page, i, best);
        if (inside ? value * 10 >= most * 9 && value : value > most) {
            most = value;
            best = i;
        }
    }
    return best;
}

/* ---- growing ---- */

/* True when a table with hardly a link stands below node n in the element `outer` around it, and
 * is most of what that adds: a table of the report. */
static bool has_table(const picker *k, uint32_t n, uint32_t outer, uint64_t text, uint64_t linked)
{
    enum { ROWS = 6, SHARE = 20 };
    uint64_t inner = fl_measure_of(k->m, n).text;
    if (text * 100 < inner * SHARE || linked * 20 > text) return false;
    for (uint32_t i = k->page->node[n].end; i < k->page->node[outer].end; i++) {
        if (k->page->node[i].tag != FL_TAG_TABLE) continue;
        fl_sums s = fl_measure_of(k->m, i);
        uint32_t rows = 0;
        for (uint32_t r = i + 1; r < k->page->node[i].end; r++)
            rows += k->page->node[r].tag == FL_TAG_TR;
        if (rows >= ROWS && (uint64_t)s.text * 10 >= text * 8) return true;
    }
    return false;
}

/* `main`, or an `article` beside which no other holds much: authors say where the report ends. */
static bool is_whole(const picker *k, uint32_t n)
{
    unsigned tag = k->page->node[n].tag;
    if (tag != FL_TAG_ARTICLE) return tag == FL_TAG_MAIN;
    uint64_t good = fl_measure_of(k->m, n).good;
    for (uint32_t i = k->body; i < k->page->count;) {
        bool other = k->page->node[i].tag == FL_TAG_ARTICLE && !fl_node_inside(k->page, n, i);
        if (other && (uint64_t)fl_measure_of(k->m, i).good * 4 >= good) return false;
        i = other || i == n ? k->page->node[i].end : i + 1;
    }
    return good > 0;
}

/* Grows to the elements around it while they add running text and few links, or a table. */
static uint32_t grow(const picker *k, uint32_t n, unsigned share)
{
    enum { NEAR = 4, FAR = 16 }; /* levels on which tables are looked for; the whole, too */
    fl_sums inner = fl_measure_of(k->m, n);
    unsigned level = 0;
    for (uint32_t i = n; i > k->body; level++) {
        if (level < FAR && is_whole(k, i)) break;
        i = k->page->node[i].parent;
        fl_sums outer = fl_measure_of(k->m, i);
        uint64_t text = outer.text - inner.text, linked = outer.linked - inner.linked;
        uint64_t good = outer.good - inner.good;
        bool sentences = good * 100 >= (uint64_t)inner.good * share && good > 0 &&
                         linked * 100 <= text * 30 && good * 3 >= text;
        if (sentences || (level < NEAR && has_table(k, n, i, text, linked))) {
            n = i;
            inner = outer;
        }
    }
    return n;
}

/* ---- the choice ---- */

static fl_pick without_running_text(const picker *k)
{
    fl_pick p = { k->body, "the page has no running text: all of its body", 80 };
    uint64_t most = 0;
    for (uint32_t i = k->body + 1; i < k->page->count; i++) {
        fl_sums s = fl_measure_of(k->m, i);
        if (!is_known(k, i, 1) || (uint64_t)s.text - s.linked <= most) continue;
        if ((uint64_t)s.text * 10 < (uint64_t)k->total.text * 4) continue;
        most = s.text - s.linked;
        p = (fl_pick){ i, "the page has no running text: its main element", 80 };
    }
    return p;
}

fl_pick fl_page_pick(fl_arena *a, const fl_measure *m, const fl_names *names)
{
    picker k = { .arena = a, .m = m, .page = m->page, .names = names };
    for (uint32_t i = 1; i < m->page->count && !k.body; i++)
        if (m->page->node[i].tag == FL_TAG_BODY) k.body = i;
    k.score = fl_alloc(a, m->page->count, sizeof *k.score);
    k.total = fl_measure_of(m, k.body);
    if (k.total.text == 0) return (fl_pick){ 0, "", 0 };
    if (k.total.good == 0) return without_running_text(&k);
    vote(&k);
    uint32_t best = winner(&k), name = known(&k, 2);
    fl_pick p = { best, "holds most of the running text", 85 };
    uint64_t most = worth(&k, best), named = name ? worth(&k, name) : 0;
    if (name && named * 4 >= worth(&k, k.body) &&
        (fl_node_inside(m->page, best, name) || named * 10 >= most * 7)) {
        p = (fl_pick){ grow(&k, name, 40), "its name is one that reports have", 95 };
        return p;
    }
    p.node = grow(&k, best, 10);
    name = known(&k, 1);
    if (name && fl_node_inside(m->page, p.node, name)) {
        uint64_t outer = fl_measure_of(m, name).good, inner = fl_measure_of(m, p.node).good;
        if (inner * 10 < outer * 6) p = (fl_pick){ name, "the page's main element", 80 };
    }
    return p;
}
