/* commonmark/normal.c - inlines to pieces: flatten, trim, style of white space, headings. */
#include "commonmark/normal.h"

#include "base/scan.h"
#include "base/utf8.h"
#include "commonmark/address.h"
#include "commonmark/flanking.h"

typedef struct styles {
    uint32_t strong, emph; /* how deep inside */
    const fl_inline *link; /* the outermost that has an address, which is allowed */
} styles;

/* ---- text ---- */

/* How many bytes at `at` are a control character or a line separator; 0: none. */
static inline size_t control_at(fl_span s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    if (c >= 0x80 && c != 0xC2 && c != 0xE2) return 0;
    if (c < 0x20 || c == 0x7F) return 1;
    if (c == 0xC2) return s.n - at > 1 && (unsigned char)s.p[at + 1] < 0xA0 ? 2 : 0;
    return c == 0xE2 && s.n - at > 2 && s.p[at + 1] == '\x80' &&
                   (s.p[at + 2] == '\xA8' || s.p[at + 2] == '\xA9')
               ? 3
               : 0;
}

fl_span fl_normal_text(fl_arena *a, fl_span s)
{
    size_t at = fl_scan_control(s);
    while (at < s.n && control_at(s, at) == 0) at++;
    if (at >= s.n) return s;
    fl_buf out = fl_buf_new(a, s.n * 3);
    for (size_t i = 0, n; i < s.n; i += n ? n : 1) {
        n = control_at(s, i);
        if (n == 0)
            fl_buf_byte(&out, s.p[i]);
        else if (s.p[i] == '\0')
            fl_buf_text(&out, "\xEF\xBF\xBD");
        else
            fl_buf_byte(&out, ' ');
    }
    return fl_buf_view(&out);
}

static bool is_white(uint32_t c) { return fl_flank_of(c) == FL_FLANK_SPACE; }

static size_t white_prefix(fl_span s)
{
    size_t at = 0;
    while (at < s.n) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (!is_white(c)) break;
        at = next;
    }
    return at;
}

static size_t white_suffix(fl_span s)
{
    size_t at = s.n;
    while (at > 0) {
        uint32_t c;
        size_t before = fl_utf8_prev(s, at, &c);
        if (!is_white(c)) break;
        at = before;
    }
    return at;
}

/* ---- flatten ---- */

static fl_piece *add(fl_pieces *p, fl_inline_kind kind, fl_span text, const styles *style)
{
    if (p->count == p->capacity) {
        size_t wanted = p->capacity ? p->capacity * 2 : 64;
        p->item = fl_grow(p->arena, p->item, p->count * sizeof *p->item, wanted * sizeof *p->item);
        p->capacity = wanted;
    }
    fl_piece *piece = &p->item[p->count++];
    *piece = (fl_piece){ .text = text,
                         .kind = (uint8_t)kind,
                         .link = style->link,
                         .strong = style->strong > 0,
                         .emph = style->emph > 0 };
    return piece;
}

fl_piece *fl_pieces_add(fl_pieces *p, fl_piece piece)
{
    styles none = { 0, 0, NULL };
    fl_piece *kept = add(p, FL_TEXT, piece.text, &none);
    *kept = piece;
    return kept;
}

void fl_pieces_add_text(fl_pieces *p, fl_piece piece)
{
    fl_span s = piece.text;
    if (s.n == 0) return;
    size_t from = white_prefix(s), to = s.n;
    piece.white = from == s.n;
    if (piece.white || (!piece.strong && !piece.emph)) {
        fl_pieces_add(p, piece);
        return;
    }
    to = white_suffix(s);
    piece.text = fl_span_sub(s, 0, from);
    if (from > 0) fl_pieces_add(p, piece)->white = true;
    piece.text = fl_span_sub(s, from, to);
    fl_pieces_add(p, piece);
    piece.text = fl_span_sub(s, to, s.n);
    if (to < s.n) fl_pieces_add(p, piece)->white = true;
}

static void add_text(fl_pieces *p, fl_span s, const styles *style)
{
    fl_piece piece = { .text = fl_normal_text(p->arena, s),
                       .kind = FL_TEXT,
                       .link = style->link,
                       .strong = style->strong > 0,
                       .emph = style->emph > 0 };
    fl_pieces_add_text(p, piece);
}

