"""What readers see of a figure: as the live release tells it, or as they saw it on a day."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.dateparse import parse_date

from publication.models import Release
from publication.registry import Stamp
from publication.released import release_at
from publication.selectors import live_release
from transparency.figures.entries import FigureEntry, Words
from transparency.figures.reading import Found, figure_of
from transparency.models import FigureChange
from transparency.selectors.changes import ChangeOfFigure

BAD_REQUEST, NOT_FOUND = 400, 404


class Problem(StrEnum):
    """Why there is nothing to see on a day."""

    NO_DATE = "no-date"
    FUTURE = "future"
    BEFORE_FIRST = "before-first"
    NOT_LISTED = "not-listed"


STATUS = {
    Problem.NO_DATE: BAD_REQUEST,
    Problem.FUTURE: BAD_REQUEST,
    Problem.BEFORE_FIRST: NOT_FOUND,
    Problem.NOT_LISTED: NOT_FOUND,
}


@dataclass(frozen=True)
class Sight:
    """A figure, or why there is none to see.

    ``entry`` is what is shown, ``stamp`` the release that told it so; ``removed`` is the change that took it off the
    record, where it is on record no more. With a ``problem``, ``entry`` only says which figure was asked for.
    ``asked`` is the day as readers wrote it, ``day`` the same understood.
    """

    entry: FigureEntry
    stamp: Stamp
    programme: Words
    asked: str = ""
    day: datetime.date | None = None
    removed: ChangeOfFigure | None = None
    problem: Problem | None = None

    @property
    def status(self) -> int:
        """The status of an answer that shows this."""
        return STATUS[self.problem] if self.problem else 200


class NotReleased(Exception):
    """No release holds an index of the programme's figures yet."""


class Unknown(Exception):
    """No release ever had a figure of this key."""


def look(programme_code: str, key: str, asked: str, history: list[ChangeOfFigure]) -> Sight:
    """What readers see of a figure now, or with ``asked`` on a day (``2026-03-09``); ``history`` is all of its past.

    Raises ``NotReleased`` and ``Unknown``.
    """
    live = live_release()
    now = figure_of(live, programme_code, key) if live else None
    if live is None or now is None:
        raise NotReleased
    seen = _seen(now, history)
    if not asked:
        return seen
    return _on_day(programme_code, key, asked, seen)


def _seen(now: Found, history: list[ChangeOfFigure]) -> Sight:
    if now.entry is not None:
        return Sight(now.entry, now.stamp, now.programme)
    last = next(iter(history), None)
    if last is None:
        raise Unknown
    removed = last if last.kind == FigureChange.Kind.REMOVED else None
    return Sight(last.entry, now.stamp, now.programme, removed=removed)


def _on_day(programme_code: str, key: str, asked: str, seen: Sight) -> Sight:
    def without(problem: Problem, day: datetime.date | None = None) -> Sight:
        return Sight(seen.entry, seen.stamp, seen.programme, asked, day, problem=problem)

    day = _day(asked)
    if day is None:
        return without(Problem.NO_DATE)
    if day > timezone.localdate():
        return without(Problem.FUTURE, day)
    release = _release_on(day)
    if release is None:
        return without(Problem.BEFORE_FIRST, day)
    found = figure_of(release, programme_code, key)
    if found is None or found.entry is None:
        return without(Problem.NOT_LISTED, day)
    return Sight(found.entry, found.stamp, found.programme, asked, day)


def first_day() -> datetime.date | None:
    """The day of the first release."""
    moment = Release.objects.order_by("number").values_list("published_at", flat=True).first()
    return timezone.localdate(moment) if moment else None


def _release_on(day: datetime.date) -> Release | None:
    """The release that readers saw when the day ended, by the site's clock."""
    first = first_day()
    if first is None or day < first:
        return None
    next_day = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    return release_at(timezone.make_aware(next_day) - datetime.timedelta(microseconds=1))


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None
