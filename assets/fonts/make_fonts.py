"""Builds one font file a weight for screen and paper: Chinese, Latin, Tibetan.

Usage: make_fonts.py SANS_SC.ttf SERIF_TIBETAN.ttf RARE_HAN.ttf LAST_HAN.ttf STYLE OUT.ttf

Fyne takes the height of a line from one font only, so the three scripts have
to live in one file. The Tibetan is scaled a little and lifted until its ink,
from the highest vowel sign (ཚོད) to the deepest stack (ཀྵཱུ), is balanced around
the middle of a Han character. The line box is as high as that ink and has the
same middle: no stack is cut and Chinese stands in the middle of its button.
"""

import sys
import tempfile

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

EM = 1000
TIBETAN_SCALE = 0.88  # beside Han characters of the same size
TIBETAN_LIFT = 200  # units; brings its head line near the top of Han characters
ASCENT, DESCENT = 1250, 490  # the middle, (1250-490)/2, is that of a Han character
LAST = "𪚥𤆠"  # names that only the last font has
DROP = ["vhea", "vmtx", "VORG", "BASE", "DSIG", "STAT", "fvar", "gvar", "avar", "HVAR", "MVAR", "VVAR"]


def cut(path, codes, features):
    """Reads a font and keeps the given code points and layout features."""
    font = TTFont(path)
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    for table in DROP:
        if table in font:
            del font[table]
    return font


def lift(font, units):
    """Moves every outline up; anchors are differences and need no change."""
    glyf = font["glyf"]
    for name in glyf.keys():
        glyph = glyf[name]
        if glyph.isComposite():
            continue  # its parts are lifted
        if glyph.numberOfContours:
            glyph.coordinates.translate((0, units))
            glyph.recalcBounds(glyf)
    for name in glyf.keys():
        glyf[name].recalcBounds(glyf)


def main():
    sans, tibetan, rare, last, style, out = sys.argv[1:]
    base = cut(sans, list(TTFont(sans).getBestCmap()), ["kern", "ccmp", "mark"])
    have = set(base.getBestCmap())
    stacks = cut(tibetan, range(0x0F00, 0x1000), ["*"])
    scale_upem(stacks, round(EM * TIBETAN_SCALE))
    stacks["head"].unitsPerEm = EM
    lift(stacks, TIBETAN_LIFT)
    seldom = cut(rare, [c for c in TTFont(rare).getBestCmap() if c >= 0x20000 and c not in have], [])
    only = cut(last, [ord(c) for c in LAST], [])
    scale_upem(only, EM)
    paths = []
    with tempfile.TemporaryDirectory() as folder:
        for i, font in enumerate((base, stacks, seldom, only)):
            paths.append(f"{folder}/{i}.ttf")
            font.save(paths[-1])
        merged = Merger().merge(paths)
    for table in ("hhea", "OS/2"):
        if table == "hhea":
            merged[table].ascent, merged[table].descent, merged[table].lineGap = ASCENT, -DESCENT, 0
        else:
            merged[table].sTypoAscender, merged[table].sTypoDescender, merged[table].sTypoLineGap = ASCENT, -DESCENT, 0
            merged[table].usWinAscent, merged[table].usWinDescent = ASCENT, DESCENT
    names = merged["name"]
    names.names = []
    for number, text in {
        0: "Noto Sans SC and Noto Serif Tibetan: Copyright The Noto Project Authors; LXGW WenKai: Copyright LXGW; Hanazono: Copyright GlyphWiki Project; SIL OFL 1.1",
        1: "Red Wrench Sans",
        2: style,
        3: f"Red Wrench Sans {style} 1.1",
        4: f"Red Wrench Sans {style}",
        5: "Version 1.1",
        6: f"RedWrenchSans-{style}",
        13: "Licensed under the SIL Open Font License, Version 1.1",
        14: "https://openfontlicense.org",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    merged["head"].created = merged["head"].modified = 3_800_000_000  # the same file from the same parts
    merged.recalcTimestamp = False
    merged.save(out)
    print(out, merged["maxp"].numGlyphs, "glyphs")


main()
