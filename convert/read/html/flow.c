/* read/html/flow.c - characters go into the layer one run at a time; marks and gaps are kept as
 * offsets of the layer until the text does not move any more. */
#include "read/html/flow.h"

#include "base/utf8.h"

fl_flow fl_flow_new(const fl_task *t, size_t bytes, fl_lines *out)
{
    fl_flow f = { .t = t, .out = out, .number = 1 };
    f.layer = fl_alloc(t->arena, 1, sizeof *f.layer);
    f.text = fl_buf_new(t->arena, bytes / 2 + 64);
    f.hints = FL_HINT_BLANK_BEFORE;
    return f;
}

void fl_flow_turn(fl_flow *f, const fl_page *page, fl_choice *choice)
{
    fl_flow_end(f);
    f->page = page;
    f->choice = choice;
}

/* ---- the layer ---- */

static void write(fl_flow *f, fl_span text, uint32_t from, uint32_t to)
{
    if (f->end_pending) {
        f->layer->step[f->layer->count - 1].to = from;
        f->end_pending = false;
    }
    fl_layer_step step = { (uint32_t)f->text.n, from, to };
    fl_layer_add(f->t->arena, f->layer, (uint32_t)text.n, &step);
    fl_buf_span(&f->text, text);
}

/* A line end, or a space for one inside a line: it stands for the markup up to the next text. */
static void write_end(fl_flow *f, uint32_t from, char c)
{
    fl_layer *l = f->layer;
    if (f->end_pending) l->step[l->count - 1].to = from;
    fl_layer_step step = { (uint32_t)f->text.n, from, from };
    fl_layer_add(f->t->arena, l, 1, &step);
    fl_buf_byte(&f->text, c);
    f->end_pending = true;
}

/* Where the last character ends in the markup. */
static uint32_t last_place(const fl_flow *f)
{
    return f->layer->count ? f->layer->step[f->layer->count - 1].to : 0;
}

/* Where the line of a tag without text begins, whose second byte is `second`: with the tag when the
 * line end before it has room even so, so that an edit of that line leaves the tag whole. */
static uint32_t place_of_tag(const fl_flow *f, uint32_t second)
{
    return last_place(f) < second - 1 ? second - 1 : second;
}

static uint32_t number_at(fl_flow *f, uint32_t at)
{
    fl_span s = f->page->source;
    while (f->counted < at) {
        f->counted = (uint32_t)fl_line_end_next(s, f->counted, at);
        if (f->counted == at) break;
        size_t n = fl_line_end_at(s, f->counted);
        if (f->counted + n > at) break;
        f->number++;
        f->counted += (uint32_t)n;
    }
    return f->number;
}

/* ---- marks ---- */

void fl_flow_open(fl_flow *f, fl_mark_kind kind, fl_span target, fl_span title)
{
    if (f->open_count == FL_FLOW_MARKS) {
        f->too_many++;
        return;
    }
    f->open[f->open_count++] =
        (fl_flow_mark){ .kind = (uint8_t)kind, .target = target, .title = title };
}

static void end_mark(fl_flow *f, fl_flow_mark *m)
{
    if (m->slot) f->out->mark[m->slot - 1].to = (uint32_t)f->text.n;
    m->slot = 0;
}

void fl_flow_close(fl_flow *f, unsigned count)
{
    while (f->open_count > count) end_mark(f, &f->open[--f->open_count]);
}

static fl_mark *add_mark(fl_flow *f, fl_mark_kind kind)
{
    fl_mark *m = fl_lines_add_mark(f->t->arena, f->out);
    m->kind = (uint8_t)kind;
    m->from = m->to = (uint32_t)f->text.n;
    return m;
}

/* Elements that were entered since the last character begin here. */
static void begin_marks(fl_flow *f)
{
    for (unsigned i = 0; i < f->open_count; i++) {
        fl_flow_mark *m = &f->open[i];
        if (m->slot) continue;
        fl_mark *mark = add_mark(f, (fl_mark_kind)m->kind);
        mark->target = m->target;
        mark->title = m->title;
        m->slot = (uint32_t)f->out->mark_count;
    }
}

