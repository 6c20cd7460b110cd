from pathlib import Path

AUTHOR = "fairleaf"
SITENAME = "报告库"
SITEURL = ""
RELATIVE_URLS = True
TIMEZONE = "UTC"
DEFAULT_LANG = "zh"
THEME = "simple"
THEME_TEMPLATES_OVERRIDES = [str(Path(__file__).parent / "templates")]
ARTICLE_PATHS = ["reports"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["ledgers"]
ARTICLE_URL = ARTICLE_SAVE_AS = "reports/{slug}.html"
PAGE_URL = PAGE_SAVE_AS = "reports/{slug}.html"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