static void add_code(fl_pieces *p, fl_span s, const styles *style)
{
    s = fl_normal_text(p->arena, s);
    size_t at = 0;
    while (at < s.n && s.p[at] == ' ') at++;
    if (at == s.n)
        add_text(p, s, style);
    else
        add(p, FL_CODE, s, style);
}

static void push(fl_pieces *p, size_t depth, const fl_inline *node)
{
    if (depth == p->open_capacity) {
        size_t wanted = depth ? depth * 2 : 32;
        p->open = fl_grow(p->arena, p->open, depth * sizeof *p->open, wanted * sizeof *p->open);
        p->open_capacity = wanted;
    }
    p->open[depth] = node;
}

/* What an image describes itself as, without styles. Uses p->open from `base` on. */
static fl_span description(fl_pieces *p, size_t base, const fl_inline *image)
{
    fl_buf out = { NULL, 0, 0, p->arena };
    size_t depth = base;
    for (const fl_inline *node = image->first; node || depth > base;) {
        if (!node) {
            node = p->open[--depth]->next;
            continue;
        }
        if (node->kind == FL_TEXT || node->kind == FL_CODE) fl_buf_span(&out, node->text);
        if (node->kind == FL_SOFT_BREAK || node->kind == FL_LINE_BREAK) fl_buf_byte(&out, ' ');
        if (node->first) {
            push(p, depth++, node);
            node = node->first;
        } else
            node = node->next;
    }
    fl_span text = fl_normal_text(p->arena, fl_buf_view(&out));
    while (text.n && text.p[0] == ' ') text.p++, text.n--;
    while (text.n && text.p[text.n - 1] == ' ') text.n--;
    return text;
}

static void add_image(fl_pieces *p, size_t depth, const fl_inline *image, const styles *style)
{
    fl_span text = description(p, depth, image);
    if (!fl_address_allowed(image->target)) {
        add_text(p, text, style);
        return;
    }
    fl_piece *piece = add(p, FL_IMAGE, text, style);
    piece->target = fl_address_clean(p->arena, image->target);
    piece->title = image->text;
}

static void change_style(styles *s, const fl_inline *node, bool enter)
{
    if (node->kind == FL_STRONG) s->strong += enter ? 1u : -1u;
    if (node->kind == FL_EMPH) s->emph += enter ? 1u : -1u;
    if (node->kind != FL_LINK) return;
    bool leads = fl_span_trim(node->target).n && fl_address_allowed(node->target);
    if (enter && !s->link && leads)
        s->link = node;
    else if (!enter && s->link == node)
        s->link = NULL;
}

static void flatten(fl_pieces *p, const fl_inline *inlines)
{
    styles now = { 0, 0, NULL };
    size_t depth = 0;
    for (const fl_inline *node = inlines; node || depth > 0;) {
        if (!node) {
            change_style(&now, p->open[--depth], false);
            node = p->open[depth]->next;
            continue;
        }
        switch (node->kind) {
        case FL_TEXT:
            add_text(p, node->text, &now);
            break;
        case FL_CODE:
            add_code(p, node->text, &now);
            break;
        case FL_SOFT_BREAK:
            add_text(p, FL_SPAN(" "), &now);
            break;
        case FL_LINE_BREAK:
            add(p, FL_LINE_BREAK, (fl_span){ NULL, 0 }, &now)->white = true;
            break;
        case FL_IMAGE:
            add_image(p, depth, node, &now);
            break;
        default:
            if (node->first) {
                push(p, depth++, node);
                change_style(&now, node, true);
                node = node->first;
                continue;
            }
        }
        node = node->next;
    }
}

/* ---- trim ---- */

/* Takes spaces, and breaks when asked to, off the end of the first `count` pieces. */
static size_t trim_end(fl_pieces *p, size_t count, bool breaks)
{
    while (count > 0) {
        fl_piece *last = &p->item[count - 1];
        if (last->kind == FL_LINE_BREAK && breaks) {
            count--;
            continue;
        }
        if (last->kind != FL_TEXT) break;
        while (last->text.n && last->text.p[last->text.n - 1] == ' ') last->text.n--;
        if (last->text.n) break;
        count--;
    }
    return count;
}

