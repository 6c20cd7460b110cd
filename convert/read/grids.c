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

typedef struct grid {
    fl_marked *marked;
    bars *cell;
    size_t cell_count, cell_capacity;
    grid_row *row;
    size_t row_count;
    const fl_cm_event *event, *end; /* of the cells that are still to be walked */
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
static size_t row_start(const fl_marked *r, fl_span s, bool first)
{
    if (!r->container) return 0;
    size_t at = 0;
    while (at < s.n && s.p[at] && strchr(first ? "> \t-+*.)0123456789" : "> \t", s.p[at])) at++;
    return at < s.n && s.p[at] == '|' ? at : SIZE_MAX;
}

/* Cuts a line at its bars; a bar behind a backslash is text. False when it is no row. */
static bool cut_row(grid *g, size_t line, bool first)
{
    fl_span s = fl_marked_line(g->marked, line);
    size_t start = row_start(g->marked, s, first), at = start, from = start, seen = 0;
    if (start == SIZE_MAX || start == s.n) return false;
    grid_row *row = &g->row[g->row_count++];
    *row = (grid_row){ .line = line, .first = g->cell_count };
    for (bool escaped = false; at < s.n; at++) {
        char c = s.p[at];
        if (c == '|' && !escaped) {
            if (at > start || seen) add_cell(g, s, from, at);
            from = at + 1;
            seen++;
        }
        escaped = c == '\\' && !escaped;
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

/* The cells as paragraphs. A no-break space before each keeps it from being anything else. */
static void parse_cells(grid *g)
{
    fl_buf text = fl_buf_new(g->marked->t->arena, 4096);
    for (size_t i = 0; i < g->row_count; i++) {
        const grid_row *row = &g->row[i];
        fl_span s = fl_marked_line(g->marked, row->line);
        for (size_t k = row->first; i != 1 && k < row->first + row->count; k++) {
            if (g->cell[k].from == g->cell[k].to) continue;
            fl_buf_text(&text, "\xC2\xA0");
            for (size_t at = g->cell[k].from; at < g->cell[k].to; at++) {
                bool bar = s.p[at] == '\\' && at + 1 < g->cell[k].to && s.p[at + 1] == '|';
                if (!bar) fl_buf_byte(&text, s.p[at]);
                if (s.p[at] == '\\' && at + 1 < g->cell[k].to)
                    fl_buf_byte(&text, s.p[++at]); /* `\\` and what it makes text */
            }
            fl_buf_text(&text, "\n\n");
        }
    }
    size_t count = fl_commonmark_events(g->marked->t->arena, fl_buf_view(&text), &g->event);
    g->end = g->event + count;
}

/* Walks the next cell that has text. */
static void walk_cell(grid *g)
{
    fl_marked *r = g->marked;
    const fl_cm_event *e = g->event;
    while (e < g->end && e->kind != FL_CM_PARAGRAPH) e++;
    r->lost = e == g->end;
    r->open_count = r->too_deep = 0;
    r->behind_link = false;
    for (bool first = true; !r->lost && (++e)->kind != FL_CM_PARAGRAPH; first = false) {
        fl_cm_event event = *e;
        if (first && event.kind == FL_CM_TEXT)
            event.literal = fl_span_sub(event.literal, 2, event.literal.n);
        if (event.kind != FL_CM_TEXT || event.literal.n) fl_marked_inline(r, &event);
    }
    g->event = e + 1;
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

/* A row may have more cells than the head: nothing is to be lost. */
static size_t widest(const grid *g)
{
    size_t most = 0;
    for (size_t i = 0; i < g->row_count; i++)
        if (g->row[i].count > most) most = g->row[i].count;
    return most;
}

static bool read_rows(grid *g)
{
    fl_marked *r = g->marked;
    fl_arena *a = r->t->arena;
    fl_marked_point here = fl_marked_here(r);
    size_t columns = widest(g);
    parse_cells(g);
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
    if (r->lost) fl_marked_back(r, here);
    return !r->lost;
}

bool fl_read_bars(fl_marked *r, size_t first, size_t last)
{
    enum { MOST_COLUMNS = 1000 };
    grid g = { .marked = r };
    if (last <= first || last >= r->line_count) return false;
    fl_span below = fl_marked_line(r, first + 1);
    for (size_t i = 0; i < below.n; i++)
        if (!below.p[i] || !strchr("|:->\t ", below.p[i])) return false;
    g.row = fl_alloc(r->t->arena, last - first + 1, sizeof *g.row);
    if (!cut_row(&g, first, true) || !cut_row(&g, first + 1, false) ||
        !is_delimiter(&g, &g.row[1], g.row[0].count))
        return false;
    for (size_t line = first + 2; line <= last; line++)
        if (!cut_row(&g, line, false) && r->container) return false;
    return widest(&g) <= MOST_COLUMNS && read_rows(&g);
}
