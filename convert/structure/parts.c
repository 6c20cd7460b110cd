/* structure/parts.c - one walk over the first sentence of a line and a look at its end; long lines
 * are not read through. */
#include "structure/parts.h"

#include "base/utf8.h"

enum { LOOK_AHEAD = 700, LONG_LINE = 90 };

static bool is_han_end(uint32_t c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61;
}

/* An ASCII mark ends a sentence before white space or the end of the line; not behind a single
 * capital (an initial). */
static bool is_latin_end(fl_span s, size_t at, size_t next)
{
    uint32_t behind = fl_utf8_at(s, next);
    if (s.p[at] != '.')
        return behind == 0 || behind == ' ' || fl_is_closing(behind) || behind == '"';
    if (behind && behind != ' ' && behind != '"' && !fl_is_closing(behind)) return false;
    uint32_t before = fl_utf8_before(s, at);
    if (before >= 'A' && before <= 'Z' &&
        (at < 2 || !fl_is_ascii_alnum((unsigned char)s.p[at - 2])))
        return behind == 0;
    if (behind == ' ' && next + 1 < s.n && s.p[next + 1] >= 'a' && s.p[next + 1] <= 'z')
        return false;
    return true;
}

/* `vs.`: a word of the pack before the full stop at `at`. */
static bool is_abbreviated(const fl_draft *d, fl_span s, size_t at)
{
    size_t from = at;
    while (from > 0 && ((s.p[from - 1] | 0x20) >= 'a' && (s.p[from - 1] | 0x20) <= 'z')) from--;
    return from < at && fl_list_has(d->words.abbreviations, fl_span_sub(s, from, at));
}

static size_t skip_closing(fl_span s, size_t at)
{
    uint32_t c;
    while (at < s.n) {
        size_t next = fl_utf8_next(s, at, &c);
        if (c != '"' && !fl_is_closing(c)) break;
        at = next;
    }
    return at;
}

size_t fl_sentence_end(const fl_draft *d, fl_span s, size_t from, size_t *stop)
{
    size_t limit = s.n - from > LOOK_AHEAD ? from + LOOK_AHEAD : s.n;
    int open = 0;
    for (size_t at = from; at < limit;) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (fl_is_han(c) || (c >= 'a' && c <= 'z')) {
            at = next;
            continue;
        }
        bool ends = is_han_end(c) ||
                    ((c == '.' || c == '!' || c == '?') && is_latin_end(s, at, next));
        if (c == '.' && ends && next < s.n && is_abbreviated(d, s, at)) ends = false;
        if (c == '.' && d->cjk && next < s.n && !fl_is_closing(fl_utf8_at(s, next))) ends = false;
        if (ends) {
            size_t end = skip_closing(s, next);
            if (open == 0 || end > next) {
                *stop = at;
                return end;
            }
        }
        if (c >= 0x80 || c == '(' || c == ')' || c == '[' || c == ']') {
            if (fl_is_opening(c))
                open++;
            else if (open && fl_is_closing(c))
                open--;
        }
        at = next;
    }
    *stop = s.n;
    return s.n;
}

static unsigned how_it_ends(fl_span s)
{
    uint32_t c = 0;
    for (size_t at = s.n; at > 0;) {
        at = fl_utf8_prev(s, at, &c);
        if (c == '"' || (fl_is_closing(c) && s.n - at < 12)) continue;
        if (c >= 0x2460 && c <= 0x2473 && s.n - at <= 3) continue; /* the number of a note */
        break;
    }
    switch (c) {
    case ':':
    case 0xFF1A:
        return FL_ENDS_COLON;
    case ';':
    case 0xFF1B:
        return FL_ENDS_SEMICOLON;
    case ',':
    case 0xFF0C:
    case 0x3001:
        return FL_ENDS_COMMA;
    default:
        return fl_is_sentence_end(c) ? FL_ENDS : 0;
    }
}

