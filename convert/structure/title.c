/* structure/title.c - lines of the zone get a class by their form; what remains competes for the
 * title by points. */
#include "structure/title.h"

#include "base/utf8.h"
#include "structure/dates.h"
#include "structure/parts.h"

enum { MOST_ZONE = 40, MOST_CONTENTS = 500, LEAST_SCORE = 2 };

/* ---- small questions ---- */

static bool is_gap(uint32_t c) { return c == ' ' || c == 0x3000 || c == 0xA0 || c == '\t'; }

bool fl_is_person(const fl_draft *d, fl_span s)
{
    uint32_t c;
    size_t han = 0, first = 0;
    bool dot = false;
    for (size_t at = 0; at < s.n;) {
        size_t next = fl_utf8_next(s, at, &c);
        if (fl_is_han(c)) {
            if (han++ == 0) first = next;
        } else if (c == 0xB7 || c == 0x2022 || c == 0x30FB || c == 0xFF0E) {
            dot = true;
        } else if (!is_gap(c) || han != 1) {
            return false;
        }
        at = next;
    }
    if (dot) return han >= 3 && han <= 14;
    if (han < 2 || han > 4) return false;
    if (fl_list_starts(d->words.double_surnames, s, NULL)) return han >= 3;
    if (han == 4) return false;
    fl_span surname = fl_span_sub(s, 0, first);
    for (size_t i = 0; i < d->words.surnames->count; i++)
        if (fl_span_find(fl_list_word(d->words.surnames, i), surname, 0) != SIZE_MAX) return true;
    return false;
}

/* A name of another people in Han characters, which begins with no known surname: only behind an
 * office and a space. */
static bool could_be_name(const fl_draft *d, fl_span s)
{
    enum { FEWEST = 3, MOST = 6 };
    size_t han = 0;
    for (size_t at = 0; at < s.n; han++) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (!fl_is_han(c)) return false;
    }
    return han >= FEWEST && han <= MOST && !fl_list_ends(d->words.title_words, s, NULL) &&
           !fl_list_ends(d->words.offices, s, NULL) && !fl_list_ends(d->words.body_ends, s, NULL);
}

/* The last office word of `s` that has something to be a name behind it. */
static bool split_office(const fl_draft *d, fl_span s, fl_span *office, fl_span *name)
{
    for (size_t cut = s.n; cut > 0;) {
        uint32_t c;
        cut = fl_utf8_prev(s, cut, &c);
        fl_span head = fl_span_trim(fl_span_sub(s, 0, cut)),
                tail = fl_span_trim(fl_span_sub(s, cut, s.n));
        if (tail.n > 45) return false;
        bool named = fl_is_person(d, tail) ||
                     (is_gap(fl_utf8_before(s, cut)) && could_be_name(d, tail));
        if (!named || !fl_list_ends(d->words.offices, head, NULL)) continue;
        *office = head;
        *name = tail;
        return true;
    }
    return false;
}

/* `By Jane Marlowe, Chief Inspector`. */
static bool read_latin_byline(fl_span s, fl_span *office, fl_span *name)
{
    size_t comma = 3, words = 0;
    if (s.n < 8 || (!fl_span_starts(s, FL_SPAN("By ")) && !fl_span_starts(s, FL_SPAN("BY "))))
        return false;
    while (comma < s.n && s.p[comma] != ',') comma++;
    for (size_t i = 3; i < comma; i++) {
        bool starts = s.p[i - 1] == ' ';
        if (fl_is_digit((unsigned char)s.p[i]) || (starts && s.p[i] >= 'a' && s.p[i] <= 'z'))
            return false;
        words += starts;
    }
    if (words < 2 || words > 5) return false;
    *name = fl_span_trim(fl_span_sub(s, 3, comma));
    *office = comma < s.n ? fl_span_trim(fl_span_sub(s, comma + 1, s.n)) : (fl_span){ s.p, 0 };
    return true;
}

bool fl_read_byline(const fl_draft *d, fl_span s, fl_span *office, fl_span *name)
{
    size_t length = fl_utf8_count(s);
    s = fl_span_trim(s);
    if (length <= 90 && strcmp(d->lang, "en") == 0 && read_latin_byline(s, office, name))
        return true;
    if (length < 2 || length > 40) return false;
    uint32_t first = fl_utf8_at(s, 0), last = fl_utf8_before(s, s.n);
    if ((first == '(' || first == 0xFF08) && (last == ')' || last == 0xFF09)) {
        size_t open = first == '(' ? 1 : 3, close = last == ')' ? 1 : 3;
        s = fl_span_sub(s, open, s.n - close);
    }
    *office = (fl_span){ s.p, 0 };
    *name = s;
    if (fl_is_person(d, s)) return true;
    return split_office(d, s, office, name);
}

