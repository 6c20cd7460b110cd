/* tests/unit/trail.c - whatever passes do to a line, replaying the trail over the source gives the
 * line. */
#include "model/trail.h"
#include "tap.h"

#include <stdlib.h>

static fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
static fairleaf_limits limits;

static fl_task task_of(fl_arena *a)
{
    return (fl_task){ a, NULL, &options, &limits, fl_trail_new(a), NULL };
}

static fl_lines lines_of(fl_arena *a, const char *text)
{
    fl_lines lines = { .source = fl_span_of(text) };
    uint32_t number = 1;
    for (const char *p = text; *p; number++) {
        const char *end = strchr(p, '\n');
        fl_line *line = fl_lines_add(a, &lines);
        line->from = (uint32_t)(p - text);
        line->to = (uint32_t)((end ? end + 1 : p + strlen(p)) - text);
        line->text = (fl_span){ p, end ? (size_t)(end - p) : strlen(p) };
        line->number = number;
        p = text + line->to;
    }
    return lines;
}

static fl_span replay(fl_arena *a, const fl_task *t, const fl_lines *lines)
{
    size_t count;
    const fl_edit *e = fl_trail_collect(a, t->trail, lines, &count);
    fl_buf out = fl_buf_new(a, 64);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        fl_buf_span(&out, fl_span_sub(lines->source, at, e[i].from));
        fl_buf_span(&out, fl_edit_after(t->trail, lines, &e[i]));
        at = e[i].to;
    }
    fl_buf_span(&out, fl_span_sub(lines->source, at, lines->source.n));
    return fl_buf_view(&out);
}

static fl_change change(uint32_t from, uint32_t to, const char *after)
{
    return (fl_change){ .from = from,
                        .to = to,
                        .after = fl_span_of(after),
                        .kind = FAIRLEAF_EDIT_REPLACE,
                        .confidence = 90 };
}

static void named_cases(fl_arena *a)
{
    fl_task t = task_of(a);
    uint16_t rule = fl_trail_rule(t.trail, "test.rule", "because");
    fl_lines lines = lines_of(a, "abcdef\nghijkl\nmnopqr\n");
    fl_change two[] = { change(1, 2, "BB"), change(4, 6, "") };
    fl_line_change(&t, &lines, &lines.item[0], two, 2);
    TEXT("two changes", lines.item[0].text, "aBBcd");
    fl_change over[] = { change(2, 4, "x") };
    fl_line_change(&t, &lines, &lines.item[0], over, 1);
    TEXT("a change that cuts into an older one", lines.item[0].text, "aBxd");
    TEXT("replay", replay(a, &t, &lines), "aBxd\nghijkl\nmnopqr\n");
    NUMBER("source of a kept byte behind changes",
           fl_line_source(t.trail, &lines, &lines.item[0], 3), 3);
    fl_lines_join(&t, &lines, 0, 1, &(fl_seam){ FL_SPAN(" "), rule, 90 });
    TEXT("joined", lines.item[0].text, "aBxd ghijkl");
    fl_line_remove(&t, &lines, &lines.item[2], rule, 90, FL_SPAN(""));
    fl_lines_compact(&lines);
    NUMBER("one line left", lines.count, 1);
    TEXT("replay of all", replay(a, &t, &lines), "aBxd ghijkl\n");
    fl_line rest;
    fl_line_split(&t, &lines, &lines.item[0], 5, &rest);
    TEXT("split", rest.text, "ghijkl");
    NUMBER("source of the second part", fl_line_source(t.trail, &lines, &rest, 2), 9);
}

static void join_over_removed_line(fl_arena *a)
{
    fl_task t = task_of(a);
    uint16_t rule = fl_trail_rule(t.trail, "test.rule", "because");
    fl_lines lines = lines_of(a, "abc\n- 1 -\ndef\n");
    fl_line_remove(&t, &lines, &lines.item[1], rule, 90, FL_SPAN(""));
    fl_lines_compact(&lines);
    fl_lines_join(&t, &lines, 0, 1, &(fl_seam){ FL_SPAN(" "), rule, 90 });
    fl_lines_compact(&lines);
    TEXT("a page number between the parts", lines.item[0].text, "abc def");
    TEXT("its removal and the seams do not overlap", replay(a, &t, &lines), "abc def\n");
}

/* A line that was removed between two that are joined: offsets behind it must still be right. */
static void join_around_removed(fl_arena *a)
{
    fl_task t = task_of(a);
    uint16_t rule = fl_trail_rule(t.trail, "test.rule", "because");
    fl_lines lines = lines_of(a, "ab\n7\ncdef\n");
    fl_line_remove(&t, &lines, &lines.item[1], rule, 90, FL_SPAN(""));
    fl_lines_join(&t, &lines, 0, 2,
                  (fl_seam[]){ { FL_SPAN(""), rule, 90 }, { FL_SPAN(""), rule, 90 } });
    fl_lines_compact(&lines);
    TEXT("joined around a removed line", lines.item[0].text, "abcdef");
    NUMBER("source of a byte behind it", fl_line_source(t.trail, &lines, &lines.item[0], 3), 6);
    fl_change later[] = { change(4, 5, "E") };
    fl_line_change(&t, &lines, &lines.item[0], later, 1);
    TEXT("and changed", lines.item[0].text, "abcdEf");
    TEXT("replay with a removed line inside", replay(a, &t, &lines), "abcdEf\n");

    lines = lines_of(a, "ab\n7\n8\ncdef\n");
    t = task_of(a);
    rule = fl_trail_rule(t.trail, "test.rule", "because");
    fl_line_remove(&t, &lines, &lines.item[2], rule, 90, FL_SPAN(""));
    fl_line_remove(&t, &lines, &lines.item[1], rule, 90, FL_SPAN(""));
    fl_lines_compact(&lines);
    fl_lines_join(&t, &lines, 0, 1, &(fl_seam){ FL_SPAN(" "), rule, 90 });
    TEXT("joined where removed lines are forgotten", lines.item[0].text, "ab cdef");
    TEXT("replay of it", replay(a, &t, &lines), "ab cdef\n");
    size_t count;
    const fl_edit *e = fl_trail_collect(a, t.trail, &lines, &count);
    NUMBER("edits: a seam, two removals, the space", count, 4);
    NUMBER("the first removal keeps its kind", e[1].kind, FAIRLEAF_EDIT_REMOVE);
    NUMBER("and its place", e[1].from, 3);
}

