"""Changes of figures that nobody has given a reason for."""

from dataclasses import dataclass

from transparency.changes.listing import entries_of, first_changes
from transparency.changes.query import Query
from transparency.changes.wording import ToldChange, told_change
from transparency.models import ComparedRelease

RELEASES_LOOKED_AT = 50
CHANGES_SHOWN = 100
# A name or a translation that was mended speaks for itself.
NEEDS_NO_REASON = {("label",)}


@dataclass(frozen=True)
class Unexplained:
    """A release with changes that wait for a reason; ``hidden`` is how many more there may be."""

    comparison: ComparedRelease
    changes: list[ToldChange]
    hidden: int


def unexplained(programme_code: str, language: str) -> list[Unexplained]:
    """The newest releases with changes that wait for a reason, in the active language; three queries."""
    rows = Query().releases(programme_code).exclude(added=0, changed=0, removed=0).filter(first=False)
    comparisons = list(rows[:RELEASES_LOOKED_AT])
    found = []
    for entry in entries_of(programme_code, comparisons, first_changes(comparisons, CHANGES_SHOWN), language):
        waiting = [
            told_change(change, language)
            for change in entry.changes
            if change.reason is None and change.aspects not in NEEDS_NO_REASON
        ]
        if waiting:
            found.append(Unexplained(entry.comparison, waiting, entry.hidden))
    return found
