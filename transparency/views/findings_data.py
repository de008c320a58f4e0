"""Findings as data: for the downloads of the page of findings, and beside the figures in every other download."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, override

from transparency.checks.findings import Finding, Severity
from transparency.checks.quantities import Amount, Count, Day, Days, Quantity
from transparency.checks.record import Citation
from transparency.checks.wording import Wording
from transparency.exports.datasets import Dataset, Dimension
from transparency.exports.found import Found
from transparency.models import FindingAnswer
from transparency.selectors.figures import Row, exact
from transparency.views.findings_once import findings_on
from transparency.views.words import Words

FINDINGS = "findings"
TITLE = gettext_lazy("Findings")
ANSWERS = "answers"
ANSWER_LABELS = {"answer": "findinganswer", "source": "source"}


@dataclass
class FindingsData:
    """What the checks find on tables of a record; ``data`` are a view's, for their labels, sources and answers."""

    tables: Mapping[str, list[Row]]
    data: dict[str, Any]

    @cached_property
    def found(self) -> Found:
        """What is found on each figure."""
        codes: dict[str, list[str]] = defaultdict(list)
        for finding in self.findings:
            code = finding.code
            for key in dict.fromkeys(finding.figures):
                codes[key].append(code)
        return Found({key: tuple(named) for key, named in codes.items()}, self._sentences)

    @cached_property
    def dataset(self) -> Dataset:
        """One row per finding, with what was answered to it."""
        answers = {row["answer"]: row for row in self.data["figures"].get(ANSWERS, ())}
        rows = [_row(one, self._sentences[one.code], answers.get(one.code, {})) for one in self.findings]
        dimensions = (
            *(Dimension(name) for name in ("finding", "check")),
            Dimension("severity", Severity),
            *(Dimension(name) for name in ("figures", "unit", "reported", "recomputed", "difference")),
            *(Dimension(f"finding_{language}") for language, _name in settings.LANGUAGES),
            Dimension("status", FindingAnswer.Status),
            Dimension("answer", "findinganswer", "text"),
            *(Dimension(name) for name in ("answered_by", "answered_on")),
        )
        return Dataset(FINDINGS, dimensions, rows, figures=False)

    @cached_property
    def findings(self) -> list[Finding]:
        """All of them, the heaviest first."""
        return findings_on(self.tables, self.data)

    @cached_property
    def _sentences(self) -> dict[str, dict[str, str]]:
        sentences: dict[str, dict[str, str]] = {one.code: {} for one in self.findings}
        for language, _name in settings.LANGUAGES:
            with override(language):
                wording = Wording(Words(self.data["labels"], language))
                for one in self.findings:
                    sentences[one.code][language] = wording.plain_sentence(one)
        return sentences


def cited(citation: Citation) -> Row:
    """A citation as rows have it."""
    return {"source": citation.source, "page": citation.page, "section": citation.section}


def _row(finding: Finding, sentences: Mapping[str, str], answer: Mapping[str, Any]) -> Row:
    return {
        "finding": finding.code,
        "check": finding.check,
        "severity": finding.severity.value,
        "figures": " ".join(key.replace(" ", "_") for key in finding.figures),
        "unit": _unit(finding.difference or finding.recomputed),
        "reported": _number(finding.reported),
        "recomputed": _number(finding.recomputed),
        "difference": _number(finding.difference),
        **{f"finding_{language}": sentence for language, sentence in sentences.items()},
        "status": answer.get("status"),
        "answer": answer.get("answer"),
        "answered_by": answer.get("answered_by"),
        "answered_on": answer.get("answered_on"),
        "citation": cited(finding.citations[0]) if finding.citations else None,
    }


def _unit(quantity: Quantity | None) -> str:
    if isinstance(quantity, Amount):
        return quantity.currency
    if isinstance(quantity, Count) or quantity is None:
        return ""
    return "days" if isinstance(quantity, Days | Day) else "percent"


def _number(quantity: Quantity | None) -> int | float | str | None:
    """A plain number for downloads; a date as text."""
    if quantity is None:
        return None
    if isinstance(quantity, Day):
        return quantity.date.isoformat()
    value = exact(quantity.value) or ""
    return float(value) if "." in value else int(value)
