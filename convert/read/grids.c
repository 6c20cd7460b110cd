/* read/grids.c - the cells of all rows are parsed at once, each as a paragraph of its own; then the
 * source of each row is walked along them and cut. */
#include "read/grids.h"

#include "base/buf.h"
#include "base/utf8.h"

/* ---- one line for several cells ---- */

void fl_piece_begin(fl_marked *r, fl_line_pieces *p, uint32_t cell)
{
    if (p->count == p->capacity) {
        size_t wanted = p->capacity ? p->capacity * 2 : 16;
        p->item = fl_grow(r->t->arena, p->item, p->count * sizeof *p->item,
                          wanted * sizeof *p->item);
        p->capacity = wanted;
    }
    p->item[p->count++] = (fl_piece_of_line){
        .cell = cell, .from = r->kept, .to = r->kept, .mark_first = r->mark_count
    };
}

void fl_piece_end(fl_marked *r, fl_line_pieces *p, bool kept)
{
    fl_piece_of_line *last = &p->item[p->count - 1];
    last->to = r->kept;
    last->mark_count = r->mark_count - last->mark_first;
    if (last->from == last->to && last->mark_count == 0 && !kept) p->count--;
}

void fl_pieces_write(fl_marked *r, fl_line_pieces *p)
{
    fl_marked_change(r, r->cursor, r->source.n, (fl_span){ NULL, 0 });
    fl_line *whole = fl_marked_add(r, r->at_line, r->source);
    fl_line_change(r->t, r->out, whole, r->change, r->change_count);
    if (p->count == 0) {
        fl_line_remove(r->t, r->out, whole, r->rule, 100, (fl_span){ NULL, 0 });
        return;
    }
    fl_line now = *whole, rest;
    now.hints &= (uint16_t)~FL_HINT_BLANK_BEFORE;
    r->out->count--;
    for (size_t i = 0; i < p->count; i++, now = rest) {
        const fl_piece_of_line *piece = &p->item[i];
        rest = now;
        if (i + 1 < p->count)
            fl_line_split(r->t, r->out, &now, p->item[i + 1].from - piece->from, &rest);
        now.container = piece->cell;
        fl_marked_take_marks(r, piece->mark_first, piece->mark_count, &now, piece->from);
        *fl_lines_add(r->t->arena, r->out) = now;
        rest.hints &= (uint16_t) ~(FL_HINT_RULE | FL_HINT_SOFT);
    }
    p->count = 0;
}

/* ---- rows ---- */

typedef struct bars {
    size_t from, to; /* of a cell, in the line's text */
} bars;

typedef struct grid_row {
    size_t line, first, count; /* cells: in `cell` */
} grid_row;

/* What all tables of a document share; rows and cells are those of one of them. */
typedef struct fl_grids {
    fl_marked *marked;
    bool contained; /* the table stands in a container */
    bars *cell;
    size_t cell_count, cell_capacity;
    grid_row *row;
    size_t row_count, row_capacity;
    size_t texts;                   /* cells of the table that are still to be walked */
    const fl_cm_event *event, *end; /* of all cells that are */
    fl_line_pieces pieces;
} grid;

static void add_cell(grid *g, fl_span s, size_t from, size_t to)
{
    if (g->cell_count == g->cell_capacity) {
        size_t wanted = g->cell_capacity ? g->cell_capacity * 2 : 64;
        g->cell = fl_grow(g->marked->t->arena, g->cell, g->cell_count * sizeof *g->cell,
                          wanted * sizeof *g->cell);
        g->cell_capacity = wanted;
    }
    fl_span text = fl_span_trim(fl_span_sub(s, from, to));
    size_t start = text.n ? (size_t)(text.p - s.p) : from;
    g->cell[g->cell_count++] = (bars){ start, start + text.n };
}

/* Where the row starts in the text of its line: behind the marks of quotes and, in the first line,
 * of items. In a container a row must start with a bar. SIZE_MAX: it does not. */
static size_t row_start(const grid *g, fl_span s, bool first)
{
    if (!g->contained) return 0;
    size_t at = 0;
    while (at < s.n && s.p[at] && strchr(first ? "> \t-+*.)0123456789" : "> \t", s.p[at])) at++;
    return at < s.n && s.p[at] == '|' ? at : SIZE_MAX;
}

