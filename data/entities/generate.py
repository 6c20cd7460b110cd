#!/usr/bin/env python3
"""Writes entities.inc: the character references of HTML 4 by name, sorted by name.

    python3 data/entities/generate.py > data/entities/entities.inc

Taken from Python's html.entities. Not needed to build fairleaf."""
import html.entities

print("/* Written by data/entities/generate.py: change that. */")
print("static const entity entities[] = {")
line = "   "
for name, c in sorted(html.entities.name2codepoint.items()):
    cell = ' { "%s", 0x%X },' % (name, c)
    if len(line + cell) > 98:
        print(line)
        line = "   "
    line += cell
print(line)
print("};")
