/* batch/names.c - names that meet move to the next level (suffix kept, hash) until none meet. */
#include "batch/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "batch/pages.h"

enum { NAME_BYTES = 255, HASH_BYTES = 9, LONGEST_PATH = 8192 }; /* "-" and eight digits */
/* What is hashed: the place, which does not depend on where the inputs stand; of twins, the path.
 */
enum { PLAIN, SUFFIX_KEPT, PLACE_HASHED, PATH_HASHED };

/* Suffixes of texts and pages; any other belongs to the name ("report.2021"). */
static const char *const known[] = { ".txt",   ".text",  ".md",  ".markdown", ".htm",  ".html",
                                     ".xhtml", ".shtml", ".asp", ".php",      ".aspx", ".jsp",
                                     ".log",   ".asc",   ".mht", ".mhtml" };

typedef struct taken_name {
    const char *key; /* folded */
    size_t index;    /* of the input; IS_FOLDER for a folder that some output needs */
} taken_name;

#define IS_FOLDER SIZE_MAX

typedef struct settling {
    fl_arena *arena;
    const fl_input *input;
    size_t count;
    const char *const *suffixes;
    size_t longest_suffix;
    unsigned char *level;
} settling;

/* FNV-1a. */
static uint32_t hash_of(const char *text)
{
    uint32_t h = 2166136261u;
    for (; *text; text++) h = (h ^ (unsigned char)*text) * 16777619u;
    return h;
}

/* Of members that were compressed one by one: report.txt.gz is the report of report.txt. */
static const char *const packed[] = { ".gz", ".zst", ".xz", ".bz2", ".lz4", ".lzma" };

static size_t without_packing(const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        size_t m = strlen(packed[i]);
        if (n > m && name[n - m] == '.' && strncasecmp(name + n - m, packed[i], m) == 0)
            return n - m;
    }
    return n;
}

static size_t without_suffix(const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t m = strlen(known[i]);
        if (n > m && name[n - m] == '.' && strncasecmp(name + n - m, known[i], m) == 0)
            return n - m;
    }
    return n;
}

/* Of pages that were joined: that of the first one. */
static const char *place_of(fl_arena *a, const fl_input *input)
{
    const char *place = input->path + input->place;
    size_t n = fl_pages_first(input) - input->place;
    return place[n] ? fl_copy(a, (fl_span){ place, n }) : place;
}

/* The stem of input `i` at its level. A name too long for the file system is cut at a character and
 * gets the hash too. */
static const char *stem_of(const settling *s, size_t i)
{
    const char *place = place_of(s->arena, &s->input[i]), *slash = strrchr(place, '/');
    const char *name = slash ? slash + 1 : place;
    size_t before = (size_t)(name - place), n = strlen(name);
    bool hashed = s->level[i] >= PLACE_HASHED;
    if (s->level[i] == PLAIN && s->input[i].container) n = without_packing(name, n);
    if (s->level[i] == PLAIN) n = without_suffix(name, n);
    if (n + s->longest_suffix > NAME_BYTES) hashed = true;
    size_t most = NAME_BYTES - HASH_BYTES - s->longest_suffix;
    if (hashed && n > most) {
        n = most;
        while (n > 0 && ((unsigned char)name[n] & 0xC0) == 0x80) n--;
    }
    char *stem = fl_alloc_bytes(s->arena, before + n + HASH_BYTES + 1);
    memcpy(stem, place, before + n);
    stem[before + n] = '\0';
    if (hashed)
        (void)snprintf(stem + before + n, HASH_BYTES + 1, "-%08x",
                       hash_of(s->level[i] == PATH_HASHED ? s->input[i].path : place));
    return stem;
}

static const char *key_of(fl_arena *a, const char *stem, size_t n, const char *suffix)
{
    char path[LONGEST_PATH], folded[3 * LONGEST_PATH];
    size_t m = strlen(suffix);
    if (n + m > sizeof path) n = sizeof path - m; /* no file system opens such a path */
    memcpy(path, stem, n);
    memcpy(path + n, suffix, m);
    return fl_copy(
        a, (fl_span){ folded, fl_utf8_fold((fl_span){ path, n + m }, folded, sizeof folded) });
}

static int by_key(const void *a, const void *b)
{
    const taken_name *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order) return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Folders of `place` that the place before it did not have. */
