/* write/inlines.c - pieces come in a row; tags are opened and closed where styles change. */
#include "write/inlines.h"

#include "base/template.h"
#include "base/utf8.h"
#include "commonmark/address.h"

/* ---- addresses ---- */

static bool is_hex(char c)
{
    return fl_is_digit((unsigned char)c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Bytes that may stand behind the host as they are; `%` where two digits follow, `#` once. */
static bool may_stand(fl_span s, size_t at, bool fragment)
{
    unsigned char c = (unsigned char)s.p[at];
    if (fl_is_ascii_alnum(c)) return true;
    if (c == '%') return at + 2 < s.n && is_hex(s.p[at + 1]) && is_hex(s.p[at + 2]);
    if (c == '#') return !fragment;
    return c && strchr("-._~:/?@!$&'()*+,;=", c) != NULL;
}

/* Where the host of `https://…` and its port end; SIZE_MAX when they are none. */
static size_t host_end(fl_span s, size_t at)
{
    size_t from = at;
    while (at < s.n &&
           ((unsigned char)s.p[at] >= 0x80 || fl_is_ascii_alnum((unsigned char)s.p[at]) ||
            s.p[at] == '-' || s.p[at] == '.'))
        at++;
    if (at == from || s.p[from] == '.' || s.p[from] == '-' || s.p[at - 1] == '-') return SIZE_MAX;
    if (fl_span_find(fl_span_sub(s, from, at), FL_SPAN(".."), 0) != SIZE_MAX) return SIZE_MAX;
    if (at < s.n && s.p[at] == ':') {
        size_t port = ++at;
        while (at < s.n && fl_is_digit((unsigned char)s.p[at])) at++;
        if (at == port || at - port > 5) return SIZE_MAX;
    }
    return at == s.n || strchr("/?#", s.p[at]) ? at : SIZE_MAX;
}

/* Where the host ends: schemes that have one must have one, as must an address that starts with
 * `//`. SIZE_MAX when it is not sound, 0 when there is none. */
static size_t end_of_host(fl_span s)
{
    static const char *const schemes[] = { "http:", "https:", "ftp:" };
    size_t behind = 0;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes && !behind; i++) {
        size_t n = strlen(schemes[i]), k = 0;
        while (k < n && k < s.n && (s.p[k] | 0x20) == (schemes[i][k] | 0x20)) k++;
        if (k == n) behind = n;
    }
    bool slashes = fl_span_starts(fl_span_sub(s, behind, s.n), FL_SPAN("//"));
    if (behind && !slashes) return SIZE_MAX;
    return slashes ? host_end(s, behind + 2) : 0;
}

bool fl_html_address(fl_buf *out, fl_span address)
{
    fl_span s = fl_span_trim(fl_address_clean(out->arena, address));
    size_t host = end_of_host(s);
    if (!fl_address_allowed(s) || host == SIZE_MAX) return false;
    bool fragment = false;
    fl_buf_span(out, fl_span_sub(s, 0, host));
    for (size_t i = host; i < s.n; i++) {
        if (!may_stand(s, i, fragment)) {
            fl_buf_format(out, "%%%02X", (unsigned)(unsigned char)s.p[i]);
            continue;
        }
        fragment = fragment || s.p[i] == '#';
        fl_escape_html(out, fl_span_sub(s, i, i + 1));
    }
    return true;
}

/* ---- pieces ---- */

static void write_title(fl_buf *out, fl_span title)
{
    title = fl_span_trim(fl_normal_text(out->arena, title));
    if (title.n == 0) return;
    fl_buf_text(out, " title=\"");
    fl_escape_html(out, title);
    fl_buf_byte(out, '"');
}

static void write_image(fl_buf *out, const fl_piece *p)
{
    size_t before = out->n;
    fl_buf_text(out, "<img src=\"");
    if (p->target.n == 0 || !fl_html_address(out, p->target)) {
        out->n = before;
        fl_escape_html(out, p->text);
        return;
    }
    fl_buf_text(out, "\" alt=\"");
    fl_escape_html(out, p->text);
    fl_buf_byte(out, '"');
    write_title(out, p->title);
    fl_buf_byte(out, '>');
}

static void write_piece(fl_buf *out, const fl_piece *p)
{
    switch (p->kind) {
    case FL_LINE_BREAK:
        fl_buf_text(out, "<br>\n");
        break;
    case FL_IMAGE:
        write_image(out, p);
        break;
    case FL_CODE:
        fl_buf_text(out, "<code>");
        fl_escape_html(out, p->text);
        fl_buf_text(out, "</code>");
        break;
    default:
        fl_escape_html(out, p->text);
        break;
    }
}

/* What is open: a link around emphasis around strong. */
typedef struct open {
    const fl_inline *link;
    bool anchor; /* the link has an address that can be written */
    bool emph, strong;
} open;

static void close_styles(fl_buf *out, open *o, const fl_piece *next)
{
    bool link = !next || o->link != next->link, emph = link || o->emph != next->emph;
    if (o->strong && (emph || !next->strong)) {
        fl_buf_text(out, "</strong>");
        o->strong = false;
    }
    if (o->emph && emph) {
        fl_buf_text(out, "</em>");
        o->emph = false;
    }
    if (!o->link || !link) return;
    if (o->anchor) fl_buf_text(out, "</a>");
    o->link = NULL;
}

static void open_styles(fl_buf *out, open *o, const fl_piece *p)
{
    if (p->link && !o->link) {
        size_t before = out->n;
        fl_buf_text(out, "<a href=\"");
        o->anchor = fl_html_address(out, p->link->target);
        if (o->anchor) {
            fl_buf_byte(out, '"');
            write_title(out, p->link->text);
            fl_buf_byte(out, '>');
        } else {
            out->n = before;
        }
        o->link = p->link;
    }
    if (p->emph && !o->emph) fl_buf_text(out, "<em>");
    if (p->strong && !o->strong) fl_buf_text(out, "<strong>");
    o->emph = p->emph;
    o->strong = p->strong;
}

void fl_html_pieces(fl_buf *out, const fl_pieces *p)
{
    open o = { NULL, false, false, false };
    for (size_t i = 0; i < p->count; i++) {
        close_styles(out, &o, &p->item[i]);
        open_styles(out, &o, &p->item[i]);
        write_piece(out, &p->item[i]);
    }
    close_styles(out, &o, NULL);
}
