/* read/htmltable.c - the table is read twice: first to see that it is nothing else, then to write
 * its lines. */
#include "base/buf.h"
#include "base/utf8.h"
#include "read/grids.h"
#include "read/html/references.h"

typedef enum tag_kind {
    TAG_TABLE,
    TAG_PART, /* thead, tbody, tfoot */
    TAG_ROW,
    TAG_CELL,
    TAG_SPAN, /* strong, emphasis, code, link */
    TAG_BREAK,
    TAG_IMAGE
} tag_kind;

typedef struct tag_row {
    const char *name;
    uint8_t kind, mark;
    bool head;
} tag_row;

static const tag_row known[] = {
    { "table", TAG_TABLE, 0, false },
    { "thead", TAG_PART, 0, true },
    { "tbody", TAG_PART, 0, false },
    { "tfoot", TAG_PART, 0, false },
    { "tr", TAG_ROW, 0, false },
    { "th", TAG_CELL, 0, true },
    { "td", TAG_CELL, 0, false },
    { "strong", TAG_SPAN, FL_MARK_STRONG, false },
    { "b", TAG_SPAN, FL_MARK_STRONG, false },
    { "em", TAG_SPAN, FL_MARK_EMPH, false },
    { "i", TAG_SPAN, FL_MARK_EMPH, false },
    { "code", TAG_SPAN, FL_MARK_CODE, false },
    { "a", TAG_SPAN, FL_MARK_LINK, false },
    { "br", TAG_BREAK, FL_MARK_BREAK, false },
    { "img", TAG_IMAGE, FL_MARK_IMAGE, false },
};

enum { MOST_DEEP = 16, MOST_NAME = 16 };

typedef struct attribute {
    size_t from, to; /* of the value, in the line; the same: none */
} attribute;

typedef struct html_tag {
    const tag_row *row;
    bool closes;
    size_t from, to;
    attribute target, title, alt, wide, high;
} html_tag;

typedef struct table {
    fl_marked *marked;
    bool write; /* the second time */
    /* where it is */
    bool in_table, in_row, in_cell, done, in_head;
    const tag_row *open[MOST_DEEP]; /* spans of the cell */
    size_t depth;
    uint32_t container, row, cell;
    bool cells_written; /* a cell of the row has a line */
    fl_line_pieces pieces;
} table;

/* ---- tags ---- */

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static bool is_name(const char *name, fl_span s)
{
    size_t n = strlen(name);
    if (s.n != n) return false;
    for (size_t i = 0; i < n; i++)
        if ((s.p[i] | 0x20) != (name[i] | 0x20)) return false;
    return true;
}

static void keep_attribute(html_tag *t, fl_span name, attribute value)
{
    static const char *const names[] = { "href", "src", "title", "alt", "colspan", "rowspan" };
    attribute *place[] = { &t->target, &t->target, &t->title, &t->alt, &t->wide, &t->high };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_name(names[i], name)) *place[i] = value;
}

static bool ends_name(char c) { return is_blank(c) || c == '=' || c == '>' || c == '/'; }

/* The attributes of a tag from `at` on, to behind its `>`; SIZE_MAX: it does not end here. */
static size_t read_attributes(fl_span s, size_t at, html_tag *t)
{
    while (at < s.n) {
        while (at < s.n && (is_blank(s.p[at]) || s.p[at] == '/')) at++;
        if (at < s.n && s.p[at] == '>') return at + 1;
        size_t name = at;
        while (at < s.n && !ends_name(s.p[at])) at++;
        fl_span key = fl_span_sub(s, name, at);
        if (at == s.n || key.n == 0) return SIZE_MAX;
        if (s.p[at] != '=') continue;
        char quote = ++at < s.n ? s.p[at] : '\0';
        bool quoted = quote == '"' || quote == '\'';
        size_t from = at + quoted;
        at = from;
        while (at < s.n && (quoted ? s.p[at] != quote : !is_blank(s.p[at]) && s.p[at] != '>')) at++;
        if (at == s.n) return SIZE_MAX;
        keep_attribute(t, key, (attribute){ from, at });
        at += quoted;
    }
    return SIZE_MAX;
}

/* The tag at `at`; false when it is none that a table may hold. */
static bool read_tag(fl_span s, size_t at, html_tag *t)
{
    *t = (html_tag){ .from = at };
    if (++at < s.n && s.p[at] == '/') {
        t->closes = true;
        at++;
    }
    size_t name = at;
    while (at < s.n && at - name < MOST_NAME && !ends_name(s.p[at])) at++;
    for (size_t i = 0; !t->row && i < sizeof known / sizeof *known; i++)
        if (is_name(known[i].name, fl_span_sub(s, name, at))) t->row = &known[i];
    if (!t->row) return false;
    t->to = read_attributes(s, at, t);
    return t->to != SIZE_MAX;
}

