"""A part that is larger than what it is a part of, in counts and in money."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from transparency.checks import names
from transparency.checks.breakdowns import Table, containing, table_of
from transparency.checks.findings import Check, Finding, Severity, compared
from transparency.checks.quantities import Amount, Count, series
from transparency.checks.record import Group, Observation, Record, Statement
from transparency.models import Measure

GROUPS, MONEY = "part-exceeds-whole", "money-exceeds-its-source"
# Money that is spent was committed before, and what is committed was given before.
FLOW = (
    (Measure.DISBURSED, Measure.COMMITTED),
    (Measure.COMMITTED, Measure.TRANSFERRED),
    (Measure.TRANSFERRED, Measure.REVISED),
)


def parts_exceed_wholes(record: Record) -> Iterator[Finding]:
    """A group of people or things against every group that contains it: the nearest that it exceeds is reported."""
    known: dict[tuple[Table, Group], Observation] = {
        (table_of(row), row.group): row for row in record.observations if row.figure.value is not None
    }
    for (table, group), part in known.items():
        for wider in containing(group):
            whole = known.get((table, wider))
            if whole and part.figure.known > whole.figure.known:
                yield compared(
                    GROUPS,
                    Severity.CONTRADICTION,
                    [part.figure, whole.figure],
                    _("%(part)s: %(reported)s, more than the %(recomputed)s of a group that contains it (%(whole)s)."),
                    Count(part.figure.known),
                    Count(whole.figure.known),
                    part=names.counted(part),
                    whole=names.group(whole.group),
                )
                break


def money_exceeds_its_source(record: Record) -> Iterator[Finding]:
    """Disbursed against committed, committed against transferred, transferred against the budget in force."""
    for statement in record.statements:
        for organisation in (*statement.organisations, None):
            for smaller, larger in FLOW:
                yield from _flow(statement, organisation, smaller, larger)


def _flow(statement: Statement, organisation: str | None, smaller: str, larger: str) -> Iterator[Finding]:
    spent, given = statement.amount(organisation, smaller), statement.amount(organisation, larger)
    if given is None and larger == Measure.REVISED:
        larger = Measure.BUDGET
        given = statement.amount(organisation, larger)
    if spent is None or given is None or spent.value is None or given.value is None or spent.value <= given.value:
        return
    yield compared(
        MONEY,
        Severity.CONTRADICTION,
        [spent, given],
        _("%(who)s: %(smaller)s %(reported)s, more than %(larger)s %(recomputed)s."),
        Amount(spent.value, statement.currency),
        Amount(given.value, statement.currency),
        who=series([names.statement(statement), names.organisation(organisation)]),
        smaller=names.measure(smaller),
        larger=names.measure(larger),
    )


CHECKS = (
    Check(
        GROUPS,
        _("Parts larger than the whole"),
        _("A group is not larger than one that contains it: indigenous people than all, a province than its region."),
        frozenset({"observations"}),
        parts_exceed_wholes,
    ),
    Check(
        MONEY,
        _("Money larger than its source"),
        _("Disbursed is at most what was committed, committed at most transferred, transferred at most the budget."),
        frozenset({"statements", "lines", "totals"}),
        money_exceeds_its_source,
    ),
)
