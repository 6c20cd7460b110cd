/* tests/unit/restore.c - edits taken back one by one: lines, marks and places are right again. */
#include "model/restore.h"

#include "tap.h"

static const fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
static const fairleaf_limits limits;

static fl_task task_of(fl_arena *a)
{
    return (fl_task){ a, NULL, &options, &limits, fl_trail_new(a), NULL };
}

static fl_lines lines_of(fl_arena *a, const char *text)
{
    fl_lines lines = { .source = fl_span_of(text) };
    (void)fl_lines_add_container(a, &lines, 0, FL_CONTAINER_NONE);
    uint32_t number = 1;
    for (const char *p = text; *p; number++) {
        const char *end = strchr(p, '\n');
        size_t n = end ? (size_t)(end - p) : strlen(p);
        fl_span bare = fl_span_trim((fl_span){ p, n });
        if (bare.n) {
            fl_line *line = fl_lines_add(a, &lines);
            *line = (fl_line){ .text = bare, .from = (uint32_t)(bare.p - text), .number = number };
            line->to = (uint32_t)(p + n - text) + (end != NULL);
        }
        p += n + (end != NULL);
    }
    return lines;
}

static void change(const fl_task *t, fl_lines *lines, size_t line, uint32_t from, uint32_t to,
                   const char *after)
{
    fl_change c = { .from = from,
                    .to = to,
                    .after = fl_span_of(after),
                    .rule = fl_trail_rule(t->trail, "test.change", "because"),
                    .kind = *after ? FAIRLEAF_EDIT_REPLACE : FAIRLEAF_EDIT_REMOVE,
                    .confidence = 90 };
    fl_line_change(t, lines, &lines->item[line], &c, 1);
}

static void remove_line(const fl_task *t, fl_lines *lines, size_t line)
{
    fl_line_remove(t, lines, &lines->item[line], fl_trail_rule(t->trail, "test.line", "because"),
                   90, FL_SPAN(""));
}

/* Takes back the edits whose letter in `what` is u (undone), c (confirmed) or o (another: `text`).
 */
static void restore(const fl_task *t, fl_lines *lines, const char *what, const char *text)
{
    size_t count;
    fl_edit *edit = fl_trail_collect(t->arena, t->trail, lines, &count);
    fl_edit_verdict *verdict = fl_alloc(t->arena, count + 1, sizeof *verdict);
    NUMBER("as many edits as verdicts", count, strlen(what));
    for (size_t i = 0; i < count && what[i]; i++) {
        verdict[i].kind = what[i] == 'u'   ? FL_EDIT_UNDONE
                          : what[i] == 'c' ? FL_EDIT_CONFIRMED
                          : what[i] == 'o' ? FL_EDIT_OTHER
                                           : FL_EDIT_STANDS;
        verdict[i].text = fl_span_of(text);
    }
    fl_trail_restore(t, lines, edit, verdict, count,
                     fl_trail_rule(t->trail, "decisions.text", "a person's text"));
}

/* The lines, each ended by |, marks in braces. */
static fl_span shown(fl_arena *a, const fl_lines *lines)
{
    fl_buf out = fl_buf_new(a, 64);
    for (size_t i = 0; i < lines->count; i++) {
        const fl_line *line = &lines->item[i];
        const fl_mark *mark = fl_line_marks(lines, line);
        for (uint32_t at = 0; at <= line->text.n; at++) {
            for (uint32_t m = 0; m < line->mark_count; m++)
                if (mark[m].to == at && mark[m].from < at) fl_buf_byte(&out, '}');
            for (uint32_t m = 0; m < line->mark_count; m++)
                if (mark[m].from == at && mark[m].to > at) fl_buf_byte(&out, '{');
            if (at < line->text.n) fl_buf_byte(&out, line->text.p[at]);
        }
        fl_buf_byte(&out, '|');
    }
    return fl_buf_view(&out);
}

