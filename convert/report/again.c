/* report/again.c - what was made is compared line by line, so that the place is named. */
#include "report/again.h"

#include <stdio.h>

#include "base/utf8.h"
#include "batch/convert.h"

enum { MOST_LINES = 3, EXCERPT = 60, BEFORE = 24 };

/* ---- what is at hand ---- */

static bool same_files(const fl_ledger_rules *a, const fl_ledger_rules *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!fl_digest_equal(&a[i].digest, &b[i].digest)) return false;
    return true;
}

static fl_again_state find_library(const fl_again *g, const fairleaf **out)
{
    const fl_ledger_recipe *wanted = &g->check->ledger->recipe, *given = &g->hand->given;
    bool rules = wanted->pack_count > 0, decisions = wanted->decisions != NULL;
    if (!wanted->build || strcmp(wanted->build, given->build) != 0) return FL_AGAIN_BUILD;
    if (rules && (wanted->pack_count != given->pack_count ||
                  !same_files(wanted->pack, given->pack, wanted->pack_count)))
        return FL_AGAIN_RULES;
    if (decisions && (!given->decisions || !same_files(wanted->decisions, given->decisions, 1)))
        return FL_AGAIN_DECISIONS;
    *out = g->hand->library[rules][decisions];
    return FL_AGAIN_DONE;
}

const char *fl_again_words(fl_arena *a, fl_again_state state, const fl_recorded *ledger)
{
    const fl_ledger_recipe *r = &ledger->recipe;
    fl_buf out = fl_buf_new(a, 128);
    switch (state) {
    case FL_AGAIN_BUILD:
        fl_buf_format(&out, "made by another build of fairleaf (%.40s%s%.40s)",
                      ledger->tool ? ledger->tool : "no version", r->build ? ", " : "",
                      r->build ? r->build : "");
        break;
    case FL_AGAIN_RULES:
        fl_buf_text(&out, "made with rules that are not at hand (");
        for (size_t i = 0; i < r->pack_count; i++)
            fl_buf_format(&out, "%s%.100s", i ? ", " : "", r->pack[i].name);
        fl_buf_text(&out, "): name them with --rules");
        break;
    case FL_AGAIN_DECISIONS:
        fl_buf_format(&out,
                      "made with decisions that are not at hand (%.100s): name them with "
                      "--decisions",
                      r->decisions ? r->decisions->name : "");
        break;
    case FL_AGAIN_SCRIPT:
        fl_buf_text(&out, "made with OpenCC, which is not here");
        break;
    default:
        break;
    }
    return fl_buf_string(&out);
}

/* ---- comparing ---- */

/* Some of a line, from shortly before `at`. */
static const char *excerpt(fl_arena *a, fl_span line, size_t at)
{
    uint32_t code_point;
    size_t from = at < line.n ? at : line.n, to = from;
    for (int i = 0; i < BEFORE && from > 0; i++) from = fl_utf8_prev(line, from, &code_point);
    for (int i = 0; i < EXCERPT - BEFORE && to < line.n; i++)
        to = fl_utf8_next(line, to, &code_point);
    return fl_copy(a, fl_span_sub(line, from, to));
}

/* The next line, without its end; *at moves behind that. */
static fl_span next_line(fl_span s, size_t *at)
{
    size_t from = *at;
    const char *end = from < s.n ? memchr(s.p + from, '\n', s.n - from) : NULL;
    size_t to = end ? (size_t)(end - s.p) : s.n;
    *at = end ? to + 1 : s.n;
    return fl_span_sub(s, from, to);
}

/* Of a line of a ledger, which edit it is: " (edit 7)". */
static void name_edit(fl_span line, char out[40])
{
    static const char begin[] = "  {\"id\":";
    size_t n = 0, at = sizeof begin - 1;
    out[0] = '\0';
    if (!fl_span_starts(line, fl_span_of(begin))) return;
    while (at + n < line.n && n < 12 && line.p[at + n] >= '0' && line.p[at + n] <= '9') n++;
    if (n) (void)snprintf(out, 40, " (edit %.*s)", (int)n, line.p + at);
}

