"""Builds the tables behind the on-screen keyboards.

Usage: make_ime.py USR_SHARE HERE

Reads, below USR_SHARE, rime-data-pinyin-simp (Apache-2.0), rime-data-stroke
(LGPL-3) and unicode-data (Unicode licence) as Debian packs them, and in HERE
names.txt, words.txt and strokes-more.txt. Only characters that both screen
fonts can draw are kept. Writes into HERE:

pinyin.tbl    lines of text, then columns of bytes. Lines: "redwrench pinyin 1";
              for each letter a syllable may begin with its syllables, 64 at
              most (z has zh's, c ch's, s sh's, l n's); the numbers of entries
              of 1, 2, … characters. Columns, for each of these lengths n, one
              row an entry: n letters, n numbers of a syllable within its
              letter, weight (12 ln(1+occurrences)), name grades (high half:
              begins a name, low half: goes on in it; 0 unknown in names), text
              (4 bytes with NULs behind for one character, 3 n for more). Rows are
              sorted by letters, then (one character only) by syllable, then
              the heavier first. Last column: the numbers, two bytes, little
              endian, of the one-character rows sorted by text.
strokes.txt   "hshszh吉57c": strokes, character, weight 00-99, name grade 0-f;
              sorted.
strokes.idx   where the lines of strokes.txt begin, three bytes each, little
              endian, sorted by character.
radicals.txt  first "85 水4 氵3": number, forms with their strokes; after an
              empty line "85.3 江池…": radical, other strokes, characters, the
              commoner first.
../../ui/ime/testdata/general.txt   the 8,105 of 通用规范汉字表 with their readings.
"""

import bz2
import collections
import functools
import itertools
import math
import re
import struct
import sys
import unicodedata

from fontTools.ttLib import TTFont

SHARE, HERE = sys.argv[1:]
MERGED = {"n": "l"}  # told apart by few in the south-west; zh, ch, sh share their letter with z, c, s anyway
ODD = {"m", "n", "ng", "hm", "hng", "r", "eh"}  # not syllables one can spell on
SPELL = {"nue": "nve", "lue": "lve"}
# Readings that Unihan lacks or gives only as odd syllables.
EXTRA = {"𠮷": ["ji"], "嗯": ["en"]}
LONGEST = 6


def drawable():
    fonts = [set(TTFont(f"{HERE}/../fonts/RedWrench-{s}.ttf").getBestCmap()) for s in ("Regular", "Bold")]
    return {chr(c) for c in fonts[0] & fonts[1] if 0x3400 <= c < 0xA000 or c >= 0x20000 or c == 0x3007}


def unihan(name, *fields):
    """The wanted fields of one Unihan file: field -> character -> value."""
    out = {f: {} for f in fields}
    for line in bz2.open(f"{SHARE}/unicode/Unihan_{name}.txt.bz2", "rt", encoding="utf-8"):
        part = line.rstrip("\n").split("\t")
        if len(part) == 3 and part[1] in out:
            out[part[1]][chr(int(part[0][2:], 16))] = part[2]
    return out


def plain(marked):
    """A reading without its tone, ü as v; "" for what is no syllable."""
    s = unicodedata.normalize("NFD", marked)
    s = s.replace("u\u0308", "v")
    s = "".join(c for c in s if not unicodedata.combining(c))
    s = SPELL.get(s, s)
    return s if re.fullmatch("[a-z]+", s) and s not in ODD else ""


def rime(name, path="rime-data"):
    seen = False
    for line in open(f"{SHARE}/{path}/{name}.dict.yaml", encoding="utf-8"):
        line = line.rstrip("\n")
        if seen and line and not line.startswith("#"):
            yield line.split("\t")
        seen = seen or line == "..."


def sections(name):
    """A file of ours: section -> its words, each (text, reading or "")."""
    out, at = collections.defaultdict(list), ""
    for line in open(f"{HERE}/{name}", encoding="utf-8"):
        line = line.split("#")[0].strip() if not line.startswith("#") else ""
        if line.startswith("["):
            at = line.strip("[]")
            continue
        out[at] += [(w, r) for w, r in re.findall(r"([^\sa-z:]+)(?::((?:[a-z]+ ?)+))?", line)]
    return {k: [(w, r.strip()) for w, r in v] for k, v in out.items()}


def readings(can):
    """Character -> its readings, and the grade (1-3) of those of 通用规范汉字表."""
    u = unihan("Readings", "kTGHZ2013", "kXHC1983", "kHanyuPinlu", "kMandarin", "kHanyuPinyin")
    level = {c: 1 if int(v[5:]) <= 3500 else 2 if int(v[5:]) <= 6500 else 3
             for c, v in unihan("OtherMappings", "kTGH")["kTGH"].items()}
    found = collections.defaultdict(list)
    strip = lambda v: re.sub(r"[0-9.*(),:]+", " ", v).split()
    for c in can:
        fields = ["kTGHZ2013", "kXHC1983", "kHanyuPinlu", "kMandarin"] if c in level else ["kXHC1983", "kMandarin"]
        marked = [m for f in fields for m in strip(u[f].get(c, ""))]
        if not any(map(plain, marked)):
            marked += strip(u["kHanyuPinyin"].get(c, ""))[:1]
        for r in list(map(plain, marked)) + EXTRA.get(c, []):
            if r and r not in found[c]:
                found[c].append(r)
    official = {c: [r for r in dict.fromkeys(map(plain, strip(u["kTGHZ2013"][c]))) if r] or found[c] for c in level}
    return found, level, official


