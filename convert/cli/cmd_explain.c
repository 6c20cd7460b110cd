/* cli/cmd_explain.c - `fairleaf explain`: counts by rule first, then what was removed (in full),
 * then repairs (two examples a rule unless --full), then what a person should look at. */
#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "batch/ledger.h"
#include "cli/document.h"
#include "report/merge.h"
#include "report/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Examples of a rule; columns of a line; characters of context, of a repair that is cut short, of a
 * removal that is small. */
enum { EXAMPLES = 2, WIDTH = 96, AROUND = 8, EXCERPT = 40, SMALL = 8 };

typedef struct rule_count {
    const char *rule, *why;
    fairleaf_edit_kind kind;
    size_t count, large; /* large: removals that are listed in full */
    uint64_t characters;
    bool own_reasons; /* the reason is another from place to place */
} rule_count;

typedef struct explaining {
    fl_arena *arena;
    const fl_opened *opened;
    const fairleaf_account *account;
    rule_count *rule;
    size_t rules;
    bool full;
} explaining;

static fl_span span_of(fairleaf_text t) { return (fl_span){ t.bytes, t.length }; }

/* `s` for a terminal; line ends show as ⏎. */
static fl_span printable(fl_arena *a, fl_span s)
{
    fl_buf out = fl_buf_new(a, s.n + 16);
    for (size_t at = 0; at < s.n;) {
        size_t end = at;
        while (end < s.n && s.p[end] != '\n' && s.p[end] != '\r' && s.p[end] != '\t') end++;
        size_t most = (end - at) * 8 + 1;
        fl_buf_reserve(&out, most);
        out.n += fl_printable(out.p + out.n, most, fl_span_sub(s, at, end));
        if (end < s.n) fl_buf_text(&out, s.p[end] == '\n' ? "⏎" : s.p[end] == '\t' ? "\\t" : "");
        at = end + (end < s.n);
    }
    return fl_buf_view(&out);
}

/* In lines of at most WIDTH columns, each with `margin` before it. */
static void print_wrapped(const char *margin, fl_span s)
{
    size_t from = 0, columns = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        size_t width = (size_t)fl_utf8_width(c);
        if (columns + width > WIDTH) {
            printf("%s%.*s\n", margin, (int)(at - from), s.p + from);
            from = at;
            columns = 0;
        }
        columns += width;
        at = next;
    }
    printf("%s%.*s\n", margin, (int)(s.n - from), s.p + from);
}

/* At most `most` characters of `s`, from its start or its end. */
static fl_span some(fl_span s, size_t most, bool from_end)
{
    uint32_t c;
    size_t at = from_end ? s.n : 0;
    for (; most > 0 && at != (from_end ? 0 : s.n); most--)
        at = from_end ? fl_utf8_prev(s, at, &c) : fl_utf8_next(s, at, &c);
    return from_end ? fl_span_sub(s, at, s.n) : fl_span_sub(s, 0, at);
}

/* The line of the source around an edit: what stands before and behind it. `before` of an edit lies
 * in the source. */
static void context_of(const explaining *x, const fairleaf_edit *e, fl_span *left, fl_span *right)
{
    fl_span source = span_of(x->account->source);
    size_t from = (size_t)(e->before.bytes - source.p), to = from + e->before.length;
    size_t first = from, last = to;
    while (first > 0 && from - first < 4 * AROUND && source.p[first - 1] != '\n') first--;
    while (last < source.n && last - to < 4 * AROUND && source.p[last] != '\n') last++;
    *left = some(fl_span_sub(source, first, from), AROUND, true);
    *right = some(fl_span_sub(source, to, last), AROUND, false);
}

/* Whole lines, and parts of lines that say something: not the single characters that a repair takes
 * out. */
static bool is_large(const explaining *x, const fairleaf_edit *e)
{
    fl_span left, right;
    if (e->kind != FAIRLEAF_EDIT_REMOVE) return false;
    context_of(x, e, &left, &right);
    return (left.n == 0 && right.n == 0) || fl_utf8_count(span_of(e->before)) > SMALL;
}

static const char *reason_of(const fairleaf_edit *e) { return e->why ? e->why : ""; }

/* ---- counts ---- */

static rule_count *count_of(explaining *x, const fairleaf_edit *e)
{
    for (size_t i = 0; i < x->rules; i++)
        if (x->rule[i].kind == e->kind && strcmp(x->rule[i].rule, e->rule) == 0) return &x->rule[i];
    x->rule[x->rules] = (rule_count){ .rule = e->rule, .why = reason_of(e), .kind = e->kind };
    return &x->rule[x->rules++];
}

