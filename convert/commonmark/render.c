/* commonmark/render.c - the four steps of each format: build, lower, write, verify. */
#include "commonmark/render.h"

#include "base/error.h"
#include "base/utf8.h"
#include "commonmark/guard.h"
#include "commonmark/inlines.h"
#include "commonmark/lower.h"
#include "commonmark/markdown.h"
#include "commonmark/notes.h"
#include "commonmark/verify.h"

enum {
    MARKUP = 160,    /* bytes of markup that a node brings at most, indents aside */
    MOST_ESCAPE = 20 /* bytes that one ASCII mark becomes at most: `\textasciitilde{}` */
};

/* At most how many bytes a text becomes: LaTeX has the longest names. */
static uint64_t escaped(const char *text, bool latex)
{
    uint64_t n = 0, mark = latex ? MOST_ESCAPE : 6, other = latex ? 3 : 2;
    for (; text && *text; text++) {
        unsigned char c = (unsigned char)*text;
        n += c >= 0x80 ? other : c == ' ' || c == '\n' || fl_is_ascii_alnum(c) ? 1 : mark;
    }
    return n;
}

/* Whether what cmark writes is small enough for it: with the longest escapes, or as it really is.
 */
static bool fits(fl_tree *tree, fl_rendering rendering)
{
    uint64_t n = tree->nodes * (MARKUP + 4 * (uint64_t)tree->depth);
    if (n + MOST_ESCAPE * (uint64_t)tree->bytes < FL_CMARK_BUFFER_MOST) return true;
    cmark_iter *walk = cmark_iter_new(tree->root);
    while (cmark_iter_next(walk) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(walk);
        n += escaped(cmark_node_get_literal(node), rendering == FL_RENDER_LATEX);
        n += 3 * escaped(cmark_node_get_url(node), rendering == FL_RENDER_LATEX);
    }
    return n < FL_CMARK_BUFFER_MOST;
}

fairleaf_status fl_commonmark_render(fl_arena *a, const fl_doc *d, fl_rendering rendering,
                                     int width, fl_span *out, fairleaf_error *error)
{
    const char *text = "";
    cmark_mem *mem = fl_cmark_begin(a);
    fl_tree tree = fl_tree_build(a, mem, d, NULL);
    if (!fits(&tree, rendering)) {
        fl_cmark_end();
        return fl_fail(error, FAIRLEAF_LIMIT, 0, "too large for this format");
    }
    switch (rendering) {
    case FL_RENDER_HTML:
        text = cmark_render_html(tree.root, CMARK_OPT_VALIDATE_UTF8);
        break;
    case FL_RENDER_XML:
        text = cmark_render_xml(tree.root, CMARK_OPT_VALIDATE_UTF8);
        break;
    case FL_RENDER_LATEX:
        fl_tree_lower_latex(a, &tree);
        text = cmark_render_latex(tree.root, CMARK_OPT_VALIDATE_UTF8, width);
        break;
    case FL_RENDER_MAN:
        fl_tree_lower_man(a, &tree);
        text = cmark_render_man(tree.root, CMARK_OPT_VALIDATE_UTF8, width);
        break;
    }
    fl_cmark_end();
    *out = fl_span_of(text);
    return FAIRLEAF_OK;
}

/* Takes the spans away that are not to be there because they would need a reference: all of them in
 * the plain style, those of headings in the usual one. */
static void thin(fl_arena *a, const fl_tree *tree, const fl_style *style)
{
    fl_inline_writer w = { .arena = a };
    cmark_node *next;
    if (style->strong != FL_STRONG_PLAIN && style->strong != FL_STRONG_AUTO) return;
    for (cmark_node *node = tree->root; node; node = next) {
        cmark_node_type type = cmark_node_get_type(node);
        bool heading = type == CMARK_NODE_HEADING;
        bool leaf = heading || type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_CUSTOM_INLINE;
        if (leaf && (heading || style->strong == FL_STRONG_PLAIN)) fl_inlines_thin(&w, node);
        next = leaf ? NULL : cmark_node_first_child(node);
        for (; !next && node; node = cmark_node_parent(node)) next = cmark_node_next(node);
    }
}

