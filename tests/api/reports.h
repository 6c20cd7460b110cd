/* tests/api/reports.h - the example reports as bytes. */
#ifndef REPORTS_H
#define REPORTS_H

#include <stdio.h>
#include <stdlib.h>

enum { REPORTS = 5 };

typedef struct report {
    const char *name;
    char *bytes;
    size_t length;
} report;

/* Reads them; ends the program when one is not there: tests run in the repository. */
static void load_reports(report out[REPORTS])
{
    static const char *const names[REPORTS] = { "examples/reports/000_e1556d60e0f1aec6.txt",
                                                "examples/reports/001_eb697df761eef309.txt",
                                                "examples/reports/002_64986036f6018bcb.txt",
                                                "examples/reports/003_98903d0b0f3c8107.txt",
                                                "examples/reports/004_80b9ded64eff503d.txt" };
    enum { MOST = 1 << 16 };
    for (int i = 0; i < REPORTS; i++) {
        FILE *file = fopen(names[i], "rb");
        out[i] = (report){ names[i], malloc(MOST), 0 };
        if (!file || !out[i].bytes) {
            printf("Bail out! cannot read %s\n", names[i]);
            exit(1);
        }
        out[i].length = fread(out[i].bytes, 1, MOST, file);
        (void)fclose(file);
    }
}

static void free_reports(report all[REPORTS])
{
    for (int i = 0; i < REPORTS; i++) free(all[i].bytes);
}

#endif
