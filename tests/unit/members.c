/* tests/unit/members.c - what members and records are called, header fields, bodies of HTTP, lines of JSON. */
#include "tap.h"

#include "read/header.h"
#include "read/jsonl.h"
#include "read/member.h"
#include "read/mhtml.h"
#include "read/unpack.h"

static void names(fl_arena *a)
{
    static const struct {
        const char *about, *entry, *name; /* name NULL: hidden */
    } row[] = {
        { "as it is", "a/b c.txt", "f/a/b c.txt" },
        { "again", "a/b c.txt", "f/a/b c~2.txt" },
        { "and again", "./a//b c.txt", "f/a/b c~3.txt" },
        { "a number of its own", "a/b c~2.txt", "f/a/b c~2~2.txt" },
        { "absolute", "/etc/passwd", "f/etc/passwd" },
        { "upwards", "../../x/../y", "f/x/y" },
        { "a drive, backslashes", "C:\\r\\b.txt", "f/r/b.txt" },
        { "a backslash beside slashes", "d/e\\f", "f/d/e\\f" },
        { "nothing but dots", "./..", "f/unnamed" },
        { "empty", "", "f/unnamed~2" },
        { "hidden", "d/.git/x", NULL },
        { "control characters", "e\x1B[2J\n\x7F.txt", "f/e_[2J__.txt" },
        { "directions", "g\xE2\x80\xAEtxt.exe", "f/g_txt.exe" },
        { "GBK", "\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6.txt", "f/工作报告.txt" },
        { "no suffix, a dot in the folder", "v1.2/readme", "f/v1.2/readme" },
        { "again, no suffix", "v1.2/readme", "f/v1.2/readme~2" },
    };
    fl_names *n = fl_names_new(a);
    fl_buf out = fl_buf_new(a, 0);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        bool shown = fl_names_entry(n, FL_SPAN("f"), row[i].entry, &out);
        OK(row[i].about, shown == (row[i].name != NULL));
        if (shown) TEXT(row[i].about, fl_buf_view(&out), row[i].name);
    }
    char deep[9000] = "", wide[600] = "";
    for (int i = 0; i < 4000; i++) strcat(deep + i * 2, "a/");
    strcat(deep, "x.txt");
    OK("4,000 levels", fl_names_entry(n, FL_SPAN(""), deep, &out) && out.n < 30);
    OK("they end as the file is called", fl_span_ends(fl_buf_view(&out), FL_SPAN("/x.txt")));
    memset(wide, 'w', 590);
    strcat(wide, ".txt");
    OK("a part that no file system takes", fl_names_entry(n, FL_SPAN(""), wide, &out) && out.n < 200);
    OK("keeps its suffix", fl_span_ends(fl_buf_view(&out), FL_SPAN(".txt")));
    fl_names_record(FL_SPAN("c.warc"), 17, FL_SPAN("http://a.b/../c.html?x=1&y#z"), &out);
    TEXT("a record by its address", fl_buf_view(&out), "c.warc/000017-a.b-c.html-x-1-y-z");
    fl_names_record(FL_SPAN(""), 1234567, FL_SPAN(""), &out);
    TEXT("a record without one", fl_buf_view(&out), "1234567");
}

