/* tests/fuzz/containers.c - any bytes at all as a container: no crash, an end, names that are safe, and whatever fails
 * says why. See convert.c for how it is run. */
#include <fairleaf.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 100000 }; /* more than any input here can hold */

static void fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    abort();
}

static void check_name(const char *name)
{
    size_t n = strlen(name);
    if (n > 9000) fail("a name that is too long");
    if (*name == '/' || (n && name[n - 1] == '/')) fail("a name that is no path");
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)name[i] < ' ' || name[i] == 0x7F) fail("a control character in a name");
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (n && (*part == '.' || *part == '/' || *part == '\0')) fail("a part of a name that is not safe");
        if (strcspn(part, "/") > 255) fail("a part that is too long");
    }
}

static void check_member(const fairleaf_member *m, fairleaf_status status, const fairleaf_error *error)
{
    check_name(m->name);
    if (status && !error->message[0]) fail("a failure without a reason");
    volatile unsigned sum = 0; /* every byte is there */
    for (size_t i = 0; !status && i < m->source.length; i++) sum = sum + (unsigned char)m->source.bytes[i];
    for (size_t i = 0; i < m->metadata_count; i++)
        sum = sum + (unsigned)(strlen(m->metadata[i].key) + strlen(m->metadata[i].value));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const names[] = { NULL, "x.jsonl", "x.warc.gz", "x.lzma" };
    static const char *const roles[] = { "text=body", "id=n", "part=other", NULL };
    static fairleaf *f;
    fairleaf_error error;
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    config.no_built_in = true;
    config.limits.bytes = 4 << 20;
    config.limits.memory = 256 << 20;
    if (!f && fairleaf_new(&config, &f, &error)) fail(error.message);
    fairleaf_container c = FAIRLEAF_CONTAINER_INIT;
    c.name = names[length % 4];
    c.bytes = (const char *)bytes;
    c.length = length;
    c.most = 64 << 20;
    c.roles = length % 3 ? NULL : roles;
    fairleaf_unpacking *u;
    if (fairleaf_unpack(f, &c, &u, &error)) return 0;
    for (unsigned members = 0;; members++) {
        const fairleaf_member *m;
        fairleaf_status status = fairleaf_unpack_next(u, &m, &error);
        if (!m) break;
        if (m->index != members || members > MOST_MEMBERS) fail("members without end");
        check_member(m, status, &error);
    }
    uint64_t count;
    for (size_t i = 0; fairleaf_unpack_passed(u, i, &count); i++)
        if (count == 0) fail("nothing was passed over");
    fairleaf_unpack_free(u);
    return 0;
}

#ifdef REPLAY
#include "replay.h"
#endif
