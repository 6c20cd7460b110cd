#!/usr/bin/env python3
"""Writes letters.inc: what the high bytes of single-byte charsets are, and which letters follow which in 38 languages.

usage: letters.py LINGUA LANGDETECT > letters.inc

LINGUA      lingua/language-models of lingua-language-detector 1.3.5 (Apache-2.0): counts of letters and pairs (needs brotli)
LANGDETECT  langdetect/profiles of langdetect 1.0.9 (Apache-2.0): Thai, whose vowel signs the other one leaves out

Pairs: a nibble k stands for log P(second | first) = -(0.4 + 0.65 k) nats. Class 0 is what is no letter (a border of a word),
class 1 a letter that the language does not use. Languages in Latin script have a..z as classes 2..27, the others one class
2 for all of them; further letters follow. Nibbles are packed low first into 64-bit words: first the classes' own shares,
then the square of pairs.
"""
import json
import math
import sys
import unicodedata
from collections import Counter

import brotli

FLOOR, STEP = 0.4, 0.65
LATIN = "en fr de es pt it nl sv da nb fi is ca ga cy eu af pl cs sk hu ro hr sl sq tr lt lv et eo vi".split()
OTHER = "ru uk bg sr mk be el he ar fa th".split()
CHARSETS = ["windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
            "windows-1257", "windows-1258", "windows-874", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6",
            "ISO-8859-7", "ISO-8859-8", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "KOI8-R", "KOI8-U", "IBM850",
            "IBM852", "IBM855", "IBM866", "macintosh", "x-mac-cyrillic"]
