/* cli/explained.c - each section goes over the edits once; texts of the document reach the terminal
 * only escaped (base/error.h). */
#include "cli/explained.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/utf8.h"
#include "batch/ledger.h"

/* Examples of a rule; columns of a line; characters of context, of a repair that is cut short, of a
 * removal that is small. */
enum { EXAMPLES = 2, WIDTH = 96, AROUND = 8, EXCERPT = 40, SMALL = 8 };

typedef struct rule_count {
    const char *rule, *why;
    fairleaf_edit_kind kind;
    size_t count, large; /* large: removals that are listed in full */
    uint64_t characters;
    float least;      /* confidence */
    bool own_reasons; /* the reason is another from place to place */
} rule_count;

typedef struct explaining {
    fl_arena *arena;
    const fl_opened *opened;
    const fairleaf_account *account;
    const fl_explained_how *how;
    rule_count *rule;
    size_t rules;
} explaining;

typedef enum paint { PLAIN, TITLE, LOUD, QUIET, OUT, IN, FLAG } paint;

static void set(const explaining *x, paint p)
{
    static const char *const code[] = { "0", "1", "1;7;33", "2", "31", "32", "1;33" };
    if (x->how->colour) printf("\033[%sm", code[p]);
}

bool fl_explained_may_colour(void)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(none && *none) && !(terminal && !strcmp(terminal, "dumb"));
}

static fl_span span_of(fairleaf_text t) { return (fl_span){ t.bytes, t.length }; }

static bool is_wanted(const explaining *x, const char *rule)
{
    const char *const *glob = x->how->rules;
    if (!glob) return true;
    while (*glob && fnmatch(*glob, rule, 0) != 0) glob++;
    return *glob != NULL;
}

static bool stands(const fairleaf_edit *e)
{
    return e->kind == FAIRLEAF_EDIT_MARK || e->kind == FAIRLEAF_EDIT_NOTE;
}

static bool is_uncertain(const fairleaf_edit *e)
{
    return e->kind == FAIRLEAF_EDIT_NOTE || e->confidence < FL_LEDGER_UNCERTAIN;
}

static const char *reason_of(const fairleaf_edit *e) { return e->why ? e->why : ""; }

/* ---- texts ---- */

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

static void put(const explaining *x, fl_span s)
{
    fl_span shown = printable(x->arena, s);
    printf("%.*s", (int)shown.n, shown.p);
}

/* In lines of at most WIDTH columns, each behind a bar. */
static void put_wrapped(const explaining *x, fl_span s, paint p)
{
    size_t from = 0, columns = 0;
    for (size_t at = 0; at <= s.n;) {
        uint32_t c = 0;
        size_t next = at < s.n ? fl_utf8_next(s, at, &c) : at + 1;
        size_t width = at < s.n ? (size_t)fl_utf8_width(c) : WIDTH + 1;
        if (columns + width > WIDTH) {
            fputs("    | ", stdout);
            set(x, p);
            printf("%.*s", (int)(at - from), s.p + from);
            set(x, PLAIN);
            putchar('\n');
            from = at;
            columns = 0;
        }
        columns += width;
        at = next;
    }
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
    while (first < from && ((unsigned char)source.p[first] & 0xC0) == 0x80) first++;
    while (last > to && last < source.n && ((unsigned char)source.p[last] & 0xC0) == 0x80) last--;
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

static void put_title(const explaining *x, const char *title)
{
    putchar('\n');
    set(x, TITLE);
    fputs(title, stdout);
    set(x, PLAIN);
    putchar('\n');
}

/* ---- counts ---- */

static rule_count *count_of(explaining *x, const fairleaf_edit *e)
{
    for (size_t i = 0; i < x->rules; i++)
        if (x->rule[i].kind == e->kind &&
            (x->rule[i].rule == e->rule || strcmp(x->rule[i].rule, e->rule) == 0))
            return &x->rule[i];
    x->rule[x->rules] =
        (rule_count){ .rule = e->rule, .why = reason_of(e), .kind = e->kind, .least = 1 };
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
        if (!is_wanted(x, e->rule)) continue;
        rule_count *r = count_of(x, e);
        r->count++;
        r->own_reasons |= r->why != reason_of(e) && strcmp(r->why, reason_of(e)) != 0;
        r->large += is_large(x, e);
        r->characters += fl_utf8_count(span_of(e->before));
        if (e->confidence < r->least) r->least = e->confidence;
    }
    qsort(x->rule, x->rules, sizeof *x->rule, by_count);
}