static int by_count(const void *a, const void *b)
{
    const rule_count *x = a, *y = b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return strcmp(x->rule, y->rule);
}

static void count_rules(explaining *x)
{
    size_t n = x->account->edit_count;
    x->rule = fl_alloc(x->arena, n + 1, sizeof *x->rule);
    for (size_t i = 0; i < n; i++) {
        const fairleaf_edit *e = &x->account->edits[i];
        rule_count *r = count_of(x, e);
        r->count++;
        r->own_reasons |= strcmp(r->why, reason_of(e)) != 0;
        r->large += is_large(x, e);
        r->characters += fl_utf8_count(span_of(e->before));
    }
    qsort(x->rule, x->rules, sizeof *x->rule, by_count);
}

static void print_summary(const explaining *x)
{
    const fairleaf_balance *b = &x->account->balance;
    const fairleaf_detection *d = fairleaf_document_detection(x->opened->document);
    fl_span path = printable(x->arena, fl_span_of(x->opened->path));
    printf("%.*s: %s (%s, %.2f)%s%s\n", (int)path.n, path.p, d->encoding, d->how,
           (double)d->confidence, d->language ? ", " : "", d->language ? d->language : "");
    const struct {
        const char *name;
        uint64_t count;
    } part[] = { { "kept", b->kept },
                 { "removed", b->removed },
                 { "replaced", b->replaced },
                 { "unaccounted for", b->unaccounted } };
    printf("%llu characters:", (unsigned long long)b->input);
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        printf("%s %llu %s", i ? "," : "", (unsigned long long)part[i].count, part[i].name);
    printf("; %llu inserted\n", (unsigned long long)b->inserted);
    if (x->rules == 0) {
        puts("\nNothing was changed.");
        return;
    }
    printf("\n%7s %10s  %-8s %s\n", "places", "characters", "action", "rule");
    for (size_t i = 0; i < x->rules; i++)
        printf("%7zu %10llu  %-8s %s\n", x->rule[i].count,
               (unsigned long long)x->rule[i].characters, fl_ledger_action(x->rule[i].kind),
               x->rule[i].rule);
}

/* ---- edits ---- */

static void print_head(const fairleaf_edit *e)
{
    printf("  line %u, byte %llu: %s (%.2f) %s\n", e->line, (unsigned long long)e->byte, e->rule,
           (double)e->confidence, e->why ? e->why : "");
}

/* What was taken out, in full: this is what a reader must be able to check. */
static void print_removals(const explaining *x)
{
    bool first = true;
    for (size_t i = 0; i < x->account->edit_count; i++) {
        const fairleaf_edit *e = &x->account->edits[i];
        if (!is_large(x, e)) continue;
        if (first) puts("\nRemoved");
        first = false;
        fl_arena_mark mark = fl_arena_here(x->arena);
        print_head(e);
        print_wrapped("    | ", printable(x->arena, span_of(e->before)));
        fl_arena_back(x->arena, mark);
    }
}

static void print_change(const explaining *x, const fairleaf_edit *e, bool reason)
{
    fl_arena_mark mark = fl_arena_here(x->arena);
    fl_span left, right, before = span_of(e->before), after = span_of(e->after);
    context_of(x, e, &left, &right);
    if (!x->full) {
        before = some(before, EXCERPT, false);
        after = some(after, EXCERPT, false);
    }
    fl_span part[] = { printable(x->arena, left), printable(x->arena, before),
                       printable(x->arena, right), printable(x->arena, after) };
    printf("    line %-5u …%.*s[%.*s]%.*s…", e->line, (int)part[0].n, part[0].p, (int)part[1].n,
           part[1].p, (int)part[2].n, part[2].p);
    if (e->kind == FAIRLEAF_EDIT_MARK || e->kind == FAIRLEAF_EDIT_NOTE || after.n == 0)
        putchar('\n');
    else
        printf(" -> […%.*s]\n", (int)part[3].n, part[3].p);
    if (reason) printf("               %s\n", reason_of(e));
    fl_arena_back(x->arena, mark);
}

static void print_kind(explaining *x, fairleaf_edit_kind kind, const char *title, bool all)
{
    bool first = true;
    for (size_t i = 0; i < x->rules; i++) {
        rule_count *r = &x->rule[i];
        if (r->kind != kind || r->large == r->count) continue;
        if (first) printf("\n%s\n", title);
        first = false;
        printf("  %s%s%s\n", r->rule, r->own_reasons ? "" : ": ", r->own_reasons ? "" : r->why);
        size_t shown = 0, small = r->count - r->large;
        for (size_t k = 0; k < x->account->edit_count && (all || shown < EXAMPLES); k++) {
            const fairleaf_edit *e = &x->account->edits[k];
            if (e->kind != kind || strcmp(e->rule, r->rule) != 0 || is_large(x, e)) continue;
            shown++;
            print_change(x, e, r->own_reasons);
        }
        if (small > shown) printf("    and %zu more (--full shows all)\n", small - shown);
    }
}