bool fl_find_label(const fl_draft *d, const fl_list *list, fl_span s, fl_span *value)
{
    (void)d;
    for (size_t i = 0; i < list->count; i++) {
        size_t at = 0;
        while ((at = fl_span_find(s, fl_list_word(list, i), at)) != SIZE_MAX) {
            uint32_t before = fl_utf8_before(s, at), c = 0;
            size_t behind = at + fl_list_word(list, i).n, next = behind;
            while (next < s.n && (behind = next, next = fl_utf8_next(s, next, &c), is_gap(c)))
                continue;
            at += fl_list_word(list, i).n;
            if ((c != ':' && c != 0xFF1A) ||
                (before && !is_gap(before) && !fl_is_punctuation(before)))
                continue;
            while (next < s.n && (behind = next, next = fl_utf8_next(s, next, &c), is_gap(c)))
                continue;
            size_t end = behind;
            while (end < s.n && (next = fl_utf8_next(s, end, &c), !is_gap(c) && c != '|'))
                end = next;
            *value = fl_span_sub(s, behind, end);
            return value->n > 0;
        }
    }
    return false;
}

/* The last line of the source above byte `at` that is not blank. */
static fl_span line_above(fl_span source, size_t at)
{
    enum { REACH = 80 }; /* bytes */
    size_t end = at;
    uint32_t c;
    while (end > 0 && at - end < REACH) {
        size_t before = fl_utf8_prev(source, end, &c);
        if (!fl_is_space(c) && c != '\n' && c != '\r') break;
        end = before;
    }
    size_t from = end;
    while (from > 0 && end - from < REACH && source.p[from - 1] != '\n') from--;
    return fl_span_trim(fl_span_sub(source, from, end));
}

bool fl_is_value_below(const fl_draft *d, const fl_list *labels, const fl_part *p)
{
    enum { LONGEST_VALUE = 24 };
    fl_span word, above = line_above(d->lines->source, p->line->from);
    if (p->chars > LONGEST_VALUE || (p->flags & (FL_ENDS | FL_ENDS_COLON))) return false;
    if (!fl_list_starts(labels, above, &word)) return false;
    fl_span colon = fl_span_trim(fl_span_sub(above, word.n, above.n));
    return fl_span_equal(colon, FL_SPAN("：")) || fl_span_equal(colon, FL_SPAN(":"));
}

static bool is_page_meta(const fl_draft *d, const fl_part *p)
{
    fl_date date;
    fl_span value, s = fl_part_text(p);
    if (p->chars > 90 || (p->flags & FL_ENDS)) return false;
    if (fl_is_value_below(d, d->words.label_source, p)) return true;
    if (fl_list_starts(d->words.label_date, s, NULL) && fl_find_date(s, &date)) return true;
    return fl_find_label(d, d->words.label_source, s, &value) ||
           fl_find_label(d, d->words.label_date, s, &value) ||
           fl_find_label(d, d->words.label_author, s, &value) ||
           fl_find_label(d, d->words.label_other, s, &value);
}

static bool is_salutation(const fl_draft *d, const fl_part *p)
{
    uint32_t last = fl_utf8_before(fl_part_text(p), p->line->text.n);
    bool ends = last == ':' || last == 0xFF1A || last == '!' || last == 0xFF01 || last == ',' ||
                last == 0xFF0C;
    return ends && p->chars <= 40 && fl_list_starts(d->words.salutations, fl_part_text(p), NULL);
}

bool fl_is_date_line(const fl_part *p)
{
    fl_date date;
    return p->chars <= 32 && fl_find_date(fl_part_text(p), &date) && date.from <= 3 &&
           p->line->text.n - date.to <= 24;
}

/* `June 1999`, `2024年3月`: a month and nothing else. */
static bool is_month_line(const fl_part *p)
{
    fl_date date;
    return p->chars <= 20 && fl_find_month(fl_part_text(p), &date) && date.from <= 3 &&
           p->line->text.n - date.to <= 3;
}

static bool is_bracketed(fl_span s)
{
    uint32_t first = fl_utf8_at(s, 0), last = fl_utf8_before(s, s.n);
    return (first == '(' || first == 0xFF08) && (last == ')' || last == 0xFF09);
}