static void print_summary(const explaining *x)
{
    const fairleaf_balance *b = &x->account->balance;
    const fairleaf_detection *d = fairleaf_document_detection(x->opened->document);
    set(x, TITLE);
    put(x, fl_span_of(x->opened->path));
    set(x, PLAIN);
    printf(": %s (%s, %.2f)%s%s\n", d->encoding, d->how, (double)d->confidence,
           d->language ? ", " : "", d->language ? d->language : "");
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
        puts(x->how->rules ? "\nNothing was changed by these rules." : "\nNothing was changed.");
        return;
    }
    putchar('\n');
    set(x, TITLE);
    printf("%7s %10s %6s  %-8s %s", "places", "characters", "least", "action", "rule");
    set(x, PLAIN);
    putchar('\n');
    for (size_t i = 0; i < x->rules; i++) {
        const rule_count *r = &x->rule[i];
        bool doubtful = r->kind == FAIRLEAF_EDIT_NOTE || r->least < FL_LEDGER_UNCERTAIN;
        printf("%7zu %10llu   ", r->count, (unsigned long long)r->characters);
        set(x, doubtful ? FLAG : PLAIN);
        printf("%.2f", (double)r->least);
        set(x, PLAIN);
        printf("  %-8s %s\n", fl_ledger_action(r->kind), r->rule);
    }
}

static void print_metadata(const explaining *x)
{
    const fairleaf_property *p;
    size_t n = fairleaf_document_properties(x->opened->document, &p);
    if (n && !x->how->rules) put_title(x, "Metadata");
    for (size_t i = 0; i < n && !x->how->rules; i++) {
        printf("  %-14s ", p[i].key);
        for (size_t k = 0; k < p[i].count; k++) {
            if (k) fputs(", ", stdout);
            put(x, span_of(p[i].values[k]));
        }
        if (p[i].line) printf("  (line %u)", p[i].line);
        putchar('\n');
    }
}

/* ---- edits ---- */

static void print_head(const explaining *x, const fairleaf_edit *e)
{
    printf("  line %u, byte %llu: ", e->line, (unsigned long long)e->byte);
    set(x, TITLE);
    fputs(e->rule, stdout);
    set(x, PLAIN);
    printf(" (%.2f) %s\n", (double)e->confidence, reason_of(e));
}

/* What was taken out, in full: this is what a reader must be able to check. */
static void print_removals(const explaining *x)
{
    bool first = true;
    for (size_t i = 0; i < x->account->edit_count; i++) {
        const fairleaf_edit *e = &x->account->edits[i];
        if (!is_wanted(x, e->rule) || !is_large(x, e)) continue;
        if (first) put_title(x, "Removed");
        first = false;
        fl_arena_mark mark = fl_arena_here(x->arena);
        print_head(x, e);
        put_wrapped(x, printable(x->arena, span_of(e->before)), OUT);
        fl_arena_back(x->arena, mark);
    }
}

/* …words[before]words… -> [after] */
static void put_change(const explaining *x, const fairleaf_edit *e, bool whole)
{
    fl_span left, right, before = span_of(e->before);
    context_of(x, e, &left, &right);
    if (!whole) before = some(before, EXCERPT, false);
    fputs("…", stdout);
    put(x, left);
    putchar('[');
    set(x, stands(e) ? FLAG : OUT);
    put(x, before);
    set(x, PLAIN);
    putchar(']');
    put(x, right);
    fputs("…", stdout);
    fl_span after = span_of(e->after);
    if (stands(e) || after.n == 0) return;
    fputs(" -> [", stdout);
    set(x, IN);
    put(x, whole ? after : some(after, EXCERPT, false));
    set(x, PLAIN);
    putchar(']');
}

static void print_change(const explaining *x, const fairleaf_edit *e, bool reason)
{
    fl_arena_mark mark = fl_arena_here(x->arena);
    printf("    line %-5u ", e->line);
    put_change(x, e, x->how->full);
    putchar('\n');
    if (reason) printf("               %s\n", reason_of(e));
    fl_arena_back(x->arena, mark);
}

