"""What a figure was in earlier releases, as its page tells it."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from transparency.changes.reasons import Reason
from transparency.figures.entries import FigureEntry
from transparency.figures.telling import told
from transparency.models import FigureChange
from transparency.selectors.changes import ChangeOfFigure

ASPECTS: dict[str, str | Promise] = {
    "value": gettext_lazy("its value"),
    "unit": gettext_lazy("its unit"),
    "printed": gettext_lazy("how the document prints it"),
    "note": gettext_lazy("its note"),
    "citation": gettext_lazy("its source"),
    "label": gettext_lazy("its name"),
}


@dataclass(frozen=True)
class PastChange:
    """One release's change of a figure; ``what`` says what happened where the values do not tell it."""

    moment: datetime.datetime
    release: int
    before: str
    since: str
    what: str
    reason: Reason | None


def past(history: list[ChangeOfFigure], language: str) -> list[PastChange]:
    """A figure's changes in the language of the page, the newest first."""
    return [
        PastChange(
            moment=localtime(change.published_at),
            release=change.release,
            before=_told(change.before, language),
            since=_told(change.after, language),
            what=_what(change),
            reason=change.reason,
        )
        for change in history
    ]


def _told(entry: FigureEntry | None, language: str) -> str:
    return (told(entry, language) or _("no data")) if entry else ""


def _what(change: ChangeOfFigure) -> str:
    if change.first:
        return _("First list of all figures")
    if change.kind == FigureChange.Kind.ADDED:
        return _("Put on record")
    if change.kind == FigureChange.Kind.REMOVED:
        return _("Taken off the record")
    differing = [str(ASPECTS[aspect]) for aspect in change.aspects if aspect in ASPECTS]
    if differing == [str(ASPECTS["value"])]:
        return ""
    return _("What changed: %(aspects)s") % {"aspects": ", ".join(differing)}
