"""Which figures differ between two releases, and in what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from transparency.figures.entries import FigureEntry
from transparency.models.changes import FigureChange

Index = Mapping[str, FigureEntry]

# What makes a figure another one, each as far as a release says it. Findings are about figures and no part of them.
ASPECTS: dict[str, Callable[[FigureEntry], Any]] = {
    "value": lambda entry: (entry.value, entry.date, entry.precision),
    "unit": lambda entry: entry.unit,
    "printed": lambda entry: entry.printed,
    "note": lambda entry: dict(entry.notes),
    "citation": lambda entry: (
        entry.citation.document.code,
        entry.citation.document.sha256,
        entry.citation.page,
        entry.citation.section,
    ),
    "label": lambda entry: (dict(entry.labels), dict(entry.units)),
}


@dataclass(frozen=True)
class Difference:
    """One figure that two releases do not tell alike; ``aspects`` is empty where it is new or gone."""

    key: str
    kind: FigureChange.Kind
    before: FigureEntry | None
    after: FigureEntry | None
    aspects: tuple[str, ...] = ()

    @property
    def entry(self) -> FigureEntry:
        """The figure as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  (neither would be no difference)
        return found


def differences(old: Index, new: Index) -> list[Difference]:
    """What became of the figures of ``old`` in ``new``, in the order of ``new``; those that are gone come last."""
    found = [difference for key in new if (difference := _difference(key, old.get(key), new[key]))]
    return found + [Difference(key, FigureChange.Kind.REMOVED, old[key], None) for key in old if key not in new]


def _difference(key: str, before: FigureEntry | None, after: FigureEntry) -> Difference | None:
    if before is None:
        return Difference(key, FigureChange.Kind.ADDED, None, after)
    if before == after:
        return None
    aspects = tuple(name for name, read in ASPECTS.items() if read(before) != read(after))
    return Difference(key, FigureChange.Kind.CHANGED, before, after, aspects) if aspects else None
