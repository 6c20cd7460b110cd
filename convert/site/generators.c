/* site/generators.c - the table. What is written was tried with the generator itself
 * (tests/site/generators.sh). */
#include "site/generators.h"

#include <string.h>

/* What a report is about, under names that no generator has taken. */
#define METADATA                                                                            \
    { "subtitle", FL_KEY_METADATA, "subtitle" }, { "author", FL_KEY_METADATA, "author" },   \
        { "place", FL_KEY_METADATA, "place" }, { "body", FL_KEY_METADATA, "body" },         \
        { "session", FL_KEY_METADATA, "session" }, { "origin", FL_KEY_METADATA, "source" }, \
    {                                                                                       \
        "reporters", FL_KEY_METADATA, "reporters"                                           \
    }
#define END                     \
    {                           \
        NULL, FL_KEY_TEXT, NULL \
    }

static const fl_key hugo[] = {
    { "title", FL_KEY_TITLE, NULL },     { "date", FL_KEY_DATE, NULL },
    { "slug", FL_KEY_SLUG, NULL },       { "description", FL_KEY_SUMMARY, NULL },
    { "summary", FL_KEY_SUMMARY, NULL }, { "isCJKLanguage", FL_KEY_IF_CJK, "true" },
    { "tags", FL_KEY_TAGS, NULL },       METADATA,
    { "ledger", FL_KEY_LEDGER, NULL },   END
};

static const fl_key jekyll[] = { { "title", FL_KEY_TITLE, NULL },
                                 { "date", FL_KEY_DATE, NULL },
                                 { "description", FL_KEY_SUMMARY, NULL },
                                 { "excerpt", FL_KEY_SUMMARY, NULL },
                                 { "render_with_liquid", FL_KEY_TEXT, "false" },
                                 { "tags", FL_KEY_TAGS, NULL },
                                 METADATA,
                                 { "ledger", FL_KEY_LEDGER, NULL },
                                 END };

/* Its tags are its collections. */
static const fl_key eleventy[] = {
    { "title", FL_KEY_TITLE, NULL },         { "date", FL_KEY_DATE, NULL },
    { "description", FL_KEY_SUMMARY, NULL }, { "templateEngineOverride", FL_KEY_TEXT, "md" },
    { "tags", FL_KEY_TEXT, "reports" },      METADATA,
    { "ledger", FL_KEY_LEDGER, NULL },       END
};

static const fl_key mkdocs[] = {
    { "title", FL_KEY_TITLE, NULL },         { "date", FL_KEY_DATE, NULL },
    { "description", FL_KEY_SUMMARY, NULL }, METADATA,
    { "ledger", FL_KEY_LEDGER, NULL },       END
};

static const fl_key pelican[] = {
    { "Title", FL_KEY_TITLE, NULL },     { "Date", FL_KEY_DATE, NULL },
    { "Slug", FL_KEY_SLUG, NULL },       { "Tags", FL_KEY_TAGS, NULL },
    { "Summary", FL_KEY_SUMMARY, NULL }, { "Place", FL_KEY_METADATA, "place" },
    { "Body", FL_KEY_METADATA, "body" }, { "Origin", FL_KEY_METADATA, "source" },
    { "Ledger", FL_KEY_LEDGER, NULL },   END
};

static const fl_key docusaurus[] = { { "title", FL_KEY_TITLE, NULL },
                                     { "description", FL_KEY_SUMMARY, NULL },
                                     { "sidebar_position", FL_KEY_POSITION, NULL },
                                     { "mdx", FL_KEY_TEXT, "{format: md}" },
                                     { "tags", FL_KEY_TAGS, NULL },
                                     { "date", FL_KEY_DATE, NULL },
                                     METADATA,
                                     { "ledger", FL_KEY_LEDGER, NULL },
                                     END };

static const fl_key sphinx[] = { { "title", FL_KEY_TITLE, NULL },   { "date", FL_KEY_DATE, NULL },
                                 { "orphan", FL_KEY_TEXT, "true" }, METADATA,
                                 { "ledger", FL_KEY_LEDGER, NULL }, END };

static void guard_vue(fl_buf *out, fl_span body);
static void guard_shortcodes(fl_buf *out, fl_span body);

