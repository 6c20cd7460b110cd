#!/usr/bin/env python3
"""Writes cjk.inc: how common each character of the Chinese, Japanese and Korean charsets is, four bits each.

usage: classes.py JIEBA OPENCC LINGUA > cjk.inc

JIEBA   jieba/dict.txt of the PyPI package jieba (MIT): words of simplified Chinese with counts
OPENCC  opencc/dictionary of opencc-python-reimplemented (Apache-2.0): simplified to traditional
LINGUA  lingua/language-models of lingua-language-detector 1.3.5 (Apache-2.0): letter counts of zh, ja, ko (needs brotli)

A class k stands for a log-frequency (natural logarithm, per character) of -(3.5 + 0.75 k) nats; 15 says that the code is no
character. Nibbles are packed low first into 64-bit words. Tables in the order of a charset's own codes, so that detection
needs no conversion.
"""
import json
import math
import sys
from collections import Counter

import brotli

FLOOR, STEP, NONE = 3.5, 0.75, 15

# Marks have no counts in word lists. Shares of all characters of a page, rounded, as seen in news text.
MARKS = {
    "zh": {"，": 4e-2, "。": 2e-2, "、": 1.2e-2, "：": 4e-3, "；": 2e-3, "？": 1e-3, "！": 1e-3, "（": 2.5e-3, "）": 2.5e-3, "《": 1.5e-3,
           "》": 1.5e-3, "“": 3e-3, "”": 3e-3, "‘": 2e-4, "’": 2e-4, "—": 1e-3, "…": 5e-4, "·": 5e-4, "　": 1.5e-2, "「": 5e-4, "」": 5e-4,
           "『": 1e-4, "』": 1e-4, "【": 5e-4, "】": 5e-4, "％": 5e-4, "～": 2e-4, "●": 1e-4, "■": 1e-4, "★": 1e-4, "•": 5e-5, "‧": 2e-4,
           "〔": 1e-4, "〕": 1e-4, "．": 2e-4, "－": 2e-4, "／": 1e-4, "〈": 1e-4, "〉": 1e-4, "℃": 5e-5, "①": 1e-4, "②": 1e-4, "③": 1e-4,
           "④": 5e-5, "⑤": 5e-5, "″": 3e-5, "′": 3e-5, "×": 5e-5, "°": 5e-5, "〇": 2e-4, "﹐": 2e-4, "︰": 1e-4, "﹑": 1e-4, "﹔": 5e-5},
    "ja": {"、": 3.5e-2, "。": 2.5e-2, "「": 6e-3, "」": 6e-3, "・": 3e-3, "ー": 1.5e-2, "（": 3e-3, "）": 3e-3, "　": 1e-2, "『": 5e-4,
           "』": 5e-4, "，": 2e-3, "．": 1e-3, "！": 1e-3, "？": 1e-3, "…": 8e-4, "～": 5e-4, "：": 3e-4, "／": 1e-4, "【": 3e-4, "】": 3e-4,
           "－": 3e-4, "”": 1e-4, "“": 1e-4, "※": 1e-4, "●": 1e-4, "■": 1e-4, "％": 3e-4, "①": 5e-5, "②": 5e-5, "゛": 1e-5, "々": 8e-4,
           "〜": 3e-4, "○": 1e-4, "◆": 5e-5, "□": 5e-5, "★": 1e-4, "→": 2e-4, "℃": 5e-5, "〇": 1e-4, "×": 5e-5, "㈱": 3e-5, "－": 2e-4},
    "ko": {"·": 1e-3, "…": 3e-4, "“": 1e-3, "”": 1e-3, "‘": 5e-4, "’": 5e-4, "「": 2e-4, "」": 2e-4, "『": 1e-4, "』": 1e-4, "《": 1e-4,
           "》": 1e-4, "　": 5e-4, "、": 1e-4, "。": 1e-4, "ㆍ": 1e-3, "㎡": 5e-5, "→": 5e-5, "▲": 3e-4, "△": 2e-4, "■": 2e-4, "◆": 1e-4,
           "●": 1e-4, "☞": 5e-5, "％": 1e-4, "①": 5e-5, "②": 5e-5, "～": 2e-4, "×": 5e-5, "℃": 5e-5, "ㅋ": 2e-4, "ㅎ": 1e-4, "ㅠ": 1e-4},
}
CANTONESE = "嘅咗喺唔佢哋啲嘢嚟嗰冇睇搵攞諗畀咁噉乜咩嘥瞓靚嘞喎"


def lingua(folder, language):
    counts = Counter()
    data = json.loads(brotli.decompress(open("%s/%s/unigrams.json.br" % (folder, language), "rb").read()))
    for share, letters in data["ngrams"].items():
        for letter in letters.split(" "):
            if len(letter) == 1:
                counts[letter] += int(share.split("/")[0])
    return counts


def shares(counts, weight=1.0):
    total = sum(counts.values())
    return Counter({c: weight * n / total for c, n in counts.items()})


