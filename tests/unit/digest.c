/* tests/unit/digest.c - the examples of FIPS 180-4, and hexadecimal digits back. */
#include "base/digest.h"

#include "tap.h"

int main(void)
{
    static const struct { const char *about, *text, *hex; } row[] = {
        { "nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "one block", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char hex[FL_DIGEST_HEX + 1];
        fl_digest d = fl_digest_of(fl_span_of(row[i].text)), back;
        fl_digest_hex(&d, hex);
        OK(row[i].about, strcmp(hex, row[i].hex) == 0);
        OK("  and back", fl_digest_from_hex(fl_span_of(hex), &back) && memcmp(&d, &back, sizeof d) == 0);
    }
    fl_digest d;
    OK("too short", !fl_digest_from_hex(FL_SPAN("ba78"), &d));
    OK("no digit", !fl_digest_from_hex(FL_SPAN("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), &d));
    return DONE();
}
