/* clean/attachments.c - a label, a first number, and the second one in the line below. */
#include "clean/attachments.h"

#include "base/utf8.h"

/* `1.`, `１．`, `1、` with this digit: the mark behind the digit, 0 when it is none. */
static uint32_t mark_behind(fl_span s, uint32_t digit)
{
    uint32_t c, mark;
    size_t at = fl_utf8_next(s, 0, &c);
    if (c != digit && c != digit - '0' + 0xFF10) return 0;
    if (at >= s.n) return 0;
    (void)fl_utf8_next(s, at, &mark);
    return mark == '.' || mark == 0xFF0E || mark == 0x3001 ? mark : 0;
}

/* Where the first item begins in a line with the label; 0: no such line. */
static size_t first_item(fl_span s)
{
    static const char *const labels[] = { "附件：", "附件:", "附：", "附:", "附表：", "附录：" };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        fl_span label = fl_span_of(labels[i]);
        if (!fl_span_starts(s, label)) continue;
        size_t at = label.n;
        for (size_t next = at; next < s.n; at = next) {
            uint32_t c;
            next = fl_utf8_next(s, at, &c);
            if (!fl_is_space(c)) return at;
        }
        return 0;
    }
    return 0;
}

static size_t cut_at(const fl_lines *lines, size_t i)
{
    const fl_line *line = &lines->item[i];
    if (line->hints & FL_HINT_PREFORMATTED || i + 1 >= lines->count) return 0;
    size_t at = first_item(line->text);
    if (at == 0) return 0;
    fl_span below = lines->item[i + 1].text;
    uint32_t mark = mark_behind(fl_span_sub(line->text, at, line->text.n), '1');
    return mark && below.n && mark_behind(below, '2') == mark ? at : 0;
}

void fl_cut_attachments(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    size_t cuts = 0, out = 0;
    for (size_t i = 0; i < lines->count; i++) cuts += cut_at(lines, i) > 0;
    if (cuts == 0 || t->options->as_is) return;
    fl_line *item = fl_alloc(t->arena, lines->count + cuts, sizeof *item);
    for (size_t i = 0; i < lines->count; i++) {
        fl_line line = lines->item[i];
        size_t at = cut_at(lines, i);
        if (at) {
            fl_line rest;
            fl_line_split(t, lines, &line, at, &rest);
            line.text = fl_span_trim(line.text);
            rest.hints = (uint16_t)(rest.hints & ~FL_HINT_BLANK_BEFORE);
            item[out++] = line;
            line = rest;
        }
        item[out++] = line;
    }
    lines->item = item;
    lines->count = lines->capacity = out;
}
