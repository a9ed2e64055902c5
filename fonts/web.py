#!/usr/bin/env python3
"""In: the font files beside this script. Out: the same in WOFF2 for the pages of a site, with Latin and Cyrillic letters only.

The licence of IBM Plex reserves the name "Plex" (SIL Open Font License 1.1, 3), so its subset is named "Litopys Sans". Vollkorn reserves no
name. Needs fontTools and brotli; their versions are in README.md.

Invariant: the same files and versions give the same bytes.
"""

from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).parent
# Latin, Cyrillic, and the signs that pages print. Other characters come from the reader's own fonts.
RANGES = [(0x20, 0x7F), (0xA0, 0x180), (0x218, 0x21C), (0x2BC, 0x2BD), (0x300, 0x303), (0x400, 0x460), (0x490, 0x492)]
SIGNS = [(0x2010, 0x2028), (0x2030, 0x2031), (0x2032, 0x2034), (0x2039, 0x203B), (0x2044, 0x2045), (0x20AC, 0x20AD)]
MORE = [0x20B4, 0x20BD, 0x2116, 0x2122, 0x2190, 0x2192, 0x21A9, 0x2212, 0x25B6]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "pnum", "tnum", "calt"]
# Names that are kept: copyright, family, style, identifiers, version, licence (OpenType, `name`).
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
FACES = [
    ("vollkorn/Vollkorn-Regular", "vollkorn/Vollkorn-Regular", None, "Regular"),
    ("vollkorn/Vollkorn-Italic", "vollkorn/Vollkorn-Italic", None, "Italic"),
    ("vollkorn/Vollkorn-Bold", "vollkorn/Vollkorn-Bold", None, "Bold"),
    ("ibm-plex-sans/IBMPlexSans-Regular", "ibm-plex-sans/LitopysSans-Regular", "Litopys Sans", "Regular"),
    ("ibm-plex-sans/IBMPlexSans-SemiBold", "ibm-plex-sans/LitopysSans-SemiBold", "Litopys Sans", "SemiBold"),
]


def rename(font, family, style):
    """Gives a font another name everywhere but in its copyright and licence."""
    full = f"{family} {style}"
    plain = family if style == "Regular" else full
    names = {1: plain, 2: "Regular", 3: f"{full} subset", 4: full, 6: full.replace(" ", "-"), 16: family, 17: style}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def make(source, target, family, style):
    options = subset.Options()
    options.flavor, options.hinting, options.recalc_timestamp = "woff2", False, False
    options.layout_features, options.name_IDs = FEATURES, NAMES
    font = subset.load_font(FONTS / f"{source}.ttf", options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for start, end in RANGES + SIGNS for code in range(start, end)] + MORE)
    subsetter.subset(font)
    if family:
        rename(font, family, style)
    subset.save_font(font, FONTS / f"{target}.woff2", options)


for face in FACES:
    make(*face)
