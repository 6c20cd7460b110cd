/* commonmark/extent.c - each end of a run is walked inwards over the characters that it may give
 * away, until the run holds there. */
#include "commonmark/extent.h"

#include "base/utf8.h"
#include "commonmark/flanking.h"

static bool *style_of(fl_piece *piece, fl_inline_kind kind)
{
    return kind == FL_STRONG ? &piece->strong : &piece->emph;
}

/* What a run beside the piece has for a neighbour. */
static fl_flank edge_of(const fl_piece *piece, bool first)
{
    if (piece->kind == FL_LINE_BREAK) return FL_FLANK_SPACE;
    if (piece->kind != FL_TEXT) return FL_FLANK_MARK;
    return fl_flank_of(first ? fl_utf8_at(piece->text, 0)
                             : fl_utf8_before(piece->text, piece->text.n));
}

/* A place between two characters of the pieces. */
typedef struct spot {
    size_t piece, byte;
} spot;

static fl_flank flank_beyond(const fl_pieces *p, size_t number, bool start)
{
    if (start ? number == 0 : number + 1 == p->count) return FL_FLANK_SPACE;
    return edge_of(&p->item[start ? number - 1 : number + 1], !start);
}

/* A bracket may stand between the run and what is beyond: then nothing can be said here. */
static bool link_edge(const fl_pieces *p, size_t number, bool start)
{
    if (start ? number == 0 : number + 1 == p->count) return false;
    return p->item[start ? number - 1 : number + 1].link != p->item[number].link;
}

/* How far the run [from, to) must give way at its start, so that CommonMark takes it as opening.
 * False when it has to be given up. */
static bool settled_start(const fl_pieces *p, size_t from, size_t to, spot *out)
{
    *out = (spot){ from, 0 };
    if (link_edge(p, from, true)) return true;
    fl_flank outer = flank_beyond(p, from, true);
    for (size_t i = from; i < to; i++) {
        const fl_piece *piece = &p->item[i];
        if (piece->kind != FL_TEXT) {
            *out = (spot){ i, 0 };
            return fl_flank_opens(outer, edge_of(piece, true));
        }
        for (size_t at = 0; at < piece->text.n;) {
            uint32_t c;
            size_t next = fl_utf8_next(piece->text, at, &c);
            fl_flank inner = fl_flank_of(c);
            *out = (spot){ i, at };
            if (fl_flank_opens(outer, inner)) return true;
            outer = inner;
            at = next;
        }
    }
    return false;
}

static bool settled_end(const fl_pieces *p, size_t from, size_t to, spot *out)
{
    *out = (spot){ to - 1, p->item[to - 1].text.n };
    if (link_edge(p, to - 1, false)) return true;
    fl_flank outer = flank_beyond(p, to - 1, false);
    for (size_t i = to; i-- > from;) {
        const fl_piece *piece = &p->item[i];
        *out = (spot){ i, piece->text.n };
        if (piece->kind != FL_TEXT) return fl_flank_closes(edge_of(piece, false), outer);
        for (size_t at = piece->text.n; at > 0;) {
            uint32_t c;
            size_t before = fl_utf8_prev(piece->text, at, &c);
            fl_flank inner = fl_flank_of(c);
            *out = (spot){ i, at };
            if (fl_flank_closes(inner, outer)) return true;
            outer = inner;
            at = before;
        }
    }
    return false;
}

/* Adds the piece to `out` with the style only in [from, to) of its bytes. */
static void keep_parts(fl_pieces *out, fl_piece piece, fl_inline_kind kind, size_t from, size_t to)
{
    size_t cuts[4] = { 0, from, to, piece.text.n };
    for (int i = 0; i < 3; i++) {
        if (cuts[i] >= cuts[i + 1]) continue;
        fl_piece part = piece;
        part.text = fl_span_sub(piece.text, cuts[i], cuts[i + 1]);
        *style_of(&part, kind) = i == 1;
        fl_pieces_add_text(out, part);
    }
}

/* Marks that end a sentence or a part of one: what an author puts inside of strong or outside with
 * the same meaning. */
