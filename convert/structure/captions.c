/* structure/captions.c - a word of the pack (`figure_words`), a number behind it, and no sentence.
 */
#include "structure/captions.h"

#include "base/utf8.h"

enum { LONGEST = 70, LONGEST_LATIN = 150, LONGEST_NOTE = 30 };

static bool is_gap(uint32_t c) { return c == ' ' || c == 0x3000 || c == 0xA0 || c == '.'; }

/* Digits, and 一 to 十. */
static bool is_numeral(uint32_t c)
{
    char text[4];
    if (fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19)) return true;
    if (!fl_is_han(c)) return false;
    return fl_span_find(FL_SPAN("一二三四五六七八九十"), (fl_span){ text, fl_utf8_encode(c, text) },
                        0) != SIZE_MAX;
}

/* `表1 …`, `图 2-3　…`, `Table 4: …`; not `表一般…`. */
static bool names_a_figure(const fl_draft *d, fl_span s)
{
    fl_span word;
    if (!fl_list_starts(d->words.figure_words, s, &word)) return false;
    size_t at = word.n;
    uint32_t c = 0, number = 0;
    while (at < s.n && is_gap(fl_utf8_at(s, at))) at = fl_utf8_next(s, at, &c);
    while (at < s.n && (c = fl_utf8_at(s, at), is_numeral(c) || c == '-' || c == '.')) {
        number = c;
        at = fl_utf8_next(s, at, &c);
    }
    if (!number) return false;
    c = fl_utf8_at(s, at);
    if (number >= 0x4E00) return c == 0 || is_gap(c) || c == 0xFF1A || c == ':';
    return c != ',' && c != 0xFF0C && c != 0x3001 && !(c >= 'a' && c <= 'z');
}

bool fl_is_note_label(const fl_draft *d, fl_span s)
{
    fl_span word;
    if (!fl_list_starts(d->words.note_labels, s, &word)) return false;
    uint32_t c = 0;
    size_t at = word.n;
    while (at < s.n && (c = fl_utf8_at(s, at), fl_is_digit(c) || c == ' ' || c == 0x3000))
        at = fl_utf8_next(s, at, &c);
    c = fl_utf8_at(s, at);
    return c == 0xFF1A || c == ':';
}

void fl_find_captions(fl_draft *d)
{
    for (size_t i = 0; i < d->count; i++) {
        fl_part *p = &d->part[i];
        fl_span s = fl_part_text(p);
        if (p->role != FL_PLAIN || p->chars > (d->cjk ? LONGEST : LONGEST_LATIN) ||
            (p->line->hints & FL_HINT_HEADING))
            continue;
        unsigned open = p->flags & (FL_ENDS | FL_ENDS_COLON | FL_ENDS_COMMA | FL_ENDS_SEMICOLON);
        if (open == FL_ENDS && s.p[s.n - 1] == '?') open = 0; /* what was asked */
        if ((!open && names_a_figure(d, s)) ||
            (p->chars <= LONGEST_NOTE && !(p->flags & FL_ENDS) && fl_is_note_label(d, s)))
            p->role = FL_CAPTION;
    }
}
