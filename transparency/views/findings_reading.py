"""Findings as readers, officers and terminals are told them: in one language, with their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from transparency.checks.findings import Finding
from transparency.checks.reading import record_of
from transparency.checks.registry import findings
from transparency.checks.wording import Wording
from transparency.models import Programme
from transparency.selectors.figures import Row
from transparency.selectors.labels import read_labels
from transparency.selectors.record import read_answers, read_record, read_sources
from transparency.views.words import Words


@dataclass(frozen=True)
class Told:
    """A finding in a reader's language, and what was answered to it, if anything."""

    finding: Finding
    sentence: SafeString
    reported: str
    recomputed: str
    difference: str
    answer: Row | None
    wording: Wording

    @property
    def plain_sentence(self) -> str:
        """The sentence as text, for terminals."""
        return self.wording.plain_sentence(self.finding)


def told(found: Finding, wording: Wording, answers: Mapping[str, Row]) -> Told:
    """One finding in the language of ``wording``."""
    return Told(
        finding=found,
        sentence=wording.sentence(found),
        reported=wording.quantity(found.reported),
        recomputed=wording.quantity(found.recomputed),
        difference=wording.quantity(found.difference, signed=True),
        answer=answers.get(found.code),
        wording=wording,
    )


def tell(
    tables: Mapping[str, list[Row]],
    answers: list[Row],
    sources: Mapping[str, Mapping[str, Any]],
    words: Words,
) -> list[Told]:
    """The findings on these tables, in the language of ``words``, which must be the active one."""
    wording, filed = Wording(words), {row["answer"]: row for row in answers}
    return [told(found, wording, filed) for found in findings(record_of(tables, sources))]


def told_findings(programme: Programme, language: str) -> list[Told]:
    """The findings on a programme's record as it is now."""
    tables = read_record(programme)
    sources = read_sources(settings.LANGUAGE_CODE)
    return tell(tables, read_answers(programme), sources, Words(read_labels(programme), language))
