/* site/feed.c */
#include "site/feed.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/template.h"
#include "base/utf8.h"
#include "site/page.h"
#include "site/summary.h"

enum { FEED_REPORTS = 50, SITEMAP_ADDRESSES = 50000, LONGEST_PATH = 8192, SUMMARY_BYTES = 4096 };

/* ---- feed ---- */

/* A name for ever: the digest of the source as a UUID (RFC 9562, version 8). */
static void write_id(fl_buf *out, const fl_digest *d)
{
    unsigned char u[16];
    memcpy(u, d->bytes, sizeof u);
    u[6] = (unsigned char)((u[6] & 0x0F) | 0x80);
    u[8] = (unsigned char)((u[8] & 0x3F) | 0x80);
    fl_buf_text(out, "urn:uuid:");
    for (size_t i = 0; i < sizeof u; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) fl_buf_byte(out, '-');
        fl_buf_format(out, "%02x", u[i]);
    }
}

static fl_span summary_of(fl_build *b, fl_arena *a, const fl_entry *e)
{
    char path[LONGEST_PATH];
    fl_loaded *loaded = &b->worker[0].loaded;
    (void)snprintf(path, sizeof path, "%s/%s.txt", b->site->output, e->stem);
    if (fl_load_head(path, SUMMARY_BYTES, loaded, NULL)) return FL_SPAN("");
    fl_span text = { loaded->bytes, loaded->length };
    text.n = fl_utf8_valid(text);
    return fl_summary_of(a, text, fl_span_of(e->title));
}

static void add_updated(fl_arena *a, fl_value *to, const char *date)
{
    fl_buf text = fl_buf_new(a, 24);
    fl_buf_format(&text, "%sT00:00:00Z", date);
    fl_value_text(a, to, "updated", fl_buf_view(&text));
}

/* The day of a time in seconds since 1970 (days to civil date, in the proleptic Gregorian calendar:
 * years of 400 that begin in March). */
