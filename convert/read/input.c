/* read/input.c - the table of input kinds, and the way from bytes to lines. */
#include "read/read.h"

#include "base/charset.h"
#include "base/error.h"
#include "base/utf8.h"
#include "read/declared.h"
#include "read/detect.h"
#include "read/html/html.h"
#include "read/layer.h"
#include "read/markdown.h"
#include "read/text.h"

const fl_input_kind fl_input_kinds[] = {
    { { "text", "text/plain", "plain text" }, fl_text_score, fl_text_lines },
    { { "markdown", "text/markdown", "CommonMark and text that looks like it" },
      fl_markdown_score,
      fl_markdown_lines },
    { { "html", "text/html", "pages" }, fl_html_score, fl_html_lines },
    { { NULL, NULL, NULL }, NULL, NULL },
};

/* ---- what is not text ---- */

/* Bytes at a place in the file; `inside`: a name that a zip holds as well, or NULL. */
typedef struct magic {
    const char *bytes;
    size_t n, at;
    const char *inside, *what, *advice;
} magic;

#define OCR "text in it must be read by an OCR program first"
#define PANDOC(format) "try: pandoc -f " format " -t plain --wrap=none FILE | fairleaf convert -"
#define ZIP "PK\x03\x04", 4, 0

static const magic magics[] = {
    { "\x89PNG\r\n\x1A\n", 8, 0, NULL, "a PNG image", OCR },
    { "\xFF\xD8\xFF", 3, 0, NULL, "a JPEG image", OCR },
    { "GIF8", 4, 0, NULL, "a GIF image", OCR },
    { "II*\0", 4, 0, NULL, "a TIFF image", OCR },
    { "MM\0*", 4, 0, NULL, "a TIFF image", OCR },
    { "WEBPVP8", 7, 8, NULL, "a WebP image", OCR },
    { "ftyphei", 7, 4, NULL, "a HEIF image", OCR },
    { "ftypmif1", 8, 4, NULL, "a HEIF image", OCR },
    { "ftypavif", 8, 4, NULL, "an AVIF image", OCR },
    { "%PDF-", 5, 0, NULL, "a PDF document", "try: pdftotext FILE - | fairleaf convert -" },
    { "%!PS-Adobe", 10, 0, NULL, "a PostScript document",
      "try: ps2ascii FILE | fairleaf convert -" },
    { "AT&TFORM", 8, 0, NULL, "a DjVu document", "try: djvutxt FILE | fairleaf convert -" },
    { ZIP, "word/document.xml", "a DOCX document", PANDOC("docx") },
    { ZIP, "xl/workbook.", "an XLSX workbook", "try: xlsx2csv FILE | fairleaf convert -" },
    { ZIP, "ppt/presentation.xml", "a PPTX presentation",
      "save it as PDF, then: pdftotext FILE.pdf - | fairleaf convert -" },
    { ZIP, "application/epub+zip", "an EPUB book", PANDOC("epub") },
    { ZIP, "opendocument.text", "an OpenDocument text", PANDOC("odt") },
    { ZIP, "opendocument.", "an OpenDocument file",
      "save it as PDF, then: pdftotext FILE.pdf - | fairleaf convert -" },
    { ZIP, "OFD.xml", "an OFD document",
      "save it as PDF, then: pdftotext FILE.pdf - | fairleaf convert -" },
    { ZIP, NULL, "a ZIP container", "unpack it first: unzip FILE" },
    { "Rar!\x1A\x07", 6, 0, NULL, "a RAR archive", "unpack it first: unrar x FILE" },
    { "\x1F\x8B", 2, 0, NULL, "gzip data", "try: zcat FILE | fairleaf convert -" },
    { "\x28\xB5\x2F\xFD", 4, 0, NULL, "zstd data", "try: zstdcat FILE | fairleaf convert -" },
    { "\xFD"
      "7zXZ",
      5, 0, NULL, "xz data", "try: xzcat FILE | fairleaf convert -" },
    { "BZh", 3, 0, NULL, "bzip2 data", "try: bzcat FILE | fairleaf convert -" },
    { "\x7F"
      "ELF",
      4, 0, NULL, "a program", NULL },
    { "MZ\x90", 3, 0, NULL, "a program", NULL },
    { "\0asm", 4, 0, NULL, "a program", NULL },
    { "\xCA\xFE\xBA\xBE", 4, 0, NULL, "a program", NULL },
    { "\xCF\xFA\xED\xFE", 4, 0, NULL, "a program", NULL },
    { "SQLite format 3", 16, 0, NULL, "an SQLite database",
      "try: sqlite3 FILE 'SELECT column FROM table' | fairleaf convert -" },
    { "\xD0\xCF\x11\xE0", 4, 0, NULL, "an old Office document",
      "try: catdoc FILE | fairleaf convert -" },
    { "{\\rtf", 5, 0, NULL, "an RTF document", PANDOC("rtf") },
    { "ID3", 3, 0, NULL, "a sound recording", NULL },
    { "OggS", 4, 0, NULL, "a recording", NULL },
    { "ftyp", 4, 4, NULL, "a film or a sound recording", NULL },
    { "wOFF", 4, 0, NULL, "a font", NULL },
    { "wOF2", 4, 0, NULL, "a font", NULL },
};