static void trim(fl_pieces *p, fl_place place)
{
    size_t count = 0;
    bool at_start = true;
    for (size_t i = 0; i < p->count; i++) {
        fl_piece piece = p->item[i];
        if (piece.kind == FL_LINE_BREAK && (place == FL_IN_HEADING || place == FL_IN_LINE)) {
            piece.kind = FL_TEXT;
            piece.text = FL_SPAN(" ");
        }
        if (piece.kind == FL_TEXT && at_start)
            while (piece.text.n && piece.text.p[0] == ' ') piece.text.p++, piece.text.n--;
        if (piece.kind == FL_TEXT && piece.text.n == 0) continue;
        if (piece.kind == FL_LINE_BREAK) {
            count = trim_end(p, count, false);
            if (count == 0 || p->item[count - 1].kind == FL_LINE_BREAK) continue;
        }
        at_start = piece.kind == FL_LINE_BREAK;
        p->item[count++] = piece;
    }
    p->count = trim_end(p, count, true);
}

/* ---- code side by side ---- */

/* See normal.h. */
static void drop_defining_code(fl_pieces *p)
{
    for (size_t i = 0; i < p->count; i++) {
        fl_piece *piece = &p->item[i];
        if (piece->kind != FL_CODE || !piece->link) continue;
        if (fl_span_find(piece->text, FL_SPAN("]:"), 0) == SIZE_MAX) continue;
        piece->kind = FL_TEXT;
        piece->text = fl_span_sub(piece->text, white_prefix(piece->text),
                                  white_suffix(piece->text));
    }
}

static bool same_style(const fl_piece *a, const fl_piece *b)
{
    return a->strong == b->strong && a->emph == b->emph && a->link == b->link;
}

void fl_pieces_join(fl_pieces *p)
{
    size_t count = 0;
    for (size_t from = 0, to; from < p->count; from = to) {
        fl_piece piece = p->item[from];
        size_t length = piece.text.n;
        for (to = from + 1; to < p->count; to++) {
            const fl_piece *next = &p->item[to];
            if (piece.kind != FL_CODE || next->kind != FL_CODE || !same_style(next, &piece)) break;
            length += next->text.n;
        }
        if (to > from + 1) {
            fl_buf joined = fl_buf_new(p->arena, length);
            for (size_t i = from; i < to; i++) fl_buf_span(&joined, p->item[i].text);
            piece.text = fl_buf_view(&joined);
        }
        p->item[count++] = piece;
    }
    p->count = count;
}

/* ---- style of white space ---- */

/* Takes from a piece of white space what its neighbour does not have; returns the next neighbour.
 */
static const fl_piece *limit_white(fl_piece *piece, const fl_piece *neighbour)
{
    if (!piece->white) return piece;
    piece->strong = piece->strong && neighbour && neighbour->strong;
    piece->emph = piece->emph && neighbour && neighbour->emph;
    if (!neighbour || neighbour->link != piece->link) piece->link = NULL;
    return neighbour;
}

/* White space has the styles, and is in the link, that both sides have. */
static void style_white(fl_pieces *p)
{
    const fl_piece *neighbour = NULL;
    for (size_t i = 0; i < p->count; i++) neighbour = limit_white(&p->item[i], neighbour);
    neighbour = NULL;
    for (size_t i = p->count; i-- > 0;) neighbour = limit_white(&p->item[i], neighbour);
}

static bool all_white(const fl_pieces *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (!p->item[i].white) return false;
    return true;
}

/* ---- public ---- */

void fl_normal_inlines(fl_pieces *p, const fl_inline *inlines, fl_place place)
{
    p->count = 0;
    p->place = place;
    if (!inlines) return;
    flatten(p, inlines);
    trim(p, place);
    if (all_white(p)) {
        p->count = 0;
        return;
    }
    style_white(p);
    fl_pieces_join(p);
    drop_defining_code(p);
}
