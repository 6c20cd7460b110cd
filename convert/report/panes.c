/* report/panes.c - source and edits are walked once; a row is gathered in two buffers until a line
 * end ends it. */
#include "report/panes.h"

#include "report/html.h"

typedef struct panes {
    fl_buf *out;
    const fl_subject *subject;
    fl_buf left, right;
    size_t row;             /* rows written */
    uint32_t line;          /* of the source, at the walk */
    uint32_t first;         /* line of the row at hand */
    uint32_t named;         /* the last line that was given its id */
    size_t heading;         /* the next one */
    bool open, line_open;   /* a row; a line in its left half */
    bool kept, edited, gap; /* of the row: the clean text has some of it; it has an edit; blank
                               lines stand above it */
} panes;

static void begin_row(panes *p)
{
    if (p->open) return;
    p->open = true;
    p->first = p->line;
    p->kept = p->edited = false;
    p->left.n = p->right.n = 0;
}

static void begin_line(panes *p)
{
    begin_row(p);
    if (p->line_open) return;
    p->line_open = true;
    if (p->line != p->named)
        fl_buf_format(&p->left, "<div class=l id=L%u", p->line);
    else
        fl_buf_text(&p->left, "<div class=l");
    fl_buf_format(&p->left, " data-n=%u>", p->line);
    p->named = p->line;
}

static void end_line(panes *p)
{
    if (p->line_open) fl_buf_text(&p->left, "</div>");
    p->line_open = false;
}

/* The level of the heading that stands on the lines of the row, 0 if none does. */
static unsigned heading_level(panes *p)
{
    const fl_subject *s = p->subject;
    while (p->heading < s->heading_count && s->heading[p->heading].line < p->first) p->heading++;
    if (p->heading == s->heading_count || s->heading[p->heading].line > p->line) return 0;
    return s->heading[p->heading].level;
}

static void end_row(panes *p)
{
    end_line(p);
    if (!p->open) return;
    unsigned level = heading_level(p);
    fl_buf *out = p->out;
    if (p->row % FL_ROWS == 0)
        fl_buf_text(out, p->row ? "</div>\n<div class=chunk role=rowgroup>\n"
                                : "<div class=chunk role=rowgroup>\n");
    fl_buf_format(out, "<div class=\"w%s%s%s\" role=row><div class=a role=cell dir=auto>",
                  p->gap ? " g" : "", p->edited ? " e" : "", p->kept ? "" : " gone");
    fl_buf_span(out, fl_buf_view(&p->left));
    fl_buf_text(out, "</div><div class=\"b");
    if (level) fl_buf_format(out, " h%u", level);
    fl_buf_text(out, "\" role=cell dir=auto>");
    fl_buf_span(out, fl_buf_view(&p->right));
    fl_buf_text(out, "</div></div>\n");
    p->row++;
    p->open = p->gap = false;
}

/* ---- kept text ---- */

static bool is_blank(fl_span s) { return fl_span_trim(s).n == 0; }

static void keep(panes *p, fl_span text)
{
    if (text.n == 0 || (!p->open && is_blank(text))) return;
    begin_line(p);
    p->kept = p->kept || !is_blank(text);
    size_t from = p->left.n;
    fl_html_text(&p->left, text);
    fl_buf_bytes(&p->right, p->left.p + from, p->left.n - from);
}

/* Length of the line end at `at` when it lies before `to` as a whole, else 0. */
static size_t line_end_before(fl_span source, size_t at, size_t to)
{
    size_t n = fl_line_end_at(source, at);
    return at + n <= to ? n : 0;
}

static void keep_lines(panes *p, fl_span source, size_t from, size_t to)
{
    size_t at = from;
    while (at < to) {
        size_t n = line_end_before(source, at, to);
        if (n == 0) {
            at++;
            continue;
        }
        keep(p, fl_span_sub(source, from, at));
        if (!p->open) p->gap = true; /* a blank line */
        end_row(p);
        p->line++;
        from = at = at + n;
    }
    keep(p, fl_span_sub(source, from, to));
}

/* ---- edits ---- */

static void open_tag(fl_buf *out, const char *tag, const panes *p, size_t index, bool first)
{
    const fairleaf_edit *e = &p->subject->account->edits[index];
    unsigned group = p->subject->group_of[index];
    const fl_rule_group *g = &p->subject->group[group];
    fl_buf_byte(out, '<'); /* there are two for every edit: no format */
    fl_buf_text(out, tag);
    fl_buf_text(out, first ? " id=e" : " data-e=");
    fl_buf_number(out, index + 1);
    fl_buf_text(out, " class=\"k");
    fl_buf_number(out, (unsigned)e->kind);
    fl_buf_text(out, " r");
    fl_buf_number(out, group);
    fl_buf_text(out, fl_is_uncertain(e) ? " q\"" : "\"");
    if (!g->why && e->why) { /* a reason of its own: for readers without script */
        fl_buf_text(out, " style='--say:\"");
        fl_html_css(out, fl_span_of(g->rule));
        fl_buf_text(out, "\\A ");
        fl_html_css(out, fl_span_of(e->why));
        fl_buf_text(out, "\"'");
    }
    fl_buf_byte(out, '>');
}