CODECS = {"windows-874": "cp874", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic"}
ASCII = "abcdefghijklmnopqrstuvwxyz"
# What a byte is when it is no letter.
UNDEFINED, CONTROL, MARK, CLOSING, OPENING, SYMBOL = 0, 1, 2, 3, 4, 5
MARKS = set("\u00a0«»“”„‘’‚–—…•·¡¿№،؛؟‹›\u200c\u200d\u200e\u200fـ°§€£฿")


def load(path):
    return json.loads(brotli.decompress(open(path, "rb").read()))["ngrams"]


def split_vietnamese(c):
    """the letter as windows-1258 writes it: a base of its own and a combining tone"""
    try:
        c.encode("cp1258")
        return c
    except UnicodeEncodeError:
        whole = unicodedata.normalize("NFD", c)
        if len(whole) < 2:
            return c
        for tone in whole[1:]:
            if tone in "\u0300\u0301\u0303\u0309\u0323":
                return unicodedata.normalize("NFC", whole.replace(tone, "", 1)) + tone
        return c


def lingua(folder, language):
    """letters -> count, pairs -> count; a space stands for the border of a word"""
    single, pair = Counter(), Counter()
    for share, grams in load("%s/%s/unigrams.json.br" % (folder, language)).items():
        for c in grams.split(" "):
            if len(c) == 1:
                single[c] += 1e8 * int(share.split("/")[0]) / int(share.split("/")[1])
    for share, grams in load("%s/%s/bigrams.json.br" % (folder, language)).items():
        a, b = map(int, share.split("/"))
        for gram in grams.split(" "):
            if len(gram) == 2:
                pair[gram] += single[gram[0]] * a / b
    for c, n in single.items():
        pair[c + " "] += max(0, n - sum(pair[c + d] for d in single))
        pair[" " + c] += max(0, n - sum(pair[d + c] for d in single))
    if language == "vi":
        return vietnamese(single, pair)
    return single, pair


def vietnamese(single, pair):
    letters, pairs = Counter(), Counter()
    for c, n in single.items():
        parts = split_vietnamese(c)
        for part in parts:
            letters[part] += n
        for a, b in zip(parts, parts[1:]):
            pairs[a + b] += n
    for gram, n in pair.items():
        pairs[split_vietnamese(gram[0])[-1] + split_vietnamese(gram[1])[0]] += n
    return letters, pairs


def thai(folder):
    single, pair = Counter(), Counter()
    for gram, n in json.load(open(folder + "/th"))["freq"].items():
        if not all(c == " " or "\u0e01" <= c <= "\u0e5b" for c in gram):
            continue
        if len(gram) == 1:
            single[gram] += n
        elif len(gram) == 2:
            pair[gram] += n
    return single, pair


def nibble(p):
    return min(15, max(0, round((-math.log(max(p, 1e-9)) - FLOOR) / STEP)))


def write_words(name, values):
    words = [sum(n << 4 * k for k, n in enumerate(values[i:i + 16])) for i in range(0, len(values), 16)]
    print("static const uint64_t %s[%d] = {" % (name, len(words)))
    for i in range(0, len(words), 5):
        print("    " + " ".join("0x%X," % w for w in words[i:i + 5]))
    print("};")


def write_language(language, single, pair):
    latin = language in LATIN
    total = sum(single.values())
    own = sorted(c for c, n in single.items() if c not in ASCII and ord(c) > 0x7F and c not in "ªºµ" and
                 n >= total * (2e-5 if latin else 1e-4) and ord(c) < 0x2000 and c == c.lower())
    classes = [" ", None] + (list(ASCII) if latin else [None]) + own
    starts = sum(n for gram, n in pair.items() if gram[0] == " ")
    whole = total + starts
    count = {c: single[c] if c != " " else starts for c in classes if c}
    shares, square = [], []
    for c in classes:
        shares.append(nibble(count[c] / whole if c else 1e-4))
    for a in classes:
        for b in classes:
            if not a or not b:
                p = 3e-5
            elif a == " " and b == " ":
                p = 0.5
            else:
                p = (pair[a + b] + 0.5) / (count[a] + 0.5 * len(classes))
                p = max(p, 4e-5)
            square.append(nibble(p))
    print("/* %s */" % language)
    print("static const uint16_t letters_%s[] = { %s };" % (language, " ".join("0x%X," % ord(c) for c in own)))
    write_words("pairs_%s" % language, shares + square)
    return "    { \"%s\", letters_%s, pairs_%s, %d, %s }," % (language, language, language, len(own), "true" if latin else "false")


def kind(c):
    if c in "’”›":
        return CLOSING
    if c in "„‚":
        return OPENING
    if c in MARKS:
        return MARK
    category = unicodedata.category(c)
    if category == "Cc":
        return CONTROL
    if c in "ªºµ":
        return SYMBOL
    if category[0] in "LM":
        return None
    return SYMBOL


def write_charset(name):
    codec = CODECS.get(name) or name.replace("windows-", "cp")
    cells, upper = [], 0
    for i in range(128):
        try:
            c = bytes([i + 128]).decode(codec)
        except UnicodeDecodeError:
            cells.append(CONTROL if name.startswith("windows") and i < 32 else UNDEFINED)
            continue
        if name == "x-mac-cyrillic":
            c = {0xA2: "Ґ", 0xB6: "ґ"}.get(i + 128, c)
        what = kind(c)
        if what is not None:
            cells.append(what)
            continue
        low = "i" if c == "İ" else c.lower()
        if low != c:
            upper |= 1 << i
        cells.append(ord(low))
    print("    { \"%s\", { 0x%X, 0x%X }, {" % (name, upper & (2**64 - 1), upper >> 64))
    for i in range(0, 128, 16):
        print("        " + " ".join("0x%X," % c for c in cells[i:i + 16]))
    print("    } },")


def main():
    folder, profiles = sys.argv[1:3]
    print("/* data/charset/letters.inc - made by letters.py; its sources are in data/charset/NOTICE. */\n")
    rows = [write_language(l, *(thai(profiles) if l == "th" else lingua(folder, l))) for l in LATIN + OTHER]
    print("\nenum { %s };" % " ".join("LANGUAGE_%s," % l for l in LATIN + OTHER))
    print("static const language languages[] = {")
    print("\n".join(rows))
    print("};\n\nstatic const letter_set letter_sets[] = {")
    for name in CHARSETS:
        write_charset(name)
    print("};")


main()
