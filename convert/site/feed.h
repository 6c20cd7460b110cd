/* site/feed.h - what machines read of an archive: the feed (Atom, RFC 4287), sitemap.xml
 * (sitemaps.org, 0.9), robots.txt. */
#ifndef FL_SITE_FEED_H
#define FL_SITE_FEED_H

#include "site/entry.h"

/* The feed has the newest reports; sitemap.xml, whose addresses must be whole, is only written when
 * the address of the site is known. Fails: IO, TEMPLATE. */
fairleaf_status fl_feed_write(fl_build *b, const fl_entries *entries, fairleaf_error *error);

#endif
