#!/usr/bin/env python3
"""Writes references.inc: the named character references of HTML, sorted by name, as text in UTF-8.

    python3 data/entities/references.py > data/entities/references.inc

Names with `legacy` set are known without a semicolon, too."""
from html.entities import html5

legacy = {name for name in html5 if not name.endswith(';')}
print('/* Written by data/entities/references.py: change that. */')
print('static const named_reference references[] = {')
for name in sorted(n[:-1] for n in html5 if n.endswith(';')):
    text = ''.join('\\x%02X' % byte for byte in html5[name + ';'].encode())
    print('    { "%s", "%s", %d },' % (name, text, name in legacy))
print('};')
