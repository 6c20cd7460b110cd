/* structure/meta.c - a wrong value is worse than none: what is not read whole is left out. */
#include "structure/meta.h"

#include "base/utf8.h"
#include "structure/dates.h"
#include "structure/title.h"

typedef struct piece {
    size_t part;
    fl_span text;
} piece; /* a stretch of a part's text */

static void place(fl_draft *d, fl_property *property, const piece *p)
{
    const fl_line *line = d->part[p->part].line;
    size_t from = (size_t)(p->text.p - line->text.p);
    property->from = fl_line_source(d->task->trail, d->lines, line, from);
    if (p->text.n == 0) return;
    uint32_t c;
    size_t last = from + fl_utf8_prev(p->text, p->text.n, &c); /* its last character, and behind */
    uint32_t at = fl_line_source(d->task->trail, d->lines, line, last);
    property->to = at < d->lines->source.n ? (uint32_t)fl_utf8_next(d->lines->source, at, &c) : at;
}

static void set(fl_draft *d, const char *key, const char *rule, const piece *p, fl_span value,
                unsigned confidence)
{
    if (value.n == 0 || fl_meta_get(d->meta, key)) return;
    place(d, fl_meta_set(d->arena, d->meta, key, rule, value, confidence), p);
}

static fl_span joined(const fl_draft *d, size_t first)
{
    if (first + 1 >= d->count || d->part[first + 1].role != FL_MORE)
        return fl_part_text(&d->part[first]);
    fl_buf b = fl_buf_new(d->arena, 128);
    for (size_t i = first; i < d->count && (i == first || d->part[i].role == FL_MORE); i++) {
        if (i > first) fl_buf_span(&b, fl_heading_glue(d, first, i - 1));
        fl_buf_span(&b, fl_part_text(&d->part[i]));
    }
    return fl_buf_view(&b);
}

enum { OCCASION = 95 }; /* confidence of a date below the title: better than the page's own */

static void set_date(fl_draft *d, size_t part, const char *rule, fl_span s, unsigned confidence)
{
    fl_date date;
    if (!fl_find_date(s, &date)) return;
    const fl_property *known = fl_meta_get(d->meta, "date");
    if (known && (confidence < OCCASION || strcmp(known->rule, rule) == 0)) return;
    fl_buf b = fl_buf_new(d->arena, 16);
    fl_buf_format(&b, "%04d-%02d-%02d", date.year, date.month, date.day);
    piece p = { part, fl_span_sub(s, date.from, date.to) };
    place(d, fl_meta_set(d->arena, d->meta, "date", rule, fl_buf_view(&b), confidence), &p);
}

/* ---- the occasion: ——2021年2月6日在政协伊春市第十一届委员会第六次会议上 ---- */

static size_t last_in(fl_span s, fl_span part, size_t before)
{
    size_t found = SIZE_MAX;
    for (size_t at = 0; (at = fl_span_find(s, part, at)) != SIZE_MAX && at < before; at++)
        found = at;
    return found;
}

/* Where the number of a term begins that has no 第: `十四届` in `甘肃省十四届人民代表大会`. */
static size_t term_without_sign(fl_span body)
{
    size_t at = fl_span_find(body, FL_SPAN("届"), 0), from = at;
    while (from != SIZE_MAX && from > 0) {
        uint32_t c;
        size_t before = fl_utf8_prev(body, from, &c);
        fl_span one = fl_span_sub(body, before, from);
        if (!fl_is_digit(c) && fl_span_find(FL_SPAN("一二三四五六七八九十"), one, 0) == SIZE_MAX)
            break;
        from = before;
    }
    return from < at ? from : SIZE_MAX;
}

static void set_place(fl_draft *d, size_t part, fl_span body)
{
    /* `政协X市第…`: the name between the kind of body and the number of its term */
    static const char *const kinds[] = { "中国人民政治协商会议", "中國人民政治協商會議", "政协",
                                         "政協" };
    size_t term = fl_span_find(body, FL_SPAN("第"), 0);
    if (term == SIZE_MAX) term = term_without_sign(body);
    fl_span name = fl_span_sub(body, 0, term == SIZE_MAX ? body.n : term);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        fl_span kind = fl_span_of(kinds[i]);
        if (!fl_span_starts(name, kind)) continue;
        name = fl_span_sub(name, kind.n, name.n);
        break;
    }
    size_t length = fl_utf8_count(name);
    if (term == SIZE_MAX || length < 2 || length > 12 ||
        !fl_list_ends(d->words.place_ends, name, NULL))
        return;
    piece p = { part, name };
    set(d, "place", "meta.occasion", &p, name, 85);
}