/* Asked once, while the line is at hand: most begin with nothing of the kind, and later stages need
 * not read them again. */
static unsigned how_it_begins(const fl_draft *d, fl_span s)
{
    unsigned flags = fl_enumerators_may_match(d->enumerators, s, 0) ? FL_COUNTED : 0;
    if (fl_list_starts(d->words.question_labels, s, NULL) ||
        fl_list_starts(d->words.answer_labels, s, NULL) ||
        fl_list_starts(d->words.note_labels, s, NULL))
        flags |= FL_LABELLED;
    return flags;
}

/* Letter case of a short line, for scripts that have it. */
static unsigned letter_case(const fl_draft *d, fl_span s)
{
    size_t upper = 0, lower = 0, large = 0, small = 0;
    for (size_t at = 0; at < s.n;) {
        size_t end = at;
        while (end < s.n && s.p[end] != ' ') {
            upper += s.p[end] >= 'A' && s.p[end] <= 'Z';
            lower += s.p[end] >= 'a' && s.p[end] <= 'z';
            end++;
        }
        fl_span word = fl_span_sub(s, at, end);
        while (word.n && !fl_is_ascii_alnum((unsigned char)word.p[0]) &&
               (unsigned char)word.p[0] < 0x80)
            word = fl_span_sub(word, 1, word.n);
        if (word.n && word.p[0] >= 'a' && word.p[0] <= 'z')
            small += !fl_list_has(d->words.small_words, word);
        else if (word.n)
            large++;
        at = end + 1;
    }
    if (upper >= 2 && lower == 0) return FL_LATIN_CAPITALS | FL_TITLE_CASE;
    return lower && upper && small * 4 <= large ? FL_TITLE_CASE : 0;
}

/* `将第一条修改为：`, `包括：` - the sentence goes on below. */
static bool says_what_follows(const fl_draft *d, fl_span s)
{
    uint32_t colon;
    size_t at = fl_utf8_prev(s, s.n, &colon);
    return fl_list_ends(d->words.colon_breaks, fl_span_sub(s, 0, at), NULL);
}

/* In Chinese a heading may end in a full stop, elsewhere one with a number may ask a question. */
static bool may_end_so(const fl_draft *d, const fl_part *p)
{
    return d->headings_stop || (p->marker && p->line->text.p[p->line->text.n - 1] == '?');
}

/* Short enough for a heading, and not broken off. */
static bool stands_alone(const fl_draft *d, const fl_part *p)
{
    size_t longest = d->cjk ? 64 : 110;
    if (p->chars > longest || p->sentence < p->line->text.n) return false;
    if (p->flags & (FL_ENDS_COMMA | FL_ENDS_SEMICOLON)) return false;
    if (p->flags & FL_ENDS_COLON)
        return p->chars <= (d->cjk ? 14 : 40) && !says_what_follows(d, p->line->text);
    if (p->flags & FL_ENDS) return may_end_so(d, p) && p->chars <= (d->cjk ? 42u : 110u);
    return true;
}

void fl_measure_part(const fl_draft *d, fl_part *p)
{
    fl_span s = p->line->text;
    size_t stop, long_anyhow = FL_LONG * 4; /* bytes */
    p->chars = s.n < long_anyhow ? (uint32_t)fl_utf8_count(s) : FL_LONG;
    if (p->chars > FL_LONG) p->chars = FL_LONG;
    p->flags = (uint16_t)(how_it_ends(s) | how_it_begins(d, s));
    p->sentence = (uint32_t)fl_sentence_end(d, s, p->marker, &stop);
    p->stop = (uint32_t)stop;
    if (!d->cjk && p->chars < FL_LONG) p->flags |= (uint16_t)letter_case(d, fl_part_rest(p));
    if (stands_alone(d, p)) p->flags |= FL_ALONE;
}

