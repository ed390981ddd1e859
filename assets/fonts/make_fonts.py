"""Builds one font file a weight for screen and paper: Chinese, Latin, Tibetan.

Usage: make_fonts.py SANS_SC.ttf SERIF_TIBETAN.ttf RARE_HAN.ttf LAST_HAN.ttf STYLE OUT.ttf [HAN.txt]

HAN.txt begins each line with a Han character; the font then has these and no
others. Who draws bold text takes the regular font for others: each character
costs memory while the program runs.

Fyne takes the height of a line from one font only, so the three scripts have
to live in one file. The Tibetan is scaled a little and lifted until its ink,
from the highest vowel sign (ཚོད) to the deepest stack (ཀྵཱུ), is balanced around
the middle of a Han character. The line box is as high as that ink and has the
same middle: no stack is cut and Chinese stands in the middle of its button.
"""

import sys
import tempfile

from fontTools import subset
from fontTools.otlLib.builder import buildCoverage, buildLigatureSubstSubtable
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables as ot
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


def inner(table):
    return table.ExtSubTable if table.LookupType == 7 else table


def stack(lookups, table):
    """The letters of a stack and its glyph, when that is all a rule says."""
    if not (isinstance(table, ot.ChainContextSubst) and table.Format == 3):
        return None
    if table.BacktrackCoverage or table.LookAheadCoverage or len(table.SubstLookupRecord) != 1:
        return None
    letters, record = [c.glyphs for c in table.InputCoverage], table.SubstLookupRecord[0]
    if record.SequenceIndex != 0 or any(len(glyphs) != 1 for glyphs in letters):
        return None
    letters = tuple(glyphs[0] for glyphs in letters)
    lookup = lookups[record.LookupListIndex]
    if len(lookup.SubTable) != 1 or not isinstance(inner(lookup.SubTable[0]), ot.LigatureSubst):
        return None
    ligatures = inner(lookup.SubTable[0]).ligatures
    if list(ligatures) != [letters[0]] or [tuple(l.Component) for l in ligatures[letters[0]]] != [letters[1:]]:
        return None
    flags = lookup.LookupFlag, getattr(lookup, "MarkFilteringSet", None)
    return letters, ligatures[letters[0]][0].LigGlyph, flags


def pack(font):
    """Says in few tables what the Tibetan font says in a table for each stack.

    It has a rule and a lookup of its own for each of a thousand stacks, and who
    shapes a line of text looks at all of them first. A run of such rules becomes
    one table of rules and one lookup with all their stacks.
    """
    lookups = font["GSUB"].table.LookupList.Lookup
    for lookup in list(lookups):
        tables, run = [], []

        def end():
            if len(run) > 1:
                tables.append(packed(font, lookups, run))
            else:
                tables.extend(table for table, _ in run)
            run.clear()

        for table in map(inner, lookup.SubTable):
            found = stack(lookups, table)
            if run and (found is None or (len(found[0]), found[2]) != (len(run[0][1][0]), run[0][1][2])):
                end()
            if found:
                run.append((table, found))
            else:
                tables.append(table)
        end()
        if len(tables) < len(lookup.SubTable):
            lookup.SubTable, lookup.SubTableCount, lookup.LookupType = tables, len(tables), 6
    font["GSUB"].table.LookupList.LookupCount = len(lookups)


def packed(font, lookups, run):
    ligatures, flags = {letters: glyph for _, (letters, glyph, _) in reversed(run)}, run[0][1][2]
    lookup = ot.Lookup()
    lookup.LookupType, lookup.LookupFlag = 4, flags[0]
    if flags[1] is not None:
        lookup.MarkFilteringSet = flags[1]
    lookup.SubTable, lookup.SubTableCount = [buildLigatureSubstSubtable(ligatures)], 1
    lookups.append(lookup)
    order = font.getReverseGlyphMap()
    table = ot.ChainContextSubst()
    table.Format = 1
    table.Coverage = buildCoverage({letters[0] for letters in ligatures}, order)
    table.ChainSubRuleSet = []
    for first in table.Coverage.glyphs:
        rules = ot.ChainSubRuleSet()
        rules.ChainSubRule = []
        for letters in ligatures:
            if letters[0] != first:
                continue
            record, rule = ot.SubstLookupRecord(), ot.ChainSubRule()
            record.SequenceIndex, record.LookupListIndex = 0, len(lookups) - 1
            rule.Backtrack, rule.Input, rule.LookAhead, rule.SubstLookupRecord = [], list(letters[1:]), [], [record]
            rule.BacktrackGlyphCount = rule.LookAheadGlyphCount = 0
            rule.InputGlyphCount, rule.SubstCount = len(letters), 1
            rules.ChainSubRule.append(rule)
        rules.ChainSubRuleCount = len(rules.ChainSubRule)
        table.ChainSubRuleSet.append(rules)
    table.ChainSubRuleSetCount = len(table.ChainSubRuleSet)
    return table


def is_han(code):
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000


def main():
    sans, tibetan, rare, last, style, out = sys.argv[1:7]
    wanted = lambda code: True
    if len(sys.argv) > 7:
        with open(sys.argv[7], encoding="utf-8") as file:
            han = {ord(line[0]) for line in file}
        wanted = lambda code: not is_han(code) or code in han
    base = cut(sans, filter(wanted, TTFont(sans).getBestCmap()), ["kern", "ccmp", "mark"])
    have = set(base.getBestCmap())
    stacks = cut(tibetan, range(0x0F00, 0x1000), ["*"])
    scale_upem(stacks, round(EM * TIBETAN_SCALE))
    stacks["head"].unitsPerEm = EM
    lift(stacks, TIBETAN_LIFT)
    pack(stacks)
    seldom = cut(rare, [c for c in TTFont(rare).getBestCmap() if c >= 0x20000 and c not in have and wanted(c)], [])
    only = cut(last, [ord(c) for c in LAST if wanted(ord(c))], [])
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
