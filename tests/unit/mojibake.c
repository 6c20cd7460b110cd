/* tests/unit/mojibake.c - decoded back when every byte is there; good text that looks like it stays. */
#include "clean/mojibake.h"
#include "pass.h"

static const pass_row rows[] = {
    { "gbk: an even number of characters", "鏀垮簻宸ヤ綔鎶ュ憡璇存槑", "政府工作报告说明" },
    { "gbk: in the middle of a line", "标题：鏀垮簻宸ヤ綔鎶ュ憡璇存槑，完", "标题：政府工作报告说明，完" },
    { "gbk: lost bytes that only one character fits", "鎻愭?堣睛鐞嗗伐浣滃彇寰楁柊鎴愭晥", "提案辦理工作取得新成效" },
    { "gbk: a lost byte that stays open", "鍏氱殑棰嗗??", "党的领?" },
    { "gbk: kana", "銉囥兗銈裤儥銉笺偣銇?鏇存柊", "データベース?更新" },
    { "gbk: words of rare characters", "涓涓细流，汇成大海", NULL },
    { "gbk: metals", "铁路、铜矿、锡矿、钢厂，年产量均有增长", NULL },
    { "gbk: U+FFFD", "锟斤拷锟斤拷", NULL },
    { "latin: Chinese with controls", "æ\xC2\x94¿åº\xC2\x9Cå·¥ä½\xC2\x9Cæ\xC2\x8A¥å\xC2\x91\xC2\x8A", "政府工作报告" },
    { "latin: quotes", "The â€œopen archiveâ€\xC2\x9D project canâ€™t wait", "The “open archive” project can’t wait" },
    { "latin: in a Chinese line", "各位委员：The term â€œreformâ€\xC2\x9D is", "各位委员：The term “reform” is" },
    { "latin: one letter", "a cafÃ© in SÃ£o Paulo", "a café in São Paulo" },
    { "latin: a sign", "Â© 2020 Â· All", "© 2020 · All" },
    { "latin: Cyrillic", "ÐŸÑ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€", "Привет, мир" },
    { "latin: encoded twice", "cafÃƒÂ©", "café" },
    { "latin: Portuguese in capitals", "SÃO PAULO, ATENÇÃO: NÃO FUME", NULL },
    { "latin: a quote behind capitals", "MAÇÃ” E PÃO… CAFÉ»", NULL },
    { "latin: marks and signs", "ÀÉÎÕÜ ¿Qué? ¡Sí! «Oui» „Nein“ ©®™", NULL },
    { "latin: Icelandic", "Ð and ð are used: Það er gott", NULL },
    { "latin: an alphabet", "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß", NULL },
    { "latin: Vietnamese", "Tiếng Việt: Đường, Ủy ban nhân dân thành phố", NULL },
    { "legacy: GBK", "¹¤×÷±¨¸æ,¾\xC2\xAD¼Ã·¢Õ¹", "工作报告,经济发展" },
    { "legacy: GBK with punctuation", "¡°Ê®ËÄÎå¡±¹æ»®", "“十四五”规划" },
    { "legacy: windows-1251", "Äîêëàä î ðàáîòå ïðàâèòåëüñòâà", "Доклад о работе правительства" },
    { "legacy: small letters in a row", "éèêëàâîïôûù ÉÈÊËÀÂÎÏÔÛÙ", NULL },
    { "legacy: Turkish", "ÇOCUKLAR İÇİN ŞİŞLİ, Çağ", NULL },
};

int main(void)
{
    pass_table(fl_repair_mojibake, rows, sizeof rows / sizeof *rows, FAIRLEAF_NORMAL);
    return DONE();
}
