/* read/html/names.c - names are cut into words; words are looked up in sorted tables. */
#include "read/html/names.h"

#include "base/utf8.h"

enum {
    WORD_LONGEST = 48,
    WORDS = 6,
    TEXT = FL_NAME_TEXT,
    NOTE = FL_NAME_NOTE,
    SPARES = FL_NAME_SPARES
};
enum {
    FURNITURE = FL_NAME_FURNITURE,
    COMMENT = FURNITURE | FL_NAME_COMMENT,
    SHARING = FURNITURE | FL_NAME_SHARING,
    CAPTION = FURNITURE | FL_NAME_CAPTION
};

typedef struct row {
    const char *name;
    uint16_t length;
    uint16_t value;
} row;

static const row words[] = {
#define WORD(name, meaning) { name, sizeof(name) - 1, meaning },
#include "data/html/names.inc"
};

_Static_assert(sizeof words / sizeof *words <= FL_NAME_ROWS, "fl_names.row");

static const row containers[] = {
#define CONTAINER(name, weight) { name, sizeof(name) - 1, weight },
#include "data/html/names.inc"
};

static int compare(const row *r, fl_span s)
{
    size_t n = r->length;
    int c = r->name[0] - s.p[0];
    if (!c) c = memcmp(r->name, s.p, n < s.n ? n : s.n);
    return c ? c : n < s.n ? -1 : n > s.n;
}

static const row *find(const row *table, size_t count, fl_span s)
{
    size_t low = 0, high = s.n ? count : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int c = compare(&table[middle], s);
        if (c == 0) return &table[middle];
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Returns what the word says. */
static unsigned take_word(fl_names *n, fl_span s)
{
    const row *r = s.n > 1 ? find(words, sizeof words / sizeof *words, s) : NULL;
    if (!r) return 0;
    if (!(r->value & (FURNITURE | NOTE))) return r->value;
    n->word = r->name;
    n->row = (uint8_t)(r - words);
    return r->value;
}

/* `category-social`, `tag-comments`: what the report is about. */
static bool is_topic(fl_span s)
{
    static const char *const starts[] = { "category-", "tag-", "cat-", "topic-", NULL };
    for (const char *const *start = starts; *start; start++)
        if (fl_span_starts(s, fl_span_of(*start))) return true;
    return false;
}

/* One name: `site-footer`, `siteFooter`. */
static void take_name(fl_names *n, fl_span s)
{
    char whole[WORD_LONGEST];
    size_t length = 0, start = 0, word_start[WORDS] = { 0 }, word_count = 1;
    unsigned says = 0, last = 0;
    bool cut = false;
    for (size_t i = 0; i < s.n; i++) {
        bool letter = fl_is_ascii_alnum((unsigned char)s.p[i]);
        bool capital = s.p[i] >= 'A' && s.p[i] <= 'Z';
        bool after_small = i > 0 && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z';
        if ((!letter || (capital && after_small)) && length > start) {
            says |= last = take_word(n, (fl_span){ whole + start, length - start });
            start = length;
            if (word_count == WORDS)
                memmove(word_start + 1, word_start + 2, (WORDS - 2) * sizeof *word_start);
            else
                word_count++;
            word_start[word_count - 1] = start;
        }
        if (!letter) continue;
        if (length == sizeof whole) { /* too long to be known as a whole: forget what is read */
            memmove(whole, whole + start, length - start);
            length -= start;
            start = 0;
            if (length == sizeof whole) return;
            cut = true;
            word_count = 1;
        }
        whole[length++] = fl_ascii_lower(s.p[i]);
    }
    if (length > start) says |= last = take_word(n, (fl_span){ whole + start, length - start });
    n->says |= last & NOTE ? says & ~(unsigned)TEXT : says; /* the `date` of an `article` */
    /* `ArticlePage-articleBody` is an `articlebody`, too */
    for (size_t k = word_count; k-- > 0 && !(cut && k == 0);) {
        const row *r = find(containers, sizeof containers / sizeof *containers,
                            (fl_span){ whole + word_start[k], length - word_start[k] });
        if (r && r->value > n->container) n->container = r->value;
    }
}

static void take_names(fl_names *n, fl_span value)
{
    for (size_t i = 0, end; i < value.n; i = end + 1) {
        for (end = i; end < value.n && (unsigned char)value.p[end] > ' ';) end++;
        fl_span name = fl_span_sub(value, i, end);
        if (name.n && !is_topic(name)) take_name(n, name);
    }
}

static bool same(fl_span s, const char *name)
{
    size_t n = strlen(name);
    if (s.n != n) return false;
    for (size_t i = 0; i < n; i++)
        if (fl_ascii_lower(s.p[i]) != name[i]) return false;
    return true;
}

/* `display: none` or `visibility: hidden` in a style attribute. */
static bool hides(fl_span style)
{
    static const char *const pairs[] = { "display:none", "visibility:hidden" };
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        size_t at = 0;
        for (size_t i = 0; i < style.n; i++) {
            char c = fl_ascii_lower(style.p[i]);
            if ((unsigned char)c <= ' ') continue;
            at = c == pairs[k][at] ? at + 1 : c == pairs[k][0];
            if (pairs[k][at] == 0) return true;
        }
    }
    return false;
}

fl_names fl_names_of(const fl_page *p, uint32_t i)
{
    fl_names n = { 0, 0, 0, NULL };
    fl_span name, value;
    for (uint32_t at = 0; fl_node_attributes(p, i, &at, &name, &value);) {
        if (same(name, "class") || same(name, "id") || same(name, "role"))
            take_names(&n, value);
        else if (same(name, "itemprop") && same(value, "articlebody"))
            n.container = 2;
        else if (same(name, "hidden"))
            n.says |= FL_NAME_HIDDEN;
        else if (same(name, "style") && hides(value))
            n.says |= FL_NAME_HIDDEN;
    }
    if (n.says & SPARES) n.says &= ~(unsigned)FURNITURE;
    return n;
}