static bool starts_with_dash(fl_span s)
{
    return fl_span_starts(s, FL_SPAN("——")) || fl_span_starts(s, FL_SPAN("--")) ||
           fl_span_starts(s, FL_SPAN("—")) || fl_span_starts(s, FL_SPAN("――")) ||
           fl_span_starts(s, FL_SPAN("－－"));
}

/* `- 빈집 3천 동을 정비 -`: between dashes. */
static bool is_between_dashes(fl_span s)
{
    fl_span bare = fl_span_trim(s);
    return bare.n > 8 && bare.p[0] == '-' && bare.p[1] == ' ' && bare.p[bare.n - 1] == '-' &&
           bare.p[bare.n - 2] == ' ';
}

/* `2021年2月6日在政协伊春市第十一届委员会第六次会议上`: a date, and 上 at the end. */
static bool is_occasion(const fl_part *p)
{
    fl_date date;
    fl_span s = fl_part_text(p);
    return p->chars <= 70 && (fl_span_ends(s, FL_SPAN("上")) || fl_span_ends(s, FL_SPAN("上）"))) &&
           fl_find_date(s, &date);
}

/* `2020年8月27日某市人民代表大会常务委员会第二十次会议通过`: how the text came into force. */
static bool is_enactment(const fl_draft *d, const fl_part *p)
{
    fl_date date;
    fl_span s = fl_part_text(p);
    return p->chars <= 80 && fl_list_ends(d->words.enactment, s, NULL) && fl_find_date(s, &date) &&
           date.from <= 3;
}

/* Two columns of a header, set with spaces. */
static bool has_columns(fl_span s) { return fl_span_find(s, FL_SPAN("     "), 0) != SIZE_MAX; }

static bool contains_any(const fl_list *list, fl_span s)
{
    for (size_t i = 0; i < list->count; i++)
        if (fl_span_find(s, fl_list_word(list, i), 0) != SIZE_MAX) return true;
    return false;
}

static uint8_t class_of(const fl_draft *d, const fl_part *p)
{
    fl_span s = fl_part_text(p), office, name;
    if (p->role != FL_PLAIN) return p->role;
    if (is_salutation(d, p)) return FL_SALUTATION;
    if (has_columns(s)) return FL_PAGE_META;
    if (is_page_meta(d, p)) return FL_PAGE_META;
    if ((starts_with_dash(s) || is_between_dashes(s)) && p->chars <= 90) return FL_SUBTITLE;
    if (fl_is_date_line(p)) return is_bracketed(s) ? FL_SUBTITLE : FL_PAGE_META;
    if (is_month_line(p)) return is_bracketed(s) ? FL_SUBTITLE : FL_PAGE_META;
    if (is_occasion(p)) return FL_SUBTITLE;
    if (is_enactment(d, p)) return FL_PAGE_META;
    if (is_bracketed(s) && p->chars <= 120)
        return contains_any(d->words.enactment, s) ? FL_PAGE_META : FL_SUBTITLE;
    if (fl_read_byline(d, s, &office, &name)) return FL_BYLINE;
    if (p->chars <= 70 && fl_list_ends(d->words.captions, s, NULL)) return FL_CAPTION;
    return FL_PLAIN;
}

/* ---- the title ---- */

/* The text without a bracket group at its end: `…報告（摘要）`. */
static fl_span without_bracket(fl_span s)
{
    uint32_t c;
    size_t at = s.n;
    uint32_t last = fl_utf8_before(s, s.n);
    if (last != ')' && last != 0xFF09) return s;
    while (at > 0) {
        at = fl_utf8_prev(s, at, &c);
        if (c == '(' || c == 0xFF08) return fl_span_trim(fl_span_sub(s, 0, at));
    }
    return s;
}

static bool has_title_word(const fl_draft *d, fl_span s)
{
    if (d->cjk || strcmp(d->lang, "ko") == 0)
        return fl_list_ends(d->words.title_words, without_bracket(s), NULL);
    for (size_t i = 0; i < d->words.title_words->count; i++)
        if (fl_has_word(s, fl_list_word(d->words.title_words, i))) return true;
    return false;
}

/* Characters of breadcrumbs and bars. */
static bool has_bar(fl_span s)
{
    return fl_span_find(s, FL_SPAN(">"), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN("|"), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN("»"), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN("：//"), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN("://"), 0) != SIZE_MAX;
}