/* An attribute's value with its references read. */
static fl_span value_of(const fl_marked *r, attribute a)
{
    fl_span s = fl_span_sub(r->source, a.from, a.to);
    if (s.n == 0 || !memchr(s.p, '&', s.n)) return s;
    fl_buf out = fl_buf_new(r->t->arena, s.n + 8);
    for (size_t at = 0; at < s.n;) {
        char means[8];
        size_t n = 0, length = s.p[at] == '&' ? fl_reference_read(s, at, true, means, &n) : 0;
        fl_buf_bytes(&out, length ? means : s.p + at, length ? n : 1);
        at += length ? length : 1;
    }
    return fl_buf_view(&out);
}

static uint16_t span_of(const fl_marked *r, attribute a)
{
    enum { MOST_SPAN = 1000 };
    unsigned n = 0;
    for (size_t i = a.from; i < a.to && n <= MOST_SPAN; i++) {
        if (!fl_is_digit((unsigned char)r->source.p[i])) return 0;
        n = n * 10 + (unsigned)(r->source.p[i] - '0');
    }
    return (uint16_t)(n > MOST_SPAN ? MOST_SPAN : n > 1 ? n : 0);
}

/* ---- what stands where ---- */

/* What stands between the walk and `to` is markup. */
static void pass_to(fl_marked *r, size_t to)
{
    fl_marked_change(r, r->cursor, to, (fl_span){ NULL, 0 });
    r->cursor = to;
}

/* Keeps [at, to) of the line as text; its references are read. */
static void keep_text(fl_marked *r, size_t at, size_t to)
{
    while (at < to) {
        char means[8];
        size_t n = 0, length = r->source.p[at] == '&'
                                   ? fl_reference_read(r->source, at, false, means, &n)
                                   : 0;
        if (length && at + length <= to) {
            fl_marked_change(r, at, at + length,
                             (fl_span){ fl_copy(r->t->arena, (fl_span){ means, n }), n });
            r->kept += (uint32_t)n;
            at += length;
        } else {
            r->kept++;
            at++;
        }
    }
    r->cursor = to;
}

static bool table_tag(table *t, const html_tag *tag)
{
    fl_marked *r = t->marked;
    if (tag->closes ? !t->in_table || t->in_row : t->in_table || t->done) return false;
    t->in_table = !tag->closes;
    t->done = tag->closes;
    if (t->write && !tag->closes)
        t->container = fl_lines_add_container(r->t->arena, r->out, r->container,
                                              FL_CONTAINER_TABLE);
    return true;
}

static bool row_tag(table *t, const html_tag *tag)
{
    fl_marked *r = t->marked;
    if (!t->in_table || t->in_cell || t->in_row != tag->closes) return false;
    t->in_row = !tag->closes;
    if (!t->write) return true;
    if (!tag->closes) {
        t->row = fl_lines_add_container(r->t->arena, r->out, t->container, FL_CONTAINER_ROW);
        r->out->container[t->row].head = t->in_head;
        t->cells_written = false;
    } else if (!t->cells_written && r->t->options->as_is && r->out->container[t->row].columns) {
        fl_piece_begin(r, &t->pieces, t->cell);
        fl_piece_end(r, &t->pieces, true);
    }
    return true;
}

static bool cell_tag(table *t, const html_tag *tag)
{
    fl_marked *r = t->marked;
    if (!t->in_row || t->in_cell != tag->closes || t->depth) return false;
    t->in_cell = !tag->closes;
    if (!t->write) return true;
    if (tag->closes) {
        fl_piece_end(r, &t->pieces, false);
        return true;
    }
    fl_container *row = &r->out->container[t->row];
    uint32_t place = ++row->columns;
    if (!t->in_head) row->head = tag->row->head && (place == 1 || row->head);
    t->cell = fl_lines_add_container(r->t->arena, r->out, t->row, FL_CONTAINER_CELL);
    fl_container *cell = &r->out->container[t->cell];
    cell->start = place;
    cell->columns = span_of(r, tag->wide);
    cell->rows = span_of(r, tag->high);
    fl_piece_begin(r, &t->pieces, t->cell);
    return true;
}

static bool span_tag(table *t, const html_tag *tag)
{
    fl_marked *r = t->marked;
    if (!t->in_cell) return false;
    if (tag->closes) {
        if (t->depth == 0 || t->open[--t->depth] != tag->row) return false;
        if (t->write) fl_marked_close(r);
        return true;
    }
    if (t->depth == MOST_DEEP) return false;
    t->open[t->depth++] = tag->row;
    if (!t->write) return true;
    fl_open_mark *open = fl_marked_open(r, tag->row->mark, value_of(r, tag->target));
    if (open) open->title = value_of(r, tag->title);
    return true;
}

