/* read/html/measure.c - one pass over the source bytes of texts, one over the nodes. */
#include "read/html/measure.h"

#include "base/utf8.h"

enum { HAN = 10, LETTER = 4 };

typedef struct fl_text_size {
    uint32_t text;
    uint16_t marks, stops;
    bool ends, any; /* any: more than white space */
} fl_text_size;

static bool is_stop(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == 0x2026 || c == 0x061F || c == 0x0964;
}

static bool is_mark(uint32_t c)
{
    return c == ',' || c == ';' || c == ':' || c == 0xFF0C || c == 0x3001 || c == 0xFF1B ||
           c == 0xFF1A || c == 0x060C;
}

static bool is_closing(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x2019 || c == 0xFF09 ||
           c == 0x300D || c == 0x300F || c == ']' || c == 0xBB;
}

static uint32_t worth(uint32_t c)
{
    if (c < 0x80) return fl_is_ascii_alnum(c) ? LETTER : 0;
    if (c < 0x2000) return c >= 0xC0 ? LETTER : 0;
    if (c < 0x2E80) return 0;
    if (c >= 0xFF00 && c < 0xFFF0) return c >= 0xFF10 && c < 0xFF5B ? LETTER : 0;
    return c < 0x3041 ? 0 : c >= 0x1F000 && c < 0x20000 ? 0 : HAN;
}

/* A mark counts behind a letter and before white space, or in Chinese: not in `3.5` and `a.b`. */
static void count_mark(fl_text_size *size, uint32_t c, bool apart)
{
    bool stop = is_stop(c);
    if ((!stop && !is_mark(c)) || (c < 0x80 && !apart)) return;
    if (size->marks < UINT16_MAX) size->marks++;
    if (stop && size->stops < UINT16_MAX) size->stops++;
}

static void measure_plain(fl_text_size *size, fl_span s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t c = (unsigned char)s.p[i];
        if (c < 0x80)
            i++;
        else
            i = fl_utf8_next(s, i, &c);
        uint32_t value = worth(c);
        if (value) {
            size->text += value;
            size->ends = false;
        } else if (c > ' ' && c != 0xA0 && c != 0x3000) {
            bool apart = i >= s.n || (unsigned char)s.p[i] <= ' ' ||
                         (unsigned char)s.p[i] >= 0x80 || s.p[i] == '"' || s.p[i] == '\'' ||
                         s.p[i] == ')';
            count_mark(size, c, apart);
            if (is_stop(c))
                size->ends = true;
            else if (!is_closing(c))
                size->ends = false;
        } else {
            continue;
        }
        size->any = true;
    }
}

static fl_text_size measure_text(const fl_page *p, uint32_t i)
{
    fl_text_size size = { 0 };
    fl_piece piece;
    for (uint32_t at = p->node[i].from; fl_node_piece(p, i, &at, &piece);)
        measure_plain(&size, piece.text);
    return size;
}

fl_measure *fl_measure_new(fl_arena *a, const fl_page *page, const fl_choice *choice)
{
    fl_measure *m = fl_alloc(a, 1, sizeof *m);
    m->page = page;
    m->choice = choice;
    m->owner = fl_alloc(a, page->count, sizeof *m->owner);
    m->linked = fl_alloc(a, page->count, sizeof *m->linked);
    m->size = fl_alloc(a, page->count, sizeof *m->size);
    m->run = fl_alloc(a, page->count, sizeof *m->run);
    m->before = fl_alloc(a, page->count + 1, sizeof *m->before);
    for (uint32_t i = 1; i < page->count; i++) {
        const fl_node *n = &page->node[i];
        m->owner[i] = fl_tag_class(n->tag) & FL_TAG_BLOCK ? i : m->owner[n->parent];
        m->linked[i] = n->tag == FL_TAG_A || m->linked[n->parent];
        if (n->tag == FL_TAG_TEXT && !choice->node[i].reason) m->size[i] = measure_text(page, i);
    }
    return m;
}

/* Running text: long enough, or a whole sentence; and not mostly links. */
static bool is_good(const fl_run *r)
{
    enum { LONG = 300, SENTENCE = 120 };
    if (r->linked * 3 > r->text) return false;
    if (r->text >= LONG) return r->marks > 0;
    return r->text >= SENTENCE && r->stops > 0 && r->ends;
}

static void add_text(fl_measure *m, uint32_t i, bool start)
{
    const fl_text_size *size = &m->size[i];
    if (start) m->run[m->run_count++] = (fl_run){ .first = i, .owner = m->owner[i] };
    fl_run *r = &m->run[m->run_count - 1];
    r->last = i;
    r->text += size->text;
    if (m->linked[i]) r->linked += size->text;
    r->marks = (uint16_t)(r->marks + size->marks > UINT16_MAX ? UINT16_MAX
                                                              : r->marks + size->marks);
    r->stops = (uint16_t)(r->stops + size->stops > UINT16_MAX ? UINT16_MAX
                                                              : r->stops + size->stops);
    r->ends = size->ends;
}

void fl_measure_runs(fl_measure *m)
{
    const fl_page *p = m->page;
    bool border = true;
    m->run_count = 0;
    for (uint32_t i = 1; i < p->count; i++) {
        unsigned tag = p->node[i].tag;
        if (tag == FL_TAG_BR || fl_tag_class(tag) & FL_TAG_BLOCK) border = true;
        if (tag != FL_TAG_TEXT || m->choice->node[i].reason || !m->size[i].any) continue;
        if (m->run_count && m->run[m->run_count - 1].owner != m->owner[i]) border = true;
        add_text(m, i, border);
        border = false;
    }
    for (uint32_t k = 0; k < m->run_count; k++) m->run[k].good = is_good(&m->run[k]);
    fl_sums sum = { 0, 0, 0, 0 };
    uint32_t run = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        m->before[i] = sum;
        if (run < m->run_count && m->run[run].first == i) {
            if (m->run[run].good) sum.good += m->run[run].text - m->run[run].linked;
            sum.runs = ++run;
        }
        if (p->node[i].tag != FL_TAG_TEXT || m->choice->node[i].reason) continue;
        sum.text += m->size[i].text;
        if (m->linked[i]) sum.linked += m->size[i].text;
    }
    m->before[p->count] = sum;
}

bool fl_measure_any(const fl_measure *m, uint32_t i) { return m->size[i].any; }
