/* read/html/tags.h - the elements of HTML by name, and what is known of each.
 *
 * Source: the HTML standard (elements, void elements, raw text, formatting elements, and the style
 * sheet that browsers begin with), with the obsolete ones that old pages are made of. */
#ifndef FL_READ_HTML_TAGS_H
#define FL_READ_HTML_TAGS_H

#include "base/span.h"

enum {                         /* fl_tag_class() */
       FL_TAG_VOID = 1,        /* never has content */
       FL_TAG_RAW = 2,         /* its content is not markup: script, style, xmp, iframe, noframes */
       FL_TAG_RCDATA = 4,      /* nor here, but character references count: title, textarea */
       FL_TAG_BLOCK = 8,       /* starts and ends a line */
       FL_TAG_FORMATTING = 16, /* goes on behind the end of its parent when it is not closed */
       FL_TAG_SILENT = 32      /* what it holds is not text that a reader sees: script, style */
};

/* X(NAME, "name", classes) */
/* clang-format off */
#define FL_TAG_MAP(X) \
    X(HTML, "html", FL_TAG_BLOCK) X(HEAD, "head", FL_TAG_BLOCK) \
    X(TITLE, "title", FL_TAG_BLOCK | FL_TAG_RCDATA) X(BASE, "base", FL_TAG_VOID) \
    X(LINK, "link", FL_TAG_VOID) X(META, "meta", FL_TAG_VOID) \
    X(STYLE, "style", FL_TAG_RAW | FL_TAG_SILENT) X(SCRIPT, "script", FL_TAG_RAW | FL_TAG_SILENT) \
    X(NOSCRIPT, "noscript", FL_TAG_BLOCK) X(TEMPLATE, "template", FL_TAG_BLOCK) \
    X(BODY, "body", FL_TAG_BLOCK) X(ARTICLE, "article", FL_TAG_BLOCK) \
    X(SECTION, "section", FL_TAG_BLOCK) X(NAV, "nav", FL_TAG_BLOCK) \
    X(ASIDE, "aside", FL_TAG_BLOCK) X(H1, "h1", FL_TAG_BLOCK) X(H2, "h2", FL_TAG_BLOCK) \
    X(H3, "h3", FL_TAG_BLOCK) X(H4, "h4", FL_TAG_BLOCK) X(H5, "h5", FL_TAG_BLOCK) \
    X(H6, "h6", FL_TAG_BLOCK) X(HGROUP, "hgroup", FL_TAG_BLOCK) X(HEADER, "header", FL_TAG_BLOCK) \
    X(FOOTER, "footer", FL_TAG_BLOCK) X(ADDRESS, "address", FL_TAG_BLOCK) X(P, "p", FL_TAG_BLOCK) \
    X(HR, "hr", FL_TAG_BLOCK | FL_TAG_VOID) X(PRE, "pre", FL_TAG_BLOCK) \
    X(BLOCKQUOTE, "blockquote", FL_TAG_BLOCK) X(OL, "ol", FL_TAG_BLOCK) X(UL, "ul", FL_TAG_BLOCK) \
    X(LI, "li", FL_TAG_BLOCK) X(DL, "dl", FL_TAG_BLOCK) X(DT, "dt", FL_TAG_BLOCK) \
    X(DD, "dd", FL_TAG_BLOCK) X(FIGURE, "figure", FL_TAG_BLOCK) \
    X(FIGCAPTION, "figcaption", FL_TAG_BLOCK) X(MAIN, "main", FL_TAG_BLOCK) \
    X(DIV, "div", FL_TAG_BLOCK) X(A, "a", FL_TAG_FORMATTING) X(EM, "em", FL_TAG_FORMATTING) \
    X(STRONG, "strong", FL_TAG_FORMATTING) X(SMALL, "small", FL_TAG_FORMATTING) \
    X(S, "s", FL_TAG_FORMATTING) X(CITE, "cite", 0) X(Q, "q", 0) X(DFN, "dfn", 0) \
    X(ABBR, "abbr", 0) X(DATA, "data", 0) X(TIME, "time", 0) X(CODE, "code", FL_TAG_FORMATTING) \
    X(VAR, "var", 0) X(SAMP, "samp", 0) X(KBD, "kbd", 0) X(SUB, "sub", 0) X(SUP, "sup", 0) \
    X(I, "i", FL_TAG_FORMATTING) X(B, "b", FL_TAG_FORMATTING) X(U, "u", FL_TAG_FORMATTING) \
    X(MARK, "mark", 0) X(RUBY, "ruby", 0) X(RT, "rt", 0) X(RP, "rp", 0) X(BDI, "bdi", 0) \
    X(BDO, "bdo", 0) X(SPAN, "span", 0) X(BR, "br", FL_TAG_VOID) X(WBR, "wbr", FL_TAG_VOID) \
    X(INS, "ins", 0) X(DEL, "del", 0) X(IMAGE, "image", 0) X(IMG, "img", FL_TAG_VOID) \
    X(IFRAME, "iframe", FL_TAG_RAW | FL_TAG_SILENT) X(EMBED, "embed", FL_TAG_VOID) \
    X(OBJECT, "object", 0) X(PARAM, "param", FL_TAG_VOID) X(VIDEO, "video", 0) \
    X(AUDIO, "audio", 0) X(SOURCE, "source", FL_TAG_VOID) X(TRACK, "track", FL_TAG_VOID) \
    X(CANVAS, "canvas", 0) X(MAP, "map", 0) X(AREA, "area", FL_TAG_VOID) X(MATH, "math", 0) \
    X(SVG, "svg", 0) X(TABLE, "table", FL_TAG_BLOCK) X(CAPTION, "caption", FL_TAG_BLOCK) \
    X(COLGROUP, "colgroup", FL_TAG_BLOCK) X(COL, "col", FL_TAG_VOID) \
    X(TBODY, "tbody", FL_TAG_BLOCK) X(THEAD, "thead", FL_TAG_BLOCK) \
    X(TFOOT, "tfoot", FL_TAG_BLOCK) X(TR, "tr", FL_TAG_BLOCK) X(TD, "td", FL_TAG_BLOCK) \
    X(TH, "th", FL_TAG_BLOCK) X(FORM, "form", FL_TAG_BLOCK) X(FIELDSET, "fieldset", FL_TAG_BLOCK) \
    X(LEGEND, "legend", FL_TAG_BLOCK) X(LABEL, "label", 0) X(INPUT, "input", FL_TAG_VOID) \
    X(BUTTON, "button", 0) X(SELECT, "select", 0) X(DATALIST, "datalist", FL_TAG_BLOCK) \
    X(OPTGROUP, "optgroup", FL_TAG_BLOCK) X(OPTION, "option", FL_TAG_BLOCK) \
    X(TEXTAREA, "textarea", FL_TAG_RCDATA) X(KEYGEN, "keygen", FL_TAG_VOID) \
    X(OUTPUT, "output", 0) X(PROGRESS, "progress", 0) X(METER, "meter", 0) \
    X(DETAILS, "details", FL_TAG_BLOCK) X(SUMMARY, "summary", FL_TAG_BLOCK) \
    X(MENU, "menu", FL_TAG_BLOCK) X(APPLET, "applet", 0) X(ACRONYM, "acronym", 0) \
    X(BGSOUND, "bgsound", FL_TAG_VOID) X(DIR, "dir", FL_TAG_BLOCK) X(FRAME, "frame", FL_TAG_VOID) \
    X(FRAMESET, "frameset", FL_TAG_BLOCK) X(NOFRAMES, "noframes", FL_TAG_BLOCK | FL_TAG_RAW) \
    X(LISTING, "listing", FL_TAG_BLOCK) X(XMP, "xmp", FL_TAG_BLOCK | FL_TAG_RAW) \
    X(NOEMBED, "noembed", FL_TAG_RAW | FL_TAG_SILENT) X(PLAINTEXT, "plaintext", FL_TAG_BLOCK) \
    X(RB, "rb", 0) X(RTC, "rtc", 0) X(STRIKE, "strike", FL_TAG_FORMATTING) \
    X(BASEFONT, "basefont", FL_TAG_VOID) X(BIG, "big", FL_TAG_FORMATTING) X(BLINK, "blink", 0) \
    X(CENTER, "center", FL_TAG_BLOCK) X(FONT, "font", FL_TAG_FORMATTING) X(MARQUEE, "marquee", 0) \
    X(NOBR, "nobr", FL_TAG_FORMATTING) X(TT, "tt", FL_TAG_FORMATTING)
/* clang-format on */

typedef enum fl_tag {
    FL_TAG_TEXT,  /* no element, but text */
    FL_TAG_OTHER, /* an element that HTML does not know */
#define FL_TAG_ENUM(name, text, class) FL_TAG_##name,
    FL_TAG_MAP(FL_TAG_ENUM)
#undef FL_TAG_ENUM
        FL_TAG_COUNT
} fl_tag;

/* The element of this name, whatever its letter case; FL_TAG_OTHER when there is none. */
fl_tag fl_tag_find(fl_span name);

const char *fl_tag_name(fl_tag tag); /* "" for text and others */
unsigned fl_tag_class(fl_tag tag);

#endif
