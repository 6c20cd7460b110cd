#!/usr/bin/env python3
"""Writes radicals.inc: the ideographs that the code points of radicals look like, U+2E80 to U+2FD5; 0 for none.

    python3 data/radicals/generate.py EquivalentUnifiedIdeograph.txt > data/radicals/radicals.inc

The file is one of the Unicode Character Database. Source and licence: data/NOTICE. Not needed to build fairleaf."""
import re
import sys

FIRST, LAST = 0x2E80, 0x2FD5
ideograph = {}
with open(sys.argv[1], encoding="utf-8") as rows:
    for row in rows:
        found = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)", row)
        if found:
            first, last, target = found.groups()
            for c in range(int(first, 16), int(last or first, 16) + 1):
                ideograph[c] = int(target, 16)
print("/* Written by data/radicals/generate.py: change that. Source: data/NOTICE. */")
print("enum { RADICALS_FIRST = 0x%X, RADICALS_LAST = 0x%X };" % (FIRST, LAST))
print("static const uint16_t radicals[RADICALS_LAST - RADICALS_FIRST + 1] = {")
cells = [ideograph.get(c, 0) for c in range(FIRST, LAST + 1)]
cells = ["0x%X," % c if c < 0x10000 else "0," for c in cells]
for at in range(0, len(cells), 12):
    print("    " + " ".join(cells[at:at + 12]))
print("};")
