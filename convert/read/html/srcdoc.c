/* read/html/srcdoc.c - the value is decoded once as an attribute; what comes out is markup, whose
 * tags are passed over and whose references are decoded in their turn. */
#include "read/html/srcdoc.h"

#include "base/utf8.h"
#include "read/html/references.h"

enum { NAME = 16 };

typedef struct reader {
    fl_flow *flow;
    uint32_t end; /* of the value */
    bool in_tag, named;
    char quote;      /* open in the tag; 0: none */
    char name[NAME]; /* of the tag, as far as it is read */
    size_t name_length;
    unsigned silent; /* the element whose content is no text; 0: none */
} reader;

static void end_tag(reader *r)
{
    bool closes = r->name_length && r->name[0] == '/';
    fl_span name = { r->name + closes, r->name_length - closes };
    unsigned tag = fl_tag_find(name), classes = fl_tag_class((fl_tag)tag);
    if (tag == FL_TAG_BR || classes & FL_TAG_BLOCK) fl_flow_end(r->flow);
    if (classes & FL_TAG_SILENT && !r->silent && !closes) r->silent = tag;
    if (closes && tag == r->silent) r->silent = 0;
    r->in_tag = false;
}

static void tag_character(reader *r, char c)
{
    bool letter = fl_is_ascii_alnum((unsigned char)c) || (c == '/' && r->name_length == 0);
    if (r->quote) {
        if (c == r->quote) r->quote = 0;
    } else if (c == '"' || c == '\'') {
        r->quote = c;
    } else if (c == '>') {
        end_tag(r);
    } else if (letter && !r->named && r->name_length < NAME) {
        r->name[r->name_length++] = c;
    } else {
        r->named = true;
    }
}

/* A reference that was escaped itself, `&amp;lt;`: what it means, and how far it reaches. */
static bool inner_reference(const reader *r, fl_piece *piece)
{
    char text[NAME] = "&";
    size_t n = 1, m;
    fl_span source = r->flow->page->source;
    for (uint32_t at = piece->to; at < r->end && n < NAME; at++) text[n++] = source.p[at];
    size_t length = fl_reference_read((fl_span){ text, n }, 0, false, piece->decoded, &m);
    if (length == 0) return false;
    piece->to += (uint32_t)length - 1;
    piece->text = (fl_span){ piece->decoded, m };
    return true;
}

static void take(reader *r, const fl_piece *piece)
{
    bool plain = piece->text.n == piece->to - piece->from;
    for (size_t i = 0, stop; i < piece->text.n; i = stop) {
        stop = i + 1;
        if (r->in_tag) {
            tag_character(r, piece->text.p[i]);
            continue;
        }
        if (piece->text.p[i] == '<') {
            r->in_tag = true;
            r->named = false;
            r->quote = 0;
            r->name_length = 0;
            continue;
        }
        while (stop < piece->text.n && piece->text.p[stop] != '<') stop++;
        fl_piece part = *piece;
        part.text = fl_span_sub(piece->text, i, stop);
        if (plain) {
            part.from = piece->from + (uint32_t)i;
            part.to = piece->from + (uint32_t)stop;
        }
        if (!r->silent) fl_flow_piece(r->flow, &part);
    }
}

void fl_srcdoc_lines(fl_flow *f, uint32_t tag, uint32_t from, uint32_t to)
{
    reader r = { .flow = f, .end = to };
    fl_piece piece;
    fl_flow_before(f, tag);
    for (uint32_t at = from; fl_value_piece(f->page, to, &at, &piece);) {
        bool escaped = piece.to - piece.from > 1 && fl_span_equal(piece.text, FL_SPAN("&"));
        if (!r.in_tag && escaped && inner_reference(&r, &piece)) {
            at = piece.to;
            if (!r.silent) fl_flow_piece(f, &piece);
        } else {
            take(&r, &piece);
        }
    }
    fl_flow_end(f);
}
