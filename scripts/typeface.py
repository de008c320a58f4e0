"""Make the typeface that charts are set in as PNG: Noto Sans with the letters of Latin scripts, without hinting.

    npm pack @fontsource/noto-sans@5.3.0 && tar xzf fontsource-noto-sans-5.3.0.tgz
    python scripts/typeface.py package

The package cuts each face into pieces by script; those of Latin scripts are put together again. A fixed version of
the package gives the same files, up to what the version of fontTools writes of itself.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parents[1] / "transparency" / "charts" / "typeface"
FACES = {"400": "Regular", "700": "Bold"}
PIECES = ("latin", "latin-ext", "vietnamese")
LETTERS = [
    *range(0x20, 0x250),  # Latin, with the marks of European and African languages
    *range(0x2B0, 0x330),  # modifiers and combining marks
    *range(0x1E00, 0x1F00),  # Latin with two marks
    *range(0x2000, 0x2070),  # punctuation
    *range(0x20A0, 0x20C1),  # currencies
    *(0x2113, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2215, 0xFFFD),
]
# What the pieces leave out and others stand for: kinds of hyphens and spaces.
STAND_INS = {"hyphen": (0x2010, 0x2011), "space": (*range(0x2000, 0x200B), 0x202F, 0x205F)}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]


def make(package: Path, weight: str, target: Path) -> None:
    """Write one face. Raises ``OSError`` where the package lacks a piece of it."""
    with tempfile.TemporaryDirectory() as directory:
        pieces = []
        for piece in PIECES:
            font = TTFont(package / "files" / f"noto-sans-{piece}-{weight}-normal.woff2")
            font.flavor = None
            pieces.append(f"{directory}/{piece}.ttf")
            font.save(pieces[-1])
        font = Merger().merge(pieces)
    options = Options(hinting=False, layout_features=FEATURES, name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["STAT", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    for table in font["cmap"].tables:
        for glyph, codes in STAND_INS.items():
            for code in codes:
                table.cmap.setdefault(code, glyph)
    font.save(target)


if __name__ == "__main__":
    for number, name in FACES.items():
        make(Path(sys.argv[1]), number, HERE / f"NotoSans-{name}.ttf")
