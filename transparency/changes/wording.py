"""A change of a figure as readers read it, in the active language."""

from dataclasses import dataclass

from transparency.figures.entries import Spoken, spoken
from transparency.figures.past import PastChange, past
from transparency.selectors.changes import ChangeOfFigure


@dataclass(frozen=True)
class ToldChange:
    """A change with what the figure is called, and what became of it."""

    key: str
    label: Spoken
    past: PastChange


def told_change(change: ChangeOfFigure, language: str) -> ToldChange:
    """A change in the language of the page, which must be the active one."""
    label = spoken(change.entry.labels, language)
    (became,) = past([change], language)
    return ToldChange(change.key, label if label.text else Spoken(change.key, language), became)


def as_sentence(change: ToldChange) -> str:
    """A change in one line, for feeds: ``Budget of FAO: US$ 1,000 → US$ 1,200``."""
    values = [change.past.before, change.past.since]
    said = " → ".join(value for value in dict.fromkeys(values) if value)
    return f"{change.label.text}: {said} ({change.past.what})" if change.past.what else f"{change.label.text}: {said}"
