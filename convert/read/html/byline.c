/* read/html/byline.c - a line is cut into words; each has to be a role, a name, or both. */
#include "read/html/byline.h"

#include "base/utf8.h"

enum { WORDS = 16, LONGEST = 240 };

static const char *const roles[] = {
#define ROLE(text) text,
#include "data/html/meta.inc"
};

typedef struct word {
    fl_span text;
    bool labels; /* a slash or a colon stands behind it */
} word;

/* ---- Chinese ---- */

static bool is_gap(uint32_t c)
{
    return fl_is_space(c) || c == 0xA0 || c == ',' || c == ';' || c == 0xFF0C || c == 0xFF1B ||
           c == 0x3001 || c == '&' || c == 0x30FB;
}

static bool is_label_end(uint32_t c)
{
    return c == '/' || c == 0xFF0F || c == ':' || c == 0xFF1A || c == '|' || c == 0xFF5C;
}

/* Han characters of a name or a role; 0 when there is anything else in it. */
static unsigned count_han(fl_span s)
{
    unsigned n = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (fl_is_han(c))
            n++;
        else if (c != 0xB7)
            return 0;
    }
    return n;
}

static fl_span without_brackets(fl_span s)
{
    static const char *const pairs[][2] = { { "(", ")" },   { "（", "）" }, { "[", "]" },
                                            { "【", "】" }, { "■", "" },    { "□", "" },
                                            { "●", "" },    { "◎", "" },    { "-", "" } };
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        fl_span open = fl_span_of(pairs[k][0]), close = fl_span_of(pairs[k][1]);
        if (s.n > open.n + close.n && fl_span_starts(s, open) && fl_span_ends(s, close))
            s = fl_span_trim(fl_span_sub(s, open.n, s.n - close.n));
    }
    return s;
}

/* 0 when there are too many. */
static size_t cut(fl_span s, word *out)
{
    size_t count = 0, start = 0;
    for (size_t at = 0, next; at <= s.n; at = next) {
        uint32_t c = ' ';
        next = at < s.n ? fl_utf8_next(s, at, &c) : at + 1;
        bool label = is_label_end(c);
        if (!label && !is_gap(c)) continue;
        if (at > start) {
            if (count == WORDS) return 0;
            out[count++] = (word){ fl_span_sub(s, start, at), label };
        }
        start = next;
    }
    return count;
}

/* A known surname and one or two characters, or the name of a foreigner with a dot. */
static bool is_person(const fl_packs *packs, fl_span s)
{
    unsigned han = count_han(s);
    if (fl_span_find(s, FL_SPAN("·"), 0) != SIZE_MAX) return han >= 3;
    if (fl_list_starts(fl_packs_list(packs, "zh", "double_surnames"), s, NULL))
        return han == 3 || han == 4;
    if (han != 2 && han != 3) return false;
    uint32_t c;
    fl_span first = fl_span_sub(s, 0, fl_utf8_next(s, 0, &c));
    const fl_list *surnames = fl_packs_list(packs, "zh", "surnames");
    for (size_t i = 0; i < surnames->count; i++)
        if (fl_span_find(fl_list_word(surnames, i), first, 0) != SIZE_MAX) return true;
    return false;
}

static bool is_name(fl_span s)
{
    unsigned han = count_han(s);
    return han >= 2 && han <= (fl_span_find(s, FL_SPAN("·"), 0) == SIZE_MAX ? 4 : 12);
}

/* True when it is a role, perhaps with the name of the paper before it; *name: what stands behind
 * the role. */
static bool read_role(fl_span s, fl_span *name)
{
    enum { PAPER = 30 }; /* bytes */
    *name = (fl_span){ s.p, 0 };
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++) {
        fl_span role = fl_span_of(roles[k]);
        if (fl_span_equal(s, role)) return true;
        size_t at = role.n > 3 ? fl_span_find(s, role, 0) : SIZE_MAX;
        if (at == SIZE_MAX || at > PAPER) continue;
        *name = fl_span_sub(s, at + role.n, s.n);
        return true;
    }
    return false;
}

static void add_name(fl_buf *out, fl_span name)
{
    if (out->n) fl_buf_byte(out, ' ');
    fl_buf_span(out, name);
}

static bool read_han(fl_arena *a, const fl_packs *packs, fl_span s, fl_byline *out)
{
    word words[WORDS];
    size_t count = cut(s, words), persons = 0, plain = 0;
    fl_buf names = fl_buf_new(a, 64), before = fl_buf_new(a, 64);
    bool role = false;
    out->labelled = false;
    for (size_t i = 0; i < count; i++) {
        fl_span w = words[i].text, name;
        bool has_role = read_role(w, &name);
        if (has_role && (!name.n || is_person(packs, name))) {
            role = true;
            out->labelled = out->labelled || (words[i].labels && !name.n);
            if (name.n) add_name(&names, name);
            persons += name.n > 0;
            continue;
        }
        bool paper = i == 0 && count > 1 && read_role(words[1].text, &name);
        if (role && persons && fl_span_ends(w, FL_SPAN("报道"))) continue; /* from where */
        if (!paper && !is_name(w)) return false;
        if (paper && !is_person(packs, w)) continue;
        persons += is_person(packs, w);
        plain++;
        add_name(role ? &names : &before, w);
    }
    out->bare = !role;
    out->names = fl_buf_view(names.n ? &names : &before);
    if (!out->names.n) return false;
    return role ? persons || out->labelled : plain <= 4 && persons == plain;
}

/* ---- English ---- */

static bool is_small_word(fl_span s)
{
    static const char *const words[] = { "and", "for", "of",  "the", "in",  "de",
                                         "la",  "van", "von", "du",  "der", "&" };
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (fl_span_equal(s, fl_span_of(words[k]))) return true;
    return false;
}

/* `By Anna Miller`, `by Reuters`; what stands behind ` on ` or a bar is when. */
static bool read_by(fl_span s, fl_byline *out)
{
    enum { MOST = 12 };
    static const char *const ends[] = { " on ", " | ", " - ", " • ", " – " };
    bool by = s.n > 5 && (s.p[0] == 'B' || s.p[0] == 'b') && (s.p[1] | 0x20) == 'y' &&
              (s.p[2] == ' ' || s.p[2] == ':');
    if (!by) return false;
    s = fl_span_trim(fl_span_sub(s, 3, s.n));
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        size_t at = fl_span_find(s, fl_span_of(ends[k]), 0);
        if (at != SIZE_MAX) s = fl_span_sub(s, 0, at);
    }
    size_t words = 0;
    for (size_t at = 0, end; at < s.n; at = end + 1) {
        for (end = at; end < s.n && s.p[end] != ' ';) end++;
        fl_span w = fl_span_sub(s, at, end);
        if (w.n == 0 || is_small_word(w)) continue;
        unsigned char c = (unsigned char)w.p[0];
        if (!(c >= 'A' && c <= 'Z') && c < 0xC0) return false;
        if (++words > MOST || w.p[w.n - 1] == ':' || w.p[w.n - 1] == '?') return false;
    }
    out->names = s;
    out->bare = out->labelled = false;
    return words > 0;
}

bool fl_byline_read(fl_arena *a, const fl_packs *packs, fl_span s, fl_byline *out)
{
    if (s.n == 0 || s.n > LONGEST) return false;
    if (read_by(s, out)) return true;
    return read_han(a, packs, without_brackets(s), out);
}
