/* site/images.c */
#include "site/images.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/error.h"

enum { LONGEST_PATH = 4096, MOST_BYTES = 64 << 20 };

static const char *const suffixes[] = { ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp" };

/* ---- addresses ---- */

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The path that an address in an attribute means; false: it is none, or leads out of the folder. */
static bool path_of(fl_span address, char out[LONGEST_PATH])
{
    size_t n = 0;
    for (size_t i = 0; i < address.n; i++) {
        char c = address.p[i];
        fl_span rest = fl_span_sub(address, i, address.n);
        if (c == '?' || c == '#') break;
        if (fl_span_starts(rest, FL_SPAN("&amp;"))) {
            i += 4;
        } else if (c == '%' && rest.n > 2 && hex(rest.p[1]) >= 0 && hex(rest.p[2]) >= 0) {
            c = (char)(hex(rest.p[1]) * 16 + hex(rest.p[2]));
            i += 2;
        }
        if (n + 1 >= LONGEST_PATH || (unsigned char)c < 0x20 || c == ':' || c == '\\') return false;
        out[n++] = c;
    }
    out[n] = '\0';
    if (n == 0 || out[0] == '/') return false;
    for (size_t at = 0; out[at];) {
        size_t part = strcspn(out + at, "/");
        if (part == 0 || out[at] == '.') return false; /* empty, hidden, . and .. */
        at += part + (out[at + part] == '/');
    }
    return true;
}

static const char *suffix_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof suffixes / sizeof *suffixes; i++)
        if (strcasecmp(dot, suffixes[i]) == 0) return dot;
    return NULL;
}

/* ---- copying ---- */

static void say(fl_passage *p, const char *path, const char *why)
{
    char what[300];
    const fl_site_say *s = &p->build->site->say;
    (void)snprintf(what, sizeof what, "the picture '%.200s' is not copied: %s", path, why);
    s->note(s->context, p->input->path, "warning", what);
}

/* Where it lies: beside the input, and no link. */
static bool find_picture(fl_passage *p, const char *path, char out[LONGEST_PATH])
{
    const char *slash = strrchr(p->input->path, '/');
    int n = snprintf(out, LONGEST_PATH, "%.*s%s", slash ? (int)(slash - p->input->path) + 1 : 0,
                     p->input->path, path);
    struct stat is;
    return n > 0 && n < LONGEST_PATH && lstat(out, &is) == 0 && S_ISREG(is.st_mode);
}

static bool is_known(const fl_report *r, const char *stem, const char *suffix)
{
    for (size_t i = 0; i < r->makes; i++)
        if (strcmp(r->made[i].stem, stem) == 0 && fl_build_product(&r->made[i], suffix))
            return true;
    return false;
}

/* The path of a copy, without suffix. */
static const char *stem_of(const fl_passage *p, const char *path, const char *suffix)
{
    const char *slash = strrchr(p->stem, '/');
    fl_buf stem = fl_buf_new(p->arena, 256);
    fl_buf_bytes(&stem, p->stem, slash ? (size_t)(slash - p->stem) + 1 : 0);
    fl_buf_bytes(&stem, path, (size_t)(suffix - path));
    return fl_buf_string(&stem);
}

bool fl_images_have(const fl_passage *p, fl_span address)
{
    char path[LONGEST_PATH];
    const char *suffix = path_of(address, path) ? suffix_of(path) : NULL;
    return suffix && is_known(p->report, stem_of(p, path, suffix), suffix);
}

static fairleaf_status copy(fl_passage *p, const char *path, fairleaf_error *error)
{
    char from[LONGEST_PATH];
    const char *suffix = suffix_of(path);
    fairleaf_error own = { .status = FAIRLEAF_OK };
    if (!suffix || !find_picture(p, path, from)) {
        say(p, path, suffix ? "it is not there" : "it has not the suffix of a picture");
        return FAIRLEAF_OK;
    }
    const char *stem = stem_of(p, path, suffix);
    if (is_known(p->report, stem, suffix)) return FAIRLEAF_OK;
    if (fl_load_file(from, MOST_BYTES, &p->worker->image, &own)) {
        say(p, path, own.message);
        return FAIRLEAF_OK;
    }
    const char *const one[] = { suffix, NULL };
    fl_record *r = fl_passage_record(p, stem, one);
    fairleaf_status status = fl_build_claim(p->build, r, error);
    return status ? status
                  : fl_passage_store(p, r, suffix,
                                     (fl_span){ p->worker->image.bytes, p->worker->image.length },
                                     error);
}

fairleaf_status fl_images_of_page(fl_passage *p, fl_span html, fairleaf_error *error)
{
    static const char open[] = "<img src=\"";
    fairleaf_status status = FAIRLEAF_OK;
    for (size_t at = 0; !status;) {
        at = fl_span_find(html, FL_SPAN(open), at);
        if (at == SIZE_MAX) return FAIRLEAF_OK;
        at += sizeof open - 1;
        size_t end = fl_span_find(html, FL_SPAN("\""), at);
        if (end == SIZE_MAX) return FAIRLEAF_OK;
        fl_span address = fl_span_sub(html, at, end);
        char path[LONGEST_PATH];
        if (path_of(address, path))
            status = copy(p, path, error);
        else if (fl_span_starts(address, FL_SPAN("../")))
            say(p, fl_copy(p->arena, address), "it is not below the folder of the report");
        at = end;
    }
    return status;
}

fairleaf_status fl_images_of_document(fl_passage *p, fairleaf_error *error)
{
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    fl_buf html = fl_buf_new(p->arena, p->input->bytes + 4096);
    how.format = "html";
    fairleaf_status status = fl_convert_write(p->reading->document, &how, fl_passage_to_buf, &html,
                                              error);
    return status ? status : fl_images_of_page(p, fl_buf_view(&html), error);
}