def chinese(jieba, opencc, folder):
    """log-frequency sources: simplified, traditional"""
    table = {}
    for name in ("STCharacters.txt", "STPhrases.txt"):
        for line in open("%s/%s" % (opencc, name), encoding="utf-8"):
            word, forms = line.rstrip("\n").split("\t")
            table[word] = forms.split(" ")[0]
    simplified, traditional = Counter(), Counter()
    for line in open(jieba, encoding="utf-8"):
        word, count, _ = line.split(" ")
        other = table.get(word) or "".join(table.get(c, c) for c in word)
        for c in word:
            if c > "\u2e80":
                simplified[c] += int(count)
        for c in other:
            if c > "\u2e80":
                traditional[c] += int(count)
    web = lingua(folder, "zh")
    only_simplified = {c for c in simplified if table.get(c, c) != c and c not in traditional}
    only_traditional = {c for c in traditional if c not in simplified}
    web_traditional = Counter({c: n for c, n in web.items() if c not in only_simplified})
    web_simplified = Counter({c: n for c, n in web.items() if c not in only_traditional})
    hans = shares(simplified, 0.85) + shares(web_simplified, 0.15)
    hant = shares(traditional, 0.4) + shares(web_traditional, 0.6)
    for c in CANTONESE:
        hant[c] = max(hant[c], 3e-4)
    for language in (hans, hant):
        for c in language:
            language[c] *= 0.88
        for c, share in MARKS["zh"].items():
            language[c] = share
        for i in range(10):
            language[chr(0xFF10 + i)] = 4e-4
        for i in range(26):
            language[chr(0xFF21 + i)] = language[chr(0xFF41 + i)] = 2e-5
    return hans, hant


def with_marks(counts, name):
    language = shares(counts, 0.9)
    for c, share in MARKS[name].items():
        language[c] = max(share, language[c] if c in "々ー" else 0)
    for i in range(10):
        language[chr(0xFF10 + i)] = 2e-3 if name == "ja" else 1e-4
    for i in range(26):
        language[chr(0xFF21 + i)] = language[chr(0xFF41 + i)] = 1e-4 if name == "ja" else 1e-5
    return language


def rarest(c):
    """share of a character that no source has"""
    if "\u3040" <= c <= "\u30ff":
        return 2e-6                     # kana outside Japanese
    if "\u4e00" <= c <= "\u9fff":
        return 8e-7
    if "\uac00" <= c <= "\ud7a3":
        return 1e-6
    if "\u0370" <= c <= "\u03ff" or "\u0400" <= c <= "\u04ff":
        return 3e-6
    if "\ue000" <= c <= "\uf8ff":
        return 0
    return 5e-6                         # symbols, lines, marks


def nibble(character, *weighted):
    if not character:
        return NONE
    c = character[0]
    best = max([weight * language.get(c, 0) for weight, language in weighted] + [rarest(c)])
    if best <= 0:
        return NONE - 1
    return min(NONE - 1, max(0, round((-math.log(best) - FLOOR) / STEP)))


def decoded(data, codec):
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 or codec == "big5hkscs" else ""


def table(name, about, nibbles):
    words = []
    for i in range(0, len(nibbles), 16):
        words.append(sum(n << 4 * k for k, n in enumerate(nibbles[i:i + 16])))
    print("/* %s */" % about)
    print("static const uint64_t %s[%d] = {" % (name, len(words)))
    for i in range(0, len(words), 5):
        print("    " + " ".join("0x%X," % w for w in words[i:i + 5]))
    print("};\n")


def pairs(codec, leads, trails):
    return [decoded(bytes([lead, trail]), codec) for lead in leads for trail in trails]


def main():
    jieba, opencc, folder = sys.argv[1:4]
    hans, hant = chinese(jieba, opencc, folder)
    ja, ko = with_marks(lingua(folder, "ja"), "ja"), with_marks(lingua(folder, "ko"), "ko")
    both = range(0x81, 0xFF)
    wide = [t for t in range(0x40, 0xFF) if t != 0x7F]
    big = [t for t in range(0x40, 0xFF) if t < 0x7F or t > 0xA0]
    high = range(0xA1, 0xFF)

    print("/* data/charset/cjk.inc - made by classes.py; its sources are in data/charset/NOTICE. */\n")
    table("classes_gbk", "81..FE x 40..7E 80..FE; simplified, and traditional at an eighth",
          [nibble(c, (0.87, hans), (0.12, hant)) for c in pairs("gb18030", both, wide)])
    table("classes_big5", "81..FE x 40..7E A1..FE of Big5-HKSCS", [nibble(c, (1, hant)) for c in pairs("big5hkscs", both, big)])
    jis = [decoded(bytes([r + 0xA1, c + 0xA1]), "euc_jp") or
           decoded(bytes([(r // 2 + 0x81) + (0x40 if r // 2 + 0x81 > 0x9F else 0),
                          c + 0x9F if r % 2 else c + 0x40 + (c >= 0x3F)]), "cp932") for r in range(94) for c in range(94)]
    table("classes_jis", "rows and columns of JIS X 0208, with the NEC and IBM rows of Windows-31J", [nibble(c, (1, ja)) for c in jis])
    table("classes_uhc", "81..FE x 41..FE of windows-949", [nibble(c, (1, ko)) for c in pairs("cp949", both, range(0x41, 0xFF))])
    table("classes_hans", "U+4E00..9FFF in simplified text", [nibble(chr(c), (1, hans), (0.05, ja)) for c in range(0x4E00, 0xA000)])
    table("classes_hant", "U+4E00..9FFF in traditional text", [nibble(chr(c), (1, hant), (0.05, ja)) for c in range(0x4E00, 0xA000)])
    table("classes_hangul", "U+AC00..D7A3 in Korean text", [nibble(chr(c), (1, ko)) for c in range(0xAC00, 0xD7A4)])

    import subprocess
    rows = b"".join(bytes([r, c]) for r in high for c in high)
    text = subprocess.run(["iconv", "-c", "-f", "EUC-TW", "-t", "UTF-8"], input=b"".join(rows[i:i + 2] + b"\n" for i in
                          range(0, len(rows), 2)), capture_output=True).stdout.decode().split("\n")
    table("classes_cns", "plane 1 of CNS 11643", [nibble(c, (1, hant)) for c in text[:8836]])


main()