/* Where a line of a typed page stands: in its middle, or at its right edge as authors do. */
static int points_for_place(const fl_draft *d, const fl_part *p)
{
    enum { MIDDLE = 36, RIGHT = 62 };
    if (d->cjk || p->indent < 4 || p->chars == FL_LONG) return 0;
    unsigned middle = p->indent + p->chars / 2, right = p->indent + p->chars;
    if (middle + 4 >= MIDDLE && middle <= MIDDLE + 4) return 6;
    return p->indent > MIDDLE && right > RIGHT ? -9 : 0;
}

static int score(const fl_draft *d, size_t at, size_t order, const uint8_t *class)
{
    const fl_part *p = &d->part[at];
    fl_span s = fl_part_text(p);
    int points = 2 * 3 - (int)(order < 5 ? order : 5);
    if (p->line->hints & FL_HINT_HEADING) points += p->line->level == 1 ? 18 : 9;
    if (p->line->hints & (FL_HINT_STRONG | FL_HINT_CENTRED)) points += 6;
    if (has_title_word(d, s)) points += 12;
    points += points_for_place(d, p);
    points += p->chars >= 4 && p->chars <= 80 ? 6 : -9;
    if (class[1] == FL_SUBTITLE) points += 9;
    if (class[1] == FL_BYLINE || class[1] == FL_SALUTATION) points += 3;
    if (p->flags & FL_ENDS) points -= 9;
    if (p->flags & (FL_ENDS_COLON | FL_ENDS_COMMA | FL_ENDS_SEMICOLON)) points -= 9;
    if (has_bar(s)) points -= 18;
    if (fl_list_has(d->words.frame_words, s)) points -= 15;
    if (fl_list_has(d->words.genre_words, s)) points -= 15;
    if (p->flags & FL_TITLE_CASE) points += p->flags & FL_LATIN_CAPITALS ? 6 : 3;
    return points;
}

/* True when the zone ends before this part. */
static bool is_body(const fl_part *p)
{
    if (p->role != FL_PLAIN) return true;
    if (p->line->hints & FL_HINT_HEADING && p->chars <= 80) return false;
    return p->chars > 90 ||
           (p->chars > 24 && (p->flags & FL_ENDS) && p->sentence < p->line->text.n) ||
           (p->chars > 40 && (p->flags & FL_ENDS));
}

static size_t zone_end(const fl_draft *d, size_t from, uint8_t *class)
{
    size_t end = from;
    for (; end < d->count && end < from + MOST_ZONE; end++) {
        class[end] = class_of(d, &d->part[end]);
        if (class[end] == FL_SALUTATION) return end + 1;
        if (class[end] == FL_PLAIN ? is_body(&d->part[end]) : d->part[end].role != FL_PLAIN) break;
    }
    return end;
}

static bool brackets_open(fl_span s)
{
    int open = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (fl_is_opening(c))
            open++;
        else if (open && fl_is_closing(c))
            open--;
    }
    return open > 0;
}

/* Does the title go on from part `at` to part `at` + 1? Both are plain lines of the zone. */
static bool title_goes_on(const fl_draft *d, size_t at)
{
    const fl_part *p = &d->part[at], *q = &d->part[at + 1];
    if (p->chars > 60 || q->chars > 60 || fl_part_markup(p) != fl_part_markup(q)) return false;
    if (has_bar(fl_part_text(p)) || (p->flags & FL_ENDS) || (q->flags & FL_ENDS)) return false;
    if (brackets_open(fl_part_text(p))) return true;
    if (!d->cjk && has_title_word(d, fl_part_text(p)) &&
        !fl_hangs_on(d, fl_part_text(p), fl_part_text(q)))
        return false;
    if (!d->cjk)
        return (!(q->line->hints & FL_HINT_BLANK_BEFORE) ||
                fl_hangs_on(d, fl_part_text(p), fl_part_text(q))) &&
               (p->flags & (FL_TITLE_CASE | FL_LATIN_CAPITALS)) ==
                   (q->flags & (FL_TITLE_CASE | FL_LATIN_CAPITALS)) &&
               (q->flags & FL_TITLE_CASE);
    if (has_title_word(d, fl_part_text(p)) || !has_title_word(d, fl_part_text(q))) return false;
    return fl_list_ends(d->words.body_ends, fl_part_text(p), NULL) ||
           fl_span_starts(fl_part_text(p), FL_SPAN("关于")) ||
           fl_span_starts(fl_part_text(p), FL_SPAN("關於")) ||
           (p->line->hints & q->line->hints & FL_HINT_CENTRED);
}

