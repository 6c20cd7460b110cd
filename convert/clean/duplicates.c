/* clean/duplicates.c - the zone is a dozen short lines, so each is compared with each. */
#include "clean/duplicates.h"

#include "base/utf8.h"
#include "rules/pack.h"

enum {
    ZONE = 12,
    SHORTEST = 8,
    LONGEST_TITLE = 160,
    MOST = 3
}; /* lines; columns; columns; times */

/* Prose: longer than a title can be, or ended like a sentence. */
static bool is_prose(fl_span s)
{
    uint32_t last = fl_utf8_before(s, s.n);
    size_t columns = fl_utf8_columns(s);
    return columns > LONGEST_TITLE || (columns > 60 && (last == 0x3002 || last == 0xFF1B));
}

/* Equal when white space is passed over. */
static bool same_words(fl_span a, fl_span b)
{
    size_t i = 0, k = 0;
    for (;;) {
        uint32_t x = 0, y = 0;
        size_t next;
        while (i < a.n && (next = fl_utf8_next(a, i, &x), fl_is_space(x))) i = next;
        while (k < b.n && (next = fl_utf8_next(b, k, &y), fl_is_space(y))) k = next;
        if (i == a.n || k == b.n) return i == a.n && k == b.n;
        if (x != y) return false;
        i = fl_utf8_next(a, i, &x);
        k = fl_utf8_next(b, k, &y);
    }
}

static bool is_contents_word(const fl_list *contents, fl_span s)
{
    for (size_t i = 0; s.n <= 48 && i < contents->count; i++)
        if (same_words(fl_list_word(contents, i), s)) return true;
    return false;
}

/* How often the zone says the same. */
static size_t times(const fl_lines *lines, size_t zone, fl_span text)
{
    size_t n = 0;
    for (size_t i = 0; i < zone; i++)
        n += !fl_line_gone(&lines->item[i]) && same_words(lines->item[i].text, text);
    return n;
}

void fl_drop_duplicates(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    (void)meta;
    if (!fl_task_allows(t, "duplicates.title", 97)) return;
    uint16_t rule = fl_trail_rule(t->trail, "duplicates.title",
                                  "says again what a line above it said");
    const fl_list *contents = fl_packs_list(t->packs, NULL, "contents_words");
    size_t zone = 0;
    while (zone < lines->count && zone < ZONE && !is_prose(lines->item[zone].text) &&
           !is_contents_word(contents, lines->item[zone].text)) /* its entries come again */
        zone++;
    if (zone == lines->count) return; /* no prose: a table or a list, whose cells may recur */
    for (size_t i = 0; i < zone; i++) {
        fl_line *first = &lines->item[i];
        if (fl_line_gone(first) || first->container || fl_utf8_columns(first->text) < SHORTEST ||
            times(lines, zone, first->text) > MOST)
            continue;
        for (size_t k = i + 1; k < zone; k++) {
            fl_line *second = &lines->item[k];
            if (fl_line_gone(second) || second->container || !same_words(first->text, second->text))
                continue;
            if (second->hints & FL_HINT_HEADING && !(first->hints & FL_HINT_HEADING)) {
                first->hints |= FL_HINT_HEADING; /* what the second one knew is kept */
                first->level = second->level;
            }
            fl_line_remove(t, lines, second, rule, 97, (fl_span){ NULL, 0 });
        }
    }
}
