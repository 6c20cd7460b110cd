/* clean/mojibake.h - text that was decoded with the wrong encoding and can be decoded back, run by
 * run.
 *
 * Rules: mojibake.gbk     UTF-8 read as GBK: `鏀垮簻宸ヤ綔` is 政府工作
 *        mojibake.latin   UTF-8 read as windows-1252 or ISO 8859-1: `â€œ` is an opening quote
 *        mojibake.legacy  GBK, EUC-KR, EUC-JP or windows-1251 read so: `¹¤×÷±¨¸æ` is 工作报告
 *
 * Every byte must be there and decode strictly, and the result must read better by far: Chinese by
 * clean/frequency.h, other scripts by their commonest letters. Source of the kinds: pages as found;
 * good text that looks like it (涓涓细流, SÃO PAULO, ÀÉÎÕÜ) is in the tests. */
#ifndef FL_CLEAN_MOJIBAKE_H
#define FL_CLEAN_MOJIBAKE_H

#include "model/doc.h"
#include "model/trail.h"

/* Runs first: other repairs would take away bytes that it needs (controls, soft hyphens). */
void fl_repair_mojibake(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
