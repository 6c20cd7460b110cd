/* commonmark/inlines.c - a block's nodes become a row of tokens; the runs among them are settled
 * (commonmark/flanking.h says why), then the tokens are written. */
#include "commonmark/inlines.h"

#include "base/utf8.h"
#include "commonmark/address.h"
#include "commonmark/reference.h"

/* ---- tokens ---- */

static void *more(fl_arena *a, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) return items;
    size_t wanted = count ? count * 2 : 32;
    *capacity = wanted;
    return fl_grow(a, items, count * size, wanted * size);
}

static fl_token *add(fl_inline_writer *w, fl_token_kind kind, const char *text, bool in_link)
{
    w->token = more(w->arena, w->token, w->count, &w->capacity, sizeof *w->token);
    fl_token *token = &w->token[w->count++];
    *token = (fl_token){ .kind = (uint8_t)kind, .text = fl_span_of(text), .in_link = in_link };
    return token;
}

static fl_run *add_run(fl_inline_writer *w)
{
    w->run = more(w->arena, w->run, w->run_count, &w->run_capacity, sizeof *w->run);
    fl_run *run = &w->run[w->run_count++];
    *run = (fl_run){ FL_FLANK_SPACE, FL_FLANK_SPACE, 0, 0 };
    return run;
}

/* What is open while the nodes are walked: at most strong, emphasis and a link. */
typedef struct opened {
    uint32_t strong_run, emph_run, link_run;
    bool in_link;
} opened;

static void add_mark(fl_inline_writer *w, opened *o, cmark_node *node, bool enter)
{
    bool strong = cmark_node_get_type(node) == CMARK_NODE_STRONG;
    if (w->count == 0 || w->token[w->count - 1].kind != FL_TOKEN_RUN) {
        fl_token *token = add(w, FL_TOKEN_RUN, NULL, o->in_link);
        token->marks_from = token->marks_to = (uint32_t)w->marks.n;
        token->run = (uint32_t)w->run_count;
        add_run(w);
    }
    fl_token *token = &w->token[w->count - 1];
    uint32_t *opened_by = strong ? &o->strong_run : &o->emph_run, width = strong ? 2 : 1;
    fl_buf_byte(&w->marks, strong ? (enter ? 'S' : 's') : enter ? 'E' : 'e');
    token->marks_to++;
    w->run[token->run].length += width;
    if (strong)
        w->strong = true;
    else
        w->emph = true;
    if (enter) {
        token->opens = true;
        *opened_by = token->run;
        return;
    }
    token->closes = true;
    w->span = more(w->arena, w->span, w->span_count, &w->span_capacity, sizeof *w->span);
    w->span_node = more(w->arena, w->span_node, w->span_count, &w->node_capacity,
                        sizeof *w->span_node);
    w->span_node[w->span_count] = node;
    w->span[w->span_count++] = (fl_run_span){ *opened_by, token->run, width };
}

static void end_link(fl_inline_writer *w, opened *o, cmark_node *node)
{
    add(w, FL_TOKEN_LINK_END, cmark_node_get_url(node), true)->title = fl_span_of(
        cmark_node_get_title(node));
    add_run(w)->first = o->link_run;
    o->in_link = false;
}

/* Enters (leaves) a node; true when its children come next. */
static bool visit(fl_inline_writer *w, opened *o, cmark_node *node, bool enter)
{
    cmark_node_type type = cmark_node_get_type(node);
    switch (type) {
    case CMARK_NODE_TEXT:
        add(w, FL_TOKEN_TEXT, cmark_node_get_literal(node), o->in_link);
        break;
    case CMARK_NODE_CODE:
        add(w, FL_TOKEN_CODE, cmark_node_get_literal(node), o->in_link);
        break;
    case CMARK_NODE_CUSTOM_INLINE:
        add(w, FL_TOKEN_NOTE, cmark_node_get_on_enter(node), o->in_link);
        break;
    case CMARK_NODE_LINEBREAK:
        add(w, FL_TOKEN_BREAK, NULL, o->in_link);
        break;
    case CMARK_NODE_STRONG:
    case CMARK_NODE_EMPH:
        add_mark(w, o, node, enter);
        return enter;
    case CMARK_NODE_LINK:
        if (!enter)
            end_link(w, o, node);
        else {
            add(w, FL_TOKEN_LINK, NULL, false);
            o->in_link = true;
            o->link_run = (uint32_t)w->run_count;
        }
        return enter;
    case CMARK_NODE_IMAGE: {
        cmark_node *about = cmark_node_first_child(node);
        fl_token *image = add(w, FL_TOKEN_IMAGE, cmark_node_get_url(node), o->in_link);
        image->title = fl_span_of(cmark_node_get_title(node));
        image->marks_from = (uint32_t)w->marks.n;
        if (about) fl_buf_text(&w->marks, cmark_node_get_literal(about));
        image->marks_to = (uint32_t)w->marks.n;
        break;
    }
    default:
        break;
    }
    return false;
}