static bool stands(const fairleaf_edit *e)
{
    return e->kind == FAIRLEAF_EDIT_MARK || e->kind == FAIRLEAF_EDIT_NOTE;
}

/* Where nothing stands: a bar, so that the place can be seen. */
#define NOTHING "<i class=o>" FL_NOT_EMPTY "</i>"

/* One line's part of what was there; a line end shows as a sign. */
static void write_part(panes *p, size_t index, fl_span part, bool line_end, bool first)
{
    const char *tag = stands(&p->subject->account->edits[index]) ? "mark" : "del";
    begin_line(p);
    open_tag(&p->left, tag, p, index, first);
    fl_html_text(&p->left, part);
    if (!line_end && is_blank(part)) fl_buf_text(&p->left, part.n ? FL_NOT_EMPTY : NOTHING);
    if (line_end) fl_buf_text(&p->left, "<i class=n>" FL_NOT_EMPTY "</i>");
    fl_buf_format(&p->left, "</%s>", tag);
    if (!line_end) return;
    end_line(p);
    p->line++;
}

/* Source bytes [from, to) of an edit, in as many parts as they have lines. */
static void write_before(panes *p, size_t index, size_t from, size_t to)
{
    fl_span source = { p->subject->account->source.bytes, p->subject->account->source.length };
    size_t at = from;
    bool first = true;
    do {
        size_t n = 0;
        while (at < to && (n = line_end_before(source, at, to)) == 0) at++;
        write_part(p, index, fl_span_sub(source, from, at), n != 0, first);
        first = false;
        from = at = at + n;
    } while (at < to);
}

static void write_after(panes *p, size_t index, fl_span after)
{
    const fairleaf_edit *e = &p->subject->account->edits[index];
    const char *tag = stands(e) ? "mark" : "ins";
    open_tag(&p->right, tag, p, index, false);
    if (is_blank(after)) fl_buf_text(&p->right, after.n ? FL_NOT_EMPTY : NOTHING);
    size_t from = 0;
    for (size_t at = 0; at < after.n;) {
        size_t n = fl_line_end_at(after, at);
        if (n == 0) {
            at++;
            continue;
        }
        fl_html_text(&p->right, fl_span_sub(after, from, at));
        fl_buf_text(&p->right, "<br>");
        from = at = at + n;
    }
    fl_html_text(&p->right, fl_span_sub(after, from, after.n));
    fl_buf_format(&p->right, "</%s>", tag);
}

static bool ends_line(fl_span s)
{
    if (s.n == 0) return false;
    size_t last = s.n - 1;
    while (last > 0 && ((unsigned char)s.p[last] & 0xC0) == 0x80) last--;
    return fl_line_end_at(s, last) != 0;
}

static void write_edit(panes *p, size_t index)
{
    const fairleaf_edit *e = &p->subject->account->edits[index];
    size_t from = fl_edit_from(p->subject, e);
    fl_span after = { e->after.bytes, e->after.length };
    begin_row(p);
    bool whole = e->kind == FAIRLEAF_EDIT_REMOVE && p->right.n == 0 &&
                 ends_line((fl_span){ e->before.bytes, e->before.length });
    p->edited = true;
    p->kept = p->kept || after.n > 0;
    write_before(p, index, from, from + e->before.length);
    if (!whole) write_after(p, index, after);
    if (whole || ends_line(after)) end_row(p);
}

size_t fl_panes_write(fl_buf *out, const fl_subject *s)
{
    fl_span source = { s->account->source.bytes, s->account->source.length };
    panes p = { .out = out, .subject = s, .line = 1 };
    p.left = fl_buf_new(out->arena, 4096);
    p.right = fl_buf_new(out->arena, 4096);
    size_t at = 0;
    for (size_t i = 0; i < s->account->edit_count; i++) {
        const fairleaf_edit *e = &s->account->edits[i];
        size_t from = fl_edit_from(s, e);
        keep_lines(&p, source, at, from);
        write_edit(&p, i);
        at = from + e->before.length;
    }
    keep_lines(&p, source, at, source.n);
    if (p.row == 0 && !p.open) begin_line(&p); /* no text: its warning needs a place */
    end_row(&p);
    fl_buf_text(out, p.row ? "</div>\n" : "");
    return p.row;
}
