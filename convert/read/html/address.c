/* read/html/address.c - an address is cut into its parts and put together again. */
#include "read/html/address.h"

typedef struct parts {
    fl_span scheme, authority, path, query; /* with their delimiters; a fragment is in `query` */
} parts;

static size_t until(fl_span s, size_t at, const char *stop)
{
    while (at < s.n && !strchr(stop, s.p[at])) at++;
    return at;
}

static size_t scheme_end(fl_span s)
{
    size_t i = 0;
    while (i < s.n && ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') ||
                       (i && ((s.p[i] >= '0' && s.p[i] <= '9') || strchr("+-.", s.p[i])))))
        i++;
    return i && i < s.n && s.p[i] == ':' ? i + 1 : 0;
}

static parts parts_of(fl_span s)
{
    parts p;
    size_t at = scheme_end(s), end = at;
    p.scheme = fl_span_sub(s, 0, at);
    if (fl_span_starts(fl_span_sub(s, at, s.n), FL_SPAN("//"))) end = until(s, at + 2, "/?#");
    p.authority = fl_span_sub(s, at, end);
    size_t path = until(s, end, "?#");
    p.path = fl_span_sub(s, end, path);
    p.query = fl_span_sub(s, path, s.n);
    return p;
}

/* Appends a path without its `.` and `..` (RFC 3986, section 5.2.4); `root` is where it begins. */
static void add_path(fl_buf *out, fl_span path)
{
    size_t root = out->n;
    for (size_t at = 0; at < path.n;) {
        size_t end = at + 1;
        while (end < path.n && path.p[end] != '/') end++;
        fl_span part = fl_span_sub(path, at, end); /* `/name` */
        bool last = end == path.n;
        if (fl_span_equal(part, FL_SPAN("/.."))) {
            while (out->n > root && out->p[out->n - 1] != '/') out->n--;
            if (out->n > root) out->n--;
            if (last) fl_buf_byte(out, '/');
        } else if (fl_span_equal(part, FL_SPAN("/."))) {
            if (last) fl_buf_byte(out, '/');
        } else {
            fl_buf_span(out, part);
        }
        at = end;
    }
}

/* Without white space at its ends and line ends and tabs inside. */
static fl_span tidy(fl_arena *a, fl_span s)
{
    while (s.n && (unsigned char)s.p[0] <= ' ') s = fl_span_sub(s, 1, s.n);
    while (s.n && (unsigned char)s.p[s.n - 1] <= ' ') s.n--;
    size_t bad = 0;
    for (size_t i = 0; i < s.n; i++) bad += s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\t';
    if (!bad) return s;
    fl_buf out = fl_buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '\t') fl_buf_byte(&out, s.p[i]);
    return fl_buf_view(&out);
}

fl_span fl_address_resolve(fl_arena *a, fl_span base, fl_span address)
{
    address = tidy(a, address);
    parts b = parts_of(base), r = parts_of(address);
    if (r.scheme.n || !b.scheme.n || !b.authority.n || !address.n || address.p[0] == '#')
        return address;
    fl_buf out = fl_buf_new(a, base.n + address.n + 2);
    fl_buf_span(&out, b.scheme);
    if (r.authority.n) {
        fl_buf_span(&out, address);
        return fl_buf_view(&out);
    }
    fl_buf_span(&out, b.authority);
    if (!r.path.n) {
        fl_buf_span(&out, b.path);
        fl_buf_span(&out, r.query);
        return fl_buf_view(&out);
    }
    fl_buf path = fl_buf_new(a, base.n + address.n + 2);
    if (r.path.p[0] != '/') {
        size_t folder = b.path.n;
        while (folder && b.path.p[folder - 1] != '/') folder--;
        fl_buf_span(&path, fl_span_sub(b.path, 0, folder));
        if (!folder) fl_buf_byte(&path, '/');
    }
    fl_buf_span(&path, r.path);
    add_path(&out, fl_buf_view(&path));
    fl_buf_span(&out, r.query);
    return fl_buf_view(&out);
}

bool fl_address_is_document(fl_span address)
{
    static const char *const kinds[] = { ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx",
                                         ".wps", ".ofd", ".zip",  ".rar", ".odt",  ".ods" };
    size_t n = 0, dot = SIZE_MAX;
    for (; n < address.n && address.p[n] != '?' && address.p[n] != '#'; n++)
        if (address.p[n] == '.') dot = n;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && dot < n; k++) {
        size_t at = 0;
        while (dot + at < n && kinds[k][at] == (address.p[dot + at] | (at ? 0x20 : 0))) at++;
        if (dot + at == n && !kinds[k][at]) return true;
    }
    return false;
}