static void marks_move(fl_arena *a)
{
    fl_task t = task_of(a);
    fl_lines lines = lines_of(a, "**ab**cd\n");
    *fl_lines_add_mark(a, &lines) = (fl_mark){ .from = 0, .to = 6, .kind = FL_MARK_STRONG };
    lines.item[0].mark_count = 1;
    fl_change strip[] = { change(0, 2, ""), change(4, 6, "") };
    fl_line_change(&t, &lines, &lines.item[0], strip, 2);
    TEXT("markup taken away", lines.item[0].text, "abcd");
    NUMBER("mark starts", lines.mark[0].from, 0);
    NUMBER("mark ends", lines.mark[0].to, 2);
}

/* Random changes in random rounds. rand() is the C library's: only its spread matters here. */
static void random_rounds(void)
{
    int wrong = 0;
    srand(7);
    for (int round = 0; round < 2000; round++) {
        fl_arena *a = fl_arena_new(64 << 20);
        fl_task t = task_of(a);
        fl_lines lines = lines_of(a, "0123456789abcdefghij\nklmnopqrst\nuvwxyz\n");
        for (int pass = 0; pass < 4; pass++) {
            fl_line *line = &lines.item[rand() % 3];
            fl_change c[3];
            size_t n = 0;
            uint32_t at = 0;
            while (n < 3) {
                uint32_t left = (uint32_t)line->text.n - at;
                uint32_t from = at + (uint32_t)rand() % (left / 2 + 1);
                uint32_t to = from + (uint32_t)rand() % 4;
                if (to > line->text.n) break;
                c[n++] = change(from, to, rand() % 3 ? "XY" : "");
                if (rand() % 5 == 0) c[n - 1].kind = FAIRLEAF_EDIT_NOTE;
                at = to;
            }
            fl_line_change(&t, &lines, line, c, n);
        }
        fl_buf wanted = fl_buf_new(a, 64);
        for (int i = 0; i < 3; i++) {
            fl_buf_span(&wanted, lines.item[i].text);
            fl_buf_byte(&wanted, '\n');
        }
        wrong += !fl_span_equal(fl_buf_view(&wanted), replay(a, &t, &lines));
        fl_arena_free(a);
    }
    NUMBER("2000 random rounds replay to the text", wrong, 0);
}

/* Repairs every `apart` bytes, by three passes over each line: all alike, or each with a text of
 * its own. The trail holds at most two bytes a byte of the source. */
static void packed(uint32_t apart, bool alike)
{
    enum { LINES = 2000, REPAIRS = 30 };
    const size_t length = REPAIRS * apart + 1;
    fl_arena *a = fl_arena_new(256 << 20);
    fl_task t = task_of(a);
    char *text = fl_alloc_bytes(a, LINES * length + 1), after[12] = "yz";
    memset(text, 'x', LINES * length);
    for (size_t i = 1; i <= LINES; i++) text[i * length - 1] = '\n';
    text[LINES * length] = '\0';
    fl_lines lines = lines_of(a, text);
    for (uint32_t pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < lines.count; i++) {
            fl_change c[REPAIRS / 3];
            char own[REPAIRS / 3][40];
            for (uint32_t k = 0; k < REPAIRS / 3; k++) {
                uint32_t at = (3 * k + pass) * apart;
                (void)snprintf(own[k], sizeof own[k], "%05zu%u%02u", i, pass, k);
                c[k] = change(at, at + 8, alike ? after : own[k]);
                c[k].to = at + (uint32_t)c[k].after.n; /* the line stays as long as it was */
            }
            fl_line_change(&t, &lines, &lines.item[i], c, REPAIRS / 3);
        }
    size_t held = t.trail->texts.capacity + t.trail->loose_capacity * sizeof(fl_edit), count;
    held += fl_packed_held(&t.trail->run);
    (void)fl_trail_collect(a, t.trail, &lines, &count);
    NUMBER("60,000 repairs", count, LINES * REPAIRS);
    printf("# %.2f bytes a byte of the source\n", (double)held / (double)(LINES * length));
    OK("at most two bytes a byte of the source", held <= 2u * LINES * length);
    fl_arena_free(a);
}

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    named_cases(a);
    join_over_removed_line(a);

    join_around_removed(a);
    marks_move(a);
    fl_arena_free(a);
    packed(12, true);
    packed(32, true);
    packed(32, false);
    random_rounds();
    return DONE();
}
