/* structure/headings.c - a candidate is judged by its neighbours, a style by how often it occurs.
 */
#include "structure/headings.h"

#include <string.h>

#include "base/utf8.h"
#include "structure/captions.h"
#include "structure/parts.h"
#include "structure/title.h"

enum { /* forms of headings without number: fl_style.form */
       FORM_PLAIN = 0,
       FORM_BRACKET = 1,
       FORM_SIGN = 2,
       FORM_TITLE_CASE = 3,
       FORM_QUESTION = 4,
       FORM_CAPITALS = 16,
       FORM_FRAME = 32, /* 附件, Appendix: always at the top */
       FORM_OUTER = 64  /* the first of two neighbours */
};

enum { LONGEST_CJK = 44, LONGEST = 90, MOST_LINES = 4, FULL_LINE = 36 };

static bool same_letters(fl_span a, fl_span b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++) {
        bool letter = (a.p[i] | 0x20) >= 'a' && (a.p[i] | 0x20) <= 'z';
        if (letter ? (a.p[i] | 0x20) != (b.p[i] | 0x20) : a.p[i] != b.p[i]) return false;
    }
    return true;
}

/* Digits of either width, 一 to 十. */
static bool is_number(uint32_t c)
{
    return fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19) || c == 0x4E00 || c == 0x4E8C ||
           c == 0x4E09 || c == 0x56DB || c == 0x4E94 || c == 0x516D || c == 0x4E03 || c == 0x516B ||
           c == 0x4E5D || c == 0x5341;
}

/* 附件 / 附件1 / 附件：… / 名词解释: the word, and nothing behind it but a number, a colon or a
 * bracket. */
static bool is_frame(const fl_draft *d, fl_span s)
{
    fl_span word;
    if (fl_list_has(d->words.frame_words, s)) return true;
    for (size_t i = 0; !d->cjk && i < d->words.frame_words->count; i++)
        if (same_letters(fl_list_word(d->words.frame_words, i), s)) return true;
    if (!d->cjk && fl_list_starts(d->words.frame_words, s, &word) && s.n > word.n + 1 &&
        (s.p[word.n] == '(' ||
         (s.p[word.n] == ' ' && (s.p[word.n + 1] == '<' || s.p[word.n + 1] == '('))))
        return strcmp(d->lang, "ko") ==
               0; /* 부칙 <제18661호, 2021. 12. 28.>, 부칙(정부조직법) <…> */
    if (!d->cjk || !fl_list_starts(d->words.frame_words, s, &word) || s.n == word.n) return false;
    uint32_t c = fl_utf8_at(s, word.n);
    if (c == 0x7B2C) { /* 別表第一（第五条関係） */
        size_t at = word.n + 3, numbers = at;
        while (at < s.n && (c = fl_utf8_at(s, at), is_number(c))) at = fl_utf8_next(s, at, &c);
        return at > numbers && (at == s.n || fl_is_opening(fl_utf8_at(s, at)));
    }
    fl_span rest = fl_span_trim(fl_span_sub(s, word.n, s.n));
    if (fl_is_digit(c) || (c >= 0xFF10 && c <= 0xFF19))
        return fl_utf8_count(rest) <= 2 || word.n >= 6;
    return (c == 0x4E00 || c == 0x4E8C || c == 0x4E09) && fl_utf8_count(rest) <= 1;
}

static unsigned plain_form(const fl_draft *d, const fl_part *p)
{
    fl_span s = fl_part_text(p);
    uint32_t first = fl_utf8_at(s, 0), last = fl_utf8_before(s, s.n);
    if (d->cjk && is_frame(d, s)) return FORM_FRAME;
    if (first == 0x3010 || first == '[' || first == 0x3014) return FORM_BRACKET;
    if (fl_is_symbol(first)) return FORM_SIGN;
    if (last == '?' || last == 0xFF1F) return FORM_QUESTION;
    if (p->flags & FL_LATIN_CAPITALS) return FORM_CAPITALS;
    return p->flags & FL_TITLE_CASE ? FORM_TITLE_CASE : FORM_PLAIN;
}