class Words:
    """What the pinyin table will hold: (text, syllables) -> [weight, begins, goes on]."""

    def __init__(self, can):
        self.rows = {}
        self.count = collections.Counter()
        found, self.level, self.official = readings(can)
        for text, spelt, n in (l for l in rime("pinyin_simp") if len(l) == 3):
            syllables = tuple(SPELL.get(s, s) for s in spelt.split())
            if ODD & set(syllables) or not set(text) <= can or len(text) > LONGEST or len(text) != len(syllables):
                continue
            if len(text) > 1 and any(ord(c) > 0xFFFF for c in text):
                continue
            self.occur(text, syllables, int(n))
        for c, list_ in found.items():
            for r in list_:
                self.occur(c, (r,), 0)
        for (text, _), row in self.rows.items():
            if len(text) == 1:
                row[0] = max(row[0], {1: 12, 2: 9, 3: 6}.get(self.level.get(text), 0))
        self.known = {text: syllables for text, syllables in self.rows if len(text) > 1}
        self.ours()

    def occur(self, text, syllables, n):
        row = self.rows.setdefault((text, syllables), [0, 0, 0])
        row[0] = max(row[0], min(255, round(12 * math.log(1 + n))))
        self.count[text, syllables] = max(self.count[text, syllables], n)

    def spell(self, text, given):
        if given:
            return tuple(given.split())
        if len(text) > 1 and text in self.known:
            return self.known[text]
        return tuple(max(self.single[c])[1] for c in text)

    @functools.cached_property
    def single(self):
        """Character -> its readings, each (occurrences, reading)."""
        by = collections.defaultdict(list)
        for (text, syllables), n in self.count.items():
            if len(text) == 1:
                by[text].append((n, syllables[0]))
        return by

    def grade(self, text, syllables, begins, goes):
        row = self.rows.setdefault((text, syllables), [0, 0, 0])
        row[1], row[2] = max(row[1], begins), max(row[2], goes)

    def ours(self):
        """Adds words.txt and names.txt; the grades fall along each section."""
        for text, n in words_of("words.txt"):
            number, _, reading = n.partition(":")
            self.occur(text, self.spell(text, reading), int(number))
        names = sections("names.txt")
        for i, (text, given) in enumerate(names["parts"]):
            s = self.spell(text, given)
            g = max(9, 15 - i // 12)
            self.occur(text, s, max(60, 400 - 4 * i))
            self.grade(text, s, g, g)
        for i, (text, given) in enumerate(names["pairs"]):
            s = self.spell(text, given)
            self.occur(text, s, max(40, 200 - i))
            self.grade(text, s, max(9, 15 - i // 25), 9)
        for i, (text, given) in enumerate(names["double surnames"]):
            s = self.spell(text, given)
            self.occur(text, s, 60)
            self.grade(text, s, max(7, 12 - i // 6), 0)
        for i, (text, given) in enumerate(names["given names"]):
            s = self.spell(text, given)
            self.occur(text, s, 40)
            self.grade(text, s, 0, max(7, 12 - i // 40))
        for i, (c, given) in enumerate(one_by_one(names["surnames"])):
            self.grade(c, self.spell(c, given), max(4, 15 - i // 22), 0)
        for i, (c, given) in enumerate(one_by_one(names["given"])):
            self.grade(c, self.spell(c, given), 0, max(4, 15 - i // 40))


def words_of(name):
    for line in open(f"{HERE}/{name}", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            yield line.split(None, 1)[0], line.split(None, 1)[1].strip()


def one_by_one(words):
    seen = set()
    for text, given in words:
        for c in text:
            reading = given if c == text[-1] else ""
            if (c, reading) not in seen:
                seen.add((c, reading))
                yield c, reading


def pinyin_table(words):
    letters = collections.defaultdict(set)
    for _, syllables in words.rows:
        for s in syllables:
            letters[MERGED.get(s[0], s[0])].add(s)
    order = {l: sorted(v) for l, v in sorted(letters.items())}
    assert all(len(v) <= 64 for v in order.values()), {l: len(v) for l, v in order.items()}
    lengths = collections.defaultdict(list)
    for (text, syllables), (weight, begins, goes) in words.rows.items():
        key = "".join(MERGED.get(s[0], s[0]) for s in syllables).encode()
        sound = bytes(order[chr(k)].index(s) for k, s in zip(key, syllables))
        raw = text.encode()
        lengths[len(text)].append((key, sound if len(text) == 1 else b"", -weight, raw, sound, begins << 4 | goes))
    out = "redwrench pinyin 1\n" + "".join(f"{l} {' '.join(v)}\n" for l, v in order.items())
    n = max(lengths)
    out = (out + " ".join(str(len(lengths[i])) for i in range(1, n + 1)) + "\n").encode()
    for i in range(1, n + 1):
        rows = sorted(lengths[i])
        out += b"".join(r[0] for r in rows) + b"".join(r[4] for r in rows)
        out += bytes(-r[2] for r in rows) + bytes(r[5] for r in rows)
        out += b"".join(r[3].ljust(4, b"\0") if i == 1 else r[3] for r in rows)
    single = sorted(lengths[1])
    assert len(single) < 1 << 16
    out += b"".join(struct.pack("<H", k) for k in sorted(range(len(single)), key=lambda k: (single[k][3], single[k][2])))
    open(f"{HERE}/pinyin.tbl", "wb").write(out)
    print("pinyin.tbl", len(out), {i: len(lengths[i]) for i in lengths}, sum(map(len, order.values())), "syllables")


def weights(words):
    """Character -> (weight 0-99, name grade 0-15), over all its readings."""
    out = {}
    for (text, _), (weight, begins, goes) in words.rows.items():
        if len(text) == 1:
            w, g = out.get(text, (0, 0))
            out[text] = max(w, min(99, weight // 2)), max(g, begins, goes)
    return out


def stroke_table(can, weight, level):
    codes = collections.defaultdict(list)
    for line in rime("stroke"):
        if len(line) >= 2 and len(line[0]) == 1 and line[1] not in codes[line[0]]:
            codes[line[0]].append(line[1])
    for c, parts in words_of("strokes-more.txt"):
        codes[c] = ["".join(codes[p][-1] if p in codes else p for p in re.findall(r"[a-z]+|.", parts.replace(" ", "")))]
    missing = [c for c in level if not codes.get(c)]
    print("strokes.txt lacks of the 8,105:", len(missing), "".join(sorted(missing)))
    rows = sorted((code, -weight.get(c, (0, 0))[0], c) for c in can for code in codes.get(c, []))
    lines = [f"{code}{c}{-w:02d}{weight.get(c, (0, 0))[1]:x}\n".encode() for code, w, c in rows]
    open(f"{HERE}/strokes.txt", "wb").write(b"".join(lines))
    at = [0, *itertools.accumulate(map(len, lines))]
    by_char = sorted(range(len(rows)), key=lambda i: (rows[i][2], i))
    open(f"{HERE}/strokes.idx", "wb").write(b"".join(at[i].to_bytes(3, "little") for i in by_char))
    print("strokes.txt", at[-1], len(rows))


# Forms of radicals inside characters that CJKRadicals.txt does not name.
FORMS = {9: "亻", 18: "刂", 42: "⺌", 61: "忄", 64: "扌", 66: "攵", 85: "氵", 86: "灬", 87: "爫", 94: "犭", 96: "王",
         113: "礻", 122: "罒", 130: "月", 140: "艹", 145: "衤", 118: "⺮", 157: "⻊", 162: "辶", 163: "阝", 170: "阝", 26: "㔾", 58: "彑"}


def radical_table(can, weight):
    u = unihan("IRGSources", "kRSUnicode", "kTotalStrokes")
    strokes = lambda c: int(u["kTotalStrokes"][c].split()[0]) if c in u["kTotalStrokes"] else 0
    forms = collections.defaultdict(dict)
    for line in open(f"{SHARE}/unicode/CJKRadicals.txt", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            number, _, code = (p.strip() for p in line.split(";"))
            forms[int(number.strip("'"))][chr(int(code, 16))] = True
    for number, more in FORMS.items():
        for c in more:
            forms[number][c] = True
    lines = [f"{n} " + " ".join(f"{c}{strokes(c)}" for c in f if c in can) for n, f in sorted(forms.items())]
    groups = collections.defaultdict(list)
    for c in can:
        for rs in u["kRSUnicode"].get(c, "").split()[:1]:
            number, rest = rs.replace("'", "").split(".")
            groups[int(number), max(0, int(rest))].append(c)
    lines.append("")
    for (number, rest), list_ in sorted(groups.items()):
        list_.sort(key=lambda c: (-weight.get(c, (0, 0))[0], c))
        lines.append(f"{number}.{rest} {''.join(list_)}")
    text = "\n".join(lines) + "\n"
    open(f"{HERE}/radicals.txt", "w", encoding="utf-8").write(text)
    print("radicals.txt", len(text.encode()), [f"{n} {c}" for n, f in forms.items() for c in f if c not in can])


def main():
    can = drawable()
    words = Words(can)
    general = "".join(f"{c} {' '.join(r)}\n" for c, r in sorted(words.official.items()))
    open(f"{HERE}/../../ui/ime/testdata/general.txt", "w", encoding="utf-8").write(general)
    print("of the 8,105 not drawable or without a reading:", [c for c, r in words.official.items() if c not in can or not r])
    pinyin_table(words)
    weight = weights(words)
    stroke_table(can, weight, words.level)
    radical_table(can, weight)


main()
