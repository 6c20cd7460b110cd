/* clean/tables.c - lines are cut at bars, tabs or gaps; a run of lines that are cut alike is a
 * table when its cells look like data.
 *
 *     指标        预算数    决算数        three columns of display, by gaps of two columns or more:
 *     税收        12,345    12,678        a cell that is missing is found by where the others stand
 *     非税收入                2,100 */
#include "clean/tables.h"

#include "base/utf8.h"
#include "clean/cells.h"
#include "clean/shape.h"

enum {
    MOST_ROWS = 4000,
    MOST_TRIES = 4, /* so that a long run that is no table costs little */
    LONG_CELL = 180 /* bytes: prose rather than data, where no bar stands around it */
};

typedef struct finder {
    const fl_task *task;
    fl_lines *lines;
    const uint8_t *signs; /* fl_cell_signs of each line, 0 where it is too long for a row */
    fl_row *row;          /* MOST_ROWS; the cells of each are made once and used again */
    size_t rows;
    uint16_t bars, dashes;   /* rules */
    size_t run_end[FL_CUTS]; /* behind the run of lines that was last looked at */
    unsigned tries[FL_CUTS]; /* how often its lines have been no table */
    uint32_t table;          /* the last table: goes on when it only stopped at MOST_ROWS */
    size_t table_end, table_columns;
} finder;

/* ---- many lines ---- */

/* The lines from `first` on that are cut into cells and stand together. */
static void gather(finder *f, size_t first, fl_cut how)
{
    f->rows = 0;
    bool blank = false;
    for (size_t i = first; i < f->lines->count && f->rows < MOST_ROWS; i++) {
        bool set_off = f->lines->item[i].hints & FL_HINT_BLANK_BEFORE;
        if (f->rows == 1) blank = set_off;
        if (f->rows > 1 && set_off != blank) break;
        if (!(f->signs[i] >> how & 1)) break;
        if (!fl_cut_line(f->task, f->lines, i, how, &f->row[f->rows])) break;
        f->rows++;
    }
}

static void drop_first_column(finder *f)
{
    for (size_t i = 0; i < f->rows; i++) {
        fl_row *r = &f->row[i];
        for (size_t k = 0; k + 1 < r->count; k++) r->cell[k] = r->cell[k + 1];
        r->count--;
    }
}

/* An indent of one tab or more before every row is no column. */
static void drop_indent(finder *f)
{
    for (;;) {
        for (size_t i = 0; i < f->rows; i++)
            if (f->row[i].count <= 2 || f->row[i].cell[0].to > 0) return;
        drop_first_column(f);
    }
}

/* Several tabs that only bring the columns into line are one border. */
static void merge_tabs(finder *f)
{
    for (size_t i = 0; i < f->rows; i++) {
        fl_row *r = &f->row[i];
        size_t kept = 0;
        for (size_t k = 0; k < r->count; k++)
            if (r->cell[k].to > r->cell[k].from) r->cell[kept++] = r->cell[k];
        r->count = kept;
    }
}

/* How many cells most rows have, and how many rows those are. */
static size_t usual_count(const finder *f, size_t *rows)
{
    size_t of[FL_MOST_CELLS + 1] = { 0 }, best = 0;
    for (size_t i = 0; i < f->rows; i++) of[f->row[i].count]++;
    for (size_t k = 2; k <= FL_MOST_CELLS; k++)
        if (of[k] > 0 && of[k] >= of[best]) best = k;
    *rows = of[best];
    return best;
}

/* Rows with fewer cells get empty ones behind; a row with more ends the table. */
static size_t fill_behind(finder *f, size_t columns)
{
    size_t full = 0;
    for (size_t i = 0; i < f->rows; i++) {
        fl_row *r = &f->row[i];
        if (r->count > columns) {
            f->rows = i;
            break;
        }
        if (r->count < columns && fl_starts_with_marker(f->lines->item[r->line].text)) {
            f->rows = i;
            break;
        }
        full += r->count == columns;
        while (r->count < columns) r->cell[r->count++] = (fl_cell){ 0, 0, 0, 0 };
    }
    return full;
}

/* Puts the cells of a row with too few where the columns of the others are. */
static bool fit_row(fl_row *r, const fl_cell *column, size_t columns)
{
    fl_cell out[FL_MOST_CELLS] = { { 0, 0, 0, 0 } };
    size_t k = 0;
    for (size_t i = 0; i < r->count; i++) {
        while (k < columns && column[k].right <= r->cell[i].left) k++;
        if (k == columns || column[k].left >= r->cell[i].right) return false;
        if (k + 1 < columns && column[k + 1].left < r->cell[i].right) return false;
        out[k++] = r->cell[i];
    }
    for (size_t i = 0; i < columns; i++) r->cell[i] = out[i];
    r->count = columns;
    return true;
}