static void tokenize(fl_inline_writer *w, cmark_node *block)
{
    opened o = { 0, 0, 0, false };
    w->count = w->run_count = w->span_count = 0;
    w->marks.n = 0;
    w->marks.arena = w->arena;
    w->strong = w->emph = w->underscores = w->tags = false;
    cmark_node *node = cmark_node_first_child(block);
    while (node) {
        if (visit(w, &o, node, true)) {
            node = cmark_node_first_child(node);
            continue;
        }
        while (node && !cmark_node_next(node)) {
            node = cmark_node_parent(node);
            if (node == block) return;
            (void)visit(w, &o, node, false);
        }
        node = node ? cmark_node_next(node) : NULL;
    }
}

/* ---- flanking ---- */

/* The character written last by (first for) a token; 0: the end of the line. */
static uint32_t last_of(const fl_inline_writer *w, size_t number)
{
    if (number >= w->count) return 0; /* SIZE_MAX, too: before the first */
    const fl_token *t = &w->token[number];
    switch (t->kind) {
    case FL_TOKEN_TEXT:
        return t->encode_last ? ';' : fl_utf8_before(t->text, t->text.n);
    case FL_TOKEN_CODE:
        return '`';
    case FL_TOKEN_LINK:
        return '[';
    case FL_TOKEN_LINK_END:
    case FL_TOKEN_IMAGE:
        return ')';
    case FL_TOKEN_RUN:
        return w->tags ? '>' : '*';
    case FL_TOKEN_NOTE:
        return t->text.p[t->text.n - 1] == ' ' ? 0 : ']';
    default:
        return 0;
    }
}

static uint32_t first_of(const fl_inline_writer *w, size_t number)
{
    if (number >= w->count) return 0;
    const fl_token *t = &w->token[number];
    switch (t->kind) {
    case FL_TOKEN_TEXT:
        return t->encode_first ? '&' : fl_utf8_at(t->text, 0);
    case FL_TOKEN_CODE:
        return '`';
    case FL_TOKEN_LINK:
        return '[';
    case FL_TOKEN_LINK_END:
        return ']';
    case FL_TOKEN_IMAGE:
        return '!';
    case FL_TOKEN_RUN:
        return w->tags ? '<' : '*';
    case FL_TOKEN_NOTE:
        return '[';
    default:
        return 0;
    }
}

static bool firm(fl_flank f) { return f == FL_FLANK_SPACE || f == FL_FLANK_MARK; }

static bool at_line_edge(const fl_inline_writer *w, size_t number)
{
    return last_of(w, number - 1) == 0 || first_of(w, number + 1) == 0;
}

/* White space beyond ASCII is written as references at the ends of a line (commonmark/escape.h), so
 * a run beside it stands beside punctuation. */
static void mark_white_edges(fl_inline_writer *w)
{
    for (size_t i = 0; i < w->count; i++) {
        fl_token *t = &w->token[i];
        size_t at = 0;
        if (t->kind != FL_TOKEN_TEXT || !at_line_edge(w, i)) continue;
        while (at < t->text.n) {
            uint32_t c;
            size_t next = fl_utf8_next(t->text, at, &c);
            if (fl_flank_of(c) != FL_FLANK_SPACE) break;
            at = next;
        }
        t->encode_first = t->encode_last = at == t->text.n;
    }
}

