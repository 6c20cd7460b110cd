/* tests/unit/page_address.c - addresses against a base: the examples of RFC 3986, section 5.4, and
 * what pages do. */
#include "read/html/address.h"

#include "tap.h"

int main(void)
{
    fl_arena *a = fl_arena_new(1 << 20);
    if (!a || FL_ARENA_FAILED(a)) return 1;
    static const struct {
        const char *base, *address, *wanted;
    } row[] = {
        { "http://a/b/c/d;p?q", "g:h", "g:h" },
        { "http://a/b/c/d;p?q", "g", "http://a/b/c/g" },
        { "http://a/b/c/d;p?q", "./g", "http://a/b/c/g" },
        { "http://a/b/c/d;p?q", "g/", "http://a/b/c/g/" },
        { "http://a/b/c/d;p?q", "/g", "http://a/g" },
        { "http://a/b/c/d;p?q", "//g", "http://g" },
        { "http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y" },
        { "http://a/b/c/d;p?q", "g?y#s", "http://a/b/c/g?y#s" },
        { "http://a/b/c/d;p?q", ";x", "http://a/b/c/;x" },
        { "http://a/b/c/d;p?q", ".", "http://a/b/c/" },
        { "http://a/b/c/d;p?q", "..", "http://a/b/" },
        { "http://a/b/c/d;p?q", "../g", "http://a/b/g" },
        { "http://a/b/c/d;p?q", "../..", "http://a/" },
        { "http://a/b/c/d;p?q", "../../../g", "http://a/g" },
        { "http://a/b/c/d;p?q", "/./g", "http://a/g" },
        { "http://a/b/c/d;p?q", "g;x=1/../y", "http://a/b/c/y" },
        { "http://a", "x", "http://a/x" },
        { "http://a/b", "#s", "#s" },
        { "http://a/b", " x\n y ", "http://a/x y" },
        { "http://a/b", "", "" },
        { "", "../x", "../x" },
        { "b/c", "x", "x" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        TEXT(row[i].address,
             fl_address_resolve(a, fl_span_of(row[i].base), fl_span_of(row[i].address)),
             row[i].wanted);
    fl_arena_free(a);
    return DONE();
}
