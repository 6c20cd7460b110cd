/* tests/api/decisions.c - decisions given to the library as text, and the way back from bytes of the
 * source to the decoded text. */
#include <fairleaf.h>

#include "tap.h"

#define HEAD "schema: fairleaf.decisions/1\n"

/* Two lines: a breadcrumb, which is left out, and a sentence. */
static const char report[] = "首页>新闻中心>要闻\n会议听取了工作报告，并提出了意见。\n";

static fairleaf *with(const char *decisions, fairleaf_error *error)
{
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    fairleaf *f = NULL;
    config.decisions = (fairleaf_text){ decisions, strlen(decisions) };
    config.decisions_name = "d.yaml";
    fairleaf_new(&config, &f, error);
    return f;
}

/* Reads the report under `name` and `place`; the status, with the clean text in `clean`. */
static fairleaf_status read(const char *decisions, const char *name, const char *place,
                            char clean[200], fairleaf_error *error)
{
    const fairleaf_account *account = NULL;
    fairleaf_document *d = NULL;
    fairleaf *f = with(decisions, error);
    *clean = '\0';
    if (!f) return error->status;
    fairleaf_options how = FAIRLEAF_OPTIONS_INIT;
    how.place = place;
    fairleaf_source source = { name, report, sizeof report - 1, NULL };
    fairleaf_status status = fairleaf_read(f, &source, &how, &d, error);
    if (!status) status = fairleaf_document_account(d, &account, error);
    if (!status)
        snprintf(clean, 200, "%.*s", (int)account->clean.length, account->clean.bytes);
    fairleaf_account_free(account);
    fairleaf_document_free(d);
    fairleaf_free(f);
    return status;
}

static const struct {
    const char *about, *decisions, *name, *place;
    fairleaf_status status;
    const char *clean; /* what it begins with, or part of the message */
} row[] = {
    { "nothing is decided", "", "a.txt", NULL, FAIRLEAF_OK, "会议" },
    { "a rejected line comes back",
      HEAD "documents:\n- {source: a.txt, decisions: [{rule: boilerplate.breadcrumb.zh, line: 1, "
           "do: reject}]}\n",
      "a.txt", NULL, FAIRLEAF_OK, "首页>新闻" },
    { "by its place",
      HEAD "documents:\n- {source: b/a.txt, decisions: [{rule: boilerplate.*, do: reject}]}\n",
      "/tmp/b/a.txt", "b/a.txt", FAIRLEAF_OK, "首页>新闻" },
    { "another document",
      HEAD "documents:\n- {source: b.txt, decisions: [{rule: boilerplate.*, do: reject}]}\n",
      "a.txt", NULL, FAIRLEAF_OK, "会议" },
    { "a rule for all", HEAD "rules:\n- {rule: boilerplate.*, do: reject}\n", NULL, NULL,
      FAIRLEAF_OK, "首页>新闻" },
    { "the document goes before all",
      HEAD "rules:\n- {rule: boilerplate.*, do: reject}\ndocuments:\n- {source: a.txt, decisions: "
           "[{rule: boilerplate.*, do: accept}]}\n",
      "a.txt", NULL, FAIRLEAF_OK, "会议" },
    { "another text",
      HEAD "documents:\n- {source: a.txt, decisions: [{rule: boilerplate.breadcrumb.zh, edit: 1, "
           "do: text, text: x}]}\n",
      "a.txt", NULL, FAIRLEAF_OK, "x\n会议" },
    { "a change that is not there",
      HEAD "documents:\n- {source: a.txt, decisions: [{rule: boilerplate.breadcrumb.zh, line: 2, "
           "do: reject}]}\n",
      "a.txt", NULL, FAIRLEAF_DECISIONS, "'d.yaml' line 3 names a change that is not there" },
    { "another text stands there",
      HEAD "documents:\n- {source: a.txt, decisions: [{rule: boilerplate.breadcrumb.zh, line: 1, "
           "before: y, do: reject}]}\n",
      "a.txt", NULL, FAIRLEAF_DECISIONS, "names a change that is not there" },
    { "a source of other bytes",
      HEAD "documents:\n- source: a.txt\n  sha256: "
           "0000000000000000000000000000000000000000000000000000000000000000\n",
      "a.txt", NULL, FAIRLEAF_DECISIONS, "has changed since" },
    { "no decisions at all", "a: 1\n", "a.txt", NULL, FAIRLEAF_DECISIONS, "begin with 'schema" },
};

/* GB18030: two bytes a Han character, and U+FFFD for a byte that is none. */
static void offsets(void)
{
    static const char bytes[] = "\xD6\xD0\xCE\xC4\xA3\xAC" "ab\xFF\xCE\xC4\n";
    static const uint64_t at[] = { 0, 2, 3, 4, 6, 7, 8, 9, 11, 12 };
    static const uint64_t wanted[] = { 0, 3, 3, 6, 9, 10, 11, 14, 17, 18 };
    fairleaf *f = with("", NULL);
    fairleaf_options how = FAIRLEAF_OPTIONS_INIT;
    fairleaf_document *d = NULL;
    uint64_t offset[10];
    how.as_is = true;
    how.encoding = "GB18030";
    fairleaf_source source = { "gb", bytes, sizeof bytes - 1, NULL };
    NUMBER("read", fairleaf_read(f, &source, &how, &d, NULL), FAIRLEAF_OK);
    fairleaf_document_offsets(d, at, 10, offset);
    for (int i = 0; i < 10; i++) NUMBER("where a byte stands", offset[i], wanted[i]);
    fairleaf_document_free(d);
    fairleaf_free(f);
}

int main(void)
{
    char clean[200];
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fairleaf_error error = { .status = FAIRLEAF_OK };
        NUMBER(row[i].about, read(row[i].decisions, row[i].name, row[i].place, clean, &error),
               row[i].status);
        const char *got = row[i].status ? error.message : clean;
        OK("what comes of it", row[i].status ? strstr(got, row[i].clean) != NULL
                                             : strncmp(got, row[i].clean, strlen(row[i].clean)) == 0);
    }
    offsets();
    return DONE();
}
