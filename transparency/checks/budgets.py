"""Approved against revised budgets, for each organisation and in all, and against what the fund was to give."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from transparency.checks import names
from transparency.checks.findings import Check, Finding, Severity, compared
from transparency.checks.quantities import Amount, series
from transparency.checks.record import Record
from transparency.models import Measure
from transparency.models.programme import Cost

REVISED, FUND = "budget-revised", "budget-and-fund"


def budgets_revised(record: Record) -> Iterator[Finding]:
    """Budgets that a revision changed, in the statement that prints both."""
    for statement in record.statements:
        for organisation in (*statement.organisations, None):
            approved = statement.amount(organisation, Measure.BUDGET)
            revised = statement.amount(organisation, Measure.REVISED)
            if approved and revised and None not in (approved.value, revised.value) and approved.value != revised.value:
                yield compared(
                    REVISED,
                    Severity.NOTE,
                    [revised, approved],
                    _("%(who)s: the budget was %(recomputed)s and was revised to %(reported)s."),
                    Amount(revised.known, statement.currency),
                    Amount(approved.known, statement.currency),
                    who=series([names.statement(statement), names.organisation(organisation)]),
                )


def budget_and_fund(record: Record) -> Iterator[Finding]:
    """The approved budget in all against the contribution of the fund, which it divides among the organisations."""
    for statement in record.statements:
        budget = statement.amount(None, Measure.BUDGET)
        for cost in record.costs:
            if budget is None or budget.value is None or cost.figure.value is None:
                continue
            comparable = cost.origin == Cost.Origin.FUND and cost.currency == statement.currency
            allowed = budget.slack + cost.figure.slack
            if comparable and abs(budget.value - cost.figure.value) > allowed:
                yield compared(
                    FUND,
                    Severity.CONTRADICTION,
                    [budget, cost.figure],
                    _("%(what)s: an approved budget of %(reported)s; the fund was to give %(recomputed)s."),
                    Amount(budget.value, statement.currency),
                    Amount(cost.figure.value, cost.currency),
                    aspect=cost.figure.citation.source,
                    what=names.statement(statement),
                )


CHECKS = (
    Check(
        REVISED,
        _("Budgets before and after the revision"),
        _("Where a statement prints the approved and the revised budget, the difference is told."),
        frozenset({"statements", "lines", "totals"}),
        budgets_revised,
    ),
    Check(
        FUND,
        _("Budget and contribution of the fund"),
        _("The approved budget in all is what the fund was to give."),
        frozenset({"statements", "lines", "totals", "costs"}),
        budget_and_fund,
    ),
)