/* cmark knows no notes: what is read back has their marks as text, all else is the same. */
static fairleaf_status prove(fl_arena *a, cmark_mem *mem, const fl_tree *tree, fl_style style,
                             fl_span markdown, fairleaf_error *error)
{
    if (!style.footnotes) return fl_tree_verify(a, mem, tree, markdown, error);
    fl_buf text = fl_buf_new(a, markdown.n + 64);
    style.footnotes = false;
    fl_markdown_write(&text, tree, &style);
    return fl_tree_verify(a, mem, tree, fl_buf_view(&text), error);
}

fairleaf_status fl_commonmark_write(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                    fl_span *out, fairleaf_error *error)
{
    fl_style style;
    fairleaf_status status = fl_style_read(how, &style, error);
    if (status) return status;
    cmark_mem *mem = fl_cmark_begin(a);
    fl_tree tree = fl_tree_build(a, mem, d, &style);
    thin(a, &tree, &style);
    if (style.footnotes) fl_notes_mark(a, mem, &tree);
    fl_buf markdown = fl_buf_new(a, tree.bytes + 4 * tree.nodes + 64);
    fl_markdown_write(&markdown, &tree, &style);
    *out = fl_buf_view(&markdown);
    if (how->verify) status = prove(a, mem, &tree, style, *out, error);
    fl_cmark_end();
    return status;
}

enum { PIECE = 1 << 18 }; /* bytes of text */

/* One piece; where the next one begins goes to *first. */
static fl_span write_piece(fl_arena *a, const fl_doc *d, const fl_style *style,
                           fl_markdown_above *above, const fl_block **first)
{
    cmark_mem *mem = fl_cmark_begin(a);
    fl_tree tree = fl_tree_build_piece(a, mem, d, style, (fl_piece_of){ *first, PIECE });
    thin(a, &tree, style);
    fl_buf markdown = fl_buf_new(a, tree.bytes + 4 * tree.nodes + 64);
    fl_markdown_write_piece(&markdown, &tree, style, above);
    fl_cmark_end();
    *first = tree.rest;
    return fl_buf_view(&markdown);
}

fairleaf_status fl_commonmark_hand_out(fl_arena *a, const fl_doc *d, const fairleaf_output *how,
                                       fl_taker to, fairleaf_error *error)
{
    fl_style style;
    fl_markdown_above above = { false, false, 0 };
    const fl_block *first = d->root->first;
    fairleaf_status status = fl_style_read(how, &style, error);
    if (status) return status;
    bool whole = how->verify || style.footnotes, more;
    do {
        fl_arena_mark mark = fl_arena_here(a);
        fl_span text = { NULL, 0 };
        if (whole)
            status = fl_commonmark_write(a, d, how, &text, error);
        else
            text = write_piece(a, d, &style, &above, &first);
        if (status) return status;
        if (!to.sink(to.context, text.p, text.n))
            return fl_fail(error, FAIRLEAF_STOPPED, 0, "the sink stopped");
        more = first && !whole;
        if (more) fl_arena_back(a, mark);
    } while (more);
    return FAIRLEAF_OK;
}

fairleaf_status fl_commonmark_hand_out_html(fl_arena *a, const fl_doc *d, fl_taker to,
                                            fairleaf_error *error)
{
    const fl_block *first = d->root->first;
    do {
        fl_arena_mark mark = fl_arena_here(a);
        cmark_mem *mem = fl_cmark_begin(a);
        fl_tree tree = fl_tree_build_piece(a, mem, d, NULL, (fl_piece_of){ first, PIECE });
        bool fit = fits(&tree, FL_RENDER_HTML);
        fl_span text = fl_span_of(fit ? cmark_render_html(tree.root, CMARK_OPT_VALIDATE_UTF8) : "");
        fl_cmark_end();
        if (!fit) return fl_fail(error, FAIRLEAF_LIMIT, 0, "too large for this format");
        first = tree.rest;
        if (!to.sink(to.context, text.p, text.n))
            return fl_fail(error, FAIRLEAF_STOPPED, 0, "the sink stopped");
        fl_arena_back(a, mark);
    } while (first);
    return FAIRLEAF_OK;
}

fairleaf_status fl_commonmark_verify(fl_arena *a, const fl_doc *d, fl_span markdown,
                                     fairleaf_error *error)
{
    static const fl_style plain = { .width = 0 };
    cmark_mem *mem = fl_cmark_begin(a);
    fl_tree tree = fl_tree_build(a, mem, d, &plain);
    fairleaf_status status = fl_tree_verify(a, mem, &tree, markdown, error);
    fl_cmark_end();
    return status;
}
