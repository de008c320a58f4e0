"""Whether what a fund asks for before an instalment was met, report by report, under each reading of "transferred"."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from transparency.models import Measure, Statement
from transparency.selectors.figures import Row
from transparency.semesters import Semester
from transparency.views.blocks import value_of
from transparency.views.statements import Statements

WHOLE = 100


class Paid(NamedTuple):
    """An instalment, and the days between which it was paid: the same day twice where its date is known.

    An instalment without a date was paid after those with lower numbers and before those with higher ones; None
    where there is no such bound.
    """

    row: Row
    earliest: datetime.date | None
    latest: datetime.date | None

    @property
    def number(self) -> int:
        """The instalment's number."""
        number: int = self.row["number"]
        return number

    @property
    def date(self) -> datetime.date | None:
        """The day on which it was paid; None where it is not known."""
        return self.earliest if self.row["date"] else None


class Instalments:
    """A programme's instalments in their order, each once: where two documents give one, the fuller row counts."""

    def __init__(self, rows: list[Row]) -> None:
        fullest: dict[int, Row] = {}
        for row in rows:
            known = fullest.get(row["number"])
            if known is None or _fullness(row) > _fullness(known):
                fullest[row["number"]] = row
        ordered = [fullest[number] for number in sorted(fullest)]
        lowest: datetime.date | None = None
        earliest = []
        for row in ordered:
            lowest = max(filter(None, (lowest, _day(row["date"]))), default=None)
            earliest.append(_day(row["date"]) or lowest)
        highest: datetime.date | None = None
        latest = []
        for row in reversed(ordered):
            highest = min(filter(None, (highest, _day(row["date"]))), default=None)
            latest.append(_day(row["date"]) or highest)
        self.all = [Paid(*one) for one in zip(ordered, earliest, reversed(latest), strict=True)]

    def paid_by(self, day: datetime.date, currency: str) -> Decimal | None:
        """The sum paid by a day; None where an instalment that was paid, or may have been, has no amount in that
        currency or no date on record."""
        total = Decimal(0)
        for one in self.all:
            if one.latest and one.latest <= day:
                amount = value_of(one.row["figure"])
                if amount is None or one.row["currency"] != currency:
                    return None
                total += amount
            elif one.earliest is None or one.earliest <= day:
                return None
        return total

    def figures_by(self, day: datetime.date) -> list[Row]:
        """The figures of the instalments that are known to have been paid by a day."""
        return [one.row["figure"] for one in self.all if one.latest and one.latest <= day]

    def next_after(self, day: datetime.date) -> Paid | None:
        """The first instalment that is not known to have been paid by a day."""
        return next((one for one in self.all if one.latest is None or one.latest > day), None)


@dataclass(frozen=True)
class Reckoned:
    """A share under one reading, in per cent, of ``base``; None where it cannot be known.

    ``met`` is whether the condition was met; None where that cannot be known either.
    """

    base: Decimal | None
    share: Decimal | None
    met: bool | None


@dataclass(frozen=True)
class Step:
    """What one report shows, under each reading; ``statement`` is None for a semester without a report."""

    period: str
    day: datetime.date | None
    statement: Row | None
    used: Row | None
    printed: Row | None
    readings: tuple[Reckoned, ...]


class Gate:
    """One condition, replayed over the statements of a programme."""

    def __init__(self, row: Row, statements: Statements, instalments: Instalments) -> None:
        self.row, self.statements, self.instalments = row, statements, instalments
        self.numerator: str = row["numerator"]
        self.denominator: str = row["denominator"]
        self.wanted = value_of(row["figure"])

    @property
    def has_two_readings(self) -> bool:
        """Whether "transferred" can be read as what the reports print, and as what the fund's instalments add up to."""
        return self.denominator == Measure.TRANSFERRED and bool(self.instalments.all)

    def steps(self) -> list[Step]:
        """Reports on the whole programme, oldest first, with the semesters between them that have none."""
        reports = [
            row
            for row in self.statements.all
            if row["kind"] in (Statement.Kind.SEMESTER, Statement.Kind.FINAL)
            and (self.statements.whole(row, self.numerator) or self.statements.whole(row, self.denominator))
        ]
        steps = [self._step(row) for row in reports] + [self._gap(semester) for semester in _missing(reports)]
        return sorted(steps, key=lambda step: (step.day or datetime.date.max, step.statement is not None))

    def _step(self, statement: Row) -> Step:
        day = _day(statement["as_of"])
        used = self.statements.whole(statement, self.numerator)
        printed = self.statements.whole(statement, self.denominator)
        paid = self.instalments.paid_by(day, statement["currency"]) if day else None
        bases = (value_of(printed), paid) if self.has_two_readings else (value_of(printed),)
        readings = tuple(self._reckon(value_of(used), base) for base in bases)
        return Step(statement["period"], day, statement, used, printed, readings)

    def _gap(self, semester: Semester) -> Step:
        readings = (Reckoned(None, None, None),) * (2 if self.has_two_readings else 1)
        return Step(str(semester), semester.last_day, None, None, None, readings)

    def _reckon(self, used: Decimal | None, base: Decimal | None) -> Reckoned:
        if used is None or not base or base < 0:
            return Reckoned(base, None, None)
        met = None
        if self.wanted is not None:
            left, right = used * WHOLE, self.wanted * base
            met = left > right if self.row["must_exceed"] else left >= right
        return Reckoned(base, used * WHOLE / base, met)


def last_before(steps: list[Step], day: datetime.date) -> Step | None:
    """The last report on what was so before a day."""
    return next((step for step in reversed(steps) if step.statement and step.day and step.day < day), None)


def first_met(steps: list[Step], since: datetime.date | None) -> Step | None:
    """The first report, as of that day or later, that shows the condition met under any reading."""
    return next(
        (step for step in steps if since and step.day and step.day >= since and any(one.met for one in step.readings)),
        None,
    )


def _missing(reports: list[Row]) -> list[Semester]:
    """The semesters between the first semester report and the last statement that no report covers."""
    named = {
        semester
        for row in reports
        if row["kind"] == Statement.Kind.SEMESTER and (semester := Semester.named(row["period"]))
    }
    ends = [day for row in reports if (day := _day(row["as_of"]))]
    found = []
    semester = min(named, default=None)
    while semester and ends and semester.last_day < max(ends):
        if semester not in named:
            found.append(semester)
        semester = semester.next()
    return found


def _fullness(row: Row) -> int:
    return (row["date"] is not None) + (row["figure"]["value"] is not None)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
