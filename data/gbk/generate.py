#!/usr/bin/env python3
"""Writes gbk.inc: the two-byte characters of GBK, one row a lead byte 81..FE, one place a trail byte 40..7E, 80..FE.

    python3 data/gbk/generate.py > data/gbk/gbk.inc

Taken from Python's own codec. A space stands where GBK has no character. Not needed to build fairleaf."""

print("/* Written by data/gbk/generate.py: change that. */")
print("static const char16_t gbk_rows[126][191] = {")
for lead in range(0x81, 0xFF):
    row = ""
    for trail in list(range(0x40, 0x7F)) + list(range(0x80, 0xFF)):
        try:
            row += bytes((lead, trail)).decode("gbk")
        except UnicodeDecodeError:
            row += " "
    assert len(row) == 190 and max(row) <= "\uffff"
    cells = ['u"%s"' % row[at:at + 46] for at in range(0, 190, 46)]
    print("    " + "\n    ".join(cells) + ",")
print("};")
