"""What changed, release by release."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from transparency.changes.reasons import Reason, Reasons, reasons_for
from transparency.changes.states import as_entry
from transparency.figures.entries import FigureEntry
from transparency.figures.telling import told
from transparency.models import FigureChange


@dataclass(frozen=True)
class ChangeOfFigure:
    """What one release did to one figure.

    ``before`` and ``after`` are the figure as the release before and this one told it, None where it was not there;
    ``old`` and ``new`` are the same for readers, with their unit, and empty where there is no figure. ``first`` says
    that the release was the first to list the programme's figures: nobody added this one then.
    """

    key: str
    table: str
    kind: str
    aspects: tuple[str, ...]
    before: FigureEntry | None
    after: FigureEntry | None
    old: str
    new: str
    release: int
    published_at: datetime.datetime
    first: bool
    reason: Reason | None

    @property
    def entry(self) -> FigureEntry:
        """The figure as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  (neither would be no change)
        return found

    @property
    def old_value(self) -> Decimal | None:
        """The value before; None where there was none."""
        return self.before.value if self.before else None

    @property
    def new_value(self) -> Decimal | None:
        """The value since; None where there is none."""
        return self.after.value if self.after else None

    @property
    def only_words(self) -> bool:
        """Whether the figure itself stayed as it was, and only what is said about it changed."""
        return self.kind == FigureChange.Kind.CHANGED and not {"value", "unit", "printed"} & set(self.aspects)


def history_of(programme_code: str, key: str, language: str) -> list[ChangeOfFigure]:
    """What every release did to a figure, the newest first, with reasons in a language; two queries."""
    found = FigureChange.objects.filter(comparison__programme=programme_code, key=key)
    rows = list(found.select_related("comparison__release").order_by("-comparison__release_id", "pk"))
    reasons = reasons_for(programme_code, {row.comparison.release_id for row in rows}, language)
    return [read_change(row, reasons, language) for row in rows]


def read_change(row: FigureChange, reasons: Reasons, language: str) -> ChangeOfFigure:
    """A change as readers of a language read it."""
    before = as_entry(row.key, row.before) if row.before else None
    after = as_entry(row.key, row.after) if row.after else None
    release = row.comparison.release
    return ChangeOfFigure(
        key=row.key,
        table=row.table,
        kind=row.kind,
        aspects=tuple(row.aspects),
        before=before,
        after=after,
        old=told(before, language) if before else "",
        new=told(after, language) if after else "",
        release=release.number,
        published_at=release.published_at,
        first=row.comparison.first,
        reason=reasons.of(release.number, row.key),
    )