/* In Latin script a frame keeps its letter case: it may be one of headings that look alike. */
static unsigned form_of(const fl_draft *d, const fl_part *p)
{
    unsigned form = plain_form(d, p);
    return !d->cjk && is_frame(d, fl_part_text(p)) ? form | FORM_FRAME : form;
}

/* ---- one line ---- */

/* More letters than digits: a row of a table is no heading. */
static bool has_words(const fl_draft *d, fl_span s)
{
    size_t letters = 0, digits = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (fl_is_digit(c))
            digits++;
        else
            letters += fl_is_letter(c);
    }
    return letters > 0 && (d->cjk ? digits <= letters : digits * 2 <= letters);
}

/* A sign that only points have, or columns. */
static bool looks_like_point(const fl_draft *d, fl_span s)
{
    fl_marker m[4];
    size_t n = fl_enumerators_match(d->enumerators, s, 0, m, 4);
    for (size_t i = 0; i < n; i++)
        if (d->rows[m[i].row].kind == 'p') return true;
    return fl_span_find(s, FL_SPAN("   "), 0) != SIZE_MAX;
}

/* The whole line leads elsewhere: to an attachment, not to what stands below it. */
static bool is_link(const fl_draft *d, const fl_part *p)
{
    const fl_mark *m = fl_line_marks(d->lines, p->line);
    for (uint32_t i = 0; i < p->line->mark_count; i++)
        if (m[i].kind == FL_MARK_LINK && m[i].from == 0 && m[i].to >= p->line->text.n) return true;
    return false;
}

/* Not a link (`Read the answers »`), a quotation, a person with office and place (`J. Doe, Manager,
 * Leeds City Council`), a short name in capitals of a list. */
static bool looks_like_latin_heading(const fl_part *p)
{
    enum { SHORT_NAME = 5 };
    fl_span s = fl_part_text(p);
    uint32_t first = fl_utf8_at(s, 0), last = fl_utf8_before(s, s.n);
    if (last == 0xBB || last == 0x203A || last == 0x2192) return false;
    if (last == '>' && first != '<') return false;
    if (first == '"' || first == 0x201C || first == ':' || first == 0xAB) return false;
    size_t commas = 0, behind = 0;
    for (size_t at = 0; (at = fl_span_find(s, FL_SPAN(", "), at)) != SIZE_MAX; commas++)
        behind = at += 2;
    if (commas >= 2 && !fl_span_starts(fl_span_sub(s, behind, s.n), FL_SPAN("and "))) return false;
    return !(p->flags & FL_LATIN_CAPITALS) || p->chars > SHORT_NAME;
}

/* `[2] Author: Title` */
static bool is_reference(fl_span s)
{
    return s.n > 2 && s.p[0] == '[' && fl_is_digit((unsigned char)s.p[1]);
}

/* `来源：…`, `Translator: A. Smith` */
static bool is_labelled(const fl_draft *d, fl_span s)
{
    fl_span value;
    return fl_is_note_label(d, s) || fl_find_label(d, d->words.label_author, s, &value) ||
           fl_find_label(d, d->words.label_editor, s, &value) ||
           fl_find_label(d, d->words.label_source, s, &value);
}

