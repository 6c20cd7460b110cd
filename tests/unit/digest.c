/* tests/unit/digest.c - the examples of FIPS 180-4, and hexadecimal digits back. */
#include "base/digest.h"

#include "tap.h"

/* Every length up to three blocks, whole and in two pieces cut anywhere: padding and borders of
 * blocks. The digest of all these digests was made with sha256sum(1). */
static void pieces(void)
{
    char text[192], all[sizeof text + 1][FL_DIGEST_BYTES], hex[FL_DIGEST_HEX + 1];
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(i * 7 + 1);
    for (size_t n = 0; n <= sizeof text; n++) {
        fl_digest whole = fl_digest_of((fl_span){ text, n });
        memcpy(all[n], whole.bytes, sizeof all[n]);
        for (size_t cut = 0; cut <= n; cut++) {
            fl_digester d;
            fl_digest_begin(&d);
            fl_digest_add(&d, text, cut);
            fl_digest_add(&d, text + cut, n - cut);
            fl_digest parts = fl_digest_end(&d);
            wrong += !fl_digest_equal(&whole, &parts);
        }
    }
    NUMBER("cut anywhere, the digest is the same", wrong, 0);
    fl_digest d = fl_digest_of((fl_span){ (const char *)all, sizeof all });
    fl_digest_hex(&d, hex);
    TEXT("every length up to three blocks", fl_span_of(hex), "51f2855946a84d6ef165804e19304a263ff96ef8cd1aa17194535a36cbdbfd3b");
}

int main(void)
{
    pieces();
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
