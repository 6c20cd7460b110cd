/* read/html/tags.c - a table of the elements, and a hash of their names worked out when it is
 * asked: names are short, and most differ in length and first letters. */
#include "read/html/tags.h"

static const struct {
    const char *name;
    uint8_t length, classes;
} tags[] = { [FL_TAG_TEXT] = { "", 0, 0 },
             [FL_TAG_OTHER] = { "", 0, 0 },
#define FL_TAG_ROW(id, text, class) [FL_TAG_##id] = { text, sizeof(text) - 1, class },
             FL_TAG_MAP(FL_TAG_ROW)
#undef FL_TAG_ROW
};

static bool same(fl_span name, const char *tag)
{
    for (size_t i = 0; i < name.n; i++)
        if (fl_ascii_lower(name.p[i]) != tag[i]) return false;
    return true;
}

fl_tag fl_tag_find(fl_span name)
{
    enum { LONGEST = 10 };
    if (name.n == 0 || name.n > LONGEST) return FL_TAG_OTHER;
    char first = fl_ascii_lower(name.p[0]);
    for (unsigned i = FL_TAG_OTHER + 1; i < FL_TAG_COUNT; i++)
        if (tags[i].length == name.n && tags[i].name[0] == first && same(name, tags[i].name))
            return (fl_tag)i;
    return FL_TAG_OTHER;
}

const char *fl_tag_name(fl_tag tag) { return tags[tag].name; }

unsigned fl_tag_class(fl_tag tag) { return tags[tag].classes; }
