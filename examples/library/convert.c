/* Converts a report from standard input to Markdown.
 * Build: cc -o convert convert.c $(pkg-config --cflags --libs fairleaf) */
#include <fairleaf.h>
#include <stdio.h>

static bool print(void *to, const char *bytes, size_t n) { return fwrite(bytes, 1, n, to) == n; }

int main(void)
{
    static char bytes[1 << 20];
    fairleaf_source source = { "-", bytes, fread(bytes, 1, sizeof bytes, stdin), NULL };
    fairleaf *f = NULL;
    fairleaf_document *d = NULL;
    fairleaf_error error;
    bool failed = fairleaf_new(NULL, &f, &error) || fairleaf_read(f, &source, NULL, &d, &error) ||
                  fairleaf_write(d, NULL, print, stdout, &error);
    if (failed) fprintf(stderr, "%s:%u: %s\n", source.name, error.line, error.message);
    fairleaf_document_free(d);
    fairleaf_free(f);
    return failed;
}