/* Could the line by itself be a heading? */
static bool is_open_line(const fl_draft *d, const fl_part *p)
{
    bool marked = p->line->hints & (FL_HINT_HEADING | FL_HINT_STRONG);
    fl_span s = fl_part_text(p);
    if (p->role == FL_PLAIN && d->lang[0] == 'k' && p->chars <= 60 && is_frame(d, s)) return true;
    if (p->role != FL_PLAIN || !(p->flags & FL_ALONE) || !has_words(d, s)) return false;
    if (p->flags & FL_SPOKEN) return false;
    if (p->line->hints & FL_HINT_HEADING) return true;
    if (is_link(d, p)) return false;
    if (p->chars < 2 || p->chars > (d->cjk ? LONGEST_CJK : LONGEST)) return false;
    if (p->flags & FL_ENDS) { /* a question, of which there are more: see drop_lonely */
        uint32_t last = fl_utf8_before(s, s.n);
        if (last != '?' && last != 0xFF1F) return false;
    }
    if (p->flags & FL_ENDS_COLON) return false;
    uint32_t first = fl_utf8_at(s, 0);
    if (first >= 'a' && first <= 'z') return false;
    if (!d->cjk && !marked && !looks_like_latin_heading(p)) return false;
    if (looks_like_point(d, s) || fl_list_has(d->words.contents_words, s)) return false;
    if (!marked && (is_reference(s) || is_labelled(d, s))) return false;
    if (!marked && (first == '(' || first == 0xFF08)) return false; /* （目的） above an article */
    if (fl_part_set_in(d, p)) return marked;
    return marked || first < '0' || first > '9' || d->cjk;
}

static bool looks_like_one(const fl_part *p)
{
    return p->role == FL_PLAIN && (p->flags & FL_OPEN_LINE);
}

/* Does the text before the line come to an end there? */
static bool is_open_before(const fl_draft *d, size_t at)
{
    if (at == 0) return false;
    const fl_part *before = &d->part[at - 1];
    switch (before->role) {
    case FL_PLAIN:
    case FL_POINT:
    case FL_SECTION:
    case FL_ARTICLE:
        break;
    default:
        return false;
    }
    if (before->flags & (FL_ENDS | FL_ENDS_COLON | FL_ENDS_SEMICOLON)) return false;
    const fl_part *p = &d->part[at]; /* a blank line ends text in Latin script, also where its full
                                        stop is missing */
    if (!d->cjk &&
        (p->line->hints & (FL_HINT_BLANK_BEFORE | FL_HINT_CUT)) == FL_HINT_BLANK_BEFORE &&
        !(before->flags & FL_ENDS_COMMA))
        return false;
    return before->chars > LONGEST_CJK || (before->flags & FL_ENDS_COMMA);
}

/* Is there something below for it to head? */
static bool has_text_below(const fl_draft *d, size_t at)
{
    if (at >= d->count) return false;
    const fl_part *p = &d->part[at];
    switch (p->role) {
    case FL_HEAD:
    case FL_SECTION:
    case FL_POINT:
    case FL_ARTICLE:
    case FL_KEPT:
    case FL_CAPTION:
    case FL_SALUTATION:
        return true;
    case FL_PLAIN:
        return p->chars > LONGEST_CJK || (p->flags & (FL_ENDS | FL_ENDS_COLON)) ||
               p->sentence < p->line->text.n;
    default:
        return false;
    }
}

/* ---- runs of candidates ---- */

typedef struct run {
    size_t first, count;
} run;

/* The candidates that stand together from `at` on; in Latin script lines of one heading have no
 * blank between them. */
static run run_at(const fl_draft *d, size_t at)
{
    run r = { at, 0 };
    while (at + r.count < d->count && looks_like_one(&d->part[at + r.count])) {
        const fl_part *p = &d->part[at + r.count];
        if (r.count && fl_part_markup(p) != fl_part_markup(&d->part[at])) break;
        if (r.count && form_of(d, p) & FORM_FRAME) break;
        r.count++;
        if (form_of(d, p) & FORM_FRAME) break;
    }
    bool sure = d->outlined && d->part[at].line->hints & FL_HINT_HEADING;
    if (r.count && !sure && is_open_before(d, r.first)) r.count = 0;
    return r;
}

static bool stands_free(const fl_draft *d, const run *r)
{
    const fl_part *p = &d->part[r->first];
    if (p->line->hints & FL_HINT_HEADING || form_of(d, p) & FORM_FRAME) return true;
    if (!has_text_below(d, r->first + r->count)) return false;
    if (d->cjk) return true;
    return (p->line->hints & FL_HINT_BLANK_BEFORE) || r->first == 0 ||
           d->part[r->first - 1].role != FL_PLAIN || (d->part[r->first - 1].flags & FL_ENDS);
}