/* ---- lines ---- */

static fl_line *present(const fl_flow *f) { return &f->out->item[f->out->count - 1]; }

static void begin(fl_flow *f, uint32_t at)
{
    fl_line *line = fl_lines_add(f->t->arena, f->out);
    line->from = (uint32_t)f->text.n;
    line->number = number_at(f, at);
    line->container = f->container;
    line->hints = (uint16_t)(f->hints | f->standing | (f->code ? FL_HINT_PREFORMATTED : 0));
    line->level = f->level;
    line->mark_first = (uint32_t)f->out->mark_count;
    f->is_open = true;
    f->space = f->space_breaks = false;
    f->breaks = 0;
    f->words = f->link_words = f->strong_words = 0;
    f->hints = 0;
}

static void end(fl_flow *f)
{
    if (!f->is_open) return;
    fl_line *line = present(f);
    for (unsigned i = 0; i < f->open_count; i++) end_mark(f, &f->open[i]);
    line->mark_count = (uint32_t)f->out->mark_count - line->mark_first;
    line->text.n = f->text.n - line->from;
    if (f->words && f->strong_words == f->words) line->hints |= FL_HINT_STRONG;
    if (f->link_words * 2 > f->words) line->hints |= FL_HINT_LINKS;
    write_end(f, f->place > last_place(f) ? f->place : last_place(f), '\n');
    line->to = (uint32_t)f->text.n;
    f->is_open = f->space = f->space_breaks = false;
    f->breaks = 0;
}

void fl_flow_end(fl_flow *f)
{
    end(f);
    f->hints |= FL_HINT_BLANK_BEFORE;
}

/* In a container, and in documents as they are, a break stands inside a line. */
static bool breaks_inside(const fl_flow *f) { return f->container || f->t->options->as_is; }

void fl_flow_break(fl_flow *f)
{
    if (f->code) {
        end(f);
    } else if (f->is_open) {
        f->breaks++;
        if (!breaks_inside(f)) end(f);
    } else if (!breaks_inside(f)) {
        f->hints |= FL_HINT_BLANK_BEFORE;
    }
}

void fl_flow_empty(fl_flow *f, uint32_t at, uint16_t hints)
{
    fl_flow_end(f);
    at = place_of_tag(f, at);
    if (f->reason) { /* left out: only its room in the layer */
        write_end(f, at, '\n');
        return;
    }
    if (f->t->options->as_is) {
        if (f->code) f->hints &= (uint16_t)~FL_HINT_BLANK_BEFORE;
        begin(f, at);
        present(f)->hints |= hints;
    } else {
        f->hints |= hints;
    }
    write_end(f, at, '\n');
    if (f->is_open) present(f)->to = (uint32_t)f->text.n;
    f->is_open = false;
}

/* ---- characters ---- */

static bool is_wide(uint32_t c) { return fl_utf8_width(c) == 2 && !fl_is_hangul(c); }

/* White space and breaks before a character, now that there is one. Between two wide characters a
 * line end of the source shows nothing (CSS Text 3, segment break transformation). */
static void write_space(fl_flow *f, uint32_t next)
{
    if (f->breaks) {
        fl_mark *mark = add_mark(f, FL_MARK_BREAK);
        write_end(f, last_place(f), f->container ? ' ' : '\n'); /* passes see containers */
        mark->to = (uint32_t)f->text.n;
    } else if (f->space) {
        fl_span so_far = fl_buf_view(&f->text);
        if (!f->space_breaks || !is_wide(next) || !is_wide(fl_utf8_before(so_far, so_far.n)))
            write(f, FL_SPAN(" "), f->space_from, f->space_to);
    }
    f->space = f->space_breaks = false;
    f->breaks = 0;
}

