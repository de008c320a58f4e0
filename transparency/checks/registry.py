"""All checks, in the order in which findings are told."""

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
BY_CODE = {check.code: check for check in CHECKS}


def findings(record: Record) -> list[Finding]:
    """What every check finds that can run on the tables that were read: the heaviest first, then in check order."""
    found = [finding for check in CHECKS if check.reads <= record.tables for finding in check.run(record)]
    weights = list(Severity)
    order = {code: number for number, code in enumerate(BY_CODE)}
    return sorted(found, key=lambda one: (weights.index(one.severity), order[one.check], one.answer_key))