typedef struct habits {
    uint32_t singles, pairs;       /* runs of one line, of two */
    uint32_t set_off, not_set_off; /* single lines with a blank line above, and without */
} habits;

/* Do headings with and without a blank line above them stand for two levels? */
static bool has_tiers(const habits *h) { return h->set_off >= 1 && h->not_set_off >= 2; }

/* Does the line go on with the heading above it, as Latin headings do without a blank line? */
static bool goes_on(const fl_draft *d, size_t at, const habits *h)
{
    const fl_part *p = &d->part[at], *above = &d->part[at - 1];
    if (d->cjk)
        return fl_part_markup(above) == 0 && fl_hangs_on(d, fl_part_text(above), fl_part_text(p));
    if (p->line->hints & FL_HINT_BLANK_BEFORE ||
        (form_of(d, p) | FORM_FRAME) != (form_of(d, above) | FORM_FRAME))
        return false;
    if (fl_hangs_on(d, fl_part_text(above), fl_part_text(p))) return true;
    return above->chars >= FULL_LINE ||
           ((above->line->hints & FL_HINT_BLANK_BEFORE) && !has_tiers(h));
}

static habits count_runs(const fl_draft *d)
{
    habits h = { 0, 0, 0, 0 };
    for (size_t i = d->body; i < d->count;) {
        run r = run_at(d, i);
        if (!r.count) {
            i++;
            continue;
        }
        if (stands_free(d, &r)) {
            bool set_off = d->part[r.first].line->hints & FL_HINT_BLANK_BEFORE;
            h.singles += r.count == 1;
            h.set_off += r.count == 1 && set_off;
            h.not_set_off += r.count == 1 && !set_off;
            h.pairs += r.count == 2 && !goes_on(d, r.first + 1, &h);
        }
        i += r.count;
    }
    return h;
}

static void make_head(fl_draft *d, size_t at, unsigned form)
{
    fl_part *p = &d->part[at];
    unsigned rank = form & FORM_FRAME                     ? 1
                    : form & (FORM_OUTER | FORM_CAPITALS) ? 2
                    : form == FORM_TITLE_CASE             ? 3
                                                          : 4;
    p->style = fl_draft_style(d, UINT16_MAX, fl_part_markup(p), form, rank);
    p->role = FL_HEAD;
    if (p->style) d->style[p->style].heads++;
}

static void take_run(fl_draft *d, const run *r, const habits *h)
{
    bool two_lines = d->cjk && h->pairs >= 2 && h->singles * 2 <= h->pairs;
    bool marked = fl_part_markup(&d->part[r->first]) != 0;
    if (r->count == 2 && two_lines) {
        make_head(d, r->first, form_of(d, &d->part[r->first]));
        d->part[r->first + 1].role = FL_MORE;
        return;
    }
    if (r->count > (d->cjk ? 2u : MOST_LINES) && !marked)
        return; /* a list of names, a table, verse */
    if (r->count == 2 && d->cjk && !marked && h->singles == 0) return;
    size_t lines = 0;
    for (size_t i = r->first; i < r->first + r->count; i++) {
        bool more = i > r->first && lines < MOST_LINES && goes_on(d, i, h);
        lines = more ? lines + 1 : 1;
        bool outer = i + 1 < r->first + r->count && !goes_on(d, i + 1, h) && !more &&
                     form_of(d, &d->part[i]) == form_of(d, &d->part[i + 1]);
        if (!d->cjk && has_tiers(h)) outer = d->part[i].line->hints & FL_HINT_BLANK_BEFORE;
        if (more)
            d->part[i].role = FL_MORE;
        else
            make_head(d, i, form_of(d, &d->part[i]) | (outer && !marked ? FORM_OUTER : 0u));
    }
}

static void take_back(fl_draft *d, size_t at)
{
    d->part[at].role = FL_PLAIN;
    d->part[at].style = 0;
    for (size_t k = at + 1; k < d->count && d->part[k].role == FL_MORE; k++)
        d->part[k].role = FL_PLAIN;
}

