/* data/embed.h - what the programs have in common that run while fairleaf is built. Header only. */
#ifndef FL_DATA_EMBED_H
#define FL_DATA_EMBED_H

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/span.h"

/* The bytes of a file, in `a`. A file that cannot be read ends the build. */
static fl_span read_file(fl_arena *a, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t n = 0, capacity = 1 << 16, got;
    char *p = fl_alloc_bytes(a, capacity);
    if (!file) {
        perror(path);
        exit(1);
    }
    while ((got = fread(p + n, 1, capacity - n, file)) > 0) {
        n += got;
        if (n == capacity) p = fl_grow(a, p, n, capacity *= 2);
    }
    if (ferror(file)) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return (fl_span){ p, n };
}

#endif