/* The description of an image is text. */
static bool image_tag(table *t, const html_tag *tag)
{
    fl_marked *r = t->marked;
    if (!t->in_cell || tag->closes) return false;
    if (!t->write) return true;
    fl_open_mark *open = fl_marked_open(r, FL_MARK_IMAGE, value_of(r, tag->target));
    if (open) open->title = value_of(r, tag->title);
    if (tag->alt.from < tag->alt.to) {
        pass_to(r, tag->alt.from);
        keep_text(r, tag->alt.from, tag->alt.to);
    }
    fl_marked_close(r);
    return true;
}

static bool take_tag(table *t, const html_tag *tag)
{
    if (t->write && tag->row->kind != TAG_IMAGE) pass_to(t->marked, tag->to);
    bool taken;
    switch (tag->row->kind) {
    case TAG_TABLE:
        return table_tag(t, tag);
    case TAG_PART:
        t->in_head = tag->row->head && !tag->closes;
        return t->in_table && !t->in_row;
    case TAG_ROW:
        return row_tag(t, tag);
    case TAG_CELL:
        return cell_tag(t, tag);
    case TAG_SPAN:
        return span_tag(t, tag);
    case TAG_IMAGE:
        taken = image_tag(t, tag);
        if (t->write) pass_to(t->marked, tag->to);
        return taken;
    default:
        if (t->write && t->in_cell) fl_marked_break(t->marked);
        return t->in_cell;
    }
}

/* Text stands in cells only; white space at the start of one is none. */
static bool take_text(table *t, fl_span s, size_t from, size_t to)
{
    fl_span text = fl_span_trim(fl_span_sub(s, from, to));
    if (!t->in_cell) return text.n == 0;
    if (!t->write) return true;
    fl_marked *r = t->marked;
    const fl_piece_of_line *piece = &t->pieces.item[t->pieces.count - 1];
    if (r->kept == piece->from && text.n) from = (size_t)(text.p - s.p);
    if (r->kept == piece->from && !text.n) return true;
    pass_to(r, from);
    keep_text(r, from, to);
    return true;
}

static size_t quotes_around(const fl_marked *r)
{
    size_t n = 0;
    for (uint32_t c = r->container; c; c = r->out->container[c].parent)
        n += r->out->container[c].kind == FL_CONTAINER_QUOTE;
    return n;
}

/* Where the line's own text starts: behind the marks of quotes, and of items before `<table>`. */
static size_t line_start(const table *t, fl_span s)
{
    size_t at = 0, quotes = quotes_around(t->marked);
    if (!t->in_table && t->marked->container) {
        while (at < s.n && s.p[at] != '<') at++;
        return at;
    }
    for (; quotes > 0 && at < s.n && s.p[at] == '>'; quotes--) {
        at++;
        while (at < s.n && is_blank(s.p[at])) at++;
    }
    return at;
}

static bool take_line(table *t, size_t line)
{
    fl_span s = fl_marked_line(t->marked, line);
    size_t at = line_start(t, s), from = at;
    while (at < s.n) {
        html_tag tag;
        if (s.p[at] != '<') {
            at++;
            continue;
        }
        if (!read_tag(s, at, &tag) || !take_text(t, s, from, at) || !take_tag(t, &tag))
            return false;
        at = from = tag.to;
    }
    return take_text(t, s, from, s.n);
}

static void write_line(table *t, size_t line)
{
    fl_marked *r = t->marked;
    bool goes_on = t->in_cell;
    fl_marked_start_line(r, line);
    r->hints = goes_on ? FL_HINT_SOFT : 0;
    if (goes_on) fl_piece_begin(r, &t->pieces, t->cell);
    (void)take_line(t, line);
    if (t->in_cell) fl_piece_end(r, &t->pieces, false);
    t->cells_written = t->cells_written || t->pieces.count;
    if (r->source.n) fl_pieces_write(r, &t->pieces);
}

bool fl_read_html_table(fl_marked *r, size_t first, size_t last)
{
    table look = { .marked = r }, write = { .marked = r, .write = true };
    if (last >= r->line_count) return false;
    for (size_t line = first; line <= last; line++) {
        if (!take_line(&look, line)) return false;
        if (look.depth) return false; /* a span over lines */
    }
    if (!look.done) return false;
    fl_marked_begin(r, first, last);
    for (size_t line = first; line <= last; line++) write_line(&write, line);
    r->hints = 0;
    return true;
}
