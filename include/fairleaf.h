/* fairleaf.h - turns raw scraped reports into clean Markdown and HTML, and accounts for every
 * character.
 *
 * The whole public interface. A program makes one `fairleaf` (rules and limits), reads sources into
 * documents, and writes documents in any number of formats:
 *
 *     fairleaf *f;  fairleaf_document *d;  fairleaf_error error;
 *     fairleaf_new(NULL, &f, &error);
 *     fairleaf_read(f, &source, NULL, &d, &error);
 *     fairleaf_write(d, &output, sink, context, &error);
 *     fairleaf_document_free(d);  fairleaf_free(f);
 *
 * Threads: `fairleaf` and `fairleaf_document` never change after they are made; share them as you
 * like. Text:    all text handed out is UTF-8. Lengths are bytes, `byte` counts from 0, `line` and
 * `column` from 1. Failing: functions return a status; what happened and where is in the caller's
 * fairleaf_error (which may be NULL). The library never prints, exits, aborts, reads the
 * environment or changes the locale. Growth:  structs that the caller fills begin with `size`: set
 * it with the FAIRLEAF_..._INIT macros; members that a later version adds are then taken as zero.
 */
#ifndef FAIRLEAF_H
#define FAIRLEAF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FAIRLEAF_VERSION "0.1.0"

#if defined FAIRLEAF_BUILD && defined __GNUC__
#define FAIRLEAF_API __attribute__((visibility("default")))
#else
#define FAIRLEAF_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- failing ------------------------------------------------------------------------------ */

#define FAIRLEAF_STATUS_MAP(X)                                              \
    X(OK, "done")                                                           \
    X(NO_MEMORY, "out of memory, or over the memory limit")                 \
    X(IO, "a file could not be read or written")                            \
    X(ENCODING, "unknown character encoding, or no decoder for it")         \
    X(NOT_TEXT, "the input is not text")                                    \
    X(LIMIT, "over a limit")                                                \
    X(ARGUMENT, "an argument is not one of those allowed")                  \
    X(RULES, "a rule pack is wrong")                                        \
    X(DECISIONS, "a decision is wrong, or does not fit the document")       \
    X(VERIFY, "the Markdown written does not mean what the document means") \
    X(STOPPED, "the sink asked to stop")                                    \
    X(TEMPLATE, "a template is wrong")

typedef enum fairleaf_status {
#define FAIRLEAF_STATUS_ENUM(name, text) FAIRLEAF_##name,
    FAIRLEAF_STATUS_MAP(FAIRLEAF_STATUS_ENUM)
#undef FAIRLEAF_STATUS_ENUM
} fairleaf_status;

/* Where and why something failed. line 0: the place is not known. */
typedef struct fairleaf_error {
    fairleaf_status status;
    uint32_t line, column; /* from 1, column in bytes */
    uint64_t byte;         /* from 0, in the source as found */
    char message[240];     /* UTF-8, no control characters, no full stop */
} fairleaf_error;

FAIRLEAF_API const char *
fairleaf_status_text(fairleaf_status status);    /* static text, "unknown status" for others */
FAIRLEAF_API const char *fairleaf_version(void); /* FAIRLEAF_VERSION of the library that runs */

/* A run of bytes that belongs to somebody else. Not terminated by a NUL. */
typedef struct fairleaf_text {
    const char *bytes;
    size_t length;
} fairleaf_text;

/* ---- rules and limits: made once, then only read ------------------------------------------ */

/* Zero means the default. Going over a limit is FAIRLEAF_LIMIT with the place, never a crash. */
typedef struct fairleaf_limits {
    uint64_t
        bytes; /* of one source; default and most 128 MiB: cmark cannot hold a buffer of 1 GiB */
    uint64_t line_bytes; /* of one decoded line; default 128 MiB */
    uint64_t lines;      /* of one source; default 8 million */
    uint64_t memory;     /* of one document while it is made; default 2 GiB */
    uint32_t depth;      /* of nested blocks; default 1000 */
} fairleaf_limits;