/* Columns by where they are displayed; the table ends before a row that does not fit. Returns the
 * rows with a cell in every column. */
static size_t fit_columns(finder *f, size_t columns)
{
    fl_cell column[FL_MOST_CELLS];
    size_t full = 0;
    for (size_t i = 0; i < f->rows; i++) {
        const fl_row *r = &f->row[i];
        if (r->count != columns) continue;
        for (size_t k = 0; k < columns; k++) {
            if (full == 0 || r->cell[k].left < column[k].left) column[k].left = r->cell[k].left;
            if (full == 0 || r->cell[k].right > column[k].right) column[k].right = r->cell[k].right;
        }
        full++;
    }
    bool apart = true;
    for (size_t k = 1; k < columns; k++) apart &= column[k - 1].right <= column[k].left;
    for (size_t i = 0; i < f->rows; i++) {
        fl_row *r = &f->row[i];
        if (r->count == columns) continue;
        bool heading = fl_starts_with_marker(f->lines->item[r->line].text);
        if (heading || r->count > columns || !apart || !fit_row(r, column, columns)) {
            f->rows = i;
            break;
        }
    }
    return full;
}

/* ---- what the cells say ---- */

typedef struct looks {
    bool empty, number, date, sentence, label, integer;
} looks;

static looks look(fl_span s)
{
    looks l = { .empty = s.n == 0 };
    size_t digits = 0, letters = 0, dashes = 0, all = 0;
    uint32_t c = 0;
    for (size_t at = 0; at < s.n; all++) {
        at = fl_utf8_next(s, at, &c);
        digits += fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19);
        letters += fl_is_letter(c);
        dashes += c == '-' || c == '/';
        l.label |= c == 0xFF1A || (c == ':' && at == s.n);
    }
    l.number = digits > 0 && letters <= 2 && letters <= digits && c != '.'; /* `1.` counts rows */
    l.date = l.number && dashes >= 2;
    l.integer = digits == all && digits > 0;
    l.sentence = s.n > LONG_CELL || c == 0x3002 || c == 0xFF1B;
    return l;
}

static fl_span cell_text(const finder *f, size_t at, size_t k)
{
    const fl_cell *c = &f->row[at].cell[k];
    return fl_span_sub(f->lines->item[f->row[at].line].text, c->from, c->to);
}

/* Years at the top of columns are names, not numbers. */
static bool is_year(fl_span s)
{
    size_t digits = 0;
    while (digits < s.n && fl_is_digit((unsigned char)s.p[digits])) digits++;
    return digits == 4 && (s.p[0] == '1' || s.p[0] == '2') && s.n <= 10;
}

/* Every column begins at one place, and some cells are more than names of persons. */
static bool is_aligned(const finder *f, size_t columns)
{
    enum { NAME = 4 };
    bool words = false;
    for (size_t k = 0; k < columns; k++) {
        uint32_t left = UINT32_MAX;
        for (size_t i = 0; i < f->rows; i++) {
            const fl_cell *c = &f->row[i].cell[k];
            if (c->to == c->from) continue;
            if (left != UINT32_MAX && c->left != left) return false;
            left = c->left;
            words |= fl_utf8_count(cell_text(f, i, k)) > NAME;
        }
    }
    return words;
}

typedef struct evidence {
    size_t cells, sentences, labels, numeric_columns;
    bool head;     /* the first row names the columns */
    bool contents; /* titles and page numbers */
} evidence;

/* `....` or `……` before a page number. */
static bool has_leaders(fl_span s)
{
    return fl_span_find(s, FL_SPAN("...."), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN(". . ."), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN("……"), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN("····"), 0) != SIZE_MAX;
}

/* Leaders, or a last column that counts up behind words: a table of contents. */
static bool looks_like_contents(const finder *f, size_t columns)
{
    long last = -1;
    size_t long_ones = 0, leaders = 0;
    for (size_t i = 0; i < f->rows; i++)
        leaders += has_leaders(f->lines->item[f->row[i].line].text);
    if (leaders > 0) return true;
    if (columns != 2) return false;
    for (size_t i = 0; i < f->rows; i++) {
        fl_span page = cell_text(f, i, 1);
        long number = 0;
        if (!look(page).integer || page.n > 4) return false;
        for (size_t k = 0; k < page.n; k++) number = number * 10 + (page.p[k] - '0');
        if (number < last) return false;
        last = number;
        long_ones += fl_utf8_count(cell_text(f, i, 0)) >= 6;
    }
    return long_ones * 2 >= f->rows;
}