/* Cuts a line at its bars; a bar behind a backslash is text, whatever stands before that, as cmark
 * has it with tables. False when it is no row. */
static bool cut_row(grid *g, size_t line, bool first)
{
    fl_span s = fl_marked_line(g->marked, line);
    size_t start = row_start(g, s, first), at = start, from = start, seen = 0;
    if (start == SIZE_MAX || start == s.n) return false;
    if (g->row_count == g->row_capacity) {
        size_t wanted = g->row_capacity ? g->row_capacity * 2 : 16;
        g->row = fl_grow(g->marked->t->arena, g->row, g->row_count * sizeof *g->row,
                         wanted * sizeof *g->row);
        g->row_capacity = wanted;
    }
    grid_row *row = &g->row[g->row_count++];
    *row = (grid_row){ .line = line, .first = g->cell_count };
    for (; at < s.n; at++) {
        if (s.p[at] != '|' || (at > start && s.p[at - 1] == '\\')) continue;
        if (at > start || seen) add_cell(g, s, from, at);
        from = at + 1;
        seen++;
    }
    if (from < s.n) add_cell(g, s, from, s.n);
    row->count = g->cell_count - row->first;
    return seen > 0;
}

/* `| --- | :-: |` with as many cells as the row above it. */
static bool is_delimiter(const grid *g, const grid_row *row, size_t wanted)
{
    fl_span s = fl_marked_line(g->marked, row->line);
    if (row->count != wanted || wanted == 0) return false;
    for (size_t i = row->first; i < row->first + row->count; i++) {
        fl_span cell = fl_span_sub(s, g->cell[i].from, g->cell[i].to);
        size_t from = cell.n && cell.p[0] == ':', to = cell.n;
        if (to > from + 1 && cell.p[to - 1] == ':') to--;
        if (from >= to) return false;
        for (size_t k = from; k < to; k++)
            if (cell.p[k] != '-') return false;
    }
    return true;
}

/* A row may have more cells than the head: nothing is to be lost. */
static size_t widest(const grid *g)
{
    size_t most = 0;
    for (size_t i = 0; i < g->row_count; i++)
        if (g->row[i].count > most) most = g->row[i].count;
    return most;
}

/* Finds rows and cells of the paragraph in lines [first, last]; false when it is no table. */
static bool find_cells(grid *g, bool contained, size_t first, size_t last)
{
    enum { MOST_COLUMNS = 1000 };
    const fl_marked *r = g->marked;
    if (last <= first || last >= r->line_count) return false;
    fl_span below = fl_marked_line(r, first + 1);
    for (size_t i = 0; i < below.n; i++)
        if (!below.p[i] || !strchr("|:->\t ", below.p[i])) return false;
    g->contained = contained;
    g->cell_count = g->row_count = g->texts = 0;
    if (!cut_row(g, first, true) || !cut_row(g, first + 1, false) ||
        !is_delimiter(g, &g->row[1], g->row[0].count))
        return false;
    for (size_t line = first + 2; line <= last; line++)
        if (!cut_row(g, line, false) && contained) return false;
    for (size_t i = 0; i < g->row_count; i++)
        for (size_t k = g->row[i].first; i != 1 && k < g->row[i].first + g->row[i].count; k++)
            g->texts += g->cell[k].from < g->cell[k].to;
    return widest(g) <= MOST_COLUMNS;
}

/* One cell as a paragraph. A no-break space before it keeps it from being anything else. */
static void add_paragraph(fl_buf *out, fl_span s)
{
    fl_buf_text(out, "\xC2\xA0");
    for (size_t at = 0; at < s.n; at++) /* `\|` is a bar, in code as well */
        if (s.p[at] != '\\' || at + 1 == s.n || s.p[at + 1] != '|') fl_buf_byte(out, s.p[at]);
    fl_buf_text(out, "\n\n");
}

static void add_paragraphs(const grid *g, fl_buf *out)
{
    for (size_t i = 0; i < g->row_count; i++) {
        const grid_row *row = &g->row[i];
        fl_span s = fl_marked_line(g->marked, row->line);
        for (size_t k = row->first; i != 1 && k < row->first + row->count; k++)
            if (g->cell[k].from < g->cell[k].to)
                add_paragraph(out, fl_span_sub(s, g->cell[k].from, g->cell[k].to));
    }
}