typedef struct fairleaf_config {
    size_t size;
    fairleaf_limits limits;
    const fairleaf_text *packs; /* rule packs (YAML, fairleaf-pack(5)) read after the built-in ones;
                                   their bytes are copied */
    const char *const *pack_names; /* a name for each, for messages; NULL: "pack 1" ... */
    size_t pack_count;
    bool no_built_in;        /* do not load the built-in packs */
    fairleaf_text decisions; /* what a person decided about changes (YAML, fairleaf-decisions(5)),
                                for any number of documents; copied; empty: nothing */
    const char *decisions_name; /* for messages; NULL: "decisions" */
} fairleaf_config;
#define FAIRLEAF_CONFIG_INIT                                                                \
    {                                                                                       \
        sizeof(fairleaf_config), { 0, 0, 0, 0, 0 }, NULL, NULL, 0, false, { NULL, 0 }, NULL \
    }

typedef struct fairleaf fairleaf;

/* config NULL: all defaults. *out is NULL on failure. Fails: NO_MEMORY, RULES (line and byte are
 * those in the pack), DECISIONS (those in the decisions). */
FAIRLEAF_API fairleaf_status fairleaf_new(const fairleaf_config *config, fairleaf **out,
                                          fairleaf_error *error);
FAIRLEAF_API void
fairleaf_free(fairleaf *f); /* NULL is allowed; documents made with it must be freed first */

/* ---- reading ------------------------------------------------------------------------------ */

typedef struct fairleaf_source {
    const char *name;  /* what outputs call it: never opened; NULL: nothing. One that ends in .md or
                          .markdown says that it is Markdown */
    const char *bytes; /* borrowed until the document is freed */
    size_t length;
    const char *declared; /* charset that a header declared: weighed, not believed; NULL: none */
} fairleaf_source;

/* Metadata that the caller knows better: it takes the place of what is found under its key. Fields
 * with one key make a list; an empty value takes the key away. */
typedef struct fairleaf_field {
    const char *key;   /* a letter, then letters, digits, _ and - */
    const char *value; /* UTF-8 */
    const char *rule;  /* where it comes from, static; NULL: metadata.given */
} fairleaf_field;

typedef enum fairleaf_level { FAIRLEAF_NORMAL, FAIRLEAF_CAUTIOUS, FAIRLEAF_EAGER } fairleaf_level;

/* How enumerated points are written: as items of lists, as paragraphs with a strong marker (and
 * lead), or as they stand in the source. */
typedef enum fairleaf_points {
    FAIRLEAF_POINTS_LIST,
    FAIRLEAF_POINTS_STRONG,
    FAIRLEAF_POINTS_KEEP
} fairleaf_points;

typedef struct fairleaf_options {
    size_t size;
    const char *input;    /* a name of fairleaf_input(), or NULL or "auto" */
    const char *encoding; /* IANA name or alias, or NULL or "auto" */
    fairleaf_level
        level; /* how sure a change must be: .80 normal, .95 cautious (else flagged), .60 eager */
    const char *const *enable,
        *const *disable; /* globs over rule names, each list ended by NULL, or NULL */
    bool as_is;          /* neither clean nor guess structure: convert what the source says */
    const char *place;   /* what outputs and decisions call the source; NULL: as its name has it */
    const fairleaf_field *metadata; /* borrowed during the call */
    size_t metadata_count;
    fairleaf_points points;
    const char *base;   /* pages: what relative addresses are relative to, unless the page says so;
                           NULL: they stay relative */
    const char *script; /* simplified, traditional, tw, hk: Chinese text is converted by OpenCC,
                           which must be installed; NULL: as it is */
    bool join_pages; /* the source is pages of one report, one behind the other: no warning */
} fairleaf_options;
#define FAIRLEAF_OPTIONS_INIT                                                                    \
    {                                                                                            \
        sizeof(fairleaf_options), NULL, NULL, FAIRLEAF_NORMAL, NULL, NULL, false, NULL, NULL, 0, \
            FAIRLEAF_POINTS_LIST, NULL, NULL, false                                              \
    }

typedef struct fairleaf_document fairleaf_document;

