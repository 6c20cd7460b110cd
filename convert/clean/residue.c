/* clean/residue.c - works on bytes: `|`, `!` and white space are ASCII. */
#include "clean/residue.h"

enum { MOST_CHANGES = 64 };

static bool is_blank_byte(char c) { return c == ' ' || c == '\t' || c == '|'; }

/* Cells that hold something, when the line is read as `a | b | c`. */
static size_t cells(fl_span s)
{
    size_t count = 0;
    bool inside = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '|')
            inside = false;
        else if (s.p[i] != ' ' && s.p[i] != '\t' && !inside) {
            inside = true;
            count++;
        }
    }
    return count;
}

static bool is_row(const fl_lines *lines, size_t i)
{
    return i < lines->count && lines->item[i].text.n &&
           memchr(lines->item[i].text.p, '|', lines->item[i].text.n) &&
           cells(lines->item[i].text) >= 2;
}

static size_t empty_images(fl_span s, fl_change *change, uint16_t rule)
{
    size_t count = 0;
    for (size_t at = 0;
         count < MOST_CHANGES && (at = fl_span_find(s, FL_SPAN("![]()"), at)) != SIZE_MAX; at += 5)
        change[count++] = (fl_change){ .from = (uint32_t)at,
                                       .to = (uint32_t)at + 5,
                                       .rule = rule,
                                       .confidence = 99,
                                       .kind = FAIRLEAF_EDIT_REMOVE };
    return count;
}

/* Empty cells at both ends: at least two bars together, or any where an image was taken away. */
static size_t empty_cells(fl_span s, fl_change *change, uint16_t rule, bool had_image)
{
    size_t first = 0, last = s.n, lead = 0, tail = 0, count = 0;
    while (first < s.n && is_blank_byte(s.p[first])) lead += s.p[first++] == '|';
    while (last > first && is_blank_byte(s.p[last - 1])) tail += s.p[--last] == '|';
    size_t least = had_image ? 1 : 2;
    if (first == s.n) {
        if (lead < least) return 0;
        change[0] = (fl_change){ .from = 0, .to = (uint32_t)s.n, .rule = rule, .confidence = 98 };
        return 1;
    }
    if (memchr(s.p + first, '|', last - first)) return 0;
    if (lead >= least)
        change[count++] =
            (fl_change){ .from = 0, .to = (uint32_t)first, .rule = rule, .confidence = 98 };
    if (tail >= least)
        change[count++] = (fl_change){
            .from = (uint32_t)last, .to = (uint32_t)s.n, .rule = rule, .confidence = 98
        };
    return count;
}

static bool only_bars(fl_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_blank_byte(s.p[i])) return false;
    return s.n > 0;
}

void fl_drop_residue(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    uint16_t image = fl_trail_rule(t->trail, "residue.image",
                                   "an image without description and address");
    uint16_t table = fl_trail_rule(t->trail, "residue.table",
                                   "empty cells that a table left behind");
    bool images = fl_task_allows(t, "residue.image", 99),
         tables = fl_task_allows(t, "residue.table", 98);
    for (size_t i = 0; i < lines->count; i++) {
        fl_line *line = &lines->item[i];
        if (line->hints & FL_HINT_PREFORMATTED) continue;
        fl_change change[MOST_CHANGES];
        size_t found = 0;
        uint16_t last = image;
        if (images && memchr(line->text.p, '!', line->text.n)) {
            found = empty_images(line->text, change, image);
            fl_line_change(t, lines, line, change, found);
        }
        if (tables && memchr(line->text.p, '|', line->text.n)) {
            bool in_table = is_row(lines, i) || (only_bars(line->text) && i > 0 &&
                                                 is_row(lines, i - 1) && is_row(lines, i + 1));
            size_t count = in_table ? 0 : empty_cells(line->text, change, table, found > 0);
            fl_line_change(t, lines, line, change, count);
            found += count;
            if (count) last = table;
        }
        if (found && fl_span_trim(line->text).n == 0)
            fl_line_remove(t, lines, line, last, 98, (fl_span){ NULL, 0 });
    }
}
