"""What the checks of the record find, with what was answered to it: read, arranged and offered for download."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from transparency import formatting
from transparency.checks.findings import Check, Finding, Severity
from transparency.checks.registry import BY_CODE, CHECKS
from transparency.checks.wording import Wording
from transparency.exports.datasets import Dataset
from transparency.models import FindingAnswer, Programme
from transparency.selectors.figures import Row
from transparency.selectors.record import read_answers, read_record
from transparency.selectors.references import references_in
from transparency.views.base import ProgrammeView
from transparency.views.blocks import DataFile, Page, said
from transparency.views.filters import Choice, Filter, everything
from transparency.views.findings_data import FINDINGS, TITLE, FindingsData, cited
from transparency.views.findings_once import MOST_OF_A_CHECK, findings_on
from transparency.views.findings_parts import KINDS, divided, leaves_of_parts, title_of
from transparency.views.findings_reading import Told, told
from transparency.views.key_figures import KeyFigure
from transparency.views.leaves import Leaf
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
    Severity.NOTE: gettext_lazy("What to bear in mind when reading the figures."),
}
TITLES = {part.code: part.title for part in KINDS[0].parts}


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
    """The findings of one check; ``anchor`` names it, ``left_out`` says how many more only the download has."""

    anchor: str
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
    """The page at ``/es/transparencia/hallazgos/``, parts of it such as ``contradicciones.html``, and its downloads."""

    name = "findings"
    template = "transparency/findings_page.html"
    leaf_template = "transparency/findings_part.html"
    files: ClassVar = (DataFile(FINDINGS, {"es": "hallazgos", "en": "findings"}, TITLE),)
    workbook: ClassVar = True

    def read_figures(self, programme: Programme) -> dict[str, Any]:
        return {**read_record(programme), "answers": read_answers(programme)}

    def references(self, figures: dict[str, Any]) -> set[tuple[str, str]]:
        return references_in(figures, LABELS)

    def datasets(self, data: dict[str, Any]) -> dict[str, Dataset]:
        return {FINDINGS: FindingsData(data["figures"], data).dataset}

    def leaves(self, data: Mapping[str, Any], languages: Iterable[str]) -> list[Leaf]:
        return leaves_of_parts(languages)

    def arrange(self, page: Page) -> dict[str, Any]:
        found = findings_on(page.data["figures"], page.data)
        sections = _sections(page, found)
        counts = Counter(one.check for one in found)
        anchors = {group.check.code: group.anchor for section in reversed(sections) for group in section.groups}
        return {
            "key_figures": severity_figures(page, found),
            "filters": _filters(page, len(found)),
            "blocks": sections,
            "checks": [(check, counts[check.code], anchors.get(check.code)) for check in CHECKS],
            "finding_files": ("findings",),
            "reading_note": _(
                "These checks follow general rules and run anew whenever the record changes; a finding is a question "
                "to the documents, not a verdict on anybody."
            ),
        }

    def arrange_leaf(self, page: Page, leaf: Leaf) -> dict[str, Any]:
        found = findings_on(page.data["figures"], page.data)
        own, part = _parts(page).get(leaf.key, []), title_of(leaf.key)
        title = _("Findings: %(part)s") % {"part": part[:1].lower() + part[1:]}
        return {
            "title": title,
            "description": _("What the checks of the record find: %(part)s.") % {"part": part[:1].lower() + part[1:]},
            "noindex": not own,
            "filters": _filters(page, len(found), leaf.key),
            "shown": _shown(page, len(own), len(found)),
            "blocks": _sections(page, own),
            "finding_files": ("findings",),
        }


def severity_figures(page: Page, found: list[Finding]) -> list[KeyFigure]:
    """How many findings there are of each severity."""
    counts = Counter(one.severity for one in found)
    return [
        KeyFigure(
            str(TITLES[severity]), _counted(page, counts[severity]), [], tone, url=page.leaves[f"severity/{severity}"]
        )
        for tone, severity in enumerate(Severity, 1)
    ]


def _parts(page: Page) -> dict[str, list[Finding]]:
    """The findings of each part, divided one time for all pages."""
    figures = page.data["figures"]
    return page.once("parts", lambda: divided(findings_on(figures, page.data), figures.get("answers", [])))


def _filters(page: Page, count: int, current: str = "") -> list[Filter]:
    """The ways to narrow the findings down; parts without any are not offered, except those of the first kind."""
    parts = _parts(page)
    rows = []
    for kind in KINDS:
        keys = [kind.leaf_key(part) for part in kind.parts]
        choices = [
            Choice(title_of(key), page.leaves[key], _counted(page, len(parts.get(key, []))), key == current)
            for key in keys
            if key in parts or kind is KINDS[0] or key == current
        ]
        if kind is KINDS[0]:
            choices.insert(0, everything(_counted(page, count), current=not current))
        rows.append(Filter(kind.key, kind.title, choices))
    return [row for row in rows if len(row.choices) > 1 or any(choice.current for choice in row.choices)]


def _counted(page: Page, count: int) -> str:
    return page.number(Decimal(count))


def _shown(page: Page, own: int, count: int) -> str:
    words = ngettext("%(own)s of %(all)s finding.", "%(own)s of %(all)s findings.", count)
    return words % {"own": _counted(page, own), "all": _counted(page, count)}


def _sections(page: Page, found: list[Finding]) -> list[Section]:
    """The findings by severity, those of each check together."""
    by_severity: dict[str, dict[str, list[Finding]]] = {}
    for one in found:
        by_severity.setdefault(one.severity, {}).setdefault(one.check, []).append(one)
    return [
        Section(
            severity.value,
            str(TITLES[severity]),
            MEANINGS[severity],
            [
                Group(
                    f"{severity}-{code}",
                    BY_CODE[code],
                    [_entry(page, _told(page, one)) for one in some[:MOST_OF_A_CHECK]],
                    _left_out(len(some) - MOST_OF_A_CHECK),
                )
                for code, some in by_severity[severity].items()
            ],
        )
        for severity in Severity
        if severity in by_severity
    ]


def _left_out(count: int) -> str:
    if count <= 0:
        return ""
    words = ngettext(
        "%(count)d more finding of this check is in the download.",
        "%(count)d more findings of this check are in the download.",
        count,
    )
    return words % {"count": count}


def _told(page: Page, finding: Finding) -> Told:
    """A finding in the page's language, worded by the first page that tells it."""
    kept: dict[str, tuple[Told, set[tuple[str, str]]]] = page.once(f"told/{page.language}", dict)
    if finding.code not in kept:
        answers = page.once("answers", lambda: {row["answer"]: row for row in page.data["figures"].get("answers", [])})
        words = Words(page.words.labels, page.language)
        kept[finding.code] = told(finding, Wording(words), answers), words.untranslated
    one, untranslated = kept[finding.code]
    page.words.untranslated |= untranslated
    return one


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
