/* tests/api/containers.c - the documents of a container through <fairleaf.h> alone: from memory, through a function that
 * reads, with what fails on the way. */
#include <fairleaf.h>

#include <stdlib.h>

#include "tap.h"

static const char crawl[] = "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
                            "WARC/1.1\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/1\r\n"
                            "Content-Type: text/plain; charset=gb2312\r\nContent-Length: 9\r\n\r\n"
                            "\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6\n\r\n\r\n"
                            "WARC/1.1\r\nWARC-Type: conversion\r\n\r\n"
                            "WARC/1.1\r\nWARC-Type: conversion\r\nContent-Length: 7\r\n\r\n正文\n\r\n\r\n";

typedef struct file {
    const char *bytes;
    uint64_t length, fails_at;
    unsigned calls;
} file;

/* A few bytes at a time, as a slow disk may. */
static ptrdiff_t read_some(void *context, uint64_t byte, char *out, size_t room)
{
    file *f = context;
    f->calls++;
    if (byte >= f->fails_at) return -1;
    size_t n = byte < f->length ? (size_t)(f->length - byte) : 0;
    if (n > 5) n = 5;
    if (n > room) n = room;
    memcpy(out, f->bytes + byte, n);
    return (ptrdiff_t)n;
}

static void check_records(const fairleaf *f, const fairleaf_container *c)
{
    fairleaf_unpacking *u;
    fairleaf_error error;
    const fairleaf_member *m;
    uint64_t count;
    NUMBER("it opens", fairleaf_unpack(f, c, &u, &error), FAIRLEAF_OK);
    NUMBER("the first document", fairleaf_unpack_next(u, &m, &error), FAIRLEAF_OK);
    OK("its name", strcmp(m->name, "000002-a.example-1") == 0);
    OK("its charset, as declared", m->source.declared && strcmp(m->source.declared, "gb2312") == 0);
    OK("its type", m->mime && strcmp(m->mime, "text/plain") == 0);
    OK("its address", m->metadata_count == 1 && strcmp(m->metadata[0].value, "http://a.example/1") == 0);
    fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    fairleaf_document *d;
    const fairleaf_property *p;
    options.metadata = m->metadata;
    options.metadata_count = m->metadata_count;
    NUMBER("it can be read", fairleaf_read(f, &m->source, &options, &d, &error), FAIRLEAF_OK);
    bool told = false;
    for (size_t i = fairleaf_document_properties(d, &p); i-- > 0;)
        told |= strcmp(p[i].key, "url") == 0 && strcmp(p[i].rule, "container.record") == 0;
    OK("its address is a property with a rule of its own", told);
    fairleaf_document_free(d);
    NUMBER("a record without a length fails", fairleaf_unpack_next(u, &m, &error), FAIRLEAF_IO);
    OK("and has a name", m && strcmp(m->name, "000003") == 0);
    OK("and a reason", strstr(error.message, "record 3") && strstr(error.message, "Content-Length"));
    NUMBER("the next goes on", fairleaf_unpack_next(u, &m, NULL), FAIRLEAF_OK);
    BYTES("its bytes", m->source.bytes, m->source.length, "正文\n", strlen("正文\n"));
    NUMBER("the third that was handed out", m->index, 2);
    NUMBER("the end", fairleaf_unpack_next(u, &m, &error), FAIRLEAF_OK);
    OK("is the end", m == NULL);
    (void)fairleaf_unpack_next(u, &m, &error);
    OK("and stays it", m == NULL);
    const char *passed = fairleaf_unpack_passed(u, 0, &count);
    OK("what was passed over", passed && strcmp(passed, "warcinfo") == 0 && count == 1);
    OK("nothing else was", !fairleaf_unpack_passed(u, 1, &count));
    fairleaf_unpack_free(u);
}

static void check_failures(const fairleaf *f)
{
    fairleaf_container c = FAIRLEAF_CONTAINER_INIT;
    fairleaf_unpacking *u;
    fairleaf_error error;
    const fairleaf_member *m;
    file source = { crawl, sizeof crawl - 1, 300, 0 };
    c.read = read_some;
    c.context = &source;
    c.length = source.length;
    NUMBER("it opens", fairleaf_unpack(f, &c, &u, &error), FAIRLEAF_OK);
    unsigned failures = 0;
    while (fairleaf_unpack_next(u, &m, &error), m && failures < 10) failures += strstr(error.message, "read") != NULL;
    OK("a file that cannot be read on is one failure", failures == 1);
    fairleaf_unpack_free(u);
    fairleaf_unpack_free(NULL);
    c = (fairleaf_container)FAIRLEAF_CONTAINER_INIT;
    c.bytes = "";
    NUMBER("nothing", fairleaf_unpack(f, &c, &u, &error), FAIRLEAF_OK);
    NUMBER("is one document", fairleaf_unpack_next(u, &m, &error), FAIRLEAF_OK);
    OK("of no bytes", m && m->source.length == 0 && *m->name == '\0');
    fairleaf_unpack_free(u);
}

/* Memory that ends anywhere is a status. */
static void check_memory(void)
{
    unsigned ended = 0, done = 0;
    for (uint64_t memory = 1000; memory < 4000000; memory += memory / 4) {
        fairleaf_config config = FAIRLEAF_CONFIG_INIT;
        config.no_built_in = true;
        config.limits.memory = memory;
        fairleaf *f;
        fairleaf_error error;
        if (fairleaf_new(&config, &f, &error)) continue;
        fairleaf_container c = FAIRLEAF_CONTAINER_INIT;
        fairleaf_unpacking *u;
        const fairleaf_member *m = NULL;
        c.bytes = crawl;
        c.length = sizeof crawl - 1;
        fairleaf_status status = fairleaf_unpack(f, &c, &u, &error);
        while (!status) {
            status = fairleaf_unpack_next(u, &m, &error);
            if (!m) break;
            status = FAIRLEAF_OK;
        }
        ended += status == FAIRLEAF_NO_MEMORY;
        done += status == FAIRLEAF_OK;
        fairleaf_unpack_free(u);
        fairleaf_free(f);
    }
    OK("too little memory fails", ended > 0);
    OK("enough does not", done > 0);
}

int main(void)
{
    fairleaf *f;
    fairleaf_error error;
    if (fairleaf_new(NULL, &f, &error)) return 1;
    fairleaf_text head = { crawl, sizeof crawl - 1 };
    OK("what it is", strcmp(fairleaf_container_kind(head, NULL, NULL), "warc") == 0);
    OK("text is none", !fairleaf_container_kind((fairleaf_text){ "text", 4 }, "a.txt", NULL));
    fairleaf_container c = FAIRLEAF_CONTAINER_INIT;
    c.bytes = crawl;
    c.length = sizeof crawl - 1;
    check_records(f, &c);
    file source = { crawl, sizeof crawl - 1, UINT64_MAX, 0 };
    c.bytes = NULL;
    c.read = read_some;
    c.context = &source;
    check_records(f, &c);
    OK("it was read piece by piece", source.calls > 10);
    check_failures(f);
    check_memory();
    fairleaf_free(f);
    return DONE();
}