static size_t add_folders(fl_arena *a, const char *place, const char *before, taken_name *out)
{
    size_t n = 0;
    for (const char *slash = strchr(place, '/'); slash; slash = strchr(slash + 1, '/')) {
        size_t length = (size_t)(slash - place);
        if (strncmp(place, before, length + 1) == 0) continue;
        if (out) out[n] = (taken_name){ key_of(a, place, length, ""), IS_FOLDER };
        n++;
    }
    return n;
}

static size_t all_folders(const settling *s, taken_name *out)
{
    size_t n = 0;
    const char *before = "";
    for (size_t i = 0; i < s->count; i++) {
        const char *place = place_of(s->arena, &s->input[i]);
        n += add_folders(s->arena, place, before, out ? out + n : NULL);
        before = place;
    }
    return n;
}

/* Moves all that meet under one key up; true when something moved. */
static bool move_up(const settling *s, const taken_name *all, size_t count)
{
    bool moved = false;
    for (size_t from = 0, to; from < count; from = to) {
        to = from + 1;
        while (to < count && strcmp(all[to].key, all[from].key) == 0) to++;
        for (size_t i = from; i < to && to - from > 1; i++) {
            if (all[i].index == IS_FOLDER || s->level[all[i].index] == PATH_HASHED) continue;
            s->level[all[i].index]++;
            moved = true;
        }
    }
    return moved;
}

static bool settle_round(const settling *s, const bool *again)
{
    fl_arena_mark mark = fl_arena_here(s->arena);
    bool moved = false;
    size_t folders = all_folders(s, NULL);
    for (const char *const *suffix = s->suffixes; *suffix; suffix++) {
        taken_name *all = fl_alloc(s->arena, s->count + folders + 1, sizeof *all);
        size_t n = all_folders(s, all);
        for (size_t i = 0; i < s->count; i++) {
            if (again[i]) continue;
            const char *stem = stem_of(s, i);
            all[n++] = (taken_name){ key_of(s->arena, stem, strlen(stem), *suffix), i };
        }
        qsort(all, n, sizeof *all, by_key);
        moved |= move_up(s, all, n);
    }
    fl_arena_back(s->arena, mark);
    return moved;
}

/* ---- the same file for the same place ---- */

typedef struct twin {
    const char *place;
    const fl_input *input;
    size_t index;
} twin;

static int by_place(const void *a, const void *b)
{
    const twin *x = a, *y = b;
    int order = strcmp(x->place, y->place);
    if (order == 0)
        order = (x->input->device > y->input->device) - (x->input->device < y->input->device);
    if (order == 0) order = (x->input->file > y->input->file) - (x->input->file < y->input->file);
    if (order == 0) order = (x->index > y->index) - (x->index < y->index);
    return order;
}

static void mark_twins(const settling *s, bool *again)
{
    fl_arena_mark scratch = fl_arena_here(s->arena);
    twin *all = fl_alloc(s->arena, s->count + 1, sizeof *all);
    for (size_t i = 0; i < s->count; i++)
        all[i] = (twin){ s->input[i].path + s->input[i].place, &s->input[i], i };
    qsort(all, s->count, sizeof *all, by_place);
    for (size_t i = 1; i < s->count; i++)
        again[all[i].index] = strcmp(all[i].place, all[i - 1].place) == 0 &&
                              all[i].input->device == all[i - 1].input->device &&
                              all[i].input->file == all[i - 1].input->file;
    fl_arena_back(s->arena, scratch);
}

const char **fl_names_settle(fl_arena *a, const fl_input *input, size_t count,
                             const char *const *suffixes)
{
    const char **stem = fl_alloc(a, count + 1, sizeof *stem);
    settling s = { a, input, count, suffixes, 0, fl_alloc(a, count + 1, 1) };
    bool *again = fl_alloc(a, count + 1, sizeof *again);
    for (const char *const *suffix = suffixes; *suffix; suffix++)
        if (strlen(*suffix) > s.longest_suffix) s.longest_suffix = strlen(*suffix);
    mark_twins(&s, again);
    bool moved = true;
    while (moved) moved = settle_round(&s, again); /* each input moves up three times at most */
    for (size_t i = 0; i < count; i++) stem[i] = again[i] ? NULL : stem_of(&s, i);
    return stem;
}