/* The name of the body that issues the document. */
static bool is_issuer(const fl_draft *d, const fl_part *p)
{
    return p->chars <= 24 && !(p->flags & (FL_ENDS | FL_ENDS_COLON)) && fl_part_markup(p) == 0 &&
           fl_list_ends(d->words.body_ends, fl_part_text(p), NULL) &&
           !has_title_word(d, fl_part_text(p));
}

static bool opens_title(fl_span s)
{
    return fl_span_starts(s, FL_SPAN("关于")) || fl_span_starts(s, FL_SPAN("關於"));
}

/* A title over several lines begins above `last`, its line with the title word: with `关于` below
 * the name of a body, or where each line hangs on the next one. Returns its first line. */
static size_t title_begins(const fl_draft *d, size_t from, size_t last, const uint8_t *class)
{
    enum { LINES = 4 };
    size_t first = last;
    if (!d->cjk || !has_title_word(d, fl_part_text(&d->part[last]))) return last;
    for (size_t i = last; i > from && last - i < LINES; i--) {
        const fl_part *p = &d->part[i - 1];
        fl_span s = fl_part_text(p);
        if (class[i - 1] != FL_PLAIN || p->role != FL_PLAIN || p->chars > 60 || has_bar(s) ||
            p->flags & (FL_ENDS | FL_ENDS_COLON) || fl_part_markup(p) != fl_part_markup(p + 1))
            break;
        if (opens_title(s)) return i - 1;
        if (fl_hangs_on(d, s, fl_part_text(p + 1)) && first == i)
            first = i - 1;
        else if (has_title_word(d, s))
            break;
    }
    return first;
}

fl_span fl_heading_glue(const fl_draft *d, size_t first, size_t at)
{
    const fl_part *p = &d->part[at];
    if (!d->cjk) return FL_SPAN(" ");
    bool inside = fl_hangs_on(d, fl_part_text(p), fl_part_text(p + 1));
    for (size_t i = first; i <= at && d->part[first].role == FL_TITLE && !inside; i++)
        inside = opens_title(fl_part_text(&d->part[i]));
    return inside ? FL_SPAN("") : FL_SPAN(" ");
}

/* A title given twice, `2026年云海省政府工作报告` and `政府工作报告`: the fuller one. */
static size_t fuller_title(const fl_draft *d, size_t title, size_t end, const uint8_t *class)
{
    for (size_t i = 0; i < end; i++) {
        fl_span s = fl_part_text(&d->part[i]), t = fl_part_text(&d->part[title]);
        if (class[i] != FL_PLAIN || d->part[i].role != FL_PLAIN || s.n <= t.n) continue;
        uint32_t first = fl_utf8_at(s, 0);
        if (d->part[i].chars > 60 || fl_is_opening(first) || has_bar(s) || !fl_span_ends(s, t))
            continue;
        title = i;
    }
    return title;
}

static size_t choose_title(const fl_draft *d, size_t from, size_t end, const uint8_t *class)
{
    size_t best = SIZE_MAX, order = 0;
    int most = LEAST_SCORE * 3;
    for (size_t i = from; i < end; i++) {
        if (class[i] != FL_PLAIN || d->part[i].role != FL_PLAIN) continue;
        int points = score(d, i, order++, class + i);
        if (points <= most) continue;
        most = points;
        best = i;
    }
    return best == SIZE_MAX ? best : fuller_title(d, best, end, class);
}

/* A few short lines and no sentence below them: a title only when something says so. */
static bool heads_something(const fl_draft *d, size_t title, size_t end, const uint8_t *class)
{
    if (end < d->count) return true;
    for (size_t i = title + 1; i < end; i++)
        if (d->part[i].flags & FL_ENDS) return true;
    const fl_part *p = &d->part[title];
    return title + 1 < end && (class[title + 1] != FL_PLAIN || fl_part_markup(p) != 0 ||
                               has_title_word(d, fl_part_text(p)));
}

/* What stands above a title that was not found. */
static void give_roles_without_title(fl_draft *d, size_t end, const uint8_t *class)
{
    for (size_t i = 0; i < end; i++)
        if (class[i] == FL_PAGE_META || class[i] == FL_SALUTATION) d->part[i].role = class[i];
}

