/* tests/slips/trial.c - takes one byte out of clean sentences, a thousand times, and counts what comes back.
 *
 *     make && sh tests/slips/run.sh FILE...
 *
 * Each FILE is clean UTF-8 text. For every trial one Han character somewhere in it, encoded as GBK, loses its first byte: a '?'
 * stands in its place and the rest of the line is decoded as it comes, each byte that cannot be decoded giving one '?' more.
 * The whole text with that one damaged line goes through the pass. --fold: full-width forms are then folded to ASCII.
 * The numbers are the same on every machine. They are where the confidence of slips.gbk comes from. */
#include "../unit/pass.h"

#include "base/utf8.h"
#include "clean/gbk.h"
#include "clean/slips.h"

#include <stdlib.h>

typedef struct trial {
    bool applied, right, warned;
    unsigned confidence;
} trial;

static uint32_t seed = 1;
static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)seed * n >> 32);
}

/* The part of the line from `at` on as GBK without its first byte, decoded again. False: not in GBK. */
static bool damage(const fl_gbk *gbk, fl_span rest, fl_buf *out)
{
    fl_buf bytes = fl_buf_new(out->arena, rest.n);
    for (size_t i = 0; i < rest.n;) {
        uint32_t c;
        i = fl_utf8_next(rest, i, &c);
        unsigned b = fl_gbk_bytes(gbk, c);
        if (c >= 0x80 && (b == 0 || !fl_gbk_knows(b >> 8, b & 0xFF))) return false;
        if (c >= 0x80) fl_buf_byte(&bytes, (char)(b >> 8));
        fl_buf_byte(&bytes, (char)(c >= 0x80 ? b & 0xFF : c));
    }
    fl_buf_byte(out, '?');
    for (size_t i = 1; i < bytes.n; i++) {
        unsigned b = (unsigned char)bytes.p[i], next = i + 1 < bytes.n ? (unsigned char)bytes.p[i + 1] : 0;
        if (b < 0x80) fl_buf_byte(out, (char)b);
        else if (!fl_gbk_knows(b, next)) fl_buf_byte(out, '?');
        else {
            fl_buf_code_point(out, fl_gbk_character(b, next));
            i++;
        }
    }
    return true;
}

static void fold(fl_buf *b)
{
    fl_buf out = fl_buf_new(b->arena, b->n);
    for (size_t i = 0; i < b->n;) {
        uint32_t c;
        i = fl_utf8_next(fl_buf_view(b), i, &c);
        fl_buf_code_point(&out, c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c == 0x3000 ? ' ' : c);
    }
    *b = out;
}

/* Damages the text at `at` (a Han character); false when the line is not GBK. */
static bool try_at(fl_arena *a, fl_span text, size_t at, bool folded, trial *t)
{
    const char *end = memchr(text.p + at, '\n', text.n - at);
    size_t stop = end ? (size_t)(end - text.p) : text.n;
    fl_buf damaged = fl_buf_new(a, text.n * 2), good = fl_buf_new(a, text.n + 1);
    fl_buf_span(&damaged, fl_span_sub(text, 0, at));
    if (!damage(fl_gbk_new(a), fl_span_sub(text, at, stop), &damaged)) return false;
    fl_buf_span(&damaged, fl_span_sub(text, stop, text.n));
    fl_buf_span(&good, text);
    if (folded) fold(&damaged);
    pass_result r = pass_over(a, fl_repair_slips, fl_buf_string(&damaged), FAIRLEAF_NORMAL);
    fl_lines wanted = pass_lines(a, fl_buf_string(&good));
    fl_buf x = fl_buf_new(a, 16), y = fl_buf_new(a, 16);
    fl_buf_span(&x, r.text);
    fl_buf_span(&y, pass_shown(a, &wanted));
    fold(&x);
    fold(&y);
    size_t count;
    const fl_edit *e = fl_trail_collect(a, r.trail, &r.lines, &count);
    for (size_t i = 0; i < count; i++) {
        fl_span after = fl_edit_after(r.trail, &r.lines, &e[i]);
        if (e[i].kind != FAIRLEAF_EDIT_REPLACE) continue;
        t->applied |= fl_span_find(after, FL_SPAN("?"), 0) == SIZE_MAX;
        t->confidence = e[i].confidence;
    }
    t->right = fl_span_equal(fl_buf_view(&x), fl_buf_view(&y));
    t->warned = r.trail->notice_count > 0;
    if (getenv("SHOW") && !t->right)
        for (size_t i = 0; i < count; i++) {
            fl_span before = fl_span_sub(r.lines.source, e[i].from, e[i].to);
            fl_span after = fl_edit_after(r.trail, &r.lines, &e[i]);
            printf("  %.24s | %.*s | %.*s | %u %s\n", text.p + at, (int)before.n, before.p, (int)after.n, after.p,
                   e[i].confidence, e[i].why ? r.trail->texts.p + e[i].why : "");
        }
    return true;
}

static void report(const char *name, const trial *t, unsigned n)
{
    unsigned exact = 0, applied = 0, silent = 0;
    for (unsigned i = 0; i < n; i++) {
        exact += t[i].right;
        applied += t[i].applied;
        silent += !t[i].applied && !t[i].warned;
    }
    printf("%-28s %4u damaged: %.1f %% restored exactly; %.1f %% applied, of them %.1f %% right; %.1f %% not noticed\n",
           name, n, 100. * exact / n, 100. * applied / n, applied ? 100. * exact / applied : 0., 100. * silent / n);
}

static void bands(const trial *t, unsigned n)
{
    static const unsigned from[] = { 80, 85, 90, 95, 99, 101 };
    for (int k = 0; from[k] < 100; k++) {
        unsigned count = 0, right = 0;
        for (unsigned i = 0; i < n; i++)
            if (t[i].applied && t[i].confidence >= from[k] && t[i].confidence < from[k + 1]) count++, right += t[i].right;
        if (count) printf("  confidence %u to %u: %u changes, %.1f %% right\n", from[k], from[k + 1] - 1, count, 100. * right / count);
    }
}

int main(int argc, char **argv)
{
    enum { EACH = 200 };
    static trial all[64 * EACH];
    unsigned total = 0;
    bool folded = argc > 1 && strcmp(argv[1], "--fold") == 0;
    for (int i = 1 + folded; i < argc && i < 64; i++) {
        static char text[1 << 22];
        FILE *in = fopen(argv[i], "rb");
        fl_span s = { text, in ? fread(text, 1, sizeof text - 1, in) : 0 };
        if (in) fclose(in);
        unsigned first = total;
        seed = 7;
        for (unsigned tries = 0; total < first + EACH && tries < EACH * 50; tries++) {
            size_t at = random_below((uint32_t)s.n);
            while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80) at--;
            fl_arena *a = fl_arena_new(1 << 30);
            all[total] = (trial){ 0 };
            if (fl_is_han(fl_utf8_at(s, at)) && try_at(a, s, at, folded, &all[total])) total++;
            fl_arena_free(a);
        }
        if (total > first) report(argv[i], all + first, total - first);
    }
    if (total) report(folded ? "all, folded" : "all", all, total);
    bands(all, total);
    return 0;
}
