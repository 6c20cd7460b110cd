#!/usr/bin/env python3
"""Writes settled.inc: the characters on which iconv implementations differ from each other or from the WHATWG index.

usage: settle.py INDEXES.json [LIBICONV.so] > settled.inc

INDEXES.json is the index table of the WHATWG Encoding Standard, as npm's text-encoding holds it in
lib/encoding-indexes.js (written out with JSON.stringify). LIBICONV.so is a GNU libiconv to compare as well; its functions
are libiconv_open, libiconv. What is compared is every pair of bytes, and every byte of the single-byte charsets.

The rule: the WHATWG value, except
- GB18030: the 24 characters of the 2022 edition in place of private use, as glibc has them
- Big5-HKSCS: A241 and A242 are the full-width slashes, which two codes stand for; what only glibc has is kept
"""
import ctypes
import json
import sys

NONE = 0x7FFFFFFF


class Iconv:
    def __init__(self, library, prefix, names):
        self.open = getattr(library, prefix + "iconv_open")
        self.open.restype = ctypes.c_void_p
        self.run = getattr(library, prefix + "iconv")
        self.run.restype = ctypes.c_size_t
        self.run.argtypes = [ctypes.c_void_p] * 5
        self.cd = None
        for name in names.split():
            cd = self.open(b"UTF-32LE", name.encode())
            if cd != 2**64 - 1:
                self.cd = cd
                break

    def __call__(self, data):
        if self.cd is None:
            return None
        source = ctypes.create_string_buffer(data, len(data))
        target = ctypes.create_string_buffer(32)
        p, q = (ctypes.c_void_p(ctypes.addressof(b)) for b in (source, target))
        left, room = ctypes.c_size_t(len(data)), ctypes.c_size_t(32)
        self.run(self.cd, None, None, None, None)
        result = self.run(self.cd, *(ctypes.byref(x) for x in (p, left, q, room)))
        if result == 2**64 - 1 or left.value:
            return None
        self.run(self.cd, None, None, ctypes.byref(q), ctypes.byref(room))
        points = memoryview(target.raw[: 32 - room.value]).cast("I").tolist()
        return points[0] if len(points) == 1 else tuple(points) or None


def whatwg(indexes):
    """charset -> function from bytes to code point, None or a pair"""

    def cell(name, pointer):
        index = indexes[name]
        return index[pointer] if 0 <= pointer < len(index) else None

    def gb(b):
        t = b[1]
        if len(b) == 4:
            pointer = ((b[0] - 0x81) * 10 + t - 0x30) * 1260 + (b[2] - 0x81) * 10 + b[3] - 0x30
            offset, point = max(r for r in indexes["gb18030-ranges"] if r[0] <= pointer)
            return 0xE7C7 if pointer == 7457 else point + pointer - offset
        return cell("gb18030", (b[0] - 0x81) * 190 + t - (0x40 if t < 0x7F else 0x41)) if 0x40 <= t <= 0xFE and t != 0x7F else None

    def big5(b):
        t = b[1]
        if not (0x40 <= t <= 0x7E or 0xA1 <= t <= 0xFE):
            return None
        pointer = (b[0] - 0x81) * 157 + t - (0x40 if t < 0x7F else 0x62)
        pairs = {1133: (0xCA, 0x304), 1135: (0xCA, 0x30C), 1164: (0xEA, 0x304), 1166: (0xEA, 0x30C)}
        return pairs.get(pointer) or cell("big5", pointer)

    def sjis(b):
        lead, t = b
        if 0xA0 <= lead <= 0xDF or lead > 0xFC or not 0x40 <= t <= 0xFC or t == 0x7F:
            return None
        pointer = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 188 + t - (0x40 if t < 0x7F else 0x41)
        return 0xE000 - 8836 + pointer if 8836 <= pointer <= 10715 else cell("jis0208", pointer)

    def euckr(b):
        return cell("euc-kr", (b[0] - 0x81) * 190 + b[1] - 0x41) if 0x41 <= b[1] <= 0xFE else None

    return {"GB18030": ("GB18030", gb), "Big5-HKSCS": ("BIG5-HKSCS BIG5HKSCS", big5), "Shift_JIS": ("CP932", sjis),
            "EUC-KR": ("UHC CP949", euckr)}


def wanted(charset, code, standard, ours):
    if charset == "GB18030" and standard and 0xE000 <= standard <= 0xF8FF and ours:
        return ours
    if charset == "Big5-HKSCS":
        if code in (0xA241, 0xA242):
            return {0xA241: 0xFF0F, 0xA242: 0xFF3C}[code]
        return standard or ours
    return standard


def compare(charset, names, codes, standard, doors):
    converters = [Iconv(library, prefix, names) for library, prefix in doors]
    for code in codes:
        answers = [c(code) for c in converters if c.cd is not None]
        value = int.from_bytes(code, "big")
        right = wanted(charset, value, standard(code), answers[0])
        if any(a != right for a in answers) and not isinstance(right, tuple):
            yield charset, value, right


def main():
    indexes = json.load(open(sys.argv[1]))
    doors = [(ctypes.CDLL(None), "")]
    if len(sys.argv) > 2:
        doors.append((ctypes.CDLL(sys.argv[2]), "lib"))
    rows = []
    pairs = [bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x31, 0xFF)]
    for charset, (names, standard) in whatwg(indexes).items():
        codes = [p for p in pairs if charset != "Shift_JIS" or not (0xA0 <= p[0] <= 0xDF or p[0] > 0xFC or p[1] < 0x40)]
        if charset == "GB18030":
            codes = codes + [bytes([i // 12600 + 0x81, i // 1260 % 10 + 0x30, i // 10 % 126 + 0x81, i % 10 + 0x30])
                             for i in range(39420)]
        rows += compare(charset, names, codes, standard, doors)
    iconv_names = {"koi8-r": "KOI8-R", "koi8-u": "KOI8-U", "ibm866": "IBM866 CP866", "macintosh": "MACINTOSH MAC",
                   "x-mac-cyrillic": "MAC-UK MACCYRILLIC MAC-CYRILLIC"}
    for name, index in indexes.items():
        if len(index) != 128:
            continue
        charset = {"koi8-r": "KOI8-R", "koi8-u": "KOI8-U", "ibm866": "IBM866"}.get(name) or name.replace("iso", "ISO")
        names = iconv_names.get(name) or name.replace("windows-", "CP").upper()
        codes = [bytes([c]) for c in range(0x80, 0x100)]
        hole = name.startswith("windows-")
        rows += [r for r in compare(charset, names, codes, lambda b: index[b[0] - 0x80], doors)
                 if not (hole and r[2] == r[1] < 0xA0)]
    print("/* data/charset/settled.inc - made by settle.py: characters that are not what every iconv says. */")
    for charset, code, point in rows:
        print('SETTLED("%s", 0x%X, 0x%X)' % (charset, code, NONE if point is None else point))


main()