/* A style without number that occurs once proves nothing, unless the source marked it or the word
 * is known. */
static void drop_lonely(fl_draft *d)
{
    enum { FEW = 3 };
    uint32_t all = 0, alike[FORM_FRAME] = { 0 }; /* in all, and of each form in either rank */
    for (size_t i = 1; i < d->style_count; i++) {
        if (d->style[i].row != UINT16_MAX) continue;
        all += d->style[i].heads;
        alike[d->style[i].form % FORM_FRAME] += d->style[i].heads;
    }
    for (size_t i = d->body; i < d->count; i++) {
        fl_part *p = &d->part[i];
        if (p->role != FL_HEAD || p->segment) continue;
        fl_style *s = &d->style[p->style];
        if ((s->form & FORM_OUTER) && s->heads < 2) { /* two neighbours once are no second level */
            p->style = fl_draft_style(d, UINT16_MAX, s->markup, s->form & ~(unsigned)FORM_OUTER,
                                      s->rank);
            s = &d->style[p->style];
            s->heads++;
        }
        if (s->form % FORM_FRAME == FORM_QUESTION && !s->markup &&
            alike[FORM_QUESTION] < FEW) { /* one in a speech is none */
            take_back(d, i);
            continue;
        }
        bool single = d->cjk ? all < 2 : alike[s->form % FORM_FRAME] < 2 && all < FEW;
        if (!single || s->markup || (s->form & FORM_FRAME)) continue;
        take_back(d, i);
    }
}

/* A word such as Background among headings that look like it is one of them, unless others are
 * numbered. */
static void fold_frames(fl_draft *d)
{
    uint32_t alike[FORM_FRAME] = { 0 };
    if (d->cjk) return;
    for (size_t i = d->body; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (p->role != FL_HEAD) continue;
        if (p->segment) return;
        const fl_style *s = &d->style[p->style];
        if (!(s->form & FORM_FRAME)) alike[s->form % FORM_FRAME]++;
    }
    for (size_t i = d->body; i < d->count; i++) {
        fl_part *p = &d->part[i];
        if (p->role != FL_HEAD || !(d->style[p->style].form & FORM_FRAME)) continue;
        unsigned form = d->style[p->style].form & ~(unsigned)FORM_FRAME;
        if (alike[form % FORM_FRAME]) make_head(d, i, form);
    }
}

/* ---- the second line of a numbered heading ---- */

static bool has_second_line(const fl_draft *d, size_t at)
{
    if (at + 1 >= d->count || d->part[at].role != FL_HEAD || d->part[at].flags & FL_ENDS)
        return false;
    uint32_t first = fl_utf8_at(fl_part_text(&d->part[at + 1]), 0);
    if (first == '(' || first == 0xFF08) return false; /* what an article is about */
    run r = run_at(d, at + 1);
    return r.count == 1 && has_text_below(d, at + 2) &&
           fl_part_markup(&d->part[at]) == fl_part_markup(&d->part[at + 1]);
}

/* When most headings of a numbered style are followed by one short line, that line belongs to them.
 */
static void take_second_lines(fl_draft *d)
{
    uint32_t with[FL_STYLES] = { 0 }, heads[FL_STYLES] = { 0 }, elsewhere = 0;
    for (size_t i = d->body; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (p->role == FL_HEAD) {
            heads[p->style]++;
            with[p->style] += has_second_line(d, i);
        } else if (looks_like_one(p) && i > 0 && d->part[i - 1].role != FL_HEAD) {
            bool single = !looks_like_one(&d->part[i - 1]) &&
                          (i + 1 == d->count || !looks_like_one(&d->part[i + 1]));
            elsewhere += single && !is_open_before(d, i) && has_text_below(d, i + 1);
        }
    }
    for (size_t i = d->body; i < d->count; i++) {
        uint8_t s = d->part[i].style;
        if (d->part[i].role != FL_HEAD || with[s] < 2 || with[s] * 5 < heads[s] * 3 ||
            elsewhere > with[s] / 2)
            continue;
        if (has_second_line(d, i)) d->part[i + 1].role = FL_MORE;
    }
}