static void add_gap(fl_flow *f, uint32_t from, uint32_t to)
{
    uint32_t line = (uint32_t)f->out->count - 1;
    const fl_reason *reason = &f->choice->reason[f->reason];
    fl_flow_gap *last = f->gap_count ? &f->gap[f->gap_count - 1] : NULL;
    if (last && last->line == line && last->reason == reason && last->to >= from - 1 &&
        (last->to == from || f->text.p[last->to] == ' ')) {
        last->to = to;
        return;
    }
    if (f->gap_count == f->gap_capacity) {
        size_t wanted = f->gap_capacity ? f->gap_capacity * 2 : 64;
        f->gap = fl_grow(f->t->arena, f->gap, f->gap_count * sizeof *f->gap,
                         wanted * sizeof *f->gap);
        f->gap_capacity = wanted;
    }
    f->gap[f->gap_count++] = (fl_flow_gap){ line, from, to, reason };
}

/* Characters without white space, or in code any but line ends. */
static void add_characters(fl_flow *f, fl_span text, uint32_t from, uint32_t to)
{
    if (f->breaks > 1 && f->is_open && !breaks_inside(f)) fl_flow_end(f);
    if (!f->is_open)
        begin(f, from);
    else if (f->space || f->breaks)
        write_space(f, fl_utf8_at(text, 0));
    if (!f->code) begin_marks(f);
    uint32_t at = (uint32_t)f->text.n;
    write(f, text, from, to);
    if (f->reason) {
        add_gap(f, at, (uint32_t)f->text.n);
        return;
    }
    f->words += (uint32_t)text.n;
    if (f->links) f->link_words += (uint32_t)text.n;
    if (f->strong) f->strong_words += (uint32_t)text.n;
}

/* Length of the white space that starts at `at`, with a line end in it or not. */
static size_t space_at(fl_span s, size_t at, bool *breaks)
{
    unsigned char c = (unsigned char)s.p[at];
    if (c == ' ' || c == '\t' || c == '\f') return 1;
    size_t n = c < ' ' || c == 0xC2 || c == 0xE2 ? fl_line_end_at(s, at) : 0;
    if (n) *breaks = true;
    return n;
}

static void add_space(fl_flow *f, uint32_t from, uint32_t to, bool breaks)
{
    if (f->wrapped && breaks) fl_flow_break(f);
    if (!f->is_open) return;
    if (!f->space) f->space_from = from;
    f->space = true;
    f->space_breaks |= breaks;
    f->space_to = to;
}

/* Lines of code: each line end of the source ends one, and white space is text. */
static void add_code(fl_flow *f, fl_span text, const fl_piece *piece)
{
    bool plain = text.n == piece->to - piece->from;
    for (size_t at = 0, stop; at < text.n; at = stop) {
        uint32_t from = piece->from + (plain ? (uint32_t)at : 0);
        size_t n = fl_line_end_at(text, at);
        stop = at;
        while (stop < text.n && (n = fl_line_end_at(text, stop)) == 0) stop++;
        if (stop > at)
            add_characters(f, fl_span_sub(text, at, stop), from,
                           plain ? piece->from + (uint32_t)stop : piece->to);
        if (n == 0) break;
        if (f->is_open) {
            end(f);
        } else {
            fl_flow_empty(f, piece->from + (plain ? (uint32_t)stop : 0), 0);
        }
        stop += n;
    }
}

void fl_flow_piece(fl_flow *f, const fl_piece *piece)
{
    fl_span text = piece->text;
    bool plain = text.n == piece->to - piece->from;
    if (f->code) {
        add_code(f, text, piece);
        return;
    }
    for (size_t at = 0; at < text.n;) {
        size_t stop = at, n = 0;
        bool breaks = false;
        while (stop < text.n && (n = space_at(text, stop, &breaks)) > 0) stop += n;
        if (stop > at)
            add_space(f, piece->from + (plain ? (uint32_t)at : 0),
                      plain ? piece->from + (uint32_t)stop : piece->to, breaks);
        at = stop;
        while (stop < text.n && space_at(text, stop, &breaks) == 0) stop++;
        if (stop > at)
            add_characters(f, fl_span_sub(text, at, stop), piece->from + (plain ? (uint32_t)at : 0),
                           plain ? piece->from + (uint32_t)stop : piece->to);
        at = stop;
    }
}

