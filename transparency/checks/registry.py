"""All checks, in the order in which findings are told."""

import re
from collections.abc import Collection, Iterable

from transparency.checks import (
    balances,
    budgets,
    cumulative,
    dates,
    documents,
    follow_up,
    groups,
    missing,
    overlaps,
    shares,
    totals,
)
from transparency.checks.findings import Check, Finding, Severity
from transparency.checks.record import Record

CHECKS: tuple[Check, ...] = (
    *totals.CHECKS,
    *groups.CHECKS,
    *shares.CHECKS,
    *balances.CHECKS,
    *cumulative.CHECKS,
    *budgets.CHECKS,
    *documents.CHECKS,
    *dates.CHECKS,
    *missing.CHECKS,
    *follow_up.CHECKS,
    *overlaps.CHECKS,
)
NUMBER = re.compile(r"([0-9]+)")
BY_CODE = {check.code: check for check in CHECKS}


def findings(record: Record) -> list[Finding]:
    """What every check finds that can run on the tables that were read: the heaviest first, then in check order."""
    return in_order(finding for check in able(record.tables) for finding in check.run(record))


def able(tables: Collection[str]) -> list[Check]:
    """The checks that can run where these tables were read."""
    return [check for check in CHECKS if check.reads <= set(tables)]


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """The heaviest first, then in check order."""
    weights = list(Severity)
    order = {code: number for number, code in enumerate(BY_CODE)}
    return sorted(found, key=lambda one: (weights.index(one.severity), order[one.check], *_counting(one.answer_key)))


def _counting(key: str) -> tuple[list[str | int], str]:
    """A key as people sort it: recommendation 2 comes before recommendation 10."""
    return [int(part) if place % 2 else part for place, part in enumerate(NUMBER.split(key))], key