static void encode_edge(fl_token *t, bool last)
{
    uint32_t c;
    if (t->kind != FL_TOKEN_TEXT) return;
    bool single = fl_utf8_next(t->text, 0, &c) == t->text.n;
    if (last || single) t->encode_last = true;
    if (!last || single) t->encode_first = true;
}

/* Makes a run hold by encoding its outer neighbours. firmly: they are encoded wherever they are not
 * punctuation anyway, so that the run can do nothing but what it is there for. */
static void settle_run(fl_inline_writer *w, size_t number, bool firmly)
{
    const fl_token *t = &w->token[number];
    fl_run *run = &w->run[t->run];
    for (int round = 0; round < 3; round++) { /* what helps one side may need help on the other */
        run->before = fl_flank_of(last_of(w, number - 1));
        run->after = fl_flank_of(first_of(w, number + 1));
        bool opens = fl_flank_opens(run->before, run->after) && (!firmly || firm(run->before));
        bool closes = fl_flank_closes(run->before, run->after) && (!firmly || firm(run->after));
        if (t->opens && !opens && number > 0) encode_edge(&w->token[number - 1], true);
        if (t->closes && !closes && number + 1 < w->count)
            encode_edge(&w->token[number + 1], false);
    }
}

/* Closing two spans and opening another in one run is too much for half of the parsers. */
static bool has_crowded_run(const fl_inline_writer *w)
{
    for (size_t i = 0; i < w->count; i++) {
        const fl_token *t = &w->token[i];
        if (t->closes && t->opens && t->marks_to - t->marks_from > 2) return true;
    }
    return false;
}

/* Whether a run holds as it stands; takes down what it stands between. */
static bool run_holds(fl_inline_writer *w, size_t number)
{
    const fl_token *t = &w->token[number];
    fl_run *run = &w->run[t->run];
    run->before = fl_flank_of(last_of(w, number - 1));
    run->after = fl_flank_of(first_of(w, number + 1));
    return (!t->opens || fl_flank_opens(run->before, run->after)) &&
           (!t->closes || fl_flank_closes(run->before, run->after));
}

static bool played_well(const fl_inline_writer *w)
{
    if (!w->strong || !w->emph) return true;
    return !has_crowded_run(w) &&
           fl_runs_hold(w->arena, w->run, (uint32_t)w->run_count, w->span, (uint32_t)w->span_count);
}

static bool block_holds(fl_inline_writer *w)
{
    bool holds = true;
    for (size_t i = 0; i < w->count; i++)
        if (w->token[i].kind == FL_TOKEN_RUN) holds = run_holds(w, i) && holds;
    return holds && played_well(w);
}

/* Settles all runs. Encoding a text of one character changes what the run before it sees. */
static void settle_all(fl_inline_writer *w, bool firmly)
{
    for (size_t i = 0; i < w->count; i++) {
        if (w->token[i].kind != FL_TOKEN_RUN) continue;
        settle_run(w, i, firmly);
        for (size_t k = i; k >= 2 && w->token[k - 2].kind == FL_TOKEN_RUN; k -= 2) {
            fl_run *earlier = &w->run[w->token[k - 2].run];
            if (earlier->after == fl_flank_of(first_of(w, k - 1))) break;
            settle_run(w, k - 2, firmly);
        }
    }
}

/* Strong next to or inside emphasis can be read in more than one way. Where `*` for both would be
 * read wrongly, emphasis is written with `_`, which needs firm neighbours. */
static void settle_runs(fl_inline_writer *w)
{
    if (!w->strong && !w->emph) return;
    mark_white_edges(w);
    if (w->html) {
        w->tags = !block_holds(w);
        return;
    }
    settle_all(w, false);
    if (played_well(w)) return;
    w->underscores = true;
    settle_all(w, true);
}

/* ---- writing ---- */

/* The shortest fence that does not stand in the code. */
static size_t fence_of(fl_span code)
{
    uint64_t used = 0; /* bit n: n backticks in a row */
    size_t longest = 0;
    for (size_t i = 0, n; i < code.n; i += n ? n : 1) {
        for (n = 0; i + n < code.n && code.p[i + n] == '`'; n++) continue;
        if (n < 64) used |= (uint64_t)1 << n;
        if (n > longest) longest = n;
    }
    for (size_t n = 1; n < 64; n++)
        if (!(used >> n & 1)) return n;
    return longest + 1;
}