static void headers(fl_arena *a)
{
    fl_span head = FL_SPAN("Status: x\r\nContent-Type: Text/HTML;\r\n charset=\"a;b\\\"c\" ; q=1\r\nempty:\nX : y\n\nbody");
    fl_buf out = fl_buf_new(a, 0);
    fl_span type = fl_header_field(head, "content-type");
    uint64_t number;
    NUMBER("up to the empty line", fl_header_length(head), head.n - 4);
    OK("a type, without case", fl_header_is(type, "text/html") && fl_header_is(type, "text/"));
    OK("not another", !fl_header_is(type, "text/htm") && !fl_header_is(type, "text"));
    fl_header_parameter(type, "charset", &out);
    TEXT("a parameter in quotes on the next line", fl_buf_view(&out), "a;b\"c");
    fl_header_parameter(type, "q", &out);
    TEXT("the one behind it", fl_buf_view(&out), "1");
    fl_header_parameter(type, "none", &out);
    NUMBER("none", out.n, 0);
    TEXT("a blank before the colon", fl_header_field(head, "x"), "y");
    OK("there, and empty", fl_header_field(head, "empty").p && fl_header_field(head, "empty").n == 0);
    OK("not there", !fl_header_field(head, "content").p);
    fl_header_copy(FL_SPAN("a\r\n\tb\x01\xFF"
                           "c"),
                   &out);
    TEXT("on one line", fl_buf_view(&out), "a b c");
    OK("a number", fl_header_number(FL_SPAN("0123"), &number) && number == 123);
    OK("no number", !fl_header_number(FL_SPAN("-1"), &number) && !fl_header_number(FL_SPAN(""), &number) &&
                        !fl_header_number(FL_SPAN("9999999999999999999"), &number));
}

static void kinds(void)
{
    const struct {
        const char *about, *name;
        fl_span head;
        fl_box box;
    } row[] = {
        { "text", "a.txt", FL_SPAN("WARC is a format"), FL_BOX_NONE },
        { "nothing", "a.jsonl", FL_SPAN(""), FL_BOX_NONE },
        { "a crawl", NULL, FL_SPAN("WARC/1.1\r\n"), FL_BOX_WARC },
        { "a crawl by its name", "a.warc.gz", FL_SPAN("x"), FL_BOX_WARC },
        { "a line with text", NULL, FL_SPAN("{\"id\":1,\"text\":\"a\"}\n{"), FL_BOX_JSONL },
        { "a line that is cut", NULL, FL_SPAN("{\"text\":\"abc"), FL_BOX_JSONL },
        { "JSON over several lines", "a.json", FL_SPAN("{\n \"text\": \"a\"\n}\n"), FL_BOX_NONE },
        { "JSON without text", "a.json", FL_SPAN("{\"a\":1}\n"), FL_BOX_NONE },
        { "the same by its name", "a.jsonl.zst", FL_SPAN("{\"a\":1}\n"), FL_BOX_JSONL },
        { "a page with parts", NULL, FL_SPAN("MIME-Version: 1.0\nContent-Type: multipart/related\n\n"), FL_BOX_MHTML },
        { "mail in one part", NULL, FL_SPAN("MIME-Version: 1.0\nContent-Type: text/plain\n\nx"), FL_BOX_NONE },
        { "gzip", NULL, FL_SPAN("\x1F\x8B\x08"), FL_BOX_GZIP },
        { "text that begins like bzip2", NULL, FL_SPAN("BZh9 is how it begins"), FL_BOX_NONE },
        { "zeros", NULL, FL_SPAN("\0\0\0\0"), FL_BOX_NONE },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        NUMBER(row[i].about, fl_box_of(row[i].head, row[i].name, NULL), row[i].box);
    static const char *const roles[] = { "text=body", NULL };
    OK("another name for the text", fl_jsonl_is(FL_SPAN("{\"body\":\"a\"}\n"), roles));
    OK("the usual one is then none", !fl_jsonl_is(FL_SPAN("{\"text\":\"a\"}\n"), roles));
}

static void pages(fl_arena *a)
{
    static const char page[] = "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
                               "--B\nContent-Type: text/html; charset=big5\nContent-Transfer-Encoding: quoted-printable\n\n"
                               "<p>=41=\n=42 =zz=\n--B--\n";
    fl_member m;
    fairleaf_error error;
    fl_member_new(a, &m);
    fl_buf_text(&m.payload, page);
    NUMBER("a page", fl_mhtml_read(&m, &error), FAIRLEAF_OK);
    TEXT("out of quoted-printable; what is none stays", m.bytes, "<p>AB =zz");
    TEXT("its charset", fl_buf_view(&m.charset), "big5");
}

int main(void)
{
    fl_arena *a = fl_arena_new(1 << 28);
    if (!a || FL_ARENA_FAILED(a)) return 1;
    names(a);
    headers(a);
    kinds();
    pages(a);
    fl_arena_free(a);
    return DONE();
}