static void read_occasion(fl_draft *d, size_t part, fl_span s)
{
    fl_span item;
    fl_date date;
    size_t at = fl_find_date(s, &date) ? date.to : 0;
    size_t in = fl_span_find(s, FL_SPAN("在"), at), on = last_in(s, FL_SPAN("上"), s.n);
    if (in == SIZE_MAX || on == SIZE_MAX || on < in + 6) return;
    fl_span name = fl_span_sub(s, in + 3, on);
    if (!fl_list_ends(d->words.session_ends, name, &item)) return;
    size_t number = last_in(name, FL_SPAN("第"), name.n - item.n);
    if (number == SIZE_MAX || number == 0) return;
    piece session = { part, fl_span_sub(name, number, name.n) },
          body = { part, fl_span_sub(name, 0, number) };
    if (fl_utf8_count(session.text) > 14 || fl_utf8_count(body.text) > 40) return;
    set(d, "body", "meta.occasion", &body, body.text, 85);
    set(d, "session", "meta.occasion", &session, session.text, 90);
    set_place(d, part, body.text);
}

/* ---- labels and byline ---- */

/* `王 芳` is 王芳; names in Latin script keep their spaces. */
static fl_span without_gaps(const fl_draft *d, fl_span s)
{
    if (s.n && !fl_is_han(fl_utf8_at(s, 0))) return s;
    fl_buf b = fl_buf_new(d->arena, s.n);
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        size_t next = fl_utf8_next(s, at, &c);
        if (!fl_is_space(c)) fl_buf_span(&b, fl_span_sub(s, at, next));
        at = next;
    }
    return fl_buf_view(&b);
}

static void set_author(fl_draft *d, size_t part, fl_span office, fl_span name, unsigned confidence)
{
    piece p = { part, name }, q = { part, office };
    if (fl_meta_get(d->meta, "author")) return;
    set(d, "author", "meta.byline", &p, without_gaps(d, name), confidence);
    if (office.n) set(d, "author_role", "meta.byline", &q, office, confidence);
}

static void read_labels(fl_draft *d, size_t part)
{
    fl_span s = fl_part_text(&d->part[part]), value;
    if (fl_is_value_below(d, d->words.label_source, &d->part[part])) {
        piece p = { part, s };
        set(d, "source", "meta.label", &p, s, 85);
    }
    if (fl_find_label(d, d->words.label_source, s, &value) && fl_utf8_count(value) <= 24) {
        piece p = { part, value };
        set(d, "source", "meta.label", &p, value, 90);
    }
    if (fl_find_label(d, d->words.label_author, s, &value)) {
        fl_span office, name, all = fl_span_sub(s, (size_t)(value.p - s.p), s.n);
        if (fl_is_person(d, value))
            set_author(d, part, (fl_span){ value.p, 0 }, value, 90);
        else if (fl_read_byline(d, all, &office, &name)) /* 報告人：市長 陳大文 */
            set_author(d, part, office, name, 90);
    }
    if (fl_find_label(d, d->words.label_editor, s, &value) && fl_is_person(d, value)) {
        piece p = { part, value };
        set(d, "editor", "meta.label", &p, value, 90);
    }
}

static void read_byline(fl_draft *d, size_t part)
{
    fl_span office, name;
    if (!fl_read_byline(d, fl_part_text(&d->part[part]), &office, &name)) return;
    fl_date date;
    size_t on = last_in(office, FL_SPAN("上 "), office.n);
    if (on != SIZE_MAX && fl_find_date(office, &date) && date.from == 0) {
        piece p = { part, fl_span_sub(office, 0, on + 3) }; /* the occasion on the same line */
        set(d, "subtitle", "meta.subtitle", &p, p.text, 85);
        set_date(d, part, "meta.subtitle", p.text, 95);
        read_occasion(d, part, p.text);
        office = fl_span_trim(fl_span_sub(office, on + 3, office.n));
    }
    set_author(d, part, office, name, 90);
    if (office.n || part == 0 || d->part[part - 1].chars > 20) return;
    fl_span above = fl_part_text(&d->part[part - 1]); /* the office on a line of its own */
    piece p = { part - 1, above };
    if (fl_list_ends(d->words.offices, above, NULL))
        set(d, "author_role", "meta.byline", &p, above, 85);
}

/* ---- the dateline: 人民政协网4月4日电（记者 王有强 靳燕 通讯员 朱选举 赵杰）… ---- */

typedef struct people {
    fl_span name[16];
    bool correspondent[16];
    size_t count;
} people;

static bool is_divider(uint32_t c)
{
    return fl_is_space(c) || c == 0x3001 || c == 0xFF0C || c == ',' || c == 0xFF1A || c == ':';
}

/* Reads the names between the brackets; false when something there is no name. */
static bool read_people(const fl_draft *d, fl_span s, people *out)
{
    bool correspondent = false, labelled = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = 0;
        size_t next = fl_utf8_next(s, at, &c);
        if (is_divider(c)) {
            at = next;
            continue;
        }
        fl_span label, rest = fl_span_sub(s, at, s.n);
        if (fl_list_starts(d->words.correspondent_labels, rest, &label)) {
            correspondent = labelled = true;
            at += label.n;
            continue;
        }
        if (fl_list_starts(d->words.reporter_labels, rest, &label)) {
            correspondent = false;
            labelled = true;
            at += label.n;
            continue;
        }
        size_t end = at;
        while (end < s.n && (next = fl_utf8_next(s, end, &c), !is_divider(c))) end = next;
        fl_span name = fl_span_sub(s, at, end);
        if (fl_utf8_count(name) == 1 && end < s.n) { /* a name of two characters set wide */
            next = fl_utf8_next(s, end, &c);
            size_t second = next < s.n ? fl_utf8_next(s, next, &c) : next;
            if (second > next && fl_is_han(c)) end = second;
            name = fl_span_sub(s, at, end);
        }
        if (!labelled || !fl_is_person(d, name) || out->count == 16) return false;
        out->correspondent[out->count] = correspondent;
        out->name[out->count++] = name;
        at = end;
    }
    return out->count > 0;
}