static const char *day_of(fl_arena *a, int64_t seconds)
{
    int64_t days = seconds / 86400 + 719468, era = days / 146097, day = days % 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= 365 * year + year / 4 - year / 100;
    int64_t month = (5 * day + 2) / 153;
    fl_buf out = fl_buf_new(a, 24);
    day -= (153 * month + 2) / 5 - 1;
    month += month < 10 ? 3 : -9;
    year += era * 400 + (month <= 2);
    fl_buf_format(&out, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
    return fl_buf_string(&out);
}

/* A feed must say when it changed: with no report that has a date, when the last source did. */
static const char *newest_of(const fl_build *b, fl_arena *a, const fl_entries *entries)
{
    int64_t changed = 0;
    const fl_walk *walk = b->site->walk;
    if (entries->count && entries->item[0].date) return entries->item[0].date;
    for (size_t i = 0; i < walk->count; i++)
        if (walk->item[i].changed > changed) changed = walk->item[i].changed;
    return day_of(a, changed / 1000000000);
}

static void add_entry(fl_build *b, fl_arena *a, fl_value *list, const fl_entry *e)
{
    fl_value *entry = fl_value_add(a, list, NULL, FL_VALUE_MAP);
    fl_buf id = fl_buf_new(a, 64), href = fl_buf_new(a, 96);
    write_id(&id, &e->digest);
    fl_buf_format(&href, "%s" FL_PAGE_SUFFIX, e->stem);
    fl_value_text(a, entry, "title", fl_span_of(e->title));
    fl_value_text(a, entry, "id", fl_buf_view(&id));
    fl_value_text(a, entry, "href", fl_buf_view(&href));
    add_updated(a, entry, e->date);
    fl_value *category = fl_value_add(a, entry, "category", FL_VALUE_LIST);
    if (e->place) fl_value_text(a, category, NULL, fl_span_of(e->place));
    if (e->body) fl_value_text(a, category, NULL, fl_span_of(e->body));
    fl_value_text(a, entry, "summary", summary_of(b, a, e));
    fl_value_text(a, entry, "language", fl_span_of(e->language ? e->language : ""));
}

static fairleaf_status write_feed(fl_build *b, fl_arena *a, const fl_entries *entries,
                                  fairleaf_error *error)
{
    fl_value *data = fl_page_data(b, a, "");
    const char *name =
        b->site->address
            ? b->site->address
            : fl_value_get(fl_value_get(data, FL_SPAN("site")), FL_SPAN("title"))->text.p;
    fl_digest d = fl_digest_of(fl_span_of(name));
    fl_buf id = fl_buf_new(a, 64), xml = fl_buf_new(a, 64 << 10);
    write_id(&id, &d);
    fl_value_text(a, data, "id", fl_buf_view(&id));
    add_updated(a, data, newest_of(b, a, entries));
    fl_value *list = fl_value_add(a, data, "entries", FL_VALUE_LIST);
    const fl_digest *before = NULL;
    for (size_t i = 0, n = 0; i < entries->count && n < FEED_REPORTS; i++) {
        const fl_entry *e = &entries->item[i];
        if (!e->date) break; /* an entry must have one, and a guess would be wrong for ever */
        if (before && fl_digest_equal(before, &e->digest)) continue; /* one id, one entry */
        before = &e->digest;
        add_entry(b, a, list, e);
        n++;
    }
    fairleaf_status status = fl_page_render(b->site, "feed.xml", data, &xml, error);
    return status ? status : fl_build_page(b, "feed.xml", fl_buf_view(&xml), error);
}

/* ---- sitemap ---- */

#define SITEMAPS "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

static void write_address(fl_buf *out, const fl_build *b, const char *path)
{
    fl_buf_text(out, "<loc>");
    fl_escape_html(out, fl_span_of(b->site->address));
    fl_escape_html(out, fl_span_of(path));
    fl_buf_text(out, "</loc>");
}

static fairleaf_status write_sitemap(fl_build *b, fl_arena *a, const fl_entries *entries,
                                     size_t from, const char *name, fairleaf_error *error)
{
    size_t to = from + SITEMAP_ADDRESSES < entries->count ? from + SITEMAP_ADDRESSES
                                                          : entries->count;
    fl_buf xml = fl_buf_new(a, 256 << 10), path = fl_buf_new(a, 128);
    fl_buf_text(&xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset " SITEMAPS ">\n");
    for (size_t i = from; i < to; i++) {
        path.n = 0;
        fl_buf_format(&path, "%s" FL_PAGE_SUFFIX, entries->item[i].stem);
        fl_buf_text(&xml, "<url>");
        write_address(&xml, b, fl_buf_string(&path));
        fl_buf_text(&xml, "</url>\n");
    }
    if (from == 0 && to < SITEMAP_ADDRESSES) {
        fl_buf_text(&xml, "<url>");
        write_address(&xml, b, "index.html");
        fl_buf_text(&xml, "</url>\n");
    }
    fl_buf_text(&xml, "</urlset>\n");
    return fl_build_page(b, name, fl_buf_view(&xml), error);
}

static fairleaf_status write_sitemaps(fl_build *b, fl_arena *a, const fl_entries *entries,
                                      fairleaf_error *error)
{
    fairleaf_status status = FAIRLEAF_OK;
    if (entries->count < SITEMAP_ADDRESSES)
        return write_sitemap(b, a, entries, 0, "sitemap.xml", error);
    fl_buf xml = fl_buf_new(a, 4096);
    fl_buf_text(&xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex " SITEMAPS ">\n");
    for (size_t from = 0; from < entries->count && !status; from += SITEMAP_ADDRESSES) {
        char name[64];
        (void)snprintf(name, sizeof name, "sitemap/%zu.xml", from / SITEMAP_ADDRESSES + 1);
        status = write_sitemap(b, a, entries, from, name, error);
        fl_buf_text(&xml, "<sitemap>");
        write_address(&xml, b, name);
        fl_buf_text(&xml, "</sitemap>\n");
    }
    fl_buf_text(&xml, "</sitemapindex>\n");
    return status ? status : fl_build_page(b, "sitemap.xml", fl_buf_view(&xml), error);
}

static fairleaf_status write_all(fl_build *b, fl_arena *a, const fl_entries *entries,
                                 fairleaf_error *error)
{
    fl_buf robots = fl_buf_new(a, 256);
    fl_buf_text(&robots, "User-agent: *\nAllow: /\n");
    fairleaf_status status = write_feed(b, a, entries, error);
    if (!status && b->site->address) {
        status = write_sitemaps(b, a, entries, error);
        fl_buf_format(&robots, "Sitemap: %ssitemap.xml\n", b->site->address);
    }
    return status ? status : fl_build_page(b, "robots.txt", fl_buf_view(&robots), error);
}

fairleaf_status fl_feed_write(fl_build *b, const fl_entries *entries, fairleaf_error *error)
{
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (!a || FL_ARENA_FAILED(a)) {
        fl_arena_free(a);
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    }
    fairleaf_status status = write_all(b, a, entries, error);
    fl_arena_free(a);
    return status;
}
