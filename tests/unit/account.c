/* tests/unit/account.c - what the trail packs is handed out whole: reasons, alternatives, places. */
#include "account.h"

#include "tap.h"

static void reasons(fl_arena *a)
{
    static const fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    static const fairleaf_limits limits;
    fl_task t = { a, NULL, &options, &limits, fl_trail_new(a), NULL };
    fl_lines lines = { .source = FL_SPAN("ab?cd?ef?\n") };
    fl_line *line = fl_lines_add(a, &lines);
    *line = (fl_line){ .text = fl_span_sub(lines.source, 0, 9), .to = 10, .number = 1 };
    uint16_t rule = fl_trail_rule(t.trail, "test.rule", "the rule's own reason");
    const fl_span other[] = { FL_SPAN("x"), FL_SPAN("y\x1Fz") };
    fl_change change[] = {
        { .from = 2, .to = 3, .after = FL_SPAN("1"), .rule = rule, .kind = FAIRLEAF_EDIT_REPLACE },
        { .from = 5, .to = 6, .after = FL_SPAN("2"), .rule = rule, .kind = FAIRLEAF_EDIT_REPLACE },
        { .from = 8, .to = 9, .after = FL_SPAN("3"), .rule = rule, .kind = FAIRLEAF_EDIT_REPLACE },
    };
    change[1].why = FL_SPAN("read one byte late");
    change[1].alternative = other;
    change[1].alternative_count = 2;
    change[2].alternative = other;
    change[2].alternative_count = 1;
    fl_line_change(&t, &lines, line, change, 3);
    fl_decoded decoded = { .text = lines.source, .bytes = lines.source, .encoding = "UTF-8" };
    const fairleaf_account *account = fl_account_new(a, t.trail, &lines, &decoded);
    const fairleaf_edit *e = account->edits;
    NUMBER("edits", account->edit_count, 3);
    TEXT("no reason of its own", fl_span_of(e[0].why), "the rule's own reason");
    NUMBER("no alternatives", e[0].alternative_count, 0);
    TEXT("a reason and alternatives", fl_span_of(e[1].why), "read one byte late");
    NUMBER("two of them", e[1].alternative_count, 2);
    BYTES("the first", e[1].alternatives[0].bytes, e[1].alternatives[0].length, "x", 1);
    BYTES("the byte that stands between them is none of their own", e[1].alternatives[1].bytes,
          e[1].alternatives[1].length, "y z", 3);
    TEXT("alternatives alone", fl_span_of(e[2].why), "the rule's own reason");
    NUMBER("one of them", e[2].alternative_count, 1);
}

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    reasons(a);
    fl_arena_free(a);
    return DONE();
}
