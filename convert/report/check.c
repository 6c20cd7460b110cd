/* report/check.c - the library is asked for two things only: to decode the source, and to read
 * Markdown back as text. */
#include "report/check.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

static void disagree(fl_check *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void disagree(fl_check *c, const char *format, ...)
{
    char what[600];
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(what, sizeof what, format, arguments) < 0) what[0] = '\0';
    va_end(arguments);
    c->faults++;
    c->say(c->context, what);
}

static bool is_digest(fl_check *c, const char *what, fl_span bytes, uint64_t wanted,
                      const fl_digest *digest)
{
    fl_digest found = fl_digest_of(bytes);
    char old[FL_DIGEST_HEX + 1], new[FL_DIGEST_HEX + 1];
    if (fl_digest_equal(&found, digest)) return true;
    fl_digest_hex(digest, old);
    fl_digest_hex(&found, new);
    disagree(c, "%s has changed: %zu bytes, sha256 %s; the ledger has %llu bytes, sha256 %s", what,
             bytes.n, new, (unsigned long long)wanted, old);
    return false;
}

/* ---- the source ---- */

static fl_span span_of(fairleaf_text t) { return (fl_span){ t.bytes, t.length }; }

static bool stands(const fairleaf_edit *e)
{
    return e->kind == FAIRLEAF_EDIT_MARK || e->kind == FAIRLEAF_EDIT_NOTE;
}

/* False, with what is wrong in *why. */
static bool refuse_edit(fl_check *c, size_t i, const char *what, const char **why)
{
    char *text = fl_alloc_bytes(c->arena, 100);
    (void)snprintf(text, 100, "edit %zu %s", i + 1, what);
    *why = text;
    return false;
}

/* Of a page, bytes of tags belong to the character behind them. */
static bool is_page(const fl_recorded *l) { return l->input && strcmp(l->input, "html") == 0; }

/* Where each edit starts and ends in the decoded source: place[2 i] and place[2 i + 1]. Bytes must
 * be in order, and no byte may lie inside a character: the one before it belongs to another one. */
static bool find_places(fl_check *c, fl_span bytes, uint64_t *place, const char **why)
{
    const fl_recorded *l = c->ledger;
    size_t n = 2 * l->edit_count;
    uint64_t *byte = fl_alloc(c->arena, n + 1, sizeof *byte);
    uint64_t *before = fl_alloc(c->arena, n + 1, sizeof *before);
    for (size_t i = 0; i < n; i++) {
        const fairleaf_edit *e = &l->edit[i / 2];
        byte[i] = i % 2 ? e->byte + e->bytes : e->byte;
        if (byte[i] > bytes.n || (i && byte[i] < byte[i - 1]))
            return refuse_edit(c, i / 2, "is not behind the one before it, in the source", why);
    }
    fairleaf_document_offsets(c->document, byte, n, place);
    for (size_t i = 0; i < n; i++) byte[i] -= byte[i] > 0;
    fairleaf_document_offsets(c->document, byte, n, before);
    for (size_t i = 0; i < n; i++)
        if (before[i] == place[i] && !is_page(l) &&
            (i % 2 ? l->edit[i / 2].byte + l->edit[i / 2].bytes : l->edit[i / 2].byte) > 0)
            return refuse_edit(c, i / 2, "starts or ends inside a character", why);
    return true;
}

bool fl_check_decode(fl_check *c, fl_span bytes, const char **why)
{
    const fl_recorded *l = c->ledger;
    fairleaf_options how = FAIRLEAF_OPTIONS_INIT;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    how.as_is = true;
    how.input = is_page(l) ? "html" : "text";
    how.encoding = l->encoding;
    fairleaf_source source = { l->path, bytes.p, bytes.n, NULL };
    if (fairleaf_read(c->library, &source, &how, &c->document, &error) ||
        fairleaf_document_account(c->document, &c->account, &error)) {
        *why = fl_copy(c->arena, fl_span_of(error.message));
        return false;
    }
    c->source = span_of(c->account->source);
    uint64_t *place = fl_alloc(c->arena, 2 * l->edit_count + 1, sizeof *place);
    if (!find_places(c, bytes, place, why)) return false;
    for (size_t i = 0; i < l->edit_count; i++) {
        fairleaf_edit *e = &l->edit[i];
        fl_span there = fl_span_sub(c->source, place[2 * i], place[2 * i + 1]);
        if (!fl_span_equal(there, span_of(e->before))) {
            char *text = fl_alloc_bytes(c->arena, 300);
            (void)snprintf(text, 300,
                           "edit %zu (%.60s, line %u) does not find '%.80s' in the source, but "
                           "'%.80s'",
                           i + 1, e->rule, e->line, e->before.bytes,
                           fl_copy(c->arena, fl_span_sub(there, 0, there.n < 80 ? there.n : 80)));
            *why = text;
            return false;
        }
        e->before = (fairleaf_text){ there.p, there.n };
    }
    return true;
}