/* True when a control that text has not stands among the first hundred bytes: a signature may be
 * letters, and begin a text as well. */
static bool holds_control(fl_span bytes)
{
    for (size_t i = 0; i < bytes.n && i < 100; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (c < ' ' && (c < '\t' || c > '\r') && c != 0x1B) return true;
    }
    return false;
}

static bool is_magic(const magic *m, fl_span bytes)
{
    if (bytes.n < m->at + m->n || memcmp(bytes.p + m->at, m->bytes, m->n) != 0) return false;
    return !m->inside || fl_span_find(bytes, fl_span_of(m->inside), 0) < bytes.n;
}

static const magic *magic_of(fl_span bytes)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const magic *m = &magics[i];
        if (!is_magic(m, bytes)) continue;
        bool letters = (m->bytes[0] >= 'A' && m->bytes[0] <= 'Z') || m->bytes[0] == 'w';
        return letters && !holds_control(bytes) ? NULL : m;
    }
    return NULL;
}

static fairleaf_status refuse(fl_span bytes, size_t byte, const char *what, const char *advice,
                              fairleaf_error *error)
{
    uint32_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < byte && i < bytes.n; i++) {
        if (bytes.p[i] != '\n') continue;
        line++;
        start = i + 1;
    }
    return fl_fail_at(error, FAIRLEAF_NOT_TEXT, line, (uint32_t)(byte - start) + 1, byte,
                      "not text: %s%s%s", what, advice ? "; " : "", advice ? advice : "");
}

/* True for bytes of UTF-16 or UTF-32, by whatever name, or by the mark that outranks a name. */
static bool may_hold_nul(fl_span bytes, const char *encoding)
{
    return fl_charset_is_wide(encoding) || fl_span_starts(bytes, FL_SPAN("\xFF\xFE")) ||
           fl_span_starts(bytes, FL_SPAN("\xFE\xFF"));
}

/* Browsers read over NUL bytes in a page; bytes of ASCII mean themselves in its charset. */
static bool is_page(fl_span bytes, const char *input)
{
    return (input && strcmp(input, "html") == 0) || fl_html_score(bytes) >= 80;
}

/* NUL bytes belong to UTF-16 and UTF-32 only, and do no harm in pages. */
static fairleaf_status check_text(fl_span bytes, const char *input, const fairleaf_detection *found,
                                  fairleaf_error *error)
{
    const magic *m = magic_of(bytes);
    if (m) return refuse(bytes, 0, m->what, m->advice, error);
    if (found->encoding && !may_hold_nul(bytes, found->encoding)) {
        const char *nul = bytes.n ? memchr(bytes.p, '\0', bytes.n) : NULL;
        if (nul && !is_page(bytes, input))
            return refuse(bytes, (size_t)(nul - bytes.p), "a NUL byte", NULL, error);
    }
    if (found->encoding) return FAIRLEAF_OK;
    const char *nul = bytes.n ? memchr(bytes.p, '\0', bytes.n) : NULL;
    if (nul) return refuse(bytes, (size_t)(nul - bytes.p), "a NUL byte", NULL, error);
    size_t bad = fl_utf8_valid(bytes);
    uint32_t line = 1;
    for (size_t i = 0; i < bad; i++) line += bytes.p[i] == '\n';
    return fl_fail_at(error, FAIRLEAF_ENCODING, line, 1, bad,
                      "cannot tell the encoding: byte %02X is not UTF-8; name it with --encoding",
                      (unsigned)(unsigned char)bytes.p[bad]);
}

