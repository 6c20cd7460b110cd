/* cli/main.c - the program. */
#include <fairleaf.h>

#include <stdio.h>
#include <stdlib.h>

static bool to_stdout(void *context, const char *bytes, size_t length)
{
    (void)context;
    return fwrite(bytes, 1, length, stdout) == length;
}

int main(int argc, char **argv)
{
    FILE *file = fopen(argv[argc - 1], "rb");
    if (!file) return 1;
    char *bytes = malloc(1u << 27);
    size_t n = bytes ? fread(bytes, 1, 1u << 27, file) : 0;
    fclose(file);
    fairleaf *f;
    fairleaf_document *d;
    fairleaf_error error;
    if (fairleaf_new(NULL, &f, &error)) return 1;
    fairleaf_source source = { argv[argc - 1], bytes, n, NULL };
    if (fairleaf_read(f, &source, NULL, &d, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    fairleaf_output output = FAIRLEAF_OUTPUT_INIT;
    if (argc > 4) output.format = argv[3];
    if (fairleaf_write(d, &output, to_stdout, NULL, &error)) fprintf(stderr, "%s\n", error.message);
    fairleaf_document_free(d);
    fairleaf_free(f);
    free(bytes);
    return 0;
}