void fl_flow_text(fl_flow *f, uint32_t i)
{
    fl_piece piece;
    for (uint32_t at = f->page->node[i].from; fl_node_piece(f->page, i, &at, &piece);)
        fl_flow_piece(f, &piece);
}

void fl_flow_value(fl_flow *f, uint32_t from, uint32_t to)
{
    fl_piece piece;
    for (uint32_t at = from; fl_value_piece(f->page, to, &at, &piece);) fl_flow_piece(f, &piece);
}

void fl_flow_before(fl_flow *f, uint32_t tag)
{
    fl_flow_end(f);
    if (!f->end_pending || last_place(f) > tag) return;
    f->layer->step[f->layer->count - 1].to = tag;
    f->end_pending = false;
}

void fl_flow_attribute(fl_flow *f, uint32_t tag, uint32_t from, uint32_t to)
{
    fl_flow_before(f, tag);
    fl_flow_value(f, from, to);
    fl_flow_end(f);
}

/* The layer gets the same whether the image is kept or not. One that is left out leaves a gap, if
 * only an empty one: it takes up the white space that now stands twice. */
void fl_flow_image(fl_flow *f, const fl_mark *image, uint32_t from, uint32_t to, uint8_t unnamed)
{
    uint8_t reason = f->reason;
    f->place = place_of_tag(f, image->from);
    if (f->breaks > 1 && f->is_open && !breaks_inside(f)) fl_flow_end(f);
    if (!f->is_open)
        begin(f, from);
    else
        write_space(f, ' ');
    if (reason) {
        uint32_t at = (uint32_t)f->text.n;
        fl_flow_value(f, from, to);
        if (f->text.n == at) add_gap(f, at, at);
        f->space = false;
        return;
    }
    begin_marks(f);
    fl_flow_open(f, FL_MARK_IMAGE, image->target, image->title);
    unsigned count = f->open_count;
    begin_marks(f);
    f->reason = unnamed;
    fl_flow_value(f, from, to);
    f->reason = 0;
    f->space = false;
    fl_flow_close(f, count - 1);
}

/* ---- the text does not move any more ---- */

/* Marks as offsets of the line, whose text starts at `start` of the layer; empty ones go. */
static void settle_marks(fl_lines *lines, fl_line *line, uint32_t start)
{
    uint32_t kept = 0, n = (uint32_t)line->text.n;
    for (uint32_t i = 0; i < line->mark_count; i++) {
        fl_mark m = lines->mark[line->mark_first + i];
        m.from = m.from < start ? 0 : m.from - start;
        m.to = m.to < start ? 0 : m.to - start;
        if (m.from > n) m.from = n;
        if (m.to > n) m.to = n;
        bool empty = m.from == m.to && m.kind != FL_MARK_IMAGE && m.kind != FL_MARK_LINK;
        if (!empty) lines->mark[line->mark_first + kept++] = m;
    }
    line->mark_count = kept;
}

static uint16_t rule_of(const fl_flow *f, const fl_reason *r)
{
    return fl_trail_rule(f->t->trail, r->rule, r->why);
}

/* Takes gaps [first, last) out of the line. */
static void leave_out(fl_flow *f, fl_line *line, size_t first, size_t last)
{
    fl_change *change = fl_alloc(f->t->arena, last - first, sizeof *change);
    uint32_t n = (uint32_t)line->text.n, at = 0;
    size_t count = 0;
    for (size_t i = first; i < last; i++) {
        uint32_t from = f->gap[i].from < line->from ? 0 : f->gap[i].from - line->from;
        uint32_t to = f->gap[i].to < line->from ? 0 : f->gap[i].to - line->from;
        if (to > n) to = n;
        if (from < at) from = at;
        bool space = to < n && (line->text.p[to] == ' ' || line->text.p[to] == '\n');
        bool starts = from == at && (from == 0 || count); /* nothing kept before it */
        if (space && (starts || (from && line->text.p[from - 1] == ' '))) to++;
        if (to == n)
            while (from > at && (line->text.p[from - 1] == ' ' || line->text.p[from - 1] == '\n'))
                from--;
        if (to <= from) continue;
        const fl_reason *r = f->gap[i].reason;
        change[count++] = (fl_change){ .from = from,
                                       .to = to,
                                       .why = fl_span_of(r->why),
                                       .rule = rule_of(f, r),
                                       .kind = FAIRLEAF_EDIT_REMOVE,
                                       .confidence = r->confidence };
        at = to;
    }
    fl_line_change(f->t, f->out, line, change, count);
}

