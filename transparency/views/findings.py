"""What the checks of the record find, with what was answered to it: read, arranged and offered for download."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from transparency import formatting
from transparency.checks.findings import Check, Severity
from transparency.checks.registry import BY_CODE, CHECKS
from transparency.checks.wording import Wording
from transparency.exports.datasets import Dataset
from transparency.models import FindingAnswer, Programme
from transparency.selectors.figures import Row, label_references
from transparency.selectors.record import read_answers, read_record
from transparency.views.base import ProgrammeView
from transparency.views.blocks import DataFile, Page, said
from transparency.views.findings_data import FINDINGS, TITLE, FindingsData, cited
from transparency.views.findings_once import MOST_OF_A_CHECK, findings_on
from transparency.views.findings_reading import Told, told
from transparency.views.key_figures import KeyFigure
from transparency.views.words import Words

LABELS = {
    "organisation": "organisation",
    "contributor": "organisation",
    "indicator": "indicator",
    "place": "place",
    "sector": "sector",
    "category": "category",
    "milestone": "milestone",
    "evaluation": "evaluation",
    "effect": "effect",
    "answer": "findinganswer",
    "source": "source",
}
MEANINGS: dict[str, str | Promise] = {
    Severity.CONTRADICTION: gettext_lazy("Figures that cannot all be right."),
    Severity.GAP: gettext_lazy("Data that one would expect and that no document gives."),
    Severity.NOTE: gettext_lazy("What one should know to read the figures rightly."),
}
TITLES: dict[str, str | Promise] = {
    Severity.CONTRADICTION: gettext_lazy("Contradictions"),
    Severity.GAP: gettext_lazy("Not on record"),
    Severity.NOTE: gettext_lazy("Worth knowing"),
}


@dataclass(frozen=True)
class Answer:
    """What was answered, by whom and when, as readers see it."""

    status: str
    text: SafeString
    by: str
    on: str
    sources: list[int]


@dataclass(frozen=True)
class Entry:
    """A finding as the page shows it; ``name`` is its anchor."""

    name: str
    told: Told
    sources: list[int]
    answer: Answer | None


@dataclass(frozen=True)
class Group:
    """The findings of one check; ``left_out`` says how many more only the download has."""

    check: Check
    entries: list[Entry]
    left_out: str = ""


@dataclass(frozen=True)
class Section:
    """The findings of one severity, by check."""

    key: str
    title: str
    text: str | Promise
    groups: list[Group]


class FindingsView(ProgrammeView):
    """The page at ``/es/transparencia/hallazgos/`` and its downloads."""

    name = "findings"
    template = "transparency/findings_page.html"
    files: ClassVar = (DataFile(FINDINGS, {"es": "hallazgos", "en": "findings"}, TITLE),)
    workbook: ClassVar = True

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        return {**read_record(programme), "answers": read_answers(programme)}

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        return {reference for rows in figures.values() for reference in label_references(rows, LABELS)}

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return {FINDINGS: FindingsData(data["figures"], data).dataset}

    def arrange(self, page: Page) -> dict[str, Any]:
        found = findings_of(page.data, page.words)
        counts = Counter(one.finding.check for one in found)
        return {
            "key_figures": severity_figures(page, found),
            "blocks": [section for severity in Severity if (section := _section(page, severity, found)).groups],
            "checks": [(check, counts[check.code]) for check in CHECKS],
            "finding_files": ("findings",),
            "reading_note": _(
                "Documents are published as printed. These checks follow general rules and run anew whenever the "
                "record changes; a finding is a question to the documents, not a verdict on anybody."
            ),
        }


def findings_of(data: dict[str, Any], words: Words) -> list[Told]:
    """The findings on a view's rows, in the language of ``words``, which must be the active one."""
    wording, filed = Wording(words), {row["answer"]: row for row in data["figures"].get("answers", [])}
    return [told(found, wording, filed) for found in findings_on(data["figures"], data)]


def severity_figures(page: Page, found: list[Told]) -> list[KeyFigure]:
    """How many findings there are of each severity."""
    counts = Counter(one.finding.severity for one in found)
    return [
        KeyFigure(str(TITLES[severity]), page.number(Decimal(counts[severity])), [], tone)
        for tone, severity in enumerate(Severity, 1)
    ]


def _section(page: Page, severity: Severity, found: list[Told]) -> Section:
    by_check: dict[str, list[Told]] = {}
    for one in found:
        if one.finding.severity == severity:
            by_check.setdefault(one.finding.check, []).append(one)
    groups = [
        Group(
            BY_CODE[code], [_entry(page, one) for one in told[:MOST_OF_A_CHECK]], _left_out(len(told) - MOST_OF_A_CHECK)
        )
        for code, told in by_check.items()
    ]
    return Section(severity.value, str(TITLES[severity]), MEANINGS[severity], groups)


def _left_out(count: int) -> str:
    if count <= 0:
        return ""
    words = ngettext(
        "%(count)d more finding of this check is in the download.",
        "%(count)d more findings of this check are in the download.",
        count,
    )
    return words % {"count": count}


def _entry(page: Page, one: Told) -> Entry:
    answer = one.answer
    return Entry(
        name=one.finding.code,
        told=one,
        sources=sorted({page.citations.number(cited(citation)) for citation in one.finding.citations}),
        answer=Answer(
            status=said(FindingAnswer.Status(answer["status"]).label),
            text=page.words.html("findinganswer", answer["answer"], "text"),
            by=answer["answered_by"],
            on=_shown_day(answer["answered_on"], page.language),
            sources=[page.citations.number(_document(answer["source"]))] if answer["source"] else [],
        )
        if answer
        else None,
    )


def _document(source: str) -> Row:
    return {"source": source, "page": None, "section": ""}


def _shown_day(day: str, language: str) -> str:
    parsed = parse_date(day)
    return formatting.date(parsed, language) if parsed else day