bool fl_stands_alone(const fl_draft *d, const fl_part *p, size_t marker)
{
    fl_part again = *p;
    size_t stop;
    again.marker = (uint16_t)marker;
    again.sentence = (uint32_t)fl_sentence_end(d, fl_part_text(p), marker, &stop);
    return stands_alone(d, &again);
}

/* Columns of blanks before the line in the source. */
static uint8_t indent_of(const fl_draft *d, const fl_line *line)
{
    fl_span s = d->lines->source;
    unsigned columns = 0;
    uint32_t c;
    for (size_t at = line->from; at > 0 && columns < 200;) {
        at = fl_utf8_prev(s, at, &c);
        if (c != ' ' && c != '\t' && c != 0xA0 && c != 0x3000) break;
        columns += c == '\t' ? 8 : c == 0x3000 ? 2 : 1;
    }
    return (uint8_t)columns;
}

/* How far the text is set in from its headings, as in RFCs; 0: it is not. Definitions may be set in
 * further, and be most of the text. */
static uint8_t find_body_indent(const fl_draft *d)
{
    enum { SHARE = 8 }; /* of the texts: so many stand nearest to the edge */
    uint32_t of[256] = { 0 }, texts = 0, outside = 0;
    unsigned nearest = 0;
    if (d->cjk) return 0;
    for (size_t i = 0; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (p->role != FL_PLAIN || p->chars <= LONG_LINE) continue;
        of[p->indent]++;
        texts++;
    }
    while (nearest < 255 && of[nearest] * SHARE < texts) nearest++;
    if (texts == 0 || nearest < 2) return 0;
    for (size_t i = 0; i < d->count; i++)
        outside += d->part[i].role == FL_PLAIN && d->part[i].chars <= LONG_LINE &&
                   d->part[i].indent < nearest;
    return outside >= 2 ? (uint8_t)nearest : 0;
}

void fl_make_parts(fl_draft *d)
{
    d->count = d->lines->count;
    d->part = fl_alloc(d->arena, d->count + 1, sizeof *d->part);
    for (size_t i = 0; i < d->count; i++) {
        fl_part *p = &d->part[i];
        p->line = &d->lines->item[i];
        p->depth = 1;
        if (p->line->container)
            p->role = FL_KEPT;
        else
            fl_measure_part(d, p);
        if (!d->cjk) p->indent = indent_of(d, p->line);
    }
    d->body_indent = find_body_indent(d);
}

bool fl_has_word(fl_span s, fl_span word)
{
    for (size_t at = 0; at + word.n <= s.n; at++) {
        size_t i = 0;
        while (i < word.n && (s.p[at + i] | 0x20) == (word.p[i] | 0x20)) i++;
        if (i == word.n) return true;
    }
    return false;
}

/* Ends in 和 与 與 及 暨 的 、 so that the line below belongs to it. */
static bool hangs_in_han(fl_span s)
{
    switch (fl_utf8_before(s, s.n)) {
    case 0x548C:
    case 0x4E0E:
    case 0x8207:
    case 0x53CA:
    case 0x66A8:
    case 0x7684:
    case 0x3001:
        return true;
    default:
        return false;
    }
}

bool fl_hangs_on(const fl_draft *d, fl_span s, fl_span t)
{
    if (d->cjk) return hangs_in_han(s);
    size_t last = s.n, first = 0;
    while (last > 0 && s.p[last - 1] != ' ') last--;
    while (first < t.n && t.p[first] != ' ') first++;
    fl_span end = fl_span_sub(s, last, s.n), begin = fl_span_sub(t, 0, first);
    for (size_t i = 0; i < d->words.small_words->count; i++) {
        fl_span word = fl_list_word(d->words.small_words, i);
        bool article = word.p[0] == 'a' && word.n <= 2 && word.p[word.n - 1] != 's' &&
                       word.p[word.n - 1] != 't';
        if (word.n == end.n && fl_has_word(end, word)) return true;
        if (!article && word.n == begin.n && fl_has_word(begin, word)) return true;
    }
    return false;
}