/* ---- limits ---- */

/* One pass with memchr: a line that is too long, or too many lines. CR alone ends no line here; the
 * limits are large. */
static fairleaf_status check_limits(const fl_task *t, fl_span text, fairleaf_error *error)
{
    uint64_t lines = 0;
    for (size_t at = 0; at < text.n;) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        size_t next = end ? (size_t)(end - text.p) + 1 : text.n;
        lines++;
        if (next - at > t->limits->line_bytes)
            return fl_fail_at(error, FAIRLEAF_LIMIT, (uint32_t)lines,
                              (uint32_t)t->limits->line_bytes + 1, at + t->limits->line_bytes,
                              "a line of %zu bytes is over the limit of %llu", next - at,
                              (unsigned long long)t->limits->line_bytes);
        if (lines > t->limits->lines)
            return fl_fail_at(error, FAIRLEAF_LIMIT, (uint32_t)lines, 1, at, "more than %llu lines",
                              (unsigned long long)t->limits->lines);
        at = next;
    }
    return FAIRLEAF_OK;
}

/* ---- the way ---- */

static const char *line_end_of(fl_span bytes)
{
    size_t lf = 0, crlf = 0, cr = 0;
    size_t sample = bytes.n < 65536 ? bytes.n : 65536;
    if (sample == 0 || !memchr(bytes.p, '\r', sample))
        return sample && memchr(bytes.p, '\n', sample) ? "lf" : "none";
    for (size_t i = 0; i < sample; i++) {
        if (bytes.p[i] == '\n') lf++;
        if (bytes.p[i] != '\r') continue;
        size_t skip = i + 1 < bytes.n && bytes.p[i + 1] == '\n' ? 1 : 0;
        if (skip)
            crlf++;
        else
            cr++;
        i += skip;
    }
    int kinds = (lf > 0) + (crlf > 0) + (cr > 0);
    return kinds == 0 ? "none" : kinds > 1 ? "mixed" : lf ? "lf" : crlf ? "crlf" : "cr";
}

static const fl_input_kind *kind_named(const char *name)
{
    for (const fl_input_kind *kind = fl_input_kinds; kind->info.name; kind++)
        if (strcmp(kind->info.name, name) == 0) return kind;
    return NULL;
}

/* Who calls a file `.md` says that it is Markdown, however little of it there is. */
static bool is_called_markdown(const char *name)
{
    fl_span s = fl_span_of(name ? name : "");
    return fl_span_ends(s, FL_SPAN(".md")) || fl_span_ends(s, FL_SPAN(".markdown"));
}

enum { A_PAGE = 90 }; /* score of what begins as only pages do */

static const fl_input_kind *kind_of(const fairleaf_source *source, fl_span text)
{
    const fl_input_kind *best = fl_input_kinds;
    unsigned score = 0;
    if (is_called_markdown(source->name) && fl_html_score(text) < A_PAGE)
        return kind_named("markdown");
    for (const fl_input_kind *kind = fl_input_kinds; kind->info.name; kind++) {
        unsigned s = kind->score(text);
        if (s > score) {
            score = s;
            best = kind;
        }
    }
    return best;
}

static bool is_auto(const char *name) { return !name || !*name || strcmp(name, "auto") == 0; }

static void detect(const fl_task *t, const fairleaf_source *source, fairleaf_detection *found)
{
    fl_span bytes = { source->bytes, source->length };
    fl_detect(bytes, source->declared, found);
    if (!is_auto(t->options->encoding)) {
        found->encoding = t->options->encoding;
        found->how = "asked";
        found->confidence = 1;
        found->second = NULL;
    }
    found->line_end = line_end_of(bytes);
}

fairleaf_status fl_read_detect(const fl_task *t, const fairleaf_source *source,
                               fairleaf_detection *found, fairleaf_error *error)
{
    fl_span bytes = { source->bytes, source->length };
    detect(t, source, found);
    fl_decoded decoded;
    if (check_text(bytes, t->options->input, found, NULL) == FAIRLEAF_NOT_TEXT) {
        *found = (fairleaf_detection){ .input = "binary", .how = "unknown", .line_end = "none" };
        return FAIRLEAF_OK;
    }
    found->input = "text";
    if (!found->encoding) return FAIRLEAF_OK;
    fairleaf_status status = fl_decode(t, bytes, found->encoding, &decoded, error);
    if (status) return status;
    bool mark = fl_span_starts(decoded.text, FL_SPAN("\xEF\xBB\xBF"));
    found->input =
        kind_of(source, fl_span_sub(decoded.text, mark ? 3 : 0, decoded.text.n))->info.name;
    return status;
}

