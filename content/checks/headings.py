"""Headings give a page its outline, for eyes and for screen readers."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.checks.findings import Finding, Severity
from content.checks.walking import Kind, Piece, pieces

EMPTY = _("A heading is empty. Write it or remove it.")
SKIPPED = _("A heading of the third level stands where none of the second level came before it.")
TITLE_LEVEL, SECTION_LEVEL = 1, 2


def headings(page: Page) -> Iterator[Finding]:
    """Empty headings, and levels that are skipped."""
    outlines: dict[str, int] = {}
    for piece in pieces(page):
        for level, text in levels(piece):
            above = outlines.get(piece.field, TITLE_LEVEL)
            if not text.strip():
                yield Finding(Severity.ERROR, piece.field, piece.place, EMPTY)
            elif level > above + 1:
                yield Finding(Severity.WARNING, piece.field, piece.place, SKIPPED)
            outlines[piece.field] = level


def levels(piece: Piece) -> Iterator[tuple[int, str]]:
    """The headings in a piece, with their levels."""
    if piece.kind is Kind.HEADING:
        yield SECTION_LEVEL, piece.value
    elif piece.kind is Kind.HTML:
        for tag in BeautifulSoup(piece.value, "html.parser").find_all(["h2", "h3", "h4", "h5", "h6"]):
            yield int(tag.name[1]), tag.get_text()
