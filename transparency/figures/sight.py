"""What readers see of a figure: as the live release tells it, or as they saw it on a day."""

import datetime
from dataclasses import dataclass, replace
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
# How addresses ask for a figure of the past: as it was on a day, or in a release.
AS_OF, RELEASE = "as-of", "release"
LONGEST_NUMBER = 9


class Problem(StrEnum):
    """Why there is nothing to see on a day."""

    NO_DATE = "no-date"
    FUTURE = "future"
    BEFORE_FIRST = "before-first"
    NOT_LISTED = "not-listed"
    NO_RELEASE = "no-release"
    NOT_IN_RELEASE = "not-in-release"


STATUS = {
    Problem.NO_DATE: BAD_REQUEST,
    Problem.FUTURE: BAD_REQUEST,
    Problem.BEFORE_FIRST: NOT_FOUND,
    Problem.NOT_LISTED: NOT_FOUND,
    Problem.NO_RELEASE: NOT_FOUND,
    Problem.NOT_IN_RELEASE: NOT_FOUND,
}


@dataclass(frozen=True)
class Sight:
    """A figure, or why there is none to see.

    ``entry`` is what is shown, ``stamp`` the release that told it so; ``removed`` is the change that took it off the
    record, where it is on record no more. With a ``problem``, ``entry`` only says which figure was asked for.
    ``asked`` is the day or the release as readers wrote it; ``day`` and ``of_release`` are the same understood, and
    ``today`` is then the figure as it is now, None where it is on record no more.
    """

    entry: FigureEntry
    stamp: Stamp
    programme: Words
    asked: str = ""
    day: datetime.date | None = None
    of_release: Stamp | None = None
    today: FigureEntry | None = None
    removed: ChangeOfFigure | None = None
    problem: Problem | None = None

    @property
    def status(self) -> int:
        """The status of an answer that shows this."""
        return STATUS[self.problem] if self.problem else 200

    @property
    def is_past(self) -> bool:
        """Whether this is what the figure was, at a time that readers asked for."""
        return bool(self.day or self.of_release)

    @property
    def query(self) -> str:
        """What leads back to this sight, behind the figure's address: ``?as-of=2026-03-09``, ``?release=7``."""
        if self.of_release:
            return f"?{RELEASE}={self.of_release.number}"
        return f"?{AS_OF}={self.day.isoformat()}" if self.day else ""


class NotReleased(Exception):
    """No release holds an index of the programme's figures yet."""


class Unknown(Exception):
    """No release ever had a figure of this key."""


def look(programme_code: str, key: str, asked: str, history: list[ChangeOfFigure], release: str = "") -> Sight:
    """What readers see of a figure now, with ``asked`` on a day (``2026-03-09``), or in the ``release`` of a number.

    ``history`` is all of the figure's past. Raises ``NotReleased`` and ``Unknown``.
    """
    live = live_release()
    now = figure_of(live, programme_code, key) if live else None
    if live is None or now is None:
        raise NotReleased
    seen = _seen(now, history)
    if release:
        return _in_release(programme_code, release, seen, live)
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
    return Sight(found.entry, found.stamp, found.programme, asked, day, today=_today(seen))


def _in_release(programme_code: str, asked: str, seen: Sight, live: Release) -> Sight:
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else 0
    if number == live.number:
        return replace(seen, asked=asked)
    release = Release.objects.filter(number=number).first()
    if release is None:
        return replace(seen, asked=asked, removed=None, problem=Problem.NO_RELEASE)
    stamp = Stamp(release.number, release.published_at)
    found = figure_of(release, programme_code, seen.entry.key)
    if found is None or found.entry is None:
        return replace(seen, asked=asked, of_release=stamp, removed=None, problem=Problem.NOT_IN_RELEASE)
    return Sight(found.entry, found.stamp, found.programme, asked, of_release=stamp, today=_today(seen))


def _today(seen: Sight) -> FigureEntry | None:
    return None if seen.removed else seen.entry


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