/* Reads, cleans and structures one source. how NULL: all defaults. *out is NULL on failure.
 * Fails: NO_MEMORY, ENCODING (no such charset, or it could not be told and the bytes are not
 * UTF-8), NOT_TEXT (line and byte of the proof), LIMIT, ARGUMENT (unknown input kind or script, a
 * key or value of metadata that is none, OpenCC not installed), DECISIONS (one about this document
 * names a change that is not there, or the source has changed since). Bytes that cannot be decoded
 * do not fail: each place becomes one U+FFFD and a warning. With as_is, decisions are not looked
 * at. */
FAIRLEAF_API fairleaf_status fairleaf_read(const fairleaf *f, const fairleaf_source *source,
                                           const fairleaf_options *how, fairleaf_document **out,
                                           fairleaf_error *error);
FAIRLEAF_API void fairleaf_document_free(fairleaf_document *d); /* NULL is allowed */

/* What a source is, without converting it. Text members are static or belong to the `fairleaf`. */
typedef struct fairleaf_detection {
    const char *input;    /* a name of fairleaf_input(), or "binary" */
    const char *encoding; /* IANA name, or NULL when it cannot be told */
    const char *
        how; /* mark, escape, valid, declared, statistics, asked; "unknown" when encoding is NULL */
    float confidence;     /* 0 to 1 */
    const char *language; /* BCP 47, or NULL */
    const char *line_end; /* lf, crlf, cr, mixed, none */
    const char *second;   /* next best encoding, or NULL */
} fairleaf_detection;

/* Fails: NO_MEMORY, LIMIT. A source that is not text is not a failure here: input is "binary". */
FAIRLEAF_API fairleaf_status fairleaf_detect(const fairleaf *f, const fairleaf_source *source,
                                             fairleaf_detection *out, fairleaf_error *error);
FAIRLEAF_API const fairleaf_detection *fairleaf_document_detection(const fairleaf_document *d);

/* ---- containers: many documents in one file ------------------------------------------------ */

/* A compressed file (gzip, zstd, xz, bzip2, lz4, lzma), an archive (tar, zip, 7z), a crawl (WARC,
 * WET), JSON lines, a page with its parts (MHTML), and any of these in another. */
typedef struct fairleaf_container {
    size_t size;
    const char *name;  /* its suffix helps to tell what it is; NULL: nothing does */
    const char *bytes; /* all of it, or NULL when it is read piece by piece: */
    uint64_t length;
    /* up to `room` bytes from `byte` on; 0 at the end, negative when it failed */
    ptrdiff_t (*read)(void *context, uint64_t byte, char *out, size_t room);
    void *context;
    uint64_t most;            /* bytes that it may unpack to, all layers together; 0: 64 GiB */
    uint32_t ratio;           /* times its length that it may unpack to, beyond 64 MiB; 0: 250 */
    uint32_t depth;           /* containers in one another; 0: 8 */
    const char *const *roles; /* members of JSON lines, as ROLE=NAME: ROLE is html, text, content,
                                 bytes_b64, id, url, content_type, encoding, retrieved, or a key
                                 of metadata; ended by NULL; NULL: each is called as it is */
} fairleaf_container;
#define FAIRLEAF_CONTAINER_INIT                                              \
    {                                                                        \
        sizeof(fairleaf_container), NULL, NULL, 0, NULL, NULL, 0, 0, 0, NULL \
    }

/* What a container is by its first bytes (64 KiB tell all) and name: gzip, packed, tar, zip, warc,
 * jsonl, mhtml; NULL: none. `roles` as above. Static. */
FAIRLEAF_API const char *fairleaf_container_kind(fairleaf_text head, const char *name,
                                                 const char *const *roles);

/* One document in it. All lives until the next one is asked for. */
typedef struct fairleaf_member {
    uint64_t index; /* among those that were handed out, from 0 */
    /* A path of folders and a file, safe below any folder: relative, no `..`, nothing hidden, no
     * control characters, each one different. Empty: the container holds one document that is
     * called as it is. */
    const char *name;
    fairleaf_source source;         /* name is NULL */
    const char *mime;               /* as declared; NULL: not */
    const fairleaf_field *metadata; /* url, retrieved, record, truncated, as far as it says */
    size_t metadata_count;
} fairleaf_member;

/* The documents of a container, one after another; only one of them is in memory. */
typedef struct fairleaf_unpacking fairleaf_unpacking;

