"""Long sentences lose readers."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.checks.findings import Finding, Severity
from content.checks.walking import Kind, Piece, pieces

LONGEST = 35
BLOCKS = ["p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "th"]
# A full stop ends a sentence when a capital letter or an opening sign follows …
END = re.compile(r"(?<=[.!?…])[»”\")\]]*\s+(?=[«“\"(¿¡]*[A-ZÁÉÍÓÚÑÜ])")
# … unless it belongs to one of these, in Spanish or in English.
ABBREVIATION = re.compile(
    r"(?:\b(?:art|arts|cap|dr|dra|ee|etc|fig|gob|ing|lic|n|no|núm|ord|p|pág|prof|r\.m|res|s\.a|sr|sra|sta|sto|uu|v"
    r"|vol|ch|co|e\.g|i\.e|inc|mr|mrs|ms|nr|pp|st|vs)|\b[A-ZÁÉÍÓÚÑ])\.$",
    re.IGNORECASE,
)
LONG = _("A sentence has {count} words (more than {longest}): “{start}” Two sentences are read more easily.")
WORDS_SHOWN = 8


def sentences(page: Page) -> Iterator[Finding]:
    """Sentences of more than 35 words."""
    for piece in pieces(page):
        for text in paragraphs(piece):
            for sentence in split(text):
                count = len(sentence.split())
                if count > LONGEST:
                    start = Truncator(sentence).words(WORDS_SHOWN)
                    said = format_lazy(LONG, count=count, longest=LONGEST, start=start)
                    yield Finding(Severity.WARNING, piece.field, piece.place, said)


def paragraphs(piece: Piece) -> list[str]:
    """The texts of a piece within which sentences run."""
    if piece.kind is Kind.TEXT:
        return [line for line in str(piece.value).splitlines() if line.strip()]
    if piece.kind is not Kind.HTML:
        return []
    tags = BeautifulSoup(piece.value, "html.parser").find_all(BLOCKS)
    return [tag.get_text() for tag in tags if not tag.find(BLOCKS)]


def split(text: str) -> list[str]:
    """The sentences of a paragraph; an abbreviation ends none."""
    found: list[str] = []
    for part in END.split(" ".join(text.split())):
        if found and ABBREVIATION.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found
