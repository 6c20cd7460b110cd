/* read/html/images.c */
#include "read/html/images.h"

#include "base/utf8.h"
#include "read/html/title.h"

enum { REMEMBERED = 256 }; /* alternative texts, by their hash */

static uint64_t hash_of(fl_span s)
{
    uint64_t h = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return h;
}

/* `photo`, `image 3`, `IMG_2034`, `a-picture.jpg` */
static bool is_file_name(fl_span alt, fl_span folded)
{
    static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".JPG", NULL };
    static const char *const words[] = { "photo", "image", "img", "picture", "pic", "图片", NULL };
    bool blank = memchr(alt.p, ' ', alt.n) != NULL, letters = false, digits = false;
    for (const char *const *end = ends; *end; end++)
        if (fl_span_ends(alt, fl_span_of(*end))) return true;
    for (const char *const *word = words; *word; word++) {
        size_t n = strlen(*word);
        if (!fl_span_starts(folded, fl_span_of(*word))) continue;
        while (n < folded.n && fl_is_digit((unsigned char)folded.p[n])) n++;
        if (n == folded.n) return true;
    }
    for (size_t i = 0; i < alt.n; i++) {
        letters |= (unsigned char)alt.p[i] >= 0x80;
        digits |= fl_is_digit((unsigned char)alt.p[i]);
    }
    return !blank && !letters && digits; /* 010_Clymer-2 */
}

/* The link around a picture, when no text in it is kept; 0 when there is none. */
static bool is_bare_link(const fl_page *p, const fl_choice *c, uint32_t i)
{
    uint32_t link = fl_node_around(p, i, FL_TAG_A);
    if (!link) return false;
    for (uint32_t k = link; k < p->node[link].end; k++)
        if (fl_node_is_text(p, k)) return c->node[k].reason != 0;
    return false;
}

void fl_images_judge(fl_arena *a, const fl_page *page, fl_choice *choice, fl_span title)
{
    uint64_t *seen = fl_alloc(a, REMEMBERED, sizeof *seen);
    for (uint32_t i = 1; i < page->count; i++) {
        if (page->node[i].tag != FL_TAG_IMG || choice->node[i].reason) continue;
        if (is_bare_link(page, choice, i)) {
            choice->node[i].reason = fl_choice_reason(choice, "html.links",
                                                      "a picture that leads to another page", 80);
            continue;
        }
        fl_span alt = fl_span_trim(fl_node_attribute(a, page, i, "alt"));
        if (!alt.n) continue;
        fl_span folded = fl_title_fold(a, alt);
        uint64_t hash = hash_of(folded);
        bool again = seen[hash % REMEMBERED] == hash;
        seen[hash % REMEMBERED] = hash;
        if (again || is_file_name(alt, folded) ||
            (title.n && fl_span_find(folded, title, 0) != SIZE_MAX) ||
            (folded.n && fl_span_find(title, folded, 0) != SIZE_MAX))
            choice->node[i].hints |= FL_VERDICT_NAMELESS;
    }
}
