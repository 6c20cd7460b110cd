/* clean/cells.c - one walk along a line; gaps are counted in columns of display. */
#include "clean/cells.h"

#include "base/utf8.h"
#include "base/scan.h"

/* A line, and what is known of it. */
typedef struct where {
    const fl_task *task;
    const fl_lines *lines;
    const fl_line *line;
} where;

/* Few characters hold two bytes of 80, as U+3000 does: where none does, nothing is searched for. */
static bool has_gap(fl_span s)
{
    if (fl_scan_pair(s, ' ', ' ')) return true;
    return fl_scan_pair(s, 0x80, 0x80) && (fl_span_find(s, FL_SPAN("　　"), 0) != SIZE_MAX ||
                                           fl_span_find(s, FL_SPAN("　 "), 0) != SIZE_MAX);
}

/* By their first two bytes, which are rare; the last two of `｜` are those of `作` as well. */
static bool has_bar(fl_span s)
{
    if (fl_scan_has(s, '|')) return true;
    return (fl_scan_pair(s, 0xEF, 0xBD) && fl_span_find(s, FL_SPAN("｜"), 0) != SIZE_MAX) ||
           (fl_scan_pair(s, 0xE2, 0x94) && fl_span_find(s, FL_SPAN("│"), 0) != SIZE_MAX);
}

unsigned fl_cell_signs(fl_span s)
{
    unsigned signs = 0;
    if (has_bar(s)) signs |= 1u << FL_CUT_BARS;
    if (fl_scan_has(s, '\t')) signs |= 1u << FL_CUT_TABS;
    return has_gap(s) ? signs | 1u << FL_CUT_GAPS : signs;
}

/* Columns of display before the line's text, and tabs among them. */
static uint32_t indent_of(const fl_lines *lines, const fl_line *line, uint32_t *tabs)
{
    fl_span s = lines->source;
    size_t at = line->from;
    uint32_t columns = 0, c;
    *tabs = 0;
    while (at > 0) {
        size_t before = fl_utf8_prev(s, at, &c);
        if (!fl_is_cell_blank(c)) break;
        columns += (uint32_t)fl_utf8_width(c == '\t' ? ' ' : c);
        *tabs += c == '\t';
        at = before;
    }
    return columns;
}

static bool add_cell(fl_row *r, uint32_t from, uint32_t to, uint32_t left, uint32_t right)
{
    if (r->count == FL_MOST_CELLS) return false;
    r->cell[r->count++] = (fl_cell){ from, to, left, right };
    return true;
}

/* In Markdown a bar that was escaped, or written as a character reference, is text. */
static bool is_border(const where *w, size_t at, uint32_t c)
{
    if (!fl_is_bar(c)) return false;
    if (!w->lines->marked || w->line->edit_count == 0 || c != '|') return true;
    uint32_t from = fl_line_source(w->task->trail, w->lines, w->line, at);
    const char *p = w->lines->source.p;
    return p[from] == '|' && (from == 0 || p[from - 1] != '\\');
}

/* Cells between tabs or bars, each of which is a border. */
static bool cut_at(const where *w, fl_cut how, fl_row *r)
{
    fl_span s = w->line->text;
    uint32_t c, from = 0, to = 0;
    bool inside = false;
    for (size_t at = 0; at < s.n;) {
        size_t next = fl_utf8_next(s, at, &c);
        if (how == FL_CUT_BARS ? is_border(w, at, c) : c == '\t') {
            if (!add_cell(r, from, inside ? to : from, 0, 0)) return false;
            from = to = (uint32_t)next;
            inside = false;
        } else if (!fl_is_cell_blank(c)) {
            if (!inside) from = (uint32_t)at;
            inside = true;
            to = (uint32_t)next;
        }
        at = next;
    }
    return add_cell(r, from, inside ? to : from, 0, 0);
}

/* Cells set off by two columns of blanks or more. */
static bool cut_at_gaps(fl_span s, uint32_t column, fl_row *r)
{
    uint32_t c, from = 0, to = 0, left = column, right = column, gap = 0;
    for (size_t at = 0; at < s.n;) {
        size_t next = fl_utf8_next(s, at, &c);
        uint32_t width = (uint32_t)fl_utf8_width(c);
        if (c == '\t') width = 4;
        if (fl_is_cell_blank(c)) {
            gap += c == 0x3000 ? 1 : c == '\t' ? 2 : 1;
        } else {
            if (gap >= 2 && to > from) {
                if (!add_cell(r, from, to, left, right)) return false;
                from = (uint32_t)at;
                left = column;
            }
            gap = 0;
            to = (uint32_t)next;
            right = column + width;
        }
        column += width;
        at = next;
    }
    return add_cell(r, from, to, left, right);
}

/* `单位：元  币种：人民币`: no row. */
static bool all_labels(fl_span s, const fl_row *r)
{
    for (size_t k = 0; k < r->count; k++) {
        fl_span c = fl_span_sub(s, r->cell[k].from, r->cell[k].to);
        if (fl_span_find(c, FL_SPAN("："), 0) == SIZE_MAX && !fl_scan_has(c, ':')) return false;
    }
    return true;
}

static bool is_rule_line(fl_span s)
{
    size_t dashes = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!strchr("|-:+= \t", s.p[i])) return false;
        dashes += s.p[i] == '-' || s.p[i] == '=';
    }
    return dashes >= 3;
}

/* A bar at either end of the line is no border between cells. */
static void drop_outer(fl_span s, fl_row *r)
{
    uint32_t tail = fl_utf8_before(s, s.n);
    bool first = fl_is_bar(fl_utf8_at(s, 0)), last = fl_is_bar(tail) && r->count > 1;
    if (last) r->count--;
    if (first && r->count > 1) {
        r->count--;
        for (size_t i = 0; i < r->count; i++) r->cell[i] = r->cell[i + 1];
    }
    r->outer = first && last;
}

bool fl_cut_line(const fl_task *t, const fl_lines *lines, size_t at, fl_cut how, fl_row *r)
{
    const fl_line *line = &lines->item[at];
    const where w = { t, lines, line };
    fl_span s = line->text;
    uint32_t tabs, indent;
    bool done;
    if (line->container || (line->hints & (FL_HINT_HEADING | FL_HINT_RULE)) ||
        s.n > FL_LONGEST_ROW || s.n < 3 || fl_line_gone(line))
        return false;
    if (!r->cell) r->cell = fl_alloc(t->arena, FL_MOST_CELLS, sizeof *r->cell);
    *r = (fl_row){ .line = at, .cell = r->cell };
    r->rule = how == FL_CUT_BARS && is_rule_line(s);
    if (how == FL_CUT_GAPS) {
        indent = indent_of(lines, line, &tabs);
        done = cut_at_gaps(s, indent, r);
    } else {
        indent = how == FL_CUT_TABS ? indent_of(lines, line, &tabs) : (tabs = 0);
        for (; tabs > 0; tabs--)
            if (!add_cell(r, 0, 0, 0, 0)) return false;
        done = cut_at(&w, how, r);
        if (done && how == FL_CUT_BARS) drop_outer(s, r);
    }
    return done && r->count >= 2 && !(how == FL_CUT_GAPS && all_labels(s, r));
}
