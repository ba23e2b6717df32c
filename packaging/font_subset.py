"""Make the bundled font "crmdesk Sans": Noto Sans CJK SC cut down to what a Chinese and Western CRM writes.

Run it only to renew the font; the result is in the repository. It needs fonttools and Debian's ``fonts-noto-cjk``:

    python packaging/font_subset.py [FOLDER_WITH_NOTO] [OUT_FOLDER]

The same input gives the same bytes. The subset has its own family name so that it is never mistaken for an installed
Noto; its licence (``resources/fonts/OFL.txt``) allows this as long as the text stays beside it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "crmdesk Sans"
WEIGHTS = ("Regular", "Bold")
FACE_KOREAN, FACE_SC = (
    1,
    2,
)  # in Debian's collection: 0 Japanese, 1 Korean, 2 Simplified Chinese, 3 Traditional Chinese, 4 Hong Kong

_NOTO = Path("/usr/share/fonts/opentype/noto")
_FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

# First and last character of each block that is kept whole, where the font has it.
_BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin with accents
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin with more accents
    (0x2000, 0x206F),  # punctuation and spaces
    (0x2070, 0x209F),  # raised and lowered digits
    (0x20A0, 0x20CF),  # currencies
    (0x2100, 0x218F),  # letter-like signs and fractions
    (0x2190, 0x22FF),  # arrows and mathematics
    (0x2300, 0x23FF),  # technical signs and keys
    (0x2460, 0x24FF),  # circled digits
    (0x2500, 0x27BF),  # lines, blocks, shapes, signs, ticks
    (0x3000, 0x303F),  # CJK punctuation
    (0x3040, 0x312F),  # kana and bopomofo
    (0x3220, 0x3243),  # words in brackets
    (0xFF00, 0xFF65),  # full widths
    (0xFFE0, 0xFFE6),  # full-width currencies
)
# Characters of present-day names that neither GB 2312 nor the first level of Big5 has.
_NAMES = (
    "䶮冇卍喆囍堃堺奣娳婳嫚嬅峣崟弢慜旸旻昉昪暐曌朤柊栢梽榅泃浛涢淏湉湜滪瀞炘烜煐燚玘玚玭玹珅珣珺珽琎琤琲"
    "瑀瑄瑢瑨璠瓛畇皛皞礽祎禛禤竑箓翀翙翚翯翾芃荙菂蒨虓袆赑赟邨鋆钘锜锳镕闿霂頔颋飏飔馧骉骎鸑龑"
)
# Traditional forms of common characters that stand only at the second level of Big5, such as that of 回饋 (feedback).
_TRADITIONAL = (
    "俬凈剮劄厤噁嚙埰寀巋廕彔懞扞搧摳撣擣擯攢旂曏柺殭泝淩漚澇灕烴獃琱癰皁纍翫舖葯蔘蟄衊衕衚覈謅謾譭讕踰躥遶鄖鄲鈅鉆銥鍘鍺鍼鎌鏇鐐閹"
    "闇顴餬饋鵰"
)
# Signs that Chinese sets a full em wide, in the middle of the line; between Latin letters that looks broken, so they
# get the shapes of the Korean face, narrowed by the feature "pwid" where it knows them. They read well in both.
_NARROW = "‘’“”…·"


def characters() -> frozenset[int]:
    """The code points of the subset: GB 2312, Big5 up to its first level of Han, and what stands above."""
    points = {point for first, last in _BLOCKS for point in range(first, last + 1)}
    points.update(map(ord, _NAMES + _TRADITIONAL))
    points.update(_two_byte_characters("gb2312", last_lead=0xF7))
    points.update(_two_byte_characters("big5", last_lead=0xC6))  # the 7,650 rare ones after it double the size
    return frozenset(points)


def _two_byte_characters(encoding: str, last_lead: int) -> Iterator[int]:
    for lead in range(0xA1, last_lead + 1):
        for trail in range(0x40, 0xFF):
            decoded = bytes((lead, trail)).decode(encoding, "ignore")
            if len(decoded) == 1:
                yield ord(decoded)


def make_subset(collection: Path, weight: str, out: Path) -> Path:
    """Write the subset of one weight into ``out``; returns the file."""
    options = subset.Options()
    options.layout_features = ["kern"]  # "locl" would pull in the Japanese and Korean shapes and double the size
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]  # vertical setting is never used
    options.recalc_timestamp = False
    font = TTFont(collection, fontNumber=FACE_SC, recalcTimestamp=False)
    _narrow(font, TTFont(collection, fontNumber=FACE_KOREAN))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    _rename(font, weight)
    file = out / f"{FAMILY.replace(' ', '')}-{weight}.otf"
    subset.save_font(font, file, options)
    return file


def _narrow(font: TTFont, korean: TTFont) -> None:
    """Let the signs of ``_NARROW`` have their proportional shapes; the faces of a collection share their glyphs."""
    narrow = korean["cmap"].getBestCmap()
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "pwid"
        for index in record.Feature.LookupListIndex
    }
    shapes: dict[str, str] = {}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            shapes.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    for cmap in font["cmap"].tables:
        for sign in _NARROW:
            if cmap.isUnicode() and ord(sign) in cmap.cmap:
                cmap.cmap[ord(sign)] = shapes.get(narrow[ord(sign)], narrow[ord(sign)])


def _rename(font: TTFont, weight: str) -> None:
    """Give the font its own family name in every place where systems look for one."""
    names = font["name"]
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    for identifier in (16, 17, 21, 22, 25):
        names.removeNames(nameID=identifier)
    names.names = [record for record in names.names if record.platformID == 3 and record.langID == 0x409]
    for identifier, text in ((1, FAMILY), (2, weight), (3, postscript), (4, f"{FAMILY} {weight}"), (6, postscript)):
        names.setName(text, identifier, 3, 1, 0x409)
    compact = font["CFF "].cff
    compact.fontNames = [postscript]
    compact[0].FullName = f"{FAMILY} {weight}"
    compact[0].FamilyName = FAMILY


def main(arguments: list[str]) -> None:
    """Write every weight and say how large it became."""
    source = Path(arguments[0]) if arguments else _NOTO
    out = Path(arguments[1]) if len(arguments) > 1 else _FONTS
    for weight in WEIGHTS:
        file = make_subset(source / f"NotoSansCJK-{weight}.ttc", weight, out)
        sys.stdout.write(f"{file.name}: {file.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
