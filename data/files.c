/* data/files.c - runs while fairleaf is built: prints the files named as arguments as a C table of
 * names and bytes (convert/report/assets.h). */
#include <stdio.h>
#include <string.h>

static int print_bytes(const char *path, unsigned number)
{
    FILE *file = fopen(path, "rb");
    int c, n = 0;
    if (!file) {
        perror(path);
        return 1;
    }
    printf("static const char file_%u[] = {", number);
    while ((c = getc(file)) != EOF) printf("%s%d,", n++ % 24 ? "" : "\n", (signed char)c);
    puts("\n0 };");
    if (fclose(file) != 0) {
        perror(path);
        return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    puts("/* Written by data/files.c from templates/. */\n#include \"report/assets.h\"\n");
    for (int i = 1; i < argc; i++)
        if (print_bytes(argv[i], (unsigned)i)) return 1;
    puts("const fl_asset fl_assets[] = {");
    for (int i = 1; i < argc; i++) {
        const char *slash = strchr(argv[i], '/'); /* behind the folder of all templates */
        printf("{ \"%s\", file_%d, sizeof file_%d - 1 },\n", slash ? slash + 1 : argv[i], i, i);
    }
    puts("{ 0, 0, 0 } };");
    return ferror(stdout) != 0;
}