static void check_balance(fl_check *c, const fairleaf_balance *found)
{
    const fairleaf_balance *b = &c->ledger->balance;
    const struct {
        const char *name;
        uint64_t found, recorded;
    } row[] = {
        { "input", found->input, b->input },          { "kept", found->kept, b->kept },
        { "removed", found->removed, b->removed },    { "replaced", found->replaced, b->replaced },
        { "inserted", found->inserted, b->inserted }, { "unaccounted", 0, b->unaccounted }
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (row[i].found != row[i].recorded)
            disagree(c, "the balance says %llu characters %s, the edits make %llu",
                     (unsigned long long)row[i].recorded, row[i].name,
                     (unsigned long long)row[i].found);
}

/* Does the edits over the source; then undoes them in the result, which must be the source again.
 */
static void replay(fl_check *c)
{
    const fl_recorded *l = c->ledger;
    fairleaf_balance b = { .input = fl_utf8_count(c->source) };
    fl_buf clean = fl_buf_new(c->arena, c->source.n + 64);
    fl_buf undone = fl_buf_new(c->arena, c->source.n + 64);
    size_t at = 0;
    for (size_t i = 0; i < l->edit_count; i++) {
        const fairleaf_edit *e = &l->edit[i];
        fl_span before = span_of(e->before), after = span_of(e->after);
        size_t from = (size_t)(before.p - c->source.p), start = clean.n;
        fl_buf_span(&clean, fl_span_sub(c->source, at, from));
        b.kept += fl_utf8_count(fl_span_sub(c->source, at, from));
        fl_buf_bytes(&undone, clean.p + start, clean.n - start);
        fl_buf_span(&undone, before);
        fl_buf_span(&clean, after);
        at = from + before.n;
        uint64_t n = fl_utf8_count(before);
        if (stands(e) && !fl_span_equal(before, after))
            disagree(c, "edit %zu (%s) leaves the text as it is, but gives another one", i + 1,
                     e->rule);
        if (stands(e)) {
            b.kept += n;
            continue;
        }
        *(after.n ? &b.replaced : &b.removed) += n;
        b.inserted += fl_utf8_count(after);
    }
    fl_span rest = fl_span_sub(c->source, at, c->source.n);
    b.kept += fl_utf8_count(rest);
    fl_buf_span(&clean, rest);
    fl_buf_span(&undone, rest);
    if (!fl_span_equal(fl_buf_view(&undone), c->source))
        disagree(c, "undoing the edits does not give the source");
    check_balance(c, &b);
    c->clean = fl_buf_view(&clean);
}

bool fl_check_source(fl_check *c, fl_span bytes)
{
    const char *why = "";
    size_t faults = c->faults;
    if (!is_digest(c, "the source", bytes, c->ledger->bytes, &c->ledger->digest)) return false;
    if (fl_check_decode(c, bytes, &why))
        replay(c);
    else
        disagree(c, "%s", why);
    return c->faults == faults;
}

/* ---- outputs ---- */

/* The next code point that is no white space, as a text for people has it; 0 at the end. */
static uint32_t next_visible(fl_span s, size_t *at)
{
    uint32_t c;
    while (*at < s.n) {
        *at = fl_utf8_next(s, *at, &c);
        bool control = c < 0x20 || (c >= 0x7F && c < 0xA0); /* no format has to keep them */
        if (!control && !fl_is_space(c) && c != 0xFEFF) return c;
    }
    return 0;
}

/* Behind the number of an ordered list, `1.` or `1)`, when one stands at `at` and begins its line
 * or stands behind a label; else `at`. */
static size_t behind_number(fl_span s, size_t at)
{
    size_t start = at;
    while (start < s.n && (s.p[start] == ' ' || fl_line_end_at(s, start))) start++;
    size_t line = start, end = start;
    while (line > 0 && (s.p[line - 1] == ' ' || s.p[line - 1] == '\t')) line--;
    bool labelled = fl_span_ends(fl_span_sub(s, 0, line), FL_SPAN("：")) ||
                    (line > 0 && s.p[line - 1] == ':'); /* 附件：1. */
    if (line > 0 && !labelled && !fl_line_end_at(s, line - 1)) return at;
    while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9') end++;
    return end > start && end < s.n && (s.p[end] == '.' || s.p[end] == ')') ? end + 1 : at;
}

/* Behind the tag whose `<` ends at `at`, in Markdown the notation of tables that Markdown has not
 * and of breaks in their cells; else `at`. */
static size_t behind_tag(fl_span s, size_t at)
{
    size_t end = at;
    while (end < s.n && s.p[end] != '>' && s.p[end] != '<') end++;
    bool tag = end < s.n && s.p[end] == '>' && end > at &&
               (s.p[at] == '/' || fl_is_ascii_alnum((unsigned char)s.p[at]));
    return tag ? end + 1 : at;
}

/* The same of a reference to `c` whose `&` ends at `at`. */
static size_t behind_reference(fl_span s, size_t at, uint32_t c)
{
    static const struct {
        const char *name;
        uint32_t c;
    } reference[] = { { "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' }, { "quot;", '"' } };
    fl_span rest = fl_span_sub(s, at, s.n);
    for (size_t i = 0; i < sizeof reference / sizeof *reference; i++)
        if (reference[i].c == c && fl_span_starts(rest, fl_span_of(reference[i].name)))
            return at + strlen(reference[i].name);
    if (!fl_span_starts(rest, FL_SPAN("#"))) return at;
    uint32_t number = 0;
    size_t end = at + 1;
    for (; end < s.n && s.p[end] >= '0' && s.p[end] <= '9' && number < 0x110000; end++)
        number = number * 10 + (uint32_t)(s.p[end] - '0');
    return end < s.n && s.p[end] == ';' && number == c ? end + 1 : at;
}

/* A stretch of the clean text that an output does not have: its title is in the front matter. */
typedef struct gap {
    size_t from, to;
} gap;

static uint32_t next_outside(fl_span s, size_t *at, gap g)
{
    uint32_t c, again;
    while ((c = next_visible(s, at)) != 0) {
        size_t start = fl_utf8_prev(s, *at, &again);
        if (start < g.from || start >= g.to) break;
        *at = g.to;
    }
    return c;
}

/* Where the text of an output and the clean text part, white space aside; true when they do not.
 * The numbers of ordered lists are markup in an output. */
static bool is_same_text(fl_span a, fl_span b, gap g, size_t *at_a, size_t *at_b)
{
    *at_a = *at_b = 0;
    for (;;) {
        size_t i = *at_a, k = *at_b;
        uint32_t x = next_visible(a, &i), y = next_outside(b, &k, g);
        if (x != y) {
            size_t behind = behind_number(b, *at_b), tag = x == '<' ? behind_tag(a, i) : i;
            size_t reference = x == '&' ? behind_reference(a, i, y) : i;
            bool rest = *at_a > 0 && a.p[*at_a - 1] == '&' && i > 0 &&
                        fl_span_starts(fl_span_sub(a, i - 1, a.n), FL_SPAN("amp;"));
            if (rest) {
                *at_a = i + 3;
                continue;
            }
            if (reference > i) {
                *at_a = reference;
                *at_b = k;
                continue;
            }
            if (behind == *at_b && tag == i) return false;
            if (tag > i)
                *at_a = tag;
            else
                *at_b = behind;
            continue;
        }
        if (x == 0) return true;
        *at_a = i;
        *at_b = k;
    }
}

/* The same when up to three of the first lines of the clean text may be missing. */
static bool is_same_without_title(fl_span body, fl_span clean)
{
    enum { LINES = 16, TITLE = 3 };
    size_t start[LINES + 1], n = 0, at_a, at_b;
    for (size_t at = 0; at < clean.n && n <= LINES;) {
        if (n == 0 || fl_span_trim(fl_span_sub(clean, start[n - 1], at)).n) start[n++] = at;
        while (at < clean.n && !fl_line_end_at(clean, at)) at++;
        if (at < clean.n) at += fl_line_end_at(clean, at);
    }
    if (n && n <= LINES) start[n++] = clean.n;
    if (is_same_text(body, clean, (gap){ 0, 0 }, &at_a, &at_b)) return true;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && k <= i + TITLE; k++)
            if (is_same_text(body, clean, (gap){ start[i], start[k] }, &at_a, &at_b)) return true;
    return false;
}

static bool append(void *context, const char *bytes, size_t length)
{
    fl_buf_bytes(context, bytes, length);
    return true;
}

/* The title that a page says outside of its text, which outputs show above the text; empty when
 * there is none. */
static fl_span told_title(const fl_check *c)
{
    for (size_t i = 0; i < c->ledger->property_count; i++) {
        const fairleaf_property *p = &c->ledger->property[i];
        if (strcmp(p->key, "title") == 0 && p->count && p->rule &&
            fl_span_starts(fl_span_of(p->rule), FL_SPAN("html.")))
            return (fl_span){ p->values[0].bytes, p->values[0].length };
    }
    return (fl_span){ NULL, 0 };
}

/* The same when that title stands first in `body`. */
static bool is_same_below_title(const fl_check *c, fl_span body, size_t *at, size_t *there)
{
    fl_span title = told_title(c);
    if (!title.n) return false;
    fl_buf all = fl_buf_new(c->arena, title.n + 1 + c->clean.n);
    fl_buf_span(&all, title);
    fl_buf_byte(&all, '\n');
    fl_buf_span(&all, c->clean);
    return is_same_text(body, fl_buf_view(&all), (gap){ 0, 0 }, at, there);
}

/* What stands behind front matter (YAML, TOML or JSON), or all when there is none. */
static fl_span without_front_matter(fl_span s)
{
    static const struct {
        const char *begin, *end;
    } fence[] = { { "---\n", "\n---\n" }, { "+++\n", "\n+++\n" }, { "{\n", "\n}\n" } };
    for (size_t i = 0; i < sizeof fence / sizeof *fence; i++) {
        fl_span begin = fl_span_of(fence[i].begin), end = fl_span_of(fence[i].end);
        if (!fl_span_starts(s, begin)) continue;
        size_t at = fl_span_find(s, end, begin.n - 1);
        return at == SIZE_MAX ? s : fl_span_sub(s, at + end.n, s.n);
    }
    return s;
}

/* Markdown or a page as the text that it means. */
static bool read_back(fl_check *c, const char *kind, fl_span output, fl_buf *out)
{
    fairleaf_options how = FAIRLEAF_OPTIONS_INIT;
    fairleaf_output text = FAIRLEAF_OUTPUT_INIT;
    fairleaf_document *d = NULL;
    how.as_is = true;
    how.input = kind;
    how.encoding = "UTF-8";
    text.format = "text";
    fairleaf_source source = { "output", output.p, output.n, NULL };
    fairleaf_status status = fairleaf_read(c->library, &source, &how, &d, NULL);
    if (!status) status = fairleaf_write(d, &text, append, out, NULL);
    fairleaf_document_free(d);
    return status == FAIRLEAF_OK;
}

static bool is_format(const fl_recorded_output *o, const char *name)
{
    return strcmp(o->format, name) == 0;
}

/* At most 24 characters from `at`. */
static const char *excerpt(fl_check *c, fl_span s, size_t at)
{
    uint32_t code_point;
    while (at < s.n && fl_is_space(fl_utf8_at(s, at))) at = fl_utf8_next(s, at, &code_point);
    size_t end = at;
    for (int i = 0; i < 24 && end < s.n; i++) end = fl_utf8_next(s, end, &code_point);
    return fl_copy(c->arena, fl_span_trim(fl_span_sub(s, at, end)));
}

/* The text of an output, when its format is one that can be read back. */
static bool read_output(fl_check *c, const fl_recorded_output *o, fl_span bytes, fl_buf *out)
{
    out->n = 0;
    if (is_format(o, "markdown")) return read_back(c, "markdown", bytes, out);
    if (is_format(o, "html") && !fl_span_starts(bytes, FL_SPAN("<!")))
        return read_back(c, "html", bytes, out);
    if (!is_format(o, "text")) return false; /* the digest must do */
    fl_buf_span(out, bytes);
    return true;
}

void fl_check_output(fl_check *c, const fl_recorded_output *o, fl_span bytes)
{
    char what[300];
    size_t at, there;
    (void)snprintf(what, sizeof what, "the output '%.255s'", o->path);
    (void)is_digest(c, what, bytes, o->bytes, &o->digest);
    if (!c->clean.p || fl_utf8_valid(bytes) != bytes.n) return;
    fl_buf text = fl_buf_new(c->arena, bytes.n + 64);
    if (!read_output(c, o, bytes, &text)) return;
    if (is_same_text(fl_buf_view(&text), c->clean, (gap){ 0, 0 }, &at, &there)) return;
    size_t at_title, there_title;
    if (is_same_below_title(c, fl_buf_view(&text), &at_title, &there_title)) return;
    fl_span body = without_front_matter(bytes);
    if (body.n < bytes.n && read_output(c, o, body, &text) &&
        (is_same_without_title(fl_buf_view(&text), c->clean) ||
         is_same_below_title(c, fl_buf_view(&text), &at_title, &there_title)))
        return;
    disagree(c, "the text of '%s' and the ledger part at '%s': the ledger has '%s'", o->path,
             excerpt(c, fl_buf_view(&text), at), excerpt(c, c->clean, there));
}

void fl_check_end(fl_check *c)
{
    fairleaf_account_free(c->account);
    fairleaf_document_free(c->document);
    c->account = NULL;
    c->document = NULL;
}