static evidence weigh(const finder *f, size_t columns)
{
    evidence e = { .head = true };
    bool numbers_below = false;
    for (size_t k = 0; k < columns; k++) {
        size_t numbers = 0, filled = 0;
        for (size_t i = 0; i < f->rows; i++) {
            if (f->row[i].rule) continue;
            fl_span s = cell_text(f, i, k);
            looks l = look(s);
            if (l.empty) {
                if (i == 0 && k > 0) e.head = false;
                continue;
            }
            e.cells++;
            e.sentences += l.sentence;
            e.labels += l.label;
            if (i == 0) {
                if (l.number && !is_year(s)) e.head = false;
                continue;
            }
            filled++;
            numbers += l.number && !l.date;
            numbers_below |= l.number;
        }
        e.numeric_columns += k > 0 && numbers > 0 && numbers * 2 >= filled;
    }
    e.contents = looks_like_contents(f, columns);
    bool rule = f->rows > 1 && f->row[1].rule;
    e.head = rule || (e.head && numbers_below);
    return e;
}

/* Bars at both ends, or a line of dashes, need nothing else; bars between cells and tabs need three
 * rows or numbers; gaps need numbers. */
static bool prove(const finder *f, fl_cut how, size_t columns, size_t full, const evidence *e)
{
    size_t rows = f->rows;
    bool outer = f->row[0].outer, rule = rows > 1 && f->row[1].rule;
    if (rows < 2 || full < 2 || full * 2 < rows || e->contents) return false;
    if (f->task->options->as_is && !rule) return false;
    if (how == FL_CUT_BARS && (outer || rule)) return rows - (size_t)rule >= 2 || outer;
    if (e->labels * 2 >= e->cells || e->sentences * 4 > e->cells) return false;
    bool aligned = how == FL_CUT_GAPS && columns >= 3 && full == rows && is_aligned(f, columns);
    if (e->numeric_columns == 0)
        return columns >= 3 && rows >= 3 && (how == FL_CUT_TABS || aligned);
    return rows >= 3 || (columns >= 3 && (how != FL_CUT_GAPS || aligned));
}

/* ---- what is found ---- */

/* Takes the bars of a row away, with the blanks behind them; its cells move along. */
static void drop_bars(const finder *f, fl_line *line, fl_row *r)
{
    fl_change change[FL_MOST_CELLS + 1];
    size_t n = 0;
    uint32_t at = 0, gone = 0;
    for (size_t k = 0; k <= r->count; k++) {
        uint32_t to = k < r->count ? r->cell[k].from : (uint32_t)line->text.n;
        bool empty = k < r->count && r->cell[k].to == r->cell[k].from;
        if (empty) continue;
        bool bar = false;
        for (uint32_t i = at, c; i < to; bar |= fl_is_bar(c))
            i = (uint32_t)fl_utf8_next(line->text, i, &c);
        uint32_t from = at;
        if (bar) {
            while (from < to && fl_is_cell_blank(fl_utf8_at(line->text, from)))
                from += fl_utf8_at(line->text, from) == 0x3000 ? 3 : 1;
            change[n++] = (fl_change){ .from = k && k < r->count ? from : at,
                                       .to = to,
                                       .after = FL_SPAN(""),
                                       .rule = f->bars,
                                       .kind = FAIRLEAF_EDIT_REMOVE,
                                       .confidence = 95 };
            gone += to - change[n - 1].from;
        }
        if (k == r->count) break;
        at = r->cell[k].to;
        r->cell[k].from -= gone;
        r->cell[k].to -= gone;
    }
    fl_line_change(f->task, f->lines, line, change, n);
}

/* The cells of a row as lines behind `out`; returns the place behind them. */
static size_t put_cells(finder *f, fl_row *r, fl_cut how, uint32_t container, fl_line *out)
{
    size_t n = 0;
    fl_line line = f->lines->item[r->line];
    if (how == FL_CUT_BARS) drop_bars(f, &line, r);
    line.hints &= (uint16_t) ~(FL_HINT_BLANK_BEFORE | FL_HINT_SOFT | FL_HINT_INDENTED);
    uint32_t before = 0;
    for (size_t k = 0; k < r->count; k++) {
        if (r->cell[k].to == r->cell[k].from) continue;
        fl_line rest = line;
        if (n > 0) {
            fl_line_split(f->task, f->lines, &line, r->cell[k].from - before, &rest);
            line.text = fl_span_trim(line.text);
            out[n - 1] = line;
            line = rest;
        }
        before = r->cell[k].from;
        uint32_t of = fl_lines_add_container(f->task->arena, f->lines, container,
                                             FL_CONTAINER_CELL);
        f->lines->container[of].start = (uint32_t)k + 1;
        line.container = of;
        line.text = fl_span_trim(line.text);
        out[n++] = line;
    }
    return n;
}

