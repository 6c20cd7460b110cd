/* clean/learned.c - what was learned, as a pack that a person reads, edits and puts in place. */
#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "clean/learn.h"

static const char RULE_TAIL[] = "    about: recurs over the pages of the site\n";

static bool is_plain(fl_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F) return false;
    return fl_span_find(s, FL_SPAN("\xC2\x85"), 0) == SIZE_MAX && /* NEL, LS, PS, BOM end a line */
           fl_span_find(s, FL_SPAN("\xE2\x80\xA8"), 0) == SIZE_MAX &&
           fl_span_find(s, FL_SPAN("\xE2\x80\xA9"), 0) == SIZE_MAX &&
           fl_span_find(s, FL_SPAN("\xEF\xBB\xBF"), 0) == SIZE_MAX;
}

/* In single quotes, where nothing is special but they; what YAML cannot hold there, as JSON. */
static void add_quoted(fl_buf *out, fl_span s)
{
    if (!is_plain(s)) {
        fl_json_string(out, s);
        return;
    }
    fl_buf_byte(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\'') fl_buf_byte(out, '\'');
        fl_buf_byte(out, s.p[i]);
    }
    fl_buf_byte(out, '\'');
}

static void add_comment(fl_buf *out, fl_span s)
{
    enum { SHOWN = 160 };
    char shown[SHOWN * 4];
    size_t n = s.n < SHOWN ? s.n : SHOWN;
    while (n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
    (void)fl_printable(shown, sizeof shown, fl_span_sub(s, 0, n));
    fl_buf_text(out, shown);
    if (n < s.n) fl_buf_text(out, "...");
}

static bool is_number(uint32_t c) { return fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19); }

/* The line as a pattern: digits where they were seen to differ, and blanks of any kind. */
static void add_pattern(fl_buf *out, fl_span s, bool digits)
{
    bool last_number = false, last_space = false;
    for (size_t at = 0, next; at < s.n; at = next) {
        uint32_t c;
        next = fl_utf8_next(s, at, &c);
        bool number = digits && is_number(c), space = fl_is_space(c);
        if (number && !last_number) fl_buf_text(out, "\\d+");
        if (space && !last_space) fl_buf_text(out, "\\s+");
        last_number = number;
        last_space = space;
        if (number || space) continue;
        if (c < 0x80 && strchr("\\^$.[]|()?*+{}#-", (int)c)) fl_buf_byte(out, '\\');
        fl_buf_bytes(out, s.p + at, next - at);
    }
}

static uint32_t widest(const fl_learned *item)
{
    size_t columns = 0;
    for (size_t i = 0; i < item->example_count; i++) {
        size_t c = fl_utf8_columns(item->example[i]);
        if (c > columns) columns = c;
    }
    return (uint32_t)(columns + 20);
}

static void add_count(fl_buf *out, const fl_lessons *all, const fl_learned *item)
{
    fl_buf_format(out, "%lu of %lu pages, such as ", (unsigned long)item->pages,
                  (unsigned long)all->pages);
    add_comment(out, fl_span_of(item->page));
}

static void add_rule(fl_buf *out, const fl_lessons *all, const fl_learned *item, size_t number)
{
    enum { USUAL_LONGEST = 120 };
    fl_buf_text(out, "\n  # ");
    add_count(out, all, item);
    fl_buf_format(out, "\n  - id: boilerplate.learned-%s-%03zu\n", item->head ? "head" : "tail",
                  number);
    fl_buf_text(out, RULE_TAIL);
    fl_buf_format(out, "    where: %s\n", item->head ? "head" : "tail");
    if (item->sentence) fl_buf_text(out, "    strong: true\n");
    fl_buf_text(out, "    confidence: .90\n");
    if (widest(item) > USUAL_LONGEST)
        fl_buf_format(out, "    longest: %lu\n", (unsigned long)widest(item));
    fl_buf pattern = fl_buf_new(out->arena, item->fold.n * 2);
    add_pattern(&pattern, item->example[0], item->example_count > 1);
    fl_buf_text(out, "    pattern: ");
    add_quoted(out, fl_buf_view(&pattern));
    fl_buf_text(out, "\n    matches:\n");
    for (size_t i = 0; i < item->example_count; i++) {
        fl_buf_text(out, "      - ");
        add_quoted(out, item->example[i]);
        fl_buf_byte(out, '\n');
    }
    fl_buf twice = fl_buf_new(out->arena, item->fold.n * 2 + 2); /* no line, but no rule either */
    fl_buf_span(&twice, item->example[0]);
    fl_buf_byte(&twice, ' ');
    fl_buf_span(&twice, item->example[0]);
    fl_buf_text(out, "    spares:\n      - ");
    add_quoted(out, all->sentence.n && !item->sentence ? all->sentence : fl_buf_view(&twice));
    fl_buf_byte(out, '\n');
}

static void add_doubtful(fl_buf *out, const fl_lessons *all)
{
    bool said = false;
    for (size_t i = 0; i < all->count; i++) {
        const fl_learned *item = &all->item[i];
        if (item->sure) continue;
        if (!said)
            fl_buf_text(out, "\n# These recur at the edges as well, but may belong to the reports: "
                             "a signature,\n# the name of an office, a yearly title. Make rules of "
                             "those that do not.\n#\n");
        said = true;
        fl_buf_text(out, item->head ? "# head: " : "# tail: ");
        add_comment(out, item->example[0]);
        fl_buf_text(out, "   (");
        add_count(out, all, item);
        fl_buf_text(out, ")\n");
    }
}

void fl_lessons_write(const fl_lessons *all, fl_buf *out)
{
    size_t number[2] = { 0, 0 };
    bool any = false;
    fl_buf_format(
        out,
        "# What recurs over %lu pages. %lu more were nearly the same as one of these, and "
        "%lu hold\n# no text. Nothing acts until this file is given: read it, delete what "
        "belongs to the\n# reports, and keep it as\n#\n#     fairleaf convert --rules "
        "rules.yaml ...\n#\n# fairleaf-pack(5) says what the keys mean.\n",
        (unsigned long)all->pages, (unsigned long)all->alike, (unsigned long)all->empty);
    for (size_t i = 0; i < all->count; i++) {
        const fl_learned *item = &all->item[i];
        if (!item->sure) continue;
        if (!any) fl_buf_text(out, "rules:\n");
        any = true;
        add_rule(out, all, item, ++number[item->head]);
    }
    if (!any) fl_buf_text(out, "rules: []\n");
    add_doubtful(out, all);
}