#define FOLDER "reports/{slug}/index"
#define BESIDE "index.ledger.json"

static const fl_generator generators[] = {
    { .name = "hugo",
      .dated = FOLDER,
      .undated = FOLDER,
      .address = BESIDE,
      .key = hugo,
      .beside = true,
      .guard = guard_shortcodes,
      .listing = FL_LISTING_SECTION,
      .index = "reports/_index" },
    { .name = "jekyll", /* posts have a date in their names: others are a collection */
      .dated = "_posts/{slug}",
      .undated = "_reports/{slug}",
      .ledger = "ledgers/{slug}",
      .address = "/ledgers/{slug}.ledger.json",
      .key = jekyll },
    { .name = "eleventy",
      .dated = FOLDER,
      .undated = FOLDER,
      .address = BESIDE,
      .key = eleventy,
      .beside = true },
    { .name = "mkdocs",
      .dated = FOLDER,
      .undated = FOLDER,
      .address = BESIDE,
      .key = mkdocs,
      .heading = true,
      .beside = true,
      .listing = FL_LISTING_LINKS,
      .index = "reports/index" },
    { .name = "pelican", /* articles must have a date: others are pages */
      .dated = "reports/{slug}",
      .undated = "pages/{slug}",
      .ledger = "ledgers/{slug}",
      .address = "ledgers/{slug}.ledger.json",
      .notation = FL_NOTATION_LINES,
      .key = pelican },
    { .name = "vitepress",
      .dated = FOLDER,
      .undated = FOLDER,
      .ledger = "public/reports/{slug}/index",
      .address = BESIDE,
      .key = mkdocs,
      .heading = true,
      .beside = true,
      .bundles = true,
      .in_script = true,
      .guard = guard_vue,
      .listing = FL_LISTING_LINKS,
      .index = "reports/index" },
    { .name = "docusaurus",
      .dated = "docs/" FOLDER,
      .undated = "docs/" FOLDER,
      .ledger = "static/ledgers/{slug}",
      .address = "/ledgers/{slug}.ledger.json",
      .key = docusaurus,
      .beside = true,
      .bundles = true },
    { .name = "sphinx", /* copies only what html_extra_path names */
      .dated = FOLDER,
      .undated = FOLDER,
      .ledger = "extra/reports/{slug}/index",
      .address = BESIDE,
      .key = sphinx,
      .heading = true,
      .beside = true,
      .listing = FL_LISTING_LINKS,
      .index = "reports/index" },
    { .name = NULL },
};

const fl_generator *fl_generator_at(size_t index)
{
    return index < sizeof generators / sizeof *generators && generators[index].name
               ? &generators[index]
               : NULL;
}

const fl_generator *fl_generator_find(const char *name)
{
    for (const fl_generator *g = generators; g->name; g++)
        if (strcmp(g->name, name) == 0) return g;
    return NULL;
}

/* ---- what would be run instead of shown ---- */

/* Vue evaluates {{ }} even where the braces are references. */
static void guard_vue(fl_buf *out, fl_span body)
{
    fl_buf_text(out, "::: v-pre\n\n");
    fl_buf_span(out, body);
    fl_buf_text(out, "\n:::\n");
}

/* Braces in text are escaped by the writer of Markdown; in code they are not, and Hugo looks for
 * shortcodes there too. {{</ * x * />}} is its notation for showing one. */
static void guard_shortcodes(fl_buf *out, fl_span body)
{
    for (size_t at = 0; at < body.n; at++) {
        fl_span rest = fl_span_sub(body, at, body.n);
        bool angle = fl_span_starts(rest, FL_SPAN("{{<"));
        if (!angle && !fl_span_starts(rest, FL_SPAN("{{%"))) {
            fl_buf_byte(out, body.p[at]);
            continue;
        }
        size_t end = fl_span_find(rest, angle ? FL_SPAN(">}}") : FL_SPAN("%}}"), 3);
        size_t stop = end == SIZE_MAX ? rest.n : end;
        fl_buf_text(out, angle ? "{{</*" : "{{%/*");
        fl_buf_span(out, fl_span_sub(rest, 3, stop));
        fl_buf_text(out, angle ? "*/>}}" : "*/%}}");
        at += stop + (end == SIZE_MAX ? 0 : 3) - 1;
    }
}