static void write_code(fl_buf *out, fl_span code, fl_text_place place)
{
    char first = code.p[0], last = code.p[code.n - 1];
    size_t fence = fence_of(code);
    bool pad = first == '`' || last == '`' || (first == ' ' && last == ' ');
    for (size_t i = 0; i < fence; i++) fl_buf_byte(out, '`');
    if (pad) fl_buf_byte(out, ' ');
    for (size_t i = 0; i < code.n; i++) {
        if (code.p[i] == '|' && place == FL_TEXT_CELL) fl_buf_byte(out, '\\');
        fl_buf_byte(out, code.p[i]);
    }
    if (pad) fl_buf_byte(out, ' ');
    for (size_t i = 0; i < fence; i++) fl_buf_byte(out, '`');
}

static void write_run(const fl_inline_writer *w, fl_buf *out, const fl_token *t)
{
    for (uint32_t i = t->marks_from; i < t->marks_to; i++) {
        char mark = w->marks.p[i];
        bool strong = mark == 's' || mark == 'S';
        if (w->tags)
            fl_buf_format(out, "<%s%s>", mark >= 'a' ? "/" : "", strong ? "strong" : "em");
        else if (strong)
            fl_buf_text(out, "**");
        else
            fl_buf_byte(out, w->underscores ? '_' : '*');
    }
}

/* Marks are references in a title: what dialects do to it differs. A backslash is only where it
 * ends the title, since cmark takes `\\"` for an escaped quotation mark there, and elsewhere looks
 * for escapes in what references stand for. */
static void write_title(fl_buf *out, fl_span title)
{
    fl_buf_text(out, " \"");
    for (size_t i = 0; i < title.n; i++) {
        char c = title.p[i];
        bool last = i + 1 == title.n, reference = c == '&' && fl_reference_at(title, i);
        if (reference || strchr("\"<>|{}*_`[]~$^", c) || (c == '\\' && last)) {
            fl_reference_write(out, (unsigned char)c);
            continue;
        }
        if (c == '\\') fl_buf_byte(out, '\\');
        fl_buf_byte(out, c);
    }
    fl_buf_byte(out, '"');
}

static void write_target(fl_buf *out, const fl_token *t)
{
    fl_buf_text(out, "](");
    fl_address_write(out, t->text);
    if (t->title.n) write_title(out, t->title);
    fl_buf_byte(out, ')');
}

static void write_image(const fl_inline_writer *w, fl_buf *out, const fl_token *t,
                        fl_text_place place)
{
    fl_span about = { w->marks.p + t->marks_from, t->marks_to - t->marks_from };
    fl_scan scan = { 0 };
    fl_escape_scan(&scan, about);
    fl_text_context c = { .scan = &scan,
                          .place = place,
                          .before = '[',
                          .after = ']',
                          .in_link = true,
                          .in_image = true };
    fl_buf_text(out, "![");
    fl_escape_text(out, about, &c);
    write_target(out, t);
}

static void write_text(const fl_inline_writer *w, fl_buf *out, size_t number, fl_text_context c)
{
    const fl_token *t = &w->token[number];
    c.before = last_of(w, number - 1);
    c.after = first_of(w, number + 1);
    c.line_start = c.before == 0;
    c.line_end = c.after == 0;
    c.in_link = t->in_link;
    c.document_start = c.document_start && number == 0;
    c.encode_first = t->encode_first;
    c.encode_last = t->encode_last;
    fl_escape_text(out, t->text, &c);
}

