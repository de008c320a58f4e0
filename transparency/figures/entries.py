"""A figure as a release publishes it: everything that may be said of it later, whatever becomes of the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings

# Language → words. A language that something is not translated to has no entry.
Words = Mapping[str, str]


class Spoken(NamedTuple):
    """Words, and the language that they are in."""

    text: str
    language: str


def spoken(words: Words, language: str) -> Spoken:
    """The words in a language; where they are not translated, those of the main language, which say so."""
    for code in (language, settings.LANGUAGE_CODE, *words):
        if words.get(code):
            return Spoken(words[code], code)
    return Spoken("", language)


@dataclass(frozen=True)
class Document:
    """A document that figures were read from. ``issued`` is as far as it says: 2013, 2013-10 or 2013-10-31."""

    code: str
    titles: Words = field(default_factory=dict)
    publisher: str = ""
    issued: str = ""
    file_name: str = ""
    sha256: str = ""
    language: str = ""


@dataclass(frozen=True)
class FigureCitation:
    """Where a figure was read: the document, and the page or section in it."""

    document: Document
    page: int | None = None
    section: str = ""


@dataclass(frozen=True)
class FindingAnswer:
    """What was answered to a finding; ``status`` is the code of ``transparency.models.FindingAnswer.Status``."""

    status: str
    texts: Words
    by: str
    on: str


@dataclass(frozen=True)
class FigureFinding:
    """What a check of the record finds about a figure; ``severity`` is the code of ``checks.findings.Severity``."""

    code: str
    check: str
    severity: str
    sentences: Words
    answer: FindingAnswer | None = None


@dataclass(frozen=True)
class FigureEntry:
    """One figure of one release.

    ``table`` is the table of the record (``lines``, ``observations``, ``milestones`` …), ``labels`` say what the
    figure is, in every language that all its words exist in. ``unit`` is the code of a currency (``USD``), of a unit
    of the record (``persons``), ``percent`` or ``date``, and ``units`` its words. A figure that the documents do not
    give has neither ``value`` nor ``date``; ``notes`` then say why. ``date`` is ISO 8601, known to the ``precision``
    (day, month or year).
    """

    key: str
    table: str
    value: Decimal | None
    unit: str
    printed: str
    labels: Words
    units: Words
    citation: FigureCitation
    notes: Words = field(default_factory=dict)
    date: str = ""
    precision: str = ""
    findings: tuple[FigureFinding, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether there is no figure, only the reason why."""
        return self.value is None and not self.date

    @property
    def plain(self) -> str:
        """The figure without a unit and without a language's ways to write it; empty for one that is missing."""
        return self.date if self.value is None else f"{self.value:f}"