/* Says the first lines that differ. */
static void compare(fl_check *c, const char *what, fl_span found, fl_span made)
{
    size_t here = 0, there = 0, said = 0;
    if (fl_span_equal(found, made)) return;
    for (unsigned long line = 1; said < MOST_LINES && (here < found.n || there < made.n); line++) {
        fl_span x = next_line(found, &here), y = next_line(made, &there);
        char edit[40];
        size_t at = 0;
        if (fl_span_equal(x, y)) continue;
        while (at < x.n && at < y.n && x.p[at] == y.p[at]) at++;
        name_edit(y, edit);
        fl_check_say(c, "line %lu of %s%s has '%s'; made again from the source it has '%s'", line,
                     what, edit, excerpt(c->arena, x, at), excerpt(c->arena, y, at));
        said++;
    }
    if (!said) fl_check_say(c, "%s, made again from the source, has another end", what);
}

/* ---- making ---- */

/* The bytes of an output; they live as long as the arena. False: it has been said why not. */
static bool write_output(fl_again *g, const fairleaf_output *how, fl_span *out)
{
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_collected *made = fl_alloc(g->check->arena, 1, sizeof *made);
    fl_arena_defer(g->check->arena, fl_collected_free, made);
    bool written = fairleaf_write(g->document, how, fl_collect, made, &error) == FAIRLEAF_OK;
    *out = (fl_span){ made->bytes, made->length };
    if (!written)
        fl_check_say(g->check, "the output as %s cannot be made again: %s", how->format,
                     error.message);
    return written;
}

static void compare_ledger(fl_again *g, fl_span json)
{
    fl_check *c = g->check;
    const fl_recorded *l = c->ledger;
    size_t line;
    fl_digest seal;
    fl_ledger_output *output = fl_alloc(c->arena, l->output_count + 1, sizeof *output);
    for (size_t i = 0; i < l->output_count; i++) {
        const fl_recorded_output *o = &l->output[i];
        output[i] = (fl_ledger_output){ o->path, o->format, o->bytes, o->digest };
    }
    fl_ledger_source source = { .path = l->path,
                                .container = l->container ? strlen(l->container) : 0,
                                .bytes = l->bytes,
                                .digest = l->digest,
                                .output = output,
                                .output_count = l->output_count,
                                .recipe = &l->recipe,
                                .sealed = fl_ledger_seal(json, &line, &seal) };
    fl_buf made = fl_buf_new(c->arena, json.n + 1024);
    fl_ledger_write(&made, &source, g->document, g->account);
    fl_span before = fl_buf_view(&made); /* the seal has been looked at: fl_check_seal */
    if (source.sealed && fl_ledger_seal(before, &before.n, &seal)) json.n = line;
    compare(c, "the ledger", json, before);
}

fl_again_state fl_again_source(fl_again *g, fl_span source, fl_span json)
{
    fl_check *c = g->check;
    const fl_ledger_recipe *r = &c->ledger->recipe;
    const fairleaf *library = NULL;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_again_state state = find_library(g, &library);
    if (state) return state;
    fairleaf_options how = *r->options;
    fairleaf_source bytes = { c->ledger->path, source.p, source.n, r->declared };
    how.place = c->ledger->path;
    fairleaf_status status = fairleaf_read(library, &bytes, &how, &g->document, &error);
    if (status == FAIRLEAF_ARGUMENT && how.script) return FL_AGAIN_SCRIPT;
    if (!status) status = fairleaf_document_account(g->document, &g->account, &error);
    if (status) {
        fl_check_say(c, "its source cannot be converted as the ledger says: %s", error.message);
        return FL_AGAIN_DONE;
    }
    compare_ledger(g, json);
    fairleaf_output text = FAIRLEAF_OUTPUT_INIT;
    text.format = "text";
    fl_span out;
    if (write_output(g, &text, &out)) fl_check_text(c, "the text of the source", out);
    return FL_AGAIN_DONE;
}

void fl_again_output(fl_again *g, const fl_recorded_output *o, fl_span bytes)
{
    char what[300];
    const fl_ledger_recipe *r = &g->check->ledger->recipe;
    if (!g->document || r->templates) return;
    fairleaf_output how = *r->output;
    how.format = o->format;
    fl_span out;
    (void)snprintf(what, sizeof what, "the output '%.255s'", o->path);
    if (write_output(g, &how, &out)) compare(g->check, what, bytes, out);
}

void fl_again_end(fl_again *g)
{
    fairleaf_account_free(g->account);
    fairleaf_document_free(g->document);
    g->account = NULL;
    g->document = NULL;
}