/* `container` is borrowed until the unpacking is freed; limits->bytes holds for every document.
 * *out is NULL on failure. Fails: NO_MEMORY. */
FAIRLEAF_API fairleaf_status fairleaf_unpack(const fairleaf *f, const fairleaf_container *container,
                                             fairleaf_unpacking **out, fairleaf_error *error);
/* The next document; *out is NULL behind the last. When one record or member cannot be read, that
 * fails (IO, LIMIT, ARGUMENT), *out gives its name, and the next call goes on behind it. Fails with
 * *out NULL: NO_MEMORY, and nothing more comes. */
FAIRLEAF_API fairleaf_status fairleaf_unpack_next(fairleaf_unpacking *u,
                                                  const fairleaf_member **out,
                                                  fairleaf_error *error);
/* What was passed over so far because it is no document (links, images, requests): the name of the
 * index'th kind, and how many; NULL behind the last. */
FAIRLEAF_API const char *fairleaf_unpack_passed(const fairleaf_unpacking *u, size_t index,
                                                uint64_t *count);
FAIRLEAF_API void fairleaf_unpack_free(fairleaf_unpacking *u); /* NULL is allowed */

/* ---- what a document says ----------------------------------------------------------------- */

/* Metadata. Keys are those of fairleaf_key() and the caller's. A list has several values; the
 * others one. The span is in the source as found. */
typedef struct fairleaf_property {
    const char *key; /* NUL-terminated */
    bool is_list;
    const fairleaf_text *values;
    size_t count;
    const char *rule; /* which rule found it; metadata.given: the caller said so */
    uint32_t line;    /* 0: not from one place (lang) */
    uint64_t byte, bytes;
    float confidence;
} fairleaf_property;

/* *out is an array of the returned length and lives as long as the document. */
FAIRLEAF_API size_t fairleaf_document_properties(const fairleaf_document *d,
                                                 const fairleaf_property **out);

typedef struct fairleaf_heading {
    uint8_t level;        /* 1 is the title */
    fairleaf_text text;   /* plain */
    fairleaf_text marker; /* its enumerator, such as a Chinese section number; empty if none */
    uint32_t line;
} fairleaf_heading;

FAIRLEAF_API size_t fairleaf_document_outline(const fairleaf_document *d,
                                              const fairleaf_heading **out);

/* Something a person should look at. Sorted by place. */
typedef struct fairleaf_warning {
    uint32_t line, column;
    uint64_t byte;
    const char *rule;    /* such as decode.bad-bytes */
    const char *message; /* one line, no control characters */
} fairleaf_warning;

FAIRLEAF_API size_t fairleaf_document_warnings(const fairleaf_document *d,
                                               const fairleaf_warning **out);

/* The lines of the decisions (fairleaf_config) at which this document stands; their number. */
FAIRLEAF_API size_t fairleaf_document_decisions(const fairleaf_document *d, const uint32_t **out);

/* ---- the account: every change ------------------------------------------------------------ */

typedef enum fairleaf_edit_kind {
    FAIRLEAF_EDIT_REMOVE,  /* left out */
    FAIRLEAF_EDIT_REPLACE, /* something else stands in its place */
    FAIRLEAF_EDIT_JOIN,    /* a line end taken away between two lines */
    FAIRLEAF_EDIT_INSERT,  /* before is empty */
    FAIRLEAF_EDIT_MARK,    /* text unchanged, only its role was recognised */
    FAIRLEAF_EDIT_NOTE     /* text unchanged, a person should look */
} fairleaf_edit_kind;

typedef struct fairleaf_edit {
    fairleaf_edit_kind kind;
    const char *rule, *why;            /* NUL-terminated */
    uint32_t line;                     /* where the span starts */
    uint64_t byte, bytes;              /* span in the source as found, before decoding */
    float confidence;                  /* 0 to 1: the share of such changes that are right */
    fairleaf_text before;              /* what the span decodes to */
    fairleaf_text after;               /* what stands there now */
    const fairleaf_text *alternatives; /* what else might stand there, best first */
    size_t alternative_count;
} fairleaf_edit;