static bool has_kept_text(const fl_flow *f, const fl_line *line, size_t first, size_t last)
{
    uint32_t at = line->from, end = line->from + (uint32_t)line->text.n;
    for (size_t i = first; i <= last; i++) {
        uint32_t to = i < last ? f->gap[i].from : end;
        if (to > at && fl_span_trim((fl_span){ f->text.p + at, to - at }).n) return true;
        if (i < last) at = f->gap[i].to;
    }
    return false;
}

static bool has_image(const fl_lines *lines, const fl_line *line)
{
    for (uint32_t i = 0; i < line->mark_count; i++)
        if (lines->mark[line->mark_first + i].kind == FL_MARK_IMAGE) return true;
    return false;
}

/* The line as offsets became one with text; its gaps are [first, last). */
static void settle(fl_flow *f, size_t i, size_t first, size_t last)
{
    fl_line *line = &f->out->item[i];
    uint32_t start = line->from;
    bool is_empty = line->text.n == 0;
    line->text.p = f->text.p + line->from;
    if (!(line->hints & FL_HINT_PREFORMATTED)) {
        fl_span whole = line->text;
        line->text = fl_span_trim(whole);
        if (line->text.n == 0) line->text.p = whole.p + whole.n;
        start = (uint32_t)(line->text.p - f->text.p);
        if (start - line->from >= 2) line->hints |= FL_HINT_INDENTED;
    }
    line->from = start;
    settle_marks(f->out, line, start);
    bool image = has_image(f->out, line), stands = is_empty; /* made without text on purpose */
    if (is_empty && last > first && !image) {                /* of an image that was left out */
        line->text.p = NULL;
        if (i + 1 < f->out->count) line[1].hints |= FL_HINT_BLANK_BEFORE;
    } else if (last > first && !image && !has_kept_text(f, line, first, last)) {
        const fl_reason *r = f->gap[first].reason;
        fl_line_remove(f->t, f->out, line, rule_of(f, r), r->confidence, fl_span_of(r->why));
    } else if (last > first) {
        leave_out(f, line, first, last);
    } else if (line->text.n == 0 && !image && !(f->t->options->as_is && stands)) {
        line->text.p = NULL; /* blank */
        if (i + 1 < f->out->count) line[1].hints |= FL_HINT_BLANK_BEFORE;
    }
}

/* The last line end stands for what is left of the markup; where nothing is left, there is none. */
static void end_layer(fl_flow *f)
{
    if (!f->end_pending) return;
    fl_layer_step *last = &f->layer->step[f->layer->count - 1];
    last->to = (uint32_t)f->page->source.n;
    if (last->from < last->to) return;
    f->layer->count--;
    f->text.n--;
    if (f->out->count && present(f)->to > f->text.n) present(f)->to--;
}

void fl_flow_finish(fl_flow *f)
{
    end(f);
    end_layer(f);
    fl_layer_step last = { (uint32_t)f->text.n, (uint32_t)f->page->source.n,
                           (uint32_t)f->page->source.n };
    fl_layer_add(f->t->arena, f->layer, 0, &last);
    f->layer->text = f->out->source = fl_buf_view(&f->text);
    f->out->layer = f->layer;
    size_t gap = 0;
    for (size_t i = 0; i < f->out->count; i++) {
        size_t first = gap;
        while (gap < f->gap_count && f->gap[gap].line == i) gap++;
        settle(f, i, first, gap);
    }
    fl_lines_compact(f->out);
}