/* The agency in front of `4月4日电`: its name ends in 社 网 报 台, and is not `本报`. */
static bool read_agency(const fl_draft *d, fl_span head, fl_span *agency)
{
    static const char *const ends[] = { "社", "网", "網", "报", "報", "台" };
    if (!fl_list_ends(d->words.dateline_words, head, NULL)) return false;
    size_t at = SIZE_MAX;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t found = fl_span_find(head, fl_span_of(ends[i]), 3);
        if (found < at) at = found;
    }
    if (at == SIZE_MAX || at > 36) return false;
    *agency = fl_span_sub(head, 0, at + 3);
    if (fl_span_starts(*agency, FL_SPAN("本")) || fl_utf8_count(*agency) < 3) return false;
    for (size_t i = 0; i < agency->n; i++)
        if (fl_is_digit((unsigned char)agency->p[i])) return false;
    return true;
}

static void read_dateline(fl_draft *d, size_t part)
{
    fl_span s = fl_part_text(&d->part[part]), agency;
    size_t open = fl_span_find(s, FL_SPAN("（"), 0), ascii = fl_span_find(s, FL_SPAN("("), 0);
    if (ascii < open) open = ascii;
    if (open == SIZE_MAX || open > 120 || open < 6) return;
    size_t width = s.p[open] == '(' ? 1 : 3, from = open + width;
    size_t close = fl_span_find(s, FL_SPAN("）"), from);
    ascii = fl_span_find(s, FL_SPAN(")"), from);
    if (ascii < close) close = ascii;
    if (close == SIZE_MAX || close - open > 240) return;
    people found = { .count = 0 };
    fl_span head = fl_span_trim(fl_span_sub(s, 0, open));
    if (!fl_list_ends(d->words.dateline_words, head, NULL) ||
        !read_people(d, fl_span_sub(s, from, close), &found))
        return;
    if (read_agency(d, head, &agency)) {
        piece p = { part, agency };
        set(d, "source", "meta.dateline", &p, agency, 92);
    }
    set_date(d, part, "meta.dateline", head, 92);
    if (fl_meta_get(d->meta, "reporters") || fl_meta_get(d->meta, "correspondents")) return;
    for (size_t i = 0; i < found.count; i++) {
        const char *key = found.correspondent[i] ? "correspondents" : "reporters";
        piece p = { part, found.name[i] };
        fl_property *property = fl_meta_add(d->arena, d->meta, key, "meta.dateline",
                                            without_gaps(d, found.name[i]), 95);
        if (property->count == 1) place(d, property, &p);
    }
}

void fl_find_properties(fl_draft *d)
{
    enum { DATELINE_PARTS = 4, SIGNATURE_PARTS = 6 };
    if (d->title != SIZE_MAX) {
        piece p = { d->title, fl_part_text(&d->part[d->title]) };
        const fl_property *told = fl_meta_get(d->meta, "title");
        if (told && told->confidence < FL_TOLD) /* what the text says is better */
            place(d, fl_meta_set(d->arena, d->meta, "title", "meta.title", joined(d, d->title), 95),
                  &p);
        set(d, "title", "meta.title", &p, joined(d, d->title), 95);
    }
    for (size_t i = 0; i < d->body; i++) {
        if (d->part[i].role == FL_SUBTITLE) {
            piece p = { i, fl_part_text(&d->part[i]) };
            if (!fl_is_date_line(&d->part[i])) set(d, "subtitle", "meta.subtitle", &p, p.text, 95);
            set_date(d, i, "meta.subtitle", p.text, 95);
            read_occasion(d, i, p.text);
        } else if (d->part[i].role == FL_BYLINE) {
            read_byline(d, i);
        }
    }
    for (size_t i = 0; i < d->body; i++) {
        if (d->part[i].role != FL_PAGE_META) continue;
        read_labels(d, i);
        set_date(d, i, "meta.label", fl_part_text(&d->part[i]), 85);
    }
    for (size_t i = d->body; i < d->count && i < d->body + DATELINE_PARTS; i++)
        if (d->part[i].role == FL_PLAIN) read_dateline(d, i);
    size_t tail = d->count > d->body + SIGNATURE_PARTS ? d->count - SIGNATURE_PARTS : d->body;
    for (size_t i = tail; i < d->count; i++) /* the date below a signature */
        if (d->part[i].role == FL_PLAIN && fl_is_date_line(&d->part[i]))
            set_date(d, i, "meta.signature", fl_part_text(&d->part[i]), 85);
}