void fl_inlines_write(fl_inline_writer *w, fl_buf *out, cmark_node *block, fl_text_place place,
                      fl_span next_line, bool document_start)
{
    fl_scan scan = { 0 };
    tokenize(w, block);
    settle_runs(w);
    for (size_t i = 0; i < w->count; i++) {
        if (w->token[i].kind == FL_TOKEN_TEXT) fl_escape_scan(&scan, w->token[i].text);
        scan.code = scan.code || w->token[i].kind == FL_TOKEN_CODE;
    }
    if (w->underscores) scan.underscores = 2; /* none may stand as it is */
    fl_text_context context = { .scan = &scan, .place = place, .document_start = document_start };
    for (size_t i = 0; i < w->count; i++) {
        const fl_token *t = &w->token[i];
        switch (t->kind) {
        case FL_TOKEN_TEXT:
            write_text(w, out, i, context);
            break;
        case FL_TOKEN_CODE:
            write_code(out, t->text, place);
            break;
        case FL_TOKEN_LINK:
            fl_buf_byte(out, '[');
            break;
        case FL_TOKEN_LINK_END:
            write_target(out, t);
            break;
        case FL_TOKEN_IMAGE:
            write_image(w, out, t, place);
            break;
        case FL_TOKEN_RUN:
            write_run(w, out, t);
            break;
        case FL_TOKEN_NOTE:
            if (w->no_notes) fl_buf_byte(out, '\\');
            fl_buf_span(out, t->text);
            break;
        default:
            if (place == FL_TEXT_CELL)
                fl_buf_text(out, " <br/> ");
            else {
                fl_buf_text(out, "  \n");
                fl_buf_span(out, next_line);
            }
        }
    }
}

/* ---- spans that do not hold ---- */

static void dissolve(cmark_node *span)
{
    for (cmark_node *child; (child = cmark_node_first_child(span)) != NULL;)
        cmark_node_insert_before(span, child);
    cmark_node_unlink(span);
}

/* Code, strong, emphasis: side by side with their like they are one (commonmark/normal.h). */
static void join_next(fl_inline_writer *w, cmark_node *node)
{
    cmark_node *next;
    cmark_node_type type = cmark_node_get_type(node);
    bool code = type == CMARK_NODE_CODE;
    fl_buf text = { NULL, 0, 0, w->arena };
    if (!code && type != CMARK_NODE_STRONG && type != CMARK_NODE_EMPH) return;
    while ((next = cmark_node_next(node)) != NULL && cmark_node_get_type(next) == type) {
        if (code && text.n == 0) fl_buf_text(&text, cmark_node_get_literal(node));
        if (code) fl_buf_text(&text, cmark_node_get_literal(next));
        for (cmark_node *child; (child = cmark_node_first_child(next)) != NULL;)
            cmark_node_append_child(node, child);
        cmark_node_unlink(next);
    }
    if (text.n) cmark_node_set_literal(node, fl_buf_string(&text));
}

static void join_like(fl_inline_writer *w, cmark_node *block)
{
    for (cmark_node *node = cmark_node_first_child(block), *next; node; node = next) {
        join_next(w, node);
        next = cmark_node_first_child(node);
        for (; !next && node != block; node = cmark_node_parent(node)) next = cmark_node_next(node);
    }
    cmark_consolidate_text_nodes(block);
}

/* Dissolves the spans whose runs do not hold, or when all do, those of emphasis beside strong; all,
 * when asked to. False when nothing had to be done. */
static bool thin_once(fl_inline_writer *w, cmark_node *block, bool all)
{
    bool *fails = fl_alloc(w->arena, w->run_count + 1, sizeof *fails), some = false;
    for (size_t i = 0; i < w->count; i++) {
        if (w->token[i].kind != FL_TOKEN_RUN) continue;
        fails[w->token[i].run] = !run_holds(w, i);
        some = some || fails[w->token[i].run];
    }
    if (!some && played_well(w)) return false;
    for (size_t i = 0; i < w->span_count; i++) {
        const fl_run_span *s = &w->span[i];
        bool goes = some ? fails[s->open] || fails[s->close] : s->width == 1;
        if (goes || all) dissolve(w->span_node[i]);
    }
    join_like(w, block);
    return true;
}

void fl_inlines_thin(fl_inline_writer *w, cmark_node *block)
{
    enum { ROUNDS = 8 }; /* what goes can make its neighbours go, one after the other */
    for (int round = 0;; round++) {
        tokenize(w, block);
        if (!w->strong && !w->emph) return;
        mark_white_edges(w);
        if (!thin_once(w, block, round == ROUNDS)) return;
    }
}