static void print_kind(const explaining *x, fairleaf_edit_kind kind, const char *title)
{
    bool first = true;
    for (size_t i = 0; i < x->rules; i++) {
        const rule_count *r = &x->rule[i];
        if (r->kind != kind || r->large == r->count) continue;
        if (first) put_title(x, title);
        first = false;
        fputs("  ", stdout);
        set(x, TITLE);
        fputs(r->rule, stdout);
        set(x, PLAIN);
        printf("%s%s\n", r->own_reasons ? "" : ": ", r->own_reasons ? "" : r->why);
        size_t shown = 0, small = r->count - r->large;
        for (size_t k = 0; k < x->account->edit_count; k++) {
            const fairleaf_edit *e = &x->account->edits[k];
            if (!x->how->full && shown == EXAMPLES) break;
            if (e->kind != kind || strcmp(e->rule, r->rule) != 0 || is_large(x, e)) continue;
            shown++;
            print_change(x, e, r->own_reasons);
        }
        if (small > shown) printf("    and %zu more (--full shows all)\n", small - shown);
    }
}

/* ---- flags ---- */

/* True when a flag or a doubtful change at its line says it. */
static bool is_said(const explaining *x, const fairleaf_warning *w)
{
    const fairleaf_account *a = x->account;
    size_t low = 0, high = a->edit_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (a->edits[middle].line < w->line)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < a->edit_count && a->edits[low].line == w->line; low++)
        if (is_uncertain(&a->edits[low]) && strcmp(a->edits[low].rule, w->rule) == 0) return true;
    return false;
}

static void print_doubt(const explaining *x, const fairleaf_edit *e)
{
    fl_arena_mark mark = fl_arena_here(x->arena);
    print_head(x, e);
    fputs("    | ", stdout);
    put_change(x, e, true);
    putchar('\n');
    for (size_t i = 0; i < e->alternative_count; i++) {
        fputs(i ? ", " : "    | or ", stdout);
        put(x, span_of(e->alternatives[i]));
    }
    if (e->alternative_count) putchar('\n');
    fl_arena_back(x->arena, mark);
}

/* Last, so that it is what stays on the screen. */
static void print_flags(const explaining *x)
{
    const fairleaf_warning *w;
    size_t warnings = fairleaf_document_warnings(x->opened->document, &w), count = 0;
    for (size_t i = 0; i < warnings; i++) count += is_wanted(x, w[i].rule) && !is_said(x, &w[i]);
    for (size_t i = 0; i < x->account->edit_count; i++)
        count += is_wanted(x, x->account->edits[i].rule) && is_uncertain(&x->account->edits[i]);
    putchar('\n');
    if (count == 0) {
        puts("Nothing to look at: no flag, and every change is at least 0.90 sure.");
        return;
    }
    set(x, LOUD);
    printf("LOOK AT %s", count == 1 ? "THIS PLACE" : "THESE PLACES");
    if (count > 1) printf(" (%zu)", count);
    set(x, PLAIN);
    putchar('\n');
    for (size_t i = 0; i < warnings; i++)
        if (is_wanted(x, w[i].rule) && !is_said(x, &w[i]))
            printf("  line %u, column %u: %s [%s]\n", w[i].line, w[i].column, w[i].message,
                   w[i].rule);
    for (size_t i = 0; i < x->account->edit_count; i++) {
        const fairleaf_edit *e = &x->account->edits[i];
        if (is_wanted(x, e->rule) && is_uncertain(e)) print_doubt(x, e);
    }
}

void fl_explained_print(fl_arena *a, const fl_opened *opened, const fl_explained_how *how)
{
    explaining x = { .arena = a, .opened = opened, .account = opened->account, .how = how };
    count_rules(&x);
    print_summary(&x);
    print_metadata(&x);
    print_removals(&x);
    print_kind(&x, FAIRLEAF_EDIT_REMOVE, "Removed inside lines");
    print_kind(&x, FAIRLEAF_EDIT_REPLACE, "Repaired");
    print_kind(&x, FAIRLEAF_EDIT_INSERT, "Inserted");
    print_kind(&x, FAIRLEAF_EDIT_JOIN, "Joined");
    print_kind(&x, FAIRLEAF_EDIT_MARK, "Recognised");
    print_flags(&x);
}
