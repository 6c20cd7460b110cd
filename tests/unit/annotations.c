/* tests/unit/annotations.c - glosses of a converter go, glosses of a writer stay. */
#include "clean/annotations.h"
#include "pass.h"

static const pass_row certain[] = {
    { "two characters", "學習(xí)與協(xié)商", "學習與協商" },
    { "two hits of one", "政協(xié)的協(xié)商", "政協的協商" },
    { "full-width brackets", "政協（xié）的協（xié）商", "政協的協商" },
    { "one bracket of each width", "政協(xié）的協（xié)商", "政協的協商" },
    { "seven bytes of syllable", "創(chuàng)新與創(chuàng)業(yè)", "創新與創業" },
    { "the g of schoolbooks", "創(chuànɡ)新與創(chuànɡ)業", "創新與創業" },
    { "a bracket of the sentence stays", "省(區(qū))政協(xié)", "省(區)政協" },
    { "over two lines", "各級政協(xié)\n協(xié)商", "各級政協\n協商" },
    { "a rare character keeps its gloss among junk", "政協(xié)委員龑(yǎn)先生參加協(xié)商", "政協委員龑(yǎn)先生參加協商" },
    { "one gloss in all is no proof", "政協(xié)", NULL },
    { "first occurrence only", "政協(xié)的發(fā)展,政協會議發言", NULL },
    { "two readings of one character", "長(zhǎng)者與長(cháng)短", NULL },
    { "not the usual reading", "姓樂(yuè)的人說樂(yuè)", NULL },
    { "not a reading of the character", "政協(huì)的協(huì)商", NULL },
    { "no tone mark", "政協(xie)的協(xie)商", NULL },
    { "simplified", "协(xié)商与协(xié)作", NULL },
    { "the same in both scripts", "好(hǎo)人好(hǎo)事", NULL },
    { "place names", "郧(yún)县、黟(yī)县、枞(zōng)阳", NULL },
    { "letters as labels", "方案(a)和方案(b)各有优点", NULL },
    { "furigana", "東京(とうきょう)と大阪(おおさか)", NULL },
    { "a romanised word", "老子(Lǎozǐ)是道家學派的創始人", NULL },
    { "bracket that never closes", "政協(xié 的協(xié", NULL },
};

static const pass_row company[] = {
    { "another reading among three certain ones", "協(xié)商發(fā)展現(xiàn)代,為(wéi)了與因為(wéi)",
      "協商發展現代,為了與因為" },
    { "neutral tone among three certain ones", "協(xié)商發(fā)展現(xiàn)代,他們(men)", "協商發展現代,他們" },
    { "mostly glossed among three certain ones", "協(xié)商發(fā)展現(xiàn)代,學(xué)習與學(xué)生,學校",
      "協商發展現代,學習與學生,學校" },
    { "glossed once of twice, even there", "協(xié)商發(fā)展現(xiàn)代,學(xué)習,學校", "協商發展現代,學(xué)習,學校" },
};

int main(void)
{
    pass_table(fl_drop_annotations, certain, sizeof certain / sizeof *certain, FAIRLEAF_CAUTIOUS);
    pass_table(fl_drop_annotations, company, sizeof company / sizeof *company, FAIRLEAF_NORMAL);
    return DONE();
}