void fl_bars_prepare(fl_marked *r, const fl_cm_event *e, size_t count)
{
    fl_arena *a = r->t->arena;
    grid *g = r->grids = fl_alloc(a, 1, sizeof *g);
    fl_buf text = { NULL, 0, 0, a };
    size_t depth = 0;
    g->marked = r;
    for (size_t i = 0; i < count; i++) {
        bool list = e[i].kind == FL_CM_LIST || e[i].kind == FL_CM_BLOCK_QUOTE;
        if (list) depth += e[i].enter ? 1u : -1u;
        if (e[i].kind != FL_CM_PARAGRAPH || !e[i].enter || !e[i].line_first) continue;
        if (find_cells(g, depth > 0, e[i].line_first - 1, e[i].line_last - 1))
            add_paragraphs(g, &text);
    }
    if (text.n == 0) return;
    size_t events = fl_commonmark_events(a, fl_buf_view(&text), &g->event);
    g->end = g->event + events;
}

/* The next cell that has text; NULL: there is none. */
static const fl_cm_event *next_cell(grid *g)
{
    while (g->event < g->end && g->event->kind != FL_CM_PARAGRAPH) g->event++;
    if (g->event == g->end) return NULL;
    const fl_cm_event *cell = g->event + 1;
    for (g->event++; g->event->kind != FL_CM_PARAGRAPH;) g->event++;
    g->event++;
    g->texts--;
    return cell;
}

static void walk_cell(grid *g)
{
    fl_marked *r = g->marked;
    const fl_cm_event *e = next_cell(g);
    r->lost = !e;
    r->open_count = r->too_deep = 0;
    r->behind_link = false;
    for (bool first = true; !r->lost && e->kind != FL_CM_PARAGRAPH; e++, first = false) {
        fl_cm_event event = *e;
        if (first && event.kind == FL_CM_TEXT)
            event.literal = fl_span_sub(event.literal, 2, event.literal.n);
        if (event.kind != FL_CM_TEXT || event.literal.n) fl_marked_inline(r, &event);
    }
}

static void read_row(grid *g, const grid_row *row, uint32_t of)
{
    fl_marked *r = g->marked;
    fl_marked_start_line(r, row->line);
    fl_span whole = r->source;
    for (size_t k = row->first; k < row->first + row->count && !r->lost; k++) {
        const bars *cell = &g->cell[k];
        bool last = k + 1 == row->first + row->count;
        bool stands = last && g->pieces.count == 0 && r->t->options->as_is;
        if (cell->from == cell->to && !stands) continue;
        uint32_t place = fl_lines_add_container(r->t->arena, r->out, of, FL_CONTAINER_CELL);
        r->out->container[place].start = (uint32_t)(k - row->first) + 1;
        fl_piece_begin(r, &g->pieces, place);
        if (cell->from < cell->to) {
            fl_marked_change(r, r->cursor, cell->from, (fl_span){ NULL, 0 });
            r->cursor = cell->from;
            r->source.n = cell->to;
            walk_cell(g);
        }
        fl_piece_end(r, &g->pieces, stands);
    }
    r->source = whole;
    if (!r->lost) fl_pieces_write(r, &g->pieces);
}

static bool read_rows(grid *g)
{
    fl_marked *r = g->marked;
    fl_arena *a = r->t->arena;
    fl_marked_point here = fl_marked_here(r);
    size_t columns = widest(g);
    fl_marked_begin(r, g->row[0].line, g->row[0].line);
    uint32_t table = fl_lines_add_container(a, r->out, r->container, FL_CONTAINER_TABLE);
    for (size_t i = 0; i < g->row_count && !r->lost; i++) {
        if (i == 1) {
            fl_marked_drop(r, g->row[i].line);
            continue;
        }
        uint32_t of = fl_lines_add_container(a, r->out, table, FL_CONTAINER_ROW);
        r->out->container[of].columns = (uint16_t)columns;
        r->out->container[of].head = i == 0;
        r->last_line = g->row[i].line;
        read_row(g, &g->row[i], of);
    }
    g->pieces.count = 0;
    while (g->texts && next_cell(g)) continue;
    if (r->lost) fl_marked_back(r, here);
    return !r->lost;
}

bool fl_read_bars(fl_marked *r, size_t first, size_t last)
{
    return find_cells(r->grids, r->container != 0, first, last) && read_rows(r->grids);
}
