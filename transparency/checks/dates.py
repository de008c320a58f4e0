"""Planned dates against those that came to pass."""

import calendar
from collections.abc import Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.checks.findings import Check, Finding, Severity
from transparency.checks.quantities import Day, Label, minus
from transparency.checks.record import Milestone, Record
from transparency.models.programme import Milestone as MilestoneRow

DELAY, ORDER = "planned-and-actual-dates", "dates-out-of-order"
Kind = MilestoneRow.Kind
PAIRS = ((Kind.PLANNED_START, Kind.ACTUAL_START), (Kind.PLANNED_END, Kind.ACTUAL_END))
ORDERED = ((Kind.PLANNED_START, Kind.PLANNED_END), (Kind.ACTUAL_START, Kind.ACTUAL_END))


def planned_and_actual(record: Record) -> Iterator[Finding]:
    """Starts and ends that were not when they were planned to be, as far as the dates are known."""
    for planned, actual in _pairs(record, PAIRS):
        if last_day(planned) < _first_day(actual) or last_day(actual) < _first_day(planned):
            yield _dates(
                DELAY,
                Severity.NOTE,
                actual,
                planned,
                _("“%(second)s” was planned for %(recomputed)s; it came on %(reported)s, %(difference)s away."),
            )


def out_of_order(record: Record) -> Iterator[Finding]:
    """Ends that lie before their start."""
    for start, end in _pairs(record, ORDERED):
        if last_day(end) < _first_day(start):
            yield _dates(
                ORDER,
                Severity.CONTRADICTION,
                end,
                start,
                _("“%(first)s” is dated %(reported)s, before “%(second)s”, %(recomputed)s."),
            )


def _pairs(record: Record, kinds: tuple[tuple[str, str], ...]) -> Iterator[tuple[Milestone, Milestone]]:
    dated = [row for row in record.milestones if row.date]
    for first, second in kinds:
        for one in dated:
            for other in dated:
                if (one.kind, other.kind) == (first, second):
                    yield one, other


def _dates(check: str, severity: Severity, first: Milestone, second: Milestone, sentence: str | Promise) -> Finding:
    reported, recomputed = _day(first), _day(second)
    return Finding(
        check,
        severity,
        (first.key, second.key),
        sentence,
        {
            "first": Label("milestone", first.code),
            "second": Label("milestone", second.code),
            "reported": reported,
            "recomputed": recomputed,
            "difference": minus(reported, recomputed),
        },
        reported=reported,
        recomputed=recomputed,
        difference=minus(reported, recomputed),
        citations=tuple(dict.fromkeys((first.citation, second.citation))),
        aspect=second.code,
    )


def _day(row: Milestone) -> Day:
    return Day(_first_day(row), row.precision)


def _first_day(row: Milestone) -> date:
    if row.date is None:
        raise ValueError(f"{row.key} has no date")
    return row.date


def last_day(row: Milestone) -> date:
    """The last day that a date may mean: the end of its month or year where no more is known."""
    first = _first_day(row)
    if row.precision == "year":
        return first.replace(month=12, day=31)
    if row.precision == "month":
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


READS = frozenset({"milestones"})
CHECKS = (
    Check(
        DELAY,
        _("Planned and actual dates"),
        _("Where a start or an end was not when it was planned, the days between are told."),
        READS,
        planned_and_actual,
    ),
    Check(ORDER, _("Dates out of order"), _("An end does not lie before its start."), READS, out_of_order),
)
