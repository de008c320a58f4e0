"""How wide text gets, without a font: an estimate that errs on the wide side, so that nothing overlaps or is cut.

Advances are those of a wide sans serif (DejaVu Sans, near Verdana) in thousandths of the font size, or those of our
own typeface (Noto Sans) where that is wider. The faces of the style sheet are narrower; whoever lacks them all still
sees whole words.
"""

import re
import unicodedata
from functools import lru_cache

FONT_SIZE = 13
LINE = 16

_ADVANCES = (
    ("ijl'", 280),
    (" \u00a0.,:;!", 340),
    ("I", 345),
    ("ft()[]-r/\u2010", 415),
    ('s\u2013c"|', 555),
    ("akvxyzeghnopqubdTFELSPYZKXJ?0123456789$_+=<>*", 640),
    ("ABCRVw\u2212%€#", 840),
    ("GDHNUOQm&ÆæŒœ", 980),
    ("MW@\u2014", 1000),
)
_WIDTHS = {character: width for characters, width in _ADVANCES for character in characters}
_LATIN_OTHER = 840
_ANY_OTHER = 1100
_SPACES = " \t\r\n"
_WORD = re.compile(r"[^ \t\r\n/-]*[/-]+[ \t\r\n]*|[^ \t\r\n/-]+[ \t\r\n]*")
_BOLD = 1.13


@lru_cache(maxsize=2048)
def _advance(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if character in _WIDTHS:
        return _WIDTHS[character]
    return _LATIN_OTHER if character < "\u0370" else _ANY_OTHER


def text_width(text: str, *, bold: bool = False) -> float:
    """An upper estimate of the width of ``text`` in user units, at the one size that charts use."""
    width = sum(_advance(character) for character in unicodedata.normalize("NFD", text)) * FONT_SIZE / 1000
    return width * _BOLD if bold else width


def _words(text: str) -> list[str]:
    """What a line may hold; hyphens and slashes end a word, and each word keeps the spaces that follow it."""
    return _WORD.findall(text)


def _pieces(word: str, width: float, bold: bool) -> list[str]:
    """A word that is wider than a line, cut where it must be."""
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, bold=bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def wrap(text: str, width: float, *, bold: bool = False) -> list[str]:
    """``text`` in lines no wider than ``width``.

    Lines break at spaces (not at no-break ones), after hyphens and slashes and, at need, inside a word; nothing is
    left out.
    """
    lines = [""]
    for word in _words(text):
        if text_width(lines[-1] + word.rstrip(_SPACES), bold=bold) <= width:
            lines[-1] += word
            continue
        bare = word.rstrip(_SPACES)
        lines += _pieces(bare, width, bold)
        lines[-1] += word[len(bare) :]
    return [line.strip(_SPACES) for line in lines if line.strip(_SPACES)] or [""]


def longest_word(texts: list[str], *, bold: bool = False) -> float:
    """The width of the widest word in ``texts``."""
    return max((text_width(word.rstrip(_SPACES), bold=bold) for text in texts for word in _words(text)), default=0)