static void lines_come_back(fl_arena *a)
{
    fl_task t = task_of(a);
    fl_lines lines = lines_of(a, "head\n\none\n  two\nthree\n");
    remove_line(&t, &lines, 0);
    remove_line(&t, &lines, 2);
    fl_lines_compact(&lines);
    restore(&t, &lines, "su", "");
    TEXT("a removed line", shown(a, &lines), "one|two|three|");
    NUMBER("its number", lines.item[1].number, 4);
    NUMBER("its place, behind the indent", lines.item[1].from, 12);
    NUMBER("no blank line above", lines.item[1].hints & FL_HINT_BLANK_BEFORE, 0);

    t = task_of(a);
    lines = lines_of(a, "one\n\ntwo\nthree\n");
    remove_line(&t, &lines, 1);
    fl_lines_compact(&lines);
    restore(&t, &lines, "o", "2");
    TEXT("another text for a line", shown(a, &lines), "one|2|three|");
    NUMBER("a blank line stands above", lines.item[1].hints & FL_HINT_BLANK_BEFORE,
           FL_HINT_BLANK_BEFORE);
    NUMBER("one edit, of the line without its end",
           fl_trail_edit(t.trail, lines.item[1].edit_first).to, 8);

    t = task_of(a);
    lines = lines_of(a, "one\ntwo\n");
    remove_line(&t, &lines, 1);
    fl_lines_compact(&lines);
    restore(&t, &lines, "c", "");
    TEXT("a confirmed removal", shown(a, &lines), "one|");
    NUMBER("is sure", t.trail->loose[0].confidence, 100);
}

static void joins_part(fl_arena *a)
{
    fl_task t = task_of(a);
    fl_lines lines = lines_of(a, "a(x)b\n  7\n  c(y)d\ne\n");
    fl_seam seam = { FL_SPAN(""), fl_trail_rule(t.trail, "test.join", "because"), 90 };
    change(&t, &lines, 0, 1, 4, "");
    change(&t, &lines, 2, 1, 4, "Y");
    remove_line(&t, &lines, 1);
    fl_lines_join(&t, &lines, 0, 2, (fl_seam[]){ seam, seam });
    fl_lines_compact(&lines);
    TEXT("joined around a page number", shown(a, &lines), "abcYd|e|");
    restore(&t, &lines, "susss", ""); /* the seam before the number: it still stands between */
    TEXT("the first seam undone", shown(a, &lines), "ab|cYd|e|");
    NUMBER("the second begins with the removed number", lines.item[1].number, 2);
    NUMBER("edits stay with their parts", lines.item[1].edit_count, 3);
    fl_span text = lines.item[1].text;
    NUMBER("offsets too", fl_line_source(t.trail, &lines, &lines.item[1], text.n - 1), 16);
}

static void marks_follow(fl_arena *a)
{
    fl_task t = task_of(a);
    fl_lines lines = lines_of(a, "x **a(1)b** c\n");
    *fl_lines_add_mark(a, &lines) = (fl_mark){ .from = 2, .to = 11, .kind = FL_MARK_STRONG };
    lines.item[0].mark_count = 1;
    change(&t, &lines, 0, 9, 11, "");
    change(&t, &lines, 0, 5, 8, "");
    change(&t, &lines, 0, 2, 4, "");
    TEXT("markup and a note taken away", shown(a, &lines), "x {ab} c|");
    restore(&t, &lines, "sus", "");
    TEXT("the note comes back inside", shown(a, &lines), "x {a(1)b} c|");
    restore(&t, &lines, "us", "");
    TEXT("markup comes back outside", shown(a, &lines), "x **{a(1)b} c|");
    restore(&t, &lines, "o", "!");
    TEXT("another text for markup", shown(a, &lines), "x **{a(1)b}! c|");
}

static void flags_are_settled(fl_arena *a)
{
    fl_task t = task_of(a);
    fl_lines lines = lines_of(a, "abcdef\n");
    fl_change note = { .from = 2, .to = 4, .kind = FAIRLEAF_EDIT_NOTE, .confidence = 50 };
    note.rule = fl_trail_rule(t.trail, "test.flag", "perhaps");
    fl_line_change(&t, &lines, &lines.item[0], &note, 1);
    fl_trail_warn(t.trail, 2, note.rule, "look here");
    fl_trail_warn(t.trail, 5, note.rule, "and here");
    restore(&t, &lines, "c", "");
    NUMBER("a flag that was confirmed goes", lines.item[0].edit_count, 0);
    NUMBER("with its warning, not the other", t.trail->notice_count, 1);
    NUMBER("which stays", t.trail->notice[0].at, 5);
    TEXT("the text is as it was", shown(a, &lines), "abcdef|");
}

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    lines_come_back(a);
    joins_part(a);
    marks_follow(a);
    flags_are_settled(a);
    fl_arena_free(a);
    return DONE();
}
