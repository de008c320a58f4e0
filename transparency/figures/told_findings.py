"""The findings on a figure, with their answers, as its page tells them."""

from dataclasses import dataclass

from django.utils.dateparse import parse_date

from publication.navigation import Link
from transparency import formatting
from transparency.checks.findings import Severity
from transparency.checks.registry import BY_CODE
from transparency.figures.entries import FigureFinding, Spoken, spoken
from transparency.figures.sight import Sight
from transparency.models import FindingAnswer
from transparency.views.blocks import said

BADGES = {Severity.CONTRADICTION: "badge-late", Severity.GAP: "badge-none", Severity.NOTE: "badge-good"}


@dataclass(frozen=True)
class ToldAnswer:
    """What was answered, by whom and when."""

    status: str
    text: Spoken
    by: str
    on: str


@dataclass(frozen=True)
class ToldFinding:
    """A finding; ``url`` leads to it on the page of findings, where there is one, as it is today."""

    title: str
    sentence: Spoken
    severity: str
    badge: str
    answer: ToldAnswer | None
    url: str


def told_findings(sight: Sight, page: Link | None, language: str) -> list[ToldFinding]:
    """The findings on the figure that is seen; ``page`` is the page of findings."""
    if sight.problem or sight.removed:
        return []
    # A link from the past would lead to a finding that may be there no more.
    base = f"{page['url']}#" if page and not sight.is_past else ""
    return [_told(found, f"{base}{found.code}" if base else "", language) for found in sight.entry.findings]


def _told(found: FigureFinding, url: str, language: str) -> ToldFinding:
    severity, check = Severity(found.severity), BY_CODE.get(found.check)
    return ToldFinding(
        title=str(check.title) if check else found.check,
        sentence=spoken(found.sentences, language),
        severity=said(severity.label),
        badge=BADGES[severity],
        answer=_answer(found, language),
        url=url,
    )


def _answer(found: FigureFinding, language: str) -> ToldAnswer | None:
    answer = found.answer
    if answer is None:
        return None
    day = parse_date(answer.on)
    return ToldAnswer(
        status=said(FindingAnswer.Status(answer.status).label),
        text=spoken(answer.texts, language),
        by=answer.by,
        on=formatting.date(day, language) if day else answer.on,
    )
