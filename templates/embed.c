/* templates/embed.c - runs while fairleaf is built: prints the templates named as arguments as C
 * tables. One that does not parse ends the build with file, line and reason. */
#include <stdio.h>
#include <stdlib.h>

#include "base/template.h"
#include "data/embed.h"

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int main(int argc, char **argv)
{
    fl_arena *a = fl_arena_new((size_t)1 << 30);
    if (!a || FL_ARENA_FAILED(a)) {
        fputs("out of memory\n", stderr);
        return 1;
    }
    puts("/* Written by templates/embed.c from the files of templates/. */\n"
         "#include \"write/templates.h\"\n");
    for (int i = 1; i < argc; i++) {
        fairleaf_error error = { .status = FAIRLEAF_OK };
        fl_span text = read_file(a, argv[i]);
        if (fl_template_check(a, text, NULL, NULL, &error)) {
            fprintf(stderr, "%s:%u:%u: error: %s\n", argv[i], error.line, error.column,
                    error.message);
            return 1;
        }
        printf("static const unsigned char bytes_%d[] = {", i);
        for (size_t k = 0; k < text.n; k++)
            printf("%s%u,", k % 24 ? "" : "\n", (unsigned)(unsigned char)text.p[k]);
        puts("0\n};");
    }
    puts("const fairleaf_template fl_templates[] = {");
    for (int i = 1; i < argc; i++)
        printf("{ \"%s\", { (const char *)bytes_%d, sizeof bytes_%d - 1 } },\n", name_of(argv[i]),
               i, i);
    puts("{ NULL, { NULL, 0 } } };");
    fl_arena_free(a);
    return 0;
}
