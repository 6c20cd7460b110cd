/* base/csv.c */
#include "base/csv.h"

#include "base/error.h"

static bool is_formula(fl_span s) { return s.n > 1 && strchr("=+-@\t\r", s.p[0]) && s.p[0]; }

/* ---- reading ---- */

typedef struct reader {
    fl_arena *arena;
    fl_span s;
    size_t at;
    uint32_t line;
    char separator;
    fl_csv *out;
    size_t rows, cells; /* room for them */
} reader;

static char separator_of(fl_span s, size_t at)
{
    bool quoted = false;
    for (; at < s.n && (quoted || (s.p[at] != '\n' && s.p[at] != '\r')); at++) {
        if (s.p[at] == '"')
            quoted = !quoted;
        else if (!quoted && strchr(",;\t", s.p[at]) && s.p[at])
            return s.p[at];
    }
    return ',';
}

static bool at_end_of_cell(const reader *r)
{
    return r->at == r->s.n || r->s.p[r->at] == r->separator || r->s.p[r->at] == '\n' ||
           r->s.p[r->at] == '\r';
}

static fairleaf_status read_quoted(reader *r, fl_span *out, fairleaf_error *error)
{
    fl_buf text = fl_buf_new(r->arena, 64);
    uint32_t line = r->line;
    for (r->at++; r->at < r->s.n; r->at++) {
        char c = r->s.p[r->at];
        if (c == '\n') r->line++;
        if (c == '"') {
            r->at++;
            if (r->at == r->s.n || r->s.p[r->at] != '"') {
                *out = fl_buf_view(&text);
                if (at_end_of_cell(r)) return FAIRLEAF_OK;
                return fl_fail_at(error, FAIRLEAF_ARGUMENT, r->line, 0, r->at,
                                  "text stands behind the quote that ends a cell");
            }
        }
        fl_buf_byte(&text, c);
    }
    return fl_fail_at(error, FAIRLEAF_ARGUMENT, line, 0, r->at, "a quoted cell does not end");
}

static void read_plain(reader *r, fl_span *out)
{
    size_t from = r->at;
    while (!at_end_of_cell(r)) r->at++;
    *out = fl_span_sub(r->s, from, r->at);
}

static void add_cell(reader *r, fl_csv_row *row, fl_span cell)
{
    if (row->count == r->cells) {
        size_t wanted = r->cells ? r->cells * 2 : 16, size = sizeof *row->cell;
        row->cell = fl_grow(r->arena, row->cell, row->count * size, wanted * size);
        r->cells = wanted;
    }
    if (cell.n > 1 && cell.p[0] == '\'' && is_formula(fl_span_sub(cell, 1, cell.n)))
        cell = fl_span_sub(cell, 1, cell.n);
    row->cell[row->count++] = cell;
}

static void add_row(reader *r, fl_csv_row row)
{
    bool text = false;
    for (size_t i = 0; i < row.count && !text; i++) text = row.cell[i].n > 0;
    if (!text) return;
    if (r->out->count == r->rows) {
        size_t wanted = r->rows ? r->rows * 2 : 64, size = sizeof row;
        r->out->row = fl_grow(r->arena, r->out->row, r->out->count * size, wanted * size);
        r->rows = wanted;
    }
    r->out->row[r->out->count++] = row;
}

static fairleaf_status read_row(reader *r, fairleaf_error *error)
{
    fl_csv_row row = { NULL, 0, r->line, r->at };
    r->cells = 0;
    for (;;) {
        fl_span cell = { NULL, 0 };
        if (r->at < r->s.n && r->s.p[r->at] == '"') {
            fairleaf_status status = read_quoted(r, &cell, error);
            if (status) return status;
        } else {
            read_plain(r, &cell);
        }
        add_cell(r, &row, cell);
        if (r->at == r->s.n || r->s.p[r->at] != r->separator) break;
        r->at++;
    }
    if (r->at < r->s.n && r->s.p[r->at] == '\r') r->at++;
    if (r->at < r->s.n && r->s.p[r->at] == '\n') r->at++;
    r->line++;
    add_row(r, row);
    return FAIRLEAF_OK;
}

fairleaf_status fl_csv_read(fl_arena *a, fl_span bytes, fl_csv *out, fairleaf_error *error)
{
    *out = (fl_csv){ NULL, 0 };
    size_t start = fl_span_starts(bytes, FL_SPAN("\xEF\xBB\xBF")) ? 3 : 0;
    reader r = { .arena = a, .s = bytes, .at = start, .line = 1, .out = out };
    r.separator = separator_of(bytes, start);
    while (r.at < bytes.n) {
        fairleaf_status status = read_row(&r, error);
        if (status) return status;
    }
    return FAIRLEAF_OK;
}

/* ---- writing ---- */

void fl_csv_cell(fl_buf *out, fl_span s)
{
    bool formula = is_formula(s), quoted = false;
    for (size_t i = 0; i < s.n && !quoted; i++) quoted = strchr(",;\t\"\r\n", s.p[i]) && s.p[i];
    if (s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ')) quoted = true;
    if (!quoted) {
        if (formula) fl_buf_byte(out, '\'');
        fl_buf_span(out, s);
        return;
    }
    fl_buf_byte(out, '"');
    if (formula) fl_buf_byte(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') fl_buf_byte(out, '"');
        fl_buf_byte(out, s.p[i]);
    }
    fl_buf_byte(out, '"');
}
