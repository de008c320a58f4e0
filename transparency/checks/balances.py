"""Printed balances against what the amounts of the same statement leave."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from transparency.checks import names
from transparency.checks.findings import Check, Finding, Severity, compared
from transparency.checks.missing import missing
from transparency.checks.quantities import Amount, Said, series
from transparency.checks.record import Balance, Figure, Record, Statement
from transparency.models import Measure
from transparency.models import Statement as StatementRow
from transparency.models.statements import Balance as BalanceRow

PRINTED, UNTOLD = "balance-recomputed", "balance-not-told"


def balances_recomputed(record: Record) -> Iterator[Finding]:
    """Balances that a statement prints, or names without an amount."""
    for statement in record.statements:
        for balance in statement.balances:
            more, less = _difference_of(statement, balance)
            given, used = (statement.amount(balance.organisation, measure) for measure in (more, less))
            if given and used and given.value is not None and used.value is not None:
                yield from _balance(statement, balance, given, used)
            elif balance.figure.value is None:
                yield missing(balance.figure, _who(statement, balance), names.document(statement.citation.source))


def _balance(statement: Statement, balance: Balance, given: Figure, used: Figure) -> Iterator[Finding]:
    left = Amount(given.known - used.known, statement.currency)
    more, less = _difference_of(statement, balance)
    who, larger, smaller = _who(statement, balance), names.measure(more), names.measure(less)
    figures = [balance.figure, given, used]
    if balance.figure.value is None:
        yield Finding(
            PRINTED,
            Severity.GAP,
            tuple(figure.key for figure in figures),
            _("%(who)s: a pending balance is named without its amount; %(more)s minus %(less)s is %(recomputed)s."),
            {"who": who, "more": larger, "less": smaller, "recomputed": left},
            recomputed=left,
            citations=(balance.figure.citation,),
        )
    elif abs(balance.figure.known - left.value) > balance.figure.slack + given.slack + used.slack:
        yield compared(
            PRINTED,
            Severity.CONTRADICTION,
            figures,
            _("%(who)s: a balance of %(reported)s is printed; %(more)s minus %(less)s is %(recomputed)s."),
            Amount(balance.figure.known, statement.currency),
            left,
            who=who,
            more=larger,
            less=smaller,
        )


def _who(statement: Statement, balance: Balance) -> Said:
    return series([names.statement(statement), names.organisation(balance.organisation)])


def difference_of(kind: str, kinds: Collection[str]) -> tuple[str, str]:
    """The measures whose difference a balance is, among the ``kinds`` of balance of the same organisation.

    What is still to be paid is not to be returned as well.
    """
    if kind == BalanceRow.Kind.TO_DISBURSE:
        return Measure.COMMITTED, Measure.DISBURSED
    if BalanceRow.Kind.TO_DISBURSE in kinds:
        return Measure.TRANSFERRED, Measure.COMMITTED
    return Measure.TRANSFERRED, Measure.DISBURSED


def _difference_of(statement: Statement, balance: Balance) -> tuple[str, str]:
    return difference_of(
        balance.kind, {row.kind for row in statement.balances if row.organisation == balance.organisation}
    )


def balances_not_told(record: Record) -> Iterator[Finding]:
    """Money that a final statement leaves over without a word about it."""
    for statement in record.statements:
        if statement.kind != StatementRow.Kind.FINAL:
            continue
        told = {balance.organisation for balance in statement.balances}
        for organisation in statement.organisations:
            given = statement.amount(organisation, Measure.TRANSFERRED)
            used = statement.amount(organisation, Measure.DISBURSED)
            if organisation in told or not given or not used or given.value is None or used.value is None:
                continue
            left = Amount(given.value - used.value, statement.currency)
            if left.value > 0:
                yield Finding(
                    UNTOLD,
                    Severity.GAP,
                    (given.key, used.key),
                    _("%(who)s: %(recomputed)s transferred and not disbursed; no balance is printed for it."),
                    {
                        "who": series([names.statement(statement), names.organisation(organisation)]),
                        "recomputed": left,
                    },
                    recomputed=left,
                    citations=tuple(dict.fromkeys((given.citation, used.citation))),
                )


READS = frozenset({"statements", "lines", "totals", "balances"})
CHECKS = (
    Check(
        PRINTED,
        _("Pending balances"),
        _("A balance is what was transferred minus what was disbursed, or committed minus disbursed."),
        READS,
        balances_recomputed,
    ),
    Check(
        UNTOLD,
        _("Balances that are not told"),
        _("A final statement names the balance of every organisation that did not spend all it was given."),
        READS,
        balances_not_told,
    ),
)