/* Does the Markdown have an outline of its own? The first heading is of the first two levels, none
 * of the others is the title, and none is left out between two. Then lines that are not marked are
 * text. */
static bool is_outlined(const fl_draft *d)
{
    size_t headings = 0;
    unsigned above = 1;
    if (!d->lines->marked || d->lines->layer) return false;
    for (size_t i = 0; i < d->count; i++) {
        const fl_part *p = &d->part[i];
        if (!(p->line->hints & FL_HINT_HEADING)) continue;
        if (p->line->level > above + 1 || (headings && p->line->level == 1)) return false;
        above = p->line->level;
        headings++;
    }
    return headings >= 3;
}

static bool has_marker(const fl_draft *d, fl_span s)
{
    fl_marker m;
    return fl_enumerators_match(d->enumerators, s, 0, &m, 1) > 0;
}

/* Between two articles a line without number heads nothing but the next of them: it belongs to the
 * first one. In Japanese laws that holds everywhere (`一から四まで　略`). */
static void close_articles(fl_draft *d)
{
    bool ja = strcmp(d->lang, "ja") == 0;
    size_t end = 0, count = 0; /* the next article; how many there are */
    for (size_t i = 0; i < d->count && count < 2; i++) count += d->part[i].role == FL_ARTICLE;
    for (size_t i = 0; i + 1 < d->count && count == 2; i++) {
        fl_part *p = &d->part[i], *next = p + 1;
        if (p->role == FL_ARTICLE) end = p->next;
        if (p->role == FL_HEAD || i >= end) end = 0;
        bool heads = next->role == FL_ARTICLE ||
                     (next->role == FL_HEAD && !(ja && has_marker(d, fl_part_text(p))));
        if (i + 2 < d->count && (next + 1)->role == FL_ARTICLE && next->role == FL_PLAIN)
            heads |= fl_hangs_on(d, fl_part_text(p), fl_part_text(next));
        if ((end || ja) && !heads && !fl_part_markup(p) && !(form_of(d, p) & FORM_FRAME))
            p->flags &= (uint16_t)~FL_OPEN_LINE;
    }
}

/* On printed pages with many numbered headings, short lines without number are cells of tables,
 * labels of figures and ends of lines. */
static void close_pages(fl_draft *d)
{
    enum { PAGES = 3, NUMBERED = 20 };
    size_t cuts = 0, numbered = 0;
    for (size_t i = 0; i < d->count; i++) {
        cuts += (d->part[i].line->hints & FL_HINT_CUT) != 0;
        numbered += d->part[i].role == FL_HEAD && d->part[i].segment;
    }
    if (cuts < PAGES || numbered < NUMBERED) return;
    for (size_t i = d->body; i < d->count; i++) {
        fl_part *p = &d->part[i];
        unsigned form = p->flags & FL_OPEN_LINE ? form_of(d, p) : 0u;
        if (!(form & FORM_FRAME) && form != FORM_BRACKET && !fl_part_markup(p))
            p->flags &= (uint16_t)~FL_OPEN_LINE;
    }
}

void fl_find_headings(fl_draft *d)
{
    d->outlined = is_outlined(d);
    for (size_t i = d->body; i < d->count; i++)
        if (is_open_line(d, &d->part[i]) && (!d->outlined || fl_part_markup(&d->part[i])))
            d->part[i].flags |= FL_OPEN_LINE;
    if (d->cjk) close_pages(d);
    if (d->cjk) close_articles(d);
    take_second_lines(d);
    habits h = count_runs(d);
    for (size_t i = d->body; i < d->count;) {
        run r = run_at(d, i);
        if (r.count && stands_free(d, &r)) take_run(d, &r, &h);
        i += r.count ? r.count : 1;
    }
    drop_lonely(d);
    fold_frames(d);
}
