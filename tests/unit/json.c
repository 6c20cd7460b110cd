/* tests/unit/json.c - JSON written and read piece by piece. */
#include "base/json.h"

#include "tap.h"

static void check_strings(fl_arena *a)
{
    static const struct {
        const char *about, *text, *json;
    } row[] = {
        { "plain", "工作报告", "\"工作报告\"" },
        { "quotes and backslashes", "a\"b\\c", "\"a\\\"b\\\\c\"" },
        { "control characters", "\t\n\r\b\f\x01\x1b\x7f",
          "\"\\t\\n\\r\\b\\f\\u0001\\u001b\\u007f\"" },
        { "line separators of JavaScript", "a\u2028b\u2029", "\"a\\u2028b\\u2029\"" },
        { "not UTF-8",
          "a\xff"
          "b\xe5\x9b",
          "\"a\\\\xFFb\\\\xE5\\\\x9B\"" },
        { "nothing", "", "\"\"" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_buf out = fl_buf_new(a, 0);
        fl_json_string(&out, fl_span_of(row[i].text));
        TEXT(row[i].about, fl_buf_view(&out), row[i].json);
    }
    fl_buf out = fl_buf_new(a, 0);
    fl_json_share(&out, 0.975f);
    fl_buf_byte(&out, ' ');
    fl_json_share(&out, 0.5f);
    fl_buf_byte(&out, ' ');
    fl_json_share(&out, 1);
    fl_buf_byte(&out, ' ');
    fl_json_share(&out, 0.05f);
    TEXT("shares", fl_buf_view(&out), "0.98 0.5 1 0.05");
}

static void check_values(void)
{
    static const struct {
        const char *about, *json;
        bool valid;
    } row[] = {
        { "object", " { \"a\" : 1 , \"b\" : [ true , null , \"x\" ] } \n", true },
        { "empty object and array", "[{},[]]", true },
        { "numbers", "[0,-1,12.5,1e9,-0.5E-3]", true },
        { "leading zero", "[01]", false },
        { "point without digits", "[1.]", false },
        { "plus", "[+1]", false },
        { "trailing comma in an array", "[1,]", false },
        { "trailing comma in an object", "{\"a\":1,}", false },
        { "no comma", "[1 2]", false },
        { "no colon", "{\"a\" 1}", false },
        { "no key", "{1:2}", false },
        { "not closed", "[1", false },
        { "closed by another", "[1}", false },
        { "two values", "1 2", false },
        { "nothing", "", false },
        { "unknown word", "nul", false },
        { "line end in a string", "\"a\nb\"", false },
        { "unknown escape", "\"\\x\"", false },
        { "escape cut short", "\"\\u12\"", false },
        { "string not closed", "\"abc\\\"", false },
        { "NaN", "NaN", false },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_json_reader j = fl_json_read(fl_span_of(row[i].json));
        fl_json_skip(&j);
        OK(row[i].about, fl_json_end(&j) == row[i].valid);
    }
    char deep[2000];
    memset(deep, '[', sizeof deep);
    fl_json_reader j = fl_json_read((fl_span){ deep, sizeof deep });
    OK("too deep", !fl_json_skip(&j) && !fl_json_end(&j));
}

static void check_texts(fl_arena *a)
{
    static const struct {
        const char *about, *json, *text;
    } row[] = {
        { "escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
        { "a code point", "\"\\u5de5\\u4F5c\"", "工作" },
        { "a surrogate pair", "\"\\ud840\\udc0b\"", "\U0002000B" },
        { "a lone high surrogate", "\"\\ud840x\"", "\uFFFDx" },
        { "a lone low surrogate", "\"\\udc0b\"", "\uFFFD" },
        { "two high ones", "\"\\ud840\\ud840\\udc0b\"", "\uFFFD\U0002000B" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_json_reader j = fl_json_read(fl_span_of(row[i].json));
        fl_buf out = fl_buf_new(a, 0);
        OK(row[i].about, fl_json_text(&j, &out) && fl_json_end(&j));
        TEXT("  its text", fl_buf_view(&out), row[i].text);
    }
}

static void check_reading(fl_arena *a)
{
    fl_json_reader j = fl_json_read(
        FL_SPAN("{\"n\":-42,\"list\":[1,2,3],\"more\":{\"x\":[]},\"t\":true}"));
    fl_span key;
    int64_t n = 0, sum = 0, one;
    bool truth = false;
    fl_buf seen = fl_buf_new(a, 0);
    for (fl_json_object(&j); fl_json_member(&j, &key);) {
        fl_buf_span(&seen, key);
        if (fl_span_equal(key, FL_SPAN("n")))
            fl_json_integer(&j, &n);
        else if (fl_span_equal(key, FL_SPAN("t")))
            fl_json_boolean(&j, &truth);
        else if (fl_span_equal(key, FL_SPAN("list")))
            for (fl_json_array(&j); fl_json_element(&j);)
                sum += fl_json_integer(&j, &one) ? one : 0;
        else
            fl_json_skip(&j);
    }
    OK("all was read", fl_json_end(&j));
    TEXT("keys in order", fl_buf_view(&seen), "nlistmoret");
    NUMBER("an integer", n, -42);
    NUMBER("elements", sum, 6);
    OK("a boolean", truth);
    static const struct {
        const char *json;
        bool fits;
    } number[] = {
        { "9223372036854775807", true },   { "9223372036854775808", false }, { "1.5", false },
        { "99999999999999999999", false }, { "-9223372036854775807", true }, { "\"1\"", false },
    };
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        j = fl_json_read(fl_span_of(number[i].json));
        OK(number[i].json, fl_json_integer(&j, &n) == number[i].fits);
    }
}

int main(void)
{
    fl_arena *a = fl_arena_new(1 << 20);
    check_strings(a);
    check_values();
    check_texts(a);
    check_reading(a);
    fl_arena_free(a);
    return DONE();
}