static void print_flags(const explaining *x)
{
    const fairleaf_warning *w;
    size_t n = fairleaf_document_warnings(x->opened->document, &w);
    if (n) puts("\nTo look at");
    for (size_t i = 0; i < n; i++)
        printf("  line %u, column %u: %s [%s]\n", w[i].line, w[i].column, w[i].message, w[i].rule);
}

static void print_metadata(const explaining *x)
{
    const fairleaf_property *p;
    size_t n = fairleaf_document_properties(x->opened->document, &p);
    if (n) puts("\nMetadata");
    for (size_t i = 0; i < n; i++) {
        printf("  %-14s ", p[i].key);
        for (size_t k = 0; k < p[i].count; k++) {
            fl_span value = printable(x->arena, span_of(p[i].values[k]));
            printf("%s%.*s", k ? ", " : "", (int)value.n, value.p);
        }
        if (p[i].line) printf("  (line %u)", p[i].line);
        putchar('\n');
    }
}

static void print_page(fl_arena *a, const fl_opened *opened)
{
    const fairleaf_document *d = opened->document;
    const fairleaf_detection *found = fairleaf_document_detection(d);
    fl_span bytes = { opened->loaded.bytes, opened->loaded.length };
    fl_subject s = { .path = opened->path,
                     .bytes = bytes.n,
                     .digest = fl_digest_of(bytes),
                     .encoding = found->encoding,
                     .how = found->how,
                     .language = found->language,
                     .confidence = found->confidence,
                     .account = opened->account };
    s.property_count = fairleaf_document_properties(d, &s.property);
    s.warning_count = fairleaf_document_warnings(d, &s.warning);
    s.heading_count = fairleaf_document_outline(d, &s.heading);
    if (opened->setup.decisions) { /* they have been done: the page keeps them for what it saves */
        fairleaf_text decisions = fl_decided_text(opened->setup.decisions);
        fl_merge *merge = fl_merge_new(a);
        fl_buf prior = fl_buf_new(a, 256);
        fl_merge_add(merge, (fl_span){ decisions.bytes, decisions.length });
        (void)fl_merge_json(merge, &s.digest, s.path, &prior);
        s.prior = fl_buf_view(&prior);
    }
    fl_buf out = fl_buf_new(a, 256 << 10);
    fl_review_write(&out, &s);
    (void)fwrite(out.p, 1, out.n, stdout);
}

fl_exit fl_run_explain(fl_arena *a, const fl_settings *s)
{
    fl_opened *opened;
    fl_exit failed = fl_document_open(a, s, "explain", true, &opened);
    if (failed) return failed;
    if (fl_option_given(s, FL_OPTION_JSON)) {
        fl_buf out = fl_buf_new(a, 64 << 10);
        fl_span bytes = { opened->loaded.bytes, opened->loaded.length };
        fl_ledger_source source = { opened->path, bytes.n, fl_digest_of(bytes), NULL, 0 };
        fl_ledger_write(&out, &source, opened->document, opened->account);
        (void)fwrite(out.p, 1, out.n, stdout);
        return FL_EXIT_DONE;
    }
    if (fl_option_given(s, FL_OPTION_HTML)) {
        print_page(a, opened);
        return FL_EXIT_DONE;
    }
    explaining x = { .arena = a,
                     .opened = opened,
                     .account = opened->account,
                     .full = fl_option_given(s, FL_OPTION_FULL) };
    count_rules(&x);
    print_summary(&x);
    print_metadata(&x);
    print_removals(&x);
    print_kind(&x, FAIRLEAF_EDIT_REMOVE, "Removed inside lines", x.full);
    print_kind(&x, FAIRLEAF_EDIT_REPLACE, "Repaired", x.full);
    print_kind(&x, FAIRLEAF_EDIT_INSERT, "Inserted", x.full);
    print_kind(&x, FAIRLEAF_EDIT_JOIN, "Joined", x.full);
    print_kind(&x, FAIRLEAF_EDIT_MARK, "Recognised", x.full);
    print_kind(&x, FAIRLEAF_EDIT_NOTE, "Flagged", true);
    print_flags(&x);
    return FL_EXIT_DONE;
}
