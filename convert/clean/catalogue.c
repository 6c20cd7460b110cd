/* clean/catalogue.c - in the order of the passes (clean/clean.c). */
#include "clean/catalogue.h"

#define ANYWHERE "anywhere"
#define REPAIR "repair"

const fl_coded_rule fl_coded_rules[] = {
    { "mojibake.gbk", "text that was UTF-8 was read as GBK", ANYWHERE, REPAIR, 0,
      "convert/clean/mojibake.c", "鏀垮簻宸ヤ綔鎶ュ憡\n", "涓涓细流汇成江海。\n" },
    { "mojibake.latin", "text that was UTF-8 was read as windows-1252", ANYWHERE, REPAIR, 0,
      "convert/clean/latin.c", "It didnâ€™t rain in the cafÃ© that day.\n",
      "São Paulo e ATENÇÃO ao café.\n" },
    { "mojibake.legacy",
      "text of a Chinese, Japanese, Korean or Cyrillic encoding was read as "
      "windows-1252",
      ANYWHERE, REPAIR, 0, "convert/clean/latin.c", "Õþ¸®¹¤×÷±¨¸æ\n",
      "Æther und Œuvre à Ålesund.\n" },
    { "characters.c1", "a byte of windows-1252 was left as a control", ANYWHERE, REPAIR, 95,
      "convert/clean/characters.c", "The council\xC2\x92s plan was approved.\n",
      "The council’s plan was approved.\n" },
    { "characters.control", "no text may hold this code point", ANYWHERE, REPAIR, 99,
      "convert/clean/characters.c", "第一\x01季度完成投资12亿元。\n", "第一\t季度\n" },
    { "characters.entity", "a character that came out of its source still escaped", ANYWHERE,
      REPAIR, 95, "convert/clean/entities.c", "加快发展&ldquo;三农&rdquo;事业。\n",
      "AT&T reported a profit.\n" },
    { "characters.escape", "an escape of JavaScript or JSON", ANYWHERE, REPAIR, 90,
      "convert/clean/entities.c", "\\u653f\\u5e9c\\u5de5\\u4f5c\\u62a5\\u544a\n",
      "C:\\users\\data\n" },
    { "characters.invisible", "an invisible character that no script here needs", ANYWHERE, REPAIR,
      95, "convert/clean/characters.c", "政府\u200B工作报告\n", "می\u200Cخواهم کتاب بخوانم\n" },
    { "characters.half-kana", "half-width kana of an old system", ANYWHERE, REPAIR, 95,
      "convert/clean/forms.c", "ﾃﾞｰﾀを集計した。\n", "半角ｶﾅで入力してください。\n" },
    { "characters.full-width", "full-width digits and letters", ANYWHERE, REPAIR, 70,
      "convert/clean/forms.c", "２０２３年，全市生产总值增长５％。\n",
      "全角０から９までを使う。\n" },
    { "characters.radical", "the code point of a radical stood for the ideograph", ANYWHERE, REPAIR,
      95, "convert/clean/forms.c", "⼤力发展⽣产\n", "部首⼤、⼈、⼝\n" },
    { "characters.ligature", "a ligature of the typesetter", ANYWHERE, REPAIR, 95,
      "convert/clean/forms.c", "the ﬁnal report\n", "the final report\n" },
    { "characters.compose", "a letter and its mark stood apart", ANYWHERE, REPAIR, 95,
      "convert/clean/forms.c", "cafe\u0301 in the town\n", "神社の歴史\n" },
    { "characters.doubled", "the same mark twice", ANYWHERE, REPAIR, 90,
      "convert/clean/characters.c", "经济稳定增长，，民生持续改善。\n",
      "但是，我们还要看到……困难——很多！！\n" },
    { "characters.space", "a blank inside a bracket", ANYWHERE, REPAIR, 95,
      "convert/clean/characters.c", "人民政协网(記者 王有強 通訊員 朱選舉 )\n",
      "1.（ ）下列说法正确的是\n" },
    { "characters.spaced", "a title set with a blank between all characters", ANYWHERE, REPAIR, 85,
      "convert/clean/characters.c",
      "政 府 工 作 报 告\n"
      "各位代表：\n",
      "甲 乙 丙 丁\n" },
    { "characters.bullet", "a bullet of a symbol font", ANYWHERE, REPAIR, 90,
      "convert/clean/characters.c", "\uF0B7 first item of the list\n",
      "• first item of the list\n" },
    { "characters.lost", "what stood here is not in the source any more", ANYWHERE, "note", 99,
      "convert/clean/characters.c", "政府锟斤拷工作报告\n", "政府工作报告\n" },
    { "slips.lead", "a blank that the old encoding did not have was written as '?'", ANYWHERE,
      REPAIR, 0, "convert/clean/slips.c", "?——在市第八届人民代表大会第三次会议上\n",
      "? 如何办理居住证\n" },
    { "slips.gbk", "a byte was lost, and the characters behind it were read one byte late",
      ANYWHERE, REPAIR, 0, "convert/clean/slips.c", "全国31个13?。▍^市）参加会议。\n",
      "这是为什么?我们要认真思考。\n" },
    { "annotations.pinyin", "a script converter left the reading behind a character", ANYWHERE,
      "drop", 99, "convert/clean/annotations.c", "人民政協(xié)組織協(xié)商議政。\n",
      "龑（yǎn）字是南漢皇帝劉龑造的。\n" },
    { "residue.image", "an image without description and address", ANYWHERE, "drop", 99,
      "convert/clean/residue.c",
      "各位代表：\n"
      "现在报告工作。\n"
      "![]()\n"
      "全年完成投资12亿元。\n",
      "各位代表：\n"
      "![图1](a.png)\n"
      "现在报告工作。\n" },
    { "residue.table", "empty cells that a table left behind", ANYWHERE, "drop", 98,
      "convert/clean/residue.c",
      "各位代表：\n"
      "| |||\n"
      "现在报告工作。\n",
      "指标|数值\n"
      "投资|12\n" },
    { "pages.contents", "the table of contents of a printed source", ANYWHERE, "drop", 92,
      "convert/clean/pages.c",
      "产业发展规划\n"
      "目　录\n"
      "第一章　总则……………3\n"
      "第二章　重点任务………5\n"
      "第三章　保障措施………9\n"
      "第一章　总则\n"
      "全市上下一心，完成了各项任务。\n",
      "第一章　总则\n"
      "全市上下一心，完成了各项任务。\n"
      "第二章　重点任务\n"
      "抓好五件大事。\n" },
    { "pages.number", "the number of a printed page", ANYWHERE, "drop", 92, "convert/clean/pages.c",
      "全市上下一心、久久为功，积累了\n"
      "— 3 —\n"
      "宝贵的经验。\n",
      "各县区得票数如下。\n"
      "12\n"
      "南陂区\n"
      "7\n" },
    { "pages.running-head", "a line that recurs at the page ends of a printed source", ANYWHERE,
      "drop", 92, "convert/clean/pages.c",
      "   An origin server that does not wish to answer closes the connection\n"
      "   and logs the event, so that an operator can see what has happened.\n"
      "\n"
      "Example                  Informational                      [Page 1]\n"
      "\n"
      "RFC 9999                 Keeping Lines                   June 2022\n"
      "\n"
      "   A client that receives no answer waits for some time and then tries\n"
      "   again, at most three times. After that it reports a failure to its\n"
      "\n"
      "Example                  Informational                      [Page 2]\n"
      "\n"
      "RFC 9999                 Keeping Lines                   June 2022\n"
      "\n"
      "   user and gives up. Nothing else is said about the matter here; the\n"
      "   section that follows gives the reasons for this rule in more detail.\n"
      "\n"
      "Example                  Informational                      [Page 3]\n"
      "\n"
      "RFC 9999                 Keeping Lines                   June 2022\n"
      "\n"
      "   The rule was chosen because it is simple, because it can be tested,\n"
      "   and because servers of all kinds have followed it for many years.\n",
      "达到环评批复要求的项目\n"
      "达到环评批复要求的项目\n" },
    { "joins.soft-break", "a soft line break of Markdown", ANYWHERE, "join", 90,
      "convert/clean/joins.c",
      "# 报告\n"
      "\n"
      "第一句话写到这里，\n"
      "第二句接着写。\n",
      "# 报告\n"
      "\n"
      "第一句话写到这里。\n"
      "\n"
      "第二句接着写。\n" },
    { "joins.wrap", "the text is wrapped at a fixed width, and the line is full", ANYWHERE, "join",
      90, "convert/clean/joins.c",
      "　　一年来，全市各级政协组织坚持围绕中心、服务大局，认真履\n"
      "行职能，各项工作取得新的成效。全年组织协商活动二十次，提交\n"
      "提案三百件，办复率达到百分之百。\n"
      "　　二、三季度连续召开座谈会，听取乡镇、街道和企业代表的意\n"
      "见，梳理问题四十八个，逐一交办。\n"
      "　　下一步，要继续深化调查研究，把各方面的想法说出来、把办\n"
      "法拿出来、把力气使出来，推动各项任务落到实处，让群众看到变\n"
      "化、得到实惠。\n",
      "工作简报\n"
      "个人养老金制度全面实施、开户602万人\n"
      "有序开展全域土地综合整治，取得进展。\n"
      "推进城乡要素市场化配置改革试点工作\n"
      "对外文化交流更加活跃。\n"
      "高质量建设运营东方枢纽国际合作区\n"
      "新增老年大学学位3万个，惠及社区老人。\n"
      "基本养老保险参保778万人，待遇稳步提升\n"
      "加快疏解项目落地见效\n" },
    { "joins.cut", "the sentence goes on in the next line", ANYWHERE, "join", 90,
      "convert/clean/joins.c",
      "充分发挥文史资料存史的作用。编辑出版了三种专辑，质量稳步提高。充分发挥文史资料存\n"
      "史、资政、团结、育人作用，先后编辑出版了三种文史专辑。\n",
      "文史资料工作要发挥作用。\n"
      "编辑出版史料专辑三种。\n" },
    { "joins.bracket", "a bracket or quote is open across the line end", ANYWHERE, "join", 90,
      "convert/clean/joins.c",
      "全市开展“不忘初心、牢记\n"
      "使命”主题教育。\n",
      "全市开展“牢记使命”主题教育。\n"
      "各县跟进。\n" },
    { "boilerplate.breadcrumb", "where the page stands in its site, a word a line", "head", "drop",
      92, "convert/clean/boilerplate.c",
      "首页\n"
      ">\n"
      "政务公开\n"
      ">\n"
      "工作报告\n"
      "某县2023年政府工作报告\n"
      "各位代表：\n"
      "现在，我代表县人民政府，向大会作工作报告，请予审议。\n",
      "某县2023年政府工作报告\n"
      "各位代表：\n"
      "现在，我代表县人民政府，向大会作工作报告，请予审议。\n" },
    { "boilerplate.navigation", "words of a site's navigation", "edges", "drop", 0,
      "convert/clean/verdict.c",
      "网站首页 | 政务公开 | 联系我们 | 网站地图\n"
      "各位代表：\n"
      "现在，我代表县人民政府，向大会作工作报告，请予审议。\n",
      "各位代表：\n"
      "现在，我代表县人民政府，向大会作工作报告，请予审议。\n" },
    { "boilerplate.tail", "stands behind the end of the text, among the page's own lines", "tail",
      "drop", 85, "convert/clean/boilerplate.c",
      "各位代表：\n"
      "现在，我代表县人民政府，向大会作工作报告，请予审议。\n"
      "相关阅读\n"
      "某县2022年预算执行情况\n"
      "网站标识码：4300000042\n",
      "各位代表：\n"
      "现在，我代表县人民政府，向大会作工作报告，请予审议。\n"
      "张三\n"
      "2022年1月5日\n" },
    { "duplicates.title", "says again what a line above it said", "head", "drop", 0,
      "convert/clean/duplicates.c",
      "政协第十二届委员会常务委员会工作报告（摘要）\n"
      "政协第十二届委员会常务委员会工作报告 （摘要）\n"
      "五年工作回顾\n"
      "过去五年，是具有里程碑意义的五年。全市上下团结一心，奋力攻坚克难，各项事业取得历"
      "史性成就。\n",
      "2023年政府工作报告\n"
      "一、2022年工作回顾\n"
      "投资增长。\n"
      "一、2022年工作回顾\n" },
    { "punctuation.folded",
      "the document writes Chinese with ASCII commas only: its punctuation was folded", ANYWHERE,
      REPAIR, 97, "convert/clean/punctuation.c",
      "各位委员:\n"
      "过去一年,在中共市委的坚强领导下,我们坚持稳中求进,取得了新的成绩;今后要继续努力!县"
      "(市)区协商好不好?《方案(试行)》和《规划(2023-2025年)》已印发,增长3.5%,占20%,网址"
      "http://a.cn/b?c=1,比例1:2,国发(2020)1号。\n",
      "经济稳定增长，民生持续改善,社会和谐稳定。\n" },
    { 0 },
};