/* Code points of the decoded source. input = kept + removed + replaced + unaccounted; unaccounted
 * is 0 unless there is a fault in the library. `inserted` are code points of the clean text that
 * are not in the source. */
typedef struct fairleaf_balance {
    uint64_t input, kept, removed, replaced, inserted, unaccounted;
} fairleaf_balance;

/* Edits are sorted and disjoint. Replaying them over the decoded source gives the clean text; clean
 * text and what the format "text" writes are the same, white space aside. */
typedef struct fairleaf_account {
    const fairleaf_edit *edits;
    size_t edit_count;
    fairleaf_balance balance;
    fairleaf_text source; /* decoded source, line ends as found */
    fairleaf_text clean;  /* the source with all edits done */
} fairleaf_account;

/* Works out the account; it is made on demand because most conversions never look at it. Valid
 * until freed, and not longer than the document. Fails: NO_MEMORY. */
FAIRLEAF_API fairleaf_status fairleaf_document_account(const fairleaf_document *d,
                                                       const fairleaf_account **out,
                                                       fairleaf_error *error);
FAIRLEAF_API void fairleaf_account_free(const fairleaf_account *account); /* NULL is allowed */

/* The way back, for who has kept an account and holds it against the source again: where bytes of
 * the source as found stand in the decoded source. byte[] must rise; offset[i] is that of the
 * character that byte[i] begins or belongs to, or the length of the decoded source. */
FAIRLEAF_API void fairleaf_document_offsets(const fairleaf_document *d, const uint64_t *byte,
                                            size_t count, uint64_t *offset);

/* ---- writing ------------------------------------------------------------------------------ */

/* A template (Mustache, fairleaf(1)): of a page, or a partial that one names. */
typedef struct fairleaf_template {
    const char *name;
    fairleaf_text text;
} fairleaf_template;

typedef struct fairleaf_output {
    size_t size;
    const char *format; /* a name of fairleaf_format() */
    int width;   /* 0: one line a paragraph; else break at spaces that exist, near this column */
    bool verify; /* Markdown only: parse it back and compare; fails with VERIFY and the block's line
                  */
    const char *front_matter; /* markdown, html, text: the metadata before the text as yaml, toml or
                                 json; the title is then not a heading as well. NULL: none */
    bool title_heading;       /* it is, even so */
    bool standalone;          /* a page around the text: formats with FAIRLEAF_HAS_TEMPLATE. The
                                 template is called "page" and the suffix, such as page.html */
    const fairleaf_template *templates; /* looked in before the built-in ones; borrowed */
    size_t template_count;
    const char *by;             /* jsonl: "section" (also NULL) or "document" */
    const char *const *columns; /* csv: keys of metadata, path, characters, headings, ended by
                                   NULL; NULL: all */
    const char *strong; /* markdown: strong that CommonMark would not take where it stands: auto
                           (also NULL), exact, html, plain */
    const char *tables; /* markdown: pipe (also NULL), html, text */
    bool footnotes;     /* markdown: notes as [^1] where it is sure what they belong to */
} fairleaf_output;
#define FAIRLEAF_OUTPUT_INIT                                                                    \
    {                                                                                           \
        sizeof(fairleaf_output), "markdown", 0, false, NULL, false, false, NULL, 0, NULL, NULL, \
            NULL, NULL, false                                                                   \
    }

/* Takes the bytes in order; false stops the writing with FAIRLEAF_STOPPED. */
typedef bool (*fairleaf_sink)(void *context, const char *bytes, size_t length);

/* Fails: ARGUMENT (unknown format, or one that has not what is asked for), NO_MEMORY, VERIFY,
 * TEMPLATE (line and byte are those in the template, which the message names when it is a partial),
 * STOPPED. Output is UTF-8 with LF line ends; the same document gives the same bytes everywhere. */
FAIRLEAF_API fairleaf_status fairleaf_write(const fairleaf_document *d, const fairleaf_output *how,
                                            fairleaf_sink sink, void *context,
                                            fairleaf_error *error);

/* ---- tables ------------------------------------------------------------------------------- */