static bool is_sentence_mark(uint32_t c)
{
    switch (c) {
    case 0x3002: /* 。 */
    case 0xFF0C: /* ， */
    case 0xFF1B: /* ； */
    case 0xFF1A: /* ： */
    case 0xFF01: /* ！ */
    case 0xFF1F: /* ？ */
    case 0x3001: /* 、 */
    case 0x2026: /* … */
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
        return true;
    default:
        return false;
    }
}

/* Whether nothing but sentence marks lies between `end` and the end of the run; moves `end` to
 * before the first of them. */
static bool gives_sentence_marks(const fl_pieces *p, spot *out, size_t to)
{
    spot end = *out;
    for (size_t i = end.piece; i < to; i++) {
        const fl_piece *piece = &p->item[i];
        if (piece->kind != FL_TEXT) return i == end.piece;
        for (size_t at = i == end.piece ? end.byte : 0; at < piece->text.n;) {
            uint32_t c;
            at = fl_utf8_next(piece->text, at, &c);
            if (!is_sentence_mark(c)) return false;
        }
    }
    if (p->item[end.piece].kind != FL_TEXT) return true;
    for (fl_span text = p->item[end.piece].text; end.byte > 0;) {
        uint32_t c;
        size_t before = fl_utf8_prev(text, end.byte, &c);
        if (!is_sentence_mark(c)) break;
        end.byte = before;
    }
    if (end.byte > 0) *out = end;
    return end.byte > 0;
}

/* Where the run [from, to) is to start and end. False: it is to be given up. */
static bool settled(const fl_pieces *p, size_t from, size_t to, fl_place place, spot edge[2])
{
    spot start = { from, 0 }, end = start;
    bool holds = settled_end(p, from, to, &end);
    if (place != FL_IN_HEADING) {
        edge[0] = (spot){ from, 0 };
        edge[1] = holds && gives_sentence_marks(p, &end, to)
                      ? end
                      : (spot){ to - 1, p->item[to - 1].text.n };
        return true;
    }
    holds = settled_start(p, from, to, &start) && holds;
    edge[0] = start;
    edge[1] = end;
    return holds &&
           (start.piece < end.piece || (start.piece == end.piece && start.byte < end.byte));
}

static void settle_run(const fl_pieces *p, fl_pieces *out, fl_inline_kind kind, size_t from,
                       size_t to)
{
    spot edge[2];
    bool holds = settled(p, from, to, out->place, edge);
    for (size_t i = from; i < to; i++) {
        fl_piece piece = p->item[i];
        bool inside = holds && i >= edge[0].piece && i <= edge[1].piece;
        if (piece.kind != FL_TEXT || !inside) {
            *style_of(&piece, kind) = inside;
            fl_pieces_add(out, piece);
            continue;
        }
        keep_parts(out, piece, kind, i == edge[0].piece ? edge[0].byte : 0,
                   i == edge[1].piece ? edge[1].byte : piece.text.n);
    }
}

static void settle(fl_pieces *p, fl_inline_kind kind)
{
    fl_pieces out = *p;
    out.item = NULL;
    out.count = out.capacity = 0;
    for (size_t from = 0, to; from < p->count; from = to) {
        for (to = from; to < p->count && *style_of(&p->item[to], kind); to++) continue;
        if (to > from)
            settle_run(p, &out, kind, from, to);
        else
            fl_pieces_add(&out, p->item[to++]);
    }
    *p = out;
}

/* Quick answer for most blocks: all runs of the style hold as they are. */
static bool hold(const fl_pieces *p, fl_inline_kind kind)
{
    for (size_t from = 0, to; from < p->count; from = to + (to == from)) {
        spot at;
        for (to = from; to < p->count && *style_of(&p->item[to], kind);) to++;
        if (to == from) continue;
        if (!settled_start(p, from, to, &at) || at.piece != from || at.byte > 0) return false;
        if (!settled_end(p, from, to, &at) || at.piece != to - 1 ||
            at.byte < p->item[to - 1].text.n)
            return false;
    }
    return true;
}

void fl_extent_settle(fl_pieces *p)
{
    bool strong = hold(p, FL_STRONG);
    if (!strong) settle(p, FL_STRONG);
    bool emph = hold(p, FL_EMPH);
    if (!emph) settle(p, FL_EMPH);
    if (!strong || !emph) fl_pieces_join(p);
}