static bool is_empty(const fl_row *r)
{
    for (size_t k = 0; k < r->count; k++)
        if (r->cell[k].to > r->cell[k].from) return false;
    return true;
}

static size_t put_table(finder *f, fl_cut how, size_t columns, bool head, fl_line *out)
{
    size_t n = 0;
    fl_arena *a = f->task->arena;
    bool goes_on = f->table && f->table_end == f->row[0].line && f->table_columns == columns;
    if (!goes_on) f->table = fl_lines_add_container(a, f->lines, 0, FL_CONTAINER_TABLE);
    uint32_t table = f->table;
    f->table_end = f->rows == MOST_ROWS ? f->row[0].line + f->rows : SIZE_MAX;
    f->table_columns = columns;
    for (size_t i = 0; i < f->rows; i++) {
        fl_row *r = &f->row[i];
        if (r->rule || is_empty(r)) {
            uint16_t rule = r->rule ? f->dashes : f->bars;
            out[n] = f->lines->item[r->line];
            fl_line_remove(f->task, f->lines, &out[n++], rule, 95, FL_SPAN(""));
            continue;
        }
        uint32_t of = fl_lines_add_container(a, f->lines, table, FL_CONTAINER_ROW);
        f->lines->container[of].columns = (uint16_t)columns;
        f->lines->container[of].head = head && i == 0 && !goes_on;
        n += put_cells(f, r, how, of, out + n);
    }
    return n;
}

/* A table that begins at line `at`: its rows are then in `f`. */
static bool find_table(finder *f, size_t at, fl_cut *how, size_t *columns, evidence *e)
{
    fl_cut last = f->task->options->as_is ? FL_CUT_TABS : FL_CUTS;
    for (*how = FL_CUT_BARS; *how < last; ++*how) {
        if (at < f->run_end[*how] && f->tries[*how] >= MOST_TRIES) continue;
        if (!(f->signs[at] >> *how & 1)) continue;
        for (int merged = 0; merged < (*how == FL_CUT_TABS ? 2 : 1); merged++) {
            size_t full, most;
            gather(f, at, *how);
            if (f->rows < 2) break;
            if (at >= f->run_end[*how]) f->tries[*how] = 0;
            f->run_end[*how] = at + f->rows;
            if (*how == FL_CUT_TABS) drop_indent(f);
            if (merged) merge_tabs(f);
            *columns = usual_count(f, &most);
            full = *how == FL_CUT_GAPS ? fit_columns(f, *columns) : fill_behind(f, *columns);
            if (f->rows < 2) continue;
            *e = weigh(f, *columns);
            if (prove(f, *how, *columns, full, e)) return true;
        }
        f->tries[*how]++;
    }
    return false;
}

/* The signs of all lines; *candidates: how many have any. */
static const uint8_t *see_signs(fl_arena *a, const fl_lines *lines, size_t *candidates)
{
    uint8_t *signs = fl_alloc(a, lines->count, sizeof *signs);
    *candidates = 0;
    for (size_t i = 0; i < lines->count; i++) {
        fl_span s = lines->item[i].text;
        if (s.n <= FL_LONGEST_ROW) signs[i] = (uint8_t)fl_cell_signs(s);
        *candidates += signs[i] != 0;
    }
    return signs;
}

void fl_find_tables(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    size_t candidates;
    bool allowed = t->options->as_is ? lines->marked : fl_task_allows(t, "tables.text", 85);
    if (!allowed) return;
    finder f = { .task = t, .lines = lines };
    f.signs = see_signs(t->arena, lines, &candidates);
    if (candidates < 2) return;
    f.row = fl_alloc(t->arena, MOST_ROWS, sizeof *f.row);
    f.bars = fl_trail_rule(t->trail, "tables.bars", "a bar between the cells of a table");
    f.dashes = fl_trail_rule(t->trail, "tables.rule", "the line of dashes below a table's head");
    size_t capacity = lines->count + candidates * (FL_MOST_CELLS - 1), n = 0;
    fl_line *out = NULL;
    for (size_t i = 0; i < lines->count;) {
        fl_cut how;
        size_t columns;
        evidence e;
        if (!f.signs[i] || !find_table(&f, i, &how, &columns, &e)) {
            if (out) out[n] = lines->item[i];
            n++;
            i++;
            continue;
        }
        if (!out) {
            out = fl_alloc(t->arena, capacity, sizeof *out);
            memcpy(out, lines->item, n * sizeof *out);
        }
        n += put_table(&f, how, columns, e.head, out + n);
        i += f.rows;
    }
    if (!out) return;
    lines->item = out;
    lines->count = n;
    lines->capacity = capacity;
    fl_lines_compact(lines);
}
