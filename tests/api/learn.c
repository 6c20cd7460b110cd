/* tests/api/learn.c - a learner over pages made here: what recurs at the edges is written, the pack
 * can be given back, and a learner that runs out of memory says so. */
#include <fairleaf.h>

#include <stdlib.h>

#include "tap.h"

typedef struct text {
    char bytes[1 << 16];
    size_t length;
} text;

static bool append(void *context, const char *bytes, size_t length)
{
    text *t = context;
    if (t->length + length >= sizeof t->bytes) return false;
    memcpy(t->bytes + t->length, bytes, length);
    t->length += length;
    t->bytes[t->length] = '\0';
    return true;
}

static bool refuse(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    return length == 0;
}

static void make_page(char out[1000], int number)
{
    static const char *const topics[] = { "春耕", "防汛", "教育", "林业", "交通", "养老" };
    const char *topic = topics[number % 6];
    snprintf(
        out, 1000,
        "云岭故事汇\n首页 > 政务\n云岭县%s工作情况的调查\n今年以来，全县%s工作取得新的进展。\n"
        "其中%s项目%d个，涉及%s的群众得到实惠，%s事业有了新的发展。\n责任编辑：王某\n掌上云岭\n",
        topic, topic, topic, number, topic, topic);
}

static fairleaf_status learn(const fairleaf *f, text *out, fairleaf_error *error)
{
    fairleaf_learner *l;
    fairleaf_status status = fairleaf_learner_new(f, &l, error);
    for (int i = 0; i < 6 && !status; i++) {
        char bytes[1000];
        make_page(bytes, i);
        fairleaf_source source = { "page", bytes, strlen(bytes), "UTF-8" };
        fairleaf_page *page;
        status = fairleaf_learn_look(f, &source, NULL, &page, error);
        if (!status) status = fairleaf_learn_add(l, page, error);
        fairleaf_page_free(page);
    }
    if (!status) status = fairleaf_learn_write(l, append, out, error);
    fairleaf_learner_free(l);
    return status;
}

int main(void)
{
    fairleaf *f;
    static text pack, again;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    if (fairleaf_new(NULL, &f, NULL)) return 1;
    NUMBER("six pages are learned from", learn(f, &pack, &error), FAIRLEAF_OK);
    OK("a line above the titles", strstr(pack.bytes, "pattern: '云岭故事汇'") != NULL);
    OK("a line below the editor", strstr(pack.bytes, "pattern: '掌上云岭'") != NULL);
    OK("no title", strstr(pack.bytes, "情况的调查'") == NULL);
    NUMBER("and again", learn(f, &again, &error), FAIRLEAF_OK);
    OK("the same pages give the same bytes",
       pack.length == again.length && memcmp(pack.bytes, again.bytes, pack.length) == 0);
    fairleaf_learner *l;
    NUMBER("a learner without pages", fairleaf_learner_new(f, &l, NULL), FAIRLEAF_OK);
    NUMBER("a sink that stops", fairleaf_learn_write(l, refuse, NULL, &error), FAIRLEAF_STOPPED);
    fairleaf_learner_free(l);
    fairleaf_free(f);

    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    fairleaf_text packs[] = { { pack.bytes, pack.length } };
    config.packs = packs;
    config.pack_count = 1;
    NUMBER("what was written is a pack", fairleaf_new(&config, &f, &error), FAIRLEAF_OK);
    const fairleaf_rule_info *rule;
    size_t count = fairleaf_rules(f, &rule), learned = 0;
    for (size_t i = 0; i < count; i++) learned += strstr(rule[i].name, ".learned-") != NULL;
    NUMBER("with two rules", learned, 2);
    fairleaf_free(f);

    unsigned refused = 0, done = 0;
    for (uint64_t memory = 1 << 12; memory <= (uint64_t)1 << 24; memory *= 2) {
        fairleaf_config small = FAIRLEAF_CONFIG_INIT;
        small.limits.memory = memory;
        if (fairleaf_new(&small, &f, NULL)) continue;
        again.length = 0;
        fairleaf_status status = learn(f, &again, &error);
        refused += status == FAIRLEAF_NO_MEMORY;
        done += status == FAIRLEAF_OK;
        fairleaf_free(f);
    }
    OK("little memory is refused, more is enough", refused && done && refused + done == 13);
    return DONE();
}
