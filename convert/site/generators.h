/* site/generators.h - what each site generator expects of its content: one row a generator. */
#ifndef FL_SITE_GENERATORS_H
#define FL_SITE_GENERATORS_H

#include "base/buf.h"

/* Where the value of a key of front matter comes from. */
typedef enum fl_key_from {
    FL_KEY_TITLE,
    FL_KEY_DATE,    /* left out when the report has none */
    FL_KEY_SUMMARY, /* first lines of the text */
    FL_KEY_SLUG,
    FL_KEY_TAGS,     /* place, body and year */
    FL_KEY_LEDGER,   /* address of the ledger, for the template of the site */
    FL_KEY_POSITION, /* a number that puts newer reports first */
    FL_KEY_IF_CJK,   /* the text, for reports in Chinese, Japanese or Korean */
    FL_KEY_TEXT,     /* the text as it stands in the row */
    FL_KEY_METADATA  /* the metadata called `text` */
} fl_key_from;

typedef struct fl_key {
    const char *name;
    fl_key_from from;
    const char *text;
} fl_key;

/* How front matter is written. */
typedef enum fl_notation {
    FL_NOTATION_YAML,
    FL_NOTATION_LINES /* Key: value, as Pelican and python-markdown have it */
} fl_notation;

/* What stands beside the reports so that they are found. */
typedef enum fl_listing {
    FL_LISTING_NONE,
    FL_LISTING_SECTION, /* a page without text: the generator lists what is in its folder */
    FL_LISTING_LINKS    /* a page of links, newest first */
} fl_listing;

typedef struct fl_generator {
    const char *name;
    const char *dated, *undated; /* path of a page, see fl_slug_path; the suffix is .md */
    const char *ledger;          /* path of its ledger, without suffix; NULL: beside the page */
    const char *address;         /* how the page links to it */
    fl_notation notation;
    const fl_key *key;
    bool heading;   /* the title is a heading of the body too */
    bool beside;    /* images may stand beside the page */
    bool bundles;   /* a picture that is not there ends the build: its words stand for it */
    bool in_script; /* front matter ends up in a script: < would end it and is written full-width;
                       the title is read as Markdown */
    void (*guard)(fl_buf *out, fl_span body); /* NULL: the body needs none */
    fl_listing listing;
    const char *index; /* path of the listing */
} fl_generator;

/* The index'th row, or NULL behind the last; the row of a name, or NULL. */
const fl_generator *fl_generator_at(size_t index);
const fl_generator *fl_generator_find(const char *name);

#endif