/* A byte order mark is the first character of the text: the trail says that it was taken off. That
 * of a page belongs to its markup. */
static void report_mark(const fl_task *t, bool is_page)
{
    uint16_t rule = fl_trail_rule(t->trail, "decode.byte-order-mark",
                                  "says which encoding follows; not text");
    if (!is_page) fl_trail_remove_bytes(t->trail, 0, 3, rule, 100);
}

static void report_bad_bytes(const fl_task *t, const fl_decoded *d)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t step = 0;
    if (d->bad_count == 0) return;
    uint16_t rule = fl_trail_rule(t->trail, "decode.bad-bytes",
                                  "bytes that are no character of the encoding");
    for (size_t i = 0; i < d->bad_count; i++) {
        char bytes[3 * 8 + 1];
        size_t n = 0;
        for (size_t k = 0; k < d->bad[i].length && k < 8; k++) {
            unsigned char c = (unsigned char)d->bytes.p[d->bad[i].byte + k];
            if (k) bytes[n++] = ' ';
            bytes[n++] = hex[c >> 4];
            bytes[n++] = hex[c & 15];
        }
        bytes[n] = '\0';
        uint32_t at = d->layer ? fl_layer_at(d->layer, &step, d->bad[i].at) : d->bad[i].at;
        fl_trail_warn(t->trail, at, rule, "%s is not %s; U+FFFD stands for it", bytes, d->encoding);
    }
}

/* A page that declares another charset than the one that its bytes are in. */
static void report_declared(const fl_task *t, const fl_decoded *d, const fairleaf_detection *found)
{
    const char *declared = fl_declared_charset(d->bytes);
    if (!declared || fl_charset_same(declared, d->encoding) || found->confidence >= 1) return;
    size_t at = 0, step = 0;
    while (at < d->text.n && (unsigned char)d->text.p[at] < 0x80) at++;
    if (at == d->text.n) return; /* both say the same */
    uint16_t rule = fl_trail_rule(t->trail, "decode.declared", "not the charset that it declares");
    fl_trail_warn(t->trail, fl_layer_at(d->layer, &step, (uint32_t)at), rule,
                  "it declares %s, but its bytes are %s", declared, d->encoding);
}

fairleaf_status fl_read(const fl_task *t, const fairleaf_source *source, fl_lines *out,
                        fl_decoded *decoded, fairleaf_detection *found, fairleaf_error *error)
{
    fl_span bytes = { source->bytes, source->length };
    const fl_input_kind *kind = NULL;
    if (!is_auto(t->options->input) && !(kind = kind_named(t->options->input)))
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0, "unknown input kind '%s'", t->options->input);
    detect(t, source, found);
    fairleaf_status status = check_text(bytes, t->options->input, found, error);
    if (!status) status = fl_decode(t, bytes, found->encoding, decoded, error);
    if (status) return status;
    found->encoding = decoded->encoding;
    fl_span text = decoded->text;
    bool mark = fl_span_starts(text, FL_SPAN("\xEF\xBB\xBF"));
    if (mark) text = fl_span_sub(text, 3, text.n);
    out->source = decoded->text;
    if (!kind) kind = kind_of(source, text);
    found->input = kind->info.name;
    if (kind->lines != fl_html_lines) status = check_limits(t, text, error);
    if (status) return status;
    kind->lines(t, text, out);
    if (out->layer) status = check_limits(t, out->source, error); /* not the markup's lines */
    if (status) return status;
    decoded->layer = out->layer;
    report_bad_bytes(t, decoded);
    if (out->layer) report_declared(t, decoded, found);
    if (mark) report_mark(t, out->layer != NULL);
    if (out->count == 0) {
        uint16_t rule = fl_trail_rule(t->trail, "read.empty", "there is nothing to convert");
        fl_trail_warn(t->trail, 0, rule, "there is no text in it");
    }
    return FAIRLEAF_OK;
}