/* What stands around the title in [first, last]. */
static void give_roles(fl_draft *d, size_t first, size_t last, size_t end, uint8_t *class)
{
    for (size_t i = 0; i < first; i++)
        if (d->part[i].role == FL_PLAIN)
            d->part[i].role = class[i] == FL_PLAIN ? FL_BEFORE_TITLE : class[i];
    d->body = last + 1;
    for (size_t i = last + 1; i < end; i++) {
        if (class[i] == FL_PLAIN && is_issuer(d, &d->part[i])) class[i] = FL_BYLINE;
        bool another = i == last + 1 && i + 1 < end && class[i + 1] == FL_PLAIN &&
                       d->part[i + 1].chars <= 90;
        if (i == last + 1 && i + 1 == end && end < d->count) another = d->part[end].role == FL_HEAD;
        if (class[i] == FL_PLAIN && !d->cjk && another &&
            !(d->part[i].line->hints & FL_HINT_BLANK_BEFORE) && fl_part_markup(&d->part[i]) == 0)
            class[i] = FL_SUBTITLE;
        if (class[i] == FL_PLAIN) continue;
        d->part[i].role = class[i];
        d->body = i + 1;
    }
    for (size_t i = first + 1; i <= last; i++) d->part[i].role = FL_MORE;
    d->part[first].role = FL_TITLE;
    d->part[first].level = 1;
    d->title = first;
}

/* Behind a table of contents the title may stand once more. */
static void drop_second_title(fl_draft *d)
{
    for (size_t i = d->body; i + 1 < d->count && i < d->body + MOST_CONTENTS; i++) {
        if (d->part[i].role != FL_CONTENTS) continue;
        while (i < d->count && d->part[i].role == FL_CONTENTS) i++;
        if (i < d->count && d->part[i].role == FL_PLAIN &&
            fl_span_equal(fl_part_text(&d->part[i]), fl_part_text(&d->part[d->title])))
            d->part[i].role = FL_PAGE_META;
        return;
    }
}

/* A page says its title outside of the text. */
static bool is_told(const fl_draft *d)
{
    const fl_property *p = fl_meta_get(d->meta, "title");
    return p && p->confidence >= FL_TOLD && fl_span_starts(fl_span_of(p->rule), FL_SPAN("html."));
}

/* The only heading of the first level that the source marked, when no other stands above it. Behind
 * a long opening it heads a part of the text. */
static size_t sole_heading(const fl_draft *d)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (!(p->line->hints & FL_HINT_HEADING)) continue;
        if (found == SIZE_MAX ? p->line->level != 1 || i > MOST_ZONE : p->line->level == 1)
            return SIZE_MAX;
        if (found == SIZE_MAX) found = i;
    }
    return found != SIZE_MAX && d->part[found].role == FL_PLAIN ? found : SIZE_MAX;
}

/* It is the title, unless another heading has the word of a title and it has none. */
static bool is_marked_title(const fl_draft *d, size_t sole, size_t title)
{
    if (sole == SIZE_MAX) return false;
    if (title == SIZE_MAX || !(d->part[title].line->hints & FL_HINT_HEADING)) return true;
    return !d->cjk || has_title_word(d, fl_part_text(&d->part[sole])) ||
           !has_title_word(d, fl_part_text(&d->part[title]));
}

void fl_find_title(fl_draft *d)
{
    uint8_t *class = fl_alloc(d->arena, d->count + 2, sizeof *class);
    size_t from = 0, end = zone_end(d, 0, class), title = choose_title(d, 0, end, class);
    if (title == SIZE_MAX && end < d->count && d->part[end].role == FL_CONTENTS) {
        for (from = end; from < d->count && d->part[from].role == FL_CONTENTS; from++)
            class[from] = FL_CONTENTS;
        end = zone_end(d, from, class);
        title = choose_title(d, from, end, class);
    }
    d->title = SIZE_MAX;
    d->body = 0;
    for (size_t i = end; i < d->count; i++)
        if (d->part[i].role == FL_PLAIN && d->part[i].chars <= 40 && is_salutation(d, &d->part[i]))
            d->part[i].role = FL_SALUTATION;
    size_t sole = sole_heading(d);
    if (is_marked_title(d, sole, title)) title = sole;
    if (title == SIZE_MAX || is_told(d) ||
        (title != sole && !heads_something(d, title, end, class))) {
        give_roles_without_title(d, end, class);
        return;
    }
    if (end <= title) end = title + 1;
    size_t first = title_begins(d, from, title, class), last = title;
    while (first > from && class[first - 1] == FL_PLAIN && title_goes_on(d, first - 1)) first--;
    while (last + 1 < end && last - first < 4 && class[last + 1] == FL_PLAIN &&
           title_goes_on(d, last))
        last++;
    give_roles(d, first, last, end, class);
    drop_second_title(d);
}