/* What a format allows. */
enum {
    FAIRLEAF_HAS_FRONT_MATTER = 1,
    FAIRLEAF_HAS_TEMPLATE = 2, /* can be a page around the text */
    FAIRLEAF_HAS_ROWS = 4,     /* outputs of several documents may stand in one file */
    FAIRLEAF_HAS_HEADER = 8    /* its first line is then written once */
};
typedef struct fairleaf_format_info {
    const char *name, *mime, *suffix, *about;
    unsigned has; /* FAIRLEAF_HAS_… */
} fairleaf_format_info;
typedef struct fairleaf_input_info {
    const char *name, *mime, *about;
} fairleaf_input_info;
typedef struct fairleaf_key_info {
    const char *name;
    bool is_list;
    const char *about;
} fairleaf_key_info;

/* The index'th row (static), or NULL behind the last. */
FAIRLEAF_API const fairleaf_format_info *fairleaf_format(size_t index);
FAIRLEAF_API const fairleaf_input_info *fairleaf_input(size_t index);
FAIRLEAF_API const fairleaf_key_info *fairleaf_key(size_t index); /* of metadata */
FAIRLEAF_API const fairleaf_template *fairleaf_built_in_template(size_t index);

/* Reads a template without using it; *partials (NULL is allowed) is called for each partial that it
 * names. Fails: NO_MEMORY, TEMPLATE (with the place). */
FAIRLEAF_API fairleaf_status fairleaf_check_template(fairleaf_text text,
                                                     void (*partial)(void *context,
                                                                     fairleaf_text name),
                                                     void *context, fairleaf_error *error);

/* A rule, for lists: those of packs, then those that need code. Belongs to the `fairleaf`. Texts
 * are NULL where it has none. */
typedef struct fairleaf_rule_info {
    const char *name, *about, *zone, *action;
    const char *matches, *spares; /* lines that it must match and must not, one a line; of a rule
                                     that needs code: a short document each */
    const char *pattern;          /* NULL: the rule needs code */
    const char *meta;             /* the key under which it keeps what it finds */
    const char *file;             /* the pack, or the source file, in which it stands */
    uint32_t line;                /* there; 0: the whole file */
    float confidence;             /* 0: worked out for each place */
    uint32_t longest;             /* columns; 0: any */
    bool part, strong, opens;     /* as in fairleaf-pack(5) */
} fairleaf_rule_info;
FAIRLEAF_API size_t fairleaf_rules(const fairleaf *f, const fairleaf_rule_info **out);

/* ---- learning: lines that recur over the pages of a site ---------------------------------- */

/* What a learner needs of one page: its lines as hashes, and those near its edges. */
typedef struct fairleaf_page fairleaf_page;
typedef struct fairleaf_learner fairleaf_learner;

/* Looks at one page, in any thread. Fails as fairleaf_read does. */
FAIRLEAF_API fairleaf_status fairleaf_learn_look(const fairleaf *f, const fairleaf_source *source,
                                                 const fairleaf_options *how, fairleaf_page **out,
                                                 fairleaf_error *error);
FAIRLEAF_API void fairleaf_page_free(fairleaf_page *page); /* NULL is allowed */

/* Fails: NO_MEMORY. */
FAIRLEAF_API fairleaf_status fairleaf_learner_new(const fairleaf *f, fairleaf_learner **out,
                                                  fairleaf_error *error);
FAIRLEAF_API void fairleaf_learner_free(fairleaf_learner *l); /* NULL is allowed */

/* Adds a page, by one thread at a time; the page may be freed afterwards. Of pages whose text is
 * nearly the same only the first counts, so that the order decides. Takes about two KB a page.
 * Fails: NO_MEMORY; the learner can then only be freed. */
FAIRLEAF_API fairleaf_status fairleaf_learn_add(fairleaf_learner *l, const fairleaf_page *page,
                                                fairleaf_error *error);

/* Writes what was learned so far as a rule pack (YAML, fairleaf-pack(5)), with counts and examples:
 * for a person to read, edit and give as one of fairleaf_config.packs. The same pages in the same
 * order give the same bytes. Fails: NO_MEMORY, STOPPED. */
FAIRLEAF_API fairleaf_status fairleaf_learn_write(fairleaf_learner *l, fairleaf_sink sink,
                                                  void *context, fairleaf_error *error);

#ifdef __cplusplus
}
#endif
#endif
